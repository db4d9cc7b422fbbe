"""Who is next: the order in which those who are here are called to a desk.

Everybody has an instant from which they are due: the start, the arrival in an open queue, or a
place given by a desk. A queue may have a head start of some minutes. Whoever is due first, head
start counted, is called first; so waiting always counts, and nobody is overtaken by anyone who is
due later than the largest head start after them.
"""

from collections.abc import Callable, Iterable
from itertools import chain

from office.day.day import MINUTE, Day
from office.day.line import Line, Turn, turn
from office.day.ticket import Ticket


def callable_at(day: Day, ticket: Ticket) -> int:
    """The instant from which a desk may call it: early_call_minutes before its start, or when it is
    due."""
    if ticket.placed or ticket.due != ticket.start:
        return ticket.due
    return ticket.due - day.config.rules.early_call_minutes * MINUTE


def order(day: Day, now: int) -> Callable[[Ticket], tuple[bool, Turn]]:
    """The key calling goes by: due ones before early ones, then their turns."""
    head_starts = {q.id: q.head_start_minutes * MINUTE for q in day.config.queues}
    reached = time_reached(day, now)

    def key(ticket: Ticket) -> tuple[bool, Turn]:
        return ticket.due > reached, turn(ticket, head_starts[ticket.queue])

    return key


def waiting(day: Day, now: int) -> list[Ticket]:
    """All who are here, in the order of being called."""
    return _in_turn(day, day.lines.values(), now)


def waiting_for(day: Day, desk: str, now: int) -> list[Ticket]:
    """Those here whom the desk's services cover, in the order of calling."""
    return _in_turn(day, _lines_for(day, desk), now)


def _in_turn(day: Day, lines: Iterable[Line], now: int) -> list[Ticket]:
    reached = time_reached(day, now)
    tickets = [day.tickets[turn.ticket] for turn in sorted(chain.from_iterable(lines))]
    return [t for t in tickets if t.due <= reached] + [t for t in tickets if t.due > reached]


def _lines_for(day: Day, desk: str) -> list[Line]:
    plan = day.desk_plan(desk)
    able = set(plan.services) if plan else set()
    return [line for services, line in day.lines.items() if able.issuperset(services)]


def next_for(day: Day, desk: str, now: int) -> Ticket | None:
    """The first of `callable_now`, found without sorting who waits."""
    reached = time_reached(day, now)
    first = filter(None, (_first(day, line, reached) for line in _lines_for(day, desk)))
    return min(first, key=order(day, now), default=None)


def _first(day: Day, line: Line, reached: int) -> Ticket | None:
    """Whoever is due first, else who may come early. No later turn can be either once a turn lies
    further ahead than the early call."""
    last = reached + day.config.rules.early_call_minutes * MINUTE
    early = None
    for place in line:
        if place.due > (last if early is None else reached):
            break
        ticket = day.tickets[place.ticket]
        if ticket.due <= reached:
            return ticket
        if early is None and callable_at(day, ticket) <= reached:
            early = ticket
    return early


def callable_now(day: Day, desk: str, now: int) -> list[Ticket]:
    """Whom the desk may call now, due ones first."""
    reached = time_reached(day, now)
    return [t for t in waiting_for(day, desk, now) if callable_at(day, t) <= reached]


def next_due(day: Day, desk: str, now: int) -> int | None:
    """When the next one who is here may be called, None when nobody this desk serves is here."""
    all_ = (callable_at(day, t) for t in waiting_for(day, desk, now))
    return min((at for at in all_ if at > time_reached(day, now)), default=None)


def ahead_of(day: Day, ticket: Ticket, now: int) -> int:
    """How many waiting tickets that compete for the same desks are called before this one."""
    able = [set(d.services) for d in day.plan.desks if set(ticket.services) <= set(d.services)]
    turn, competes = order(day, now), dict[tuple[str, ...], bool]()
    mine, ahead = turn(ticket), 0
    for other in day.in_state("waiting"):
        if turn(other) < mine:
            wanted = other.services
            if wanted not in competes:
                competes[wanted] = any(set(wanted) <= services for services in able)
            ahead += competes[wanted]
    return ahead


def time_reached(day: Day, now: int) -> int:
    """The time the day has reached: a clock set back must not make those who are here wait."""
    return max(now, day.at)
