"""Nobody starves: whoever waits is overtaken by nobody who is due later than a known bound.

The bound for a visitor is the largest head start of any queue less that of their own queue; a place
given later (sent back, late, back after being missed) has used its head start up. So only so many
can ever go before, however many keep coming.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from hypothesis import example, given, settings
from hypothesis import strategies as st

from office.day import commands as co
from office.day.config import DayConfig, DeskPlan, Queue
from office.day.day import MINUTE
from office.day.ticket import Ticket
from office.writer import Done
from tests.office.day.small import Morning, at, book, config, plan, service, spans

QUEUES = ("one", "two", "three")
OPENING = at("08:00")


@dataclass(frozen=True)
class Hall:
    """Queues (kind, head start), and which of them each desk serves."""

    queues: tuple[tuple[str, int], ...]
    desks: tuple[tuple[int, ...], ...]

    def morning(self) -> Morning:
        desks = [str(n) for n, _ in enumerate(self.desks)]
        hours = spans("08:00-20:00")
        planned = [
            DeskPlan(desk, hours, tuple(QUEUES[q] for q in able))
            for desk, able in zip(desks, self.desks, strict=True)
        ]
        morning = Morning(self._config(desks), plan(planned, hours), OPENING)
        morning.ask(co.ReleaseDay())
        return morning

    def _config(self, desks: Sequence[str]) -> DayConfig:
        services = [service(name, name, 5) for name in QUEUES]
        queues = tuple(
            Queue(name, letter, kind, False, {"en": name}, head_start)  # type: ignore[arg-type]
            for name, letter, (kind, head_start) in zip(QUEUES, "ABC", self.queues, strict=True)
        )
        return replace(config(desks, services, lead=0, early=15), queues=queues)


HEAD_STARTS = st.sampled_from([0, 5, 30, 240])
HALLS = st.builds(
    Hall,
    st.tuples(*[st.tuples(st.sampled_from(["timed", "open"]), HEAD_STARTS) for _ in QUEUES]),
    st.lists(st.sets(st.integers(0, 2), min_size=1).map(tuple), min_size=1, max_size=4).map(tuple),
)
ARRIVALS = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 2), st.integers(0, 6)), min_size=8, max_size=30
)
"""Minutes after the one before, the queue, and for timed ones how many quarter hours later."""
BACK = st.sampled_from([None, None, None, "front", "later", "end", "kept", "missed"])


class Day:
    """Arrivals and calls in turn; every call is held against the bound."""

    def __init__(self, hall: Hall) -> None:
        self.hall, self.morning = hall, hall.morning()
        self.called: list[tuple[Ticket, str]] = []
        self.overtaken: dict[str, int] = {}
        self.fronted: set[str] = set()

    def arrive(self, n: int, queue: int, quarters: int) -> None:
        start = None
        if self.hall.queues[queue][0] == "timed":
            grid = 15 * MINUTE
            start = self.morning.now - self.morning.now % grid + quarters * grid
        self.morning.ask(book(QUEUES[queue], start, ticket=f"t{n}"))

    def call(self, desk: str) -> Ticket | None:
        before = self.morning.opened
        if not isinstance(self.morning.ask(co.CallNext(desk)), Done):
            return None
        called = before.tickets[self.morning.opened.at_desk[desk]]
        plan = before.desk_plan(desk)
        assert plan is not None
        for other in before.in_state("waiting"):
            if other.id != called.id and other.services[0] in plan.services:
                self.overtakes(called, other)
        self.called.append((called, desk))
        return called

    def overtakes(self, called: Ticket, other: Ticket) -> None:
        """By nobody due later than the bound, unless a desk put them in front by hand, or sent the
        other away for a while."""
        away = other.placed and other.due > self.morning.now
        if called.id not in self.fronted and not away:
            assert called.due <= other.due + self.bound(other), "overtaken beyond the bound"
            self.overtaken[other.id] = self.overtaken.get(other.id, 0) + 1

    def bound(self, ticket: Ticket) -> int:
        largest = max(minutes for _, minutes in self.hall.queues)
        own = 0 if ticket.placed else self.hall.queues[QUEUES.index(ticket.queue)][1]
        return (largest - own) * MINUTE

    def serve(self, pick: int, back: str | None) -> None:
        desk = str(pick % len(self.hall.desks))
        if self.call(desk) is not None:
            self.leave(desk, back)

    def leave(self, desk: str, back: str | None) -> None:
        ticket = self.morning.opened.at_desk[desk]
        self.fronted.discard(ticket)
        if back == "missed":
            self.morning.ask(co.MarkMissed(desk))
            self.morning.ask(co.CheckIn(ticket))
        elif back is not None:
            self.fronted |= {ticket} if back == "front" else set()
            self.morning.ask(co.SendBack(desk, back))  # type: ignore[arg-type]
        else:
            self.morning.ask(co.Finish(desk))


@settings(max_examples=200)
@given(HALLS, ARRIVALS, st.lists(st.tuples(st.integers(0, 3), BACK), min_size=20, max_size=30))
def test_nobody_is_overtaken_beyond_the_bound(
    hall: Hall,
    arrivals: list[tuple[int, int, int]],
    calls: list[tuple[int, str | None]],
) -> None:
    day = Day(hall)
    for n, (pause, queue, quarters) in enumerate(arrivals):
        day.morning.now += pause * MINUTE
        day.arrive(n, queue, quarters)
        if n % 3 == 2:
            day.serve(*calls.pop())
    for pick, back in calls:
        day.morning.now += MINUTE
        day.serve(pick, back)


@settings(max_examples=50)
@given(HALLS, ARRIVALS)
def test_with_desks_calling_regularly_everyone_is_called(
    hall: Hall, arrivals: list[tuple[int, int, int]]
) -> None:
    """And in the end each was overtaken by at most those who were due within the bound."""
    day = Day(hall)
    for n, (pause, queue, quarters) in enumerate(arrivals):
        day.morning.now += pause * MINUTE
        day.arrive(n, queue, quarters)
    for _ in range(60):
        day.morning.now += 5 * MINUTE
        for desk, _ in enumerate(hall.desks):
            if day.call(str(desk)) is not None:
                day.leave(str(desk), None)
    served = {q for able in hall.desks for q in able}
    left = [t for t in day.morning.opened.in_state("waiting") if QUEUES.index(t.queue) in served]
    assert left == []
    tickets = list(day.morning.opened.tickets.values())
    for ticket in tickets:
        within = [t for t in tickets if t.due <= ticket.due + day.bound(ticket)]
        assert day.overtaken.get(ticket.id, 0) < max(1, len(within))


@given(st.integers(30, 120), st.sampled_from([5, 20]))
@settings(max_examples=10)
@example(60, 60)
def test_a_stream_of_preferred_visitors_starves_nobody(pace: int, head_start: int) -> None:
    """ZMS lets walk-ins of low priority starve behind appointments (it-at-m/eappointment pull
    request 1309). Here one desk falls further and further behind a stream of the preferred queue,
    and the plain visitor still gets their turn when all who were due within the head start of them
    have had theirs."""
    day = Day(Hall((("open", 0), ("open", head_start), ("open", 0)), ((0, 1),)))
    day.arrive(0, 0, 0)
    waited_for, n = 0, 0
    while day.morning.opened.tickets["t0"].state == "waiting":
        n += 1
        for twin in range(2):  # twice as many come as the desk can serve
            day.arrive(2 * n + twin, 1, 0)
        assert day.call("0") is not None
        day.leave("0", None)
        waited_for += 1
        day.morning.now += pace * 1000
        assert waited_for <= 2 * (head_start * 60 // pace + 2), "starved"
