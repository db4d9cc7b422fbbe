"""A running office: today's writer, its feeds, and the ticker that does what is due by itself."""

import asyncio
import logging
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from office.clock import Clock
from office.contract import BoardView, DeskView, KioskView, TicketView
from office.day import views
from office.day.commands import OpenDay, ReleaseDay
from office.day.day import Day, fold
from office.day.events import TicketBooked
from office.feeds import Channel
from office.keys import Keys, token_hash
from office.log import Link, Log
from office.officefile import OfficeFile
from office.writer import DayWriter, Order, Outcome, order

logger = logging.getLogger(__name__)
TICK_SECONDS = 1.0


class LiveOffice:
    """One office while the service runs. Everything but the log's writing happens on one event
    loop."""

    def __init__(
        self, file: OfficeFile, public_url: str, log: Log, keys: Keys, clock: Clock
    ) -> None:
        self.id = file.config.office.id
        self.public_url = public_url.rstrip("/")
        self.config = file.config
        self.clock = clock
        self.closing = asyncio.Event()
        self._file = file
        self._log = log
        self._keys = keys
        self._executor = ThreadPoolExecutor(1, thread_name_prefix="log")
        self._writer: DayWriter | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._writing: asyncio.Task[None] | None = None
        self.kiosk = Channel(
            lambda now: views.kiosk_view(self.day, now, self.public_url), self.position, KioskView
        )
        self.board = Channel(lambda now: views.board_view(self.day, now), self.position, BoardView)
        self.desks: dict[str, Channel] = {}
        self.phones: dict[str, Channel] = {}

    # ---- the day -----------------------------------------------------------------------------

    @property
    def day(self) -> Day:
        """Today as published: every fact in it is on disk."""
        assert self._writer is not None, "start() opens the day"
        assert self._writer.day is not None, "a day that could not be opened never gets here"
        return self._writer.day

    def position(self) -> int:
        return self.day.position

    def local(self, at: int) -> datetime:
        return views.local(self.day, at)

    def today(self) -> date:
        zone = ZoneInfo(self.config.office.zone)
        return datetime.fromtimestamp(self.clock.now() / 1000, UTC).astimezone(zone).date()

    async def submit(self, wanted: Order) -> Outcome:
        assert self._writer is not None, "start() opens the day"
        return await self._writer.submit(wanted)

    async def read_day(self, day: str) -> Day | None:
        """A day by its ISO date: today's published one, else read from the log; None if unknown."""
        if day == self.day.plan.date:
            return self.day
        return await self._read(day)

    # ---- life --------------------------------------------------------------------------------

    async def start(self) -> None:
        """Open today (or take it up again) and begin to tick. Raises LogError."""
        await self._open(self.today())
        await self.tick()
        self._spawn(self._tick_for_ever())

    def end_feeds(self) -> None:
        """Let every open feed end by itself."""
        self.closing.set()
        for channel in (*self._house_channels(), *self.phones.values()):
            channel.wake()

    async def stop(self) -> None:
        self.end_feeds()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._executor.shutdown()

    async def tick(self) -> None:
        """Do what is due: the next day, the release; then show what time alone has changed."""
        if self.today().isoformat() != self.day.plan.date:
            await self._open(self.today())
        release_at = self.day.plan.release_at
        if not self.day.released and release_at is not None and release_at <= self.clock.now():
            await self.submit(order(ReleaseDay(), "system", "release", ""))
        self._refresh(phones=True)

    def desk_channel(self, desk: str) -> Channel:
        return self.desks.setdefault(
            desk,
            Channel(lambda now: views.desk_view(self.day, desk, now), self.position, DeskView),
        )

    def phone_channel(self, ticket: str) -> Channel:
        """Follows a ticket of today."""
        day = self.day

        def make(now: int) -> TicketView:
            current = self.day if ticket in self.day.tickets else day
            return views.ticket_view(current, current.tickets[ticket], now)

        return self.phones.setdefault(ticket, Channel(make, self.position, TicketView))

    async def _open(self, day: date) -> None:
        stream = f"{self.id}/{day.isoformat()}"
        found = await self._read(day.isoformat())
        writer = DayWriter(
            stream, self._log, self._executor, self.clock, found, self._link_of, self._published
        )
        before, self._writing = self._writing, self._spawn(writer.run())
        if found is None:
            opening = OpenDay(self.config, self._file.plan(day))
            await writer.submit(order(opening, "system", "open", ""))
            if writer.day is None:
                raise RuntimeError(f"the day {day} could not be opened; is the disk full?")
        elif found.config != self.config:
            logger.warning("office file differs from the opened day; it counts from tomorrow on")
        self._writer = writer
        if before is not None:
            before.cancel()
        logger.info("day open stream=%s position=%d", stream, self.day.position)

    def _load(self, day: str) -> Day | None:
        state: Day | None = None
        for recorded in self._log.read(f"{self.id}/{day}"):
            state = fold(state, recorded)
        return state

    def _link_of(self, booked: TicketBooked) -> Link:
        secret = self._keys.visitor_secret(booked.ticket)
        return Link(token_hash(secret), self.id, self.day.plan.date, booked.ticket)

    def _published(self) -> None:
        if self._writer is not None and self._writer.day is not None:
            self._refresh(phones=False)

    def _refresh(self, phones: bool) -> None:
        """Boards first, phones last and at most once a second (with the tick)."""
        now = self.clock.now()
        for channel in self._house_channels():
            channel.refresh(now)
        if phones:
            self.phones = {id_: c for id_, c in self.phones.items() if not c.idle}
            for channel in self.phones.values():
                channel.refresh(now)

    def _house_channels(self) -> list[Channel]:
        return [self.board, *self.desks.values(), self.kiosk]

    async def _tick_for_ever(self) -> None:
        while True:
            await asyncio.sleep(TICK_SECONDS)
            try:
                await self.tick()
            except Exception:  # the ticker must outlive any one bad tick; the log tells
                logger.exception("tick failed office=%s", self.id)

    def _spawn(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _read(self, day: str) -> Day | None:
        return await asyncio.get_running_loop().run_in_executor(self._executor, self._load, day)
