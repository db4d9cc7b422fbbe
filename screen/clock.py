"""The office's clock as a screen knows it: the last time heard, carried on monotonically."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo


class OfficeClock:
    """Office time, which keeps running while the office is away; not known before the first `hear`.

    A screen's own wall clock is never asked: it may be wrong, and a demo's office lives in another
    time.
    """

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._heard: datetime | None = None
        self._heard_at = 0.0

    def hear(self, now: datetime, zone: str | None = None) -> None:
        """The office just said it is `now` (aware); with its `zone` the clock also turns at DST."""
        known = (
            self._heard.tzinfo if self._heard and isinstance(self._heard.tzinfo, ZoneInfo) else None
        )
        self._heard = now.astimezone(ZoneInfo(zone) if zone else known or now.tzinfo)
        self._heard_at = self._monotonic()

    def now(self) -> datetime | None:
        """The office's time now, None when it was never heard."""
        if self._heard is None:
            return None
        return later(self._heard, self._monotonic() - self._heard_at)


def later(moment: datetime, seconds: float) -> datetime:
    """`moment` + elapsed seconds, in its own zone: an hour that DST skips is skipped."""
    elapsed = moment.timestamp() + seconds
    return datetime.fromtimestamp(elapsed, moment.tzinfo)


def until_next_minute(now: datetime) -> timedelta:
    """How long the displayed minute stays right."""
    return timedelta(seconds=60 - now.second, microseconds=-now.microsecond)
