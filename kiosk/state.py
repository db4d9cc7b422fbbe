"""What the kiosk knows: the office's last view, how far the visitor has come, and since when."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from office.contract import BookedTicket, BookRequest, KioskView, ServiceOffer

Screen = Literal[
    "starting", "welcome", "times", "booking", "ticket",
    "nothing_free", "not_released", "closed", "unreachable",
]  # fmt: skip
Paper = Literal["printing", "printed", "unconfirmed", "none"]
"""The slip: under way, taken as printed, outcome unknown, or none (the screen is all there is)."""
NoteKind = Literal["taken", "gone", "refused", "unreachable"]


@dataclass(frozen=True, slots=True)
class Note:
    """Why the visitor is back at an earlier screen.

    taken: somebody else was faster (`next` is the next start, None when there is none) · gone: the
    last start went · refused: the office said no · unreachable: the office never answered.
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
class Ticketed:
    """The number is on the screen, until `until` (monotonic seconds) once the paper is settled."""

    ticket: BookedTicket
    paper: Paper
    until: float


Step = Home | Choosing | Booking | Ticketed


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
    asked_at: float | None = None
    """Since when "still there?" is asked."""


def begin(tiles: tuple[str, ...], *, has_printer: bool, now: float) -> State:
    """The state after power-on: nothing known of the office yet."""
    return State(tiles, tiles[0], has_printer, present_at=now)


def screen(state: State) -> Screen:
    """Which screen shows this state. A number once given stays, whatever the office does."""
    if isinstance(state.step, Ticketed):
        return "ticket"
    if isinstance(state.step, Booking):
        return "booking"
    if state.lost:
        return "unreachable"
    if state.view is None:
        return "starting"
    if state.view.state != "open":
        return state.view.state
    return "times" if chosen(state) else "welcome"


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


def wiped(state: State, now: float, note: Note | None = None) -> State:
    """Home for the next visitor: nothing of the last one remains."""
    return replace(
        state,
        step=Home(note),
        language=first_language(state),
        present_at=now,
        struck_at=now,
        asked_at=None,
    )
