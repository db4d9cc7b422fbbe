"""Where the office's time comes from."""

import time
from dataclasses import dataclass
from typing import Protocol


class Clock(Protocol):
    def now(self) -> int:
        """UTC epoch milliseconds."""
        ...


class SystemClock:
    def now(self) -> int:
        return time.time_ns() // 1_000_000


class OffsetClock:
    """Runs at the normal pace from a given instant on, for demos, stories and pictures."""

    def __init__(self, start: int) -> None:
        self._offset = start - time.monotonic_ns() // 1_000_000

    def now(self) -> int:
        return self._offset + time.monotonic_ns() // 1_000_000


@dataclass(slots=True)
class FakeClock:
    """Stands still until a test moves it."""

    at: int

    def now(self) -> int:
        return self.at
