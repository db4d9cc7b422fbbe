"""An office that serves, for tests: in a thread with a clock that a test moves, or as the real
program in a process of its own. And whoever asks something of it."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import httpx
import uvicorn
from fastapi import FastAPI
from itsdangerous import URLSafeSerializer

from assets import path as asset
from deploy.demo.processes import free_port
from office import app as office_app
from office.access import PRESENCE_SESSION_MS, STAFF_SESSION_MS, Staff, Visitor
from office.clock import FakeClock
from office.contract import PRESENCE_WINDOW_SECONDS
from office.keys import Keys, load_keys, token_hash
from office.live import LiveOffice
from office.log import Device, Log, open_engine
from office.officefile import load_office

HERE = Path(__file__).parent
COUNTER = HERE / "data" / "counter.toml"
NIGHT = HERE / "data" / "night.toml"
SAMPLE = asset("offices/kreis-unna.toml")
ROOT = HERE.parents[1]
T = TypeVar("T")


def until(what: str, probe: Callable[[], T], seconds: float = 15.0) -> T:
    """The first true answer of `probe`; fails by naming what did not happen."""
    deadline = time.monotonic() + seconds
    while not (found := probe()):
        assert time.monotonic() < deadline, f"waited {seconds:.0f} s in vain for {what}"
        time.sleep(0.01)
    return found


# ---- who asks ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Callers:
    """Makes the headers of every kind of caller, as the service itself would hand them out."""

    keys: Keys
    office: str
    now: Callable[[], int]
    """UTC epoch milliseconds, as the service knows it."""

    def nobody(self) -> dict[str, str]:
        return {}

    def device(self, token: str) -> dict[str, str]:
        return {"Authorization": f"Bearer {token}"}

    def visitor(self, id_: str = "v1", kiosk: str = "door", minutes: float = 15) -> dict[str, str]:
        """A phone that scanned the code at `kiosk` and is present for so many more minutes."""
        until = self.now() + round(minutes * 60_000)
        window = (until - PRESENCE_SESSION_MS) // 1000 // PRESENCE_WINDOW_SECONDS
        content = asdict(Visitor(id_, self.office, kiosk, window, until))
        return self._cookie("visitor", content, id_)

    def staff(self, id_: str = "s1", hours: float = STAFF_SESSION_MS / 3_600_000) -> dict[str, str]:
        until = self.now() + round(hours * 3_600_000)
        return self._cookie("staff", asdict(Staff(id_, self.office, until)), id_)

    def _cookie(self, name: str, content: dict[str, Any], session: str) -> dict[str, str]:
        signed = URLSafeSerializer(self.keys.cookie_key(), salt=name).dumps(content)
        return {"Cookie": f"{name}={signed}", "X-CSRF-Token": self.keys.csrf(session)}


def ticket_body(
    service: str, start: str | None = None, date: str = "2026-11-26", persons: int = 1
) -> dict[str, Any]:
    """The JSON of `POST /tickets`."""
    body: dict[str, Any] = {
        "date": date, "items": [{"service": service, "persons": persons}], "language": "en",
    }  # fmt: skip
    return body if start is None else {**body, "start": start}


# ---- in a thread -------------------------------------------------------------------------------


@dataclass
class Serving:
    """A service in this process, on a real port, with its insides at hand."""

    app: FastAPI
    clock: FakeClock
    store: office_app.Store
    office: LiveOffice
    url: str = ""
    tokens: dict[str, str] = field(default_factory=dict)
    """Device kind → bearer token."""

    @property
    def callers(self) -> Callers:
        return Callers(self.store.keys, self.office.id, self.clock.now)

    @property
    def api(self) -> str:
        return f"{self.url}/api/v1/{self.office.id}"

    def headers(self, caller: str) -> dict[str, str]:
        """Of a "kiosk", a "board", "staff", a "visitor" that is present, "nobody" …"""
        if caller in self.tokens:
            return self.callers.device(self.tokens[caller])
        if caller == "present":
            return self.callers.visitor()
        made: dict[str, str] = getattr(self.callers, caller)()
        return made

    def position(self) -> int:
        return self.office.position()

    def stored(self) -> int:
        """How many facts the log itself holds of today."""
        return len(self.store.log.read(f"{self.office.id}/{self.office.day.plan.date}"))


def make_serving(folder: Path, file: Path, now: int) -> Serving:
    """Not serving yet."""
    store = office_app.open_store(folder)
    loaded, clock = load_office(file), FakeClock(now)
    tokens = {}
    for kind, short in (("kiosk", "K7"), ("board", "B2"), ("printer", "P3")):
        device = Device(loaded.config.office.id, f"{kind}-1", kind, short, 1)
        tokens[kind] = f"the-token-of-the-{kind}-in-this-test"
        store.log.add_device(device, token_hash(tokens[kind]))
    app = office_app.create_app(store, [loaded], "http://127.0.0.1:1", clock)
    office = app.state.service.offices[loaded.config.office.id]
    return Serving(app, clock, store, office, tokens=tokens)


@contextmanager
def served(serving: Serving) -> Iterator[Serving]:
    config = uvicorn.Config(
        serving.app, host="127.0.0.1", port=0, log_config=None, lifespan="on", access_log=False,
        timeout_graceful_shutdown=2,
    )  # fmt: skip
    server = office_app.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    until("the service to start", lambda: server.started or not thread.is_alive())
    assert server.started
    serving.url = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    try:
        yield serving
    finally:
        server.should_exit = True
        thread.join()


# ---- as a process ------------------------------------------------------------------------------


@dataclass
class Program:
    """The real program `python -m office serve` on one data folder; ends by its own pid."""

    folder: Path
    file: Path = COUNTER
    clock: str = "2026-11-26T09:41+01:00"
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.data = self.folder / "data"
        self.output = self.folder / "office.log"
        self.office = load_office(self.file).config.office.id
        self._began = time.monotonic()
        self.tokens: dict[str, str] = {}

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def api(self) -> str:
        return f"{self.url}/api/v1/{self.office}"

    @property
    def callers(self) -> Callers:
        return Callers(load_keys(self.data / "keys.json", create=False), self.office, self.now)

    def now(self) -> int:
        """The pretended time, which goes on over restarts."""
        from datetime import datetime

        start = datetime.fromisoformat(self.clock).timestamp()
        return round((start + time.monotonic() - self._began) * 1000)

    def cli(self, *arguments: str, feed: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "office", *arguments, "--config", str(self.file),
             "--data", str(self.data)],
            input=feed, text=True, capture_output=True, check=False, cwd=ROOT, timeout=60,
        )  # fmt: skip

    def add_device(self, kind: str, id_: str) -> str:
        """Its token."""
        out = self.folder / f"{id_}.json"
        done = self.cli("device", "add", "--kind", kind, "--id", id_, "--out", str(out))
        assert done.returncode == 0, done.stderr
        token: str = json.loads(out.read_text())["token"]
        self.tokens[id_] = token
        return token

    def start(self) -> None:
        from datetime import UTC, datetime

        clock = datetime.fromtimestamp(self.now() / 1000, UTC).isoformat(timespec="milliseconds")
        with self.output.open("ab") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "office", "serve", "--config", str(self.file), "--data",
                 str(self.data), "--port", str(self.port), "--clock", clock],
                stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, cwd=ROOT,
                env={**os.environ, "PYTHONUNBUFFERED": "1"},
            )  # fmt: skip
        until("the office to answer", self._healthy, 30)

    def _healthy(self) -> bool:
        assert self.process is not None
        assert self.process.poll() is None, self.output.read_text()
        try:
            return (
                httpx.get(
                    f"{self.url}/healthz", timeout=1, trust_env=False, verify=False
                ).status_code
                == 200
            )
        except httpx.HTTPError:
            return False

    def kill(self) -> None:
        """kill -9."""
        self._end(signal.SIGKILL)

    def stop(self) -> int:
        return self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> int:
        if self.process is None:
            return 0
        self.process.send_signal(how)
        try:
            return self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise
        finally:
            self.process = None

    def log(self) -> Log:
        """The log itself, for a look at what is stored."""
        return Log(open_engine(self.data / "office.db"))
