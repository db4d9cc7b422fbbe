"""What a rule answers: facts, or why nothing happened."""

from dataclasses import dataclass

from office.contract import RefusalCode
from office.day.events import Fact


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why nothing happened. Instants are epoch milliseconds."""

    code: RefusalCode
    detail: str = ""
    next_starts: tuple[int, ...] = ()
    next_chance: int | None = None


Decision = tuple[Fact, ...] | Refusal
