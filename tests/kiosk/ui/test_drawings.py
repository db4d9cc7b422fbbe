"""Icons: all that are named are there, in any colour, and no name leaves a hole."""

import re
import tomllib
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

import assets
from kiosk.ui.drawings import NEUTRAL_ICON, Icon, QrCode, drawing

UI = Path(__file__).parents[3] / "kiosk" / "ui"


def test_every_icon_that_a_screen_or_an_office_names_is_there() -> None:
    qml = "".join(file.read_text("utf-8") for file in UI.glob("*.qml"))
    named = set(re.findall(r'(?:icon|symbol|name): "([a-z]+)"', qml))
    for office in assets.path("offices").glob("*.toml"):
        services = tomllib.loads(office.read_text("utf-8"))["service"]
        named |= {service["icon"] for service in services}
    assert len(named) > 15
    missing = [name for name in named if not (assets.path("icons") / f"{name}.svg").is_file()]
    assert missing == []


def test_an_unknown_name_gets_the_neutral_icon() -> None:
    assert drawing("no-such-icon") == drawing(NEUTRAL_ICON)


@pytest.mark.parametrize("file", sorted(assets.path("icons").glob("*.svg")), ids=lambda f: f.stem)
def test_every_icon_draws_in_the_colour_asked_for(qapp: QGuiApplication, file: Path) -> None:
    source = file.read_text("utf-8")
    assert "currentColor" in source
    renderer = QSvgRenderer(QByteArray(source.replace("currentColor", "#ff0000").encode()))
    image = QImage(96, 96, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    renderer.render(painter, QRectF(0, 0, 96, 96))
    painter.end()
    red = sum(image.pixelColor(x, y) == QColor("red") for x in range(96) for y in range(96))
    assert red > 100
    edge = [image.pixelColor(x, y) for x in range(96) for y in (0, 95)]
    assert all(colour == QColor("white") for colour in edge), "an icon keeps off its edge"


def test_a_code_changes_only_with_its_text(qapp: QGuiApplication) -> None:
    code, told = QrCode(), []
    code.changed.connect(lambda: told.append(code.property("text")))
    for text in ("A", "A", "B"):
        code.setProperty("text", text)
    assert told == ["A", "B"]


def test_an_icon_is_told_apart_by_name_colour_and_side(qapp: QGuiApplication) -> None:
    icon, told = Icon(), []
    icon.changed.connect(lambda: told.append(1))
    icon.setProperty("name", "back")
    icon.setProperty("color", QColor("red"))
    icon.setProperty("flipped", True)
    icon.setProperty("flipped", True)
    assert len(told) == 3
