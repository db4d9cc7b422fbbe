import pytest
import zxingcpp

from printer.errors import TooWide
from printer.qr import BORDER, qr_picture

URL = "HTTPS://T.KREIS-UNNA.EXAMPLE/T/ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def test_reads_back_at_level_m():
    [code] = zxingcpp.read_barcodes(qr_picture(URL, 6, 576).convert("L"))
    assert code.text == URL
    assert code.ec_level == "M"


def test_quiet_zone_of_four_modules():
    picture = qr_picture(URL, 6, 576)
    ink = picture.convert("L").point(lambda grey: 255 - grey).getbbox()
    side = picture.width - 6 * BORDER
    assert ink == (6 * BORDER, 6 * BORDER, side, side)


def test_an_address_in_upper_case_stays_small():
    assert qr_picture(URL, 6, 576).width == 6 * (29 + 2 * BORDER)
    assert qr_picture(URL.lower(), 6, 576).width > qr_picture(URL, 6, 576).width


def test_modules_shrink_by_even_dots_to_the_paper_and_no_further():
    assert qr_picture(URL, 6, 160).width == 4 * 37
    with pytest.raises(TooWide, match="shorten"):
        qr_picture(URL, 6, 147)
