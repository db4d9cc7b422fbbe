"""A 1-bit picture as ESC/POS bytes: narrow bands of raster, blank paper as paper feed, a cut."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from PIL import Image

from printer.library import Encoder
from printer.model import PrinterModel

_ESC, _GS = b"\x1b", b"\x1d"
_LEFT, _CENTRE, _RIGHT = 0, 1, 2
_FEED_AT_MOST = 255
_BLANK_ROWS_WORTH = 3
"""Fewer blank rows cost less as raster than as a command of their own."""
_PART_WORTH = 24
"""Bytes that a further band must save; it costs a header and maybe an alignment."""
_RASTER_HEADER = 8
_REAL_TIME = re.compile(rb"\x10(?=[\x04\x05\x14])")
"""Some printers obey DLE EOT, DLE ENQ and DLE DC4 even in the middle of a picture."""

Rows = list[tuple[int, int] | None]
"""Per row of a picture the byte columns from the first to behind the last ink; None if blank."""

COMPLETION = _GS + b"r\x01"
"""GS r 1: answered when everything before it has been worked through."""


@dataclass(frozen=True, slots=True)
class _Band:
    """Rows `top` to `bottom` and byte columns `left` to `right` of the picture hold all ink."""

    top: int
    bottom: int
    left: int
    right: int
    align: int


def encode(image: Image.Image, model: PrinterModel) -> bytes:
    """`image` (mode "1", `model.dots` wide, 0 = ink) as one ticket, cut off at the end.

    Decoding gives the same picture, but for one dot set more wherever the picture contained the
    bytes of a real-time command.
    """
    if image.mode != "1" or image.width != model.dots:
        raise ValueError(f"expected mode 1, {model.dots} wide; got {image.mode}, {image.width}")
    return b"".join((_start(model), *_body(image, model), _end(model)))


def flush(model: PrinterModel) -> bytes:
    """What completes a picture that broke off in the last job, and cuts it off.

    A printer that still waits for raster would swallow the next ticket; it gets one full band of
    nothing. To a printer that waits for nothing these are empty bytes.
    """
    band = bytes(model.dots // 8 * model.max_band_rows)
    return band + _encoder(model.profile).reset() + _end(model)


@lru_cache(maxsize=16)
def _encoder(profile: str) -> Encoder:
    return Encoder(profile)


def _start(model: PrinterModel) -> bytes:
    near_end_goes_on = _ESC + b"c4\x00"
    units = _GS + b"P" + bytes((model.dpi, model.dpi)) if model.sets_units else b""
    return _encoder(model.profile).reset() + units + near_end_goes_on


def _end(model: PrinterModel) -> bytes:
    if model.cutter:
        return _encoder(model.profile).feed_and_cut()
    return _ESC + b"d" + bytes((model.feed_lines,))


def _body(image: Image.Image, model: PrinterModel) -> Iterator[bytes]:
    row, align = 0, _LEFT
    for band in _bands(image, model):
        yield _fed(band.top - row)
        if band.align != align:
            yield _ESC + b"a" + bytes((band.align,))
        yield _raster(image, band, model)
        row, align = band.bottom, band.align
    yield _fed(image.height - row)


def _fed(rows: int) -> bytes:
    """ESC J, `rows` dots in all."""
    full, rest = divmod(rows, _FEED_AT_MOST)
    steps = [_FEED_AT_MOST] * full + [rest] * (rest > 0)
    return b"".join(_ESC + b"J" + bytes((step,)) for step in steps)


def _raster(image: Image.Image, band: _Band, model: PrinterModel) -> bytes:
    box = (band.left * 8, band.top, band.right * 8, band.bottom)
    picture = image.crop(box)
    half = _half(picture) if model.doubles else None
    encoder = _encoder(model.profile)
    data = encoder.raster(picture, False) if half is None else encoder.raster(half, True)
    return data[:_RASTER_HEADER] + _scrubbed(data[_RASTER_HEADER:])


def _half(picture: Image.Image) -> Image.Image | None:
    """The picture at half its size if doubling that gives it back: QR codes and rules."""
    width, height = picture.size
    if height % 2 or width % 16:
        return None
    half = picture.resize((width // 2, height // 2), Image.Resampling.NEAREST)
    doubled = half.resize((width, height), Image.Resampling.NEAREST)
    return half if doubled.tobytes() == picture.tobytes() else None


def _scrubbed(data: bytes) -> bytes:
    """One dot more beside the single dot of a DLE: it cannot be seen and is no command."""
    return _REAL_TIME.sub(b"\x18", data)


def _bands(image: Image.Image, model: PrinterModel) -> Iterator[_Band]:
    """Inked stretches of the picture, none higher than the model takes at once."""
    rows = _ink_rows(image)
    for stretch in _stretches(rows):
        for top, bottom in _parted(rows, *stretch, model):
            for start in range(top, bottom, model.max_band_rows):
                end = min(start + model.max_band_rows, bottom)
                if (ink := _ink(rows[start:end])) is not None:
                    yield _trimmed(start, end, *ink, model)


def _parted(rows: Rows, top: int, bottom: int, model: PrinterModel) -> Iterator[tuple[int, int]]:
    """A stretch in parts that can be trimmed further, where that saves more bytes than it costs.

    Descenders and accents make a line of text high, but few letters have them.
    """
    above = _areas(rows[top:bottom], model)
    below = _areas(rows[top:bottom][::-1], model)[::-1]
    costs = [a + b for a, b in zip(above, below, strict=True)]
    best = min(range(len(costs)), key=costs.__getitem__)
    if costs[best] + _PART_WORTH > above[-1]:
        yield top, bottom
        return
    yield from _parted(rows, top, top + best, model)
    yield from _parted(rows, top + best, bottom, model)


def _areas(rows: Rows, model: PrinterModel) -> list[int]:
    """Bytes of raster for the first 0, 1, 2, … of `rows` as one band."""
    whole, left, right = model.dots // 8, model.dots // 8, 0
    areas = [0]
    for height, row in enumerate(rows, start=1):
        if row is not None:
            left, right = min(left, row[0]), max(right, row[1])
        width = right
        if model.aligns_raster and right:
            width = min(right, whole - left, whole - 2 * min(left, whole - right))
        areas.append(width * height)
    return areas


def _trimmed(top: int, bottom: int, left: int, right: int, model: PrinterModel) -> _Band:
    """The narrowest band that one of the printer's alignments puts at the right place."""
    whole = model.dots // 8
    choices = [_Band(top, bottom, 0, right, _LEFT)]
    if model.aligns_raster:
        margin = min(left, whole - right)
        choices.insert(0, _Band(top, bottom, margin, whole - margin, _CENTRE))
        choices.append(_Band(top, bottom, left, whole, _RIGHT))
    return min(choices, key=lambda band: band.right - band.left)


def _ink_rows(image: Image.Image) -> Rows:
    stride = (image.width + 7) // 8
    blank = b"\xff"
    data = image.tobytes()
    found: Rows = []
    for start in range(0, len(data), stride):
        row = data[start : start + stride]
        right = len(row.rstrip(blank))
        found.append((stride - len(row.lstrip(blank)), right) if right else None)
    return found


def _ink(rows: Rows) -> tuple[int, int] | None:
    """From the first to behind the last byte column with ink in any of `rows`."""
    inked = [row for row in rows if row is not None]
    if not inked:
        return None
    return min(left for left, _ in inked), max(right for _, right in inked)


def _stretches(rows: Rows) -> Iterator[tuple[int, int]]:
    """(top, bottom) of inked stretches; a few blank rows do not end one."""
    top = bottom = -1
    for index, row in enumerate(rows):
        if row is None:
            continue
        if top >= 0 and index - bottom >= _BLANK_ROWS_WORTH:
            yield top, bottom
            top = -1
        top = index if top < 0 else top
        bottom = index + 1
    if top >= 0:
        yield top, bottom
