"""Appointments of another booking system: what a file says, as bookings that ours can ask for.

Names and all other columns are dropped on reading. A booking's ticket id is a keyed hash of what
the other system calls it, so that the same file asks for the same tickets.
"""

import hashlib
import hmac
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from office.day.booking import MAX_PERSONS
from office.day.config import DayConfig
from office.day.importing import LONGEST_MINUTES
from office.imports.ical import Event, is_calendar, read_events
from office.imports.moments import Unclear, a_date, a_moment
from office.imports.sheet import Columns, Fault, Row, plain, read

MINUTE = 60_000
COLUMNS: Columns = {
    "start": frozenset({
        "start", "begin", "beginn", "termin", "startzeit", "uhrzeit", "zeit", "time", "von",
    }),
    "date": frozenset({"date", "datum", "tag"}),
    "service": frozenset({"service", "anliegen", "dienstleistung", "leistung", "terminart"}),
    "end": frozenset({"end", "ende", "endzeit", "bis"}),
    "persons": frozenset({"persons", "personen", "personenzahl", "anzahl_personen"}),
    "external_id": frozenset({
        "external_id", "id", "uid", "terminnummer", "buchungsnummer", "vorgangsnummer",
        "booking_number", "appointment_id",
    }),
    "language": frozenset({"language", "sprache"}),
    "status": frozenset({"status"}),
}  # fmt: skip
NEEDED = frozenset({"start", "service"})
CANCELLED = {"cancelled", "canceled", "storniert", "abgesagt"}
NO_SERVICE = "service: is not known here; the office file's [appointments] may name it"
NO_MINUTE = "start: is no whole minute"
NO_END = f"end: is no moment within {LONGEST_MINUTES // 60} hours after the start"
NO_PERSONS = f"persons: is no number from 1 to {MAX_PERSONS}"
_AFTER_THE_SERVICE = re.compile(r"\s[-–—|]\s|[:,;(/]")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A booking to be asked for."""

    line: int
    date: str
    ticket: str
    start: int
    service: str
    persons: int
    minutes: int | None
    language: str


@dataclass(slots=True)
class Appointments:
    """What a file says."""

    wanted: list[Wanted] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    other_days: int = 0
    """Left out because they are not on the day asked for."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How a file is to be read: whose services, and which day alone (None: all days)."""

    config: DayConfig
    aliases: Mapping[str, str]
    """What the other system calls a service → our id."""
    only: date | None

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.config.office.zone)

    def day_of(self, start: int) -> date:
        return datetime.fromtimestamp(start / 1000, UTC).astimezone(self.zone).date()


@dataclass(frozen=True, slots=True)
class _Entry:
    """An appointment as the file has it, with our words."""

    line: int
    start: int
    service: str
    persons: int
    minutes: int | None
    language: str
    reference: str


def read_appointments(data: bytes, reading: Reading, key: bytes) -> Appointments:
    """`key` is the office's import key. Raises UnreadableFile."""
    found, tickets = Appointments(), _Tickets(key)
    for entry in _entries(data, reading):
        if isinstance(entry, Fault):
            found.faults.append(entry)
            continue
        day = reading.day_of(entry.start)
        if reading.only not in {None, day}:
            found.other_days += 1
            continue
        wanted = tickets.wanted(entry, day.isoformat())
        if isinstance(wanted, Fault):
            found.faults.append(wanted)
        elif wanted is not None:
            found.wanted.append(wanted)
    return found


def service_ids(config: DayConfig, aliases: Mapping[str, str]) -> dict[str, str]:
    """Every plain name of a service → its id: the office file's word first, then ids, then names in
    all languages unless two services share them."""
    names = Counter(n for s in config.services for n in {plain(w) for w in s.name.values()})
    known = {plain(w): s.id for s in config.services for w in s.name.values()
             if names[plain(w)] == 1}  # fmt: skip
    known |= {plain(service.id): service.id for service in config.services}
    known |= {plain(theirs): ours for theirs, ours in aliases.items()}
    return {name: id_ for name, id_ in known.items() if name}


# ---- from both kinds of file -------------------------------------------------------------------


def _entries(data: bytes, reading: Reading) -> Iterator[_Entry | Fault]:
    services = service_ids(reading.config, reading.aliases)
    if is_calendar(data):
        for event in read_events(data, reading.zone):
            yield event if isinstance(event, Fault) else _from_event(event, reading, services)
        return
    for row in read(data, COLUMNS, NEEDED):
        if isinstance(row, Fault):
            yield row
        elif plain(row.cells.get("status", "")) not in CANCELLED:
            yield _from_row(row, reading, services)


def _from_event(event: Event, reading: Reading, services: Mapping[str, str]) -> _Entry | Fault:
    service = next(filter(None, (_service(text, services) for text in event.services)), None)
    language = reading.config.office.languages[0]
    return _sound(event.line, event.start, service, 1, event.minutes, language, event.reference)


def _from_row(row: Row, reading: Reading, services: Mapping[str, str]) -> _Entry | Fault:
    cells, column = row.cells, "date"
    try:
        day = a_date(cells["date"]) if cells.get("date") else reading.only
        column = "start"
        start = a_moment(cells.get("start", ""), reading.zone, day)
    except Unclear as why:
        return Fault(row.line, f"{column}: {why}")
    minutes = _minutes(cells.get("end", ""), start, reading)
    persons = cells.get("persons", "") or "1"
    if not (
        persons.isascii()
        and persons.isdecimal()
        and len(persons) < 4
        and 1 <= int(persons) <= MAX_PERSONS
    ):
        return Fault(row.line, NO_PERSONS)
    return _sound(
        row.line, start, _service(cells.get("service", ""), services), int(persons), minutes,
        _language(cells.get("language", ""), reading), cells.get("external_id", ""),
    )  # fmt: skip


def _sound(
    line: int, start: int, service: str | None, persons: int, minutes: int | None,
    language: str, reference: str,
) -> _Entry | Fault:  # fmt: skip
    if start % MINUTE:
        return Fault(line, NO_MINUTE)
    if service is None:
        return Fault(line, NO_SERVICE)
    if minutes is not None and not 1 <= minutes <= LONGEST_MINUTES:
        return Fault(line, NO_END)
    return _Entry(line, start, service, persons, minutes, language, reference)


def _minutes(end: str, start: int, reading: Reading) -> int | None:
    """None without an end; 0 for one that makes no sense."""
    if not end:
        return None
    try:
        return (a_moment(end, reading.zone, reading.day_of(start)) - start) // MINUTE
    except Unclear:
        return 0


def _service(text: str, services: Mapping[str, str]) -> str | None:
    """By the whole text, else by what stands before a separator: "Passport - Erika Muster"."""
    return services.get(plain(text)) or services.get(plain(_AFTER_THE_SERVICE.split(text)[0]))


def _language(text: str, reading: Reading) -> str:
    """One of the office's; its own where the file says none or another."""
    languages = reading.config.office.languages
    wanted = text.strip().replace("_", "-")
    return next((tag for tag in (wanted, wanted.partition("-")[0]) if tag in languages),
                languages[0])  # fmt: skip


class _Tickets:
    """Gives each appointment its ticket id, the same for the same file."""

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._seen: dict[str, _Entry] = {}
        self._count: Counter[str] = Counter()

    def wanted(self, entry: _Entry, day: str) -> Wanted | Fault | None:
        """None for an appointment that the file names twice."""
        name = f"id\x00{day}\x00{entry.reference}"
        if not entry.reference:
            what = f"start\x00{day}\x00{entry.start}\x00{entry.service}"
            self._count[what] += 1
            name = f"{what}\x00{self._count[what]}"
        first = self._seen.setdefault(name, entry)
        if first is not entry:
            same = (first.start, first.service) == (entry.start, entry.service)
            return None if same else Fault(entry.line, f"external_id: is that of line {first.line}")
        ticket = hmac.new(self._key, name.encode(), hashlib.sha256).hexdigest()[:16]
        return Wanted(
            entry.line, day, ticket, entry.start, entry.service, entry.persons, entry.minutes,
            entry.language,
        )  # fmt: skip
