"""The facts of a day, in the past tense: what the log holds and the fold reads.

A fact carries what happened (numbers, instants, desks, minutes), never a rule to recompute.
Instants are UTC epoch milliseconds. `Recorded` wraps a fact with its place in the log and its
cause.
"""

from dataclasses import dataclass
from typing import Literal

from office.contract import PrintOutcome
from office.day.config import DayConfig, DayPlan

Origin = Literal["kiosk", "phone", "desk"]


@dataclass(frozen=True, slots=True)
class BookedItem:
    """One service on a ticket, its minutes fixed at booking."""

    service: str
    persons: int
    minutes: int


@dataclass(frozen=True, slots=True)
class DayOpened:
    """The first fact of every day: all that the rules need to know, so no fold reads a file."""

    config: DayConfig
    plan: DayPlan
    zone: str


@dataclass(frozen=True, slots=True)
class DayReleased:
    """The day's free starts became bookable."""


@dataclass(frozen=True, slots=True)
class TicketBooked:
    ticket: str
    number: str
    letter: str
    serial: int
    queue: str
    items: tuple[BookedItem, ...]
    start: int | None
    desk: str | None
    """The desk whose time is kept for a timed ticket; who really serves is decided at the call."""
    language: str
    origin: Origin
    code: str
    here: bool
    """A kiosk ticket's visitor stands at the door and waits at once; others check in."""


@dataclass(frozen=True, slots=True)
class CheckedIn:
    ticket: str


@dataclass(frozen=True, slots=True)
class Called:
    ticket: str
    desk: str


@dataclass(frozen=True, slots=True)
class Recalled:
    ticket: str
    desk: str
    count: int
    """2 for the first repetition."""


@dataclass(frozen=True, slots=True)
class ServingStarted:
    ticket: str
    desk: str


@dataclass(frozen=True, slots=True)
class Finished:
    ticket: str
    desk: str


@dataclass(frozen=True, slots=True)
class Missed:
    ticket: str
    desk: str


@dataclass(frozen=True, slots=True)
class Printed:
    ticket: str
    outcome: PrintOutcome


Fact = (
    DayOpened | DayReleased | TicketBooked | CheckedIn | Called | Recalled | ServingStarted
    | Finished | Missed | Printed
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Recorded:
    """A fact in the log of one day."""

    position: int
    """1 for DayOpened, then without gaps."""
    at: int
    """max(now, the last fact's instant): a clock stepping back never reorders a day."""
    by: str
    """The principal, e.g. "kiosk:entrance-1", "staff", "visitor:4F…", "system"."""
    command: str
    """Id of the command that caused it; the same id is never decided twice."""
    body: str
    """Fingerprint of that command's body: the same id with another body is refused."""
    fact: Fact
