"""Leaving: nothing of a visitor remains, and the next one is spoken to in the first language."""

from kiosk.events import Effects, SetLanguage
from kiosk.state import State, wiped


def leave(state: State, now: float) -> tuple[State, Effects]:
    after = wiped(state, now)
    return after, spoken(state, after)


def spoken(before: State, after: State) -> Effects:
    """What makes the screen speak the language of the new state."""
    return (SetLanguage(after.language),) if after.language != before.language else ()
