"""The office's feed brought into the Qt thread: views and pings as they come, its loss once.

A worker thread reads and reconnects; a timer that every word from the office winds up again decides
that the office is lost, so that a connection that hangs is noticed as fast as one that breaks.
"""

import logging
import threading
from collections.abc import Callable, Iterator
from typing import Literal, Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from office.contract import STALE_SECONDS, BoardView, KioskView, Ping
from office.errors import OfficeError
from screen.events import Lost, PingArrived, ViewArrived

log = logging.getLogger(__name__)

FIRST_PAUSE_SECONDS = 0.2
LONGEST_PAUSE_SECONDS = 1.0
"""Between tries to connect; short enough that a screen is current within 5 s of the office."""


class FeedClient(Protocol):
    """What the feed needs of `office.client.OfficeClient`."""

    def feed(self, name: Literal["kiosk", "board"]) -> Iterator[KioskView | BoardView | Ping]: ...

    def close(self) -> None: ...


class Feed(QObject):
    """Emits `happened(FeedEvent)` in the Qt thread. `connect` makes the worker's own client."""

    happened = Signal(object)
    _heard = Signal(object)

    def __init__(
        self,
        connect: Callable[[], FeedClient],
        name: Literal["kiosk", "board"],
        parent: QObject | None = None,
        stale_seconds: float = STALE_SECONDS,
    ) -> None:
        super().__init__(parent)
        self._worker = _Worker(connect, name, self._heard.emit)
        self._lost = False
        self._silence = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._silence.setInterval(round(stale_seconds * 1000))
        self._silence.timeout.connect(self._fall_silent)
        self._heard.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Connect; an office that does not answer in time is reported like one that was lost."""
        self._silence.start()
        self._worker.start()

    def stop(self) -> None:
        """After this nothing is emitted any more."""
        self._silence.stop()
        self._worker.stop()

    def _pass_on(self, event: ViewArrived | PingArrived) -> None:
        self._silence.start()
        # A view comes first on every connection, so a ping alone never ends a loss.
        if self._lost and isinstance(event, ViewArrived):
            self._lost = False
            log.info("the office is back")
        self.happened.emit(event)

    def _fall_silent(self) -> None:
        self._lost = True
        reason = self._worker.trouble or "nothing heard"
        log.warning("the office is lost: %s", reason)
        self.happened.emit(Lost(reason))


class _Worker:
    """The thread that reads one feed for ever; `tell` is called in it, never after `stop`."""

    def __init__(
        self,
        connect: Callable[[], FeedClient],
        name: Literal["kiosk", "board"],
        tell: Callable[[ViewArrived | PingArrived], None],
    ) -> None:
        self.trouble = ""
        self._connect = connect
        self._name = name
        self._tell = tell
        self._client: FeedClient | None = None
        self._stopped = threading.Event()
        self._telling = threading.Lock()
        self._thread = threading.Thread(target=self._run, name=f"{name} feed", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """The reading may still hang in the network; it is a daemon and has nothing more to say."""
        with self._telling:
            self._stopped.set()
        if self._client is not None:
            self._client.close()
        if self._thread.is_alive():
            self._thread.join(0.3)

    def _run(self) -> None:
        pause = FIRST_PAUSE_SECONDS
        while not self._stopped.wait(pause if self.trouble else 0):
            heard = self._read()
            pause = FIRST_PAUSE_SECONDS if heard else min(pause * 2, LONGEST_PAUSE_SECONDS)

    def _read(self) -> bool:
        """One connection from its beginning to its end; whether it brought anything."""
        heard = False
        try:
            self._client = self._connect()
            for message in self._client.feed(self._name):
                heard, self.trouble = True, ""
                if not self._pass(message):
                    break
            else:
                self.trouble = "the office ended the feed"
        except OfficeError as error:
            self.trouble = str(error) or type(error).__name__
        except Exception as error:
            # Closing a client in the middle of a read may break it in any way; that is no fault.
            if not self._stopped.is_set():
                raise
            log.debug("the feed ended while stopping: %r", error)
        finally:
            if self._client is not None:
                self._client.close()
        return heard

    def _pass(self, message: KioskView | BoardView | Ping) -> bool:
        event = PingArrived(message) if isinstance(message, Ping) else ViewArrived(message)
        with self._telling:
            if not self._stopped.is_set():
                self._tell(event)
            return not self._stopped.is_set()
