"""Free starts, against a slow and plain reckoning minute by minute."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from office.day import capacity
from office.day import commands as co
from office.day.config import DeskPlan, Span
from office.day.day import Day
from office.officefile import load_office
from office.writer import Done
from tests.office.day import small

MINUTE = small.MINUTE
NIGHT = Path(__file__).parents[1] / "data" / "night.toml"


# ---- the slow reckoning ------------------------------------------------------------------------


def idle(day: Day, desk: DeskPlan, minute: int) -> bool:
    """Whether the desk works in this minute and keeps it for nobody."""
    begin, end = minute * MINUTE + day.plan.midnight, (minute + 1) * MINUTE + day.plan.midnight
    kept = any(
        t.planned_desk == desk.desk
        and t.start is not None
        and t.start < end
        and begin < t.start + t.minutes * MINUTE
        for t in day.tickets.values()
        if t.state not in {"done", "missed"}
    )
    return any(a <= begin and end <= b for a, b in desk.spans) and not kept


def naive_desk_starts(day: Day, desk: DeskPlan, minutes: int, now: int) -> list[int]:
    rules = day.config.rules
    free = {m for m in range(25 * 60) if idle(day, desk, m)}
    return [
        day.plan.midnight + m * MINUTE
        for m in range(0, 25 * 60, rules.grid_minutes)
        if day.plan.midnight + m * MINUTE >= now + rules.lead_minutes * MINUTE
        and all(m + n in free for n in range(minutes))
    ]


def naive_starts(day: Day, services: tuple[str, ...], minutes: int, now: int) -> list[int]:
    able = [d for d in day.plan.desks if all(s in d.services for s in services)]
    return sorted({s for d in able for s in naive_desk_starts(day, d, minutes, now)})


def naive_room(day: Day, service: str, minutes: int, now: int) -> int:
    """The most that fit one after the other: earliest first is best, as all are equally long."""
    count = 0
    for desk in day.plan.desks:
        ends = 0
        for start in naive_desk_starts(day, desk, minutes, now):
            if service in desk.services and start >= ends:
                count, ends = count + 1, start + minutes * MINUTE
    return count


# ---- any office --------------------------------------------------------------------------------


@st.composite
def mornings(draw: st.DrawFn) -> small.Morning:
    """A released day of one to three desks, some bookings, some of them over, at any time."""
    edges = st.lists(st.integers(480, 600), min_size=2, max_size=6, unique=True).map(sorted)

    def drawn() -> tuple[Span, ...]:
        marks = [small.MIDNIGHT + m * MINUTE for m in draw(edges)]
        return tuple(zip(marks[::2], marks[1::2], strict=False))

    able = st.lists(
        st.sampled_from(["apply", "renew", "pickup", "ask"]), min_size=1, unique=True
    ).map(tuple)
    desks = [DeskPlan(str(n + 1), drawn(), draw(able)) for n in range(draw(st.integers(1, 3)))]
    rules = {"grid": draw(st.sampled_from([1, 5, 7])), "lead": draw(st.integers(0, 9))}
    morning = small.Morning(small.config(**rules), small.plan(desks))
    morning.ask(co.ReleaseDay())
    for n in range(draw(st.integers(0, 8))):
        service = draw(st.sampled_from(["apply", "renew", "pickup"]))
        minute = rules["grid"] * draw(st.integers(480 // rules["grid"], 600 // rules["grid"]))
        done = morning.ask(small.book(service, small.MIDNIGHT + minute * MINUTE, ticket=f"t{n}"))
        desk = draw(st.sampled_from(["", "", "1", "2", "3"]))
        if desk and isinstance(done, Done):
            morning.ask(co.CallTicket(desk, f"t{n}"))
            morning.ask(co.Finish(desk))
    morning.now = small.MIDNIGHT + draw(st.integers(470 * MINUTE, 605 * MINUTE))
    return morning


@given(mornings(), st.sampled_from(["apply", "renew", "pickup"]))
def test_free_starts_are_those_of_the_slow_reckoning(morning: small.Morning, name: str) -> None:
    day, now = morning.opened, morning.now
    service = day.service(name)
    assert service is not None
    found = capacity.free_starts(day, (name,), service.minutes, now)
    assert found == naive_starts(day, (name,), service.minutes, now)
    assert capacity.room_for(day, (name,), service.minutes, now) == naive_room(
        day, name, service.minutes, now
    )


@given(mornings(), st.integers(1, 90))
def test_several_services_need_one_desk_that_can_do_all(
    morning: small.Morning, minutes: int
) -> None:
    both = ("apply", "renew")
    found = capacity.free_starts(morning.opened, both, minutes, morning.now)
    assert found == naive_starts(morning.opened, both, minutes, morning.now)


@given(mornings(), st.sampled_from(["apply", "renew", "pickup"]), st.integers(465, 610))
def test_what_is_free_can_be_booked_and_nothing_else(
    morning: small.Morning, name: str, minute: int
) -> None:
    day, now = morning.opened, morning.now
    service = day.service(name)
    assert service is not None
    start = small.MIDNIGHT + minute * MINUTE
    free = naive_starts(day, (name,), service.minutes, now)
    outcome = morning.ask(small.book(name, start, ticket="new"))
    assert isinstance(outcome, Done) == (start in free)
    if not isinstance(outcome, Done):
        assert outcome.code in {"slot_taken", "start_past"}
        assert outcome.code == ("start_past" if start < now else "slot_taken")
        assert outcome.next_starts == tuple(free[:3])


@given(st.integers(0, (1 << 60) - 1), st.integers(1, 64))
def test_fitting_starts_by_doubling(free: int, minutes: int) -> None:
    run = (1 << minutes) - 1
    expected = sum(1 << m for m in range(61) if (free >> m) & run == run)
    assert capacity.fitting_starts(free, minutes) == expected


@given(st.lists(st.integers(0, 300), unique=True).map(sorted))
def test_screens_list_the_next_starts_and_then_the_quarter_hours(minutes: list[int]) -> None:
    starts = [small.MIDNIGHT + m * MINUTE for m in minutes]
    listed = capacity.offered(starts, small.MIDNIGHT)
    assert listed[:6] == starts[:6]
    quarters = [s for s in starts[6:] if (s - small.MIDNIGHT) % (15 * MINUTE) == 0]
    assert listed[6:] == quarters


# ---- by hand -----------------------------------------------------------------------------------


def test_lead_minutes_are_counted_from_the_second() -> None:
    morning = small.open_morning("08:10:01")
    assert capacity.free_starts(morning.opened, ("renew",), 20, morning.now)[0] == small.at("08:20")
    morning.now = small.at("08:10")
    assert capacity.free_starts(morning.opened, ("renew",), 20, morning.now)[0] == small.at("08:15")


def test_specialists_are_used_up_before_generalists() -> None:
    hours = small.spans("08:00-12:00")
    desks = [DeskPlan("1", hours, ("apply", "renew")), DeskPlan("2", hours, ("renew",))]
    morning = small.Morning(small.config(), small.plan(desks))
    morning.ask(co.ReleaseDay())
    assert morning.book("renew", "08:20").planned_desk == "2"
    assert morning.book("apply", "08:20").planned_desk == "1"


@pytest.mark.parametrize(
    ("day", "first", "count"),
    [
        # Desk 2 works 00:00-04:00 by the wall clock: five hours in October, three in March.
        ("2026-10-25", "2026-10-25T00:00+02:00", 5 * 2),
        ("2027-03-28", "2027-03-28T00:00+01:00", 3 * 2),
    ],
)
def test_nights_when_clocks_change_have_their_real_length(day: str, first: str, count: int) -> None:
    file = load_office(NIGHT)
    config, plan = file.config, file.plan(date.fromisoformat(day))
    only = [d for d in plan.desks if d.desk == "2"]
    night = small.Morning(config, replace(plan, desks=tuple(only)), plan.midnight)
    night.ask(co.ReleaseDay())
    starts = capacity.free_starts(night.opened, ("talk",), 30, night.now)
    assert starts[0] == plan.midnight == small.at(first[11:16], day, first[16:])
    assert capacity.room_for(night.opened, ("talk",), 30, night.now) == count
    assert starts == naive_starts(night.opened, ("talk",), 30, night.now)


def test_the_hour_that_comes_twice_is_booked_twice() -> None:
    file = load_office(NIGHT)
    plan = file.plan(date(2026, 10, 25))
    only = [d for d in plan.desks if d.desk == "2"]
    night = small.Morning(file.config, replace(plan, desks=tuple(only)), plan.midnight)
    night.ask(co.ReleaseDay())
    for n, offset in enumerate(("+02:00", "+01:00")):
        start = small.at("02:30", "2026-10-25", offset)
        done = night.ask(
            co.Book("2026-10-25", (("talk", 1),), start, "de", "kiosk", None, f"t{n}", (f"c{n}",))
        )
        assert isinstance(done, Done)
