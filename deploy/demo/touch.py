"""Hands and eyes on a running kiosk or board: real touches, real pictures, by its driver socket."""

import json
import socket
import time
from pathlib import Path
from typing import Any

from deploy.demo.processes import StoryError, wait_for

BETWEEN_TOUCHES = 0.6
"""Seconds: the kiosk takes a second touch within half a second for a trembling hand's."""


class Screen:
    """One screen program that was started with --driver."""

    def __init__(self, path: Path) -> None:
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.settimeout(20)
        self._socket.connect(str(path))
        self._lines = self._socket.makefile("rb")
        self._touched = 0.0

    def ask(self, do: str, **what: Any) -> dict[str, Any]:
        """One order and its answer. Raises StoryError when the program could not do it."""
        self._socket.sendall(json.dumps({"do": do, **what}).encode() + b"\n")
        line = self._lines.readline()
        if not line:
            raise StoryError("the screen program is gone")
        answer: dict[str, Any] = json.loads(line)
        if not answer["ok"]:
            raise StoryError(f"{do} {what}: {answer['error']}")
        return answer

    def touch(self, name: str) -> int:
        """Touch an item as soon as it can be seen; the touch's monotonic ns."""
        wait_for(f"{name} on the screen", lambda: self.shows(name))
        wait_for("the hand", lambda: time.monotonic() - self._touched > BETWEEN_TOUCHES)
        self.ask("wait_frame")
        touched = self.ask("click", name=name)["at"]
        self._touched = time.monotonic()
        return int(touched)

    def shows(self, name: str) -> bool:
        try:
            found = self.ask("find", name=name)
        except StoryError:
            return False
        return bool(found["visible"])

    def text(self, name: str) -> str:
        return _bare(str(self.ask("find", name=name)["text"]))

    @property
    def texts(self) -> list[str]:
        return [_bare(text) for text in self.ask("texts")["texts"]]

    @property
    def state(self) -> dict[str, Any]:
        return dict(self.ask("state")["state"])

    @property
    def frames(self) -> list[tuple[str, int]]:
        """(label, monotonic ns) of the first frame after each change."""
        return [(label, at) for label, at in self.ask("frames")["frames"]]

    def wait_label(self, label: str, seconds: float = 20.0) -> int:
        """Until a frame with this label was shown; its monotonic ns."""

        def probe() -> int | None:
            return next((at for name, at in reversed(self.frames) if name == label), None)

        return wait_for(f"a frame {label!r}", probe, seconds)

    def picture(self, file: Path) -> Path:
        file.parent.mkdir(parents=True, exist_ok=True)
        self.ask("wait_frame")
        self.ask("grab", file=str(file))
        return file

    def close(self) -> None:
        self._lines.close()
        self._socket.close()


def _bare(text: str) -> str:
    """Without the isolates that keep digits in order in right-to-left text (U+2066 … U+2069), and
    with plain spaces."""
    bare = "".join(letter for letter in text if not "\u2066" <= letter <= "\u2069")
    return bare.replace("\u00a0", " ").replace("\u202f", " ")
