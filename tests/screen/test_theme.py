"""The colours are as legible as promised, computed from the theme itself."""

from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtGui import QColor
from PySide6.QtQml import QQmlApplicationEngine
from pytestqt.qtbot import QtBot

from screen.startup import IMPORT_PATH

PAIRS = [
    ("ink", "paper"),
    ("softInk", "paper"),
    ("ink", "card"),
    ("softInk", "card"),
    ("ink", "pressed"),
    ("accentInk", "accent"),
    ("accentInk", "accentPressed"),
    ("freeInk", "freeFill"),
    ("callInk", "call"),
    ("noteInk", "noteFill"),
    ("barInk", "bar"),
    ("barInk", "barButton"),
    ("codeInk", "codePaper"),
]


@pytest.fixture
def theme(qtbot: QtBot) -> Iterator[QObject]:
    engine = QQmlApplicationEngine()
    engine.addImportPath(str(IMPORT_PATH))
    engine.loadData(
        b"import QtQml\nimport screen.theme\nQtObject { property QtObject theme: Theme }"
    )
    yield engine.rootObjects()[0].property("theme")
    shiboken6.delete(engine)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_text_has_a_contrast_of_seven(theme: QObject, ink: str, ground: str, dark: bool) -> None:
    theme.setProperty("dark", dark)
    assert contrast(theme.property(ink), theme.property(ground)) >= 7


def test_the_call_stands_out_from_the_board(theme: QObject) -> None:
    theme.setProperty("dark", True)
    assert contrast(theme.property("call"), theme.property("paper")) >= 7


def contrast(one: QColor, other: QColor) -> float:
    """WCAG 2.2, contrast ratio."""
    brighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def luminance(colour: QColor) -> float:
    """WCAG 2.2, relative luminance."""
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_contrast_of_black_on_white() -> None:
    assert contrast(QColor("black"), QColor("white")) == pytest.approx(21)
