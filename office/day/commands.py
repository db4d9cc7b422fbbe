"""What can be asked of a day, in the imperative. Randomness (ids, codes) enters only here."""

from dataclasses import dataclass

from office.contract import NoticeKind, PrintOutcome, WaitingEnd, Words
from office.day.config import DayConfig, DayPlan
from office.day.events import Place
from office.day.ticket import Origin


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
    hold: bool = False
    """Only keep the start for some minutes; `Confirm` makes it a ticket."""
    here: bool = True
    """Whether the visitor of a kiosk's or desk's ticket stands there; not so after a move."""


@dataclass(frozen=True, slots=True)
class ImportBooking:
    """Take over an appointment that was made in another booking system."""

    service: str
    persons: int
    start: int
    minutes: int | None
    """As long as the other system says; None: as long as the service takes here."""
    language: str
    ticket: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Confirm:
    """Make a held start a ticket."""

    ticket: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cancel:
    """The visitor does not come; a held start is freed at once."""

    ticket: str


@dataclass(frozen=True, slots=True)
class Move:
    """To another start of the same day."""

    ticket: str
    start: int


@dataclass(frozen=True, slots=True)
class MoveAway:
    """Leave this day for another; the other day's `Book` goes with it."""

    ticket: str
    date: str


@dataclass(frozen=True, slots=True)
class Expire:
    """Give up what is overdue: holds at their end, bookings whose visitors did not come."""


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
    done: tuple[tuple[str, int], ...] = ()
    """(service, persons) really done; empty: as booked."""


@dataclass(frozen=True, slots=True)
class MarkMissed:
    desk: str


@dataclass(frozen=True, slots=True)
class Return:
    """A missed visitor is here after all."""

    desk: str
    ticket: str


@dataclass(frozen=True, slots=True)
class Park:
    """Set the desk's visitor aside."""

    desk: str


@dataclass(frozen=True, slots=True)
class Unpark:
    """Back among those who wait, at the place kept."""

    desk: str
    ticket: str


@dataclass(frozen=True, slots=True)
class Transfer:
    """The desk's visitor needs another service: same number, no new wait."""

    desk: str
    service: str


@dataclass(frozen=True, slots=True)
class SendBack:
    desk: str
    place: Place


@dataclass(frozen=True, slots=True)
class Undo:
    """Take back this desk's last step."""

    desk: str


@dataclass(frozen=True, slots=True)
class Pause:
    desk: str


@dataclass(frozen=True, slots=True)
class Resume:
    desk: str


@dataclass(frozen=True, slots=True)
class PostNotice:
    notice: str
    kind: NoticeKind
    words: Words


@dataclass(frozen=True, slots=True)
class CallForHelp:
    """Emergency: a desk calls all others."""

    desk: str
    notice: str


@dataclass(frozen=True, slots=True)
class AnswerHelp:
    """ "I'm coming"."""

    desk: str
    notice: str


@dataclass(frozen=True, slots=True)
class EndHelp:
    """An emergency call is over; other notices are not a desk's to end."""

    desk: str
    notice: str


@dataclass(frozen=True, slots=True)
class EndNotice:
    notice: str


@dataclass(frozen=True, slots=True)
class CloseDay:
    waiting: WaitingEnd


@dataclass(frozen=True, slots=True)
class RecordPrint:
    ticket: str
    outcome: PrintOutcome


Command = (
    OpenDay | ReleaseDay | Book | ImportBooking | Confirm | Cancel | Move | MoveAway | Expire
    | CheckIn | CallNext | CallTicket | Recall | StartServing | Finish | MarkMissed | Return | Park
    | Unpark | Transfer | SendBack | Undo | Pause | Resume | PostNotice | CallForHelp | AnswerHelp
    | EndHelp | EndNotice | CloseDay | RecordPrint
)  # fmt: skip
