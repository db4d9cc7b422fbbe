"""What a visitor can expect at each hour; a release by hand is known to nobody beforehand."""

import pytest

from office.contract import OfferState
from office.day import commands as co
from office.day import hours
from tests.office.day.small import Morning, at, config, plan, spans

TOMORROW = at("08:00", "2026-11-27")
TWO = spans("08:00-12:00", "13:30-15:30")


@pytest.mark.parametrize(
    ("now", "released", "free", "state"),
    [
        ("06:00", False, False, "not_released"),
        ("07:30", True, True, "open"),
        ("07:30", True, False, "nothing_free"),
        ("12:30", True, True, "open"),
        ("15:29:59", True, True, "open"),
        ("15:30", True, True, "closed"),
        ("15:30", False, True, "closed"),
        ("23:59", True, False, "closed"),
    ],
)
def test_offers(now: str, released: bool, free: bool, state: OfferState) -> None:
    morning = Morning(config(), plan(hours=TWO))
    if released:
        morning.ask(co.ReleaseDay())
    assert hours.offer(morning.opened, at(now), free) == state


@pytest.mark.parametrize(
    ("now", "release", "released", "chance"),
    [
        ("06:00", "07:30", False, at("07:30")),
        ("07:30", "07:30", False, None),
        ("06:00", None, False, None),
        ("09:00", "07:30", True, TOMORROW),
        ("16:00", "17:00", False, TOMORROW),
    ],
)
def test_next_chance(now: str, release: str | None, released: bool, chance: int | None) -> None:
    morning = Morning(config(), plan(hours=TWO, release=release))
    if released:
        morning.ask(co.ReleaseDay())
    assert hours.next_chance(morning.opened, at(now)) == chance


def test_the_day_s_edges() -> None:
    day = Morning(config(), plan(hours=TWO)).opened
    assert (hours.opens_at(day), hours.closes_at(day)) == (at("08:00"), at("15:30"))


def test_a_day_off() -> None:
    day = Morning(config(), plan(hours=(), release=None)).opened
    assert (hours.opens_at(day), hours.closes_at(day)) == (None, None)
    assert hours.offer(day, at("10:00"), anything_free=True) == "closed"
    assert hours.next_chance(day, at("10:00")) == TOMORROW
