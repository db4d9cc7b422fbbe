"""The facts of a day, in the past tense: what the log holds and the fold reads.

A fact carries what happened (numbers, instants, desks, minutes), never a rule to recompute.
Instants are UTC epoch milliseconds. `Recorded` wraps a fact with its place in the log and its
cause.
"""

from dataclasses import dataclass
from typing import Literal

from office.contract import NoticeKind, PrintOutcome, WaitingEnd, Words
from office.day.config import DayConfig, DayPlan
from office.day.ticket import BookedItem, Origin, Ticket

Place = Literal["front", "kept", "later", "end"]
"""Where a desk sends a visitor back to."""


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
class StartHeld:
    """A start kept for some minutes while the visitor makes sure; no number yet."""

    ticket: str
    queue: str
    items: tuple[BookedItem, ...]
    start: int
    desk: str
    language: str
    origin: Origin
    until: int


@dataclass(frozen=True, slots=True)
class HoldEnded:
    ticket: str


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
    due: int | None = None
    """A new place for who came late; None: the start counts."""


@dataclass(frozen=True, slots=True)
class Moved:
    """To another start of the same day."""

    ticket: str
    start: int
    desk: str


@dataclass(frozen=True, slots=True)
class MovedAway:
    """To another day, where the same ticket was booked in the same transaction."""

    ticket: str
    date: str


@dataclass(frozen=True, slots=True)
class Cancelled:
    ticket: str


@dataclass(frozen=True, slots=True)
class Expired:
    """Nobody came, or nobody made sure of it."""

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
    done: tuple[BookedItem, ...] = ()
    """What was really done and for how many; empty: what was booked."""


@dataclass(frozen=True, slots=True)
class Missed:
    ticket: str
    desk: str


@dataclass(frozen=True, slots=True)
class Returned:
    """A missed visitor came after all, once."""

    ticket: str
    due: int
    desk: str | None = None
    """The desk that took the visitor back; None when the visitor checked in again."""


@dataclass(frozen=True, slots=True)
class Parked:
    """Set aside by a desk; never called until unparked."""

    ticket: str
    desk: str


@dataclass(frozen=True, slots=True)
class Unparked:
    ticket: str
    desk: str


@dataclass(frozen=True, slots=True)
class Transferred:
    """To another service: same number, arrival credit kept, no quota needed."""

    ticket: str
    desk: str
    queue: str
    items: tuple[BookedItem, ...]


@dataclass(frozen=True, slots=True)
class SentBack:
    ticket: str
    desk: str
    place: Place
    due: int


@dataclass(frozen=True, slots=True)
class StepUndone:
    """A desk took back its last step: the ticket is as it was before."""

    ticket: str
    desk: str
    step: int
    """Position of the event taken back."""
    before: Ticket
    keep: bool
    """Whether the ticket's minutes are kept again at its planned desk (they may be given away)."""


@dataclass(frozen=True, slots=True)
class DeskPaused:
    desk: str


@dataclass(frozen=True, slots=True)
class DeskResumed:
    desk: str


@dataclass(frozen=True, slots=True)
class NoticePosted:
    """A message on all screens, or an emergency call to the other desks. Posting the same id again
    replaces it."""

    notice: str
    kind: NoticeKind
    words: Words
    desk: str = ""
    """With emergency: the desk that calls."""
    coming: tuple[str, ...] = ()
    """With emergency: the desks that answered "I'm coming"."""


@dataclass(frozen=True, slots=True)
class NoticeEnded:
    notice: str


@dataclass(frozen=True, slots=True)
class DayClosed:
    """The office's day is over for those who still wait; desks finish whom they have."""

    waiting: WaitingEnd
    """What happens to those who still wait."""


@dataclass(frozen=True, slots=True)
class Printed:
    ticket: str
    outcome: PrintOutcome


Fact = (
    DayOpened | DayReleased | StartHeld | HoldEnded | TicketBooked | CheckedIn | Moved | MovedAway
    | Cancelled | Expired | Called | Recalled | ServingStarted | Finished | Missed | Returned
    | Parked | Unparked | Transferred | SentBack | StepUndone | DeskPaused | DeskResumed
    | NoticePosted | NoticeEnded | DayClosed | Printed
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
