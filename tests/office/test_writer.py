"""The writer: decide, write once, publish, answer, in this order, and nothing half done."""

import asyncio
import logging
import threading
from collections.abc import Callable, Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from office.clock import FakeClock
from office.day import commands as co
from office.day.day import Day
from office.day.events import Recorded
from office.day.refusal import Refusal
from office.errors import StorageFailed
from office.log import Link, Log, open_engine
from office.writer import DayWriter, Done, Outcome, order
from tests.office.day.small import at, book, config, folded, plan

STREAM = "small/2026-11-26"


class Disk(Log):
    """The real log, which can be held up, and can fail."""

    def __init__(self, path: Path) -> None:
        super().__init__(open_engine(path))
        self.batches: list[int] = []
        self.full = False
        self.go = threading.Event()
        self.go.set()

    def append(self, stream: str, rows: Sequence[Recorded], new_links: Sequence[Link]) -> None:
        self.go.wait(10)
        if self.full:
            raise StorageFailed("database or disk is full")
        self.batches.append(len(rows))
        super().append(stream, rows, new_links)


@dataclass
class Bench:
    """A writer on a disk, with a note of every published position."""

    disk: Disk
    published: list[int] = field(default_factory=list)
    broken_views: bool = False
    running: asyncio.Task[None] = field(init=False)

    def __post_init__(self) -> None:
        self.executor = ThreadPoolExecutor(1)
        self.clock = FakeClock(at("08:00"))
        self.writer = DayWriter(
            STREAM, self.disk, self.executor, self.clock, None, self._link, self._published
        )
        self.serial = 0

    @property
    def day(self) -> Day:
        assert self.writer.day is not None
        return self.writer.day

    def _link(self, ticket: str) -> Link:
        return Link(f"hash of {ticket}", "small", "2026-11-26", ticket)

    def _published(self) -> None:
        if self.broken_views:
            raise RuntimeError("a view's bug")
        self.published.append(self.day.position)

    async def ask(self, command: co.Command, key: str = "", body: str = "") -> Outcome:
        self.serial += 1
        return await self.writer.submit(order(command, "k", key or f"key-{self.serial}", body))

    async def book(self, name: str = "", key: str = "") -> Outcome:
        self.serial += 1
        return await self.ask(book("ask", ticket=name or f"t{self.serial}"), key)


@pytest.fixture
def play(tmp_path: Path) -> Callable[[Callable[[Bench], Coroutine[Any, Any, None]]], Bench]:
    """Runs a scene on a bench whose day is open and released."""

    def run(scene: Callable[[Bench], Coroutine[Any, Any, None]]) -> Bench:
        bench = Bench(Disk(tmp_path / "office.db"))

        async def whole() -> None:
            bench.running = asyncio.create_task(bench.writer.run())
            await bench.ask(co.OpenDay(config(), plan()))
            await bench.ask(co.ReleaseDay())
            await scene(bench)
            bench.writer.close()
            async with asyncio.timeout(10):
                await bench.running

        asyncio.run(whole())
        bench.executor.shutdown()
        return bench

    return run


Play = Callable[[Callable[[Bench], Coroutine[Any, Any, None]]], Bench]


def test_those_who_wait_share_one_write(play: Play) -> None:
    async def scene(bench: Bench) -> None:
        bench.disk.go.clear()
        first = asyncio.create_task(bench.book())
        await asyncio.sleep(0)
        others = [asyncio.create_task(bench.book()) for _ in range(9)]
        await asyncio.sleep(0)
        assert not first.done()
        bench.disk.go.set()
        assert all(isinstance(o, Done) for o in await asyncio.gather(first, *others))

    bench = play(scene)
    assert bench.disk.batches == [1, 1, 1, 9]
    assert bench.published == [1, 2, 3, 12]
    assert folded(bench.disk.read(STREAM)) == bench.day
    assert bench.disk.find_link("hash of t3") is not None


def test_nobody_is_answered_and_nothing_shown_before_it_is_written(play: Play) -> None:
    async def scene(bench: Bench) -> None:
        bench.disk.go.clear()
        waiting = asyncio.create_task(bench.book())
        for _ in range(20):
            await asyncio.sleep(0)
        assert not waiting.done()
        assert bench.day.position == 2
        assert len(bench.disk.read(STREAM)) == 2
        bench.disk.go.set()
        outcome = await waiting
        assert isinstance(outcome, Done)
        assert bench.published[-1] == 3
        assert len(bench.disk.read(STREAM)) == 3

    play(scene)


def test_a_failed_write_refuses_the_whole_batch_and_shows_nothing(play: Play) -> None:
    async def scene(bench: Bench) -> None:
        await bench.book("before", key="kept-key")
        bench.disk.full = True
        outcomes = await asyncio.gather(
            bench.book("a"), bench.book("b"), bench.ask(co.CallNext("2"))
        )
        assert outcomes == [Refusal("storage_failed")] * 3
        assert list(bench.day.tickets) == ["before"]
        assert bench.published[-1] == bench.day.position == 3
        again = await bench.book("before", key="kept-key")
        assert isinstance(again, Done), "what is on disk is answered, disk or no disk"
        bench.disk.full = False
        after = await bench.book("after")
        assert isinstance(after, Done)
        assert after.day.tickets["after"].number == "A002"

    bench = play(scene)
    assert folded(bench.disk.read(STREAM)) == bench.day


def test_a_batch_s_commands_see_one_another(play: Play) -> None:
    async def scene(bench: Bench) -> None:
        booked, called, busy = await asyncio.gather(
            bench.book("a"), bench.ask(co.CallNext("2")), bench.ask(co.CallNext("2"))
        )
        assert isinstance(booked, Done)
        assert isinstance(called, Done)
        assert isinstance(busy, Refusal)
        assert busy.code == "desk_busy"

    play(scene)


def test_the_same_key_twice_in_one_batch_books_once(play: Play) -> None:
    async def scene(bench: Bench) -> None:
        outcomes = await asyncio.gather(*(bench.book(f"t{n}", key="same-key") for n in range(5)))
        answers = {o.answered for o in outcomes if isinstance(o, Done)}
        assert len(answers) == 1
        assert list(bench.day.tickets) == ["t0"]

    play(scene)


def test_a_rule_s_bug_costs_only_the_one_who_asked(
    play: Play, caplog: pytest.LogCaptureFixture
) -> None:
    async def scene(bench: Bench) -> None:
        broken = co.Book("2026-11-26", (("ask", 1),), None, "en", "kiosk", None, "x", ())
        outcomes = await asyncio.gather(bench.book("a"), bench.ask(broken), bench.book("b"))
        assert isinstance(outcomes[0], Done)
        assert outcomes[1] == Refusal("internal")
        assert isinstance(outcomes[2], Done)
        assert set(bench.day.tickets) == {"a", "b"}

    with caplog.at_level(logging.ERROR):
        play(scene)
    assert "no decision" in caplog.text


def test_a_view_s_bug_turns_no_success_into_a_refusal(
    play: Play, caplog: pytest.LogCaptureFixture
) -> None:
    async def scene(bench: Bench) -> None:
        bench.broken_views = True
        assert isinstance(await bench.book("a"), Done)
        assert isinstance(await bench.book("b"), Done)

    with caplog.at_level(logging.ERROR):
        play(scene)
    assert "views failed" in caplog.text


def test_closing_serves_all_who_wait_and_refuses_who_comes_later(play: Play) -> None:
    async def scene(bench: Bench) -> None:
        bench.disk.go.clear()
        early = [asyncio.create_task(bench.book()) for _ in range(5)]
        await asyncio.sleep(0)
        bench.writer.close()
        bench.disk.go.set()
        assert all(isinstance(o, Done) for o in await asyncio.gather(*early))
        await bench.running
        assert await bench.book() == Refusal("storage_failed")

    bench = play(scene)
    assert len(bench.day.tickets) == 5
    assert len(bench.disk.read(STREAM)) == 7


def test_a_writer_that_is_cut_off_leaves_nobody_waiting(tmp_path: Path) -> None:
    bench = Bench(Disk(tmp_path / "office.db"))

    async def scene() -> list[Outcome]:
        running = asyncio.create_task(bench.writer.run())
        await bench.ask(co.OpenDay(config(), plan()))
        await bench.ask(co.ReleaseDay())
        bench.disk.go.clear()
        waiting = [asyncio.create_task(bench.book()) for _ in range(3)]
        await asyncio.sleep(0)
        waiting += [asyncio.create_task(bench.book()) for _ in range(300)]
        await asyncio.sleep(0)
        running.cancel()
        async with asyncio.timeout(10):
            return await asyncio.gather(*waiting)

    try:
        assert set(asyncio.run(scene())) == {Refusal("storage_failed")}
    finally:
        bench.disk.go.set()
        bench.executor.shutdown()


def test_who_stops_waiting_holds_nobody_up(play: Play) -> None:
    """A phone that hangs up while its command is written: it is written all the same."""

    async def scene(bench: Bench) -> None:
        bench.disk.go.clear()
        gone = asyncio.create_task(bench.book("gone"))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        gone.cancel()
        bench.disk.go.set()
        assert isinstance(await bench.book("next"), Done)
        assert bench.day.tickets["gone"].number == "A001"
        assert bench.day.tickets["next"].number == "A002"

    play(scene)
