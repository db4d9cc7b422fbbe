"""A QR code as a bitmap: level M, a quiet zone of four modules, modules an even number of dots."""

from PIL import Image
from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

from printer.errors import TooWide

BORDER = 4
SMALLEST_MODULE = 4
"""Dots. Half a millimetre: what phones still read from 58 mm paper with worn print heads."""


def qr_picture(text: str, module: int, width: int) -> Image.Image:
    """1-bit picture (0 = ink) with `module` dots per module, fewer where `width` is too small.

    The number of dots stays even, so that a printer can be sent the picture at half its size.
    TooWide if even the smallest module does not fit.
    """
    matrix = _matrix(text)
    side = len(matrix)
    module = min(module, width // side) // 2 * 2
    if module < SMALLEST_MODULE:
        raise TooWide(f"a QR code of {side} modules does not fit {width} dots; shorten the address")
    small = Image.new("1", (side, side), 1)
    small.putdata([0 if dark else 1 for row in matrix for dark in row])
    return small.resize((side * module, side * module), Image.Resampling.NEAREST)


def _matrix(text: str) -> list[list[bool]]:
    code = QRCode(error_correction=ERROR_CORRECT_M, border=BORDER)
    code.add_data(text)
    code.make(fit=True)
    return [[bool(dark) for dark in row] for row in code.get_matrix()]
