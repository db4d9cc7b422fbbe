"""The Noto fonts of Debian's fonts-noto-core, named by file, and what each of them covers."""

import re
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path

from fontTools.ttLib import TTFont
from PIL import ImageFont, features

from printer.errors import MissingFont, MissingGlyph, NoShaping

FOLDER = Path("/usr/share/fonts/truetype/noto")
FAMILIES = (
    "NotoSans",
    "NotoSansArabic",
    "NotoSansEthiopic",
    "NotoSansHebrew",
    "NotoSansDevanagari",
    "NotoSansBengali",
    "NotoSansTamil",
    "NotoSansTelugu",
    "NotoSansSinhala",
    "NotoSansGurmukhi",
    "NotoSansThai",
    "NotoSansLao",
    "NotoSansKhmer",
    "NotoSansMyanmar",
    "NotoSansArmenian",
    "NotoSansGeorgian",
    "NotoSansSyriac",
    "NotoSansTifinagh",
)
"""In this order a character looks for a font."""

_OPTICAL = {"NotoSansArabic": 1.14}
"""Some scripts look smaller than Latin letters of the same size."""
_UNDRAWN = re.compile("[\u00ad\u200b-\u200f\u2060]")
"""Characters that steer shaping and have no shape of their own."""


def has_shaping() -> bool:
    """Whether Pillow can join Arabic letters and order them (raqm, with FriBiDi beneath it)."""
    return bool(features.check("raqm") and features.check("fribidi"))


def require_shaping(shaping: bool) -> None:
    """NoShaping with the cure. Without raqm Arabic would print unjoined and the wrong way round."""
    if not shaping:
        raise NoShaping(
            "Pillow cannot shape text, so Arabic would print as loose letters in the wrong order; "
            "install Debian's package libfribidi0 (apt install libfribidi0)"
        )


def _file(family: str, bold: bool) -> Path:
    path = FOLDER / f"{family}-{'Bold' if bold else 'Regular'}.ttf"
    return path if path.exists() else FOLDER / f"{family}-Regular.ttf"


@lru_cache(maxsize=256)
def font(family: str, bold: bool, size: int) -> ImageFont.FreeTypeFont:
    """A face at `size` dots per em; MissingFont names the package."""
    path = _file(family, bold)
    if not path.exists():  # Pillow would look for a namesake elsewhere
        raise MissingFont(f"there is no {path}; install Debian's fonts-noto-core")
    return ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.RAQM)


def optical_size(family: str, size: int) -> int:
    """The size at which `family` looks as large as Latin letters of `size` dots per em."""
    return round(size * _OPTICAL.get(family, 1.0))


@cache
def coverage(family: str, bold: bool) -> frozenset[str]:
    """The characters a face has; empty if only this family is not installed."""
    path = _file(family, bold)
    if not path.exists():
        if family == FAMILIES[0]:
            raise MissingFont(f"there is no {path}; install Debian's fonts-noto-core")
        return frozenset()
    with TTFont(path, lazy=True) as face:
        return frozenset(map(chr, face.getBestCmap()))


def split_by_font(text: str, bold: bool) -> list[tuple[str, str]]:
    """`text` as (family, part) in reading order, as few parts as possible.

    The first letter chooses the face of the whole text; only what that one lacks goes elsewhere,
    so that digits and stops look like the letters around them. MissingGlyph if nothing has a
    character.
    """
    main = _main_family(text, bold)
    chosen = [(_family_of(character, main, bold), character) for character in text]
    return [
        (family, "".join(character for _, character in group))
        for family, group in groupby(chosen, key=lambda item: item[0])
    ]


def _main_family(text: str, bold: bool) -> str:
    letters = (character for character in text if character.isalpha())
    first = next(letters, "")
    return _family_of(first, FAMILIES[0], bold) if first else FAMILIES[0]


@lru_cache(maxsize=4096)
def _family_of(character: str, main: str, bold: bool) -> str:
    if _UNDRAWN.match(character):
        return main
    for family in (main, *FAMILIES):
        if character in coverage(family, bold):
            return family
    raise MissingGlyph(f"no installed font has {character!r} (U+{ord(character):04X})")
