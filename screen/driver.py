"""A way in for story tests: real mouse events, pictures and questions by a Unix socket.

One JSON object per line each way, answered in order. An answer has `ok`; with
`ok: false` it says in `error` what was wrong. Only for QT_QPA_PLATFORM=offscreen, so that no
screen in a waiting room can be driven from outside.
"""

import json
import os
import time
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtQuick import QQuickItem, QQuickWindow

from screen.errors import StartRefusedError

Answer = dict[str, Any]
FRAMES_KEPT = 5000


def refuse_on_a_screen() -> None:
    """StartRefusedError unless the program draws for no screen."""
    if os.environ.get("QT_QPA_PLATFORM") != "offscreen":
        raise StartRefusedError("--driver is for tests: it needs QT_QPA_PLATFORM=offscreen")


class Driver(QObject):
    """Serves one window; `root` is its root view model with `stateJson` and `frameLabel`."""

    def __init__(self, socket: Path, window: QQuickWindow, root: QObject) -> None:
        super().__init__(window)
        self._window, self._root = window, root
        self._label = ""
        self._unswapped: str | None = None
        self._frames: deque[tuple[str, int]] = deque(maxlen=FRAMES_KEPT)
        self._connections: list[QLocalSocket] = []
        self._waiting: list[QLocalSocket] = []
        self._actions: dict[str, Callable[[dict[str, Any]], Answer]] = {
            "click": self._click,
            "grab": self._grab,
            "find": self._find,
            "texts": self._texts,
            "state": self._state,
            "frames": self._list_frames,
        }
        window.frameSwapped.connect(self._swapped)
        root.changed.connect(self._relabel)  # type: ignore[attr-defined]
        self._relabel()
        self._listen(socket)

    def _listen(self, socket: Path) -> None:
        QLocalServer.removeServer(str(socket))
        self._server = QLocalServer(self)
        self._server.newConnection.connect(self._accept)
        if not self._server.listen(str(socket)):
            raise StartRefusedError(f"--driver {socket}: {self._server.errorString()}")

    def _accept(self) -> None:
        connection = self._server.nextPendingConnection()
        connection.readyRead.connect(self._serve)
        connection.disconnected.connect(self._forget)
        self._connections.append(connection)

    def _forget(self) -> None:
        self._connections = [one for one in self._connections if one.isValid()]

    def _serve(self) -> None:
        for connection in self._connections:
            while connection.canReadLine():
                self._obey(connection, bytes(connection.readLine().data()))

    def _obey(self, connection: QLocalSocket, line: bytes) -> None:
        try:
            order = json.loads(line)
            if order["do"] == "wait_frame":
                self._waiting.append(connection)
                self._window.update()
                return
            answer = {"ok": True, **self._actions[order["do"]](order)}
        except (KeyError, TypeError, ValueError, LookupError) as error:
            answer = {"ok": False, "error": f"{type(error).__name__}: {error}"}
        _answer(connection, answer)

    # ---- what can be asked ---------------------------------------------------------------------

    def _click(self, order: dict[str, Any]) -> Answer:
        """{"name"} the item's centre, or {"x", "y"} in window pixels: a press and a release."""
        if "name" in order:
            item = self._item(order["name"])
            spot = item.mapToScene(QPointF(item.width() / 2, item.height() / 2))
        else:
            spot = QPointF(order["x"], order["y"])
        for kind in (QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress):
            self._post(kind, spot)
        self._post(QEvent.Type.MouseButtonRelease, spot)
        return {"x": spot.x(), "y": spot.y(), "at": time.monotonic_ns()}

    def _post(self, kind: QEvent.Type, spot: QPointF) -> None:
        none, left = Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton
        changed = none if kind == QEvent.Type.MouseMove else left
        held = left if kind == QEvent.Type.MouseButtonPress else none
        whole = self._window.mapToGlobal(spot)
        event = QMouseEvent(kind, spot, whole, changed, held, Qt.KeyboardModifier.NoModifier)
        QGuiApplication.postEvent(self._window, event)

    def _grab(self, order: dict[str, Any]) -> Answer:
        """{"file"}: the window as it is now, as PNG."""
        if not self._window.grabWindow().save(order["file"]):
            raise ValueError(f"cannot write {order['file']}")
        return {"file": order["file"]}

    def _find(self, order: dict[str, Any]) -> Answer:
        """{"name"}: geometry in window pixels, whether it can be seen, its text."""
        return _facts(self._item(order["name"]))

    def _texts(self, _order: dict[str, Any]) -> Answer:
        """All texts that can be seen, in the order of the scene."""
        found = (item.property("text") for item in visible_items(self._window.contentItem()))
        return {"texts": [text for text in found if isinstance(text, str) and text]}

    def _state(self, _order: dict[str, Any]) -> Answer:
        """What the root view model says of itself."""
        return {"state": json.loads(self._root.property("stateJson"))}

    def _list_frames(self, _order: dict[str, Any]) -> Answer:
        """(label, monotonic ns) of the first frame shown after each change of `frameLabel`."""
        return {"frames": list(self._frames)}

    # ---- frames --------------------------------------------------------------------------------

    def _relabel(self) -> None:
        label = str(self._root.property("frameLabel"))
        if label != self._label:
            self._label = self._unswapped = label
            self._window.update()

    def _swapped(self) -> None:
        now = time.monotonic_ns()
        if self._unswapped is not None:
            self._frames.append((self._unswapped, now))
            self._unswapped = None
        waiting, self._waiting = self._waiting, []
        for connection in waiting:
            _answer(connection, {"ok": True, "at": now})

    def _item(self, name: str) -> QQuickItem:
        for item in visible_items(self._window.contentItem()):
            if item.objectName() == name:
                return item
        raise LookupError(f"nothing visible is called {name!r}")


def visible_items(item: QQuickItem) -> Iterator[QQuickItem]:
    """`item` and all in it that can be seen, parents first."""
    if item.isVisible() and item.opacity() > 0:
        yield item
        for child in item.childItems():
            yield from visible_items(child)


def _facts(item: QQuickItem) -> Answer:
    corner = item.mapToScene(QPointF(0, 0))
    return {
        "x": corner.x(),
        "y": corner.y(),
        "width": item.width(),
        "height": item.height(),
        "visible": item.isVisible(),
        "enabled": item.isEnabled(),
        "text": item.property("text"),
    }


def _answer(connection: QLocalSocket, answer: Answer) -> None:
    connection.write(json.dumps(answer).encode() + b"\n")
    connection.flush()
