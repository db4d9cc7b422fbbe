"""Every button of a desk: what it does, what it refuses, and how it is taken back."""

from dataclasses import replace

import pytest

from office.day import calling, serving
from office.day import commands as co
from office.day.config import DeskPlan
from office.day.events import Place
from office.day.ticket import Ticket
from tests.office.day.small import MINUTE, Morning, at, book, config, open_morning, plan, spans


def serving_one(service: str = "ask", desk: str = "2") -> tuple[Morning, Ticket]:
    """Somebody is called to a desk at 8:00."""
    morning = open_morning()
    start = None if service == "ask" else "08:15"
    ticket = morning.book(service, start)
    return morning, morning.do(co.CallTicket(desk, ticket.id))


def in_line(morning: Morning) -> list[str]:
    return [t.id for t in calling.waiting(morning.opened, morning.now)]


# ---- park ------------------------------------------------------------------------------------


@pytest.mark.parametrize("served", [False, True])
def test_parked_is_never_called_by_itself_and_comes_back_to_the_place_kept(served: bool) -> None:
    morning, ticket = serving_one()
    if served:
        morning.do(co.StartServing("2"))
    parked = morning.do(co.Park("2"))
    assert (parked.state, parked.desk) == ("parked", "2"), "its desk is remembered"
    later = morning.book("ask")
    assert morning.refused(co.CallTicket("1", ticket.id)).code == "wrong_state"
    assert morning.do(co.CallNext("2")).id == later.id
    morning.do(co.Finish("2"))
    morning.now += 60 * MINUTE
    morning.ask(co.Expire())
    assert morning.refused(co.CallNext("2")).code == "nobody_due"
    back = morning.do(co.Unpark("1", ticket.id))
    assert (back.state, back.due) == ("waiting", ticket.due)
    assert morning.refused(co.Unpark("1", ticket.id)).code == "wrong_state"


# ---- transfer --------------------------------------------------------------------------------


def test_a_transfer_keeps_number_and_arrival_and_needs_no_free_time() -> None:
    hours = spans("08:00-09:00")
    desks = [DeskPlan("1", hours, ("apply",)), DeskPlan("2", hours, ("ask",))]
    morning = Morning(config(), plan(desks, hours), at("08:00"))
    morning.ask(co.ReleaseDay())
    morning.book("apply", "08:30")
    ticket = morning.book("ask")
    morning.now = at("08:20")
    assert morning.refused(book("apply", "08:30")).code == "slot_taken"
    morning.do(co.CallNext("2"))
    moved = morning.do(co.Transfer("2", "apply"))
    assert (moved.number, moved.queue, moved.services) == (ticket.number, "e", ("apply",))
    assert (moved.due, moved.here_at, moved.state) == (ticket.due, ticket.here_at, "waiting")
    assert moved.planned_desk is None
    assert morning.do(co.CallNext("1")).id == ticket.id, "before the start that is due later"


def test_a_transfer_gives_the_appointment_s_time_back() -> None:
    morning, _ = serving_one("apply", "1")
    assert morning.refused(book("apply", "08:15")).code == "slot_taken"
    morning.do(co.Transfer("1", "ask"))
    assert morning.book("apply", "08:15").planned_desk == "1"


def test_a_transfer_to_what_nobody_does_today_is_refused() -> None:
    hours = spans("08:00-12:00")
    desks = [DeskPlan("1", (), ("apply",)), DeskPlan("2", hours, ("ask",))]
    morning = Morning(config(), plan(desks), at("08:00"))
    morning.ask(co.ReleaseDay())
    morning.book("ask")
    morning.do(co.CallNext("2"))
    assert morning.refused(co.Transfer("2", "apply")).code == "desk_closed"
    assert morning.refused(co.Transfer("2", "dance")).code == "unknown_service"


# ---- send back -------------------------------------------------------------------------------


def three_waiting() -> Morning:
    """t0 is called; t1 and t2 wait since 8:01 and 8:02, t3 has a start at 8:20."""
    morning = open_morning()
    for n in range(3):
        morning.now = at(f"08:0{n}")
        morning.book("ask", ticket=f"t{n}")
    morning.book("renew", "08:20", ticket="t3")
    morning.now = at("08:10")
    morning.do(co.CallTicket("2", "t0"))
    return morning


PLACES: list[tuple[Place, list[str], int]] = [
    ("front", ["t0", "t1", "t2", "t3"], at("08:00") - 1),
    ("kept", ["t0", "t1", "t2", "t3"], at("08:00")),
    ("later", ["t1", "t2", "t3", "t0"], at("08:25")),
    ("end", ["t1", "t2", "t0", "t3"], at("08:10") + 1),
]


@pytest.mark.parametrize(("place", "expected", "due"), PLACES)
def test_the_four_places(place: Place, expected: list[str], due: int) -> None:
    morning = three_waiting()
    back = morning.do(co.SendBack("2", place))
    assert (back.state, back.due, back.number) == ("waiting", due, "A001")
    assert in_line(morning) == expected


def test_the_front_is_before_every_head_start() -> None:
    made = config()
    queues = tuple(replace(q, head_start_minutes=240 * (q.id == "a")) for q in made.queues)
    morning = Morning(replace(made, queues=queues), plan(), at("08:00"))
    morning.ask(co.ReleaseDay())
    morning.book("renew", "08:05", ticket="mine")
    morning.book("ask", ticket="preferred")
    morning.do(co.CallTicket("1", "mine"))
    morning.do(co.SendBack("1", "front"))
    assert in_line(morning) == ["mine", "preferred"]


def test_the_end_is_behind_everybody_due_head_start_or_not() -> None:
    made = config()
    queues = tuple(replace(q, head_start_minutes=60 * (q.id == "a")) for q in made.queues)
    morning = Morning(replace(made, queues=queues), plan(), at("08:00"))
    morning.ask(co.ReleaseDay())
    morning.book("ask", ticket="mine")
    morning.book("renew", "08:05", ticket="other")
    morning.now = at("08:30")
    morning.do(co.CallTicket("2", "mine"))
    morning.do(co.SendBack("2", "end"))
    assert in_line(morning) == ["other", "mine"]


def test_the_end_is_the_end_with_the_clock_set_back_too() -> None:
    morning = three_waiting()
    morning.now = at("07:10")
    morning.do(co.SendBack("2", "end"))
    assert in_line(morning) == ["t1", "t2", "t0", "t3"]


def test_later_means_later_even_at_the_ticket_s_own_start() -> None:
    """Called a quarter of an hour early and sent back for as long: not due before the start."""
    morning = open_morning()
    morning.book("renew", "08:15", ticket="t")
    morning.do(co.CallNext("1"))
    back = morning.do(co.SendBack("1", "later"))
    assert back.due == back.start
    assert morning.refused(co.CallNext("1")).code == "nobody_due"
    morning.now = at("08:15")
    assert morning.do(co.CallNext("1")).id == "t"


# ---- undo ------------------------------------------------------------------------------------

STEPS: list[tuple[list[co.Command], co.Command]] = [
    ([], co.CallNext("2")),
    ([], co.CallTicket("2", "t")),
    ([co.CallNext("2")], co.StartServing("2")),
    ([co.CallNext("2")], co.Finish("2")),
    ([co.CallNext("2"), co.StartServing("2")], co.Finish("2", (("apply", 3), ("ask", 1)))),
    ([co.CallNext("2")], co.MarkMissed("2")),
    ([co.CallNext("2")], co.Park("2")),
    ([co.CallNext("2")], co.Transfer("2", "renew")),
    ([co.CallNext("2")], co.SendBack("2", "front")),
    ([co.CallNext("2")], co.SendBack("2", "end")),
    ([co.CallNext("2"), co.Park("2")], co.Unpark("2", "t")),
    ([co.CallNext("2"), co.MarkMissed("2")], co.Return("2", "t")),
]


@pytest.mark.parametrize("service", ["ask", "renew"])
@pytest.mark.parametrize(("before", "step"), STEPS, ids=lambda x: type(x).__name__)
def test_a_step_is_taken_back_within_thirty_seconds_and_not_after(
    before: list[co.Command], step: co.Command, service: str
) -> None:
    morning = open_morning()
    morning.book(service, "08:15" if service == "renew" else None, ticket="t")
    for command in before:
        morning.do(command)
    was, kept, at_desk = morning.opened.tickets["t"], morning.opened.busy, morning.opened.at_desk
    morning.do(step)
    day, now = morning.opened, morning.now
    morning.now = now + 30_001
    assert morning.refused(co.Undo("2")).code == "nothing_to_undo"
    assert morning.opened is day
    morning.now = now + 30_000
    after = morning.do(co.Undo("2"))
    assert after == replace(was, changed=after.changed)
    assert (morning.opened.busy, morning.opened.at_desk) == (kept, at_desk)
    assert morning.refused(co.Undo("2")).code == "nothing_to_undo"


def test_no_desk_takes_back_what_has_gone_on_elsewhere() -> None:
    morning, ticket = serving_one()
    morning.do(co.SendBack("2", "kept"))
    morning.do(co.CallTicket("1", ticket.id))
    assert morning.refused(co.Undo("2")).code == "nothing_to_undo"
    assert morning.do(co.Undo("1")).state == "waiting"


def test_no_desk_takes_back_another_desk_s_step() -> None:
    morning, _ = serving_one()
    assert morning.refused(co.Undo("1")).code == "nothing_to_undo"


def test_printing_meanwhile_does_not_stand_in_the_way() -> None:
    morning, ticket = serving_one()
    morning.do(co.RecordPrint(ticket.id, "printed"))
    back = morning.do(co.Undo("2"))
    assert (back.state, back.paper) == ("waiting", "printed")


def test_undo_never_takes_time_that_was_given_away_meanwhile() -> None:
    morning, first = serving_one("apply", "1")
    morning.do(co.Finish("1"))
    other = morning.book("apply", "08:15")
    back = morning.do(co.Undo("1"))
    assert (back.state, back.planned_desk) == ("called", None)
    morning.do(co.MarkMissed("1"))
    assert morning.refused(book("apply", "08:15")).code == "slot_taken", "still the other's"
    assert first.planned_desk == other.planned_desk == "1"


def test_undoing_a_return_keeps_no_time_for_the_missed() -> None:
    morning, ticket = serving_one("apply", "1")
    morning.do(co.MarkMissed("1"))
    morning.do(co.Return("1", ticket.id))
    assert morning.do(co.Undo("1")).state == "missed"
    assert morning.book("apply", "08:15").planned_desk == "1"
    assert morning.do(co.Return("1", ticket.id)).returns == 1, "the one return is left"


def test_a_call_that_was_repeated_is_taken_back_whole() -> None:
    morning, ticket = serving_one()
    morning.now += 25_000
    morning.do(co.Recall("2"))
    morning.now += 25_000
    assert morning.do(co.Undo("2")).state == "waiting"
    assert ticket.id not in morning.opened.recent


def test_repeating_a_call_renews_no_other_step() -> None:
    morning, _ = serving_one()
    parked = morning.book("ask")
    morning.do(co.CallTicket("1", parked.id))
    morning.do(co.Park("1"))
    morning.do(co.Unpark("2", parked.id))
    morning.do(co.Recall("2"))
    assert serving.undoable(morning.opened, "2", morning.now) is not None
    assert morning.do(co.Undo("2")).state == "parked"


# ---- pause, and what a desk is -----------------------------------------------------------------


def test_a_desk_that_pauses_calls_nobody_but_ends_what_it_began() -> None:
    morning, _ = serving_one()
    other = morning.book("ask")
    morning.ask(co.Pause("2"))
    assert morning.do(co.Finish("2")).state == "done"
    for call in (co.CallNext("2"), co.CallTicket("2", other.id)):
        assert morning.refused(call).code == "desk_paused"
    morning.ask(co.Resume("2"))
    assert morning.do(co.CallNext("2")).id == other.id


def test_finishing_notes_what_was_done_for_how_many() -> None:
    morning, _ = serving_one()
    done = morning.do(co.Finish("2", (("apply", 2), ("pickup", 1))))
    assert [(i.service, i.persons, i.minutes) for i in done.items] == [
        ("apply", 2, 60), ("pickup", 1, 5),
    ]  # fmt: skip


@pytest.mark.parametrize("done", [(("dance", 1),), (("ask", 0),), (("ask", 10),)])
def test_nobody_did_what_is_not_done_here(done: tuple[tuple[str, int], ...]) -> None:
    morning, _ = serving_one()
    assert morning.refused(co.Finish("2", done)).code in {"unknown_service", "invalid"}


ON_A_DESK = [co.Park, co.Undo, co.Pause, co.Resume, co.StartServing]


@pytest.mark.parametrize("command", ON_A_DESK)
def test_a_desk_that_is_not_there_does_nothing(command: type[co.Park]) -> None:
    expected = {"unknown_desk", "nothing_to_undo"}
    assert open_morning().refused(command("9")).code in expected


@pytest.mark.parametrize(
    "command", [co.Park("1"), co.Transfer("1", "ask"), co.SendBack("1", "end"), co.Recall("1")]
)
def test_a_desk_without_a_visitor_is_told_so(command: co.Command) -> None:
    assert open_morning().refused(command).code == "desk_idle"


@pytest.mark.parametrize("command", [co.Return("1", "none"), co.Unpark("1", "none")])
def test_nobody_unknown_is_taken_back(command: co.Command) -> None:
    assert open_morning().refused(command).code == "unknown_ticket"


@pytest.mark.parametrize("command", [co.Return("1", "t"), co.Unpark("1", "t")])
def test_who_waits_is_not_taken_back(command: co.Command) -> None:
    morning = open_morning()
    morning.book("ask", ticket="t")
    assert morning.refused(command).code == "wrong_state"
