"""The office's time, carried on by the monotonic clock."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from screen.clock import OfficeClock, until_next_minute

ZONE = ZoneInfo("Europe/Berlin")


class Seconds:
    """A monotonic clock moved by hand."""

    def __init__(self) -> None:
        self.value = 100.0

    def __call__(self) -> float:
        return self.value


def test_it_is_unknown_before_it_was_heard() -> None:
    assert OfficeClock().now() is None


def test_it_runs_on_while_the_office_is_away() -> None:
    seconds = Seconds()
    clock = OfficeClock(seconds)
    clock.hear(datetime.fromisoformat("2026-11-26T09:41:00+01:00"))
    seconds.value += 3600
    assert clock.now() == datetime.fromisoformat("2026-11-26T10:41:00+01:00")


def test_with_the_offices_zone_it_turns_at_the_end_of_summer_time() -> None:
    seconds = Seconds()
    clock = OfficeClock(seconds)
    clock.hear(datetime.fromisoformat("2026-10-25T01:30:00+02:00"), "Europe/Berlin")
    # A ping brings the offset alone; the zone is not forgotten.
    clock.hear(datetime.fromisoformat("2026-10-25T01:59:00+02:00"))
    seconds.value += 3600 + 120
    now = clock.now()
    assert now is not None
    assert now.strftime("%H:%M") == "02:01"
    assert now.utcoffset() == timedelta(hours=1)


def test_the_minute_shown_ends_on_time() -> None:
    now = datetime(2026, 11, 26, 9, 41, 59, 250_000, tzinfo=ZONE)
    assert until_next_minute(now) == timedelta(milliseconds=750)
