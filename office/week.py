"""The week template of an office, and the plan it makes for one date: wall clock → UTC instants."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from office.day.config import DayPlan, DeskPlan, Span

WallSpan = tuple[int, int]
"""From-to in wall-clock minutes since 00:00; 1440 is the end of the day."""
LOOK_AHEAD_DAYS = 14


@dataclass(frozen=True, slots=True)
class DeskWeek:
    """One desk's services, and its working hours on each weekday, Monday first."""

    desk: str
    services: tuple[str, ...]
    spans: tuple[tuple[WallSpan, ...], ...]


@dataclass(frozen=True, slots=True)
class Week:
    """When the office is open and who works when, as long as nobody changes the day."""

    zone: str
    hours: tuple[tuple[WallSpan, ...], ...]
    """Opening hours on each weekday, Monday first."""
    desks: tuple[DeskWeek, ...]
    closed: frozenset[date]
    release_at: time | None

    def plan(self, day: date) -> DayPlan:
        """The plan of one local date. Every desk is named, on days off with no spans."""
        hours = self.opening(day)
        released = hours and self.release_at is not None
        return DayPlan(
            date=day.isoformat(),
            midnight=instant(day, 0, self.zone),
            hours=hours,
            release_at=self._release(day) if released else None,
            next_opening=self._next_opening(day),
            desks=tuple(self._desk(desk, day) for desk in self.desks),
        )

    def opening(self, day: date) -> tuple[Span, ...]:
        return self._spans(self.hours[day.weekday()], day)

    def _desk(self, desk: DeskWeek, day: date) -> DeskPlan:
        return DeskPlan(desk.desk, self._spans(desk.spans[day.weekday()], day), desk.services)

    def _spans(self, spans: tuple[WallSpan, ...], day: date) -> tuple[Span, ...]:
        if day in self.closed:
            return ()
        return joined((instant(day, a, self.zone), instant(day, b, self.zone)) for a, b in spans)

    def _release(self, day: date) -> int | None:
        at = self.release_at
        return None if at is None else instant(day, at.hour * 60 + at.minute, self.zone)

    def _next_opening(self, day: date) -> int | None:
        following = (day + timedelta(days=ahead) for ahead in range(1, LOOK_AHEAD_DAYS + 1))
        return next((hours[0][0] for hours in map(self.opening, following) if hours), None)


def wall_span(text: str) -> WallSpan:
    """`"08:00-12:00"` → `(480, 720)`."""
    hour, minute, to_hour, to_minute = map(int, re.findall(r"\d\d", text))
    return hour * 60 + minute, to_hour * 60 + to_minute


def joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """In order, touching ones as one, empty ones (swallowed by a change of clocks) left out."""
    whole: list[Span] = []
    for start, end in sorted(spans):
        if start == end:
            continue
        if whole and start <= whole[-1][1]:
            whole[-1] = (whole[-1][0], max(end, whole[-1][1]))
        else:
            whole.append((start, end))
    return tuple(whole)


def instant(day: date, minutes: int, zone: str) -> int:
    """UTC epoch milliseconds of a wall-clock time on a local date.

    Never decreases with `minutes`: a time that comes twice means its first coming, and a time that
    the clocks jump over means the instant of the jump.
    """
    wall = datetime.combine(day, time()) + timedelta(minutes=minutes)
    local = wall.replace(tzinfo=ZoneInfo(zone))
    utc = local.astimezone(UTC)
    if utc.astimezone(local.tzinfo).replace(tzinfo=None) != wall:
        utc = _jump(local)
    return int(utc.timestamp()) * 1000


def _jump(skipped: datetime) -> datetime:
    """The instant at which the clocks jump over the wall-clock time `skipped`."""
    before = skipped.replace(fold=1).astimezone(UTC)
    after = skipped.astimezone(UTC)
    old = before.astimezone(skipped.tzinfo).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = before + (after - before) // timedelta(seconds=2) * timedelta(seconds=1)
        if middle.astimezone(skipped.tzinfo).utcoffset() == old:
            before = middle
        else:
            after = middle
    return after
