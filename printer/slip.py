"""What stands on a slip: plain values, no layout and nothing that names a person."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

Words = Mapping[str, str]
"""One text in several languages: BCP 47 tag → text. The office's own language is always there."""


@dataclass(frozen=True, slots=True)
class Slip:
    """One ticket as it is printed."""

    office: Words
    number: str
    """Queue letter and digits without a space, "E042"."""
    date: date
    """The day the ticket is for."""
    start: str | None
    """"10:20", or None for a ticket that is called by its number alone."""
    service: Words | None
    """None where the office does not allow the concern on paper."""
    bring: tuple[Words, ...]
    wait_at: Words
    ahead: int
    """How many are before this ticket."""
    url: str
    """The ticket's page, in upper case so that its QR code stays small."""
    code: str
    """Check-in code."""
    language: str
    """The visitor's language, BCP 47."""
    issued_at: datetime
    home: str = "de"
    """The office's own language; every slip is printed in it too."""

    @property
    def languages(self) -> tuple[str, ...]:
        """The office's language, then the visitor's where it is another."""
        return (self.home,) if self.language == self.home else (self.home, self.language)


def grouped(number: str) -> str:
    """A number as people read it: "E042" → "E 042"."""
    return re.sub(r"^(\D+?)\s*(\d)", "\\1\N{NO-BREAK SPACE}\\2", number)


def halved(code: str) -> str:
    """A check-in code in two halves, to be read out and typed: "K7M4QX" → "K7M 4QX"."""
    half = (len(code) + 1) // 2
    return f"{code[:half]}\N{NO-BREAK SPACE}{code[half:]}"


def word(words: Words, language: str, home: str) -> str:
    """`words` in `language`, else in the office's own, else in whatever there is."""
    return words.get(language) or words.get(home) or next(iter(words.values()), "")
