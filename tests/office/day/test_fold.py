"""The fold believes the log, but not one that cannot be true."""

from dataclasses import replace

import pytest

from office.day import commands as co
from office.day.day import fold
from office.day.events import DayReleased, Recorded
from office.writer import Done
from tests.office.day.small import at, book, folded, open_morning


def row(position: int) -> Recorded:
    return Recorded(position, at("08:00"), "system", f"c{position}", "", DayReleased())


def test_a_log_begins_with_its_opening() -> None:
    with pytest.raises(ValueError, match="must begin with DayOpened"):
        fold(None, row(1))
    opening = open_morning().rows[0]
    with pytest.raises(ValueError, match="must begin with DayOpened"):
        fold(None, replace(opening, position=2))


@pytest.mark.parametrize("position", [1, 2, 4])
def test_a_log_has_no_gap(position: int) -> None:
    day = folded(open_morning().rows)
    assert day.position == 2
    with pytest.raises(ValueError, match=f"gap in the log: {position} after 2"):
        fold(day, row(position))


def test_an_opening_comes_once() -> None:
    rows = open_morning().rows
    with pytest.raises(ValueError, match="no fold for DayOpened"):
        fold(folded(rows), replace(rows[0], position=3))


def test_a_clock_that_steps_back_never_reorders_a_day() -> None:
    morning = open_morning("09:00")
    first = morning.book("ask")
    morning.now = at("07:45")
    second = morning.book("ask")
    assert second.booked_at == first.booked_at == at("09:00")
    assert [morning.do(co.CallNext("2")).number, morning.do(co.Finish("2")).number] == ["A001"] * 2
    assert [r.at for r in morning.rows] == sorted(r.at for r in morning.rows)
    assert folded(morning.rows) == morning.day


def test_a_day_is_never_changed_by_what_comes_after() -> None:
    """A view made of a published day stays true while the next batch is decided."""
    morning = open_morning()
    before = morning.opened
    kept = dict(before.tickets), dict(before.serials), before.position
    assert isinstance(morning.ask(book("ask")), Done)
    assert (dict(before.tickets), dict(before.serials), before.position) == kept
