"""What a rule answers: facts, or why nothing happened."""

from dataclasses import dataclass

from office.contract import RefusalCode
from office.day.events import Fact
from office.day.ticket import BookedItem


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why nothing happened. Instants are epoch milliseconds."""

    code: RefusalCode
    detail: str = ""
    next_starts: tuple[int, ...] = ()
    next_chance: int | None = None
    items: tuple[BookedItem, ...] = ()
    """What the refused ticket is for."""


Decision = tuple[Fact, ...] | Refusal
