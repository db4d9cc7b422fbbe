"""Whatever is asked of a day, in whatever order: the invariants of the design hold.

1 a number is given once and never wraps · 2 a ticket is at one desk at most · 3 the booked work
fits the desks at every minute · 5 the same key gives the same success, a refused one is decided
afresh. And the log alone gives the same day again.
"""

from dataclasses import replace

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule

from office.day import commands as co
from office.day.config import DayConfig, DayPlan, DeskPlan, Span
from office.day.day import Day, fold
from office.day.events import DayOpened, Recorded, TicketBooked
from office.day.refusal import Refusal
from office.day.ticket import Ticket
from office.writer import Done, Order, Outcome, decide_one, order
from tests.office.day import small

DESKS = ("1", "2", "3", "4")
SERVICES = ("apply", "renew", "pickup", "ask")
ACTIVE = ("held", "booked", "waiting", "called", "serving", "parked")


# ---- invariant 3, looked at with other eyes ----------------------------------------------------


def fits(day: Day) -> bool:
    """Whether all booked work can be dealt to able desks, found by trying: no masks, and without
    looking at the desk that the rules chose. Who came back or was handed on keeps no time."""
    kept = [t for state in ACTIVE for t in day.in_state(state) if t.planned_desk is not None]
    work = [t for t in kept if t.start is not None]
    return _dealt(sorted(work, key=lambda t: (t.start, t.id)), {}, day.plan)


def _dealt(work: list[Ticket], taken: dict[str, tuple[Span, ...]], plan: DayPlan) -> bool:
    if not work:
        return True
    first, *rest = work
    assert first.start is not None
    span = (first.start, first.start + first.minutes * small.MINUTE)
    for desk in plan.desks:
        if _can(desk, first, span) and not any(_meet(span, t) for t in taken.get(desk.desk, ())):
            mine = (*taken.get(desk.desk, ()), span)
            if _dealt(rest, {**taken, desk.desk: mine}, plan):
                return True
    return False


def _can(desk: DeskPlan, ticket: Ticket, span: Span) -> bool:
    works = any(start <= span[0] and span[1] <= end for start, end in desk.spans)
    return works and all(s in desk.services for s in ticket.services)


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def test_the_second_look_sees_an_overbooked_desk() -> None:
    hours = small.spans("08:00-09:00")
    morning = small.Morning(
        small.config(["1"]), small.plan([DeskPlan("1", hours, ("apply",))], hours)
    )
    morning.ask(co.ReleaseDay())
    first = morning.book("apply", "08:00")
    assert fits(morning.opened)
    twin = replace(first, id="twin", start=small.at("08:25"))
    waiting = morning.opened.states["waiting"].set("twin", None)
    overbooked = replace(
        morning.opened,
        tickets=morning.opened.tickets.set("twin", twin),
        states=morning.opened.states.set("waiting", waiting),
    )
    assert not fits(overbooked)


# ---- any small office --------------------------------------------------------------------------


@st.composite
def plans(draw: st.DrawFn) -> DayPlan:
    edges = st.lists(st.integers(96, 144), min_size=2, max_size=6, unique=True).map(sorted)

    def drawn() -> tuple[Span, ...]:
        marks = [small.MIDNIGHT + 5 * small.MINUTE * mark for mark in draw(edges)]
        return tuple(zip(marks[::2], marks[1::2], strict=False))

    able = st.lists(st.sampled_from(SERVICES), min_size=1, max_size=4, unique=True).map(tuple)
    desks = [DeskPlan(desk, drawn(), draw(able)) for desk in DESKS[: draw(st.integers(1, 4))]]
    return small.plan(desks, small.spans("08:00-12:00"))


@st.composite
def configs(draw: st.DrawFn) -> DayConfig:
    minutes = [draw(st.integers(1, 45)) for _ in SERVICES]
    services = [
        small.service(id_, queue, m)
        for (id_, queue), m in zip(zip(SERVICES, "eeka", strict=True), minutes, strict=True)
    ]
    return small.config(
        DESKS, services,
        grid=draw(st.sampled_from([5, 10, 1])),
        lead=draw(st.integers(0, 10)),
        early=draw(st.integers(0, 30)),
    )  # fmt: skip


SAMPLE = st.just((small.sample().config, small.sample().plan(small.sample_date())))
OFFICES = st.tuples(configs(), plans()) | SAMPLE


class OfficeDay(RuleBasedStateMachine):
    """A day, the time, and everybody who asks something of it."""

    tickets = Bundle("tickets")

    @initialize(
        office=OFFICES,
        minute=st.integers(7 * 60 + 30, 10 * 60),
        serial=st.sampled_from([0, 0, 997, 998, 9998]),
    )
    def open(self, office: tuple[DayConfig, DayPlan], minute: int, serial: int) -> None:
        self.config, self.plan = office
        self.now = small.MIDNIGHT + minute * small.MINUTE
        self.day: Day | None = None
        self.rows: list[Recorded] = []
        self.base: Day | None = None
        self.kept: dict[str, tuple[Order, Done]] = {}
        self.refused: list[Order] = []
        self.booked: list[TicketBooked] = []
        self.asked = 0
        self.ask(co.OpenDay(self.config, self.plan))
        assert self.day is not None
        self.day = self.base = small.start_serials_at(self.day, serial)
        self.ask(co.ReleaseDay())

    # ---- what can be asked -------------------------------------------------------------------

    @rule(
        target=tickets,
        services=st.lists(st.integers(0, 6), min_size=1, max_size=2),
        persons=st.integers(1, 3),
        step=st.integers(-2, 60),
        origin=st.sampled_from(["kiosk", "phone", "desk"]),
    )
    def book(self, services: list[int], persons: int, step: int, origin: co.Origin) -> str:
        names = [self.config.services[n % len(self.config.services)] for n in services]
        timed = next(q for q in self.config.queues if q.id == names[0].queue).kind == "timed"
        grid = self.config.rules.grid_minutes * small.MINUTE
        near = small.MIDNIGHT + ((self.now - small.MIDNIGHT) // grid + step) * grid
        ticket = f"t{self.asked}"
        items = [(s.id, persons) for s in names]
        self.ask(
            small.book(items, near if timed else None, ticket=ticket, origin=origin),
            by=f"{origin}:{self.asked % 3}",
        )
        return ticket

    @rule(target=tickets, service=st.integers(0, 6), pick=st.integers(0, 50))
    def book_what_is_offered(self, service: int, pick: int) -> str:
        """As a kiosk does: something that the day says is free. Then it must be given."""
        from office.day import capacity

        assert self.day is not None
        wanted = self.config.services[service % len(self.config.services)]
        starts = capacity.free_starts(self.day, (wanted.id,), wanted.minutes, self.now)
        timed = self.day.queue(wanted.queue).kind == "timed"
        ticket = f"t{self.asked}"
        if starts and timed:
            start = starts[pick % len(starts)]
            outcome = self.ask(small.book(wanted.id, start, ticket=ticket))
            assert isinstance(outcome, Done), outcome
        return ticket

    @rule(ticket=tickets)
    def check_in(self, ticket: str) -> None:
        self.ask(co.CheckIn(ticket))

    @rule(desk=st.sampled_from(DESKS))
    def call_next(self, desk: str) -> None:
        self.ask(co.CallNext(desk), by="staff:desk")

    @rule(ticket=tickets, desks=st.lists(st.sampled_from(DESKS), min_size=1, max_size=4))
    def call_named(self, ticket: str, desks: list[str]) -> None:
        won = [d for d in desks if isinstance(self.ask(co.CallTicket(d, ticket)), Done)]
        assert len(won) <= 1

    @rule(desk=st.sampled_from(DESKS), what=st.sampled_from(
        [co.Recall, co.StartServing, co.Finish, co.MarkMissed]))  # fmt: skip
    def at_desk(self, desk: str, what: type[co.Recall]) -> None:
        self.ask(what(desk), by="staff:desk")

    @rule(ticket=tickets, outcome=st.sampled_from(["printed", "failed"]))
    def record_print(self, ticket: str, outcome: str) -> None:
        self.ask(co.RecordPrint(ticket, outcome))  # type: ignore[arg-type]

    @rule(minutes=st.integers(-90, 45))
    def time_passes(self, minutes: int) -> None:
        """Also backwards: a clock may be set."""
        self.now += minutes * small.MINUTE

    # ---- invariant 5: keys -------------------------------------------------------------------

    @rule(pick=st.integers(0, 200))
    def repeat_what_was_answered(self, pick: int) -> None:
        if self.kept:
            wanted, first = list(self.kept.values())[pick % len(self.kept)]
            before = self.day
            again = self._decide(wanted)
            assert isinstance(again, Done)
            assert again.answered == first.answered
            assert self.day is before

    @rule(pick=st.integers(0, 200))
    def same_key_other_body(self, pick: int) -> None:
        if self.kept:
            wanted, _ = list(self.kept.values())[pick % len(self.kept)]
            before = self.day
            outcome = self._decide(replace(wanted, body="another", command=co.CallNext("1")))
            assert outcome == Refusal("key_reused")
            assert self.day is before

    @rule(pick=st.integers(0, 200))
    def repeat_what_was_refused(self, pick: int) -> None:
        """A refusal holds no key: the same order now gets what a new key would get."""
        if self.refused:
            wanted = self.refused.pop(pick % len(self.refused))
            fresh = replace(wanted, id=f"fresh {wanted.id}")
            _, _, expected = decide_one(self.day, fresh, self.now)
            assert type(self._decide(wanted)) is type(expected)

    # ---- invariants --------------------------------------------------------------------------

    @invariant()
    def numbers_are_given_once_and_count_on(self) -> None:
        numbers = [b.number for b in self.booked]
        assert len(set(numbers)) == len(numbers)
        for letter in {b.letter for b in self.booked}:
            serials = [b.serial for b in self.booked if b.letter == letter]
            assert serials == list(range(serials[0], serials[0] + len(serials)))
        for b in self.booked:
            assert b.number == b.letter + str(b.serial).rjust(3, "0")

    @invariant()
    def a_ticket_is_at_one_desk_at_most(self) -> None:
        assert self.day is not None
        here = list(self.day.at_desk.items())
        assert len({ticket for _, ticket in here}) == len(here)
        for desk, ticket in here:
            assert self.day.tickets[ticket].desk == desk
            assert self.day.tickets[ticket].state in {"called", "serving"}
        busy = len(self.day.in_state("called")) + len(self.day.in_state("serving"))
        assert busy == len(here)

    @invariant()
    def booked_work_fits_the_desks(self) -> None:
        assert self.day is not None
        assert fits(self.day)

    @invariant()
    def every_state_lists_its_own(self) -> None:
        assert self.day is not None
        listed = {id_: state for state, ids in self.day.states.items() for id_ in ids}
        assert listed == {id_: t.state for id_, t in self.day.tickets.items()}

    @invariant()
    def the_log_is_in_order(self) -> None:
        positions = [r.position for r in self.rows]
        assert positions == list(range(1, len(positions) + 1))
        instants = [r.at for r in self.rows]
        assert instants == sorted(instants)

    def teardown(self) -> None:
        """The log alone gives the same day."""
        if getattr(self, "base", None) is None:
            return
        again: Day | None = None
        for row in self.rows:
            again = fold(again, row)
            if isinstance(row.fact, DayOpened):
                assert self.base is not None
                again = replace(again, serials=self.base.serials)
        assert again == self.day

    # ---- asking ------------------------------------------------------------------------------

    def ask(self, command: co.Command, by: str = "kiosk:one") -> Outcome:
        self.asked += 1
        wanted = order(command, by, f"key-{self.asked:05}", repr(command))
        outcome = self._decide(wanted)
        if isinstance(outcome, Refusal):
            self.refused.append(wanted)
        return outcome

    def _decide(self, wanted: Order) -> Outcome:
        self.day, rows, outcome = decide_one(self.day, wanted, self.now)
        self.rows += rows
        self.booked += [r.fact for r in rows if isinstance(r.fact, TicketBooked)]
        if rows:
            assert isinstance(outcome, Done)
            self.kept[wanted.id] = (wanted, outcome)
        return outcome


OfficeDay.TestCase.settings = settings(max_examples=150, stateful_step_count=40)
TestOfficeDay = OfficeDay.TestCase


class OfficeDayLong(OfficeDay):
    """The same, for a night."""


OfficeDayLong.TestCase.settings = settings(max_examples=600, stateful_step_count=120)
TestOfficeDayLong = pytest.mark.slow(OfficeDayLong.TestCase)
