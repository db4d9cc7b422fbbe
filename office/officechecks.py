"""What has to fit together in an office file, beyond the shape of each table."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from typing import Protocol, get_type_hints
from zoneinfo import ZoneInfo, available_timezones

from office.contract import Words
from office.officeschema import WEEKDAYS, DeskTable, OfficeTables, Shift
from office.week import WallSpan, joined, wall_span
from settings import Findings, KeyPath, nearest, shown


class _Named(Protocol):
    @property
    def id(self) -> str: ...


def check(tables: OfficeTables, findings: Findings) -> None:
    """Add everything that does not fit together."""
    _office(tables, findings)
    _words(tables, findings)
    _uniqueness(tables, findings)
    _services(tables, findings)
    _hours(tables, findings)
    for number, desk in enumerate(tables.desk):
        _desk(tables, desk, ("desk", number), findings)


def _office(tables: OfficeTables, findings: Findings) -> None:
    office, rules = tables.office, tables.rules
    if not office.languages:
        findings.add(("office", "languages"), "name at least one language")
    for twice in _repeated(office.languages):
        findings.add(("office", "languages", twice), f"{shown(office.languages[twice])} twice")
    if not _zone_exists(office.zone):
        hint = nearest(office.zone, available_timezones())
        findings.add(("office", "zone"), f"{shown(office.zone)} is not a time zone{hint}")
    if 60 % rules.grid_minutes:
        findings.add(("rules", "grid_minutes"), f"{rules.grid_minutes} does not divide an hour")
    for key in ("queue", "service", "desk"):
        if not getattr(tables, key):
            findings.add((key,), f"there must be at least one [[{key}]]")


def _zone_exists(zone: str) -> bool:
    try:
        ZoneInfo(zone)
    except (ValueError, OSError, KeyError):  # odd names, folders, unknown names
        return False
    return True


# ---- words -----------------------------------------------------------------------------------


def _words(tables: OfficeTables, findings: Findings) -> None:
    languages = tables.office.languages
    for at, words, optional in _all_words(tables, ()):
        if optional and not words:
            continue
        for language in languages:
            if not words.get(language, "").strip():
                findings.add((*at, language), f"the text in {shown(language)} is missing")
        for language in words.keys() - set(languages):
            hint = nearest(language, languages) or "; see office.languages"
            findings.add((*at, language), f"is not a language of this office{hint}")


def _all_words(value: object, at: KeyPath) -> Iterator[tuple[KeyPath, Words, bool]]:
    """Every Words in the tables: where, which, and whether it may be left out."""
    if isinstance(value, tuple):
        for index, member in enumerate(value):
            if isinstance(member, dict):
                yield (*at, index), member, False
            else:
                yield from _all_words(member, (*at, index))
    elif is_dataclass(value):
        kinds = get_type_hints(type(value))
        for field in fields(value):
            inner, here = getattr(value, field.name), (*at, field.name)
            if kinds[field.name] == Words:
                yield here, inner, field.default_factory is dict
            else:
                yield from _all_words(inner, here)


# ---- names that point at each other ----------------------------------------------------------


def _uniqueness(tables: OfficeTables, findings: Findings) -> None:
    named: dict[str, Sequence[_Named]] = {
        "queue": tables.queue,
        "service": tables.service,
        "desk": tables.desk,
        "department": tables.department,
        "place": tables.place,
    }
    for key, members in named.items():
        _no_repeats(key, "id", [member.id for member in members], findings)
    _no_repeats("queue", "letter", [queue.letter for queue in tables.queue], findings)
    _no_repeats("desk", "label", [desk.label for desk in tables.desk], findings)


def _no_repeats(key: str, what: str, values: Sequence[str], findings: Findings) -> None:
    for index in _repeated(values):
        first = values.index(values[index]) + 1
        wrong = f"{shown(values[index])} is already the {what} of {key}#{first}"
        findings.add((key, index, what), wrong)


def _repeated(values: Sequence[object]) -> list[int]:
    return [index for index, value in enumerate(values) if value in values[:index]]


def _services(tables: OfficeTables, findings: Findings) -> None:
    queues = [queue.id for queue in tables.queue]
    offered = {service for desk in tables.desk for service in desk.services}
    for number, service in enumerate(tables.service):
        at = ("service", number)
        if service.queue not in queues:
            findings.add((*at, "queue"), _unknown("queue", service.queue, queues))
        if service.minutes % tables.rules.grid_minutes:
            grid = f"the grid of {tables.rules.grid_minutes} minutes (rules.grid_minutes)"
            findings.add((*at, "minutes"), f"{service.minutes} does not fit {grid}")
        if service.id not in offered:
            findings.add((*at, "id"), f"no desk serves {shown(service.id)}")
    known = [service.id for service in tables.service]
    for theirs, ours in tables.appointments.services.items():
        if ours not in known:
            findings.add(("appointments", "services", theirs), _unknown("service", ours, known))


def _unknown(what: str, wrong: str, known: Sequence[str]) -> str:
    hint = nearest(wrong, known) or f"; there are {', '.join(map(shown, known))}"
    return f"there is no {what} {shown(wrong)}{hint}"


# ---- hours and shifts ------------------------------------------------------------------------


def _hours(tables: OfficeTables, findings: Findings) -> None:
    release = tables.rules.release_at
    for weekday in WEEKDAYS:
        spans = _in_order(tables.hours.on(weekday), ("hours", weekday), findings)
        if release and spans and release.hour * 60 + release.minute >= max(end for _, end in spans):
            late = f"{release:%H:%M} is not before the closing on {weekday}"
            findings.add(("rules", "release_at"), late)
    if not any(tables.hours.on(weekday) for weekday in WEEKDAYS):
        findings.add(("hours",), "the office never opens; name hours for at least one weekday")


def _in_order(texts: Sequence[str], at: KeyPath, findings: Findings) -> list[WallSpan]:
    """The spans as minutes; reversed and overlapping ones are added to the findings."""
    spans = list(map(wall_span, texts))
    for index, (start, end) in enumerate(spans):
        earlier = [i for i in range(index) if spans[i][0] < end and start < spans[i][1]]
        if start >= end:
            wrong = "ends before it begins; past midnight, write until 24:00 and go on next day"
            findings.add((*at, index), f"{shown(texts[index])} {wrong}")
        elif earlier:
            other = shown(texts[earlier[0]])
            findings.add((*at, index), f"{shown(texts[index])} overlaps with {other}")
    return spans


def _desk(tables: OfficeTables, desk: DeskTable, at: KeyPath, findings: Findings) -> None:
    known = [service.id for service in tables.service]
    for index, service in enumerate(desk.services):
        if service not in known:
            findings.add((*at, "services", index), _unknown("service", service, known))
    for index in _repeated(desk.services):
        findings.add((*at, "services", index), f"{shown(desk.services[index])} twice")
    if not desk.services:
        findings.add((*at, "services"), "a desk serves at least one service")
    if desk.shifts is not None and not any(shift.days for shift in desk.shifts):
        always = "leave out `shifts` for a desk that works whenever the office is open"
        findings.add((*at, "shifts"), f"this desk never works; {always}")
    days = [day for shift in desk.shifts or () for day in shift.days]
    for day, count in Counter(days).items():
        if count > 1:
            findings.add((*at, "shifts"), f"{day} twice; write all its spans in one shift")
    for index, shift in enumerate(desk.shifts or ()):
        _shift(tables, shift, (*at, "shifts", index), findings)


def _shift(tables: OfficeTables, shift: Shift, at: KeyPath, findings: Findings) -> None:
    spans = _in_order(shift.spans, (*at, "spans"), findings)
    for number, day in enumerate(shift.days):
        hours = tables.hours.on(day)
        if not hours:
            findings.add((*at, "days", number), f"the office is closed on {day}")
        for index, span in enumerate(spans):
            if hours and not _within(span, map(wall_span, hours)):
                opened = f"the opening hours of {day}, {', '.join(hours)}"
                wrong = f"{shown(shift.spans[index])} is outside {opened}"
                findings.add((*at, "spans", index), wrong)


def _within(span: WallSpan, hours: Iterable[WallSpan]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in joined(hours))
