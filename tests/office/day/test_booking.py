"""Taking, holding, moving and giving back a start."""

from dataclasses import replace

import pytest

from office.day import commands as co
from office.day.config import DeskPlan
from office.writer import Done
from tests.office.day.small import (
    MINUTE,
    Morning,
    at,
    book,
    config,
    open_morning,
    plan,
    spans,
)

CODES = ("c1", "c2")


def hold(morning: Morning, start: str = "09:00", ticket: str = "h") -> None:
    outcome = morning.ask(book("apply", start, ticket=ticket, hold=True, origin="phone"))
    assert isinstance(outcome, Done)


def holding(minutes: int) -> Morning:
    """An office that keeps a start for so many minutes, and keeps one at 9:00."""
    made = config()
    rules = replace(made.rules, hold_minutes=minutes)
    morning = Morning(replace(made, rules=rules), plan(), at("08:00"))
    morning.ask(co.ReleaseDay())
    hold(morning)
    return morning


# ---- holds -----------------------------------------------------------------------------------


@pytest.mark.parametrize("minutes", [3, 4, 5])
def test_a_hold_lasts_as_long_as_the_office_says_and_no_moment_longer(minutes: int) -> None:
    morning = holding(minutes)
    held = morning.opened.tickets["h"]
    assert (held.state, held.number, held.code) == ("held", "", "")
    assert held.held_until == morning.now + minutes * MINUTE
    morning.now = held.held_until
    assert morning.refused(co.Confirm("h", CODES)).code == "hold_ended"
    morning.now -= 1
    assert morning.do(co.Confirm("h", CODES)).number == "E001"


def test_a_hold_is_never_renewed() -> None:
    morning = holding(4)
    until = morning.opened.tickets["h"].held_until
    morning.now += 3 * MINUTE
    again = book("apply", "09:00", ticket="h", hold=True, origin="phone")
    assert morning.refused(again).code == "slot_taken"
    assert morning.opened.tickets["h"].held_until == until
    morning.now = at("08:05")
    assert morning.refused(co.Move("h", at("10:00"))).code == "wrong_state"


def test_a_kept_start_is_nobody_else_s() -> None:
    morning = holding(4)
    assert morning.refused(book("apply", "09:00")).code == "slot_taken"


def test_a_hold_that_is_left_is_free_at_once() -> None:
    morning = holding(4)
    morning.ask(co.Cancel("h"))
    assert morning.book("apply", "09:00").number == "E001", "no number was burned"


def test_a_hold_that_ran_out_is_free_with_the_next_tick() -> None:
    morning = holding(4)
    morning.now += 4 * MINUTE
    morning.ask(co.Expire())
    assert morning.opened.tickets["h"].state == "expired"
    assert morning.book("apply", "09:00").number == "E001"
    refusal = morning.refused(co.Confirm("h", CODES))
    assert (refusal.code, refusal.next_starts[0]) == ("hold_ended", at("08:10"))


def test_confirming_twice_gives_no_second_number() -> None:
    morning = holding(4)
    morning.do(co.Confirm("h", CODES))
    assert morning.refused(co.Confirm("h", CODES)).code == "wrong_state"
    assert morning.book("renew", "10:00").number == "E002"


def test_a_hold_is_the_one_ticket_of_its_visitor() -> None:
    morning = open_morning()
    mine = book("apply", "09:00", ticket="h", hold=True, origin="phone", owner="visitor:x")
    morning.ask(mine, by="visitor:x")
    second = book("renew", "10:00", ticket="b", origin="phone", owner="visitor:x")
    assert morning.refused(second).code == "one_ticket_only"
    morning.ask(co.Confirm("h", CODES), by="visitor:owner-h")
    assert morning.opened.tickets["h"].owner == "visitor:x"
    assert morning.refused(second).code == "one_ticket_only"


def test_only_a_start_can_be_held() -> None:
    assert open_morning().refused(book("ask", hold=True)).code == "invalid"


@pytest.mark.parametrize("state", ["unknown", "cancelled"])
def test_what_is_not_held_cannot_be_confirmed(state: str) -> None:
    morning = open_morning()
    morning.book("apply", "09:00", ticket="t")
    morning.ask(co.Cancel("t"))
    expected = {"unknown": ("none", "unknown_ticket"), "cancelled": ("t", "wrong_state")}
    ticket, code = expected[state]
    assert morning.refused(co.Confirm(ticket, CODES)).code == code


# ---- cancel ----------------------------------------------------------------------------------


def test_a_cancelled_start_is_free_at_once_and_its_number_gone() -> None:
    morning = open_morning()
    first = morning.book("apply", "09:00", origin="phone")
    assert morning.do(co.Cancel(first.id)).state == "cancelled"
    assert morning.book("apply", "09:00").number == "E002"
    assert morning.refused(co.Cancel(first.id)).code == "wrong_state"


def test_who_is_called_or_served_cannot_slip_away() -> None:
    morning = open_morning()
    ticket = morning.book("ask")
    for step in (co.CallNext("2"), co.StartServing("2"), co.Finish("2")):
        morning.do(step)
        assert morning.refused(co.Cancel(ticket.id)).code == "wrong_state"
    assert morning.refused(co.Cancel("none")).code == "unknown_ticket"


# ---- move ------------------------------------------------------------------------------------


def test_a_move_frees_the_old_start_and_keeps_number_and_code() -> None:
    morning = open_morning()
    first = morning.book("apply", "09:00")
    moved = morning.do(co.Move(first.id, at("10:00")))
    assert (moved.number, moved.code, moved.start, moved.due) == (
        first.number, first.code, at("10:00"), at("10:00"),
    )  # fmt: skip
    assert morning.book("apply", "09:00").number == "E002"
    assert morning.refused(book("apply", "10:00")).code == "slot_taken"


def test_the_old_start_does_not_stand_in_the_way_of_the_new() -> None:
    """A quarter of an hour later at the only desk that does it."""
    morning = open_morning()
    first = morning.book("apply", "09:00")
    assert morning.do(co.Move(first.id, at("09:15"))).planned_desk == first.planned_desk


def test_a_move_to_a_taken_start_changes_nothing() -> None:
    morning = open_morning()
    first, _ = morning.book("apply", "09:00"), morning.book("apply", "10:00")
    refusal = morning.refused(co.Move(first.id, at("10:00")))
    assert refusal.code == "slot_taken"
    assert refusal.next_starts[0] == at("08:05")
    assert morning.opened.tickets[first.id] == first


def test_nobody_moves_to_times_that_are_not_released() -> None:
    """A start booked days ahead must not be the way to the day's own times."""
    morning = Morning(config(), plan(), at("12:00", "2026-11-20"))
    ticket = morning.book("apply", "09:00", origin="phone")
    morning.now = at("07:00")
    refusal = morning.refused(co.Move(ticket.id, at("10:00")))
    assert (refusal.code, refusal.next_chance) == ("not_released", at("07:30"))
    morning.ask(co.ReleaseDay())
    assert morning.do(co.Move(ticket.id, at("10:00"))).start == at("10:00")


def test_a_number_alone_has_no_start_to_move() -> None:
    morning = open_morning()
    assert morning.refused(co.Move(morning.book("ask").id, at("10:00"))).code == "wrong_state"


def test_nobody_moves_once_the_office_is_closed() -> None:
    morning = open_morning("11:00")
    ticket = morning.book("apply", "11:30")
    morning.now = at("12:00")
    assert morning.refused(co.Move(ticket.id, at("11:00"))).code == "closed"


# ---- days ahead ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "given"),
    [
        (at("00:10", "2026-09-03", "+02:00"), True),  # 84 days, one of them with 25 hours
        (at("23:50", "2026-09-02", "+02:00"), False),
        (at("23:50", "2026-09-03", "+02:00"), True),
    ],
)
def test_the_horizon_counts_local_days_whatever_the_clocks_do(now: int, given: bool) -> None:
    morning = Morning(config(), plan(), now)
    outcome = morning.ask(book("apply", "09:00", origin="phone"))
    assert isinstance(outcome, Done) == given


def test_a_kiosk_ticket_for_another_day_is_not_here() -> None:
    morning = Morning(config(), plan(), at("09:00", "2026-11-20"))
    assert morning.book("apply", "09:00").state == "booked"


# ---- several services and persons --------------------------------------------------------------


def test_several_services_and_persons_add_up_and_find_one_desk_for_all() -> None:
    morning = open_morning()
    ticket = morning.book([("renew", 2), ("apply", 1)], "08:20")
    assert (ticket.minutes, ticket.persons, ticket.planned_desk) == (70, 2, "1")
    assert morning.refused(book("apply", "09:00")).code == "slot_taken", "70 minutes are kept"
    assert morning.book("apply", "09:30").number == "E002"


def test_services_that_no_desk_does_together_are_not_given() -> None:
    hours = spans("08:00-12:00")
    desks = [DeskPlan("1", hours, ("apply",)), DeskPlan("2", hours, ("renew",))]
    morning = Morning(config(), plan(desks), at("08:00"))
    morning.ask(co.ReleaseDay())
    assert morning.refused(book([("apply", 1), ("renew", 1)], "09:00")).code == "slot_taken"
