"""Opening hours of a day: what a visitor without an appointment can expect now."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from office.contract import OfferState
from office.day.day import Day


def opens_at(day: Day) -> int | None:
    return day.plan.hours[0][0] if day.plan.hours else None


def closes_at(day: Day) -> int | None:
    return day.plan.hours[-1][1] if day.plan.hours else None


def closed(day: Day, now: int) -> bool:
    """No hours today, or they are over. Before opening and in a midday break the office still gives
    away the day's times once it has released them."""
    end = closes_at(day)
    return day.closed is not None or end is None or now >= end


def next_chance(day: Day, now: int) -> int | None:
    """When it is worth coming back: today's release, else the next opening after today."""
    if not closed(day, now) and not day.released:
        release = day.plan.release_at
        return release if release is not None and release > now else None
    return day.plan.next_opening


def days_ahead(day: Day, now: int) -> int:
    """How many local days this day is ahead of now."""
    today = datetime.fromtimestamp(now / 1000, UTC).astimezone(ZoneInfo(day.zone)).date()
    return (date.fromisoformat(day.plan.date) - today).days


def giving(day: Day, now: int) -> bool:
    """Whether starts are given away: today's once released, those of a later day at any time."""
    return not closed(day, now) and (day.released or now < day.plan.midnight)


def offer(day: Day, now: int, anything_free: bool) -> OfferState:
    if closed(day, now):
        return "closed"
    if not giving(day, now):
        return "not_released"
    return "open" if anything_free else "nothing_free"
