"""Saying "I am here": each time has its answer."""

import pytest

from office.contract import RefusalCode
from office.day import calling
from office.day import commands as co
from tests.office.day.small import Morning, at, book, open_morning


def with_appointment(now: str) -> Morning:
    """A phone's start at ten o'clock (early: 60 minutes, late: 10, given up: 30)."""
    morning = open_morning()
    morning.book("apply", "10:00", ticket="t", origin="phone")
    morning.now = at(now)
    return morning


@pytest.mark.parametrize("now", ["09:00", "09:59", "10:00", "10:10"])
def test_in_time_or_a_little_late_keeps_the_place(now: str) -> None:
    here = with_appointment(now).do(co.CheckIn("t"))
    assert (here.state, here.due, here.here_at) == ("waiting", at("10:00"), at(now))


def test_too_early_is_told_from_when() -> None:
    refusal = with_appointment("08:59").refused(co.CheckIn("t"))
    assert (refusal.code, refusal.next_chance) == ("too_early", at("09:00"))


def test_late_queues_from_now_on() -> None:
    morning = with_appointment("10:11")
    first = morning.book("renew", "10:30", ticket="other")
    morning.now = at("10:29:59")
    late = morning.do(co.CheckIn("t"))
    assert late.due == at("10:29:59")
    morning.now = at("10:30")
    assert [t.id for t in calling.callable_now(morning.opened, "1", morning.now)] == [
        late.id, first.id,
    ]  # fmt: skip


@pytest.mark.parametrize("expired", [False, True])
def test_too_late_is_told_the_next_free_starts(expired: bool) -> None:
    morning = with_appointment("10:30")
    if expired:
        morning.ask(co.Expire())
        assert morning.opened.tickets["t"].state == "expired"
    refusal = morning.refused(co.CheckIn("t"))
    assert refusal.code == "too_late"
    assert refusal.next_starts == (at("10:35"), at("10:40"), at("10:45"))


def test_too_late_on_a_closed_day_promises_nothing() -> None:
    morning = with_appointment("10:30")
    morning.ask(co.CloseDay("served"))
    refusal = morning.refused(co.CheckIn("t"))
    assert (refusal.code, refusal.next_starts) == ("too_late", ())


@pytest.mark.parametrize("steps", range(5))
def test_whoever_is_here_is_told_so(steps: int) -> None:
    morning = open_morning()
    ticket = morning.book("ask")
    asked: list[co.Command] = [
        co.CallNext("2"), co.Park("2"), co.Unpark("2", ticket.id), co.CallNext("2"),
    ]  # fmt: skip
    for command in asked[:steps]:
        morning.do(command)
    assert morning.refused(co.CheckIn(ticket.id)).code == "already_here"


@pytest.mark.parametrize(
    ("end", "expected"), [(co.Cancel("t"), "wrong_state"), (co.CheckIn("none"), "unknown_ticket")]
)
def test_what_is_over_or_unknown_does_not_come_in(end: co.Command, expected: RefusalCode) -> None:
    morning = with_appointment("09:30")
    morning.ask(end)
    asked = co.CheckIn("t") if isinstance(end, co.Cancel) else co.CheckIn("none")
    assert morning.refused(asked).code == expected


def test_a_number_alone_is_due_from_the_arrival() -> None:
    morning = open_morning()
    phone = morning.book("ask", origin="phone")
    morning.now = at("08:20")
    kiosk = morning.book("ask")
    morning.now = at("08:30")
    assert morning.do(co.CheckIn(phone.id)).due == at("08:30")
    assert [t.id for t in calling.waiting(morning.opened, morning.now)] == [kiosk.id, phone.id]


# ---- back after being missed -------------------------------------------------------------------


def missed(origin: co.Origin = "kiosk") -> Morning:
    """Missed at 8:10, while another has waited since 8:05."""
    morning = open_morning()
    morning.ask(
        book("ask", ticket="t", origin=origin, owner="visitor:x" if origin == "phone" else None),
        by="visitor:x",
    )
    if origin == "phone":
        morning.do(co.CheckIn("t"))
    morning.now = at("08:05")
    morning.book("ask", ticket="other")
    morning.now = at("08:10")
    morning.do(co.CallTicket("2", "t"))
    morning.do(co.MarkMissed("2"))
    return morning


@pytest.mark.parametrize("back", [co.CheckIn("t"), co.Return("1", "t")])
def test_back_after_missed_once_behind_those_due_and_not_twice(back: co.Command) -> None:
    morning = missed()
    morning.now = at("08:20")
    again = morning.do(back)
    assert (again.state, again.due, again.returns) == ("waiting", at("08:20"), 1)
    assert [t.id for t in calling.waiting(morning.opened, morning.now)] == ["other", "t"]
    morning.do(co.CallTicket("2", "t"))
    morning.do(co.MarkMissed("2"))
    assert morning.refused(back).code == "wrong_state"


def test_back_with_the_clock_set_back_is_still_behind_those_who_wait() -> None:
    morning = missed()
    morning.now = at("07:10")
    morning.do(co.CheckIn("t"))
    assert [t.id for t in calling.waiting(morning.opened, morning.now)] == ["other", "t"]


def test_nobody_comes_back_by_themselves_once_the_day_is_closed_but_a_desk_may_help() -> None:
    morning = missed()
    morning.ask(co.CloseDay("voucher"))
    assert morning.refused(co.CheckIn("t")).code == "closed"
    assert morning.do(co.Return("2", "t")).state == "waiting"


def test_nobody_comes_back_to_a_second_ticket() -> None:
    morning = missed("phone")
    morning.ask(book("ask", ticket="new", origin="phone", owner="visitor:x"), by="visitor:x")
    assert morning.refused(co.CheckIn("t")).code == "one_ticket_only"
    morning.ask(co.Cancel("new"))
    assert morning.do(co.CheckIn("t")).state == "waiting"
