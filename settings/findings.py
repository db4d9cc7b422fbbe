"""Collects what is wrong with a document, and turns key paths into lines and readable names."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from settings.errors import Finding, SettingsError
from settings.positions import KeyPath, positions


@dataclass
class Findings:
    """The mistakes found so far in one document."""

    name: str
    text: str
    found: list[Finding] = field(default_factory=list)

    def add(self, at: KeyPath, what: str) -> None:
        """Note that `what` is wrong at the key path `at`, e.g. `("service", 2, "minutes")`."""
        self.found.append(Finding(self._line(at), spelled(at), what))

    def raise_if_any(self) -> None:
        if self.found:
            raise SettingsError(self.name, self.found)

    def _line(self, at: KeyPath) -> int:
        """The line of the key, or of the nearest table around it when the key is not there."""
        while at and at not in self._lines:
            at = at[:-1]
        return self._lines.get(at, 1)

    @cached_property
    def _lines(self) -> dict[KeyPath, int]:
        return positions(self.text)


def spelled(at: KeyPath) -> str:
    """`("service", 2, "minutes")` → `service#3.minutes`."""
    steps = [f"#{step + 1}" if isinstance(step, int) else f".{step}" for step in at]
    return "".join(steps).removeprefix(".")


def nearest(wrong: str, known: Iterable[str]) -> str:
    """`; did you mean "minutes"?`, or nothing when no known word comes near."""
    folded = {word.casefold().replace("-", "_"): word for word in known}
    close = difflib.get_close_matches(wrong.casefold().replace("-", "_"), folded, n=1)
    return f"; did you mean {shown(folded[close[0]])}?" if close else ""


def shown(value: object) -> str:
    """A value as it stands in TOML, shortened."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return '"' + (value if len(value) <= 40 else value[:39] + "…") + '"'
    if isinstance(value, dict):
        return "a table"
    return "a list" if isinstance(value, list) else str(value)
