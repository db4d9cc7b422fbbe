"""Dates and times as people and programs write them."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from office.imports import moments
from office.imports.moments import Unclear, a_date, a_moment
from tests.office.day.small import at

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize("text", ["1990-12-31", "31.12.1990", " 31.12.1990 "])
def test_a_date(text: str) -> None:
    assert a_date(text) == date(1990, 12, 31)


@pytest.mark.parametrize(
    "text",
    ["", "x", "31/12/1990", "31.12.90", "30.2.1990", "1990-13-01", "0001-01-01", "٣١.١٢.١٩٩٠"],
)
def test_no_date(text: str) -> None:
    with pytest.raises(Unclear) as caught:
        a_date(text)
    assert str(caught.value) == moments.A_DATE


@given(st.dates(date(1850, 1, 1), date(2199, 12, 31)))
def test_both_ways_of_writing_say_the_same(day: date) -> None:
    assert a_date(day.isoformat()) == a_date(f"{day.day}.{day.month:02}.{day.year}") == day


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-26 09:20", "2026-11-26T09:20", "2026-11-26T09:20:00", "26.11.2026 09:20",
        "26.11.2026, 9:20 Uhr", "26.11.2026 9.20", "2026-11-26T09:20:00+01:00",
        "2026-11-26T08:20Z", "2026-11-26 08:20+0000",
    ],
)  # fmt: skip
def test_a_moment(text: str) -> None:
    assert a_moment(text, BERLIN, None) == at("09:20")


@pytest.mark.parametrize("text", ["09:20", "9:20 Uhr", "9.20", "09:20:00"])
def test_a_time_alone_needs_its_day(text: str) -> None:
    assert a_moment(text, BERLIN, date(2026, 11, 26)) == at("09:20")
    with pytest.raises(Unclear) as caught:
        a_moment(text, BERLIN, None)
    assert str(caught.value) == moments.NO_DAY


@pytest.mark.parametrize(
    "text",
    ["", "26.11.2026", "24:00", "09:60", "2026-11-26 09:20:30", "2026-11-26 09:20+99:00",
     "tomorrow 9:20", "2026-02-30 09:20", "9999-12-31 23:59", "26.11.2026 x"],
)  # fmt: skip
def test_no_moment(text: str) -> None:
    with pytest.raises(Unclear):
        a_moment(text, BERLIN, date(2026, 11, 26))


def test_the_nights_of_the_clocks() -> None:
    with pytest.raises(Unclear) as gap:
        a_moment("2026-03-29 02:30", BERLIN, None)
    assert str(gap.value) == moments.LEFT_OUT
    with pytest.raises(Unclear) as twice:
        a_moment("2026-10-25 02:30", BERLIN, None)
    assert str(twice.value) == moments.TWICE
    summer = a_moment("2026-10-25 02:30+02:00", BERLIN, None)
    assert a_moment("2026-10-25 02:30+01:00", BERLIN, None) - summer == 3_600_000


def unclear(text: str, day: date | None = None) -> str:
    """Why it is no moment; empty for a moment."""
    try:
        a_moment(text, BERLIN, day)
    except Unclear as why:
        return str(why) or "no reason given"
    return ""


@given(st.dates(date(1900, 1, 1), date(2190, 1, 1)), st.times())
def test_a_wall_clock_time_comes_back(day: date, clock: time) -> None:
    text = f"{day.isoformat()} {clock:%H:%M}"
    why = unclear(text)
    if why:
        assert why in {moments.LEFT_OUT, moments.TWICE}
    else:
        found = datetime.fromtimestamp(a_moment(text, BERLIN, None) / 1000, BERLIN)
        assert f"{found:%Y-%m-%d %H:%M}" == text


@given(st.text(max_size=30))
def test_any_text_is_a_moment_or_unclear(text: str) -> None:
    why = unclear(text, date(2026, 11, 26))
    assert why in {"", moments.A_MOMENT, moments.LEFT_OUT, moments.TWICE}
