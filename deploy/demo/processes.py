"""The real programs of one house in processes of their own: office, printer, kiosk, board.

Used by the demo, the story tests and the benchmarks. Everything listens on 127.0.0.1 (unless a demo
is opened to the network on purpose), lives in one folder and ends by its own pid.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO, TypeVar

import assets

PASSPHRASE = "vier ruhige worte hier"
T = TypeVar("T")


class StoryError(Exception):
    """A program did not start, or what was waited for did not happen."""


def wait_for(what: str, probe: Callable[[], T | None], seconds: float = 20.0) -> T:
    """The first true answer of `probe`. Raises StoryError naming what did not happen."""
    deadline = time.monotonic() + seconds
    while True:
        found = probe()
        if found:
            return found
        if time.monotonic() > deadline:
            raise StoryError(f"waited {seconds:.0f} s in vain for: {what}")
        time.sleep(0.02)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass
class Program:
    """One running program and its log file."""

    name: str
    arguments: list[str]
    log: Path
    environment: dict[str, str]
    process: subprocess.Popen[bytes] | None = None
    _file: IO[bytes] | None = None

    def start(self) -> None:
        self._file = self.log.open("ab")
        self.process = subprocess.Popen(
            [sys.executable, "-m", *self.arguments],
            stdin=subprocess.DEVNULL, stdout=self._file, stderr=subprocess.STDOUT,
            env=self.environment, cwd=Path(__file__).resolve().parents[2],
        )  # fmt: skip

    @property
    def alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def kill(self) -> None:
        """kill -9: as a power cut would."""
        self._end(signal.SIGKILL)

    def stop(self) -> int:
        """Ask it to end; the exit code."""
        return self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> int:
        if self.process is None:
            return 0
        if self.process.poll() is None:
            self.process.send_signal(how)
        try:
            code = self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            code = self.process.wait()
        self.process = None
        if self._file is not None:
            self._file.close()
        return code

    def tail(self, lines: int = 12) -> str:
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])


@dataclass
class House:
    """An office with its devices. `folder` holds data, credentials, configs, logs and tickets."""

    folder: Path
    opened_at: str = "2026-11-26T09:41+01:00"
    office_file: Path = field(default_factory=lambda: assets.path("offices/kreis-unna.toml"))
    office_id: str = "kreis-unna"
    host: str = "127.0.0.1"
    address: str = "127.0.0.1"
    """What phones and screens call; another address than loopback only when opened on purpose."""
    on_screen: bool = False
    kiosk_size: tuple[int, int] = (1080, 1920)
    board_size: tuple[int, int] = (1920, 1080)

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.tickets = self.folder / "tickets"
        self.office_port, self.printer_port = free_port(), free_port()
        self._began = time.monotonic()
        self.office = self._program("office", [])
        self.printer = self._program(
            "printer",
            [
                "printer",
                "simulate",
                "--port",
                str(self.printer_port),
                "--folder",
                str(self.tickets),
            ],
        )
        self.kiosk = self._screen("kiosk")
        self.display = self._screen("display")

    @property
    def url(self) -> str:
        return f"http://{self.address}:{self.office_port}"

    @property
    def programs(self) -> tuple[Program, ...]:
        return (self.kiosk, self.display, self.printer, self.office)

    def now(self) -> datetime:
        """The pretended time, which runs on over restarts of the office."""
        return datetime.fromisoformat(self.opened_at) + timedelta(
            seconds=time.monotonic() - self._began
        )

    def set_clock(self, instant: str) -> None:
        """From here on it is this instant (RFC 3339); counts at the office's next start."""
        self.opened_at, self._began = instant, time.monotonic()

    def move_clock(self, instant: str) -> None:
        """Let time pass in the running office."""
        self.office.stop()
        self.set_clock(instant)
        self.start_office()

    # ---- set-up ------------------------------------------------------------------------------

    def set_up(self) -> None:
        """Pass phrase, devices, configs: what facility staff do once."""
        self._office_cli("staff", "passphrase", feed=PASSPHRASE + "\n")
        for kind, id_ in (("kiosk", "entrance-1"), ("board", "waiting-1")):
            out = str(self.folder / f"{kind}.json")
            self._office_cli(
                "device", "add", "--kind", kind, "--id", id_, "--out", out, "--url", self.url
            )
        (self.folder / "kiosk.toml").write_text(self._kiosk_toml())
        (self.folder / "display.toml").write_text(self._display_toml())

    def start_all(self) -> None:
        self.start_office()
        self.start_printer()
        self.start_screens()

    def start_office(self) -> None:
        clock = self.now().isoformat(timespec="milliseconds")
        self.office.arguments = [
            "office", "serve", *self._store(), "--host", self.host, "--port",
            str(self.office_port), "--public-url", self.url, "--clock", clock,
        ]  # fmt: skip
        self.office.start()
        self._wait(self.office, self._healthy)

    def start_printer(self) -> None:
        self.printer.start()
        self._wait(self.printer, self._printer_listens)

    def start_screens(self) -> None:
        for screen in (self.display, self.kiosk):
            self.socket(screen.name).unlink(missing_ok=True)
            screen.start()
        if not self.on_screen:
            for screen in (self.display, self.kiosk):
                self._wait(screen, self.socket(screen.name).exists)

    def kill_all(self) -> None:
        for program in self.programs:
            program.kill()

    def stop_all(self) -> None:
        for program in self.programs:
            program.stop()

    def socket(self, name: str) -> Path:
        return self.folder / f"{name}.sock"

    def token(self, kind: str) -> str:
        token: str = json.loads((self.folder / f"{kind}.json").read_text())["token"]
        return token

    # ---- inside ------------------------------------------------------------------------------

    def _program(self, name: str, arguments: list[str]) -> Program:
        environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
        return Program(name, arguments, self.folder / f"{name}.log", environment)

    def _screen(self, name: str) -> Program:
        arguments = [name, "--config", str(self.folder / f"{name}.toml"), "--windowed"]
        program = self._program(name, arguments)
        if not self.on_screen:
            program.arguments += ["--driver", str(self.socket(name))]
            program.environment |= {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
        return program

    def _store(self) -> list[str]:
        return ["--config", str(self.office_file), "--data", str(self.folder / "data")]

    def _office_cli(self, *arguments: str, feed: str = "") -> None:
        done = subprocess.run(
            [sys.executable, "-m", "office", *arguments, *self._store()],
            input=feed, text=True, capture_output=True, check=False,
        )  # fmt: skip
        if done.returncode:
            raise StoryError(f"office {' '.join(arguments[:2])}: {done.stderr.strip()}")

    def _wait(self, program: Program, ready: Callable[[], bool]) -> None:
        def probe() -> bool:
            if not program.alive:
                raise StoryError(f"{program.name} ended at once:\n{program.tail()}")
            return ready()

        try:
            wait_for(f"{program.name} to be ready", probe, 30.0)
        except StoryError as error:
            raise StoryError(f"{error}\n{program.tail()}") from None

    def _healthy(self) -> bool:
        try:
            here = f"http://127.0.0.1:{self.office_port}/healthz"
            with urllib.request.urlopen(here, timeout=1) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def _printer_listens(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.printer_port)) == 0

    def _window(self, size: tuple[int, int], inch: float) -> str:
        return (
            f"[screen]\nwidth = {size[0]}\nheight = {size[1]}\nfullscreen = false\n"
            f"diagonal_inch = {inch}\n"
        )

    def _kiosk_toml(self) -> str:
        return (
            f'[office]\nurl = "{self.url}"\ncredentials = "kiosk.json"\n\n'
            + self._window(self.kiosk_size, 24.0)
            + f'\n[printer]\nkind = "tcp"\nhost = "127.0.0.1"\nport = {self.printer_port}\n'
            + '\n[languages]\ntiles = ["de", "en", "ar"]\n'
        )

    def _display_toml(self) -> str:
        return (
            f'[office]\nurl = "{self.url}"\ncredentials = "board.json"\n\n'
            + self._window(self.board_size, 55.0)
            + '\n[memory]\nfile = "board-memory.json"\n'
        )
