"""The type family, from its files."""

from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QFontInfo, QGuiApplication, QTextLayout

from screen import fonts
from screen.errors import FontsMissingError


def test_noto_is_the_programs_font(qapp: QGuiApplication) -> None:
    fonts.load(qapp)
    assert QFontInfo(qapp.font()).family() == "Noto Sans"
    assert fonts.OURS in qapp.font().families()


def test_missing_fonts_name_the_package(qapp: QGuiApplication, tmp_path: Path) -> None:
    with pytest.raises(FontsMissingError, match="apt-get install fonts-noto-core"):
        fonts.load(qapp, tmp_path)


@pytest.mark.parametrize("weight", [QFont.Weight.Normal, QFont.Weight.Bold])
@pytest.mark.parametrize("text", ["النداء الآن 4", "النداء الآن", "العربية"])
def test_lines_in_arabic_are_as_high_as_lines_in_german(
    qapp: QGuiApplication, text: str, weight: QFont.Weight
) -> None:
    """Also where the system has the same font installed, with lines as Noto made them."""
    fonts.load(qapp)
    font = qapp.font()
    font.setPixelSize(100)
    font.setWeight(weight)
    assert _line("Aufruf", font) == pytest.approx(_line(text, font), abs=1)


def _line(text: str, font: QFont) -> tuple[float, float]:
    layout = QTextLayout(text, font)
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    return line.ascent(), line.descent()
