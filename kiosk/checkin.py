"""Who has a number already: "I am here" by its code, and a lost ticket found again. Pure."""

from collections.abc import Mapping
from dataclasses import replace

from kiosk import keypad
from kiosk.events import CheckedIn, CheckIn, CheckInRefused, Effects, PrintSlip
from kiosk.patience import PRINTING_SECONDS, SHOWN_SECONDS
from kiosk.state import (
    Answered,
    AnswerKind,
    Checking,
    Home,
    Note,
    State,
    Step,
    Ticketed,
    Typing,
    moved,
    screen,
)
from office.contract import CheckInRequest, Problem, RefusalCode

OPEN_TO = frozenset({"welcome", "nothing_free", "not_released"})
"""Screens with the button "I have a number or an appointment"."""
CAN_COME = frozenset({"booked", "missed"})
"""States in which one may say "I am here"."""
_ANSWERS: Mapping[RefusalCode, AnswerKind] = {
    "too_early": "early",
    "too_late": "late",
    "already_here": "here",
    "wrong_date": "other_day",
    "wrong_state": "over",
    "too_many": "too_many",
}


def begun(state: State) -> State:
    return replace(state, step=Typing()) if screen(state) in OPEN_TO else state


def lost(state: State) -> State:
    return replace(state, step=Typing(lost=True, field="number")) if _types(state) else state


def struck(state: State, key: str) -> State:
    step = state.step
    if not (isinstance(step, Typing) and _types(state)):
        return state
    return replace(state, step=keypad.struck(step, key))


def confirmed(state: State, key: str, now: float) -> tuple[State, Effects]:
    """OK: on to the next field, or ask the office."""
    step = state.step
    if not (isinstance(step, Typing) and _types(state) and keypad.whole(step)):
        return state, ()
    if step.field == "number":
        return replace(state, step=replace(step, field="code", note=None)), ()
    return _ask(state, CheckInRequest(code=step.code, number=step.number), key, now)


def here(state: State, key: str, now: float) -> tuple[State, Effects]:
    """ "I am here", beside a ticket that was found again."""
    step = state.step
    if not (isinstance(step, Ticketed) and step.paper == "kept" and step.ticket.state in CAN_COME):
        return state, ()
    return _ask(state, CheckInRequest(code=step.ticket.code), key, now)


def printed(state: State, now: float) -> tuple[State, Effects]:
    """A copy on paper, once for each touch."""
    step = state.step
    kept = isinstance(step, Ticketed) and step.paper == "kept"
    if not (kept and state.has_printer) or state.view is None:
        return state, ()
    assert isinstance(step, Ticketed)
    after = replace(step, paper="printing", until=now + PRINTING_SECONDS)
    return replace(state, step=after), (PrintSlip(step.ticket, state.view.office),)


def back(step: Typing) -> Step:
    """One step back: from the code to the number, from there to the code alone, from there home."""
    if not step.lost:
        return Home()
    return replace(step, field="number", code="", note=None) if step.field == "code" else Typing()


def found(state: State, event: CheckedIn, now: float) -> State:
    if not _asked(state, event.key):
        return state
    return moved(state, Ticketed(event.ticket, "kept", now + SHOWN_SECONDS), now)


def refused(state: State, event: CheckInRefused, now: float) -> State:
    step = state.step
    if not (isinstance(step, Checking) and step.key == event.key):
        return state
    return moved(state, _after(step.request, event.problem), now)


def _after(request: CheckInRequest, problem: Problem) -> Step:
    if problem.code in {"unknown_code", "unknown_ticket"}:
        lost = bool(request.number)
        return Typing(lost, "number" if lost else "code", note=Note("unknown"))
    kind = _ANSWERS.get(problem.code)
    if kind is None:
        return Home(Note("refused"))
    return Answered(kind, problem.next_chance, problem.next_starts, problem.items)


def _ask(state: State, request: CheckInRequest, key: str, now: float) -> tuple[State, Effects]:
    return replace(state, step=Checking(request, key, since=now)), (CheckIn(request, key),)


def _types(state: State) -> bool:
    return screen(state) == "code"


def _asked(state: State, key: str) -> bool:
    return isinstance(state.step, Checking) and state.step.key == key
