"""Pictures that a page carries in itself."""

import base64

import qrcode
from qrcode.image.svg import SvgPathImage


def qr(text: str) -> str:
    """A data URL of the text's QR code, with its quiet zone, black on white."""
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=4)
    code.add_data(text)
    svg = code.make_image(image_factory=SvgPathImage).to_string()
    return "data:image/svg+xml;base64," + base64.b64encode(svg).decode()
