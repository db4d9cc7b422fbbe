"""A line of text as runs of one direction in the order they stand on paper, left to right.

The parts of Unicode's bidirectional algorithm (UAX #9) that a line of a slip needs: strong
letters, numbers, neutrals and isolates. Pillow lays out one run with one font; which runs there
are has to be known before, because a line may need several fonts.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

_ISOLATES = "\u2066\u2067\u2068"
_PDI = "\u2069"
_INVISIBLE = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_BETWEEN_DIGITS = {"CS", "ES"}


@dataclass(frozen=True, slots=True)
class Run:
    """`text` in reading order, all of one direction."""

    text: str
    rtl: bool


@dataclass(frozen=True, slots=True)
class _Piece:
    """A character with its level, or with "?" as kind an isolate that was laid out before."""

    kind: str
    text: str
    inner: tuple[tuple[str, int], ...] = ()


def isolated(text: str) -> str:
    """`text` kept left to right and apart from what is around it: for digits in Arabic lines."""
    return f"\u2066{text}{_PDI}"


def visual_runs(text: str, rtl: bool) -> list[Run]:
    """The runs of `text` from left to right, in a line whose own direction is `rtl`."""
    levels = _levels(text, 1 if rtl else 0)
    runs = [
        (level, "".join(character for character, _ in group))
        for level, group in groupby(levels, key=lambda item: item[1])
    ]
    for threshold in range(max((level for level, _ in runs), default=0), 0, -1):
        runs = _reversed_from(runs, threshold)
    return [Run(text, level % 2 == 1) for level, text in runs]


def _reversed_from(runs: list[tuple[int, str]], threshold: int) -> list[tuple[int, str]]:
    """Rule L2: turn every stretch of at least this level round."""
    turned: list[tuple[int, str]] = []
    for high, group in groupby(runs, key=lambda run: run[0] >= threshold):
        stretch = list(group)
        turned += reversed(stretch) if high else stretch
    return turned


def _levels(text: str, base: int) -> list[tuple[str, int]]:
    """Every visible character with its embedding level."""
    pieces = list(_pieces(text, base))
    kinds = _neutrals_resolved(_numbers_resolved(pieces, base), base)
    levels: list[tuple[str, int]] = []
    for piece, kind in zip(pieces, kinds, strict=True):
        if piece.kind == "?":
            levels += piece.inner
        else:
            levels.append((piece.text, _level(kind, base)))
    return levels


def _level(kind: str, base: int) -> int:
    """Rules I1 and I2."""
    if kind == "R":
        return base if base % 2 else base + 1
    if kind == "L":
        return base + base % 2
    return base + 2 - base % 2


def _pieces(text: str, base: int) -> Iterator[_Piece]:
    index = 0
    while index < len(text):
        character = text[index]
        if character in _ISOLATES:
            end = _end_of_isolate(text, index)
            inner = text[index + 1 : end]
            yield _Piece("?", "", tuple(_levels(inner, _inner_base(character, inner, base))))
            index = end + 1
            continue
        if not _INVISIBLE.match(character):
            yield _Piece(unicodedata.bidirectional(character), character)
        index += 1


def _end_of_isolate(text: str, start: int) -> int:
    depth = 0
    for index in range(start, len(text)):
        depth += (text[index] in _ISOLATES) - (text[index] == _PDI)
        if depth == 0:
            return index
    return len(text)


def _inner_base(opener: str, inner: str, base: int) -> int:
    rtl = opener == "\u2067" or (opener == "\u2068" and first_strong_is_rtl(inner))
    return base + 1 + (base + 1 + rtl) % 2


def first_strong_is_rtl(text: str) -> bool:
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in ("L", "R", "AL"):
            return kind != "L"
    return False


def _numbers_resolved(pieces: list[_Piece], base: int) -> list[str]:
    """Rules W1 to W7: "L", "R", "N" for numbers, "" for neutrals."""
    raw = [piece.kind for piece in pieces]
    kinds: list[str] = []
    strong = "R" if base % 2 else "L"
    for index, kind in enumerate(raw):
        if kind in ("L", "R", "AL"):
            strong = "L" if kind == "L" else "R"
            kinds.append(strong)
        elif kind in ("EN", "AN") or _joins_digits(raw, index):
            kinds.append("L" if strong == "L" else "N")
        elif kind == "NSM" and kinds:
            kinds.append(kinds[-1])
        else:
            kinds.append("")
    return kinds


def _joins_digits(raw: list[str], index: int) -> bool:
    """A colon in 10:20, a percent sign at a number."""
    around = raw[max(index - 1, 0) : index] + raw[index + 1 : index + 2]
    if raw[index] in _BETWEEN_DIGITS:
        return around == ["EN", "EN"]
    return raw[index] == "ET" and "EN" in around


def _neutrals_resolved(kinds: list[str], base: int) -> list[str]:
    """Rules N1 and N2: a neutral goes with its neighbours if they agree, else with the line."""
    own = "R" if base % 2 else "L"
    resolved = list(kinds)
    index = 0
    while index < len(kinds):
        end = index
        while end < len(kinds) and kinds[end] == "":
            end += 1
        before = _side(kinds[index - 1]) if index else own
        after = _side(kinds[end]) if end < len(kinds) else own
        resolved[index:end] = [before if before == after else own] * (end - index)
        index = max(end, index + 1)
    return resolved


def _side(kind: str) -> str:
    return "R" if kind == "N" else kind
