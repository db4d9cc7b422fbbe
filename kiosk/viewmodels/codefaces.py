"""Typing a number and its code, and the office's answer, in the words of one language."""

from dataclasses import dataclass

from kiosk import keypad
from kiosk.state import Answered, State, Typing
from kiosk.viewmodels.faces import TimeRow, time_row
from office.contract import CODE_LENGTH
from screen.language import format_clock, format_number, isolated

EXAMPLE = "E042"


@dataclass(frozen=True, slots=True)
class KeyRow:
    sign: str
    useful: bool
    """Whether it can come next."""


@dataclass(frozen=True, slots=True)
class BoxRow:
    """The place of one sign."""

    sign: str
    next: bool
    """Here the next one goes."""
    apart: bool
    """Some room before it."""


@dataclass(frozen=True, slots=True)
class TypingFace:
    field: str = ""
    lost: bool = False
    number: str = ""
    """The number that was typed before the code."""
    example: str = ""
    """How a number looks."""
    whole: bool = False


@dataclass(frozen=True, slots=True)
class AnswerFace:
    kind: str = ""
    clock: str = ""
    another: bool = False
    """Whether there is another time to choose."""


def typing(state: State) -> TypingFace:
    step = state.step
    if not isinstance(step, Typing):
        return TypingFace()
    language, before = state.language, step.number if step.field == "code" else ""
    return TypingFace(
        field=step.field,
        lost=step.lost,
        number=isolated(format_number(before), language),
        example=isolated(format_number(EXAMPLE), language),
        whole=keypad.whole(step),
    )


def keys(state: State) -> tuple[KeyRow, ...]:
    step = state.step
    if not isinstance(step, Typing):
        return ()
    useful = keypad.useful(step)
    return tuple(KeyRow(sign, sign in useful) for sign in keypad.keys(step))


def boxes(state: State) -> tuple[BoxRow, ...]:
    """A code in two halves; a number's letter, and its digits apart."""
    step = state.step
    if not isinstance(step, Typing):
        return ()
    text = keypad.typed(step)
    code = step.field == "code"
    count = CODE_LENGTH if code else max(len(text), 1 + keypad.FEWEST_DIGITS)
    apart = CODE_LENGTH // 2 if code else 1
    signs = text.ljust(count)
    return tuple(BoxRow(signs[i].strip(), i == len(text), i == apart) for i in range(count))


def answer(state: State) -> AnswerFace:
    step = state.step
    if not isinstance(step, Answered):
        return AnswerFace()
    clock = format_clock(step.moment, state.language) if step.moment else ""
    return AnswerFace(step.kind, clock, bool(step.starts and step.items))


def other_times(state: State) -> tuple[TimeRow, ...]:
    """Instead of the time that is over."""
    step = state.step
    if not (isinstance(step, Answered) and step.items):
        return ()
    return tuple(time_row(start, state) for start in step.starts)
