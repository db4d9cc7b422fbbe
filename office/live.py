"""A running office: today's writer, its feeds, and the ticker that does what is due by itself."""

import asyncio
import logging
from collections.abc import Coroutine, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from immutables import Map

from office.clock import Clock
from office.contract import BoardView, DeskView, KioskView, TicketView
from office.day import booking, house, serving, views
from office.day.commands import Book, CloseDay, Expire, OpenDay, ReleaseDay
from office.day.day import Day, Notice, fold
from office.day.events import DayOpened, Recorded
from office.day.refusal import Refusal
from office.errors import DamagedLog, StorageFailed
from office.feeds import Channel
from office.imports.inbox import Inbox
from office.keys import Keys, token_hash
from office.log import Link, Log
from office.officefile import OfficeFile
from office.writer import DayWriter, Done, Order, Outcome, decide_one, move_between, order

logger = logging.getLogger(__name__)
TICK_SECONDS = 1.0
FINAL = {"done", "cancelled", "expired"}
"""A ticket in these states takes its remark with it; a missed visitor may still come back."""


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
        self._inbox = Inbox(log, keys, self.id)
        self._executor = ThreadPoolExecutor(1, thread_name_prefix="log")
        self._writer: DayWriter | None = None
        self._ahead: dict[str, DayWriter] = {}
        """Later days that somebody has asked something of, by ISO date."""
        self._opening = asyncio.Lock()
        """A day is opened once, however many ask, and becomes today without a moment between."""
        self._noticed: Mapping[str, Notice] = Map()
        self.remarks: dict[str, str] = {}
        """Ticket of today → a colleague's remark: private, outside the log."""
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

    def days_ahead(self) -> list[Day]:
        """The later days that somebody has booked."""
        return [writer.day for writer in self._ahead.values() if writer.day is not None]

    def local(self, at: int) -> datetime:
        return views.local(self.day, at)

    def today(self) -> date:
        zone = ZoneInfo(self.config.office.zone)
        return datetime.fromtimestamp(self.clock.now() / 1000, UTC).astimezone(zone).date()

    def midnight(self) -> int:
        """When today ends, epoch milliseconds."""
        zone = ZoneInfo(self.zone)
        return round(
            datetime.combine(self.today() + timedelta(days=1), time(), zone).timestamp() * 1000
        )

    async def submit(self, wanted: Order, day: str = "") -> Outcome:
        """Decide on that day (today unless said). A later day is opened, its plan frozen, by the
        first command that it does not refuse."""
        assert self._writer is not None, "start() opens the day"
        if day in {"", self.day.plan.date}:
            return await self._writer.submit(wanted)
        if day < self.day.plan.date:
            return await self._answered_before(wanted, day) or Refusal("wrong_date")
        if self._too_far(day):
            return Refusal("wrong_date")
        if day not in self._ahead:
            refusal = decide_one(await self.read_day(day), wanted, self.clock.now())[2]
            if isinstance(refusal, Refusal):
                return refusal
        return await (await self._writer_of(day)).submit(wanted)

    async def move(self, day: str, leave: Order, to: str, arrive: Order) -> Outcome:
        """Move a ticket from one day to another, both today or later."""
        assert self._writer is not None, "start() opens the day"
        if self._too_far(to):
            return Refusal("wrong_date")
        old = await self._writer_of(day)
        refusal = decide_one(await self.read_day(to), arrive, self.clock.now())[2]
        if isinstance(refusal, Refusal):
            return refusal  # before the other day is opened for it
        new = await self._writer_of(to)
        ticket = arrive.command.ticket if isinstance(arrive.command, Book) else ""
        link = self._link_of(to, ticket)

        async def write(left: list[Recorded], taken: list[Recorded]) -> None:
            await asyncio.get_running_loop().run_in_executor(
                self._executor, self._log.append_move, (old.stream, left), (new.stream, taken), link
            )

        return await move_between(old, new, leave, arrive, self.clock, write)

    async def _answered_before(self, wanted: Order, day: str) -> Done | None:
        """What a day before has answered under this key stays answered."""
        state = await self._read(day)
        before = state.answered.get(wanted.id) if state is not None else None
        if state is None or before is None or before.body != wanted.body:
            return None
        return Done(state, before)

    def _too_far(self, day: str) -> bool:
        """Before a plan is made for it: a day of the year 9999 has no next opening."""
        return (date.fromisoformat(day) - self.today()).days > self.config.rules.horizon_days

    async def _writer_of(self, day: str) -> DayWriter:
        """The one writer of today or a later day, opened if needed. Raises LogError."""
        async with self._opening:
            if self._writer is not None and day == self.day.plan.date:
                return self._writer
            if day not in self._ahead:
                self._ahead[day] = await self._open_writer(date.fromisoformat(day))
            return self._ahead[day]

    async def read_day(self, day: str) -> Day | None:
        """A day by its ISO date: today's published one, a later one as it is or as it would begin,
        an earlier one from the log; None if there is none."""
        if day == self.day.plan.date:
            return self.day
        ahead = self._ahead.get(day)
        if ahead is not None:
            return ahead.day
        found = await self._read(day)
        if found is None and day > self.day.plan.date:
            opened = DayOpened(self.config, self._file.plan(date.fromisoformat(day)), self.zone)
            return fold(None, Recorded(1, self.clock.now(), "system", "preview", "", opened))
        return found

    @property
    def zone(self) -> str:
        return self.config.office.zone

    # ---- remarks -----------------------------------------------------------------------------

    async def set_remark(self, ticket: str, text: str) -> None:
        """Keep a remark beside the log. Raises StorageFailed."""
        date_ = self.day.plan.date
        await asyncio.to_thread(self._log.set_remark, self.id, date_, ticket, text)
        if text and date_ == self.day.plan.date:
            self.remarks[ticket] = text
        else:
            self.remarks.pop(ticket, None)
        self._refresh(phones=False)

    async def _erase_remarks(self) -> None:
        """Remarks go with their tickets, once the last step cannot be undone any more, and all of
        them at the day's end."""
        day, now = self.day, self.clock.now()
        steps = (serving.undoable(day, desk, now) for desk in day.steps)
        undoable = {step.before.id for step in steps if step is not None}
        for id_ in list(self.remarks):
            ticket = day.tickets.get(id_)
            over = ticket is None or (ticket.state in FINAL and id_ not in undoable)
            if over or day.closed is not None:
                await self.set_remark(id_, "")

    # ---- life --------------------------------------------------------------------------------

    async def start(self) -> None:
        """Take up today and the later days that were begun, and tick from now on, once.
        Raises LogError."""
        if self._writer is not None:
            return
        await self._open(self.today())
        for day in await asyncio.to_thread(self._log.days_after, self.id, self.day.plan.date):
            await self._writer_of(day)
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
        for writer in (self._writer, *self._ahead.values()):
            if writer is not None:
                writer.close()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._executor.shutdown()

    async def tick(self) -> None:
        """Do what is due: the next day, the release, expiries, the closing; then show what time
        alone has changed."""
        if self.today().isoformat() != self.day.plan.date:
            await self._open(self.today())
        now = self.clock.now()
        release_at = self.day.plan.release_at
        if not self.day.released and release_at is not None and release_at <= now:
            await self.submit(order(ReleaseDay(), "system", "release", ""))
        if self._writer is not None:
            await self._close_if_empty(self._writer)
        for writer in (self._writer, *self._ahead.values()):
            await self._expire(writer, now)
        await self._erase_remarks()
        self._refresh(phones=True)
        await self._take_appointments()

    async def _take_appointments(self) -> None:
        """What the command line has laid in from another booking system."""
        try:
            await self._inbox.take(self.read_day, self.submit, self.today())
        except StorageFailed as error:
            logger.warning("inbox waits office=%s reason=%s", self.id, error)

    async def _close_if_empty(self, writer: DayWriter) -> None:
        if writer.day is not None and house.closes_by_itself(writer.day, self.clock.now()):
            await writer.submit(order(CloseDay("served"), "system", "close", ""))

    async def _expire(self, writer: DayWriter | None, now: int) -> None:
        due = booking.next_expiry(writer.day) if writer is not None and writer.day else None
        if writer is not None and writer.day and due is not None and due <= now:
            await writer.submit(order(Expire(), "system", f"expire-{writer.day.position}", ""))

    def desk_channel(self, desk: str) -> Channel:
        return self.desks.setdefault(
            desk,
            Channel(
                lambda now: views.desk_view(self.day, desk, now, self.remarks),
                self.position,
                DeskView,
            ),
        )

    def phone_channel(self, ticket: str) -> Channel:
        """Follows a ticket of today."""
        day = self.day

        def make(now: int) -> TicketView:
            current = self.day if ticket in self.day.tickets else day
            return views.ticket_view(current, current.tickets[ticket], now)

        return self.phones.setdefault(ticket, Channel(make, self.position, TicketView))

    async def _open(self, day: date) -> None:
        """Make `day` today; the day before is closed, so that nobody waits for ever."""
        iso = day.isoformat()
        writer = await self._writer_of(iso)
        remarks = await asyncio.to_thread(self._log.remarks, self.id, iso)
        async with self._opening:
            before, self._writer = self._writer, writer
            self._ahead.pop(iso, None)
            self.remarks = remarks
        if before is not None:
            if before.stream < writer.stream:  # not when the clock was set back over midnight
                await before.submit(order(CloseDay("served"), "system", "close", ""))
            before.close()
        logger.info("day open stream=%s position=%d", writer.stream, self.day.position)

    async def _open_writer(self, day: date) -> DayWriter:
        """A running writer of an opened day. Raises LogError."""
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
            logger.warning("office file differs from the opened day %s, which keeps its own", day)
        return writer

    def _load(self, day: str) -> Day | None:
        state: Day | None = None
        stream = f"{self.id}/{day}"
        for recorded in self._log.read(stream):
            try:
                state = fold(state, recorded)
            except (ValueError, KeyError) as error:
                raise DamagedLog(f"{stream} is damaged: {error}") from error
        return state

    def _link_of(self, day: str, ticket: str) -> Link:
        return Link(token_hash(self._keys.visitor_secret(ticket)), self.id, day, ticket)

    def _published(self) -> None:
        if self._writer is not None and self._writer.day is not None:
            # A notice, an evacuation above all, does not wait for the phones' next second.
            noticed, self._noticed = self.day.notices != self._noticed, self.day.notices
            self._refresh(phones=noticed)

    def _refresh(self, phones: bool) -> None:
        """Boards first, phones last and at most once a second (with the tick)."""
        now = self.clock.now()
        channels = self._house_channels()
        if phones:
            self.phones = {id_: c for id_, c in self.phones.items() if not c.idle}
            channels += self.phones.values()
        for channel in channels:
            try:
                channel.refresh(now)
            except Exception:  # one view's bug must not take the others with it
                logger.exception("view failed office=%s", self.id)

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
