"""How often something may be tried: a sliding window in memory, per key."""

from collections import deque


class Throttle:
    """At most `limit` tries in `window_ms` for each key. Forgets keys whose tries are all old."""

    def __init__(self, limit: int, window_ms: int) -> None:
        self._limit = limit
        self._window = window_ms
        self._tries: dict[str, deque[int]] = {}

    def full(self, key: str, now: int) -> bool:
        """Whether another try must be refused."""
        self._forget(now)
        return len(self._tries.get(key, ())) >= self._limit

    def count(self, key: str, now: int) -> None:
        self._tries.setdefault(key, deque()).append(now)

    def _forget(self, now: int) -> None:
        for key in list(self._tries):
            tries = self._tries[key]
            while tries and now - tries[0] >= self._window:
                tries.popleft()
            if not tries:
                del self._tries[key]
