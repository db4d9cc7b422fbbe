"""A running office: today's writer, its feeds, and the ticker that does what is due by itself."""

import asyncio
import logging
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from office.clock import Clock
from office.contract import BoardView, DeskView, KioskView, TicketView
from office.day import views
from office.day.commands import Book, OpenDay, ReleaseDay
from office.day.day import Day, fold
from office.day.events import TicketBooked
from office.day.refusal import Refusal
from office.errors import DamagedLog, StorageFailed
from office.feeds import Channel
from office.keys import Keys, token_hash
from office.log import Link, Log
from office.officefile import OfficeFile
from office.writer import DayWriter, Done, Order, Outcome, order

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
        self._ticker: asyncio.Task[None] | None = None
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
        """Decide on today; what a day before has answered under this key stays answered."""
        assert self._writer is not None, "start() opens the day"
        outcome = await self._writer.submit(wanted)
        if isinstance(outcome, Refusal) and outcome.code == "wrong_date":
            return await self._answered_before(wanted) or outcome
        return outcome

    async def _answered_before(self, wanted: Order) -> Done | None:
        assert isinstance(wanted.command, Book), "only a booking names its date"
        day = await self.read_day(wanted.command.date)
        before = day.answered.get(wanted.id) if day is not None else None
        if day is None or before is None or before.body != wanted.body:
            return None
        return Done(day, before)

    async def read_day(self, day: str) -> Day | None:
        """A day by its ISO date: today's published one, else read from the log; None if unknown."""
        if day == self.day.plan.date:
            return self.day
        return await self._read(day)

    # ---- life --------------------------------------------------------------------------------

    async def start(self) -> None:
        """Open today (or take it up again) and begin to tick, once. Raises LogError."""
        if self._writer is not None:
            return
        await self._open(self.today())
        await self.tick()
        self._ticker = self._spawn(self._tick_for_ever())

    def end_feeds(self) -> None:
        """Let every open feed end by itself."""
        self.closing.set()
        for channel in (*self._house_channels(), *self.phones.values()):
            channel.wake()

    async def stop(self) -> None:
        self.end_feeds()
        if self._ticker is not None:
            self._ticker.cancel()
        if self._writer is not None:
            self._writer.close()
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
        link_of = partial(self._link_of, day.isoformat())
        writer = DayWriter(
            stream, self._log, self._executor, self.clock, found, link_of, self._published
        )
        self._spawn(writer.run())
        if found is None:
            opening = OpenDay(self.config, self._file.plan(day))
            await writer.submit(order(opening, "system", "open", ""))
            if writer.day is None:
                writer.close()
                raise StorageFailed(f"the day {day} could not be opened; is the disk full?")
        elif found.config != self.config:
            logger.warning("office file differs from the opened day; it counts from tomorrow on")
        before, self._writer = self._writer, writer
        if before is not None:
            before.close()
        logger.info("day open stream=%s position=%d", stream, self.day.position)

    def _load(self, day: str) -> Day | None:
        state: Day | None = None
        stream = f"{self.id}/{day}"
        for recorded in self._log.read(stream):
            try:
                state = fold(state, recorded)
            except (ValueError, KeyError) as error:
                raise DamagedLog(f"{stream} is damaged: {error}") from error
        return state

    def _link_of(self, day: str, booked: TicketBooked) -> Link:
        secret = self._keys.visitor_secret(booked.ticket)
        return Link(token_hash(secret), self.id, day, booked.ticket)

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
        """Beside the writer, not behind it: who looks up an old day keeps nobody waiting."""
        return await asyncio.to_thread(self._load, day)
