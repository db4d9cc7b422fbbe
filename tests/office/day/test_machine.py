"""Whatever is asked of a day, in whatever order, at whatever time: what the rules promise holds.

Invariants of the design: 1 a number is given once and never wraps · 2 a ticket is at one desk at
most · 3 the booked work fits the desks at every minute · 5 the same key gives the same success, a
refused one is decided afresh · 6 nothing is given away outside release and opening. Besides: time
is kept for whom it is given to and for nobody else, nobody set aside is called by itself, an undone
step leaves the ticket as it was, and the log alone, read from its JSON, gives the same day again.
"""

from dataclasses import dataclass, replace
from typing import get_args

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from office.codec import decode, encode
from office.contract import NoticeKind, PrintOutcome, TicketState, WaitingEnd
from office.day import booking, calling, capacity, hours, house, serving, views
from office.day import commands as co
from office.day import events as ev
from office.day.config import DayConfig, DayPlan, DeskPlan, Span
from office.day.day import RECENT_CALLS, Day, fold
from office.day.refusal import Refusal
from office.day.ticket import Ticket
from office.writer import Done, Order, Outcome, decide_one, order
from tests.office.day import small

DESKS = ("1", "2", "3", "4")
SERVICES = ("apply", "renew", "pickup", "ask")
ACTIVE: tuple[TicketState, ...] = ("held", "booked", "waiting", "called", "serving", "parked")
AT_DESK = (ev.Called, ev.ServingStarted, ev.Finished, ev.Missed, ev.Returned, ev.Parked,
           ev.Unparked, ev.Transferred, ev.SentBack)  # fmt: skip
"""What a desk does to a ticket and can take back."""
FATES = (None, co.MarkMissed, co.MarkMissed, co.Park, co.StartServing)
"""What has become of those who came before we look."""
SLIPS = (
    co.MarkMissed, co.Park, co.Finish, co.Return, co.Unpark, co.SendBack, co.Transfer,
)  # fmt: skip
NOWHERE: tuple[co.Command, ...] = (
    co.CallNext("nowhere"), co.Finish("nowhere"), co.Undo("nowhere"), co.Pause("nowhere"),
    co.CallForHelp("nowhere", "n"), co.AnswerHelp("nowhere", "n"), co.CallTicket("nowhere", "t"),
    co.Park("nowhere"), co.Return("nowhere", "t"), co.Unpark("nowhere", "t"), co.Cancel("none"),
    co.Confirm("none", ("a",)), co.Move("none", 0), co.CheckIn("none"), co.EndNotice("none"),
    co.Transfer("nowhere", "ask"), co.SendBack("nowhere", "end"), co.Recall("nowhere"),
)  # fmt: skip


# ---- invariant 3, looked at with other eyes ----------------------------------------------------


def fits(day: Day) -> bool:
    """Whether all booked work can be dealt to able desks, found by trying: no masks, and without
    looking at the desk that the rules chose. Who came back or was handed on keeps no time."""
    work = [t for t in keeping_time(day) if t.start is not None]
    return _dealt(sorted(work, key=lambda t: (t.start, t.id)), {}, day.plan)


def keeping_time(day: Day) -> list[Ticket]:
    return [t for state in ACTIVE for t in day.in_state(state) if t.planned_desk is not None]


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
    made = small.config(
        DESKS, services,
        grid=draw(st.sampled_from([5, 10, 1])),
        lead=draw(st.integers(0, 10)),
        early=draw(st.integers(0, 30)),
    )  # fmt: skip
    head_starts = [draw(st.sampled_from([0, 0, 10, 45])) for _ in made.queues]
    queues = [
        replace(queue, head_start_minutes=head_start)
        for queue, head_start in zip(made.queues, head_starts, strict=True)
    ]
    hold = draw(st.integers(3, 5))
    return replace(made, queues=tuple(queues), rules=replace(made.rules, hold_minutes=hold))


SAMPLES = [
    st.just((file.config, file.plan(small.sample_date())))
    for file in (small.sample(), small.second_sample())
]
OFFICES = st.one_of(st.tuples(configs(), plans()), *SAMPLES)


@dataclass(frozen=True)
class Step:
    """What a desk did last, as the machine itself saw it."""

    fact: ev.Fact
    before: Ticket
    at: int
    position: int


class OfficeDay(RuleBasedStateMachine):
    """A day, the time, and everybody who asks something of it."""

    @initialize(
        office=OFFICES,
        minute=st.integers(7 * 60 + 30, 10 * 60),
        serial=st.sampled_from([0, 0, 997, 998, 9998]),
        released=st.sampled_from([True, True, True, False]),
        early_birds=st.lists(
            st.tuples(st.integers(0, 20), st.integers(0, 9), st.sampled_from(FATES)), max_size=8
        ),
    )
    def open(
        self,
        office: tuple[DayConfig, DayPlan],
        minute: int,
        serial: int,
        released: bool,
        early_birds: list[tuple[int, int, type[co.Park] | None]],
    ) -> None:
        self.config, self.plan = office
        self.now = small.MIDNIGHT + minute * small.MINUTE
        self.state: Day | None = None
        self.rows: list[ev.Recorded] = []
        self.base: Day | None = None
        self.kept: dict[str, tuple[Order, Done]] = {}
        self.refused: list[Order] = []
        self.booked: list[ev.TicketBooked] = []
        self.steps: dict[str, Step] = {}
        self.touched: dict[str, int] = {}
        self.aside: set[str] = set()
        self.revived: set[str] = set()
        self.asked = 0
        self.ask(co.OpenDay(self.config, self.plan))
        self.state = self.base = small.start_serials_at(self.day, serial)
        if released:
            self.ask(co.ReleaseDay())
            for n, (service, pick, fate) in enumerate(early_birds):
                self.book_what_is_offered(service, pick, "kiosk", hold=False)
                if fate is not None:
                    self.call_named(0, [n])
                    self.at_desk(n, fate)

    @property
    def day(self) -> Day:
        assert self.state is not None
        return self.state

    def desk(self, pick: int) -> str:
        return self.config.desks[pick % len(self.config.desks)].id

    def at_work(self, pick: int) -> str:
        """A desk with a visitor, if there is one."""
        at = sorted(self.day.at_desk)
        return at[pick % len(at)] if at else self.desk(pick)

    def ticket(self, pick: int, *states: TicketState) -> str:
        """One in such a state, if there is one."""
        able = [t.id for state in states for t in self.day.in_state(state)]
        found = sorted(able or self.day.tickets) or ["none"]
        return found[pick % len(found)]

    # ---- visitors ----------------------------------------------------------------------------

    @rule(
        services=st.lists(st.integers(0, 20), min_size=1, max_size=2),
        persons=st.integers(1, 3),
        step=st.integers(-2, 60),
        origin=st.sampled_from(["kiosk", "phone", "desk"]),
        hold=st.booleans(),
    )
    def book(
        self, services: list[int], persons: int, step: int, origin: co.Origin, hold: bool
    ) -> None:
        names = [self.config.services[n % len(self.config.services)] for n in services]
        timed = next(q for q in self.config.queues if q.id == names[0].queue).kind == "timed"
        grid = self.config.rules.grid_minutes * small.MINUTE
        near = small.MIDNIGHT + ((self.now - small.MIDNIGHT) // grid + step) * grid
        by = f"{origin}:{self.asked % 3}"
        wanted = small.book(
            [(s.id, persons) for s in names], near if timed else None, ticket=f"t{self.asked}",
            origin=origin, owner=by if origin == "phone" else None, hold=hold,
        )  # fmt: skip
        self.try_to_book(wanted, by)

    @rule(
        service=st.integers(0, 20),
        pick=st.integers(0, 50),
        origin=st.sampled_from(["kiosk", "phone"]),
        hold=st.booleans(),
    )
    def book_what_is_offered(self, service: int, pick: int, origin: co.Origin, hold: bool) -> None:
        """As a kiosk does: something that the day says is free. Then it must be given."""
        wanted = self.config.services[service % len(self.config.services)]
        starts = capacity.free_starts(self.day, (wanted.id,), wanted.minutes, self.now)
        timed = self.day.queue(wanted.queue).kind == "timed"
        ticket = f"t{self.asked}"
        if starts and timed and hours.giving(self.day, self.now):
            start = starts[pick % len(starts)]
            asked = small.book(wanted.id, start, ticket=ticket, origin=origin, hold=hold)
            outcome = self.try_to_book(asked, f"{origin}:one")
            assert isinstance(outcome, Done), outcome
        elif not timed:
            self.try_to_book(small.book(wanted.id, ticket=ticket, origin=origin), f"{origin}:one")

    def try_to_book(self, wanted: co.Book, by: str) -> Outcome:
        before = self.day
        outcome = self.ask(wanted, by)
        if isinstance(outcome, Done):
            assert before.closed is None
            assert before.released
            assert self.now < self.plan.hours[-1][1]
            if wanted.owner is not None:
                mine = [t for t in before.tickets.values() if t.owner == wanted.owner]
                assert not [t for t in mine if t.state in ACTIVE and t.id not in self.revived]
        return outcome

    @rule(pick=st.integers(0, 9))
    def confirm(self, pick: int) -> None:
        ticket = self.ticket(pick, "held")
        before = self.day.tickets.get(ticket)
        outcome = self.ask(co.Confirm(ticket, (f"{ticket}-0", f"{ticket}-1")), "visitor:owner")
        if isinstance(outcome, Done):
            assert before is not None
            assert before.state == "held"
            assert before.held_until is not None
            assert self.now < before.held_until
            after = self.day.tickets[ticket]
            assert (after.start, after.owner) == (before.start, before.owner)

    @rule(pick=st.integers(0, 9), held=st.booleans())
    def cancel(self, pick: int, held: bool) -> None:
        states: tuple[TicketState, ...] = ("held",) if held else ("booked", "waiting", "parked")
        ticket = self.ticket(pick, *states)
        if isinstance(self.ask(co.Cancel(ticket), "visitor:owner"), Done):
            assert self.day.tickets[ticket].state in {"cancelled", "expired"}
            self.aside.discard(ticket)

    @rule(which=st.integers(0, 9), pick=st.integers(0, 50), offered=st.booleans())
    def move(self, which: int, pick: int, offered: bool) -> None:
        ticket = self.ticket(which, "booked", "waiting")
        before = self.day.tickets.get(ticket)
        start = self.now + pick * small.MINUTE
        if before is not None and offered:
            without = capacity.without(self.day, before)
            free = capacity.free_starts(without, before.services, before.minutes, self.now)
            start = free[pick % len(free)] if free else start
        outcome = self.ask(co.Move(ticket, start), "visitor:owner")
        if isinstance(outcome, Done):
            after = self.day.tickets[ticket]
            assert before is not None
            assert after.start == start
            assert (after.number, after.code) == (before.number, before.code)

    @rule(pick=st.integers(0, 9))
    def move_away(self, pick: int) -> None:
        """To another day: this one gives its time back and keeps the number used."""
        ticket = self.ticket(pick, "booked", "parked")
        if isinstance(self.ask(co.MoveAway(ticket, "2026-11-27"), "visitor:owner"), Done):
            assert self.day.tickets[ticket].state == "cancelled"
            self.aside.discard(ticket)

    @rule(which=st.integers(0, 9), pick=st.integers(0, 50))
    def come_from_another_day(self, which: int, pick: int) -> None:
        """The ticket that has left, under its old id: a new number, and its time kept again."""
        gone = self.day.tickets.get(self.ticket(which, "cancelled"))
        if gone is None or gone.state != "cancelled":
            return
        starts = capacity.free_starts(self.day, gone.services, gone.minutes, self.now)
        timed = self.day.queue(gone.queue).kind == "timed"
        start = starts[pick % len(starts)] if timed and starts else None
        items = tuple((item.service, item.persons) for item in gone.items)
        back = co.Book(
            small.DATE, items, start, "en", gone.origin, None, gone.id, (f"{self.asked}",),
            here=False,
        )  # fmt: skip
        if isinstance(self.ask(back, "visitor:owner"), Done):
            assert self.day.tickets[gone.id].state == "booked"
            assert self.day.tickets[gone.id].number != gone.number

    @rule(service=st.integers(0, 20), minute=st.integers(-40, 300), minutes=st.integers(-1, 60))
    def take_over(self, service: int, minute: int, minutes: int) -> None:
        """An appointment made elsewhere: off the grid, before the release, as long as it likes."""
        wanted = self.config.services[service % len(self.config.services)].id
        start = self.now - self.now % small.MINUTE + minute * small.MINUTE
        ticket, length = f"t{self.asked}", minutes if minutes >= 0 else None
        outcome = self.ask(
            co.ImportBooking(wanted, 1, start, length, "en", ticket, (f"{ticket}-0",)), "import"
        )
        if isinstance(outcome, Done):
            taken = self.day.tickets[ticket]
            assert (taken.state, taken.start, taken.origin) == ("booked", start, "import")

    @rule(pick=st.integers(0, 9), state=st.sampled_from(["booked", "missed", "expired", "parked"]))
    def check_in(self, pick: int, state: TicketState) -> None:
        ticket = self.ticket(pick, state)
        if isinstance(self.ask(co.CheckIn(ticket), "kiosk:one"), Done):
            self.aside.discard(ticket)

    @rule(pick=st.integers(0, 9), outcome=st.sampled_from(["printed", "failed"]))
    def record_print(self, pick: int, outcome: PrintOutcome) -> None:
        self.ask(co.RecordPrint(self.ticket(pick), outcome))

    # ---- desks -------------------------------------------------------------------------------

    @rule(pick=st.integers(0, 30))
    def call_next(self, pick: int) -> None:
        free = [d.id for d in self.config.desks if d.id not in self.day.at_desk]
        desk, before = (free or [self.desk(pick)])[pick % (len(free) or 1)], self.day
        outcome = self.ask(co.CallNext(desk), by="staff:desk")
        if isinstance(outcome, Done):
            called = self.day.at_desk[desk]
            ticket = before.tickets[called]
            plan = before.desk_plan(desk)
            assert plan is not None
            assert ticket.state == "waiting"
            assert called not in self.aside, "parked and missed are never called by themselves"
            assert set(ticket.services) <= set(plan.services)
            assert desk not in before.paused
            early = self.config.rules.early_call_minutes * small.MINUTE
            assert ticket.due - early <= max(self.now, before.at)

    @rule(which=st.integers(0, 9), picks=st.lists(st.integers(0, 30), min_size=1, max_size=4))
    def call_named(self, which: int, picks: list[int]) -> None:
        ticket = self.ticket(which, "waiting")
        won = [p for p in picks if isinstance(self.ask(co.CallTicket(self.desk(p), ticket)), Done)]
        assert len(won) <= 1
        assert not won or ticket not in self.aside

    @rule(
        pick=st.integers(0, 30),
        what=st.sampled_from([co.Recall, co.StartServing, co.Finish, co.MarkMissed, co.Park]),
    )
    def at_desk(self, pick: int, what: type[co.Recall]) -> None:
        desk = self.at_work(pick)
        ticket = self.day.at_desk.get(desk)
        if isinstance(self.ask(what(desk), by="staff:desk"), Done):
            assert ticket is not None
            if what in {co.MarkMissed, co.Park}:
                self.aside.add(ticket)

    @rule(pick=st.integers(0, 30), done=st.lists(st.integers(0, 20), max_size=3))
    def finish_with_what_was_done(self, pick: int, done: list[int]) -> None:
        services = [self.config.services[n % len(self.config.services)].id for n in done]
        desk = self.at_work(pick)
        ticket = self.day.at_desk.get(desk)
        outcome = self.ask(co.Finish(desk, tuple((s, 2) for s in services)), "staff:desk")
        if isinstance(outcome, Done) and ticket is not None and services:
            assert self.day.tickets[ticket].services == tuple(services)

    @rule(pick=st.integers(0, 30), service=st.integers(0, 20))
    def transfer(self, pick: int, service: int) -> None:
        desk = self.at_work(pick)
        wanted = self.config.services[service % len(self.config.services)]
        before = self.day.tickets.get(self.day.at_desk.get(desk, ""))
        if isinstance(self.ask(co.Transfer(desk, wanted.id), "staff:desk"), Done):
            assert before is not None
            after = self.day.tickets[before.id]
            assert (after.number, after.due, after.here_at) == (
                before.number, before.due, before.here_at,
            )  # fmt: skip
            assert (after.state, after.queue) == ("waiting", wanted.queue)

    @rule(pick=st.integers(0, 30), place=st.sampled_from(get_args(ev.Place)))
    def send_back(self, pick: int, place: ev.Place) -> None:
        desk = self.at_work(pick)
        ticket = self.day.at_desk.get(desk)
        if isinstance(self.ask(co.SendBack(desk, place), "staff:desk"), Done):
            assert ticket is not None
            in_turn = [t.id for t in calling.waiting(self.day, self.now)]
            if place == "front":
                assert in_turn[0] == ticket
            if place == "end":
                reached = max(self.now, self.day.at)
                behind = in_turn[in_turn.index(ticket) + 1 :]
                due = [id_ for id_ in behind if self.day.tickets[id_].due <= reached]
                assert not due, "the end is the end"

    @rule(
        which=st.integers(0, 9),
        pick=st.integers(0, 30),
        back=st.sampled_from([co.Return, co.Unpark]),
    )
    def take_back(self, which: int, pick: int, back: type[co.Return]) -> None:
        ticket = self.ticket(which, "missed" if back is co.Return else "parked")
        before = self.day.tickets.get(ticket)
        if isinstance(self.ask(back(self.desk(pick), ticket), "staff:desk"), Done):
            assert before is not None
            assert before.state == ("missed" if back is co.Return else "parked")
            assert before.returns == 0 or back is co.Unpark
            self.aside.discard(ticket)
            self.revived.add(ticket)

    @rule(pick=st.integers(0, 30), which=st.integers(0, 9), what=st.sampled_from(SLIPS))
    def slip(self, pick: int, which: int, what: type) -> None:
        """A mis-click that is taken back at once."""
        if what in {co.Return, co.Unpark}:
            self.take_back(which, pick, what)
            desk = self.desk(pick)
        else:
            desk = self.at_work(pick)
            more: dict[type, tuple[str, ...]] = {
                co.SendBack: ("end",), co.Transfer: (self.config.services[0].id,),
            }  # fmt: skip
            self.ask(what(desk, *more.get(what, ())), "staff:desk")
        self.undo_at(desk)

    @rule(pick=st.integers(0, 30))
    def undo(self, pick: int) -> None:
        active = sorted(self.steps)
        self.undo_at(active[pick % len(active)] if active else self.desk(pick))

    def undo_at(self, desk: str) -> None:
        """Exactly the ticket before; its time only if nobody else has it now."""
        step, before = self.steps.get(desk), self.day
        limit = self.config.rules.undo_seconds * 1000
        young = step is not None and self.now - step.at <= limit
        alone = step is not None and self.touched[step.before.id] == step.position
        outcome = self.ask(co.Undo(desk), by="staff:desk")
        if isinstance(outcome, Done):
            assert step is not None
            assert young
            assert alone
            self.taken_back(step, before)
            del self.steps[desk]
        elif young and alone:
            assert outcome.code == "desk_busy"

    def taken_back(self, step: Step, before: Day) -> None:
        after = self.day.tickets[step.before.id]
        same = replace(
            step.before, changed=after.changed, paper=before.tickets[after.id].paper,
            planned_desk=after.planned_desk,
        )  # fmt: skip
        assert after == same
        if after.planned_desk != step.before.planned_desk:
            assert after.planned_desk is None
            kept = [t for t in keeping_time(before) if t.planned_desk == step.before.planned_desk]
            span = _span(step.before)
            assert [t for t in kept if t.id != after.id and _meet(span, _span(t))]
        self.aside.discard(after.id)
        if after.state in {"parked", "missed"}:
            self.aside.add(after.id)
        self.revived.add(after.id)

    # ---- the house, and what is not there ----------------------------------------------------

    @rule(pick=st.integers(0, 30), what=st.sampled_from(
        ["pause", "resume", "notice", "emergency", "coming", "end", "release", "nowhere"]),
        kind=st.sampled_from(get_args(NoticeKind)))  # fmt: skip
    def house(self, pick: int, what: str, kind: NoticeKind) -> None:
        desk, up = self.desk(pick), [*self.day.notices, "none"]
        notice = up[pick % len(up)]
        texts = dict.fromkeys(self.config.office.languages[pick % 2 :], "…")
        asked: dict[str, co.Command] = {
            "pause": co.Pause(desk), "resume": co.Resume(desk), "release": co.ReleaseDay(),
            "notice": co.PostNotice(f"n{pick % 3}", kind, texts), "end": co.EndNotice(notice),
            "emergency": co.CallForHelp(desk, f"n{self.asked}"),
            "coming": co.AnswerHelp(desk, notice),
            "nowhere": NOWHERE[pick % len(NOWHERE)],
        }  # fmt: skip
        outcome = self.ask(asked[what], "staff:planner")
        assert what != "nowhere" or isinstance(outcome, Refusal)
        assert what != "end" or notice not in self.day.notices
        if what in {"pause", "resume"}:
            assert (desk in self.day.paused) == (what == "pause")

    @rule(waiting=st.sampled_from(get_args(WaitingEnd)), really=st.integers(0, 9))
    def close(self, waiting: WaitingEnd, really: int) -> None:
        """Rarely: much that can be asked ends with it."""
        if really == 9:
            assert isinstance(self.ask(co.CloseDay(waiting), "staff:planner"), Done)
            assert self.day.closed == waiting
            assert not self.day.in_state("held")
            assert not self.day.in_state("booked")

    # ---- time --------------------------------------------------------------------------------

    @rule(seconds=st.one_of(st.integers(0, 40), st.integers(0, 2700), st.just(-3600)))
    def time_passes(self, seconds: int) -> None:
        """Or the clock is set back by an hour."""
        self.now += seconds * 1000

    @rule()
    def give_up_what_is_overdue(self) -> None:
        """As the ticker does."""
        self.ask(co.Expire(), "system")
        due = booking.next_expiry(self.day)
        assert due is None or due > self.now
        if house.closes_by_itself(self.day, self.now):
            assert not [s for s in ("waiting", "called", "serving") if self.day.in_state(s)]

    @rule(pick=st.integers(0, 30))
    def look_at_all_screens(self, pick: int) -> None:
        """A look changes nothing and always succeeds."""
        before, desk = self.day, self.desk(pick)
        views.kiosk_view(before, self.now, "http://localhost")
        board = views.board_view(before, self.now)
        assert len(board.calls) == len(before.in_state("called"))
        assert all(call.count >= 1 for call in (*board.calls, *board.recent))
        seen = views.desk_view(before, desk, self.now, {})
        assert (seen.undo is not None) == (serving.undoable(before, desk, self.now) is not None)
        for ticket in before.tickets.values():
            views.ticket_view(before, ticket, self.now)
        assert self.day is before

    # ---- invariant 5: keys -------------------------------------------------------------------

    @rule(pick=st.integers(0, 200))
    def ask_again(self, pick: int) -> None:
        """What was answered stays so and changes nothing more; with another body it is refused. A
        refusal holds no key: the same order now gets what a new key would get."""
        if self.kept:
            wanted, first = list(self.kept.values())[pick % len(self.kept)]
            before = self.day
            again = self._decide(wanted)
            assert isinstance(again, Done)
            assert again.answered == first.answered
            outcome = self._decide(replace(wanted, body="another", command=co.CallNext("1")))
            assert outcome == Refusal("key_reused")
            assert self.day is before
        if self.refused:
            wanted = self.refused[pick % len(self.refused)]
            fresh = replace(wanted, id=f"fresh {wanted.id}")
            _, _, expected = decide_one(self.day, fresh, self.now)
            _, _, again = decide_one(self.day, wanted, self.now)
            assert type(again) is type(expected)

    # ---- invariants --------------------------------------------------------------------------

    @invariant()
    def numbers_are_given_once_and_count_on(self) -> None:
        numbers = [b.number for b in self.booked]
        assert len(set(numbers)) == len(numbers)
        for letter in {b.letter for b in self.booked}:
            serials = [b.serial for b in self.booked if b.letter == letter]
            assert serials == list(range(serials[0], serials[0] + len(serials)))
        last = {b.ticket: b.number for b in self.booked}
        assert last == {t.id: t.number for t in self.day.tickets.values() if t.number}
        for b in self.booked:
            assert b.number == b.letter + str(b.serial).rjust(3, "0")

    @invariant()
    def a_ticket_is_at_one_desk_at_most(self) -> None:
        here = list(self.day.at_desk.items())
        assert len({ticket for _, ticket in here}) == len(here)
        for desk, ticket in here:
            assert self.day.tickets[ticket].desk == desk
            assert self.day.tickets[ticket].state in {"called", "serving"}
        busy = len(self.day.in_state("called")) + len(self.day.in_state("serving"))
        assert busy == len(here)

    @invariant()
    def booked_work_fits_the_desks(self) -> None:
        assert fits(self.day)

    @invariant()
    def time_is_kept_for_nobody_else(self) -> None:
        """What is over, gone on or given back keeps no minute; what is kept is kept once."""
        minutes: dict[str, set[int]] = {}
        for ticket in keeping_time(self.day):
            assert ticket.planned_desk is not None
            if ticket.start is not None:
                first = self.day.minute(ticket.start)
                mine = set(range(first, first + ticket.minutes))
                taken = minutes.setdefault(ticket.planned_desk, set())
                assert not taken & mine
                taken |= mine
        for desk, mask in self.day.busy.items():
            assert mask == sum(1 << minute for minute in minutes.get(desk, ()))
        assert set(minutes) <= set(self.day.busy)

    @invariant()
    def every_state_lists_its_own(self) -> None:
        listed = {id_: state for state, ids in self.day.states.items() for id_ in ids}
        assert listed == {id_: t.state for id_, t in self.day.tickets.items()}
        assert sum(map(len, self.day.states.values())) == len(listed)

    @invariant()
    def the_lines_hold_who_waits_and_give_whom_sorting_gives(self) -> None:
        waiting = self.day.in_state("waiting")
        in_turn = sorted(waiting, key=calling.order(self.day, self.now))
        assert calling.waiting(self.day, self.now) == in_turn
        assert all(self.day.lines.values())
        for desk in self.config.desks:
            due = calling.callable_now(self.day, desk.id, self.now)
            assert calling.next_for(self.day, desk.id, self.now) == (due[0] if due else None)

    @invariant()
    def only_a_start_kept_has_no_number_yet(self) -> None:
        for ticket in self.day.tickets.values():
            assert bool(ticket.number) == bool(ticket.code)
            assert ticket.number or ticket.state in {"held", "expired", "cancelled"}
            if ticket.state == "held":
                assert ticket.held_until is not None
        codes = [t.code for t in self.day.tickets.values() if t.code]
        assert len(set(codes)) == len(codes)
        assert {self.day.codes[code] for code in codes} == {
            t.id for t in self.day.tickets.values() if t.code
        }

    @invariant()
    def the_last_calls_are_listed_once_each(self) -> None:
        recent = self.day.recent
        assert len(set(recent)) == len(recent) <= RECENT_CALLS
        for id_ in recent:
            assert self.day.tickets[id_].desk is not None
        called = {t.id for t in self.day.in_state("called")}
        assert called <= set(recent) or len(recent) == RECENT_CALLS

    @invariant()
    def the_log_is_in_order(self) -> None:
        positions = [r.position for r in self.rows]
        assert positions == list(range(1, len(positions) + 1))
        instants = [r.at for r in self.rows]
        assert instants == sorted(instants)

    def teardown(self) -> None:
        """The log alone, read from its JSON, gives the same day."""
        if getattr(self, "base", None) is None:
            return
        again: Day | None = None
        for row in self.rows:
            again = fold(again, replace(row, fact=decode(*encode(row.fact))))
            if isinstance(row.fact, ev.DayOpened):
                assert self.base is not None
                again = replace(again, serials=self.base.serials)
        assert again == self.state

    # ---- asking ------------------------------------------------------------------------------

    def ask(self, command: co.Command, by: str = "kiosk:one") -> Outcome:
        self.asked += 1
        wanted = order(command, by, f"key-{self.asked:05}", repr(command))
        outcome = self._decide(wanted)
        if isinstance(outcome, Refusal):
            self.refused.append(wanted)
        return outcome

    def _decide(self, wanted: Order) -> Outcome:
        before = self.state
        self.state, rows, outcome = decide_one(self.state, wanted, self.now)
        for row in rows:
            self._saw(row, before)
        self.rows += rows
        if rows:
            assert isinstance(outcome, Done)
            self.kept[wanted.id] = (wanted, outcome)
        else:
            assert self.state is before
        return outcome

    def _saw(self, row: ev.Recorded, before: Day | None) -> None:
        fact = row.fact
        ticket = getattr(fact, "ticket", None)
        if ticket is not None and not isinstance(fact, ev.Printed):
            self.touched[ticket] = row.position
        if isinstance(fact, ev.TicketBooked):
            self.booked.append(fact)
        if isinstance(fact, AT_DESK) and fact.desk is not None:
            assert before is not None
            self.steps[fact.desk] = Step(fact, before.tickets[fact.ticket], row.at, row.position)
        if isinstance(fact, ev.Recalled):  # with its call it is taken back as one step
            step = self.steps.get(fact.desk)
            if step is not None and isinstance(step.fact, ev.Called):
                self.steps[fact.desk] = replace(step, at=row.at, position=row.position)


def _span(ticket: Ticket) -> Span:
    assert ticket.start is not None
    return ticket.start, ticket.start + ticket.minutes * small.MINUTE


OfficeDay.TestCase.settings = settings(max_examples=150, stateful_step_count=50)
TestOfficeDay = OfficeDay.TestCase


class OfficeDayLong(OfficeDay):
    """The same, for a night."""


OfficeDayLong.TestCase.settings = settings(max_examples=600, stateful_step_count=120)
TestOfficeDayLong = pytest.mark.slow(OfficeDayLong.TestCase)
