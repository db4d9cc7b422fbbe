"""A kiosk in its window without network, paper or wall clock, and the finger in front of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import shiboken6
from PySide6.QtCore import QObject, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from kiosk.events import Effect, Event
from kiosk.state import begin
from kiosk.ui import drawings  # noqa: F401  registers the QML types
from kiosk.viewmodels.kiosk import Kiosk
from office.contract import KioskView
from screen import events as news
from screen import startup
from screen.language import Language
from tests.kiosk.samples import CREDENTIALS

SCREENS = Path(__file__).parents[2] / "build" / "screens"


class FakeFeed(QObject):
    """Says what a test lets it say."""

    happened = Signal(object)

    def start(self) -> None:
        pass

    def stop(self) -> None:
        pass


class FakeHands(QObject):
    """Keeps what the journey asked for; a test answers through `happened`."""

    happened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.effects: list[Effect] = []

    def perform(self, effect: Effect) -> None:
        self.effects.append(effect)

    def stop(self) -> None:
        pass


@dataclass
class FakeClock:
    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


class Stage:
    """The kiosk in its window, and the finger in front of it."""

    def __init__(self, app: QGuiApplication, tiles: tuple[str, ...], printer: bool) -> None:
        self.clock = FakeClock()
        self.feed, self.hands = FakeFeed(), FakeHands()
        self.language = Language(app, tiles[0])
        self._keys = (f"key-{n}" for n in range(10**6))
        self.kiosk = Kiosk(
            begin(tiles, has_printer=printer, now=self.clock.now),
            CREDENTIALS,
            self.feed,
            self.hands,
            self.language,
            lambda: next(self._keys),
            self.clock,
            reduced_motion=True,
        )
        self.engine = startup.engine_for(self.language)
        self.window = startup.open_window(
            self.engine, "kiosk.ui", self.kiosk, startup.WindowSettings(fullscreen=False)
        )

    def close(self) -> None:
        self.language.detach()
        shiboken6.delete(self.engine)
        shiboken6.delete(self.language)

    # ---- the world -----------------------------------------------------------------------------

    def hear(self, view: KioskView) -> None:
        self.feed.happened.emit(news.ViewArrived(view))

    def lose(self) -> None:
        self.feed.happened.emit(news.Lost("test"))

    def happen(self, event: Event) -> None:
        self.hands.happened.emit(event)

    def wait(self, seconds: float) -> None:
        """Time goes by in steps of the kiosk's own ticks."""
        for _ in range(round(seconds / 0.5)):
            self.clock.now += 0.5
            self.kiosk.tick()

    # ---- the visitor ---------------------------------------------------------------------------

    def items(self) -> Iterator[QQuickItem]:
        QGuiApplication.processEvents()
        yield from visible(self.window.contentItem())

    def item(self, name: str) -> QQuickItem:
        return next(item for item in self.items() if item.objectName() == name)

    def has(self, name: str) -> bool:
        return any(item.objectName() == name for item in self.items())

    def tap(self, name: str, pause: float = 0.6) -> None:
        self.clock.now += pause
        self.window.grabWindow()  # as after a frame: layouts have found their places
        QTest.mouseClick(self.window, Qt.MouseButton.LeftButton, pos=middle(self.item(name)))

    @property
    def screen(self) -> str:
        return str(self.kiosk.property("screen"))

    def texts(self) -> list[str]:
        found = (item.property("text") for item in self.items())
        return [text for text in found if isinstance(text, str) and text]

    def picture(self, name: str) -> Path:
        SCREENS.mkdir(parents=True, exist_ok=True)
        QGuiApplication.processEvents()
        file = SCREENS / f"kiosk-{name}.png"
        assert self.window.grabWindow().save(str(file))
        return file


def visible(item: QQuickItem) -> Iterator[QQuickItem]:
    if item.isVisible() and item.opacity() > 0:
        yield item
        for child in item.childItems():
            yield from visible(child)


def middle(item: QQuickItem) -> QPoint:
    return item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()
