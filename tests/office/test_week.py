"""A week template makes the right plan for every date, the nights when clocks change included."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets import path as asset
from office.day.config import DayPlan, Span
from office.officefile import load_office
from office.week import DeskWeek, WallSpan, Week, instant, joined, wall_span

BERLIN = ZoneInfo("Europe/Berlin")
DAYS = [date(2026, 1, 1) + timedelta(days=n) for n in range(730)]
NIGHT = Path(__file__).parent / "data" / "night.toml"
SAMPLE = asset("offices/kreis-unna.toml")
MINUTE = 60_000


def at(text: str) -> int:
    """Epoch milliseconds of an RFC 3339 text."""
    return int(datetime.fromisoformat(text).timestamp()) * 1000


def week(*spans: WallSpan, zone: str = "Europe/Berlin", closed: tuple[date, ...] = ()) -> Week:
    """A week with the same hours each day and one desk that works them."""
    hours = (spans,) * 7
    desk = DeskWeek("1", ("ask",), hours)
    return Week(zone, hours, (desk,), frozenset(closed), time(7, 30))


def assert_sound(plan: DayPlan, day: date, zone: str) -> None:
    """Spans in order within the local day, desks within the hours, the opening after the day."""
    after = instant(day + timedelta(days=1), 0, zone)
    assert plan.date == day.isoformat()
    for spans in (plan.hours, *(desk.spans for desk in plan.desks)):
        edges = [edge for span in spans for edge in span]
        assert all(a < b for a, b in pairwise(edges))
        assert all(plan.midnight <= edge <= after for edge in edges)
    for desk in plan.desks:
        assert all(any(a <= c and d <= b for a, b in plan.hours) for c, d in desk.spans)
    if plan.next_opening is not None:
        assert after <= plan.next_opening < after + 14 * 25 * 60 * MINUTE
    if plan.release_at is not None:
        assert plan.midnight <= plan.release_at < plan.hours[-1][1]


@pytest.mark.parametrize("file", [NIGHT, SAMPLE], ids=lambda path: path.stem)
def test_every_day_of_two_years_is_sound(file: Path) -> None:
    office = load_office(file)
    plans = [office.plan(day) for day in DAYS]
    for plan, day in zip(plans, DAYS, strict=True):
        assert_sound(plan, day, "Europe/Berlin")
    for plan, following in pairwise(plans):
        if following.hours:
            assert plan.next_opening == following.hours[0][0]
    assert sum(bool(plan.hours) for plan in plans) > 300


def spans_of_a_day() -> st.SearchStrategy[list[WallSpan]]:
    edges = st.lists(st.integers(0, 1440), min_size=2, max_size=8, unique=True).map(sorted)
    return edges.map(lambda all_: list(zip(all_[::2], all_[1::2], strict=False)))


@given(
    spans_of_a_day(),
    st.sampled_from(DAYS)
    | st.sampled_from(
        [date(2026, 3, 29), date(2026, 10, 25), date(2027, 3, 28), date(2027, 10, 31)]
    ),
    st.sampled_from(["Europe/Berlin", "Australia/Lord_Howe", "America/Havana", "Africa/Cairo"]),
)
def test_any_hours_on_any_day_are_sound(spans: list[WallSpan], day: date, zone: str) -> None:
    plan = Week(zone, (tuple(spans),) * 7, (), frozenset(), None).plan(day)
    assert_sound(plan, day, zone)
    lost_or_won = 60 * MINUTE  # no clock changes by more
    wall = sum(end - start for start, end in spans) * MINUTE
    assert abs(sum(end - start for start, end in plan.hours) - wall) <= lost_or_won


@given(st.sampled_from(DAYS), st.integers(0, 1440), st.integers(0, 1440))
def test_instants_keep_the_order_of_the_clock(day: date, one: int, other: int) -> None:
    earlier, later = sorted((one, other))
    assert instant(day, earlier, "Europe/Berlin") <= instant(day, later, "Europe/Berlin")


@given(st.sampled_from(DAYS), st.integers(0, 1439))
def test_instants_show_the_wall_clock_time_asked_for(day: date, minutes: int) -> None:
    shown = datetime.fromtimestamp(instant(day, minutes, "Europe/Berlin") / 1000, BERLIN)
    skipped = day in (date(2026, 3, 29), date(2027, 3, 28)) and 120 <= minutes < 180
    assert shown.date() == day
    assert shown.hour * 60 + shown.minute == (180 if skipped else minutes)


def test_an_ordinary_thursday() -> None:
    plan = load_office(SAMPLE).plan(date(2026, 11, 26))
    assert plan.midnight == at("2026-11-26T00:00+01:00")
    assert plan.release_at == at("2026-11-26T07:30+01:00")
    morning = (at("2026-11-26T08:00+01:00"), at("2026-11-26T12:00+01:00"))
    afternoon = (at("2026-11-26T13:30+01:00"), at("2026-11-26T18:00+01:00"))
    assert plan.hours == (morning, afternoon)
    assert plan.next_opening == at("2026-11-27T08:00+01:00")
    by_desk = {desk.desk: desk.spans for desk in plan.desks}
    assert by_desk["1"] == by_desk["5"] == plan.hours
    assert by_desk["3"] == (morning,)
    assert by_desk["6"] == ((afternoon[0], at("2026-11-26T16:00+01:00")),)


def test_a_desk_does_not_work_on_weekdays_without_a_shift() -> None:
    monday = load_office(SAMPLE).plan(date(2026, 11, 23))
    friday = load_office(SAMPLE).plan(date(2026, 11, 27))
    assert [desk.desk for desk in monday.desks if not desk.spans] == ["6"]
    assert friday.desks[5].spans == friday.hours


def test_the_night_that_is_an_hour_longer() -> None:
    plan = load_office(NIGHT).plan(date(2026, 10, 25))
    assert plan.midnight == at("2026-10-25T00:00+02:00")
    assert plan.hours == (
        (at("2026-10-25T00:00+02:00"), at("2026-10-25T06:00+01:00")),
        (at("2026-10-25T22:00+01:00"), at("2026-10-26T00:00+01:00")),
    )
    assert plan.desks[1].spans == ((plan.midnight, at("2026-10-25T04:00+01:00")),)
    assert plan.next_opening == at("2026-10-26T00:00+01:00")


def test_the_night_that_is_an_hour_shorter() -> None:
    plan = load_office(NIGHT).plan(date(2027, 3, 28))
    assert plan.hours[0] == (at("2027-03-28T00:00+01:00"), at("2027-03-28T06:00+02:00"))
    assert plan.desks[1].spans == ((plan.midnight, at("2027-03-28T04:00+02:00")),)


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        ("01:00-02:00", ("2027-03-28T01:00+01:00", "2027-03-28T03:00+02:00")),
        ("02:15-04:00", ("2027-03-28T03:00+02:00", "2027-03-28T04:00+02:00")),
        ("02:15-02:45", None),
    ],
)
def test_hours_that_the_clocks_jump_over(span: str, expected: tuple[str, str] | None) -> None:
    plan = week(wall_span(span)).plan(date(2027, 3, 28))
    assert plan.hours == (() if expected is None else ((at(expected[0]), at(expected[1])),))


def test_a_time_that_comes_twice_means_the_first() -> None:
    plan = week(wall_span("02:00-02:30")).plan(date(2026, 10, 25))
    assert plan.hours == ((at("2026-10-25T02:00+02:00"), at("2026-10-25T02:30+02:00")),)


def test_a_day_without_midnight_begins_at_its_first_instant() -> None:
    plan = week((0, 1440), zone="Africa/Cairo").plan(date(2026, 4, 24))
    assert plan.midnight == at("2026-04-24T01:00+03:00")
    assert plan.hours == ((plan.midnight, at("2026-04-25T00:00+03:00")),)


def test_a_closed_date_has_no_hours_no_shifts_and_no_release() -> None:
    plan = load_office(SAMPLE).plan(date(2026, 12, 24))
    assert plan.hours == ()
    assert plan.release_at is None
    assert [desk.desk for desk in plan.desks] == ["1", "2", "3", "4", "5", "6", "7"]
    assert not any(desk.spans for desk in plan.desks)
    assert plan.next_opening == at("2026-12-28T08:00+01:00")


def test_next_opening_is_looked_for_in_14_days_only() -> None:
    day = date(2026, 7, 1)
    shut = tuple(day + timedelta(days=n) for n in range(1, 14))
    assert week((480, 720), closed=shut).plan(day).next_opening == at("2026-07-15T08:00+02:00")
    longer = (*shut, day + timedelta(days=14))
    assert week((480, 720), closed=longer).plan(day).next_opening is None


def test_touching_spans_are_one() -> None:
    assert joined([(5, 7), (1, 3), (3, 4), (4, 4)]) == ((1, 4), (5, 7))


def test_utc_needs_no_changes() -> None:
    plan = week((0, 1440), zone="UTC").plan(date(2026, 3, 29))
    whole: Span = (plan.midnight, plan.midnight + 1440 * MINUTE)
    assert plan.hours == (whole,)
    assert plan.midnight == int(datetime(2026, 3, 29, tzinfo=UTC).timestamp()) * 1000
