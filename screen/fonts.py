"""The type family of every screen: Noto Sans from Debian's fonts-noto-core, loaded by file."""

from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication

from screen.errors import FontsMissingError

FOLDER = Path("/usr/share/fonts/truetype/noto")
FILES = (
    "NotoSans-Regular.ttf",
    "NotoSans-Bold.ttf",
    "NotoSansArabic-Regular.ttf",
    "NotoSansArabic-Bold.ttf",
)
FAMILIES = ("Noto Sans", "Noto Sans Arabic")


def load(app: QGuiApplication, folder: Path = FOLDER) -> None:
    """Make Noto Sans the program's font, Latin first; FontsMissingError names what to install."""
    for name in FILES:
        file = folder / name
        if not file.is_file() or QFontDatabase.addApplicationFont(str(file)) < 0:
            raise FontsMissingError(
                f"{file} cannot be read. Install it: apt-get install fonts-noto-core"
            )
    font = QFont(list(FAMILIES))
    font.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
    # Digits of equal width, so that a clock or a number never shifts its neighbours.
    font.setFeature(QFont.Tag("tnum"), 1)
    app.setFont(font)
