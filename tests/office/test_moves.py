"""Moves to another day, and a day's end that rebooks for tomorrow: two streams, one write."""

import asyncio
from collections.abc import Callable, Coroutine
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from office import contract as wire
from office.access import Principal
from office.log import events
from office.problems import ProblemError
from office.service import Service
from tests.office.day.small import at
from tests.office.serving import SAMPLE, Serving, make_serving

TODAY, TOMORROW = "2026-11-26", "2026-11-27"
STAFF = Principal("staff", "desk", "kreis-unna")
KIOSK = Principal("kiosk", "kiosk-1", "kreis-unna")

Scene = Callable[[Serving, Service], Coroutine[Any, Any, None]]


def play(folder: Path, scene: Scene) -> None:
    """A scene at 9:41, with an office that ticks only when the scene says so."""
    serving = make_serving(folder, SAMPLE, at("09:41"))

    async def whole() -> None:
        await serving.office.start()
        try:
            await scene(serving, serving.app.state.service)
        finally:
            await serving.office.stop()

    asyncio.run(whole())


def start(day: str, clock: str) -> datetime:
    return datetime.fromisoformat(f"{day}T{clock}:00+01:00")


async def book(
    serving: Serving, service: Service, clock: str, day: str = TODAY, name: str = "renew"
) -> wire.BookedTicket:
    key = f"book-{day}-{clock}-{name}"
    request = wire.BookRequest(date.fromisoformat(day), (wire.Item(name),), "de", start(day, clock))
    return await service.book(serving.office, KIOSK, request, key)


async def free(serving: Serving, day: str, service: str = "renew") -> set[str]:
    view = await serving.app.state.service.day_ahead(serving.office, date.fromisoformat(day))
    offer = next(o for o in view.services if o.id == service)
    return {f"{s:%H:%M}" for s in offer.starts}


async def move(service: Service, ticket: wire.BookedTicket, day: str, clock: str,
               key: str = "one-move") -> wire.TicketView:  # fmt: skip
    owner = Principal("visitor", f"owner-{ticket.id}", "kreis-unna")
    return await service.move(owner, ticket.secret, start(day, clock), key)


def test_a_ticket_moves_to_another_day_and_keeps_its_page(tmp_path: Path) -> None:
    async def scene(serving: Serving, service: Service) -> None:
        ticket = await book(serving, service, "10:40")
        moved = await move(service, ticket, TOMORROW, "09:00")
        assert (moved.date, moved.start) == (date(2026, 11, 27), start(TOMORROW, "09:00"))
        assert moved.state == "booked", "nobody is here yet tomorrow"
        assert await service.ticket_view(ticket.secret) == moved
        assert serving.office.day.tickets[ticket.id].state == "cancelled"
        assert len(serving.store.log.read(f"kreis-unna/{TOMORROW}")) == 2

    play(tmp_path, scene)


def test_the_same_key_moves_once(tmp_path: Path) -> None:
    async def scene(serving: Serving, service: Service) -> None:
        ticket = await book(serving, service, "10:40")
        first = await move(service, ticket, TOMORROW, "09:00")
        assert await move(service, ticket, TOMORROW, "09:00") == first
        with pytest.raises(ProblemError) as refused:
            await move(service, ticket, TOMORROW, "09:20")
        assert refused.value.problem.code == "key_reused"

    play(tmp_path, scene)


def test_there_and_back_again(tmp_path: Path) -> None:
    """The old start is free as long as the ticket is away, and kept again when it is back."""

    async def scene(serving: Serving, service: Service) -> None:
        ticket = await book(serving, service, "10:40", name="apply")
        kept = serving.office.day.busy
        await move(service, ticket, TOMORROW, "09:00", "away-away")
        assert not any(serving.office.day.busy.values())
        back = await move(service, ticket, TODAY, "10:40", "back-again")
        assert serving.office.day.busy == kept
        assert back.number == "E002", "no number is used twice"
        ahead = await serving.office.read_day(TOMORROW)
        assert ahead is not None
        assert not any(ahead.busy.values())

    play(tmp_path, scene)


def test_a_taken_start_leaves_both_days_as_they_were(tmp_path: Path) -> None:
    async def scene(serving: Serving, service: Service) -> None:
        ticket = await book(serving, service, "10:40")
        before = serving.office.day
        with pytest.raises(ProblemError) as refused:
            await move(service, ticket, TOMORROW, "05:00")
        assert refused.value.problem.code == "slot_taken"
        assert refused.value.problem.next_starts[0].date() == date(2026, 11, 27)
        assert serving.office.day == before
        assert serving.store.log.read(f"kreis-unna/{TOMORROW}") == [], "not opened for nothing"

    play(tmp_path, scene)


def test_a_failed_write_leaves_both_days_as_they_were(tmp_path: Path) -> None:
    async def scene(serving: Serving, service: Service) -> None:
        ticket = await book(serving, service, "10:40")
        await book(serving, service, "10:00", TOMORROW)
        today, ahead = serving.office.day, await serving.office.read_day(TOMORROW)
        with serving.store.log._engine.begin() as connection:
            full = "BEGIN SELECT RAISE(FAIL, 'full'); END"
            connection.execute(sa.text(f"CREATE TRIGGER full BEFORE UPDATE ON links {full}"))
        with pytest.raises(ProblemError) as refused:
            await move(service, ticket, TOMORROW, "09:00")
        assert refused.value.problem.code == "storage_failed"
        assert serving.office.day == today
        assert await serving.office.read_day(TOMORROW) == ahead
        with serving.store.log._engine.connect() as connection:
            stored = connection.execute(sa.select(sa.func.count()).select_from(events)).scalar_one()
        assert ahead is not None
        assert stored == today.position + ahead.position

    play(tmp_path, scene)


def test_two_moves_in_opposite_directions_never_wait_for_each_other(tmp_path: Path) -> None:
    async def scene(serving: Serving, service: Service) -> None:
        here = await book(serving, service, "10:40")
        there = await book(serving, service, "10:00", TOMORROW)
        assert serving.office._writer is not None
        async with asyncio.timeout(10):
            async with serving.office._writer.lock:  # as if today were just writing
                moves = [
                    asyncio.create_task(move(service, here, TOMORROW, "09:00", "key-away")),
                    asyncio.create_task(move(service, there, TODAY, "11:00", "key-here")),
                ]
                await asyncio.wait(moves, timeout=0.2)
            await asyncio.gather(*moves)
        assert (await service.ticket_view(here.secret)).date == date(2026, 11, 27)
        assert (await service.ticket_view(there.secret)).date == date(2026, 11, 26)

    play(tmp_path, scene)


def test_closing_with_tomorrow_rebooks_those_who_wait_first_thing(tmp_path: Path) -> None:
    async def scene(serving: Serving, service: Service) -> None:
        tickets = [await book(serving, service, clock) for clock in ("16:00", "16:30", "17:00")]
        await service.close_day(serving.office, STAFF, date(2026, 11, 26), "tomorrow", "close-now")
        views = [await service.ticket_view(t.secret) for t in tickets]
        assert {v.date for v in views} == {date(2026, 11, 27)}
        assert all(v.start is not None and f"{v.start:%H:%M}" < "09:00" for v in views)
        assert not serving.office.day.in_state("waiting")
        assert serving.office.day.closed == "tomorrow"

    play(tmp_path, scene)


def test_a_day_too_far_ahead_or_gone_is_refused(tmp_path: Path) -> None:
    async def scene(serving: Serving, service: Service) -> None:
        ticket = await book(serving, service, "10:40")
        for day in ("2026-11-25", "2027-03-01"):
            with pytest.raises(ProblemError) as refused:
                await move(service, ticket, day, "09:00")
            assert refused.value.problem.code == "wrong_date", day

    play(tmp_path, scene)


def test_days_ahead_show_what_is_free_and_freeze_at_the_first_booking(tmp_path: Path) -> None:
    async def scene(serving: Serving, service: Service) -> None:
        before = await free(serving, TOMORROW)
        assert "09:00" in before
        assert serving.store.log.read(f"kreis-unna/{TOMORROW}") == [], "looking freezes nothing"
        ticket = await book(serving, service, "09:00", TOMORROW)
        assert (ticket.state, ticket.date) == ("booked", date(2026, 11, 27))
        assert len(serving.store.log.read(f"kreis-unna/{TOMORROW}")) == 2

    play(tmp_path, scene)
