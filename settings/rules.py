"""Rules that a single value has to keep, for `Annotated[int, between(1, 60)]` in a schema.

A rule takes the value and answers with what is wrong, or None.
"""

import re
from collections.abc import Callable, Collection
from typing import Any

from settings.findings import nearest, shown

Rule = Callable[[Any], str | None]


def between(low: float, high: float) -> Rule:
    """The number lies from `low` to `high`, both included."""

    def check(value: float) -> str | None:
        return None if low <= value <= high else f"must be {low} to {high}, is {value}"

    return check


def matching(pattern: str, wanted: str) -> Rule:
    """The whole text matches the regular expression; `wanted` says it for people."""
    compiled = re.compile(pattern)

    def check(value: str) -> str | None:
        return None if compiled.fullmatch(value) else f"must be {wanted}, is {shown(value)}"

    return check


def one_of(words: Collection[str]) -> Rule:
    """The text is one of `words`."""

    def check(value: str) -> str | None:
        if value in words:
            return None
        listed = ", ".join(shown(word) for word in words)
        return f"must be one of {listed}, is {shown(value)}{nearest(value, words)}"

    return check
