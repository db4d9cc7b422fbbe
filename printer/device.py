"""A printer as the kiosk sees it: give it a slip, learn whether paper came out."""

from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import Literal, Protocol

from printer.encode import COMPLETION, encode, flush
from printer.errors import (
    ConfigError,
    JobConflict,
    NotConfigured,
    PrinterError,
    TransportError,
)
from printer.fonts import has_shaping, require_shaping
from printer.model import PrinterModel, model_named
from printer.render import render
from printer.slip import Slip
from printer.status import ANSWERS, ASK, PaperLevel, completion, read_status, status_bytes
from printer.transport import Clock, TcpLink, write_bytes, write_picture

Outcome = Literal["printed", "unconfirmed"]
"""printed: the printer said so, after the cut. unconfirmed: it got all, nobody knows more."""


@dataclass(frozen=True, slots=True)
class PrinterSettings:
    """The section [printer] of kiosk.toml. Times in seconds."""

    kind: Literal["tcp", "file", "none"] = "none"
    host: str = ""
    port: int = 9100
    path: Path | None = None
    """For kind "file": a picture if the name ends in .png, else the bytes; also a device file."""
    model: str = "epson-80"
    connect_seconds: float = 2.0
    answer_seconds: float = 1.0
    write_seconds: float = 8.0
    confirm_seconds: float = 5.0
    """How long paper may take; after that the outcome is unconfirmed."""


class Printer(Protocol):
    """Prints one slip after the other; safe to call from any thread, blocks while it works."""

    def print(self, job_id: str, slip: Slip) -> Outcome:
        """The same `job_id` again never prints again: it gives the outcome of the first time.

        Raises PrinterError. If its `bytes_written` is 0 nothing came out and the same job may be
        tried again; otherwise a part may have come out and the job counts as unconfirmed.
        JobConflict if `job_id` was used for another slip.
        """

    def close(self) -> None:
        """No further jobs."""


def open_printer(settings: PrinterSettings) -> Printer:
    """The printer that `settings` describe; it is connected to only while it prints.

    Raises ConfigError, and NoShaping or MissingFont if this machine cannot write all scripts.
    """
    model = model_named(settings.model)
    match settings.kind:
        case "none":
            return NoPrinter()
        case "file":
            if settings.path is None:
                raise ConfigError('a printer of kind "file" needs a path')
            require_shaping(has_shaping())
            return FilePrinter(settings.path, model)
        case "tcp":
            if not settings.host:
                raise ConfigError('a printer of kind "tcp" needs a host')
            require_shaping(has_shaping())
            return TcpPrinter(settings, model)


class _Jobs:
    """What became of the latest jobs, so that none is printed twice while the program runs."""

    _KEPT = 500

    def __init__(self) -> None:
        self._known: dict[str, tuple[Slip, Outcome]] = {}

    def outcome(self, job_id: str, slip: Slip) -> Outcome | None:
        if job_id not in self._known:
            return None
        known, outcome = self._known[job_id]
        if known != slip:
            raise JobConflict(f"job {job_id} was another slip")
        return outcome

    def settle(self, job_id: str, slip: Slip, outcome: Outcome) -> None:
        self._known[job_id] = (slip, outcome)
        if len(self._known) > self._KEPT:
            del self._known[next(iter(self._known))]


class TcpPrinter:
    """A raster printer at a TCP port, one connection per job.

    Before the first byte its status is asked, after the cut whether it is through; a model that
    does not answer leaves every job unconfirmed. Never sends anything twice.
    """

    def __init__(
        self, settings: PrinterSettings, model: PrinterModel, clock: Clock = monotonic
    ) -> None:
        self._settings = settings
        self._model = model
        self._clock = clock
        self._lock = Lock()
        self._jobs = _Jobs()
        self._torn = False
        self._paper: PaperLevel = "unknown"

    @property
    def paper(self) -> PaperLevel:
        """As the printer said when it was last asked."""
        return self._paper

    def print(self, job_id: str, slip: Slip) -> Outcome:
        with self._lock:
            known = self._jobs.outcome(job_id, slip)
            if known is not None:
                return known
            data = encode(render(slip, self._model), self._model)
            try:
                outcome = self._sent(data)
            except PrinterError as error:
                if error.bytes_written:
                    self._jobs.settle(job_id, slip, "unconfirmed")
                raise
            self._jobs.settle(job_id, slip, outcome)
            return outcome

    def close(self) -> None:
        """Nothing is held between jobs."""

    def _sent(self, data: bytes) -> Outcome:
        settings = self._settings
        link = TcpLink.connect(settings.host, settings.port, settings.connect_seconds, self._clock)
        with closing(link):
            if self._torn:
                # First of all: a printer amid a picture would take questions for dots.
                self._send_extra(link, flush(self._model), settings.write_seconds)
                self._torn = False
            if self._model.answers:
                self._require_ready(link)
            self._send(link, data)
            return self._outcome(link)

    def _require_ready(self, link: TcpLink) -> None:
        self._send_extra(link, ASK, self._settings.answer_seconds)
        deadline = self._deadline(self._settings.answer_seconds)
        received = b""
        while len(status_bytes(received)) < ANSWERS:
            part = link.receive(deadline)
            if not part:
                break
            received += part
        status = read_status(status_bytes(received))
        self._paper = status.paper
        if status.trouble is not None:
            raise status.trouble

    def _send_extra(self, link: TcpLink, data: bytes, seconds: float) -> None:
        """What is no part of a job: if it fails, nothing of the job was written."""
        try:
            link.send(data, self._deadline(seconds))
        except TransportError as error:
            error.bytes_written = 0
            raise

    def _send(self, link: TcpLink, data: bytes) -> None:
        after = COMPLETION if self._model.answers else b""
        try:
            link.send(data + after, self._deadline(self._settings.write_seconds))
        except TransportError as error:
            self._torn = error.bytes_written > 0
            raise

    def _outcome(self, link: TcpLink) -> Outcome:
        if not self._model.answers:
            link.finish(self._deadline(self._settings.answer_seconds))
            return "unconfirmed"
        deadline = self._deadline(self._settings.confirm_seconds)
        while part := link.receive(deadline):
            complete = completion(part)
            if complete is not None:
                return "printed" if complete else "unconfirmed"
        # A line that was cut may have taken the end of the picture with it.
        self._torn = part is not None
        return "unconfirmed"

    def _deadline(self, seconds: float) -> float:
        return self._clock() + seconds


class FilePrinter:
    """Each ticket replaces the one before in a file: as a picture (.png) or as ESC/POS bytes."""

    def __init__(self, path: Path, model: PrinterModel) -> None:
        self._path = path
        self._model = model
        self._lock = Lock()
        self._jobs = _Jobs()

    def print(self, job_id: str, slip: Slip) -> Outcome:
        with self._lock:
            known = self._jobs.outcome(job_id, slip)
            if known is not None:
                return known
            outcome = self._written(slip)
            self._jobs.settle(job_id, slip, outcome)
            return outcome

    def close(self) -> None:
        """Nothing is held between jobs."""

    def _written(self, slip: Slip) -> Outcome:
        image = render(slip, self._model)
        if self._path.suffix.lower() == ".png":
            write_picture(self._path, image)
            return "printed"
        return "printed" if write_bytes(self._path, encode(image, self._model)) else "unconfirmed"


class NoPrinter:
    """An office without paper: every job says so."""

    def print(self, job_id: str, slip: Slip) -> Outcome:
        raise NotConfigured(f"no printer is configured, so {slip.number} ({job_id}) is not printed")

    def close(self) -> None:
        """There is nothing to close."""


@dataclass
class MemoryPrinter:
    """A printer for tests of others: keeps the slips, and gives the outcome or error it is told."""

    outcome: Outcome = "printed"
    error: PrinterError | None = None
    printed: dict[str, Slip] = field(default_factory=dict)

    def print(self, job_id: str, slip: Slip) -> Outcome:
        if self.error is not None:
            raise self.error
        if self.printed.setdefault(job_id, slip) != slip:
            raise JobConflict(f"job {job_id} was another slip")
        return self.outcome

    def close(self) -> None:
        """Nothing to close."""
