"""Every rule, and every refusal with its stable code."""

import tracemalloc

import pytest

from office.contract import RefusalCode
from office.day import commands as co
from office.day.config import DeskPlan
from office.day.decide import decide
from office.day.refusal import Refusal
from office.writer import Done
from tests.office.day.small import (
    Morning,
    at,
    book,
    config,
    open_morning,
    plan,
    spans,
    start_serials_at,
)


def code(refusal: Refusal) -> RefusalCode:
    return refusal.code


# ---- the day itself --------------------------------------------------------------------------


def test_nothing_happens_before_the_day_is_open() -> None:
    assert decide(None, co.CallNext("1"), at("08:00")) == Refusal(
        "starting", "the day is not open yet"
    )


def test_opening_and_releasing_twice_changes_nothing() -> None:
    morning = open_morning()
    assert decide(morning.day, co.OpenDay(config(), plan()), morning.now) == ()
    assert decide(morning.day, co.ReleaseDay(), morning.now) == ()


# ---- booking ---------------------------------------------------------------------------------


def test_a_timed_ticket_has_number_start_and_a_desk_that_keeps_its_time() -> None:
    ticket = open_morning().book("renew", "08:20")
    assert (ticket.number, ticket.start, ticket.state) == ("E001", at("08:20"), "waiting")
    assert ticket.planned_desk == "1"
    assert (ticket.minutes, ticket.here_at) == (20, at("08:00"))


def test_a_phone_is_not_here_until_it_checks_in() -> None:
    morning = open_morning()
    ticket = morning.book("renew", "08:20", origin="phone")
    assert (ticket.state, ticket.here_at) == ("booked", None)
    morning.now = at("08:10")
    here = morning.do(co.CheckIn(ticket.id))
    assert (here.state, here.here_at) == ("waiting", at("08:10"))
    assert code(morning.refused(co.CheckIn(ticket.id))) == "already_here"


def test_each_queue_counts_its_own_letter() -> None:
    morning = open_morning()
    asked = [("renew", "08:20"), ("pickup", "08:20"), ("ask", None), ("apply", "09:00")]
    given = [morning.book(service, start).number for service, start in asked]
    assert given == ["E001", "K001", "A001", "E002"]


def test_numbers_grow_a_digit_and_never_wrap() -> None:
    morning = open_morning()
    morning.day = start_serials_at(morning.opened, 998)
    assert [morning.book("ask").number for _ in range(3)] == ["A999", "A1000", "A1001"]


def test_minutes_are_fixed_at_booking_for_all_persons_and_services() -> None:
    ticket = open_morning().book([("renew", 2), ("apply", 1)], "08:20")
    assert ticket.minutes == 70
    assert ticket.persons == 2


def test_the_first_check_in_code_that_is_free_is_taken() -> None:
    morning = open_morning()
    command = book("ask", ticket="a")
    morning.ask(command)
    second = morning.ask(
        co.Book(command.date, command.items, None, "en", "kiosk", None, "b", ("a-0", "b-1"))
    )
    assert isinstance(second, Done)
    assert morning.opened.tickets["b"].code == "b-1"


REFUSED_BOOKINGS = [
    ("unknown_service", book("dance", "09:00")),
    ("invalid", book([])),
    ("invalid", book([("ask", 1)] * 6)),
    ("invalid", book([("ask", 0)])),
    ("invalid", book([("ask", 10)])),
    ("invalid", book([("renew", 1), ("pickup", 1)], "09:00")),
    ("invalid", book("ask", "09:00")),
    ("start_required", book("renew")),
    ("wrong_date", book("ask", date="2026-11-27")),
    ("wrong_date", book("ask", date="2026-11-25")),
    ("start_past", book("renew", "07:55")),
    ("start_past", book("renew", at("07:55", "2026-11-25"))),
    ("slot_taken", book("renew", "08:00")),
    ("slot_taken", book("renew", "08:21")),
    ("slot_taken", book("renew", at("08:20") + 1)),
    ("slot_taken", book("renew", "11:45")),
    ("slot_taken", book("renew", "12:00")),
    ("slot_taken", book("renew", at("09:00", "2026-11-27"))),
    ("slot_taken", book("renew", at("09:00", "2027-11-26"))),
    ("slot_taken", book("renew", at("09:00", "9999-11-26"))),
]


@pytest.mark.parametrize(("expected", "command"), REFUSED_BOOKINGS)
def test_refused_bookings(expected: RefusalCode, command: co.Book) -> None:
    assert code(open_morning().refused(command)) == expected


def test_a_start_before_midnight_is_no_start_of_this_day() -> None:
    """A clock that steps back over midnight."""
    morning = open_morning()
    morning.now = at("23:00", "2026-11-25")
    assert code(morning.refused(book("renew", at("23:30", "2026-11-25")))) == "slot_taken"


def test_a_start_in_a_thousand_years_costs_nothing() -> None:
    morning = open_morning()
    tracemalloc.start()
    try:
        morning.refused(book("renew", at("09:00", "9999-11-26")))
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()


def test_a_taken_start_is_refused_with_the_next_free_ones() -> None:
    morning = open_morning()
    for _ in range(2):
        morning.book("renew", "08:20")
    refusal = morning.refused(book("renew", "08:20"))
    assert code(refusal) == "slot_taken"
    assert refusal.next_starts == (at("08:40"), at("08:45"), at("08:50"))


def test_nobody_books_before_the_release() -> None:
    morning = Morning(config(), plan())
    refusal = morning.refused(book("renew", "08:20"))
    assert (code(refusal), refusal.next_chance) == ("not_released", at("07:30"))


@pytest.mark.parametrize("now", ["12:00", "18:00"])
def test_nobody_books_once_the_office_is_closed(now: str) -> None:
    morning = open_morning(now)
    refusal = morning.refused(book("ask"))
    assert (code(refusal), refusal.next_chance) == ("closed", at("08:00", "2026-11-27"))


def test_nobody_books_on_a_day_off() -> None:
    off = [DeskPlan(desk, (), ("ask",)) for desk in ("1", "2", "3")]
    morning = Morning(config(), plan(off, hours=(), release=None))
    morning.ask(co.ReleaseDay())
    assert code(morning.refused(book("ask"))) == "closed"


def test_an_open_queue_ends_when_its_desks_do() -> None:
    early = DeskPlan("2", spans("08:00-10:00"), ("ask",))
    morning = Morning(config(), plan([early]), at("10:00"))
    morning.ask(co.ReleaseDay())
    assert code(morning.refused(book("ask"))) == "nothing_free"
    morning.now = at("09:59")
    assert morning.book("ask").number == "A001"


@pytest.mark.parametrize("end", [co.Finish, co.MarkMissed])
def test_a_visitor_has_one_ticket_at_a_time(end: type[co.Finish]) -> None:
    morning = open_morning()
    mine = morning.ask(book("ask", ticket="a", origin="phone", owner="visitor:x"), by="visitor:x")
    assert isinstance(mine, Done)
    second = book("ask", ticket="b", origin="phone", owner="visitor:x")
    for step in (None, co.CheckIn("a"), co.CallNext("2")):
        if step is not None:
            morning.ask(step)
        assert code(morning.refused(second)) == "one_ticket_only"
    morning.ask(end("2"))
    assert isinstance(morning.ask(second, by="visitor:x"), Done)


def test_kiosk_and_staff_book_as_often_as_they_are_asked() -> None:
    morning = open_morning()
    assert [morning.book("ask").number for _ in range(3)] == ["A001", "A002", "A003"]


# ---- the desk --------------------------------------------------------------------------------


def test_a_visit() -> None:
    morning = open_morning()
    ticket = morning.book("ask")
    called = morning.do(co.CallNext("2"))
    assert (called.id, called.state, called.desk, called.calls) == (ticket.id, "called", "2", 1)
    again = morning.do(co.Recall("2"))
    assert (again.calls, again.call_position) == (2, called.call_position + 1)
    assert morning.do(co.StartServing("2")).state == "serving"
    assert morning.do(co.Finish("2")).state == "done"
    assert morning.opened.at_desk.get("2") is None


def test_finishing_gives_the_time_back() -> None:
    morning = open_morning()
    tickets = [morning.book("renew", "08:20", ticket=f"t{n}") for n in range(2)]
    morning.now = at("08:10")
    morning.do(co.CallNext("1"))
    morning.do(co.Finish("1"))
    assert morning.book("renew", "08:20").planned_desk == tickets[0].planned_desk
    assert code(morning.refused(book("renew", "08:20"))) == "slot_taken"


def test_finishing_gives_back_no_other_ticket_s_time() -> None:
    morning = open_morning()
    morning.book("apply", "08:30")
    morning.book("apply", "09:00")
    morning.now = at("08:30")
    morning.do(co.CallNext("1"))
    morning.do(co.MarkMissed("1"))
    assert code(morning.refused(book("apply", "09:00"))) == "slot_taken"


def test_nobody_is_due_before_their_time() -> None:
    morning = open_morning()
    morning.book("renew", "09:00")
    refusal = morning.refused(co.CallNext("1"))
    assert (code(refusal), refusal.next_chance) == ("nobody_due", at("08:45"))
    morning.now = at("08:45")
    assert morning.do(co.CallNext("1")).number == "E001"


def test_nobody_is_due_where_nobody_waits() -> None:
    refusal = open_morning().refused(co.CallNext("1"))
    assert (code(refusal), refusal.next_chance) == ("nobody_due", None)


def test_a_named_ticket_comes_whoever_is_due() -> None:
    morning = open_morning()
    late = morning.book("renew", "11:00")
    assert morning.do(co.CallTicket("1", late.id)).state == "called"


REFUSED_AT_DESK = [
    ("unknown_desk", co.CallNext("9")),
    ("unknown_desk", co.CallTicket("9", "t")),
    ("unknown_desk", co.Recall("9")),
    ("unknown_desk", co.StartServing("9")),
    ("unknown_desk", co.Finish("9")),
    ("unknown_desk", co.MarkMissed("9")),
    ("unknown_ticket", co.CallTicket("1", "none")),
    ("unknown_ticket", co.CheckIn("none")),
    ("unknown_ticket", co.RecordPrint("none", "printed")),
    ("desk_idle", co.Recall("1")),
    ("desk_idle", co.StartServing("1")),
    ("desk_idle", co.Finish("1")),
    ("desk_idle", co.MarkMissed("1")),
    ("desk_closed", co.CallNext("4")),
]


@pytest.mark.parametrize(("expected", "command"), REFUSED_AT_DESK)
def test_refused_at_the_desk(expected: RefusalCode, command: co.Command) -> None:
    morning = open_morning()
    morning = Morning(config(["1", "2", "3", "4"]), plan())
    assert code(morning.refused(command)) == expected


def test_a_desk_has_one_visitor() -> None:
    morning = open_morning()
    first, second = morning.book("ask"), morning.book("ask")
    morning.do(co.CallNext("2"))
    assert code(morning.refused(co.CallNext("2"))) == "desk_busy"
    assert code(morning.refused(co.CallTicket("2", second.id))) == "desk_busy"
    assert code(morning.refused(co.CallTicket("1", first.id))) == "wrong_state"


def test_who_is_served_is_not_called_again_nor_missed() -> None:
    morning = open_morning()
    morning.book("ask")
    morning.do(co.CallNext("2"))
    morning.do(co.StartServing("2"))
    for command in (co.Recall("2"), co.StartServing("2"), co.MarkMissed("2")):
        assert code(morning.refused(command)) == "wrong_state"


@pytest.mark.parametrize("end", [co.Finish, co.MarkMissed])
def test_what_is_over_stays_over(end: type[co.Finish]) -> None:
    morning = open_morning()
    ticket = morning.book("ask")
    morning.do(co.CallNext("2"))
    morning.do(end("2"))
    assert code(morning.refused(co.CallTicket("2", ticket.id))) == "wrong_state"
    assert code(morning.refused(end("2"))) == "desk_idle"


def test_who_is_not_here_is_not_called() -> None:
    morning = open_morning()
    ticket = morning.book("ask", origin="phone")
    assert code(morning.refused(co.CallNext("2"))) == "nobody_due"
    assert code(morning.refused(co.CallTicket("2", ticket.id))) == "wrong_state"


def test_paper_is_noted_and_the_same_outcome_once() -> None:
    morning = open_morning()
    ticket = morning.book("ask")
    assert morning.do(co.RecordPrint(ticket.id, "failed")).paper == "failed"
    position = morning.opened.position
    morning.ask(co.RecordPrint(ticket.id, "failed"))
    assert morning.opened.position == position
    assert morning.do(co.RecordPrint(ticket.id, "printed")).paper == "printed"


# ---- keys ------------------------------------------------------------------------------------


def test_the_same_key_gives_the_same_ticket() -> None:
    morning = open_morning()
    first = morning.ask(book("ask", ticket="a"), key="same-key", body="x")
    again = morning.ask(book("ask", ticket="b"), key="same-key", body="x")
    assert isinstance(first, Done)
    assert isinstance(again, Done)
    assert again.answered == first.answered
    assert list(morning.opened.tickets) == ["a"]


def test_the_same_key_with_another_body_is_refused() -> None:
    morning = open_morning()
    morning.ask(book("ask", ticket="a"), key="same-key", body="x")
    assert morning.ask(book("ask", ticket="b"), key="same-key", body="y") == Refusal("key_reused")
    assert list(morning.opened.tickets) == ["a"]


def test_two_principals_may_choose_the_same_key() -> None:
    morning = open_morning()
    for by in ("kiosk:one", "kiosk:two"):
        assert isinstance(morning.ask(book("ask", ticket=by), "same-key", by, "x"), Done)
    assert len(morning.opened.tickets) == 2


def test_a_refused_key_is_decided_afresh() -> None:
    morning = Morning(config(), plan())
    refused = morning.ask(book("ask", ticket="a"), key="same-key")
    assert isinstance(refused, Refusal)
    morning.ask(co.ReleaseDay())
    assert isinstance(morning.ask(book("ask", ticket="a"), key="same-key"), Done)
