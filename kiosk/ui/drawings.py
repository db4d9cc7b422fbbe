"""What QML cannot draw by itself: a QR code in whole pixels, and an icon in any colour."""

from PySide6.QtCore import Property, QByteArray, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtQml import QmlElement
from PySide6.QtQuick import QQuickItem, QQuickPaintedItem
from PySide6.QtSvg import QSvgRenderer

import assets
from kiosk.presence import Grid, grid

QML_IMPORT_NAME = "kiosk.drawings"
QML_IMPORT_MAJOR_VERSION = 1

NEUTRAL_ICON = "service"


@QmlElement
class QrCode(QQuickPaintedItem):
    """`text` as a QR code: black on white in every theme, quiet zone included, each module the same
    whole number of pixels. What is left of the item stays white around it."""

    changed = Signal()

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._grid: Grid = ()
        self.setAntialiasing(False)

    @Property(str, notify=changed)
    def text(self) -> str:
        return self._text

    @text.setter  # type: ignore[no-redef]
    def text(self, text: str) -> None:
        if text != self._text:
            self._text, self._grid = text, grid(text)
            self.changed.emit()
            self.update()

    def paint(self, painter: QPainter) -> None:
        painter.fillRect(QRectF(0, 0, self.width(), self.height()), QColor(Qt.GlobalColor.white))
        if not self._grid:
            return
        count = len(self._grid)
        module = int(min(self.width(), self.height())) // count
        left = (int(self.width()) - module * count) // 2
        top = (int(self.height()) - module * count) // 2
        black = QColor(Qt.GlobalColor.black)
        for y, row in enumerate(self._grid):
            for x, dark in enumerate(row):
                if dark:
                    painter.fillRect(left + x * module, top + y * module, module, module, black)


@QmlElement
class Icon(QQuickPaintedItem):
    """`assets/icons/NAME.svg` in one colour, mirrored where its sense follows the reading."""

    changed = Signal()

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        self._name = ""
        self._color = QColor(Qt.GlobalColor.black)
        self._flipped = False
        self._drawing: QSvgRenderer | None = None
        self.setAntialiasing(True)

    @Property(str, notify=changed)
    def name(self) -> str:
        return self._name

    @name.setter  # type: ignore[no-redef]
    def name(self, name: str) -> None:
        if name != self._name:
            self._name = name
            self._renew()

    @Property(QColor, notify=changed)
    def color(self) -> QColor:
        return self._color

    @color.setter  # type: ignore[no-redef]
    def color(self, color: QColor) -> None:
        if color != self._color:
            self._color = color
            self._renew()

    @Property(bool, notify=changed)
    def flipped(self) -> bool:
        return self._flipped

    @flipped.setter  # type: ignore[no-redef]
    def flipped(self, flipped: bool) -> None:
        if flipped != self._flipped:
            self._flipped = flipped
            self._renew()

    def _renew(self) -> None:
        self._drawing = None
        self.changed.emit()
        self.update()

    def paint(self, painter: QPainter) -> None:
        if not self._name:
            return
        if self._drawing is None:
            source = drawing(self._name).replace("currentColor", self._color.name())
            self._drawing = QSvgRenderer(QByteArray(source.encode()), self)
        if self._flipped:
            painter.translate(self.width(), 0)
            painter.scale(-1, 1)
        size = QSize(int(self.width()), int(self.height()))
        self._drawing.render(painter, QRectF(0, 0, size.width(), size.height()))


def drawing(name: str) -> str:
    """The SVG source of an icon; the neutral one where there is none of this name."""
    try:
        return assets.path(f"icons/{name}.svg").read_text("utf-8")
    except FileNotFoundError:
        return assets.path(f"icons/{NEUTRAL_ICON}.svg").read_text("utf-8")
