import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from printer.decode import decode
from printer.encode import encode, flush
from printer.model import MODELS, PrinterModel
from printer.render import render
from printer.sample import sample_slip

WIDE = MODELS["epson-80"]
HEAD = bytes.fromhex("1b40 1d50cbcb 1b633400")
CUT = bytes.fromhex("1d564200")
REAL_TIME = re.compile(rb"\x10[\x04\x05\x14]")


def picture(width: int, height: int, *inked: tuple[int, int, int, int]) -> Image.Image:
    """White paper with black boxes (left, top, right, bottom)."""
    image = Image.new("1", (width, height), 1)
    for box in inked:
        image.paste(0, box)
    return image


def test_exact_bytes_of_a_small_picture():
    image = picture(576, 20, (280, 5, 288, 6), (280, 6, 281, 7))
    raster = bytes.fromhex("1d7630000200 0200 ff00 8000")
    expected = HEAD + b"\x1bJ\x05" + b"\x1ba\x01" + raster + b"\x1bJ\x0d" + CUT
    assert encode(image, WIDE) == expected


def test_double_size_mode_for_what_it_loses_nothing_of():
    image = picture(576, 4, (280, 0, 296, 4))
    data = encode(image, WIDE)
    assert b"\x1dv0\x03\x01\x00\x02\x00\xff\xff" in data
    assert len(data) < len(encode(image, MODELS["generic-80"])) - 100


def test_blank_paper_is_fed_in_steps():
    assert encode(picture(576, 600), WIDE) == HEAD + b"\x1bJ\xff\x1bJ\xff\x1bJ\x5a" + CUT


def test_a_printer_without_cutter_pushes_the_slip_out():
    assert encode(picture(384, 0), MODELS["generic-58"]).endswith(b"\x1bd\x06")


def test_wrong_picture_is_refused():
    with pytest.raises(ValueError, match="576"):
        encode(picture(384, 10), WIDE)


def bands(data: bytes) -> list[tuple[int, int, int]]:
    """(mode, bytes per row, rows) of each GS v 0, walking by its own lengths."""
    found, at = [], 0
    while (at := data.find(b"\x1dv0", at)) >= 0:
        mode, stride, height = (
            data[at + 3],
            *(data[at + n] + 256 * data[at + n + 1] for n in (4, 6)),
        )
        found.append((mode, stride, height))
        at += 8 + stride * height
    return found


@pytest.mark.parametrize("model", MODELS.values(), ids=lambda model: model.name)
def test_bands_keep_to_the_model(model: PrinterModel):
    slip = bands(encode(render(sample_slip("ar"), model), model))
    solid = bands(encode(picture(model.dots, 1000, (0, 0, model.dots, 999)), model))
    for mode, stride, height in slip + solid:
        times = 1 + (mode == 3)
        assert height * times <= model.max_band_rows
        assert stride * times * 8 <= model.dots
        assert mode == 0 or model.doubles


@st.composite
def pictures(draw: st.DrawFn) -> tuple[Image.Image, PrinterModel]:
    """Random dots in random places, and blank rows between them."""
    model = draw(st.sampled_from([m for m in MODELS.values() if m.cutter]))
    stride = model.dots // 8
    blank, full = b"\xff" * stride, b"\x00" * stride
    noise = st.binary(min_size=stride, max_size=stride)
    narrow = st.builds(
        lambda at, ink: b"\xff" * at + ink + b"\xff" * (stride - at - len(ink)),
        st.integers(0, stride - 4),
        st.binary(min_size=1, max_size=4),
    )
    rows = st.tuples(st.one_of(st.just(blank), st.just(full), noise, narrow), st.integers(1, 140))
    chosen = draw(st.lists(rows, max_size=8))
    data = b"".join(row * times for row, times in chosen)
    return Image.frombytes("1", (model.dots, len(data) // stride), data), model


@settings(max_examples=150, deadline=None)
@given(pictures())
def test_decoding_gives_the_same_picture(drawn: tuple[Image.Image, PrinterModel]):
    image, model = drawn
    [paper] = decode(encode(image, model), model.dots) or [image]
    assert paper.size == image.size
    if image.height:
        changed = sum(ImageChops.logical_xor(paper, image).convert("L").tobytes()) // 255
        lost = ImageChops.logical_and(paper, ImageChops.invert(image))
        assert lost.getbbox() is None, "ink must never get lost"
        # A dot may be added where the raster held a real-time command, and nowhere else.
        if not changed:
            return
        assert changed <= 4 * len(REAL_TIME.findall(ImageChops.invert(image).tobytes())) + len(
            bands(encode(image, model))
        ) * (model.max_band_rows + 1)


@settings(max_examples=60, deadline=None)
@given(pictures())
def test_no_command_hides_in_a_picture(drawn: tuple[Image.Image, PrinterModel]):
    assert not REAL_TIME.search(encode(*drawn))


def test_a_real_time_command_in_a_picture_gets_one_dot_more():
    image = Image.frombytes("1", (576, 1), bytes(b ^ 0xFF for b in b"\x10\x04\x01" + bytes(69)))
    [paper] = decode(encode(image, WIDE), 576)
    assert sum(ImageChops.logical_xor(paper, image).convert("L").tobytes()) == 255


@pytest.mark.parametrize("language", ["de", "en", "ar"])
@pytest.mark.parametrize("name", ["epson-80", "epson-80-180dpi", "epson-58"])
def test_size_of_the_sample_ticket(language: str, name: str):
    model = MODELS[name]
    assert len(encode(render(sample_slip(language), model), model)) <= 25_000


def test_flush_is_one_full_band_of_nothing():
    data = flush(WIDE)
    assert data.startswith(bytes(72 * 128) + b"\x1b@")
    assert [page.height for page in decode(data)] == [0]
