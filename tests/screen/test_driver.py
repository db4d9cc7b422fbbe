"""The driver of story tests: what it does is what a finger would do."""

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow
from pytestqt.qtbot import QtBot

from screen.driver import Driver, refuse_on_a_screen
from screen.errors import StartRefusedError

QML = b"""
import QtQuick
Window {
    id: root
    property QtObject root
    width: 300; height: 200; visible: true
    Text { objectName: "count"; text: root.root ? root.root.frameLabel : "" }
    Text { objectName: "hidden"; text: "hidden"; visible: false }
    Rectangle {
        objectName: "button"; x: 100; y: 100; width: 80; height: 40
        color: area.pressed ? "red" : "white"
        MouseArea { id: area; anchors.fill: parent; onClicked: root.root.press() }
    }
}
"""


class Counter(QObject):
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    @Property(str, notify=changed)
    def frameLabel(self) -> str:
        return str(self.count)

    @Property(str, notify=changed)
    def stateJson(self) -> str:
        return json.dumps({"count": self.count})

    @Slot()
    def press(self) -> None:
        self.count += 1
        self.changed.emit()


Ask = Callable[..., dict[str, Any]]


@pytest.fixture
def ask(qtbot: QtBot, tmp_path: Path) -> Iterator[Ask]:
    counter, engine = Counter(), QQmlApplicationEngine()
    engine.setInitialProperties({"root": counter})
    engine.loadData(QML)
    window = engine.rootObjects()[0]
    assert isinstance(window, QQuickWindow)
    Driver(tmp_path / "driver.sock", window, counter)
    client = QLocalSocket()
    client.connectToServer(str(tmp_path / "driver.sock"))
    qtbot.waitUntil(lambda: client.state() == QLocalSocket.LocalSocketState.ConnectedState)

    def answer(do: str, **order: Any) -> dict[str, Any]:
        client.write(json.dumps({"do": do, **order}).encode() + b"\n")
        qtbot.waitUntil(client.canReadLine)
        said: dict[str, Any] = json.loads(bytes(client.readLine().data()))
        return said

    yield answer
    client.close()
    shiboken6.delete(engine)


def test_a_click_by_name_presses_and_releases(ask: Ask) -> None:
    assert ask("click", name="button")["ok"]
    ask("wait_frame")
    assert ask("state")["state"] == {"count": 1}
    assert ask("texts")["texts"] == ["1"]


def test_a_click_by_place_beside_the_button_does_nothing(ask: Ask) -> None:
    ask("click", x=20, y=150)
    ask("click", x=140, y=120)
    ask("wait_frame")
    assert ask("state")["state"] == {"count": 1}


def test_the_first_frame_after_each_label_is_noted(ask: Ask) -> None:
    at = ask("click", name="button")["at"]
    ask("wait_frame")
    frames = ask("frames")["frames"]
    assert [label for label, _ in frames] == ["0", "1"]
    assert 0 < frames[1][1] - at < 1_000_000_000


def test_finding_and_grabbing(ask: Ask, tmp_path: Path) -> None:
    found = ask("find", name="button")
    assert (found["x"], found["y"], found["width"], found["enabled"]) == (100, 100, 80, True)
    assert ask("grab", file=str(tmp_path / "picture.png"))["ok"]
    assert (tmp_path / "picture.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("order", "wrong"),
    [
        ({"do": "find", "name": "hidden"}, "nothing visible is called 'hidden'"),
        ({"do": "click", "name": "none"}, "nothing visible is called 'none'"),
        ({"do": "dance"}, "dance"),
        ({"do": "grab", "file": "/nonexistent/x.png"}, "cannot write"),
    ],
)
def test_a_wrong_order_says_what_is_wrong(ask: Ask, order: dict[str, str], wrong: str) -> None:
    answer = ask(**order)
    assert answer["ok"] is False
    assert wrong in answer["error"]


def test_a_real_screen_is_never_driven(monkeypatch: pytest.MonkeyPatch) -> None:
    assert os.environ["QT_QPA_PLATFORM"] == "offscreen"
    refuse_on_a_screen()
    monkeypatch.setenv("QT_QPA_PLATFORM", "wayland")
    with pytest.raises(StartRefusedError, match="offscreen"):
        refuse_on_a_screen()
