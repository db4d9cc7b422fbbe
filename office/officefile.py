"""An office file: the office's own description of its services, queues, desks and hours."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path

from office.contract import DepartmentFacts, DeskFacts, OfficeFacts, PlaceFacts, Words
from office.day.config import DayConfig, DayPlan, Queue, Rules, Service
from office.officechecks import check
from office.officeschema import (
    WEEKDAYS,
    DeskTable,
    HoursTable,
    OfficeTables,
    RulesTable,
    ServiceTable,
)
from office.week import DeskWeek, WallSpan, Week, wall_span
from settings import load


@dataclass(frozen=True, slots=True)
class OfficeFile:
    """An office as its file describes it."""

    config: DayConfig
    public_url: str
    """Scheme, host and port that phones use, no slash at the end."""
    week: Week
    service_names: Mapping[str, str] = field(default_factory=dict)
    """What another booking system calls a service → the id of ours."""

    def plan(self, day: date) -> DayPlan:
        """The plan of a local date, from the week template."""
        return self.week.plan(day)


def load_office(path: Path) -> OfficeFile:
    """Read and check an office file. Raises `SettingsError` with everything that is wrong."""
    tables = load(path, OfficeTables, check)
    return OfficeFile(
        _config(tables), tables.office.public_url, _week(tables), tables.appointments.services
    )


def _week(tables: OfficeTables) -> Week:
    return Week(
        zone=tables.office.zone,
        hours=tuple(_wall(tables.hours.on(weekday)) for weekday in WEEKDAYS),
        desks=tuple(_desk_week(desk, tables.hours) for desk in tables.desk),
        closed=frozenset(tables.hours.closed),
        release_at=tables.rules.release_at,
    )


def _desk_week(desk: DeskTable, hours: HoursTable) -> DeskWeek:
    """Without shifts a desk works whenever the office is open, a shift without spans likewise."""
    spans = {weekday: hours.on(weekday) for weekday in WEEKDAYS}
    if desk.shifts is not None:
        shifts = {day: shift.spans for shift in desk.shifts for day in shift.days}
        spans = {day: (shifts[day] or spans[day]) if day in shifts else () for day in WEEKDAYS}
    return DeskWeek(desk.id, desk.services, tuple(_wall(spans[day]) for day in WEEKDAYS))


def _wall(texts: tuple[str, ...]) -> tuple[WallSpan, ...]:
    return tuple(map(wall_span, texts))


# ---- the facts -------------------------------------------------------------------------------


def _rules(table: RulesTable) -> Rules:
    """All but the release, which is the week's: the table's other keys have the rules' names."""
    names = (field.name for field in fields(Rules))
    return Rules(**{name: getattr(table, name) for name in names})


def _config(tables: OfficeTables) -> DayConfig:
    languages = tables.office.languages
    return DayConfig(
        office=_office(tables),
        rules=_rules(tables.rules),
        queues=tuple(
            Queue(q.id, q.letter, q.kind, q.quick, _in(languages, q.name), q.head_start_minutes)
            for q in tables.queue
        ),
        services=tuple(_service(languages, service) for service in tables.service),
        desks=tuple(_desk(languages, desk) for desk in tables.desk),
        departments=tuple(
            DepartmentFacts(d.id, _in(languages, d.name), d.room, _in(languages, d.floor), d.arrow)
            for d in tables.department
        ),
        places=tuple(
            PlaceFacts(
                p.id,
                _in(languages, p.name),
                _in(languages, p.note),
                _in(languages, p.floor),
                p.arrow,
            )
            for p in tables.place
        ),
    )


def _office(tables: OfficeTables) -> OfficeFacts:
    office = tables.office
    return OfficeFacts(
        id=office.id,
        name=_in(office.languages, office.name),
        short=office.short,
        address=office.address,
        zone=office.zone,
        languages=office.languages,
        wait_at=_in(office.languages, office.wait_at),
    )


def _service(languages: tuple[str, ...], service: ServiceTable) -> Service:
    return Service(
        id=service.id,
        queue=service.queue,
        name=_in(languages, service.name),
        hint=_in(languages, service.hint),
        bring=tuple(_in(languages, words) for words in service.bring),
        icon=service.icon,
        minutes=service.minutes,
        print_name=service.print_name,
    )


def _desk(languages: tuple[str, ...], desk: DeskTable) -> DeskFacts:
    return DeskFacts(
        id=desk.id,
        label=desk.label,
        name=_in(languages, desk.name),
        room=desk.room,
        floor=_in(languages, desk.floor),
        arrow=desk.arrow,
    )


def _in(languages: tuple[str, ...], words: Words) -> Words:
    """The words in the office's order of languages; those left out altogether are empty texts."""
    return {language: words.get(language, "") for language in languages}
