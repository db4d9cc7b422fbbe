"""Those who wait, kept in the order of their turns, so that no call has to sort the whole room.

There is one line for each choice of services, as a desk either can serve all of a line or nobody
in it.
"""

from bisect import bisect_left
from typing import NamedTuple

from immutables import Map

from office.day.ticket import Ticket


class Turn(NamedTuple):
    """The smallest is called first: who is due first, the queue's head start counted; at the same
    instant whoever came first; then the smaller number (A999 before A1000)."""

    due: int
    here: int
    digits: int
    number: str
    ticket: str


Line = tuple[Turn, ...]
Lines = Map[tuple[str, ...], Line]


def turn(ticket: Ticket, head_start: int) -> Turn:
    """`head_start` in milliseconds; a place given later has used it up."""
    due = ticket.due if ticket.placed else ticket.due - head_start
    here = ticket.here_at if ticket.here_at is not None else ticket.booked_at
    return Turn(due, here, len(ticket.number), ticket.number, ticket.id)


def joined(lines: Lines, ticket: Ticket, head_start: int) -> Lines:
    mine, line = turn(ticket, head_start), lines.get(ticket.services, ())
    place = bisect_left(line, mine)
    return lines.set(ticket.services, (*line[:place], mine, *line[place:]))


def left(lines: Lines, ticket: Ticket, head_start: int) -> Lines:
    line = lines[ticket.services]
    place = bisect_left(line, turn(ticket, head_start))
    rest = line[:place] + line[place + 1 :]
    return lines.set(ticket.services, rest) if rest else lines.delete(ticket.services)
