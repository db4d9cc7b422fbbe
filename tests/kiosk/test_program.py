"""The kiosk as a program of its own: touched through its driver, with an office on the wire."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from kiosk.patience import DOUBLE_STRIKE_SECONDS
from tests.kiosk.wire import WireOffice

ROOT = Path(__file__).parents[2]
PATIENCE_SECONDS = 20.0


class Program:
    """`python -m kiosk` and a finger."""

    def __init__(self, folder: Path, port: int) -> None:
        self.log = folder / "kiosk.log"
        self._socket = folder / "driver.sock"
        config = configured(folder, port)
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "kiosk", "--config", config, "--driver", self._socket],
                cwd=ROOT,
                stderr=log,
            )
        self._line = self._connected()
        self._answers = self._line.makefile("r")
        self._touched = 0.0

    def _connected(self) -> socket.socket:
        end = time.monotonic() + PATIENCE_SECONDS
        while self.process.poll() is None and time.monotonic() < end:
            line = socket.socket(socket.AF_UNIX)
            line.settimeout(PATIENCE_SECONDS)
            try:
                line.connect(str(self._socket))
            except OSError:
                line.close()
                os.sched_yield()
            else:
                return line
        raise AssertionError(self.log.read_text())

    def ask(self, do: str, **order: Any) -> dict[str, Any]:
        self._line.sendall(json.dumps({"do": do, **order}).encode() + b"\n")
        answer: dict[str, Any] = json.loads(self._answers.readline())
        return answer

    def until(self, **wanted: Any) -> dict[str, Any]:
        return self.until_true(lambda state: wanted.items() <= state.items(), str(wanted))

    def until_true(self, true: Callable[[dict[str, Any]], bool], what: str) -> dict[str, Any]:
        """Its state as soon as it is so, looked at frame by frame."""
        end = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < end:
            state: dict[str, Any] = self.ask("state")["state"]
            if true(state):
                return state
            self.ask("wait_frame")
        raise AssertionError(f"wanted {what}, is {state}\n{self.log.read_text()}")

    def touch(self, name: str) -> None:
        """One touch, no double strike."""
        while time.monotonic() < self._touched + DOUBLE_STRIKE_SECONDS + 0.1:
            self.ask("wait_frame")
        self._touched = time.monotonic()
        assert self.ask("click", name=name)["ok"]

    def end(self) -> int:
        """SIGTERM; its exit code."""
        self.process.terminate()
        try:
            return self.process.wait(10)
        finally:
            self.process.kill()
            self._answers.close()
            self._line.close()


def configured(folder: Path, port: int) -> Path:
    """A config file with its credentials and a printer that draws."""
    credentials = {
        "office": "kreis-unna",
        "kind": "kiosk",
        "device": "entrance-1",
        "short": "K1",
        "token": "t",
        "presence_key": "ORSXG5BAO5QXE5DFNVQXE23F",
        "url": f"http://127.0.0.1:{port}",
    }
    (folder / "kiosk.json").write_text(json.dumps(credentials))
    file = folder / "kiosk.toml"
    file.write_text(
        '[office]\ncredentials = "kiosk.json"\n'
        "[screen]\nfullscreen = false\nreduced_motion = true\n"
        '[printer]\nkind = "file"\npath = "ticket.png"\n'
    )
    return file


@pytest.fixture
def programs(tmp_path: Path) -> Iterator[Callable[[int], Program]]:
    made: list[Program] = []

    def start(port: int) -> Program:
        made.append(Program(tmp_path, port))
        return made[-1]

    yield start
    for each in made:
        if each.process.poll() is None:
            each.end()


def test_an_answer_lost_on_the_way_still_makes_one_ticket(
    programs: Callable[[int], Program], tmp_path: Path
) -> None:
    office = WireOffice(drops=2)
    try:
        kiosk = programs(office.port)
        kiosk.until(screen="welcome")
        kiosk.touch("language-ar")
        kiosk.touch("service-renew")
        kiosk.until(screen="times", language="ar")
        kiosk.touch("start-10:20")
        kiosk.until(screen="ticket", number="E042", paper="printed")
        kiosk.until_true(lambda _: office.outcomes == ["printed"], "the outcome to be told")
        labels = [label for label, _ in kiosk.ask("frames")["frames"]]
        assert labels[-2:] == ["booking", "ticket:E042"]
        assert kiosk.end() == 0
    finally:
        office.close()
    assert len(office.keys) == 3
    assert len(set(office.keys)) == 1, "every retry of one touch has its key"
    assert {wish["language"] for wish in office.wishes} == {"ar"}
    with Image.open(tmp_path / "ticket.png") as slip:
        assert slip.height > slip.width


def test_a_lost_office_is_said_and_its_return_seen(programs: Callable[[int], Program]) -> None:
    office = WireOffice()
    kiosk = programs(office.port)
    kiosk.until(screen="welcome", lost=False)
    live = kiosk.ask("state")["state"]["liveUrl"]
    assert live.startswith("HTTP://127.0.0.1:8800/Q/K1")
    office.close()
    kiosk.until(screen="unreachable", lost=True)
    again = WireOffice(office.port)
    try:
        kiosk.until(screen="welcome", lost=False)
        kiosk.touch("service-renew")
        kiosk.until(screen="times")
        kiosk.touch("back")
        kiosk.until(screen="welcome")
    finally:
        again.close()
