"""Taking, holding, moving and giving back a start."""

from itertools import pairwise

from office.contract import RefusalCode, TicketState
from office.day import capacity, hours
from office.day import commands as co
from office.day import events as ev
from office.day.day import MINUTE, Day
from office.day.refusal import Decision, Refusal
from office.day.ticket import BookedItem, Origin, Ticket

MAX_ITEMS = 5
MAX_PERSONS = 9
NEXT_STARTS = 3
OVER: frozenset[TicketState] = frozenset({"done", "cancelled", "expired", "missed"})


def book(command: co.Book, day: Day, now: int) -> Decision:
    refusal = _may_book(command, day, now)
    if refusal is not None:
        return refusal
    items = items_of(command.items, day)
    if isinstance(items, Refusal):
        return items
    desk = _desk_for(items, command.start, day, now)
    if isinstance(desk, Refusal):
        return desk
    if command.hold:
        return _hold(command, day, items, desk, now)
    return (
        ticket_booked(
            day, command.ticket, items, command.start, desk, command.language, command.origin,
            command.codes, command.here and _stands_here(command.origin, day, now),
        ),
    )  # fmt: skip


def confirm(command: co.Confirm, day: Day, now: int) -> Decision:
    """A hold is never renewed: too late is too late, even if the ticker has not come by yet."""
    held = day.tickets.get(command.ticket)
    if held is None:
        return Refusal("unknown_ticket")
    if held.state != "held" or held.held_until is None or now >= held.held_until:
        code: RefusalCode = "hold_ended" if held.state in {"held", "expired"} else "wrong_state"
        return Refusal(code, next_starts=next_starts(day, held, now))
    return (
        ticket_booked(
            day, held.id, held.items, held.start, held.planned_desk, held.language, held.origin,
            command.codes, _stands_here(held.origin, day, now),
        ),
    )  # fmt: skip


def cancel(command: co.Cancel, day: Day, now: int) -> Decision:
    ticket = day.tickets.get(command.ticket)
    if ticket is None:
        return Refusal("unknown_ticket")
    if ticket.state not in {"held", "booked", "waiting", "parked"}:
        return Refusal("wrong_state", f"the ticket is {ticket.state}")
    return (ev.Cancelled(ticket.id),)


def move(command: co.Move, day: Day, now: int) -> Decision:
    """To another free start of the same day. The old start does not stand in its own way."""
    ticket = day.tickets.get(command.ticket)
    if ticket is None:
        return Refusal("unknown_ticket")
    if ticket.state not in {"booked", "waiting"} or ticket.start is None:
        return Refusal("wrong_state", f"the ticket is {ticket.state}")
    if command.start == ticket.start:
        return ()
    refusal = _not_giving(day, now)
    if refusal is not None:
        return refusal
    without = capacity.without(day, ticket)
    desk = _desk_for(ticket.items, command.start, without, now)
    if isinstance(desk, Refusal):
        return desk
    assert desk is not None, "a ticket with a start belongs to a timed queue"
    return (ev.Moved(ticket.id, command.start, desk),)


def move_away(command: co.MoveAway, day: Day, now: int) -> Decision:
    ticket = day.tickets.get(command.ticket)
    if ticket is None:
        return Refusal("unknown_ticket")
    if ticket.state not in {"booked", "waiting", "parked"}:
        return Refusal("wrong_state", f"the ticket is {ticket.state}")
    return (ev.MovedAway(ticket.id, command.date),)


def expire(command: co.Expire, day: Day, now: int) -> Decision:
    """Every hold that ended and every booking whose visitor is long overdue. Waiting, called and
    parked visitors are in the house: they never expire by themselves."""
    grace = day.config.rules.expire_minutes * MINUTE
    holds = [t for t in day.in_state("held") if (t.held_until or 0) <= now]
    absent = [t for t in day.in_state("booked") if t.start is not None and t.start + grace <= now]
    return (*(ev.HoldEnded(t.id) for t in holds), *(ev.Expired(t.id) for t in absent))


def next_expiry(day: Day) -> int | None:
    """When `expire` will have something to do."""
    grace = day.config.rules.expire_minutes * MINUTE
    holds = [t.held_until for t in day.in_state("held") if t.held_until is not None]
    absent = [t.start + grace for t in day.in_state("booked") if t.start is not None]
    return min(holds + absent, default=None)


def items_of(wanted: tuple[tuple[str, int], ...], day: Day) -> tuple[BookedItem, ...] | Refusal:
    """The items with their minutes fixed: minutes times persons, all of one queue."""
    if not 1 <= len(wanted) <= MAX_ITEMS:
        return Refusal("invalid", f"a ticket has 1 to {MAX_ITEMS} items")
    items = []
    for service_id, persons in wanted:
        service = day.service(service_id)
        if service is None:
            return Refusal("unknown_service", service_id[:60])
        if not 1 <= persons <= MAX_PERSONS:
            return Refusal("invalid", f"persons must be 1 to {MAX_PERSONS}")
        items.append(BookedItem(service_id, persons, service.minutes * persons))
    queues = [queue_of(day, item.service) for item in items]
    if any(a != b for a, b in pairwise(queues)):
        return Refusal("invalid", "all services of one ticket must belong to one queue")
    return tuple(items)


def queue_of(day: Day, service: str) -> str:
    found = day.service(service)
    assert found is not None, "items_of has looked it up"
    return found.queue


def next_starts(day: Day, ticket: Ticket, now: int) -> tuple[int, ...]:
    """The next free starts for the same services, while any can be had."""
    if not hours.giving(day, now):
        return ()
    free = capacity.free_starts(day, ticket.services, ticket.minutes, now)
    return tuple(free[:NEXT_STARTS])


def _may_book(command: co.Book, day: Day, now: int) -> Refusal | None:
    if command.date != day.plan.date:
        return Refusal("wrong_date", f"this day is {day.plan.date}")
    if hours.days_ahead(day, now) > day.config.rules.horizon_days:
        return Refusal("wrong_date", f"at most {day.config.rules.horizon_days} days ahead")
    refusal = _not_giving(day, now)
    if refusal is not None:
        return refusal
    if command.owner is not None and has_active(day, command.owner):
        return Refusal("one_ticket_only")
    return None


def _not_giving(day: Day, now: int) -> Refusal | None:
    if hours.closed(day, now):
        return Refusal("closed", next_chance=hours.next_chance(day, now))
    if not hours.giving(day, now):
        return Refusal("not_released", next_chance=hours.next_chance(day, now))
    return None


def has_active(day: Day, owner: str) -> bool:
    last = day.owners.get(owner)
    return last is not None and day.tickets[last].state not in OVER


def _desk_for(
    items: tuple[BookedItem, ...], start: int | None, day: Day, now: int
) -> str | Refusal | None:
    """The desk whose minutes a timed ticket keeps; None for a number in an open queue."""
    services = tuple(item.service for item in items)
    minutes = _minutes(items)
    if day.queue(queue_of(day, services[0])).kind == "timed":
        return _placed(start, day, services, minutes, now)
    if start is not None:
        return Refusal("invalid", "this service is served by number alone, without a start")
    if not _served_today(day, services, now):
        return Refusal("nothing_free", next_chance=day.plan.next_opening)
    return None


def _placed(
    start: int | None, day: Day, services: tuple[str, ...], minutes: int, now: int
) -> str | Refusal:
    if start is None:
        return Refusal("start_required", "this service is served by appointment")
    if start >= capacity.earliest(day, now) and capacity.on_grid(day, start):
        desk = capacity.place(day, services, minutes, start)
        if desk is not None:
            return desk
    free = capacity.free_starts(day, services, minutes, now)[:NEXT_STARTS]
    code: RefusalCode = "start_past" if start < now else "slot_taken"
    return Refusal(code, next_starts=tuple(free))


def _served_today(day: Day, services: tuple[str, ...], now: int) -> bool:
    """Whether some desk that can do this still works today."""
    return any(
        end > now
        for desk in day.plan.desks
        if set(services) <= set(desk.services)
        for _, end in desk.spans
    )


def _hold(
    command: co.Book, day: Day, items: tuple[BookedItem, ...], desk: str | None, now: int
) -> Decision:
    if command.start is None or desk is None:
        return Refusal("invalid", "only a start can be held")
    if _held_before(command, day):
        free = capacity.free_starts(day, tuple(i.service for i in items), _minutes(items), now)
        others = [start for start in free if start != command.start]
        return Refusal("hold_ended", next_starts=tuple(others[:NEXT_STARTS]))
    until = now + day.config.rules.hold_minutes * MINUTE
    queue = queue_of(day, items[0].service)
    held = ev.StartHeld(
        command.ticket, queue, items, command.start, desk, command.language, command.origin, until
    )
    return (held,)


def _held_before(command: co.Book, day: Day) -> bool:
    """Whether the visitor let a hold of this very start run out: it is never renewed, or one
    visitor could keep a start from all others for ever."""
    last = day.owners.get(command.owner) if command.owner is not None else None
    ticket = day.tickets[last] if last is not None else None
    return (
        ticket is not None
        and not ticket.number
        and ticket.state == "expired"
        and ticket.start == command.start
    )


def _minutes(items: tuple[BookedItem, ...]) -> int:
    return sum(item.minutes for item in items)


def ticket_booked(
    day: Day,
    ticket: str,
    items: tuple[BookedItem, ...],
    start: int | None,
    desk: str | None,
    language: str,
    origin: Origin,
    codes: tuple[str, ...],
    here: bool,
) -> ev.TicketBooked:
    """The ticket with the queue's next number and the first code that is free today."""
    queue = day.queue(queue_of(day, items[0].service))
    serial = day.serials.get(queue.letter, 0) + 1
    return ev.TicketBooked(
        ticket=ticket, number=f"{queue.letter}{serial:03d}", letter=queue.letter, serial=serial,
        queue=queue.id, items=items, start=start, desk=desk, language=language, origin=origin,
        code=next(code for code in codes if code not in day.codes), here=here,
    )  # fmt: skip


def _stands_here(origin: Origin, day: Day, now: int) -> bool:
    """Whoever takes a ticket for today at a kiosk or desk waits at once."""
    return origin in {"kiosk", "desk"} and now >= day.plan.midnight
