"""The shape of an office file: one frozen dataclass per table, as `settings` fills them."""

from dataclasses import dataclass, field
from datetime import date, time
from typing import Annotated, Literal, get_args

from office.contract import QUEUE_LETTERS, Arrow, Words
from settings import between, matching, one_of

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday)
"""In the order of `date.weekday()`."""

LETTERS = tuple(QUEUE_LETTERS)
"""Letters that are told apart by eye and ear in German, English and Arabic mouths."""

Id = Annotated[
    str,
    matching(r"[a-z0-9][a-z0-9-]{0,31}", "1 to 32 small letters a-z, digits and hyphens"),
]
Text = Annotated[str, matching(r"(?s).*\S.*", "a text that is not empty")]
Language = Annotated[
    str, matching(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", 'a language tag such as "de" or "pt-BR"')
]
Span = Annotated[
    str,
    matching(
        r"([01]\d|2[0-3]):[0-5]\d *[-–] *(([01]\d|2[0-3]):[0-5]\d|24:00)",
        'from-to such as "08:00-12:00"',
    ),
]


@dataclass(frozen=True, slots=True)
class OfficeTable:
    id: Id
    name: Words
    short: Annotated[str, matching(r"\S{1,3}", "1 to 3 letters")]
    address: Text
    zone: Text
    languages: tuple[Language, ...]
    wait_at: Words
    public_url: Annotated[
        str, matching(r"https?://[^/\s]+", "scheme and host, without a slash at the end")
    ] = "http://127.0.0.1:8800"


@dataclass(frozen=True, slots=True)
class RulesTable:
    grid_minutes: Annotated[int, between(1, 60)] = 5
    lead_minutes: Annotated[int, between(0, 240)] = 5
    early_call_minutes: Annotated[int, between(0, 240)] = 15
    check_in_minutes: Annotated[int, between(5, 1440)] = 60
    late_minutes: Annotated[int, between(0, 120)] = 10
    expire_minutes: Annotated[int, between(0, 480)] = 30
    hold_minutes: Annotated[int, between(3, 5)] = 4
    later_minutes: Annotated[int, between(1, 240)] = 15
    horizon_days: Annotated[int, between(0, 366)] = 84
    undo_seconds: Annotated[int, between(5, 300)] = 30
    release_at: time | None = None
    """Wall-clock time at which each open day's free starts are released; absent: by hand."""


@dataclass(frozen=True, slots=True)
class HoursTable:
    monday: tuple[Span, ...] = ()
    tuesday: tuple[Span, ...] = ()
    wednesday: tuple[Span, ...] = ()
    thursday: tuple[Span, ...] = ()
    friday: tuple[Span, ...] = ()
    saturday: tuple[Span, ...] = ()
    sunday: tuple[Span, ...] = ()
    closed: tuple[date, ...] = ()
    """Dates on which the office stays closed, whatever the weekday says."""

    def on(self, weekday: str) -> tuple[str, ...]:
        spans: tuple[str, ...] = getattr(self, weekday)
        return spans


@dataclass(frozen=True, slots=True)
class QueueTable:
    id: Id
    letter: Annotated[str, one_of(LETTERS)]
    kind: Literal["timed", "open"]
    name: Words
    quick: bool = False
    head_start_minutes: Annotated[int, between(0, 240)] = 0
    """Its tickets are called as if they were due so much earlier."""


@dataclass(frozen=True, slots=True)
class ServiceTable:
    id: Id
    queue: str
    name: Words
    minutes: Annotated[int, between(1, 240)]
    icon: Id
    hint: Words = field(default_factory=dict)
    bring: tuple[Words, ...] = ()
    print_name: bool = False


@dataclass(frozen=True, slots=True)
class Shift:
    days: tuple[Weekday, ...]
    spans: tuple[Span, ...] = ()
    """Empty: the opening hours of these days."""


@dataclass(frozen=True, slots=True)
class DeskTable:
    id: Id
    label: Annotated[str, matching(r"\S{1,4}", "1 to 4 signs")]
    name: Words
    room: Text
    floor: Words
    arrow: Arrow
    services: tuple[str, ...]
    shifts: tuple[Shift, ...] | None = None
    """None: whenever the office is open."""


@dataclass(frozen=True, slots=True)
class DepartmentTable:
    id: Id
    name: Words
    room: Text
    floor: Words
    arrow: Arrow


@dataclass(frozen=True, slots=True)
class PlaceTable:
    id: Id
    name: Words
    floor: Words
    arrow: Arrow
    note: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AppointmentsTable:
    """For appointments that come from another booking system."""

    services: dict[str, str] = field(default_factory=dict)
    """What the other system calls a service → the id of ours."""


@dataclass(frozen=True, slots=True)
class OfficeTables:
    """A whole office file."""

    office: OfficeTable
    hours: HoursTable
    queue: tuple[QueueTable, ...]
    service: tuple[ServiceTable, ...]
    desk: tuple[DeskTable, ...]
    rules: RulesTable = RulesTable()
    department: tuple[DepartmentTable, ...] = ()
    place: tuple[PlaceTable, ...] = ()
    appointments: AppointmentsTable = AppointmentsTable()
