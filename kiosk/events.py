"""What can happen to the kiosk (past tense) and what it then asks of the world (imperative)."""

from dataclasses import dataclass
from datetime import datetime

from office.contract import (
    BookedTicket,
    BookRequest,
    CheckInRequest,
    KioskView,
    OfficeFacts,
    PrintOutcome,
    Problem,
)

# ---- events: the office ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ViewArrived:
    view: KioskView


@dataclass(frozen=True, slots=True)
class OfficeLost:
    """Nothing was heard for `office.contract.STALE_SECONDS`."""


@dataclass(frozen=True, slots=True)
class Booked:
    key: str
    ticket: BookedTicket


@dataclass(frozen=True, slots=True)
class BookingRefused:
    key: str
    problem: Problem


@dataclass(frozen=True, slots=True)
class BookingUnreachable:
    """No answer: the ticket may exist or not. Only the same key may be tried again."""

    key: str


@dataclass(frozen=True, slots=True)
class CheckedIn:
    """The ticket of a code that was typed: now here, or found again."""

    key: str
    ticket: BookedTicket


@dataclass(frozen=True, slots=True)
class CheckInRefused:
    key: str
    problem: Problem


@dataclass(frozen=True, slots=True)
class CheckInUnreachable:
    """No answer. The same key may be tried again."""

    key: str


@dataclass(frozen=True, slots=True)
class Printed:
    """What became of a slip; the outcome is never "shown" here."""

    ticket_id: str
    outcome: PrintOutcome


@dataclass(frozen=True, slots=True)
class Tick:
    """Time went by."""


# ---- events: the visitor ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Touched:
    """A button was pressed and released. The double-strike filter looks at these."""


@dataclass(frozen=True, slots=True)
class ServiceTouched(Touched):
    service: str


@dataclass(frozen=True, slots=True)
class TimeTouched(Touched):
    """A start was touched, or "take a number" (None). The key is fresh for each touch."""

    start: datetime | None
    key: str


@dataclass(frozen=True, slots=True)
class LanguageTouched(Touched):
    tag: str


@dataclass(frozen=True, slots=True)
class BackTouched(Touched):
    pass


@dataclass(frozen=True, slots=True)
class DoneTouched(Touched):
    pass


@dataclass(frozen=True, slots=True)
class MoreTimeTouched(Touched):
    pass


@dataclass(frozen=True, slots=True)
class HaveNumberTouched(Touched):
    """ "I have a number or an appointment"."""


@dataclass(frozen=True, slots=True)
class LostTouched(Touched):
    """ "I have lost my ticket"."""


@dataclass(frozen=True, slots=True)
class KeyTouched(Touched):
    """A letter, a digit, or `kiosk.keypad.DELETE`."""

    name: str


@dataclass(frozen=True, slots=True)
class OkTouched(Touched):
    """What was typed is whole. The key is fresh for each touch."""

    key: str


@dataclass(frozen=True, slots=True)
class HereTouched(Touched):
    """ "I am here", beside a ticket that was found again. The key is fresh for each touch."""

    key: str


@dataclass(frozen=True, slots=True)
class PrintTouched(Touched):
    """The ticket that was found again is wanted on paper."""


@dataclass(frozen=True, slots=True)
class GlassTouched:
    """A finger anywhere: somebody is there. No button, so no double-strike filter."""


TouchEvent = (
    ServiceTouched
    | TimeTouched
    | LanguageTouched
    | BackTouched
    | DoneTouched
    | MoreTimeTouched
    | HaveNumberTouched
    | LostTouched
    | KeyTouched
    | OkTouched
    | HereTouched
    | PrintTouched
)
Event = (
    ViewArrived
    | OfficeLost
    | Booked
    | BookingRefused
    | BookingUnreachable
    | CheckedIn
    | CheckInRefused
    | CheckInUnreachable
    | Printed
    | Tick
    | TouchEvent
    | GlassTouched
)

# ---- effects ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Book:
    request: BookRequest
    key: str


@dataclass(frozen=True, slots=True)
class CheckIn:
    request: CheckInRequest
    key: str


@dataclass(frozen=True, slots=True)
class PrintSlip:
    ticket: BookedTicket
    office: OfficeFacts


@dataclass(frozen=True, slots=True)
class ReportPrinted:
    ticket_id: str
    outcome: PrintOutcome
    key: str


@dataclass(frozen=True, slots=True)
class SetLanguage:
    tag: str


Effect = Book | CheckIn | PrintSlip | ReportPrinted | SetLanguage
Effects = tuple[Effect, ...]
