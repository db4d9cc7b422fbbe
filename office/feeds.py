"""Live views as Server-Sent Events: the whole view at every change, a ping in between.

A channel makes its view once for all its listeners, and only when somebody listens. A listener
that is slow gets the newest view, never a backlog.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import datetime
from typing import Any
from weakref import WeakSet

from pydantic import TypeAdapter

from office.clock import Clock
from office.contract import PING_SECONDS, Ping

PHONE_PING_SECONDS = 15.0
_PING = TypeAdapter(Ping)


class Channel:
    """One view and those who listen. `make(now)` gives a view with `now` and `date` fields."""

    def __init__(self, make: Callable[[int], Any], position: Callable[[], int], shape: Any) -> None:
        self._make = make
        self._position = position
        self._shape = TypeAdapter(shape)
        # Weak: a feed whose caller hung up before its first byte never comes to its `finally`.
        self._listeners: WeakSet[Listener] = WeakSet()
        self._last: Any = None
        self._revision = 0

    @property
    def idle(self) -> bool:
        return not self._listeners

    def refresh(self, now: int) -> None:
        """Push the view to all listeners if anything but its time has changed."""
        if not self._listeners:
            return
        view = self._make(now)
        if self._last is not None and replace(view, now=self._last.now) == self._last:
            return
        self._revision += 1
        self._last = view
        frame = self._frame(view)
        for listener in self._listeners:
            listener.push(frame)

    def join(self, now: int) -> "Listener":
        """A new listener, which gets the whole view at once, as it is now."""
        view = self._make(now)
        if not self._listeners:
            self._last = view
        listener = Listener(self._frame(view), self._listeners.discard)
        self._listeners.add(listener)
        return listener

    def wake(self) -> None:
        """Make every listener look up, so that it sees the service is closing."""
        for listener in self._listeners:
            listener.push(b"")

    def _frame(self, view: Any) -> bytes:
        id_ = f"{view.date.isoformat()}:{self._position()}:{self._revision}"
        return b"id: %b\nevent: view\ndata: %b\n\n" % (id_.encode(), self._shape.dump_json(view))


class Listener:
    """One open feed: holds at most one frame that was not sent yet."""

    def __init__(self, frame: bytes, leave: Callable[["Listener"], None]) -> None:
        self._frame: bytes | None = frame
        self._leave = leave
        self._news = asyncio.Event()
        self._news.set()

    def push(self, frame: bytes) -> None:
        self._frame = frame
        self._news.set()

    async def next(self, timeout_s: float) -> bytes | None:
        """The newest frame, or None when nothing came in time."""
        try:
            async with asyncio.timeout(timeout_s):
                await self._news.wait()
        except TimeoutError:
            return None
        self._news.clear()
        frame, self._frame = self._frame, None
        return frame

    def leave(self) -> None:
        self._leave(self)


async def listen(
    listener: Listener,
    clock: Clock,
    local: Callable[[int], datetime],
    position: Callable[[], int],
    closing: asyncio.Event,
    ping_s: float = PING_SECONDS,
) -> AsyncIterator[bytes]:
    """The bytes of one feed until the listener goes away or the service ends."""
    try:
        while not closing.is_set():
            frame = await listener.next(ping_s)
            if frame is None:
                ping = _PING.dump_json(Ping(local(clock.now()), position()))
                frame = b"event: ping\ndata: %b\n\n" % ping
            yield frame
    finally:
        listener.leave()
