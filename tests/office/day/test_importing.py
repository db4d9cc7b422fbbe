"""Appointments of another booking system: what the plan can hold is taken, the rest refused."""

from typing import Any

import pytest

from office.day import arriving
from office.day import commands as co
from office.day.day import MINUTE
from office.day.refusal import Refusal
from office.day.ticket import Ticket
from tests.office.day.small import Morning, at, config, open_morning, plan


def wanted(start: int | str, service: str = "renew", ticket: str = "t", **more: Any) -> Any:
    when = at(start) if isinstance(start, str) else start
    facts: dict[str, Any] = {"persons": 1, "minutes": None, "language": "en", **more}
    return co.ImportBooking(
        service=service, start=when, ticket=ticket, codes=(f"{ticket}-1", f"{ticket}-2"), **facts
    )  # fmt: skip


def taken(morning: Morning, command: co.ImportBooking) -> Ticket:
    return morning.do(command)


def test_it_is_booked_and_its_visitor_is_not_here() -> None:
    morning = open_morning("08:00")
    ticket = taken(morning, wanted("09:00"))
    assert (ticket.state, ticket.origin, ticket.number) == ("booked", "import", "E001")
    assert (ticket.start, ticket.here_at, ticket.minutes) == (at("09:00"), None, 20)
    assert morning.refused(co.CallNext("1")).code == "nobody_due"
    morning.now = at("08:55")
    assert morning.do(co.CheckIn("t")).state == "waiting"


def test_it_is_taken_before_the_release_and_on_days_ahead() -> None:
    before = Morning(config(), plan(), at("06:00"))
    assert taken(before, wanted("09:00")).state == "booked"
    ahead = Morning(config(), plan(), at("09:00", "2026-11-20"))
    assert taken(ahead, wanted("09:00")).state == "booked"
    assert not ahead.opened.released


def test_it_may_start_beside_the_grid_and_within_the_lead_time() -> None:
    morning = open_morning("09:00")
    assert taken(morning, wanted("09:02")).start == at("09:02")


def test_the_other_system_s_minutes_are_kept() -> None:
    morning = open_morning("08:00")
    assert taken(morning, wanted("09:00", service="apply", minutes=45)).minutes == 45
    refusal = morning.refused(wanted("09:40", service="apply", ticket="u"))
    assert refusal.code == "slot_taken"
    assert taken(morning, wanted("09:45", service="apply", ticket="u")).minutes == 30


def test_persons_take_their_minutes() -> None:
    assert taken(open_morning("08:00"), wanted("09:00", persons=3)).minutes == 60


def test_what_the_plan_cannot_hold_is_refused_with_the_next_free_starts() -> None:
    morning = open_morning("08:00")
    taken(morning, wanted("09:00", ticket="a"))
    taken(morning, wanted("09:00", ticket="b"))
    refusal = morning.refused(wanted("09:00", ticket="c"))
    assert refusal.code == "slot_taken"
    assert len(refusal.next_starts) == 3
    assert morning.refused(wanted("07:45", ticket="d")).code == "slot_taken"
    assert morning.refused(wanted("11:50", ticket="e")).code == "slot_taken"


def test_what_is_over_is_refused_but_who_is_late_may_still_come() -> None:
    morning = open_morning("09:29")
    taken(morning, wanted("09:00", ticket="late"))
    assert morning.refused(wanted("08:59", ticket="over")).code == "start_past"
    assert arriving.earliest(morning.opened, morning.opened.tickets["late"]) == at("08:00")


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (wanted("09:00", service="haircut"), "unknown_service"),
        (wanted("09:00", service="ask"), "invalid"),
        (wanted("09:00", persons=0), "invalid"),
        (wanted("09:00", persons=10), "invalid"),
        (wanted("09:00", minutes=0), "invalid"),
        (wanted("09:00", minutes=481), "invalid"),
        (wanted(at("09:00") + 1), "invalid"),
        (wanted(at("09:00") + 48 * 60 * MINUTE), "invalid"),
    ],
)
def test_what_makes_no_sense_is_refused(command: co.ImportBooking, code: str) -> None:
    assert open_morning("08:00").refused(command).code == code


def test_a_closed_day_and_a_far_day_are_refused() -> None:
    closed = Morning(config(), plan(hours=()), at("06:00"))
    assert closed.refused(wanted("09:00")).code == "closed"
    morning = open_morning("12:00")
    assert morning.refused(wanted("11:55")).code == "closed"
    far = Morning(config(), plan(), at("09:00", "2026-08-01"))
    assert far.refused(wanted("09:00")).code == "wrong_date"


def test_the_same_key_does_nothing_twice_and_a_changed_one_is_told() -> None:
    morning = open_morning("08:00")
    command = wanted("09:00")
    first = morning.ask(command, "key-of-it", by="import", body="09:00")
    rows = len(morning.rows)
    assert morning.ask(command, "key-of-it", by="import", body="09:00").answered == first.answered  # type: ignore[union-attr]
    changed = morning.ask(wanted("10:00"), "key-of-it", by="import", body="10:00")
    assert isinstance(changed, Refusal)
    assert changed.code == "key_reused"
    assert len(morning.rows) == rows
