"""The rules: (day, command, now) → facts, or a refusal with a stable code. Pure."""

from dataclasses import dataclass
from functools import singledispatch
from itertools import pairwise

from office.contract import RefusalCode
from office.day import calling, capacity, hours
from office.day import commands as co
from office.day import events as ev
from office.day.day import Day, Ticket

MAX_ITEMS = 5
MAX_PERSONS = 9
NEXT_STARTS = 3


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why nothing happened. Instants are epoch milliseconds."""

    code: RefusalCode
    detail: str = ""
    next_starts: tuple[int, ...] = ()
    next_chance: int | None = None


Decision = tuple[ev.Fact, ...] | Refusal


def decide(day: Day | None, command: co.Command, now: int) -> Decision:
    """What the command does to the day. `day` is None only before its opening."""
    if isinstance(command, co.OpenDay):
        return () if day is not None else _open(command)
    if day is None:
        return Refusal("starting", "the day is not open yet")
    return _decide(command, day, now)


def _open(command: co.OpenDay) -> Decision:
    return (ev.DayOpened(command.config, command.plan, command.config.office.zone),)


@singledispatch
def _decide(command: object, day: Day, now: int) -> Decision:
    raise TypeError(f"no rule for {type(command).__name__}")


@_decide.register
def _(command: co.ReleaseDay, day: Day, now: int) -> Decision:
    return () if day.released else (ev.DayReleased(),)


# ---- booking ---------------------------------------------------------------------------------


@_decide.register
def _(command: co.Book, day: Day, now: int) -> Decision:
    refusal = _may_book(command, day, now)
    if refusal is not None:
        return refusal
    items = _items(command, day)
    if isinstance(items, Refusal):
        return items
    services = tuple(item.service for item in items)
    minutes = sum(item.minutes for item in items)
    queue = day.queue(_queue_of(day, services[0]))
    desk = None
    if queue.kind == "timed":
        placed = _placed(command, day, services, minutes, now)
        if isinstance(placed, Refusal):
            return placed
        desk = placed
    elif command.start is not None:
        return Refusal("invalid", "this service is served by number alone, without a start")
    elif not _served_today(day, services, now):
        return Refusal("nothing_free", next_chance=day.plan.next_opening)
    serial = day.serials.get(queue.letter, 0) + 1
    booked = ev.TicketBooked(
        ticket=command.ticket, number=f"{queue.letter}{serial:03d}", letter=queue.letter,
        serial=serial, queue=queue.id, items=items, start=command.start, desk=desk,
        language=command.language, origin=command.origin,
        code=next(code for code in command.codes if code not in day.codes),
        here=command.origin != "phone",
    )  # fmt: skip
    return (booked,)


def _may_book(command: co.Book, day: Day, now: int) -> Refusal | None:
    if command.date != day.plan.date:
        return Refusal("wrong_date", f"this day is {day.plan.date}")
    if hours.closed(day, now):
        return Refusal("closed", next_chance=hours.next_chance(day, now))
    if not day.released:
        return Refusal("not_released", next_chance=hours.next_chance(day, now))
    if command.owner is not None and _has_active(day, command.owner):
        return Refusal("one_ticket_only")
    return None


def _has_active(day: Day, owner: str) -> bool:
    last = day.owners.get(owner)
    return last is not None and day.tickets[last].state not in {
        "done", "cancelled", "expired", "missed"
    }  # fmt: skip


def _items(command: co.Book, day: Day) -> tuple[ev.BookedItem, ...] | Refusal:
    if not 1 <= len(command.items) <= MAX_ITEMS:
        return Refusal("invalid", f"a ticket has 1 to {MAX_ITEMS} items")
    items = []
    for service_id, persons in command.items:
        service = day.service(service_id)
        if service is None:
            return Refusal("unknown_service", service_id[:60])
        if not 1 <= persons <= MAX_PERSONS:
            return Refusal("invalid", f"persons must be 1 to {MAX_PERSONS}")
        items.append(ev.BookedItem(service_id, persons, service.minutes * persons))
    queues = [_queue_of(day, item.service) for item in items]
    if any(a != b for a, b in pairwise(queues)):
        return Refusal("invalid", "all services of one ticket must belong to one queue")
    return tuple(items)


def _queue_of(day: Day, service: str) -> str:
    found = day.service(service)
    assert found is not None
    return found.queue


def _placed(
    command: co.Book, day: Day, services: tuple[str, ...], minutes: int, now: int
) -> str | Refusal:
    """The desk whose minutes the ticket keeps."""
    start = command.start
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


@_decide.register
def _(command: co.CheckIn, day: Day, now: int) -> Decision:
    ticket = day.tickets.get(command.ticket)
    if ticket is None:
        return Refusal("unknown_ticket")
    if ticket.state == "waiting":
        return ()
    if ticket.state != "booked":
        return Refusal("wrong_state", f"the ticket is {ticket.state}")
    return (ev.CheckedIn(ticket.id),)


@_decide.register
def _(command: co.RecordPrint, day: Day, now: int) -> Decision:
    ticket = day.tickets.get(command.ticket)
    if ticket is None:
        return Refusal("unknown_ticket")
    return () if ticket.paper == command.outcome else (ev.Printed(ticket.id, command.outcome),)


# ---- the desk --------------------------------------------------------------------------------


@_decide.register
def _(command: co.CallNext, day: Day, now: int) -> Decision:
    refusal = _may_call(command.desk, day)
    if refusal is not None:
        return refusal
    due = calling.callable_now(day, command.desk, now)
    if not due:
        return Refusal("nobody_due", next_chance=calling.next_due(day, command.desk, now))
    return (ev.Called(due[0].id, command.desk),)


@_decide.register
def _(command: co.CallTicket, day: Day, now: int) -> Decision:
    refusal = _may_call(command.desk, day)
    if refusal is not None:
        return refusal
    ticket = day.tickets.get(command.ticket)
    if ticket is None:
        return Refusal("unknown_ticket")
    if ticket.state != "waiting":
        return Refusal("wrong_state", f"the ticket is {ticket.state}")
    return (ev.Called(ticket.id, command.desk),)


def _may_call(desk: str, day: Day) -> Refusal | None:
    if not any(d.id == desk for d in day.config.desks):
        return Refusal("unknown_desk", desk[:60])
    if day.desk_plan(desk) is None:
        return Refusal("desk_closed", "this desk is not planned today")
    if desk in day.at_desk:
        return Refusal("desk_busy", "finish or mark as missed first")
    return None


@_decide.register
def _(command: co.Recall, day: Day, now: int) -> Decision:
    ticket = _at(command.desk, day)
    if isinstance(ticket, Refusal):
        return ticket
    if ticket.state != "called":
        return Refusal("wrong_state", f"the ticket is {ticket.state}")
    return (ev.Recalled(ticket.id, command.desk, ticket.calls + 1),)


@_decide.register
def _(command: co.StartServing, day: Day, now: int) -> Decision:
    ticket = _at(command.desk, day)
    if isinstance(ticket, Refusal):
        return ticket
    if ticket.state != "called":
        return Refusal("wrong_state", f"the ticket is {ticket.state}")
    return (ev.ServingStarted(ticket.id, command.desk),)


@_decide.register
def _(command: co.Finish, day: Day, now: int) -> Decision:
    ticket = _at(command.desk, day)
    return ticket if isinstance(ticket, Refusal) else (ev.Finished(ticket.id, command.desk),)


@_decide.register
def _(command: co.MarkMissed, day: Day, now: int) -> Decision:
    ticket = _at(command.desk, day)
    if isinstance(ticket, Refusal):
        return ticket
    if ticket.state != "called":
        return Refusal("wrong_state", "the visitor is already being served")
    return (ev.Missed(ticket.id, command.desk),)


def _at(desk: str, day: Day) -> Ticket | Refusal:
    if not any(d.id == desk for d in day.config.desks):
        return Refusal("unknown_desk", desk[:60])
    ticket = day.at_desk.get(desk)
    return day.tickets[ticket] if ticket is not None else Refusal("desk_idle")
