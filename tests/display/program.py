"""The real board in a process of its own, driven through its socket."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PATIENCE_SECONDS = 20.0


class Program:
    """`python -m display` against an office on `port`; its log is kept in `log`."""

    def __init__(
        self, folder: Path, port: int, more: str = "", environment: Mapping[str, str] | None = None
    ) -> None:
        self.log = folder / "board.log"
        self._socket = folder / "driver.sock"
        config = configured(folder, port, more)
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "display", "--config", config, "--driver", self._socket],
                cwd=ROOT,
                env={**os.environ, **(environment or {})},
                stderr=log,
            )

    def connect(self) -> None:
        """Wait until it can be driven."""
        self._line = socket.socket(socket.AF_UNIX)
        self._line.settimeout(PATIENCE_SECONDS)
        while self.process.poll() is None:
            try:
                self._line.connect(str(self._socket))
            except OSError:
                # The socket appears with the window; there is nothing to select on before.
                os.sched_yield()
            else:
                self._answers = self._line.makefile("r")
                return
        raise AssertionError(self.log.read_text())

    def ask(self, do: str, **order: Any) -> dict[str, Any]:
        self._line.sendall(json.dumps({"do": do, **order}).encode() + b"\n")
        answer: dict[str, Any] = json.loads(self._answers.readline())
        return answer

    def until(self, **wanted: Any) -> dict[str, Any]:
        """Its state as soon as it has these values; fails when it ends or says nothing."""
        for _ in self._frames():
            state: dict[str, Any] = self.ask("state")["state"]
            if wanted.items() <= state.items():
                return state
        raise AssertionError(f"wanted {wanted}, is {state}\n{self.log.read_text()}")

    def until_logged(self, words: str) -> None:
        for _ in self._frames():
            if words in self.log.read_text():
                return
        raise AssertionError(f"{words!r} is not in\n{self.log.read_text()}")

    def _frames(self) -> Iterator[None]:
        """One after the other while there is patience: a frame is long enough not to spin, short
        enough not to miss a state."""
        end = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < end:
            yield
            self.ask("wait_frame")

    def end(self) -> int:
        """SIGTERM; its exit code."""
        self.process.terminate()
        try:
            return self.process.wait(10)
        finally:
            self.process.kill()
            self._answers.close()
            self._line.close()


def configured(folder: Path, port: int, more: str) -> Path:
    """A config file with its credentials."""
    credentials = {"office": "kreis-unna", "kind": "board", "device": "b", "short": "B1"}
    (folder / "board.json").write_text(json.dumps({**credentials, "token": "t", "url": ""}))
    config = folder / "display.toml"
    config.write_text(
        f"""
[office]
url = "http://127.0.0.1:{port}"
credentials = "board.json"

[screen]
fullscreen = false
reduced_motion = true
{more}
"""
    )
    return config
