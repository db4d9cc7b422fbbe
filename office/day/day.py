"""The state of one office day: the fold of its events.

`fold` is total over every fact and knows no rule: whatever the log holds did happen. A `Day` is
immutable; its maps are persistent (`immutables`), so a fold costs O(log n) whatever the day's size.
"""

from dataclasses import dataclass, replace
from functools import singledispatch
from typing import Any

from immutables import Map

from office.contract import NoticeKind, TicketState, WaitingEnd, Words
from office.day import events as ev
from office.day import line
from office.day.config import DayConfig, DayPlan, DeskPlan, Queue, Service
from office.day.ticket import Ticket

MINUTE = 60_000
RECENT_CALLS = 24


@dataclass(frozen=True, slots=True)
class Step:
    """A desk's last step and the ticket as it was before, so that it can be taken back."""

    position: int
    at: int
    before: Ticket


@dataclass(frozen=True, slots=True)
class Notice:
    """A message that is up now."""

    id: str
    kind: NoticeKind
    words: Words
    desk: str
    coming: tuple[str, ...]
    posted_at: int


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
    lines: line.Lines
    """Who waits, in the order of being called."""
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
    """Tickets by their last call, newest first."""
    steps: Map[str, Step]
    """Desk → its last step, while it can be taken back."""
    paused: frozenset[str]
    """Desks that take a break."""
    notices: Map[str, Notice]
    closed: WaitingEnd | None
    """Set when the day was closed: what happens to those who still wait."""
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

    def head_start(self, ticket: Ticket) -> int:
        """Milliseconds by which the ticket's queue goes before others."""
        return self.queue(ticket.queue).head_start_minutes * MINUTE

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
        tickets=Map(), states=Map(), lines=Map(), serials=Map(), codes=Map(), owners=Map(),
        at_desk=Map(), busy=Map(), recent=(), steps=Map(), paused=frozenset(), notices=Map(),
        closed=None, answered=Map(),
    )  # fmt: skip


@singledispatch
def _apply(fact: object, day: Day, recorded: ev.Recorded) -> Day:
    raise ValueError(f"no fold for {type(fact).__name__}")


@_apply.register
def _(fact: ev.DayReleased, day: Day, recorded: ev.Recorded) -> Day:
    return replace(day, released=True)


@_apply.register
def _(fact: ev.StartHeld, day: Day, recorded: ev.Recorded) -> Day:
    ticket = Ticket(
        id=fact.ticket, number="", queue=fact.queue, items=fact.items, start=fact.start,
        planned_desk=fact.desk, language=fact.language, origin=fact.origin, owner=recorded.by,
        code="", state="held", booked_at=recorded.at, due=fact.start, held_until=fact.until,
        changed=recorded.position,
    )  # fmt: skip
    day = replace(day, owners=day.owners.set(recorded.by, fact.ticket))
    return _keep_time(_put(day, ticket, None), ticket, keep=True)


@_apply.register
def _(fact: ev.HoldEnded, day: Day, recorded: ev.Recorded) -> Day:
    return _given_up(day, fact.ticket, "expired", recorded)


@_apply.register
def _(fact: ev.TicketBooked, day: Day, recorded: ev.Recorded) -> Day:
    before = day.tickets.get(fact.ticket)  # held, or here again after a move to another day
    owner = recorded.by if before is None else before.owner
    ticket = Ticket(
        id=fact.ticket, number=fact.number, queue=fact.queue, items=fact.items, start=fact.start,
        planned_desk=fact.desk, language=fact.language, origin=fact.origin, owner=owner,
        code=fact.code, state="waiting" if fact.here else "booked", booked_at=recorded.at,
        due=recorded.at if fact.start is None else fact.start,
        here_at=recorded.at if fact.here else None, changed=recorded.position,
    )  # fmt: skip
    day = replace(
        day,
        serials=day.serials.set(fact.letter, fact.serial),
        codes=day.codes.set(fact.code, fact.ticket),
        owners=day.owners.set(owner, fact.ticket),
        recent=tuple(id_ for id_ in day.recent if id_ != fact.ticket),
    )
    day = _put(day, ticket, None if before is None else before.state)
    return _keep_time(day, ticket, keep=True)


@_apply.register
def _(fact: ev.CheckedIn, day: Day, recorded: ev.Recorded) -> Day:
    before = day.tickets[fact.ticket]
    queued = recorded.at if before.start is None else before.due
    due = queued if fact.due is None else fact.due
    return _change(
        day, fact.ticket, recorded, state="waiting", here_at=recorded.at, due=due,
        placed=fact.due is not None,
    )  # fmt: skip


@_apply.register
def _(fact: ev.Moved, day: Day, recorded: ev.Recorded) -> Day:
    day = _keep_time(day, day.tickets[fact.ticket], keep=False)
    day = _change(
        day, fact.ticket, recorded, start=fact.start, due=fact.start, placed=False,
        planned_desk=fact.desk,
    )  # fmt: skip
    return _keep_time(day, day.tickets[fact.ticket], keep=True)


@_apply.register
def _(fact: ev.MovedAway, day: Day, recorded: ev.Recorded) -> Day:
    return _given_up(day, fact.ticket, "cancelled", recorded)


@_apply.register
def _(fact: ev.Cancelled, day: Day, recorded: ev.Recorded) -> Day:
    return _given_up(day, fact.ticket, "cancelled", recorded)


@_apply.register
def _(fact: ev.Expired, day: Day, recorded: ev.Recorded) -> Day:
    return _given_up(day, fact.ticket, "expired", recorded)


# ---- desks -----------------------------------------------------------------------------------


@_apply.register
def _(fact: ev.Called, day: Day, recorded: ev.Recorded) -> Day:
    day = _step(day, fact.desk, fact.ticket, recorded)
    day = replace(day, at_desk=day.at_desk.set(fact.desk, fact.ticket))
    return _called(day, fact.ticket, fact.desk, recorded, count=1)


@_apply.register
def _(fact: ev.Recalled, day: Day, recorded: ev.Recorded) -> Day:
    step = day.steps.get(fact.desk)
    if step is not None and step.before.id == fact.ticket:  # the call can still be taken back
        renewed = replace(step, position=recorded.position, at=recorded.at)
        day = replace(day, steps=day.steps.set(fact.desk, renewed))
    return _called(day, fact.ticket, fact.desk, recorded, count=fact.count)


@_apply.register
def _(fact: ev.ServingStarted, day: Day, recorded: ev.Recorded) -> Day:
    day = _step(day, fact.desk, fact.ticket, recorded)
    return _change(day, fact.ticket, recorded, state="serving")


@_apply.register
def _(fact: ev.Finished, day: Day, recorded: ev.Recorded) -> Day:
    day = _step(day, fact.desk, fact.ticket, recorded)
    day = _given_up(_leave(day, fact.desk), fact.ticket, "done", recorded)
    return _change(day, fact.ticket, recorded, items=fact.done) if fact.done else day


@_apply.register
def _(fact: ev.Missed, day: Day, recorded: ev.Recorded) -> Day:
    day = _step(day, fact.desk, fact.ticket, recorded)
    return _given_up(_leave(day, fact.desk), fact.ticket, "missed", recorded)


@_apply.register
def _(fact: ev.Returned, day: Day, recorded: ev.Recorded) -> Day:
    if fact.desk is not None:
        day = _step(day, fact.desk, fact.ticket, recorded)
    returns = day.tickets[fact.ticket].returns + 1
    return _change(
        day, fact.ticket, recorded, state="waiting", due=fact.due, placed=True, returns=returns,
        planned_desk=None, calls=0,
    )  # fmt: skip


@_apply.register
def _(fact: ev.Parked, day: Day, recorded: ev.Recorded) -> Day:
    day = _leave(_step(day, fact.desk, fact.ticket, recorded), fact.desk)
    return _change(day, fact.ticket, recorded, state="parked")


@_apply.register
def _(fact: ev.Unparked, day: Day, recorded: ev.Recorded) -> Day:
    day = _step(day, fact.desk, fact.ticket, recorded)
    return _change(day, fact.ticket, recorded, state="waiting")


@_apply.register
def _(fact: ev.Transferred, day: Day, recorded: ev.Recorded) -> Day:
    day = _leave(_step(day, fact.desk, fact.ticket, recorded), fact.desk)
    day = _keep_time(day, day.tickets[fact.ticket], keep=False)
    return _change(
        day, fact.ticket, recorded, state="waiting", queue=fact.queue, items=fact.items,
        planned_desk=None, calls=0,
    )  # fmt: skip


@_apply.register
def _(fact: ev.SentBack, day: Day, recorded: ev.Recorded) -> Day:
    day = _leave(_step(day, fact.desk, fact.ticket, recorded), fact.desk)
    placed = day.tickets[fact.ticket].placed or fact.place != "kept"
    return _change(day, fact.ticket, recorded, state="waiting", due=fact.due, placed=placed)


@_apply.register
def _(fact: ev.StepUndone, day: Day, recorded: ev.Recorded) -> Day:
    now, before = day.tickets[fact.ticket], fact.before
    if day.at_desk.get(fact.desk) == fact.ticket:
        day = _leave(day, fact.desk)
    if before.state in {"called", "serving"} and before.desk is not None:
        day = replace(day, at_desk=day.at_desk.set(before.desk, fact.ticket))
    if before.calls == 0:
        day = replace(day, recent=tuple(id_ for id_ in day.recent if id_ != fact.ticket))
    restored = replace(before, changed=recorded.position, paper=now.paper)
    if not fact.keep:
        restored = replace(restored, planned_desk=None)
    day = replace(_put(day, restored, now.state), steps=day.steps.delete(fact.desk))
    if fact.keep and before.state != "missed":  # a missed visitor's time stays given back
        day = _keep_time(day, restored, keep=True)
    return day


@_apply.register
def _(fact: ev.DeskPaused, day: Day, recorded: ev.Recorded) -> Day:
    return replace(day, paused=day.paused | {fact.desk})


@_apply.register
def _(fact: ev.DeskResumed, day: Day, recorded: ev.Recorded) -> Day:
    return replace(day, paused=day.paused - {fact.desk})


# ---- the house -------------------------------------------------------------------------------


@_apply.register
def _(fact: ev.NoticePosted, day: Day, recorded: ev.Recorded) -> Day:
    before = day.notices.get(fact.notice)
    posted_at = recorded.at if before is None else before.posted_at
    notice = Notice(fact.notice, fact.kind, fact.words, fact.desk, fact.coming, posted_at)
    return replace(day, notices=day.notices.set(fact.notice, notice))


@_apply.register
def _(fact: ev.NoticeEnded, day: Day, recorded: ev.Recorded) -> Day:
    return replace(day, notices=day.notices.delete(fact.notice))


@_apply.register
def _(fact: ev.DayClosed, day: Day, recorded: ev.Recorded) -> Day:
    return replace(day, closed=fact.waiting)


@_apply.register
def _(fact: ev.Printed, day: Day, recorded: ev.Recorded) -> Day:
    return _put(
        day, replace(day.tickets[fact.ticket], paper=fact.outcome), day.tickets[fact.ticket].state
    )


# ---- parts -----------------------------------------------------------------------------------


def _step(day: Day, desk: str, id_: str, recorded: ev.Recorded) -> Day:
    """Remember the ticket as it is before this desk changes it."""
    step = Step(recorded.position, recorded.at, day.tickets[id_])
    return replace(day, steps=day.steps.set(desk, step))


def _leave(day: Day, desk: str) -> Day:
    return replace(day, at_desk=day.at_desk.delete(desk))


def _called(day: Day, id_: str, desk: str, recorded: ev.Recorded, count: int) -> Day:
    rest = tuple(other for other in day.recent if other != id_)
    day = replace(day, recent=(id_, *rest)[:RECENT_CALLS])
    return _change(
        day, id_, recorded, state="called", desk=desk, calls=count,
        call_position=recorded.position, call_at=recorded.at,
    )  # fmt: skip


def _given_up(day: Day, id_: str, state: TicketState, recorded: ev.Recorded) -> Day:
    """The ticket is over (done, missed, cancelled, expired): its time is free again."""
    day = _change(day, id_, recorded, state=state, over_position=recorded.position)
    return _keep_time(day, day.tickets[id_], keep=False)


def _change(day: Day, id_: str, recorded: ev.Recorded, **changes: Any) -> Day:
    before = day.tickets[id_]
    return _put(day, replace(before, changed=recorded.position, **changes), before.state)


def _put(day: Day, ticket: Ticket, before: TicketState | None) -> Day:
    states = day.states
    if before != ticket.state:
        if before is not None:
            states = states.set(before, states[before].delete(ticket.id))
        states = states.set(ticket.state, states.get(ticket.state, Map()).set(ticket.id, None))
    lines = _lines(day, ticket, before)
    return replace(day, tickets=day.tickets.set(ticket.id, ticket), states=states, lines=lines)


def _lines(day: Day, ticket: Ticket, before: TicketState | None) -> line.Lines:
    lines = day.lines
    if before == "waiting":
        old = day.tickets[ticket.id]
        lines = line.left(lines, old, day.head_start(old))
    if ticket.state == "waiting":
        lines = line.joined(lines, ticket, day.head_start(ticket))
    return lines


def _keep_time(day: Day, ticket: Ticket, keep: bool) -> Day:
    """Take the ticket's minutes from its planned desk, or give them back."""
    if ticket.start is None or ticket.planned_desk is None:
        return day
    bits = kept(day.minute(ticket.start), ticket.minutes)
    before = day.busy.get(ticket.planned_desk, 0)
    after = before | bits if keep else before & ~bits
    return replace(day, busy=day.busy.set(ticket.planned_desk, after))
