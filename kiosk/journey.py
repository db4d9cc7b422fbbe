"""The visitor's way through the kiosk: one pure function, (state, event, now) → state, effects."""

from dataclasses import replace
from datetime import datetime

from kiosk import checkin, paper, touch
from kiosk.events import (
    Book,
    Booked,
    BookingRefused,
    BookingUnreachable,
    CheckedIn,
    CheckIn,
    CheckInRefused,
    CheckInUnreachable,
    Effects,
    Event,
    GlassTouched,
    OfficeLost,
    Printed,
    PrintSlip,
    Tick,
    Touched,
    ViewArrived,
)
from kiosk.leave import leave, spoken
from kiosk.patience import (
    BOOKING_SECONDS,
    COUNTDOWN_SECONDS,
    IDLE_SECONDS,
    PRINTING_SECONDS,
    RETRY_SECONDS,
    SHOWN_SECONDS,
)
from kiosk.state import (
    Booking,
    Checking,
    Choosing,
    Home,
    Note,
    State,
    Ticketed,
    evacuating,
    first_language,
    moved,
    offer,
    wiped,
)
from office.contract import Problem

TRY_AGAIN = frozenset({"storage_failed", "starting", "internal"})
"""Refusals that say nothing about the wish itself."""

Step = tuple[State, Effects]


def advance(state: State, event: Event, now: float) -> Step:
    """Take one event in at `now` (monotonic seconds)."""
    match event:
        case ViewArrived():
            return _view_arrived(state, event, now)
        case OfficeLost():
            return replace(state, lost=True), ()
        case Booked():
            return _booked(state, event, now)
        case BookingRefused():
            return _refused(state, event, now)
        case CheckedIn():
            return checkin.found(state, event, now), ()
        case CheckInRefused():
            return _check_in_refused(state, event, now)
        case BookingUnreachable() | CheckInUnreachable():
            return _unreachable(state, event.key, now)
        case Printed():
            return paper.printed(state, event, now)
        case Tick():
            return _tick(state, now)
        case GlassTouched():
            return replace(state, present_at=now), ()
        case Touched():
            return touch.touched(state, event, now)


# ---- the office ------------------------------------------------------------------------------


def _view_arrived(state: State, event: ViewArrived, now: float) -> Step:
    after = replace(state, view=event.view, lost=False)
    if state.view is None:
        after = replace(after, language=first_language(after))
    if evacuating(after) != evacuating(state):
        after = _let_go(after, now) if evacuating(after) else _resumed(after, now)
    return after, spoken(state, after)


def _let_go(state: State, now: float) -> State:
    """The house is to be left: all ends here but a number that was given, or is on its way."""
    match state.step:
        case Ticketed() | Booking(in_flight=True) | Checking(in_flight=True):
            return replace(state, asked_at=None)
        case _:
            return wiped(state, now)


def _resumed(state: State, now: float) -> State:
    """People are back: a number that was on the screen is there again, for a while."""
    step = state.step
    if isinstance(step, Ticketed):
        step = replace(step, until=now + SHOWN_SECONDS)
    return moved(state, step, now)


def _booked(state: State, event: Booked, now: float) -> Step:
    ticket, step = event.ticket, state.step
    if not (isinstance(step, Booking) and step.key == event.key):
        # The visitor was already told that it did not work: staff must know of this ticket.
        return state, (paper.report(ticket.id, "failed"),)
    if evacuating(state):
        return moved(state, Ticketed(ticket, "kept", now), now), (paper.report(ticket.id, "shown"),)
    if not state.has_printer or state.view is None:
        return paper.shown(state, Ticketed(ticket, "none", 0.0), now)
    after = Ticketed(ticket, "printing", now + PRINTING_SECONDS)
    return moved(state, after, now), (PrintSlip(ticket, state.view.office),)


def _refused(state: State, event: BookingRefused, now: float) -> Step:
    step = state.step
    if not (isinstance(step, Booking) and step.key == event.key):
        return state, ()
    if event.problem.code in TRY_AGAIN or evacuating(state):
        return _unreachable(state, event.key, now)
    return moved(state, _after_refusal(state, step, event.problem), now), ()


def _check_in_refused(state: State, event: CheckInRefused, now: float) -> Step:
    if event.problem.code in TRY_AGAIN or evacuating(state):
        return _unreachable(state, event.key, now)
    return checkin.refused(state, event, now), ()


def _after_refusal(state: State, step: Booking, problem: Problem) -> Home | Choosing:
    if problem.code in {"slot_taken", "start_past"}:
        return Choosing(step.service, Note("taken", _next_start(state, step, problem)))
    if problem.code in {"nothing_free", "closed"}:
        return Home(Note("gone"))
    return Home(Note("refused"))


def _next_start(state: State, step: Booking, problem: Problem) -> datetime | None:
    """The office's word on it; else the view's, where the start just taken may still stand."""
    if problem.next_starts:
        return problem.next_starts[0]
    service = offer(state.view, step.service) if state.view else None
    starts = service.starts if service else ()
    return next((each for each in starts if each != step.request.start), None)


def _unreachable(state: State, key: str, now: float) -> Step:
    step = state.step
    if not (isinstance(step, Booking | Checking) and step.key == key):
        return state, ()
    if evacuating(state):
        return leave(state, now)
    waiting = replace(step, in_flight=False, retry_at=now + RETRY_SECONDS)
    return replace(state, step=waiting), ()


# ---- time ------------------------------------------------------------------------------------


def _tick(state: State, now: float) -> Step:
    if evacuating(state):
        return state, ()
    match state.step:
        case Booking() | Checking() as step:
            return _tick_asking(state, step, now)
        case Ticketed() as step:
            return _tick_ticket(state, step, now)
        case _:
            return _tick_idle(state, now)


def _tick_asking(state: State, step: Booking | Checking, now: float) -> Step:
    if now - step.since >= BOOKING_SECONDS:
        return moved(state, Home(Note("unreachable")), now), ()
    if step.in_flight or step.retry_at is None or now < step.retry_at:
        return state, ()
    again = replace(step, in_flight=True, retry_at=None)
    return replace(state, step=again), (_asked_again(step),)


def _asked_again(step: Booking | Checking) -> Book | CheckIn:
    if isinstance(step, Booking):
        return Book(step.request, step.key)
    return CheckIn(step.request, step.key)


def _tick_ticket(state: State, step: Ticketed, now: float) -> Step:
    if now < step.until:
        return state, ()
    if step.paper == "printing":
        told = paper.report(step.ticket.id, "unconfirmed")
        return paper.settled(state, step, "unconfirmed", now), (told,)
    return leave(state, now)


def _tick_idle(state: State, now: float) -> Step:
    if state.asked_at is not None:
        over = now - state.asked_at >= COUNTDOWN_SECONDS
        return leave(state, now) if over else (state, ())
    if now - state.present_at < IDLE_SECONDS or _is_fresh(state):
        return state, ()
    if isinstance(state.step, Home) and _is_first(state):
        return leave(state, now)
    return replace(state, asked_at=now), ()


def _is_fresh(state: State) -> bool:
    return state.step == Home() and _is_first(state)


def _is_first(state: State) -> bool:
    return state.language == first_language(state)
