"""How often something may be tried: a sliding window in memory, per key."""

from collections import deque


class Throttle:
    """At most `limit` tries in `window_ms` for each key. Forgets keys whose tries are all old."""

    def __init__(self, limit: int, window_ms: int) -> None:
        self._limit = limit
        self._window = window_ms
        self._tries: dict[str, deque[int]] = {}
        self._swept = 0

    def full(self, key: str, now: int) -> bool:
        """Whether another try must be refused."""
        self._forget(now)
        tries = self._tries.get(key, deque())
        while tries and now - tries[0] >= self._window:
            tries.popleft()
        return len(tries) >= self._limit

    def count(self, key: str, now: int) -> None:
        self._tries.setdefault(key, deque()).append(now)

    def _forget(self, now: int) -> None:
        """Sweep now and then only: a key a second over a day would make every try slow."""
        if abs(now - self._swept) >= self._window // 8:
            self._swept = now
            old = [key for key, tries in self._tries.items() if now - tries[-1] >= self._window]
            for key in old:
                del self._tries[key]
