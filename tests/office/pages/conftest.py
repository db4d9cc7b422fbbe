"""The sample office with its real service, on a clock that stands at 9:41 until a test moves it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
import uvicorn
from fastapi import FastAPI
from playwright.sync_api import Browser
from starlette.testclient import TestClient

import assets
from office import app as office_app
from office.access import STAFF, hash_passphrase
from office.clock import FakeClock
from office.contract import presence_token
from office.log import Device
from office.officefile import load_office
from tests.office.pages.browser import chromium

MORNING = round(datetime.fromisoformat("2026-11-26T09:41:00+01:00").timestamp() * 1000)
PASSPHRASE = "sample pass phrase"
HASHED = hash_passphrase(PASSPHRASE)
KIOSK = Device("kreis-unna", "entrance-1", "kiosk", "K7", 1)


@dataclass(frozen=True, slots=True)
class Office:
    """A service and the world around it."""

    app: FastAPI
    clock: FakeClock
    presence_key: bytes

    def door_token(self) -> str:
        """What the kiosk's live code holds now."""
        return presence_token(self.presence_key, KIOSK.short, self.clock.at / 1000)

    def wait(self, minutes: float) -> None:
        self.clock.at += round(minutes * 60_000)


def office_in(folder: Path) -> Office:
    """The sample office with its data in `folder`, new or as an earlier one left it."""
    store = office_app.open_store(folder)
    if store.log.password_hash("kreis-unna", STAFF) is None:
        store.log.set_password("kreis-unna", STAFF, HASHED)
        store.log.add_device(KIOSK, "nobody-knows-its-token")
    clock = FakeClock(MORNING)
    file = load_office(assets.path("offices") / "kreis-unna.toml")
    app = office_app.create_app(store, [file], "http://t.kreis-unna.example", clock)
    return Office(app, clock, store.keys.presence_key("kreis-unna", KIOSK.id, 1))


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return office_in(tmp_path / "data")


@pytest.fixture
def client(office: Office) -> Iterator[TestClient]:
    with TestClient(office.app, base_url="http://t.kreis-unna.example") as running:
        running.headers["accept-language"] = "en"
        yield running


@contextmanager
def serving(app: FastAPI, port: int = 0) -> Iterator[str]:
    """The service on a port for a browser: its address."""
    config = uvicorn.Config(
        app, host="127.0.0.1", port=port, log_config=None, lifespan="on",
        timeout_graceful_shutdown=2,
    )  # fmt: skip
    server = office_app.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        thread.join(0.02)
        assert thread.is_alive(), "the service did not start"
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()


@pytest.fixture
def url(office: Office) -> Iterator[str]:
    with serving(office.app) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running
