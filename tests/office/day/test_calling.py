"""Who is next, and how many come before."""

from hypothesis import given
from hypothesis import strategies as st

from office.day import calling
from office.day import commands as co
from office.day.config import DeskPlan
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


def numbers(morning: Morning, desk: str) -> list[str]:
    return [t.number for t in calling.callable_now(morning.opened, desk, morning.now)]


def mixed() -> Morning:
    """One desk for everything, another for appointments alone."""
    hours = spans("08:00-12:00")
    desks = [
        DeskPlan("1", hours, ("apply", "renew", "pickup", "ask")),
        DeskPlan("2", hours, ("renew",)),
    ]
    morning = Morning(config(), plan(desks), at("08:00"))
    morning.ask(co.ReleaseDay())
    return morning


def test_due_starts_come_first_then_those_who_may_come_early() -> None:
    morning = open_morning()
    early = morning.book("renew", "08:20")
    due = morning.book("renew", "08:05")
    later = morning.book("renew", "08:40")
    morning.now = at("08:05")
    assert numbers(morning, "1") == [due.number, early.number]
    assert calling.next_due(morning.opened, "1", morning.now) == at("08:25")
    morning.now = at("08:25")
    assert numbers(morning, "1") == [due.number, early.number, later.number]


def test_a_number_alone_is_due_on_arrival() -> None:
    morning = mixed()
    timed = morning.book("renew", "08:10")
    first = morning.book("ask")
    morning.now = at("08:11")
    second = morning.book("ask")
    assert numbers(morning, "1") == [first.number, timed.number, second.number]
    assert numbers(morning, "2") == [timed.number]


def test_of_the_same_start_whoever_came_first() -> None:
    morning = open_morning()
    phone = morning.book("renew", "08:20", origin="phone")
    kiosk = morning.book("renew", "08:20")
    morning.now = at("08:15")
    morning.do(co.CheckIn(phone.id))
    assert numbers(morning, "1") == [kiosk.number, phone.number]


def test_of_the_same_instant_the_smaller_number_across_the_thousand() -> None:
    morning = open_morning()
    morning.day = start_serials_at(morning.opened, 997)
    given = [morning.book("ask").number for _ in range(4)]
    assert given == ["A998", "A999", "A1000", "A1001"]
    assert numbers(morning, "2") == given


def test_ahead_are_those_who_are_called_before_at_the_same_desks() -> None:
    morning = mixed()
    tickets = [morning.book("renew", "08:10"), morning.book("ask"), morning.book("ask")]
    ahead = {t.number: calling.ahead_of(morning.opened, t, morning.now) for t in tickets}
    assert ahead == {"A001": 0, "A002": 1, "E001": 2}


def test_those_of_other_desks_are_not_ahead() -> None:
    morning = open_morning()
    morning.book("pickup", "08:05")
    ticket = morning.book("ask")
    assert calling.ahead_of(morning.opened, ticket, morning.now) == 0


@given(st.lists(st.sampled_from(["ask", "renew", "ask-later"]), max_size=8), st.data())
def test_called_in_the_order_of_the_list_as_many_as_were_ahead(
    kinds: list[str], data: st.DataObject
) -> None:
    """`ahead` is a promise: with one desk, exactly so many are called before."""
    hours = spans("08:00-12:00")
    everything = DeskPlan("1", hours, ("renew", "ask"))
    morning = Morning(config(["1"], early=240, lead=0), plan([everything]), at("08:00"))
    morning.ask(co.ReleaseDay())
    for n, kind in enumerate(kinds):
        start = f"{8 + n // 3:02}:{n % 3 * 20:02}" if kind == "renew" else None
        morning.now += 60_000 * (kind == "ask-later")
        morning.ask(book(kind.removesuffix("-later"), start, ticket=f"t{n}"))
    promised = {
        t.id: calling.ahead_of(morning.opened, t, morning.now)
        for t in morning.opened.tickets.values()
    }
    called = []
    while isinstance(outcome := morning.ask(co.CallNext("1")), Done):
        assert outcome.answered is not None
        called.append(outcome.answered.ticket)
        morning.ask(data.draw(st.sampled_from([co.Finish, co.MarkMissed]))("1"))
    assert [promised[id_ or ""] for id_ in called] == list(range(len(promised)))
