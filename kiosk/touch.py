"""What a touch does, and when a second one is the same touch. Pure."""

from dataclasses import replace

from kiosk import checkin
from kiosk.events import (
    BackTouched,
    Book,
    DoneTouched,
    Effects,
    HaveNumberTouched,
    HereTouched,
    KeyTouched,
    LanguageTouched,
    LostTouched,
    MoreTimeTouched,
    OkTouched,
    PrintTouched,
    ServiceTouched,
    TimeTouched,
    TouchEvent,
)
from kiosk.leave import leave, spoken
from kiosk.patience import DOUBLE_STRIKE_SECONDS, SHOWN_SECONDS
from kiosk.state import (
    Answered,
    Booking,
    Choosing,
    Home,
    State,
    Ticketed,
    Typing,
    available,
    chosen,
    evacuating,
    offer,
    screen,
)
from office.contract import BookRequest, Item

Step = tuple[State, Effects]


def touched(state: State, event: TouchEvent, now: float) -> Step:
    """One touch of a button. Each touch, taken or not, starts the double-strike time anew."""
    struck = replace(state, struck_at=now, struck_key=_key_name(event), present_at=now)
    if _is_same_touch(state, event, now) or evacuating(state):
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
        case _:
            return _about_a_number(struck, event, now)


def _about_a_number(state: State, event: TouchEvent, now: float) -> Step:
    """The touches of somebody who has a number already."""
    match event:
        case HaveNumberTouched():
            return checkin.begun(state), ()
        case LostTouched():
            return checkin.lost(state), ()
        case KeyTouched():
            return checkin.struck(state, event.name), ()
        case OkTouched():
            return checkin.confirmed(state, event.key, now)
        case HereTouched():
            return checkin.here(state, event.key, now)
        case PrintTouched():
            return checkin.printed(state, now)
    return state, ()


def _is_same_touch(state: State, event: TouchEvent, now: float) -> bool:
    """Who types hurries from one key to another; the same key again so soon is a trembling hand."""
    if now - state.struck_at >= DOUBLE_STRIKE_SECONDS:
        return False
    name = _key_name(event)
    return name is None or state.struck_key in {None, name}


def _key_name(event: TouchEvent) -> str | None:
    match event:
        case KeyTouched(name):
            return name
        case OkTouched():
            return "ok"
    return None


def _speak(state: State, tag: str) -> Step:
    if tag not in state.tiles:
        return state, ()
    after = replace(state, language=tag)
    return after, spoken(state, after)


def _choose(state: State, service: str) -> State:
    if screen(state) != "welcome" or state.view is None:
        return state
    wanted = offer(state.view, service)
    if wanted is None or not available(wanted):
        return state
    return replace(state, step=Choosing(service))


def _take(state: State, event: TimeTouched, now: float) -> Step:
    if isinstance(state.step, Answered):
        return _take_again(state, state.step, event, now)
    service = chosen(state)
    if screen(state) != "times" or service is None or state.view is None:
        return state, ()
    if not available(service) or (event.start not in service.starts if service.timed else False):
        return state, ()
    start = event.start if service.timed else None
    request = BookRequest(state.view.date, (Item(service.id),), state.language, start)
    return _book(state, request, event.key, now)


def _take_again(state: State, step: Answered, event: TimeTouched, now: float) -> Step:
    """Another time for a ticket whose own is over: the same services, booked anew."""
    there = screen(state) == "answer" and event.start in step.starts and step.items
    if not there or state.view is None:
        return state, ()
    request = BookRequest(state.view.date, step.items, state.language, event.start)
    return _book(state, request, event.key, now)


def _book(state: State, request: BookRequest, key: str, now: float) -> Step:
    booking = Booking(request.items[0].service, request, key, since=now)
    return replace(state, step=booking), (Book(request, key),)


def _back(state: State) -> State:
    match state.step:
        case Choosing():
            return replace(state, step=Home())
        case Typing() as step:
            return replace(state, step=checkin.back(step))
        case Answered():
            return replace(state, step=Typing())
    return state


def _done(state: State, now: float) -> Step:
    step = state.step
    if isinstance(step, Answered) or (isinstance(step, Ticketed) and step.paper != "printing"):
        return leave(state, now)
    return state, ()


def _stay(state: State, now: float) -> State:
    step = state.step
    if isinstance(step, Ticketed) and step.paper in {"none", "unconfirmed", "kept"}:
        return replace(state, step=replace(step, until=now + SHOWN_SECONDS))
    return state
