"""What the kiosk knows: the office's last view, how far the visitor has come, and since when."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from office.contract import (
    BookedTicket,
    BookRequest,
    CheckInRequest,
    Item,
    KioskView,
    ServiceOffer,
)

Screen = Literal[
    "starting", "welcome", "times", "booking", "ticket",
    "nothing_free", "not_released", "closed", "unreachable",
    "code", "checking", "answer", "evacuation",
]  # fmt: skip
Paper = Literal["printing", "printed", "unconfirmed", "none", "kept"]
"""The slip: under way, taken as printed, outcome unknown, none (the screen is all there is), or
kept: an earlier ticket, which the visitor has already, is printed once more only when asked for."""
NoteKind = Literal["taken", "gone", "refused", "unreachable", "unknown"]
AnswerKind = Literal["early", "late", "here", "other_day", "over", "too_many"]


@dataclass(frozen=True, slots=True)
class Note:
    """Why the visitor is back at an earlier screen.

    taken: somebody else was faster (`next` is the next start, None when there is none) · gone: the
    last start went · refused: the office said no · unreachable: the office never answered ·
    unknown: there is no ticket with what was typed.
    """

    kind: NoteKind
    next: datetime | None = None


@dataclass(frozen=True, slots=True)
class Home:
    note: Note | None = None


@dataclass(frozen=True, slots=True)
class Choosing:
    """A service was touched, its times are shown."""

    service: str
    note: Note | None = None


@dataclass(frozen=True, slots=True)
class Booking:
    """A time was touched. One key for the first try and every retry of this tap."""

    service: str
    request: BookRequest
    key: str
    since: float
    in_flight: bool = True
    retry_at: float | None = None


@dataclass(frozen=True, slots=True)
class Typing:
    """A check-in code is typed; for a lost ticket its number comes first."""

    lost: bool = False
    field: Literal["number", "code"] = "code"
    number: str = ""
    code: str = ""
    note: Note | None = None


@dataclass(frozen=True, slots=True)
class Checking:
    """The office is asked about a code. One key for the first try and every retry."""

    request: CheckInRequest
    key: str
    since: float
    in_flight: bool = True
    retry_at: float | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """Why a code did not check in: early (from when it may: `moment`) · late (`starts` to choose
    from for `items`) · here: it is already · other_day · over: used or given up · too_many tries.
    """

    kind: AnswerKind
    moment: datetime | None = None
    starts: tuple[datetime, ...] = ()
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Ticketed:
    """The number is on the screen, until `until` (monotonic seconds) once the paper is settled."""

    ticket: BookedTicket
    paper: Paper
    until: float


Step = Home | Choosing | Booking | Typing | Checking | Answered | Ticketed


@dataclass(frozen=True, slots=True)
class State:
    """Everything the screens are drawn from. Times are monotonic seconds."""

    tiles: tuple[str, ...]
    """Languages with a button, BCP 47, in the order of the buttons; never empty."""
    language: str
    has_printer: bool
    view: KioskView | None = None
    lost: bool = False
    step: Step = Home()
    present_at: float = 0.0
    """The last sign of a person."""
    struck_at: float = float("-inf")
    """The last touch of a button, or the last change of screen that was not the visitor's doing."""
    struck_key: str | None = None
    """The key of a keypad that was touched last; fingers hurry from one key to the next."""
    asked_at: float | None = None
    """Since when "still there?" is asked."""


def begin(tiles: tuple[str, ...], *, has_printer: bool, now: float) -> State:
    """The state after power-on: nothing known of the office yet."""
    return State(tiles, tiles[0], has_printer, present_at=now)


def screen(state: State) -> Screen:
    """Which screen shows this state. The order to leave the house covers all; a number once given
    stays, whatever the office does."""
    if evacuating(state):
        return "evacuation"
    if isinstance(state.step, Ticketed):
        return "ticket"
    if isinstance(state.step, Booking):
        return "booking"
    if isinstance(state.step, Checking):
        return "checking"
    if state.lost:
        return "unreachable"
    if state.view is None:
        return "starting"
    return _offered(state, state.view)


def _offered(state: State, view: KioskView) -> Screen:
    """Who has a number may say so while nothing is free, too, but not when all is over."""
    if view.state != "closed" and isinstance(state.step, Typing):
        return "code"
    if view.state != "closed" and isinstance(state.step, Answered):
        return "answer"
    if view.state != "open":
        return view.state
    return "times" if chosen(state) else "welcome"


def evacuating(state: State) -> bool:
    """Whether the house is to be left. It stays so when the office falls silent after saying it."""
    return state.view is not None and any(n.kind == "evacuation" for n in state.view.notices)


def chosen(state: State) -> ServiceOffer | None:
    """The service whose times are shown, None when none is or the office no longer has it."""
    if state.view is None or not isinstance(state.step, Choosing):
        return None
    return offer(state.view, state.step.service)


def offer(view: KioskView, service: str) -> ServiceOffer | None:
    return next((each for each in view.services if each.id == service), None)


def available(service: ServiceOffer) -> bool:
    """Whether a touch on the service can lead to a ticket now."""
    return bool(service.starts) if service.timed else service.free > 0


def first_language(state: State) -> str:
    """The language for the next visitor: the office's first that has a button here."""
    spoken = state.view.office.languages if state.view else ()
    return next((tag for tag in spoken if tag in state.tiles), state.tiles[0])


def moved(state: State, step: Step, now: float) -> State:
    """Another screen that the visitor did not ask for just now: a touch under way is not for it."""
    return replace(state, step=step, present_at=now, struck_at=now, struck_key=None, asked_at=None)


def wiped(state: State, now: float, note: Note | None = None) -> State:
    """Home for the next visitor: nothing of the last one remains."""
    return replace(moved(state, Home(note), now), language=first_language(state))
