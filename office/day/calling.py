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


def waiting(day: Day) -> list[Ticket]:
    """All who are here, in the order of being due; at the same instant, whoever came first."""
    return sorted(day.in_state("waiting"), key=lambda t: (due_at(t), t.here_at or 0, t.number))


def waiting_for(day: Day, desk: str) -> list[Ticket]:
    """Those here whom the desk's services cover, in the order of calling."""
    plan = day.desk_plan(desk)
    able = set(plan.services) if plan else set()
    return [t for t in waiting(day) if set(t.services) <= able]


def callable_now(day: Day, desk: str, now: int) -> list[Ticket]:
    """Whom the desk may call now, due ones first."""
    return [t for t in waiting_for(day, desk) if callable_at(day, t) <= now]


def next_due(day: Day, desk: str, now: int) -> int | None:
    """When the next one who is here may be called, None when nobody this desk serves is here."""
    later = [callable_at(day, t) for t in waiting_for(day, desk) if callable_at(day, t) > now]
    return min(later, default=None)


def ahead_of(day: Day, ticket: Ticket) -> int:
    """How many waiting tickets that compete for the same desks are due before this one."""
    rivals = {d.desk for d in day.plan.desks if set(ticket.services) <= set(d.services)}
    mine = (due_at(ticket), ticket.here_at or ticket.booked_at, ticket.number)
    return sum(
        1
        for t in day.in_state("waiting")
        if t.id != ticket.id
        and (due_at(t), t.here_at or 0, t.number) < mine
        and any(d.desk in rivals and set(t.services) <= set(d.services) for d in day.plan.desks)
    )
