"""Lines of text on paper: measured, wrapped and drawn; every script, nothing clipped or elided."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from math import ceil

from PIL import ImageDraw, ImageFont

from printer.bidi import visual_runs
from printer.errors import TooWide
from printer.fonts import font, optical_size, split_by_font

_ROOM = (0.78, 0.22)
"""The room a line gets at least above and below its baseline, per em; tall scripts need more."""
_TIGHT = (0.0, 0.0)
"""For figures that stand alone: no more than their ink."""
_SMALLEST = 16
"""Dots per em (2 mm): below this nobody reads a number at arm's length."""
_LINE_BREAKS = re.compile(r"[\t\r\n]+")
_LEFT_OVER_AT_LEAST = 3
"""Letters that a broken word takes to the next line."""
_HYPHENATED = re.compile("[A-Za-z\u00c0-\u024f\u0370-\u052f]{2}")
"""Letters of scripts that mark a broken word: Latin, Greek, Cyrillic."""


@dataclass(frozen=True, slots=True)
class Type:
    """How text is set. `size` in dots per em."""

    size: int
    bold: bool = False
    language: str = "de"
    rtl: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """Text of one direction in one face, at `x` dots from the line's left end."""

    text: str
    x: float
    face: ImageFont.FreeTypeFont
    rtl: bool
    language: str

    def width(self) -> float:
        return self.face.getlength(self.text, direction=self._direction, language=self.language)

    def ink(self) -> tuple[float, float, float, float]:
        return self.face.getbbox(
            self.text, anchor="ls", direction=self._direction, language=self.language
        )

    def draw(self, canvas: ImageDraw.ImageDraw, x: float, baseline: int) -> None:
        canvas.text(
            (x + self.x, baseline),
            self.text,
            fill=0,
            font=self.face,
            anchor="ls",
            direction=self._direction,
            language=self.language,
        )

    @property
    def _direction(self) -> str:
        return "rtl" if self.rtl else "ltr"


@dataclass(frozen=True)
class Line:
    """One line, ready to draw."""

    spans: tuple[Span, ...]
    width: float
    size: int
    room: tuple[float, float] = _ROOM

    @cached_property
    def above(self) -> int:
        """Dots from the line's top to its baseline."""
        ink = max((-span.ink()[1] for span in self.spans), default=0)
        return round(max(ink, self.size * self.room[0]))

    @cached_property
    def below(self) -> int:
        ink = max((span.ink()[3] for span in self.spans), default=0)
        return round(max(ink, self.size * self.room[1]))

    @property
    def height(self) -> int:
        return self.above + self.below

    def draw(self, canvas: ImageDraw.ImageDraw, x: float, top: int) -> None:
        for span in self.spans:
            span.draw(canvas, round(x), top + self.above)


def line(text: str, style: Type, room: tuple[float, float] = _ROOM) -> Line:
    """`text` on one line, however long. MissingGlyph if no font has a character."""
    spans: list[Span] = []
    x = 0.0
    for run in visual_runs(text, style.rtl):
        parts = split_by_font(run.text, style.bold)
        for family, part in reversed(parts) if run.rtl else parts:
            face = font(family, style.bold, optical_size(family, style.size))
            span = Span(part, x, face, run.rtl, style.language)
            spans.append(span)
            x += span.width()
    return Line(tuple(spans), x, style.size, room)


def lines(text: str, style: Type, width: int) -> list[Line]:
    """`text` wrapped into `width` dots, at spaces, after hyphens, else between letters.

    As few lines as possible and these about equally long: a last word alone looks lost.
    """
    text = _LINE_BREAKS.sub(" ", text)
    whole = line(text, style)
    if whole.width <= width:
        return [whole]
    rows = _wrapped(text, style, width)
    narrowest = max(line(word.rstrip(), style).width for word in _words(text))
    return _balanced(text, style, rows, ceil(narrowest), width)


def _balanced(text: str, style: Type, rows: list[Line], low: int, high: int) -> list[Line]:
    """The narrowest wrapping between `low` and `high` dots that needs no more lines."""
    while low < high:
        middle = (low + high) // 2
        narrower = _wrapped(text, style, middle)
        if len(narrower) > len(rows):
            low = middle + 1
        else:
            high, rows = middle, narrower
    return rows


def _wrapped(text: str, style: Type, width: int) -> list[Line]:
    """As much on each line as it takes."""
    wrapped: list[Line] = []
    rest = ""
    for word in _words(text):
        if rest and line(rest + word.rstrip(), style).width > width:
            wrapped.append(line(rest.rstrip(), style))
            rest = ""
        *full, rest = _pieces(rest + word, style, width)
        wrapped += [line(piece, style) for piece in full]
    return [*wrapped, line(rest.rstrip(), style)] if rest.strip() else wrapped


def _words(text: str) -> Iterator[str]:
    """Parts that may stand at the end of a line, each with the space or hyphen after it."""
    word = ""
    for character in text:
        word += character
        if character in " -\u2010":
            yield word
            word = ""
    if word:
        yield word


def _pieces(text: str, style: Type, width: int) -> Iterator[str]:
    """`text` as it is if it fits; a word longer than a line is broken between letters."""
    while line(text.rstrip(), style).width > width:
        start, cut = _longest_fit(text, style, width)
        yield start
        text = text[cut:]
    yield text


def _longest_fit(text: str, style: Type, width: int) -> tuple[str, int]:
    """The longest start of `text` that fits, hyphen included, and where the rest begins."""
    last = len(text.rstrip()) - _LEFT_OVER_AT_LEAST
    for end in range(max(last, 1), 0, -1):
        if unicodedata.category(text[end]).startswith("M"):
            continue
        start = text[:end] + ("-" if _HYPHENATED.fullmatch(text[end - 1 : end + 1]) else "")
        if line(start, style).width <= width:
            return start, end
    raise TooWide(f"not even one letter of {text!r} fits {width} dots at size {style.size}")


def figures(text: str, style: Type, width: int) -> Line:
    """A number or time on one line, no taller than its ink, smaller than asked for where it would
    be wider than `width`."""
    wanted = line(text, style, _TIGHT)
    if wanted.width <= width:
        return wanted
    size = int(style.size * width / wanted.width)
    if size < _SMALLEST:
        raise TooWide(f"{text!r} does not fit {width} dots on one line")
    return line(text, replace(style, size=size), _TIGHT)
