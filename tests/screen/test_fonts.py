"""The type family, from its files."""

from pathlib import Path

import pytest
from PySide6.QtGui import QFontInfo, QGuiApplication

from screen import fonts
from screen.errors import FontsMissingError


def test_noto_is_the_programs_font(qapp: QGuiApplication) -> None:
    fonts.load(qapp)
    assert QFontInfo(qapp.font()).family() == "Noto Sans"
    assert "Noto Sans Arabic" in qapp.font().families()


def test_missing_fonts_name_the_package(qapp: QGuiApplication, tmp_path: Path) -> None:
    with pytest.raises(FontsMissingError, match="apt-get install fonts-noto-core"):
        fonts.load(qapp, tmp_path)
