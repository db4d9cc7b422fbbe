"""Everything a desk can do with its visitor and with those who wait."""

from office.day import arriving, booking, calling, capacity
from office.day import commands as co
from office.day import events as ev
from office.day.day import MINUTE, Day, Step
from office.day.refusal import Decision, Refusal
from office.day.ticket import BookedItem, Ticket

SECOND = 1000


# ---- calling ---------------------------------------------------------------------------------


def call_next(command: co.CallNext, day: Day, now: int) -> Decision:
    refusal = _may_call(command.desk, day)
    if refusal is not None:
        return refusal
    ticket = calling.next_for(day, command.desk, now)
    if ticket is None:
        return Refusal("nobody_due", next_chance=calling.next_due(day, command.desk, now))
    return (ev.Called(ticket.id, command.desk),)


def call_ticket(command: co.CallTicket, day: Day, now: int) -> Decision:
    refusal = _may_call(command.desk, day)
    if refusal is not None:
        return refusal
    ticket = day.tickets.get(command.ticket)
    if ticket is None:
        return Refusal("unknown_ticket")
    if ticket.state != "waiting":
        return _wrong_state(ticket)
    return (ev.Called(ticket.id, command.desk),)


def recall(command: co.Recall, day: Day, now: int) -> Decision:
    ticket = _at(command.desk, day)
    if isinstance(ticket, Refusal):
        return ticket
    if ticket.state != "called":
        return _wrong_state(ticket)
    return (ev.Recalled(ticket.id, command.desk, ticket.calls + 1),)


# ---- serving ---------------------------------------------------------------------------------


def start(command: co.StartServing, day: Day, now: int) -> Decision:
    ticket = _at(command.desk, day)
    if isinstance(ticket, Refusal):
        return ticket
    if ticket.state != "called":
        return _wrong_state(ticket)
    return (ev.ServingStarted(ticket.id, command.desk),)


def finish(command: co.Finish, day: Day, now: int) -> Decision:
    ticket = _at(command.desk, day)
    if isinstance(ticket, Refusal):
        return ticket
    done: tuple[BookedItem, ...] = ()
    if command.done:
        items = _done(command.done, day)
        if isinstance(items, Refusal):
            return items
        done = items
    return (ev.Finished(ticket.id, command.desk, done),)


def _done(wanted: tuple[tuple[str, int], ...], day: Day) -> tuple[BookedItem, ...] | Refusal:
    """What was done may belong to any queue."""
    items: tuple[BookedItem, ...] = ()
    for item in wanted:
        found = booking.items_of((item,), day)
        if isinstance(found, Refusal):
            return found
        items += found
    return items


def mark_missed(command: co.MarkMissed, day: Day, now: int) -> Decision:
    ticket = _at(command.desk, day)
    if isinstance(ticket, Refusal):
        return ticket
    if ticket.state != "called":
        return Refusal("wrong_state", "the visitor is already being served")
    return (ev.Missed(ticket.id, command.desk),)


def return_(command: co.Return, day: Day, now: int) -> Decision:
    ticket = _known(command.desk, command.ticket, day)
    if isinstance(ticket, Refusal):
        return ticket
    if ticket.state != "missed":
        return _wrong_state(ticket)
    return arriving.come_back(ticket, day, now, command.desk)


# ---- setting aside, handing on ---------------------------------------------------------------


def park(command: co.Park, day: Day, now: int) -> Decision:
    ticket = _at(command.desk, day)
    return ticket if isinstance(ticket, Refusal) else (ev.Parked(ticket.id, command.desk),)


def unpark(command: co.Unpark, day: Day, now: int) -> Decision:
    ticket = _known(command.desk, command.ticket, day)
    if isinstance(ticket, Refusal):
        return ticket
    if ticket.state != "parked":
        return _wrong_state(ticket)
    return (ev.Unparked(ticket.id, command.desk),)


def transfer(command: co.Transfer, day: Day, now: int) -> Decision:
    """Number and place in the queue stay; no free time is needed, the visitor is here."""
    ticket = _at(command.desk, day)
    if isinstance(ticket, Refusal):
        return ticket
    items = booking.items_of(((command.service, ticket.persons),), day)
    if isinstance(items, Refusal):
        return items
    if not capacity.able_desks(day, (command.service,)):
        return Refusal("desk_closed", "no desk does this today")
    queue = booking.queue_of(day, command.service)
    return (ev.Transferred(ticket.id, command.desk, queue, items),)


def send_back(command: co.SendBack, day: Day, now: int) -> Decision:
    ticket = _at(command.desk, day)
    if isinstance(ticket, Refusal):
        return ticket
    return (ev.SentBack(ticket.id, command.desk, command.place, _place(command, day, ticket, now)),)


def _place(command: co.SendBack, day: Day, ticket: Ticket, now: int) -> int:
    """The instant from which the visitor is due again."""
    reached = calling.time_reached(day, now)
    match command.place:
        case "front":
            first = [line[0].due for line in day.lines.values()]
            return min([ticket.due, reached, *first]) - 1
        case "kept":
            return ticket.due
        case "later":
            return reached + day.config.rules.later_minutes * MINUTE
        case "end":
            return reached + 1


def undo(command: co.Undo, day: Day, now: int) -> Decision:
    """Take back the last step, if nobody has done anything with the ticket since."""
    step = undoable(day, command.desk, now)
    if step is None:
        return Refusal("nothing_to_undo")
    ticket = day.tickets[step.before.id]
    back_at = step.before.desk if step.before.state in {"called", "serving"} else None
    if back_at is not None and day.at_desk.get(back_at, ticket.id) != ticket.id:
        return Refusal("desk_busy", "finish the visitor at the desk first")
    keep = capacity.keeps(day, ticket, step.before)
    return (ev.StepUndone(ticket.id, command.desk, step.position, step.before, keep),)


def undoable(day: Day, desk: str, now: int) -> Step | None:
    """The desk's last step, while it is young and the ticket has not gone on since."""
    step = day.steps.get(desk)
    if step is None or now - step.at > day.config.rules.undo_seconds * SECOND:
        return None
    return step if day.tickets[step.before.id].changed == step.position else None


def pause(command: co.Pause, day: Day, now: int) -> Decision:
    refusal = _has_desk(command.desk, day)
    if refusal is not None:
        return refusal
    return () if command.desk in day.paused else (ev.DeskPaused(command.desk),)


def resume(command: co.Resume, day: Day, now: int) -> Decision:
    refusal = _has_desk(command.desk, day)
    if refusal is not None:
        return refusal
    return (ev.DeskResumed(command.desk),) if command.desk in day.paused else ()


# ---- what many ask ---------------------------------------------------------------------------


def _has_desk(desk: str, day: Day) -> Refusal | None:
    known = any(d.id == desk for d in day.config.desks)
    return None if known else Refusal("unknown_desk", desk[:60])


def _may_call(desk: str, day: Day) -> Refusal | None:
    refusal = _has_desk(desk, day)
    if refusal is not None:
        return refusal
    if day.desk_plan(desk) is None:
        return Refusal("desk_closed", "this desk is not planned today")
    if desk in day.paused:
        return Refusal("desk_paused", "resume first")
    if desk in day.at_desk:
        return Refusal("desk_busy", "finish or mark as missed first")
    return None


def _at(desk: str, day: Day) -> Ticket | Refusal:
    """The visitor called to or served at this desk."""
    refusal = _has_desk(desk, day)
    if refusal is not None:
        return refusal
    ticket = day.at_desk.get(desk)
    return day.tickets[ticket] if ticket is not None else Refusal("desk_idle")


def _known(desk: str, ticket: str, day: Day) -> Ticket | Refusal:
    refusal = _has_desk(desk, day)
    if refusal is not None:
        return refusal
    return day.tickets.get(ticket) or Refusal("unknown_ticket")


def _wrong_state(ticket: Ticket) -> Refusal:
    return Refusal("wrong_state", f"the ticket is {ticket.state}")
