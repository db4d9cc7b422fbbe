"""The live code of the door: its address for this half minute, and its modules as a grid."""

from urllib.parse import urlsplit

import qrcode
from qrcode.constants import ERROR_CORRECT_M

from office.client import Credentials
from office.contract import presence_token

QUIET_ZONE = 4
"""White modules around every code (ISO/IEC 18004, 9.1)."""

Grid = tuple[tuple[bool, ...], ...]
"""Rows of modules from the top, quiet zone included; True is black."""


def live_url(credentials: Credentials, public_url: str, unix_seconds: float) -> str:
    """`PUBLIC_URL/Q/TOKEN` in upper case, which keeps the code small; "" without a presence key."""
    if credentials.presence_key is None:
        return ""
    token = presence_token(credentials.presence_key, credentials.short, unix_seconds)
    return f"{public_url}/Q/{token}".upper()


def host(public_url: str) -> str:
    """What people can compare with the address in their phone: host and port."""
    return urlsplit(public_url).netloc.lower()


def grid(text: str) -> Grid:
    """The QR code of `text`, level M, as small as it gets; no rows for no text."""
    if not text:
        return ()
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=QUIET_ZONE)
    # Whole or nothing: split into chunks, an address would grow by a version.
    code.add_data(text, optimize=0)
    code.make(fit=True)
    return tuple(tuple(bool(module) for module in row) for row in code.get_matrix())
