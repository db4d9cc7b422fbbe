"""An office that stays open: release, midnight, both nights of the clocks, failing disks."""

import asyncio
from collections.abc import Callable, Coroutine
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from office import contract as wire
from office.access import Principal
from office.contract import RefusalCode
from office.day.day import MINUTE, Day
from office.day.events import DayClosed
from office.errors import DamagedLog, StorageFailed
from office.log import events
from office.problems import ProblemError
from office.service import Service
from tests.office.day.small import at
from tests.office.serving import NIGHT, SAMPLE, Serving, make_serving

KIOSK = Principal("kiosk", "kiosk-1", "night")
SATURDAY = at("23:00", "2026-11-28")
SUNDAY = at("00:00", "2026-11-29")

Scene = Callable[[Serving], Coroutine[Any, Any, None]]


def play(serving: Serving, scene: Scene) -> None:
    """A scene in an office that runs, but ticks only when the scene says so."""

    async def whole() -> None:
        await serving.office.start()
        try:
            await scene(serving)
        finally:
            await serving.office.stop()

    asyncio.run(whole())


def service(serving: Serving) -> Service:
    found: Service = serving.app.state.service
    return found


async def book(serving: Serving, day: str, key: str, name: str = "ask") -> wire.BookedTicket:
    request = wire.BookRequest(date.fromisoformat(day), (wire.Item(name),), "de")
    return await service(serving).book(serving.office, KIOSK, request, key)


async def refused(asked: Coroutine[Any, Any, object]) -> RefusalCode:
    with pytest.raises(ProblemError) as caught:
        await asked
    return caught.value.problem.code


async def move(serving: Serving, to: int) -> None:
    serving.clock.at = to
    await serving.office.tick()


def test_the_day_is_released_when_it_is_time(tmp_path: Path) -> None:
    async def scene(serving: Serving) -> None:
        assert not serving.office.day.released
        await move(serving, at("07:29:59"))
        assert not serving.office.day.released
        await move(serving, at("07:30"))
        assert serving.office.day.released
        assert serving.stored() == 2
        await move(serving, at("07:31"))
        assert serving.stored() == 2

    play(make_serving(tmp_path, SAMPLE, at("07:00")), scene)


def test_a_start_after_the_release_makes_up_for_it(tmp_path: Path) -> None:
    async def scene(serving: Serving) -> None:
        assert serving.office.day.released

    play(make_serving(tmp_path, SAMPLE, at("09:00")), scene)


def test_midnight_opens_the_next_day_with_its_own_numbers(tmp_path: Path) -> None:
    async def scene(serving: Serving) -> None:
        first = await book(serving, "2026-11-28", "key-one-1")
        await move(serving, SUNDAY - 1)
        assert serving.office.day.plan.date == "2026-11-28"
        await move(serving, SUNDAY)
        assert serving.office.day.plan.date == "2026-11-29"
        assert serving.office.day.released
        second = await book(serving, "2026-11-29", "key-two-2")
        assert (first.number, second.number) == ("A001", "A001")
        assert (first.id, first.secret) != (second.id, second.secret)
        rows = serving.store.log.read("night/2026-11-28")
        assert isinstance(rows[-1].fact, DayClosed), "nobody waits for ever in a day that is over"
        assert len(rows) == 4
        assert await refused(book(serving, "2026-11-28", "key-three")) == "wrong_date"

    play(make_serving(tmp_path, NIGHT, SATURDAY), scene)


def test_a_ticket_of_yesterday_is_still_shown_to_its_owner(tmp_path: Path) -> None:
    async def scene(serving: Serving) -> None:
        ticket = await book(serving, "2026-11-28", "key-one-1")
        await move(serving, SUNDAY)
        view = await service(serving).ticket_view(ticket.secret)
        assert (view.number, view.date) == ("A001", date(2026, 11, 28))
        assert (await service(serving).find_ticket(ticket.secret.lower())).ticket.id == ticket.id

    play(make_serving(tmp_path, NIGHT, SATURDAY), scene)


def test_a_key_of_before_midnight_gives_the_same_ticket_after_it(tmp_path: Path) -> None:
    """The kiosk's answer got lost on the way, and it asks again a moment too late."""

    async def scene(serving: Serving) -> None:
        first = await book(serving, "2026-11-28", "key-one-1")
        await move(serving, SUNDAY)
        again = await book(serving, "2026-11-28", "key-one-1")
        assert again == first
        assert await refused(book(serving, "2026-11-28", "key-one-1", "collect")) == "wrong_date"
        rows = serving.store.log.read("night/2026-11-28")
        assert isinstance(rows[-1].fact, DayClosed), "nobody waits for ever in a day that is over"
        assert len(rows) == 4

    play(make_serving(tmp_path, NIGHT, SATURDAY), scene)


def test_bookings_around_midnight_all_find_their_day(tmp_path: Path) -> None:
    """While the day changes, everybody is either given a ticket that is on disk or refused."""

    async def scene(serving: Serving) -> None:
        early = []
        for n in range(60):
            early.append(asyncio.create_task(book(serving, "2026-11-28", f"early-{n:03}")))
            await asyncio.sleep(0)
            if n == 40:
                serving.clock.at = SUNDAY
                ticking = asyncio.create_task(serving.office.tick())
        await ticking
        late = [asyncio.create_task(book(serving, "2026-11-29", f"late-{n:03}")) for n in range(9)]
        outcomes = await asyncio.gather(*early, return_exceptions=True)
        given_out = [o.id for o in outcomes if isinstance(o, wire.BookedTicket)]
        codes = {o.problem.code for o in outcomes if isinstance(o, ProblemError)}
        assert codes <= {"closed", "wrong_date"}
        assert given_out
        stored = [
            r.fact.ticket
            for r in serving.store.log.read("night/2026-11-28")
            if type(r.fact).__name__ == "TicketBooked"
        ]
        assert sorted(stored) == sorted(given_out)
        assert sorted(t.number for t in await asyncio.gather(*late))[-1] == "A009"
        for ticket in [*outcomes, *(t.result() for t in late)]:
            if isinstance(ticket, wire.BookedTicket):
                found = await service(serving).find_ticket(ticket.secret)
                assert found.day.plan.date == ticket.date.isoformat()

    play(make_serving(tmp_path, NIGHT, SATURDAY), scene)


def test_the_day_before_is_let_go(tmp_path: Path) -> None:
    """A week of midnights leaves one writer and one ticker, not a pile of them."""

    async def scene(serving: Serving) -> None:
        for night in range(1, 8):
            await move(serving, SATURDAY + night * 24 * 60 * MINUTE)
        for _ in range(20):
            await asyncio.sleep(0)
        assert len(serving.office._tasks) == 2

    play(make_serving(tmp_path, NIGHT, SATURDAY), scene)


@pytest.mark.parametrize(
    ("day", "hours"), [("2026-10-24", 24), ("2026-10-25", 25), ("2027-03-28", 23)]
)
def test_every_hour_of_a_night_has_its_day(tmp_path: Path, day: str, hours: int) -> None:
    async def scene(serving: Serving) -> None:
        midnight = serving.office.day.plan.midnight
        for hour in range(hours):
            await move(serving, midnight + hour * 60 * MINUTE)
            assert serving.office.day.plan.date == day
        await move(serving, midnight + hours * 60 * MINUTE)
        following = date.fromisoformat(day) + timedelta(days=1)
        assert serving.office.day.plan.date == following.isoformat()
        assert serving.office.day.plan.midnight == serving.clock.at

    offset = "+01:00" if day.startswith("2027") else "+02:00"
    play(make_serving(tmp_path, NIGHT, at("00:00", day, offset)), scene)


def test_a_clock_that_steps_back_over_midnight_goes_back_to_the_day(tmp_path: Path) -> None:
    async def scene(serving: Serving) -> None:
        await move(serving, SUNDAY)
        first = await book(serving, "2026-11-29", "key-one-1")
        await move(serving, SUNDAY - 5 * MINUTE)
        assert serving.office.day.plan.date == "2026-11-28"
        await move(serving, SUNDAY + 1)
        second = await book(serving, "2026-11-29", "key-two-2")
        assert (first.number, second.number) == ("A001", "A002")

    play(make_serving(tmp_path, NIGHT, SATURDAY), scene)


def test_a_restart_takes_the_day_up_again(tmp_path: Path) -> None:
    kept: list[Day] = []

    async def evening(serving: Serving) -> None:
        await book(serving, "2026-11-28", "key-one-1")
        kept.append(serving.office.day)

    async def later(serving: Serving) -> None:
        assert serving.office.day == kept[0]
        again = await book(serving, "2026-11-28", "key-one-1")
        assert again.number == "A001"
        assert (await book(serving, "2026-11-28", "key-two-2")).number == "A002"

    first = make_serving(tmp_path, NIGHT, SATURDAY)
    play(first, evening)
    second = make_serving(tmp_path, NIGHT, SATURDAY + MINUTE)
    play(second, later)


# ---- failing disks -----------------------------------------------------------------------------


def make_read_only(serving: Serving) -> None:
    """From now on the database takes nothing, as on a disk that was mounted again read-only."""
    engine = serving.store.log._engine
    engine.dispose()
    sa.event.listen(engine, "connect", lambda c, _: c.execute("PRAGMA query_only = ON"))


def test_a_day_that_cannot_be_written_is_not_opened(tmp_path: Path) -> None:
    serving = make_serving(tmp_path, NIGHT, SATURDAY)
    make_read_only(serving)

    async def scene() -> None:
        with pytest.raises(StorageFailed, match="2026-11-28 could not be opened; is the disk full"):
            await serving.office.start()
        await serving.office.stop()

    asyncio.run(scene())


def test_a_midnight_without_a_disk_keeps_the_old_day_and_piles_nothing_up(tmp_path: Path) -> None:
    async def scene(serving: Serving) -> None:
        make_read_only(serving)
        serving.clock.at = SUNDAY
        for _ in range(5):
            with pytest.raises(StorageFailed):
                await serving.office.tick()
        assert serving.office.day.plan.date == "2026-11-28"
        for _ in range(20):
            await asyncio.sleep(0)
        assert len(serving.office._tasks) == 2

    play(make_serving(tmp_path, NIGHT, SATURDAY), scene)


def test_a_log_with_a_gap_is_damage(tmp_path: Path) -> None:
    async def evening(serving: Serving) -> None:
        for n in range(3):
            await book(serving, "2026-11-28", f"key-{n:05}")

    first = make_serving(tmp_path, NIGHT, SATURDAY)
    play(first, evening)
    with first.store.log._engine.begin() as connection:
        connection.execute(sa.delete(events).where(events.c.position == 4))
    second = make_serving(tmp_path, NIGHT, SATURDAY)

    async def scene() -> None:
        with pytest.raises(DamagedLog, match="night/2026-11-28 is damaged: gap in the log"):
            await second.office.start()
        await second.office.stop()

    asyncio.run(scene())
