"""One ticket a visitor and day, also for one who moves tickets from day to day."""

from datetime import date, datetime
from pathlib import Path

from office import contract as wire
from office.access import Principal
from tests.office.day.small import at
from tests.office.playing import Playing, outcome, play
from tests.office.serving import SAMPLE

PHONE = Principal("visitor", "v1", "kreis-unna")
NINE = at("09:00")


def start(day: str, clock: str) -> datetime:
    return datetime.fromisoformat(f"{day}T{clock}:00+01:00")


async def book(there: Playing, day: str, clock: str) -> wire.BookedTicket:
    request = wire.BookRequest(
        date.fromisoformat(day), (wire.Item("renew"),), "de", start(day, clock)
    )
    return await there.service.book(there.office, PHONE, request, there.key)


async def move(there: Playing, ticket: wire.BookedTicket, day: str, clock: str) -> wire.TicketView:
    owner = Principal("visitor", f"owner-{ticket.id}", "kreis-unna")
    return await there.service.move(owner, ticket.secret, start(day, clock), there.key)


def test_nobody_gathers_tickets_of_other_days_on_one(tmp_path: Path) -> None:
    async def scene(there: Playing) -> None:
        await book(there, "2026-11-26", "10:00")
        other = await book(there, "2026-11-27", "09:00")
        assert await outcome(move(there, other, "2026-11-26", "11:00")) == "one_ticket_only"
        assert (await there.service.ticket_view(other.secret)).state == "booked"

    play(tmp_path, NINE, scene, SAMPLE)


def test_a_moved_ticket_is_still_the_one_of_its_visitor(tmp_path: Path) -> None:
    async def scene(there: Playing) -> None:
        ticket = await book(there, "2026-11-26", "10:00")
        await move(there, ticket, "2026-11-27", "09:00")
        assert await outcome(book(there, "2026-11-27", "10:00")) == "one_ticket_only"
        again = await book(there, "2026-11-26", "10:00")
        assert again.id != ticket.id, "today is free again"

    play(tmp_path, NINE, scene, SAMPLE)
