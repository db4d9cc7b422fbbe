"""Reads QR codes from pictures, as a phone's camera would."""

from pathlib import Path

import zxingcpp
from PIL import Image

from deploy.demo.processes import StoryError


def read_codes(picture: Path) -> list[str]:
    with Image.open(picture) as image:
        return [found.text for found in zxingcpp.read_barcodes(image.convert("L"))]


def read_code(picture: Path, part: str) -> str:
    """The text of the one code that contains `part`. Raises StoryError."""
    found = [text for text in read_codes(picture) if part in text]
    if len(found) != 1:
        raise StoryError(f"{picture.name}: expected one code with {part!r}, found {found}")
    return found[0]
