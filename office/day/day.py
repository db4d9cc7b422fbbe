"""The state of one office day: the fold of its events.

`fold` is total over every fact and knows no rule: whatever the log holds did happen. A `Day` is
immutable; its maps are persistent (`immutables`), so a fold costs O(log n) whatever the day's size.
"""

from dataclasses import dataclass, replace
from functools import singledispatch

from immutables import Map

from office.contract import PrintOutcome, TicketState
from office.day import events as ev
from office.day.config import DayConfig, DayPlan, DeskPlan, Queue, Service

MINUTE = 60_000
RECENT_CALLS = 24


@dataclass(frozen=True, slots=True)
class Ticket:
    """A ticket as the day knows it. Instants are epoch milliseconds."""

    id: str
    number: str
    queue: str
    items: tuple[ev.BookedItem, ...]
    start: int | None
    planned_desk: str | None
    language: str
    origin: ev.Origin
    owner: str
    """The principal that booked it."""
    code: str
    state: TicketState
    booked_at: int
    here_at: int | None = None
    desk: str | None = None
    call_position: int = 0
    call_at: int = 0
    calls: int = 0
    over_position: int = 0
    paper: PrintOutcome | None = None

    @property
    def minutes(self) -> int:
        return sum(item.minutes for item in self.items)

    @property
    def persons(self) -> int:
        return max(item.persons for item in self.items)

    @property
    def services(self) -> tuple[str, ...]:
        return tuple(item.service for item in self.items)


@dataclass(frozen=True, slots=True)
class Answered:
    """What a command did, kept so that the same key gives the same success."""

    body: str
    ticket: str | None
    position: int


@dataclass(frozen=True, slots=True)
class Day:
    config: DayConfig
    plan: DayPlan
    zone: str
    position: int
    at: int
    released: bool
    tickets: Map[str, Ticket]
    states: Map[TicketState, Map[str, None]]
    """Ticket ids by state: what is asked often must not scan the whole day."""
    serials: Map[str, int]
    """Last serial used per queue letter."""
    codes: Map[str, str]
    """Check-in code → ticket."""
    owners: Map[str, str]
    """Principal → the last ticket it booked."""
    at_desk: Map[str, str]
    """Desk → the ticket called or served there."""
    busy: Map[str, int]
    """Desk → bit mask of the minutes since midnight kept for tickets."""
    recent: tuple[str, ...]
    """Tickets by their last call, newest first, without those still called first time only."""
    answered: Map[str, Answered]

    # -- look-ups ------------------------------------------------------------------------------

    def queue(self, queue: str) -> Queue:
        return next(q for q in self.config.queues if q.id == queue)

    def service(self, service: str) -> Service | None:
        return next((s for s in self.config.services if s.id == service), None)

    def desk_plan(self, desk: str) -> DeskPlan | None:
        return next((d for d in self.plan.desks if d.desk == desk), None)

    def in_state(self, state: TicketState) -> list[Ticket]:
        return [self.tickets[id_] for id_ in self.states.get(state, Map())]

    def minute(self, at: int) -> int:
        """Elapsed whole minutes since local midnight: DST days simply have 1380 or 1500 of them."""
        return (at - self.plan.midnight) // MINUTE


def kept(minute: int, minutes: int) -> int:
    """Bit mask of `minutes` minutes from `minute` on."""
    return ((1 << minutes) - 1) << minute


def fold(day: Day | None, recorded: ev.Recorded) -> Day:
    """The day after one more fact. Raises ValueError where the log cannot be true (gap, no
    opening)."""
    fact = recorded.fact
    if day is None:
        if not isinstance(fact, ev.DayOpened) or recorded.position != 1:
            raise ValueError("a day's log must begin with DayOpened at position 1")
        day = _opened(fact)
    else:
        if recorded.position != day.position + 1:
            raise ValueError(f"gap in the log: {recorded.position} after {day.position}")
        day = _apply(fact, day, recorded)
    ticket = getattr(fact, "ticket", None)
    answer = Answered(recorded.body, ticket, recorded.position)
    return replace(
        day,
        position=recorded.position,
        at=recorded.at,
        answered=day.answered.set(recorded.command, answer),
    )


def _opened(fact: ev.DayOpened) -> Day:
    return Day(
        config=fact.config, plan=fact.plan, zone=fact.zone, position=0, at=0, released=False,
        tickets=Map(), states=Map(), serials=Map(), codes=Map(), owners=Map(), at_desk=Map(),
        busy=Map(), recent=(), answered=Map(),
    )  # fmt: skip


@singledispatch
def _apply(fact: object, day: Day, recorded: ev.Recorded) -> Day:
    raise ValueError(f"no fold for {type(fact).__name__}")


@_apply.register
def _(fact: ev.DayReleased, day: Day, recorded: ev.Recorded) -> Day:
    return replace(day, released=True)


@_apply.register
def _(fact: ev.TicketBooked, day: Day, recorded: ev.Recorded) -> Day:
    ticket = Ticket(
        id=fact.ticket, number=fact.number, queue=fact.queue, items=fact.items, start=fact.start,
        planned_desk=fact.desk, language=fact.language, origin=fact.origin, owner=recorded.by,
        code=fact.code, state="waiting" if fact.here else "booked", booked_at=recorded.at,
        here_at=recorded.at if fact.here else None,
    )  # fmt: skip
    day = replace(
        day,
        serials=day.serials.set(fact.letter, fact.serial),
        codes=day.codes.set(fact.code, fact.ticket),
        owners=day.owners.set(recorded.by, fact.ticket),
    )
    return _keep_time(_put(day, ticket, None), ticket, keep=True)


@_apply.register
def _(fact: ev.CheckedIn, day: Day, recorded: ev.Recorded) -> Day:
    return _change(day, fact.ticket, state="waiting", here_at=recorded.at)


@_apply.register
def _(fact: ev.Called, day: Day, recorded: ev.Recorded) -> Day:
    day = replace(day, at_desk=day.at_desk.set(fact.desk, fact.ticket))
    return _called(day, fact.ticket, fact.desk, recorded, count=1)


@_apply.register
def _(fact: ev.Recalled, day: Day, recorded: ev.Recorded) -> Day:
    return _called(day, fact.ticket, fact.desk, recorded, count=fact.count)


@_apply.register
def _(fact: ev.ServingStarted, day: Day, recorded: ev.Recorded) -> Day:
    return _change(day, fact.ticket, state="serving")


@_apply.register
def _(fact: ev.Finished, day: Day, recorded: ev.Recorded) -> Day:
    return _over(day, fact.ticket, fact.desk, "done", recorded)


@_apply.register
def _(fact: ev.Missed, day: Day, recorded: ev.Recorded) -> Day:
    return _over(day, fact.ticket, fact.desk, "missed", recorded)


@_apply.register
def _(fact: ev.Printed, day: Day, recorded: ev.Recorded) -> Day:
    return _change(day, fact.ticket, paper=fact.outcome)


def _called(day: Day, id_: str, desk: str, recorded: ev.Recorded, count: int) -> Day:
    rest = tuple(other for other in day.recent if other != id_)
    day = replace(day, recent=(id_, *rest)[:RECENT_CALLS])
    return _change(
        day, id_, state="called", desk=desk, calls=count,
        call_position=recorded.position, call_at=recorded.at,
    )  # fmt: skip


def _over(day: Day, id_: str, desk: str, state: TicketState, recorded: ev.Recorded) -> Day:
    day = replace(day, at_desk=day.at_desk.delete(desk))
    day = _change(day, id_, state=state, over_position=recorded.position)
    return _keep_time(day, day.tickets[id_], keep=False)


def _change(day: Day, id_: str, **changes: object) -> Day:
    before = day.tickets[id_]
    return _put(day, replace(before, **changes), before.state)  # type: ignore[arg-type]


def _put(day: Day, ticket: Ticket, before: TicketState | None) -> Day:
    states = day.states
    if before != ticket.state:
        if before is not None:
            states = states.set(before, states[before].delete(ticket.id))
        states = states.set(ticket.state, states.get(ticket.state, Map()).set(ticket.id, None))
    return replace(day, tickets=day.tickets.set(ticket.id, ticket), states=states)


def _keep_time(day: Day, ticket: Ticket, keep: bool) -> Day:
    """Take the ticket's minutes from its planned desk, or give them back."""
    if ticket.start is None or ticket.planned_desk is None:
        return day
    bits = kept(day.minute(ticket.start), ticket.minutes)
    before = day.busy.get(ticket.planned_desk, 0)
    after = before | bits if keep else before & ~bits
    return replace(day, busy=day.busy.set(ticket.planned_desk, after))
