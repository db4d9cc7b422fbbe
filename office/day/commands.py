"""What can be asked of a day, in the imperative. Randomness (ids, codes) enters only here."""

from dataclasses import dataclass

from office.contract import PrintOutcome
from office.day.config import DayConfig, DayPlan
from office.day.events import Origin


@dataclass(frozen=True, slots=True)
class OpenDay:
    config: DayConfig
    plan: DayPlan


@dataclass(frozen=True, slots=True)
class ReleaseDay:
    """Make the day's free starts bookable."""


@dataclass(frozen=True, slots=True)
class Book:
    date: str
    items: tuple[tuple[str, int], ...]
    """(service, persons)"""
    start: int | None
    language: str
    origin: Origin
    owner: str | None
    """The visitor this ticket is limited to one of; None for kiosk and desk."""
    ticket: str
    codes: tuple[str, ...]
    """Candidates for the check-in code: the first that is free today is taken."""


@dataclass(frozen=True, slots=True)
class CheckIn:
    ticket: str


@dataclass(frozen=True, slots=True)
class CallNext:
    desk: str


@dataclass(frozen=True, slots=True)
class CallTicket:
    """A named call: this ticket, whoever is due."""

    desk: str
    ticket: str


@dataclass(frozen=True, slots=True)
class Recall:
    desk: str


@dataclass(frozen=True, slots=True)
class StartServing:
    desk: str


@dataclass(frozen=True, slots=True)
class Finish:
    desk: str


@dataclass(frozen=True, slots=True)
class MarkMissed:
    desk: str


@dataclass(frozen=True, slots=True)
class RecordPrint:
    ticket: str
    outcome: PrintOutcome


Command = (
    OpenDay | ReleaseDay | Book | CheckIn | CallNext | CallTicket | Recall | StartServing
    | Finish | MarkMissed | RecordPrint
)  # fmt: skip
