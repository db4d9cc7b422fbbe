"""Taking over an appointment from another booking system: by the plan, never squeezed in."""

from dataclasses import replace

from office.day import booking, capacity, hours
from office.day import commands as co
from office.day.day import MINUTE, Day
from office.day.refusal import Decision, Refusal
from office.day.ticket import BookedItem

LONGEST_MINUTES = 480


def take_over(command: co.ImportBooking, day: Day, now: int) -> Decision:
    """Before the release and up to the moment at which a late visitor is given up: who booked
    elsewhere has the start already. It need not lie on the grid, but a desk must be free."""
    refusal = _may_take(command, day, now)
    if refusal is not None:
        return refusal
    item = _item(command, day)
    if isinstance(item, Refusal):
        return item
    desk = capacity.place(day, (item.service,), item.minutes, command.start)
    if desk is None:
        free = capacity.free_starts(day, (item.service,), item.minutes, now)
        return Refusal("slot_taken", next_starts=tuple(free[: booking.NEXT_STARTS]))
    return (
        booking.ticket_booked(
            day, command.ticket, (item,), command.start, desk, command.language, "import",
            command.codes, here=False,
        ),
    )  # fmt: skip


def _may_take(command: co.ImportBooking, day: Day, now: int) -> Refusal | None:
    rules = day.config.rules
    if hours.closed(day, now):
        return Refusal("closed", next_chance=hours.next_chance(day, now))
    if hours.days_ahead(day, now) > rules.horizon_days:
        return Refusal("wrong_date", f"at most {rules.horizon_days} days ahead")
    if command.start + rules.expire_minutes * MINUTE <= now:
        return Refusal("start_past")
    if command.start % MINUTE or not 0 <= day.minute(command.start) < capacity.LONGEST_DAY:
        return Refusal("invalid", "a start is a whole minute of its day")
    return None


def _item(command: co.ImportBooking, day: Day) -> BookedItem | Refusal:
    items = booking.items_of(((command.service, command.persons),), day)
    if isinstance(items, Refusal):
        return items
    if day.queue(booking.queue_of(day, command.service)).kind != "timed":
        return Refusal("invalid", "this service is served by number alone, without a start")
    if command.minutes is None:
        return items[0]
    if not 1 <= command.minutes <= LONGEST_MINUTES:
        return Refusal("invalid", f"minutes must be 1 to {LONGEST_MINUTES}")
    return replace(items[0], minutes=command.minutes)
