"""The one writer of a day: takes the waiting commands, decides them, writes once, then answers.

All commands that wait are decided one after the other on a tentative day and their facts written in
one transaction (one fsync). Only then is the day published and anybody answered; if the write
fails, the tentative day is dropped and all are refused. So no command ever sees a fact that is not
durable, but those of its own batch.
"""

import asyncio
import hashlib
import logging
from collections.abc import Awaitable, Callable
from concurrent.futures import Executor
from dataclasses import dataclass

from office.clock import Clock
from office.day.commands import Command
from office.day.day import Answered, Day, fold
from office.day.decide import decide
from office.day.events import Recorded, StartHeld, TicketBooked
from office.day.refusal import Refusal
from office.errors import StorageFailed
from office.log import Link, Log

logger = logging.getLogger(__name__)
MAX_BATCH = 256
Write = Callable[[list[Recorded], list[Recorded]], Awaitable[None]]
"""Writes the rows of the day left and of the day taken, in one transaction."""


@dataclass(frozen=True, slots=True)
class Order:
    """A command with who asks, under which key, and the fingerprint of what was asked."""

    command: Command
    by: str
    id: str
    body: str


def order(command: Command, by: str, key: str, body: str) -> Order:
    """The command's id binds the key to the principal: two devices may choose the same key."""
    id_ = hashlib.sha256(f"{by}\x00{key}".encode()).hexdigest()[:32]
    return Order(command, by, id_, hashlib.sha256(body.encode()).hexdigest()[:16])


@dataclass(frozen=True, slots=True)
class Done:
    """What was decided and is on disk: the day since, and what the command did (None: nothing
    new)."""

    day: Day
    answered: Answered | None


Outcome = Done | Refusal


@dataclass(slots=True)
class _Waiting:
    order: Order
    answer: asyncio.Future[Outcome]


class DayWriter:
    """Owns one stream. `day` is the published day: what every view is made of."""

    def __init__(
        self,
        stream: str,
        log: Log,
        executor: Executor,
        clock: Clock,
        day: Day | None,
        link_of: Callable[[str], Link],
        published: Callable[[], None],
    ) -> None:
        self.stream = stream
        self.day = day
        self._log = log
        self._executor = executor
        self._clock = clock
        self._link_of = link_of
        self._published = published
        self._queue: asyncio.Queue[_Waiting | None] = asyncio.Queue()
        self._closing = self._ended = False
        self.lock = asyncio.Lock()
        """Held while a batch is decided and written; a move to another day holds two."""

    async def submit(self, wanted: Order) -> Outcome:
        """Decide and write a command; answers when its facts are on disk."""
        if self._ended:
            return Refusal("storage_failed")
        answer: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        self._queue.put_nowait(_Waiting(wanted, answer))
        return await answer

    def close(self) -> None:
        """Serve all who wait by now, then end."""
        self._closing = True
        self._queue.put_nowait(None)

    async def run(self) -> None:
        """Serve commands until closed; what came too late is refused, never left hanging."""
        batch: list[_Waiting] = []
        try:
            while not self._closing or not self._queue.empty():
                batch = [*filter(None, [await self._queue.get()]), *self._waiting()]
                await self._serve(batch)
        finally:
            self._ended = True
            while late := [*batch, *self._waiting()]:
                batch = []
                for waiting in late:
                    _answer(waiting, Refusal("storage_failed"))

    def _waiting(self) -> list[_Waiting]:
        """Those who wait by now, at most a batch."""
        waiting = list[_Waiting]()
        while len(waiting) < MAX_BATCH and not self._queue.empty():
            waiting += filter(None, [self._queue.get_nowait()])
        return waiting

    async def _serve(self, batch: list[_Waiting]) -> None:
        async with self.lock:
            await self._serve_alone(batch)

    async def _serve_alone(self, batch: list[_Waiting]) -> None:
        day, rows, outcomes = self._decide_all([waiting.order for waiting in batch])
        if rows:
            try:
                await self._append(rows)
            except StorageFailed as error:
                logger.error("write failed stream=%s reason=%s", self.stream, error)
                outcomes = [Refusal("storage_failed")] * len(batch)
            except Exception:  # whatever it was, nothing of the batch counts, and the day goes on
                logger.exception("write failed stream=%s", self.stream)
                outcomes = [Refusal("internal")] * len(batch)
            else:
                self.day = day
                self.publish()
        for waiting, outcome in zip(batch, outcomes, strict=True):
            _answer(waiting, outcome)

    def publish(self) -> None:
        try:
            self._published()
        except Exception:  # the facts are on disk: a view's bug must not turn them into a refusal
            logger.exception("views failed stream=%s", self.stream)

    def _decide_all(self, orders: list[Order]) -> tuple[Day | None, list[Recorded], list[Outcome]]:
        day, rows, outcomes = self.day, list[Recorded](), list[Outcome]()
        now = self._clock.now()
        for wanted in orders:
            try:
                day, new, outcome = decide_one(day, wanted, now)
            except Exception:  # a rule's bug costs the one who asked, not the whole day
                logger.exception("no decision stream=%s", self.stream)
                new, outcome = [], Refusal("internal")
            rows += new
            outcomes.append(outcome)
        return day, rows, outcomes

    async def _append(self, rows: list[Recorded]) -> None:
        known = self.day.tickets if self.day is not None else {}
        made = [r.fact.ticket for r in rows if isinstance(r.fact, (StartHeld, TicketBooked))]
        links = [self._link_of(ticket) for ticket in dict.fromkeys(made) if ticket not in known]
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(self._executor, self._log.append, self.stream, rows, links)


async def move_between(
    old: DayWriter, new: DayWriter, leave: Order, arrive: Order, clock: Clock, write: Write
) -> Outcome:
    """A ticket leaves one day for another, or nothing happens: both days decide, one transaction
    holds both. Locks are taken in the order of the streams, so that two moves never wait for each
    other."""
    first, second = sorted((old, new), key=lambda writer: writer.stream)
    async with first.lock, second.lock:
        now = clock.now()
        left, left_rows, outcome = decide_one(old.day, leave, now)
        if isinstance(outcome, Refusal):
            return outcome
        taken, taken_rows, outcome = decide_one(new.day, arrive, now)
        if isinstance(outcome, Refusal):
            return outcome
        if left_rows and taken_rows:
            try:
                await write(left_rows, taken_rows)
            except StorageFailed as error:
                logger.error("move failed from=%s to=%s: %s", old.stream, new.stream, error)
                return Refusal("storage_failed")
            old.day, new.day = left, taken
            old.publish()
            new.publish()
        return outcome


def _answer(waiting: _Waiting, outcome: Outcome) -> None:
    if not waiting.answer.done():
        waiting.answer.set_result(outcome)


def decide_one(
    day: Day | None, wanted: Order, now: int
) -> tuple[Day | None, list[Recorded], Outcome]:
    """One order on a (tentative) day: the day after it, its new rows, its outcome. Pure."""
    before = day.answered.get(wanted.id) if day is not None else None
    if day is not None and before is not None:
        if before.body != wanted.body:
            return day, [], Refusal("key_reused")
        return day, [], Done(day, before)
    decision = decide(day, wanted.command, now)
    if isinstance(decision, Refusal):
        return day, [], decision
    rows = []
    for fact in decision:
        position = day.position + 1 if day is not None else 1
        at = max(now, day.at) if day is not None else now
        row = Recorded(position, at, wanted.by, wanted.id, wanted.body, fact)
        day = fold(day, row)
        rows.append(row)
    assert day is not None
    return day, rows, Done(day, day.answered.get(wanted.id))
