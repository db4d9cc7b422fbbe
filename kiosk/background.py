"""What the kiosk does away from its screen: books, prints, reports; a thread each, one signal."""

import logging
import queue
import threading
from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import QObject, Qt, Signal

from kiosk.events import (
    Book,
    Booked,
    BookingRefused,
    BookingUnreachable,
    CheckedIn,
    CheckIn,
    CheckInRefused,
    CheckInUnreachable,
    Effect,
    Printed,
    PrintSlip,
    ReportPrinted,
)
from kiosk.slip import slip_of
from office.contract import BookedTicket, BookRequest, CheckInRequest, PrintOutcome
from office.errors import Refused, Unreachable
from printer.device import Printer
from printer.errors import PrinterError

log = logging.getLogger(__name__)

REPORT_TRIES = 60
REPORT_PAUSE_SECONDS = 5.0
"""An outcome is told for five minutes; after that staff see the ticket as unreported anyway."""


class Office(Protocol):
    """What the workers need of `office.client.OfficeClient`."""

    def book(self, request: BookRequest, key: str) -> BookedTicket: ...

    def check_in(self, request: CheckInRequest, key: str) -> BookedTicket: ...

    def printed(self, ticket_id: str, outcome: PrintOutcome, key: str) -> None: ...

    def close(self) -> None: ...


class Background(QObject):
    """Does what `perform` is given; `happened` tells in the Qt thread what became of it."""

    happened = Signal(object)
    _done = Signal(object)

    def __init__(
        self,
        connect: Callable[[], Office],
        printer: Printer,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._done.connect(self.happened, Qt.ConnectionType.QueuedConnection)
        self._stopped = threading.Event()
        self._connect = connect
        self._printer = printer
        self._booker = _Worker("booking", self._book)
        self._checker = _Worker("check-in", self._check)
        self._paper = _Worker("printing", self._print)
        self._reporter = _Worker("reporting", self._report)

    def perform(self, effect: Effect) -> None:
        """Do it soon, elsewhere."""
        match effect:
            case Book():
                self._booker.put(effect)
            case CheckIn():
                self._checker.put(effect)
            case PrintSlip():
                self._paper.put(effect)
            case ReportPrinted():
                self._reporter.put(effect)

    def stop(self) -> None:
        """Nothing comes out any more; what is under way in the network is left to itself."""
        self._stopped.set()
        for worker in (self._booker, self._checker, self._paper, self._reporter):
            worker.stop()

    def _tell(self, event: object) -> None:
        if not self._stopped.is_set():
            self._done.emit(event)

    # ---- in the workers' threads ---------------------------------------------------------------

    def _book(self, effect: Book) -> None:
        self._tell(self._booked(effect))

    def _booked(self, effect: Book) -> Booked | BookingRefused | BookingUnreachable:
        client = self._connect()
        try:
            return Booked(effect.key, client.book(effect.request, effect.key))
        except Refused as error:
            log.info("booking refused: %s", error.problem.code)
            return BookingRefused(effect.key, error.problem)
        except Unreachable as error:
            log.warning("booking: no answer: %s", error)
            return BookingUnreachable(effect.key)
        finally:
            client.close()

    def _check(self, effect: CheckIn) -> None:
        self._tell(self._checked(effect))

    def _checked(self, effect: CheckIn) -> CheckedIn | CheckInRefused | CheckInUnreachable:
        client = self._connect()
        try:
            return CheckedIn(effect.key, client.check_in(effect.request, effect.key))
        except Refused as error:
            log.info("check-in refused: %s", error.problem.code)
            return CheckInRefused(effect.key, error.problem)
        except Unreachable as error:
            log.warning("check-in: no answer: %s", error)
            return CheckInUnreachable(effect.key)
        finally:
            client.close()

    def _print(self, effect: PrintSlip) -> None:
        self._tell(Printed(effect.ticket.id, self._outcome(effect)))

    def _outcome(self, effect: PrintSlip) -> PrintOutcome:
        try:
            return self._printer.print(effect.ticket.id, slip_of(effect.ticket, effect.office))
        except PrinterError as error:
            log.error("printing failed: %s", error)
            # Once bytes are out nobody knows what came out of the slot.
            return "unconfirmed" if error.bytes_written else "failed"

    def _report(self, effect: ReportPrinted) -> None:
        for _ in range(REPORT_TRIES):
            if self._reported(effect) or self._stopped.wait(REPORT_PAUSE_SECONDS):
                return

    def _reported(self, effect: ReportPrinted) -> bool:
        client = self._connect()
        try:
            client.printed(effect.ticket_id, effect.outcome, effect.key)
        except Refused as error:
            log.warning("outcome %s refused: %s", effect.outcome, error.problem.code)
        except Unreachable as error:
            log.warning("outcome %s not told yet: %s", effect.outcome, error)
            return False
        finally:
            client.close()
        return True


class _Worker:
    """One thread that does one kind of work in the order it came; started by the first of it."""

    def __init__(self, name: str, work: Callable[[Any], None]) -> None:
        self._work = work
        self._waiting: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def put(self, item: object) -> None:
        if not self._thread.is_alive():
            self._thread.start()
        self._waiting.put(item)

    def stop(self) -> None:
        if self._thread.is_alive():
            self._waiting.put(None)
            self._thread.join(0.3)

    def _run(self) -> None:
        while (item := self._waiting.get()) is not None:
            self._work(item)
