"""A board in a real engine, fed by hand, on a clock that moves when told."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QObject, QRectF, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickItem, QQuickWindow
from pytestqt.qtbot import QtBot

from display.board import Effect, Memory
from display.legibility import letters
from display.viewmodels.screen import BoardScreen
from screen import fonts, startup
from screen.driver import visible_items
from screen.events import FeedEvent
from screen.language import Language

SCREENS = Path(__file__).parents[2] / "build" / "screens"


class HandFeed(QObject):
    """A feed that says what the test says."""

    happened = Signal(object)

    def start(self) -> None: ...

    def stop(self) -> None: ...


class Stage:
    """The board, its window and what it asked for."""

    def __init__(
        self,
        app: QGuiApplication,
        languages: tuple[str, ...],
        distance_m: float,
        size: tuple[int, int],
    ) -> None:
        self.now = 1000.0
        self.effects: list[Effect] = []
        self.feed = HandFeed()
        self.root = BoardScreen(
            feed=self.feed,
            languages=languages,
            letters=letters(*size, 55, distance_m),
            memory=Memory(),
            effect=self.effects.append,
            reduced_motion=True,
            monotonic=lambda: self.now,
        )
        self.language = Language(app, languages[0])
        self.engine: QQmlApplicationEngine = startup.engine_for(self.language)
        settings = startup.WindowSettings(*size, fullscreen=False)
        self.window: QQuickWindow = startup.open_window(
            self.engine, "display.ui", self.root, settings
        )

    def hear(self, *events: FeedEvent) -> None:
        for event in events:
            self.feed.happened.emit(event)

    def wait(self, seconds: float) -> None:
        """Let the clock run and the board's own timer ring."""
        self.now += seconds
        timer = self.root.findChild(QTimer)
        assert timer is not None
        timer.timeout.emit()

    def items(self, name: str) -> list[QQuickItem]:
        every = visible_items(self.window.contentItem())
        return [item for item in every if item.objectName() == name]

    def text(self, name: str) -> str:
        return " | ".join(item.property("text") for item in self.items(name))

    def picture(self, name: str) -> None:
        """Keep a picture of what is shown; nothing may stand out of it."""
        SCREENS.mkdir(parents=True, exist_ok=True)
        assert self.window.grabWindow().save(str(SCREENS / f"board-{name}.png"))
        assert self.outside() == []

    def outside(self) -> list[str]:
        """Texts that are not wholly in the window, or in the card of the call."""
        frame = QRectF(0, 0, self.window.width(), self.window.height())
        items = list(visible_items(self.window.contentItem()))
        clipped = {child for item in items if item.clip() for child in item.childItems()}
        texts = [item for item in items if item.property("text") and item not in clipped]
        card = next(iter(self.items("call")), None)
        inside = _on_scene(card) if card else frame
        return [
            item.property("text")
            for item in texts
            if not (inside if card and card.isAncestorOf(item) else frame).contains(_ink(item))
        ]

    def close(self) -> None:
        self.root.stop()
        self.language.detach()
        shiboken6.delete(self.engine)
        shiboken6.delete(self.language)


def _on_scene(item: QQuickItem) -> QRectF:
    return item.mapRectToScene(item.boundingRect())


def _ink(text: QQuickItem) -> QRectF:
    """Where letters are: a line is higher than what stands in it."""
    line = _on_scene(text)
    return line.adjusted(0, line.height() * 0.2, 0, line.height() * -0.2)


@pytest.fixture
def stage(qtbot: QtBot, qapp: QGuiApplication) -> Iterator[Callable[..., Stage]]:
    """Makes stages: `stage(languages=…, distance_m=…)`."""
    made: list[Stage] = []
    fonts.load(qapp)

    def make(
        languages: tuple[str, ...] = ("de", "en", "ar"),
        distance_m: float = 5.0,
        size: tuple[int, int] = (1920, 1080),
    ) -> Stage:
        made.append(Stage(qapp, languages, distance_m, size))
        return made[-1]

    yield make
    for one in made:
        one.close()
