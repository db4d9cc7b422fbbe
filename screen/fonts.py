"""The type family of every screen: Noto Sans from Debian's fonts-noto-core, loaded by file."""

import struct
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication

from screen.errors import FontsMissingError

FOLDER = Path("/usr/share/fonts/truetype/noto")
LATIN = ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf")
OTHERS = ("NotoSansArabic-Regular.ttf", "NotoSansArabic-Bold.ttf")
ARABIC, OURS = "Noto Sans Arabic", "Our Arabic Lines"
"""The changed font needs a name of its own (of the same length), or Qt takes the system's."""
FAMILIES = ("Noto Sans", OURS)

# Where a font says how high its lines are (OpenType 1.9, tables hhea and OS/2), in bytes from the
# table's start: ascender, descender, line gap; the typographic three and Windows' ascent, descent.
_LINE_HEIGHTS = ((b"hhea", 4, ">3h"), (b"OS/2", 68, ">3h2H"))


def load(app: QGuiApplication, folder: Path = FOLDER) -> None:
    """Make Noto Sans the program's font, Latin first; FontsMissingError names what to install."""
    latin = [_read(folder / name) for name in LATIN]
    others = [in_rhythm(_read(folder / name), latin[0]) for name in OTHERS]
    for name, font in zip((*LATIN, *OTHERS), (*latin, *others), strict=True):
        if QFontDatabase.addApplicationFontFromData(font) < 0:
            raise _missing(folder / name)
    chosen = QFont(list(FAMILIES))
    chosen.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
    # Digits of equal width, so that a clock or a number never shifts its neighbours.
    chosen.setFeature(QFont.Tag("tnum"), 1)
    app.setFont(chosen)


def in_rhythm(font: bytes, latin: bytes) -> bytes:
    """`font` with lines as high as those of `latin`. Noto's Arabic lines are half as high again:
    beside German on one line it would stand lower, and a heading would jump with the language.
    (Noto's own "UI" fonts do just this; Debian keeps them in another package.)"""
    changed = bytearray(font)
    for table, offset, layout in _LINE_HEIGHTS:
        heights = struct.unpack_from(layout, latin, _table(latin, table) + offset)
        scaled = (round(value * _em(font) / _em(latin)) for value in heights)
        struct.pack_into(layout, changed, _table(font, table) + offset, *scaled)
    return _renamed(bytes(changed))


def _renamed(font: bytes) -> bytes:
    """Names are in UTF-16BE for Windows, in ASCII for Macintosh."""
    for encoding in ("utf-16-be", "ascii"):
        font = font.replace(ARABIC.encode(encoding), OURS.encode(encoding))
    return font


def _em(font: bytes) -> int:
    """Units per em."""
    return int(struct.unpack_from(">H", font, _table(font, b"head") + 18)[0])


def _table(font: bytes, tag: bytes) -> int:
    """Where a table starts; every OpenType font has the three asked for here."""
    count = struct.unpack_from(">H", font, 4)[0]
    records = (struct.unpack_from(">4sLLL", font, 12 + 16 * index) for index in range(count))
    return next(int(start) for name, _, start, _ in records if name == tag)


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        raise _missing(file) from None


def _missing(file: Path) -> FontsMissingError:
    return FontsMissingError(f"{file} cannot be read. Install it: apt-get install fonts-noto-core")
