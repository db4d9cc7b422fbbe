import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
import zxingcpp
from PIL import Image

from printer.decode import decode
from printer.encode import encode
from printer.errors import MissingGlyph, TooWide
from printer.model import MODELS, PrinterModel, model_for_width
from printer.render import render
from printer.sample import sample_slip

WIDE = MODELS["epson-80"]
LONG = {
    "de": "Beschäftigungserlaubnisverlängerungsangelegenheiten und Verpflichtungserklärungen",
    "ar": "تمديد تصريح العمل والإقامة وتجديد وثائق السفر لأفراد الأسرة جميعًا",
}


def ink(image: Image.Image) -> Image.Image:
    return image.convert("L").point(lambda grey: 255 - grey)


@pytest.mark.parametrize("dots", [576, 384])
@pytest.mark.parametrize("language", ["de", "en", "ar"])
def test_golden(language: str, dots: int, same_as_golden: Callable[[str, Image.Image], None]):
    same_as_golden(f"slip-{language}-{dots}", render(sample_slip(language), model_for_width(dots)))


def test_golden_by_number_alone(same_as_golden: Callable[[str, Image.Image], None]):
    slip = replace(sample_slip("ar"), number="K1007", start=None, service=None, bring=(), ahead=0)
    same_as_golden("slip-number-alone", render(slip, WIDE))


def test_golden_of_long_names(same_as_golden: Callable[[str, Image.Image], None]):
    slip = replace(sample_slip("ar"), service=LONG, bring=(LONG,), wait_at=LONG)
    same_as_golden("slip-long-names", render(slip, model_for_width(384)))


@pytest.mark.parametrize("dots", [576, 512, 384])
@pytest.mark.parametrize("language", ["de", "ar"])
def test_code_reads_back_from_the_decoded_raster(dots: int, language: str):
    slip, model = sample_slip(language), model_for_width(dots)
    [paper] = decode(encode(render(slip, model), model), dots)
    assert [code.text for code in zxingcpp.read_barcodes(paper.convert("L"))] == [slip.url]


@pytest.mark.parametrize("model", MODELS.values(), ids=lambda model: model.name)
def test_nothing_touches_the_edges(model: PrinterModel):
    slip = replace(sample_slip("ar"), office=LONG, service=LONG, bring=(LONG,) * 3, wait_at=LONG)
    image = render(slip, model)
    assert image.mode == "1"
    assert image.width == model.dots
    # The two rules beside the number run from edge to edge; nothing else may come near.
    for x in (0, 3, model.dots - 4, model.dots - 1):
        column = ink(image).crop((x, 0, x + 1, image.height)).tobytes()
        assert sum(1 for grey in column if grey) <= 8


def test_the_number_is_the_largest_thing():
    image = ink(render(sample_slip("de"), WIDE))
    # Beside the middle column, where the QR code is; the rules beside the number are thin.
    margins = image.crop((110, 0, 196, image.height))
    tallest, begins = tallest_ink(margins)
    assert tallest >= 110
    assert begins < image.height / 5


def tallest_ink(image: Image.Image) -> tuple[int, int]:
    """Height and top of the tallest stretch of rows that all have ink."""
    inked = [any(image.crop((0, y, image.width, y + 1)).tobytes()) for y in range(image.height)]
    stretches, top = [(0, 0)], None
    for row, has_ink in enumerate([*inked, False]):
        if has_ink and top is None:
            top = row
        elif not has_ink and top is not None:
            stretches.append((row - top, top))
            top = None
    return max(stretches)


def test_a_service_that_may_not_be_printed_is_not():
    secret = replace(sample_slip("de"), service=None)
    assert render(secret, WIDE).height < render(sample_slip("de"), WIDE).height


def test_a_ticket_for_another_day_does_not_say_today():
    slip = replace(sample_slip("de"), date=date(2026, 12, 3))
    assert render(slip, WIDE).tobytes() != render(sample_slip("de"), WIDE).tobytes()


def test_a_language_no_font_can_write_is_left_out(caplog: pytest.LogCaptureFixture):
    slip = sample_slip("en")
    odd = replace(slip, service={"de": "Aufenthaltstitel verlängern", "en": "Permit 😀"})
    with caplog.at_level(logging.WARNING):
        image = render(odd, WIDE)
    assert image.tobytes() == render(replace(slip, language="de"), WIDE).tobytes()
    assert "printing in de only" in caplog.text


def test_an_office_language_no_font_can_write_is_an_error():
    with pytest.raises(MissingGlyph):
        render(replace(sample_slip("de"), office={"de": "Amt 😀"}), WIDE)


def test_a_language_without_catalogue_prints_the_offices():
    image = render(sample_slip("tlh"), WIDE)
    assert image.tobytes() == render(sample_slip("de"), WIDE).tobytes()


def test_an_address_too_long_for_the_paper():
    with pytest.raises(TooWide):
        render(
            replace(sample_slip("de"), url="HTTPS://X.EXAMPLE/" + "A" * 3000), model_for_width(384)
        )


def test_ink_is_black_or_nothing():
    assert set(render(sample_slip("ar"), WIDE).convert("L").tobytes()) == {0, 255}
