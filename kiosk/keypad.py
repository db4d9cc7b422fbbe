"""What can be typed on the screen: a ticket's number and its check-in code, key by key."""

from dataclasses import replace

from kiosk.state import Typing
from office.contract import CODE_LENGTH, CODE_LETTERS, QUEUE_LETTERS

DELETE = "delete"
DIGITS = "0123456789"
FEWEST_DIGITS, MOST_DIGITS = 3, 5
"""E001 to E999, then E1000."""


def keys(typing: Typing) -> str:
    """All keys of the keypad, in order."""
    return CODE_LETTERS if typing.field == "code" else QUEUE_LETTERS + DIGITS


def useful(typing: Typing) -> str:
    """The keys that can come next: a number is a letter, then digits."""
    if typing.field == "code":
        return CODE_LETTERS if len(typing.code) < CODE_LENGTH else ""
    if not typing.number:
        return QUEUE_LETTERS
    return DIGITS if len(typing.number) <= MOST_DIGITS else ""


def typed(typing: Typing) -> str:
    """What stands in the field now."""
    return typing.code if typing.field == "code" else typing.number


def whole(typing: Typing) -> bool:
    """Whether the field can be a code, or a number."""
    if typing.field == "code":
        return len(typing.code) == CODE_LENGTH
    return len(typing.number) > FEWEST_DIGITS


def struck(typing: Typing, key: str) -> Typing:
    """After a touch of `key`; one that cannot come next does nothing."""
    if key == DELETE:
        return _with(typing, typed(typing)[:-1])
    return _with(typing, typed(typing) + key) if key in set(useful(typing)) else typing


def _with(typing: Typing, text: str) -> Typing:
    if typing.field == "code":
        return replace(typing, code=text, note=None)
    return replace(typing, number=text, note=None)
