"""Saying "I am here": in time, too early, late, too late, or back after being missed."""

from office.day import booking, calling, hours
from office.day import commands as co
from office.day import events as ev
from office.day.day import MINUTE, Day
from office.day.refusal import Decision, Refusal
from office.day.ticket import Ticket


def check_in(command: co.CheckIn, day: Day, now: int) -> Decision:
    ticket = day.tickets.get(command.ticket)
    if ticket is None:
        return Refusal("unknown_ticket")
    match ticket.state:
        case "booked":
            return _arrive(ticket, day, now)
        case "missed":
            return _come_back(ticket, day, now)
        case "waiting" | "called" | "serving" | "parked":
            return Refusal("already_here")
        case "expired":
            return _too_late(ticket, day, now)
        case _:
            return Refusal("wrong_state", f"the ticket is {ticket.state}")


def come_back(ticket: Ticket, day: Day, now: int, desk: str | None = None) -> Decision:
    """A missed visitor may come back once, behind those who are due by now."""
    if ticket.returns:
        return Refusal("wrong_state", "the ticket was missed twice")
    return (ev.Returned(ticket.id, calling.time_reached(day, now), desk),)


def _come_back(ticket: Ticket, day: Day, now: int) -> Decision:
    """By themselves only while the office is open, and not with a second ticket; staff may."""
    if hours.closed(day, now):
        return Refusal("closed", next_chance=hours.next_chance(day, now))
    if ticket.origin == "phone" and booking.has_active(day, ticket.owner):
        return Refusal("one_ticket_only")
    return come_back(ticket, day, now)


def record_print(command: co.RecordPrint, day: Day, now: int) -> Decision:
    ticket = day.tickets.get(command.ticket)
    if ticket is None:
        return Refusal("unknown_ticket")
    return () if ticket.paper == command.outcome else (ev.Printed(ticket.id, command.outcome),)


def earliest(day: Day, ticket: Ticket) -> int | None:
    """Before this instant it is too early to check in; None where any time will do."""
    if ticket.start is None or ticket.state != "booked":
        return None
    return ticket.start - day.config.rules.check_in_minutes * MINUTE


def _too_late(ticket: Ticket, day: Day, now: int) -> Refusal:
    starts = booking.next_starts(day, ticket, now)
    return Refusal("too_late", next_starts=starts, items=ticket.items)


def _arrive(ticket: Ticket, day: Day, now: int) -> Decision:
    """Who is a little late keeps the place; later ones queue from now on."""
    rules = day.config.rules
    if ticket.start is None:
        return (ev.CheckedIn(ticket.id),)
    first = earliest(day, ticket)
    if first is not None and now < first:
        return Refusal("too_early", next_chance=first)
    if now >= ticket.start + rules.expire_minutes * MINUTE:
        return _too_late(ticket, day, now)
    if now > ticket.start + rules.late_minutes * MINUTE:
        return (ev.CheckedIn(ticket.id, due=calling.time_reached(day, now)),)
    return (ev.CheckedIn(ticket.id),)
