"""The visitor's way through the kiosk: one pure function, (state, event, now) → state, effects."""

from dataclasses import replace
from datetime import datetime

from kiosk.events import (
    BackTouched,
    Book,
    Booked,
    BookingRefused,
    BookingUnreachable,
    DoneTouched,
    Effects,
    Event,
    GlassTouched,
    LanguageTouched,
    MoreTimeTouched,
    OfficeLost,
    Printed,
    PrintSlip,
    ReportPrinted,
    ServiceTouched,
    SetLanguage,
    Tick,
    TimeTouched,
    Touched,
    TouchEvent,
    ViewArrived,
)
from kiosk.state import (
    Booking,
    Choosing,
    Home,
    Note,
    Paper,
    State,
    Ticketed,
    available,
    chosen,
    first_language,
    offer,
    screen,
    wiped,
)
from office.contract import BookRequest, Item, PrintOutcome, Problem

DOUBLE_STRIKE_SECONDS = 0.5
"""EN 301 549 5.8: a second touch within this time is the same touch."""
IDLE_SECONDS = 50.0
COUNTDOWN_SECONDS = 20.0
"""EN 301 549 11.2.2.1: at least 20 s to ask for more time."""
RETRY_SECONDS = 1.0
BOOKING_SECONDS = 60.0
"""How long one tap is tried before the visitor is told that the office does not answer."""
PRINTING_SECONDS = 30.0
"""Past this a printer that never answers counts as unconfirmed."""
PRINTED_SECONDS = 12.0
UNCONFIRMED_SECONDS = 15.0
SHOWN_SECONDS = 45.0
"""How long number and code stay without paper; each touch of "more time" gives as much again."""

TRY_AGAIN = frozenset({"storage_failed", "starting", "internal"})
"""Refusals that say nothing about the wish itself."""

Step = tuple[State, Effects]


def advance(state: State, event: Event, now: float) -> Step:
    """Take one event in at `now` (monotonic seconds)."""
    match event:
        case ViewArrived():
            return _view_arrived(state, event)
        case OfficeLost():
            return replace(state, lost=True), ()
        case Booked():
            return _booked(state, event, now)
        case BookingRefused():
            return _refused(state, event, now)
        case BookingUnreachable():
            return _unreachable(state, event.key, now)
        case Printed():
            return _printed(state, event, now)
        case Tick():
            return _tick(state, now)
        case GlassTouched():
            return replace(state, present_at=now), ()
        case Touched():
            return _touched(state, event, now)


def _language(before: State, after: State) -> Effects:
    return (SetLanguage(after.language),) if after.language != before.language else ()


# ---- the office ------------------------------------------------------------------------------


def _view_arrived(state: State, event: ViewArrived) -> Step:
    after = replace(state, view=event.view, lost=False)
    if state.view is None:
        after = replace(after, language=first_language(after))
    return after, _language(state, after)


def _booked(state: State, event: Booked, now: float) -> Step:
    ticket, step = event.ticket, state.step
    if not (isinstance(step, Booking) and step.key == event.key):
        # The visitor was already told that it did not work: staff must know of this ticket.
        return state, (_report(ticket.id, "failed"),)
    if not state.has_printer or state.view is None:
        return _shown(state, Ticketed(ticket, "none", 0.0), now)
    after = Ticketed(ticket, "printing", now + PRINTING_SECONDS)
    return _moved(state, after, now), (PrintSlip(ticket, state.view.office),)


def _moved(state: State, step: Home | Choosing | Ticketed, now: float) -> State:
    """Another screen that the visitor did not ask for just now: a touch under way is not for it."""
    return replace(state, step=step, present_at=now, struck_at=now, asked_at=None)


def _refused(state: State, event: BookingRefused, now: float) -> Step:
    step = state.step
    if not (isinstance(step, Booking) and step.key == event.key):
        return state, ()
    if event.problem.code in TRY_AGAIN:
        return _unreachable(state, event.key, now)
    return _moved(state, _after_refusal(state, step, event.problem), now), ()


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
    if not (isinstance(step, Booking) and step.key == key):
        return state, ()
    waiting = replace(step, in_flight=False, retry_at=now + RETRY_SECONDS)
    return replace(state, step=waiting), ()


# ---- paper -----------------------------------------------------------------------------------


def _report(ticket_id: str, outcome: PrintOutcome) -> ReportPrinted:
    return ReportPrinted(ticket_id, outcome, f"{ticket_id}-{outcome}")


def _printed(state: State, event: Printed, now: float) -> Step:
    step = state.step
    if not (isinstance(step, Ticketed) and step.ticket.id == event.ticket_id):
        return state, (_report(event.ticket_id, event.outcome),)
    if event.outcome == "failed":
        return _shown(state, step, now)
    paper: Paper = "printed" if event.outcome == "printed" else "unconfirmed"
    return _settled(state, step, paper, now), (_report(event.ticket_id, event.outcome),)


def _settled(state: State, step: Ticketed, paper: Paper, now: float) -> State:
    stay = PRINTED_SECONDS if paper == "printed" else UNCONFIRMED_SECONDS
    return _moved(state, replace(step, paper=paper, until=now + stay), now)


def _shown(state: State, step: Ticketed, now: float) -> Step:
    """No paper: the screen is the ticket, so it stays longer and may be asked to stay on."""
    after = replace(step, paper="none", until=now + SHOWN_SECONDS)
    return _moved(state, after, now), (_report(step.ticket.id, "shown"),)


# ---- time ------------------------------------------------------------------------------------


def _tick(state: State, now: float) -> Step:
    match state.step:
        case Booking() as step:
            return _tick_booking(state, step, now)
        case Ticketed() as step:
            return _tick_ticket(state, step, now)
        case _:
            return _tick_idle(state, now)


def _tick_booking(state: State, step: Booking, now: float) -> Step:
    if now - step.since >= BOOKING_SECONDS:
        return _moved(state, Home(Note("unreachable")), now), ()
    if step.in_flight or step.retry_at is None or now < step.retry_at:
        return state, ()
    again = replace(step, in_flight=True, retry_at=None)
    return replace(state, step=again), (Book(step.request, step.key),)


def _tick_ticket(state: State, step: Ticketed, now: float) -> Step:
    if now < step.until:
        return state, ()
    if step.paper == "printing":
        report = _report(step.ticket.id, "unconfirmed")
        return _settled(state, step, "unconfirmed", now), (report,)
    return _leave(state, now)


def _tick_idle(state: State, now: float) -> Step:
    if state.asked_at is not None:
        over = now - state.asked_at >= COUNTDOWN_SECONDS
        return _leave(state, now) if over else (state, ())
    if now - state.present_at < IDLE_SECONDS or _is_fresh(state):
        return state, ()
    if isinstance(state.step, Home) and _is_first(state):
        return _leave(state, now)
    return replace(state, asked_at=now), ()


def _is_fresh(state: State) -> bool:
    return state.step == Home() and _is_first(state)


def _is_first(state: State) -> bool:
    return state.language == first_language(state)


def _leave(state: State, now: float) -> Step:
    after = wiped(state, now)
    return after, _language(state, after)


# ---- touch -----------------------------------------------------------------------------------


def _touched(state: State, event: TouchEvent, now: float) -> Step:
    """One touch of a button. Each touch, taken or not, starts the double-strike time anew."""
    struck = replace(state, struck_at=now, present_at=now)
    if now - state.struck_at < DOUBLE_STRIKE_SECONDS:
        return struck, ()
    if state.asked_at is not None:
        # Whatever was touched: somebody is there. The panel covers all other buttons.
        return replace(struck, asked_at=None), ()
    match event:
        case LanguageTouched():
            return _speak(struck, event.tag)
        case ServiceTouched():
            return _choose(struck, event.service), ()
        case TimeTouched():
            return _take(struck, event, now)
        case BackTouched():
            return _back(struck), ()
        case DoneTouched():
            return _done(struck, now)
        case MoreTimeTouched():
            return _stay(struck, now), ()


def _speak(state: State, tag: str) -> Step:
    if tag not in state.tiles:
        return state, ()
    after = replace(state, language=tag)
    return after, _language(state, after)


def _choose(state: State, service: str) -> State:
    if screen(state) != "welcome" or state.view is None:
        return state
    wanted = offer(state.view, service)
    if wanted is None or not available(wanted):
        return state
    return replace(state, step=Choosing(service))


def _take(state: State, event: TimeTouched, now: float) -> Step:
    service = chosen(state)
    if screen(state) != "times" or service is None or state.view is None:
        return state, ()
    if not available(service) or (event.start not in service.starts if service.timed else False):
        return state, ()
    start = event.start if service.timed else None
    request = BookRequest(state.view.date, (Item(service.id),), state.language, start)
    booking = Booking(service.id, request, event.key, since=now)
    return replace(state, step=booking), (Book(request, event.key),)


def _back(state: State) -> State:
    return replace(state, step=Home()) if isinstance(state.step, Choosing) else state


def _done(state: State, now: float) -> Step:
    step = state.step
    if isinstance(step, Ticketed) and step.paper != "printing":
        return _leave(state, now)
    return state, ()


def _stay(state: State, now: float) -> State:
    step = state.step
    if isinstance(step, Ticketed) and step.paper in {"none", "unconfirmed"}:
        return replace(state, step=replace(step, until=now + SHOWN_SECONDS))
    return state
