"""Free starts: which times of the day can still be given away, and at which desk they are kept.

A desk's day is an integer with one bit a minute since local midnight. A timed ticket keeps its
minutes at one able desk, the incumbent assignment: it proves that the booked work fits the desks
(design: at every minute). Who really serves whom is decided when a desk calls.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from office.day.config import Span
from office.day.day import MINUTE, Day, kept
from office.day.ticket import Ticket

DENSE = 6
"""So many next starts are offered as they come, later ones on the quarter hour."""
QUARTER = 15
LONGEST_DAY = 26 * 60
"""Minutes; a day on which the clocks go back has 25 hours."""


def earliest(day: Day, now: int) -> int:
    """The first instant that may be offered: now + lead, whole minute up."""
    lead = now + day.config.rules.lead_minutes * MINUTE
    return -(-lead // MINUTE) * MINUTE


def free_minutes(day: Day, desk: str) -> int:
    """Bits of the minutes in which the desk works and nothing is kept."""
    plan = day.desk_plan(desk)
    if plan is None:
        return 0
    return _bits(plan.spans, day.plan.midnight) & ~day.busy.get(desk, 0)


def fitting_starts(free: int, minutes: int) -> int:
    """Bits of the minutes from which `minutes` free minutes follow, by doubling."""
    length = 1
    while length < minutes:
        step = min(length, minutes - length)
        free &= free >> step
        length += step
    return free


def able_desks(day: Day, services: tuple[str, ...]) -> list[str]:
    """Desks that work today and can do all of the services, specialists first so that generalists
    stay free."""
    able = [d for d in day.plan.desks if d.spans and set(services) <= set(d.services)]
    return [d.desk for d in sorted(able, key=lambda d: len(d.services))]


def starts_mask(day: Day, services: tuple[str, ...], minutes: int, now: int) -> int:
    """Bits of the minutes a ticket could start at: on the grid, not too soon, at some desk."""
    fits = 0
    for desk in able_desks(day, services):
        fits |= fitting_starts(free_minutes(day, desk), minutes)
    return fits & _grid(day.config.rules.grid_minutes) & _from(day, earliest(day, now))


def free_starts(day: Day, services: tuple[str, ...], minutes: int, now: int) -> list[int]:
    """All free starts, ascending, as epoch milliseconds."""
    mask = starts_mask(day, services, minutes, now)
    return [day.plan.midnight + minute * MINUTE for minute in _ones(mask)]


def offered(starts: list[int], midnight: int) -> list[int]:
    """What a screen lists of the free starts: the next ones densely, then the quarter hours."""
    later = [s for s in starts[DENSE:] if (s - midnight) // MINUTE % QUARTER == 0]
    return starts[:DENSE] + later


def room_for(day: Day, services: tuple[str, ...], minutes: int, now: int) -> int:
    """How many more such tickets fit, one after the other, at every able desk."""
    usable = _grid(day.config.rules.grid_minutes) & _from(day, earliest(day, now))
    return sum(
        _packed(free_minutes(day, desk), usable, minutes) for desk in able_desks(day, services)
    )


def place(day: Day, services: tuple[str, ...], minutes: int, start: int) -> str | None:
    """The desk to keep the ticket's minutes at, or None when no able desk is free then."""
    minute = day.minute(start)
    if not 0 <= minute < LONGEST_DAY:  # a mask that reaches to the year 9999 has 500 MB
        return None
    need = kept(minute, minutes)
    for desk in able_desks(day, services):
        if free_minutes(day, desk) & need == need:
            return desk
    return None


def without(day: Day, ticket: Ticket) -> Day:
    """The day as if the ticket kept no time."""
    if ticket.start is None or ticket.planned_desk is None:
        return day
    mine = kept(day.minute(ticket.start), ticket.minutes)
    busy = day.busy.get(ticket.planned_desk, 0) & ~mine
    return replace(day, busy=day.busy.set(ticket.planned_desk, busy))


def keeps(day: Day, now: Ticket, before: Ticket) -> bool:
    """Whether the ticket's minutes are its own again when its last step is undone: they still are,
    or nobody has taken them since."""
    if before.start is None or before.planned_desk is None or before.state == "missed":
        return True
    if now.planned_desk is not None and now.state not in {"done", "missed"}:
        return True
    need = kept(day.minute(before.start), before.minutes)
    return not day.busy.get(before.planned_desk, 0) & need


def on_grid(day: Day, start: int) -> bool:
    return (start - day.plan.midnight) % (day.config.rules.grid_minutes * MINUTE) == 0


def _packed(free: int, usable: int, minutes: int) -> int:
    count = 0
    starts = fitting_starts(free, minutes) & usable
    while starts:
        first = (starts & -starts).bit_length() - 1
        count += 1
        starts &= ~((1 << (first + minutes)) - 1)
    return count


@lru_cache(maxsize=256)
def _bits(spans: tuple[Span, ...], midnight: int) -> int:
    bits = 0
    for start, end in spans:
        bits |= kept((start - midnight) // MINUTE, (end - start) // MINUTE)
    return bits


@lru_cache
def _grid(step: int) -> int:
    """One bit every `step` minutes of the longest day."""
    return sum(1 << minute for minute in range(0, LONGEST_DAY, step))


def _from(day: Day, at: int) -> int:
    minute = max(0, -(-(at - day.plan.midnight) // MINUTE))
    return -1 << minute


def _ones(mask: int) -> Iterator[int]:
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low
