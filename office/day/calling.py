"""Who is next: the order in which those who are here are called to a desk."""

from office.day.day import MINUTE, Day, Ticket


def due_at(ticket: Ticket) -> int:
    """When a waiting ticket is due: at its start, or on arrival in an open queue."""
    if ticket.start is not None:
        return ticket.start
    return ticket.here_at if ticket.here_at is not None else ticket.booked_at


def callable_at(day: Day, ticket: Ticket) -> int:
    """The instant from which a desk may call it: early_call_minutes before it is due."""
    early = day.config.rules.early_call_minutes * MINUTE if ticket.start is not None else 0
    return due_at(ticket) - early


def _turn(ticket: Ticket) -> tuple[int, int, int, str]:
    """What calling goes by: who is due first; at the same instant, whoever came first; of those who
    came in the same instant, the smaller number (A999 before A1000)."""
    here = ticket.here_at if ticket.here_at is not None else ticket.booked_at
    return due_at(ticket), here, len(ticket.number), ticket.number


def waiting(day: Day) -> list[Ticket]:
    """All who are here, in the order of being called."""
    return sorted(day.in_state("waiting"), key=_turn)


def waiting_for(day: Day, desk: str) -> list[Ticket]:
    """Those here whom the desk's services cover, in the order of calling."""
    plan = day.desk_plan(desk)
    able = set(plan.services) if plan else set()
    return [t for t in waiting(day) if set(t.services) <= able]


def callable_now(day: Day, desk: str, now: int) -> list[Ticket]:
    """Whom the desk may call now, due ones first."""
    return [t for t in waiting_for(day, desk) if callable_at(day, t) <= _reached(day, now)]


def _reached(day: Day, now: int) -> int:
    """The time the day has reached: a clock set back must not make those who are here wait."""
    return max(now, day.at)


def next_due(day: Day, desk: str, now: int) -> int | None:
    """When the next one who is here may be called, None when nobody this desk serves is here."""
    all_ = (callable_at(day, t) for t in waiting_for(day, desk))
    return min((at for at in all_ if at > _reached(day, now)), default=None)


def ahead_of(day: Day, ticket: Ticket) -> int:
    """How many waiting tickets that compete for the same desks are due before this one."""
    able = [set(d.services) for d in day.plan.desks if set(ticket.services) <= set(d.services)]
    mine, competes = _turn(ticket), dict[tuple[str, ...], bool]()
    ahead = 0
    for other in day.in_state("waiting"):
        if due_at(other) <= mine[0] and _turn(other) < mine:
            wanted = other.services
            if wanted not in competes:
                competes[wanted] = any(set(wanted) <= services for services in able)
            ahead += competes[wanted]
    return ahead
