"""What can be wrong with a settings file.

Exception
└── SettingsError    the file cannot be used; carries every finding, not only the first
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One mistake: where it is and what is wrong."""

    line: int | None
    """1-based; None only when the file could not be read at all."""
    key: str
    """As in "service#3.minutes" (the third `[[service]]`); empty when no key is concerned."""
    what: str

    def __str__(self) -> str:
        where = "" if self.line is None else f"line {self.line}: "
        return f"{where}{self.key}: {self.what}" if self.key else f"{where}{self.what}"


class SettingsError(Exception):
    """A settings file cannot be used. `str()` is one text to show to whoever wrote the file."""

    def __init__(self, name: str, findings: Sequence[Finding]) -> None:
        self.name = name
        self.findings = tuple(sorted(findings, key=lambda finding: finding.line or 0))
        super().__init__(name, self.findings)

    def __str__(self) -> str:
        count = len(self.findings)
        problems = "1 problem" if count == 1 else f"{count} problems"
        return "\n  ".join([f"{self.name}: {problems}", *map(str, self.findings)])
