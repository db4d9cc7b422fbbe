"""Feeds: the whole view first, each change once, the newest only for who is slow, and pings."""

import asyncio
import gc
import json
import socket
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import httpx

from office.clock import FakeClock
from office.contract import PING_SECONDS, STALE_SECONDS
from office.feeds import Channel, listen
from office.live import LiveOffice
from tests.office.day.small import at
from tests.office.serving import Serving, ticket_body, until

NOW = at("09:41")


@dataclass(frozen=True, slots=True)
class View:
    now: datetime
    date: date
    text: str


def local(instant: int) -> datetime:
    return datetime.fromtimestamp(instant / 1000, UTC)


class Stage:
    """A channel over a text that a test changes."""

    def __init__(self) -> None:
        self.text, self.position, self.made = "one", 1, 0
        self.clock = FakeClock(NOW)
        self.closing = asyncio.Event()
        self.channel = Channel(self._make, lambda: self.position, View)

    def _make(self, now: int) -> View:
        self.made += 1
        return View(local(now), date(2026, 11, 26), self.text)

    def change(self, text: str) -> None:
        self.text, self.position = text, self.position + 1
        self.channel.refresh(self.clock.now())

    def open(self, ping_s: float = 1000.0) -> "Reader":
        listener = self.channel.join(self.clock.now())
        frames = listen(
            listener, self.clock, local, lambda: self.position, self.closing, ping_s
        )  # fmt: skip
        return Reader(frames)


class Reader:
    def __init__(self, frames: Any) -> None:
        self._frames = frames

    async def next(self) -> tuple[str, dict[str, Any], str]:
        """(event, data, id)"""
        async with asyncio.timeout(5):
            frame = (await anext(self._frames)).decode()
        assert frame.endswith("\n\n")
        fields = dict(line.split(": ", 1) for line in frame.strip().splitlines())
        return fields["event"], json.loads(fields["data"]), fields.get("id", "")

    async def text(self) -> str:
        event, data, _ = await self.next()
        assert event == "view"
        return str(data["text"])

    async def end(self) -> list[bytes]:
        async with asyncio.timeout(5):
            return [frame async for frame in self._frames]

    async def close(self) -> None:
        await self._frames.aclose()


def play(scene: Callable[[Stage], Coroutine[Any, Any, None]]) -> None:
    async def whole() -> None:
        await scene(Stage())

    asyncio.run(whole())


def test_the_whole_view_comes_first_then_every_change() -> None:
    async def scene(stage: Stage) -> None:
        reader = stage.open()
        assert await reader.text() == "one"
        stage.change("two")
        assert await reader.text() == "two"

    play(scene)


def test_who_is_slow_gets_the_newest_only() -> None:
    async def scene(stage: Stage) -> None:
        slow, quick = stage.open(), stage.open()
        assert [await slow.text(), await quick.text()] == ["one", "one"]
        seen = []
        for text in ("two", "three", "four"):
            stage.change(text)
            seen.append(await quick.text())
        assert seen == ["two", "three", "four"]
        assert await slow.text() == "four"
        stage.change("five")
        assert await slow.text() == "five"

    play(scene)


def test_what_happened_before_the_first_look_is_in_it() -> None:
    async def scene(stage: Stage) -> None:
        reader = stage.open()
        stage.change("two")
        assert await reader.text() == "two"

    play(scene)


def test_time_alone_is_no_news() -> None:
    async def scene(stage: Stage) -> None:
        reader = stage.open(ping_s=0.01)
        assert await reader.text() == "one"
        stage.clock.at += 5000
        stage.channel.refresh(stage.clock.now())
        event, ping, _ = await reader.next()
        assert event == "ping"
        assert ping == {"now": "2026-11-26T08:41:05Z", "position": 1}

    play(scene)


def test_a_ping_follows_a_ping_in_silence() -> None:
    async def scene(stage: Stage) -> None:
        reader = stage.open(ping_s=0.001)
        assert await reader.text() == "one"
        for second in range(5):
            stage.clock.at = NOW + second * 1000
            event, ping, id_ = await reader.next()
            assert (event, id_) == ("ping", "")
            assert datetime.fromisoformat(ping["now"]) == local(stage.clock.at)

    play(scene)


def test_devices_hear_four_pings_before_they_call_it_silence() -> None:
    assert PING_SECONDS * 4 <= STALE_SECONDS


def test_ids_name_date_position_and_revision_and_never_repeat() -> None:
    async def scene(stage: Stage) -> None:
        reader = stage.open()
        ids = [(await reader.next())[2]]
        stage.change("two")
        ids.append((await reader.next())[2])
        stage.text = "later"  # changed by time alone
        stage.channel.refresh(stage.clock.now())
        ids.append((await reader.next())[2])
        assert ids == ["2026-11-26:1:0", "2026-11-26:2:1", "2026-11-26:2:2"]

    play(scene)


def test_a_view_is_made_once_for_all_and_not_at_all_for_nobody() -> None:
    async def scene(stage: Stage) -> None:
        stage.change("two")
        assert stage.made == 0
        readers = [stage.open() for _ in range(20)]
        for reader in readers:
            await reader.text()
        made = stage.made
        stage.change("three")
        assert stage.made == made + 1
        assert {await reader.text() for reader in readers} == {"three"}

    play(scene)


def test_a_listener_that_joins_late_starts_with_what_is_true_now() -> None:
    async def scene(stage: Stage) -> None:
        first = stage.open()
        await first.text()
        stage.text = "two"  # not yet refreshed
        second = stage.open()
        assert await second.text() == "two"
        stage.channel.refresh(stage.clock.now())
        assert await first.text() == "two"

    play(scene)


def test_feeds_end_when_the_service_does() -> None:
    async def scene(stage: Stage) -> None:
        reader = stage.open()
        await reader.text()
        stage.closing.set()
        stage.channel.wake()
        assert b"".join(await reader.end()) == b""
        assert stage.channel.idle

    play(scene)


def test_who_leaves_is_forgotten() -> None:
    async def scene(stage: Stage) -> None:
        reader = stage.open()
        await reader.text()
        assert not stage.channel.idle
        await reader.close()
        assert stage.channel.idle

    play(scene)


def test_who_leaves_before_the_first_byte_is_forgotten_too() -> None:
    """A generator that never started runs no `finally`."""

    async def scene(stage: Stage) -> None:
        reader = stage.open()
        await reader.close()
        del reader
        gc.collect()
        assert stage.channel.idle

    play(scene)


# ---- over HTTP ---------------------------------------------------------------------------------


def channels(office: LiveOffice) -> list[Channel]:
    return [office.kiosk, office.board, *office.desks.values(), *office.phones.values()]


def test_listeners_that_hang_up_at_once_are_forgotten(service: Serving, http: httpx.Client) -> None:
    host, port = service.url.removeprefix("http://").split(":")
    ticket = http.post(
        f"{service.api}/tickets", json=ticket_body("pickup", "2026-11-26T10:00:00+01:00"),
        headers={**service.headers("kiosk"), "Idempotency-Key": "one-ticket"},
    ).json()  # fmt: skip
    for path, caller in [
        ("kiosk/feed", "kiosk"), ("board/feed", "board"), ("desks/1/feed", "staff"),
        (f"tickets/{ticket['secret']}/feed", "nobody"),
    ]:  # fmt: skip
        headers = "".join(f"{k}: {v}\r\n" for k, v in service.headers(caller).items())
        request = f"GET /api/v1/kreis-unna/{path} HTTP/1.1\r\nHost: x\r\n{headers}\r\n"
        for wait in (False, True):
            for _ in range(10):
                with socket.create_connection((host, int(port))) as connection:
                    connection.sendall(request.encode())
                    if wait:
                        assert connection.recv(15).startswith(b"HTTP/1.1 200")
                    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")

    def forgotten() -> bool:
        gc.collect()
        return all(channel.idle for channel in channels(service.office))

    until("all listeners to be forgotten", forgotten)
    until("the phone's channel to be let go", lambda: not service.office.phones)


def test_a_feed_shows_a_call_as_it_happens(service: Serving, http: httpx.Client) -> None:
    staff = service.headers("staff")
    http.post(
        f"{service.api}/tickets", json=ticket_body("pickup", "2026-11-26T09:50:00+01:00"),
        headers={**service.headers("kiosk"), "Idempotency-Key": "one-ticket"},
    )  # fmt: skip
    with http.stream("GET", f"{service.api}/board/feed", headers=service.headers("board")) as feed:
        assert feed.headers["content-type"].startswith("text/event-stream")
        assert feed.headers["cache-control"] == "no-store"
        lines = feed.iter_lines()

        def view() -> dict[str, Any]:
            while not next(lines).startswith("event: view"):
                pass
            data: dict[str, Any] = json.loads(next(lines).removeprefix("data: "))
            return data

        assert view()["calls"] == []
        with httpx.Client(trust_env=False) as desk:
            answer = desk.post(
                f"{service.api}/desks/7/call-next",
                headers={**staff, "Idempotency-Key": "call-it-1"},
            )
            assert answer.status_code == 200, answer.text
        (call,) = view()["calls"]
        assert (call["number"], call["id"], call["desk"]["id"]) == ("K001", 4, "7")
