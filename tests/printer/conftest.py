"""Golden pictures, and the slips that are drawn for people to look at."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageChops

GOLDEN = Path(__file__).parent / "golden"
SCREENS = Path(__file__).parents[2] / "build" / "screens"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--renew-golden",
        action="store_true",
        help="write the golden pictures of tests/printer anew; look at them before committing",
    )


@pytest.fixture
def same_as_golden(request: pytest.FixtureRequest) -> Callable[[str, Image.Image], None]:
    """Compare with golden/NAME.png dot for dot; what differs goes to build/screens."""

    def compare(name: str, image: Image.Image) -> None:
        SCREENS.mkdir(parents=True, exist_ok=True)
        image.save(SCREENS / f"{name}.png")
        golden = GOLDEN / f"{name}.png"
        if request.config.getoption("--renew-golden", default=False):
            image.save(golden, optimize=True)
        with Image.open(golden) as expected:
            assert image.size == expected.size
            difference = ImageChops.logical_xor(image, expected.convert("1"))
        assert difference.getbbox() is None, f"{name}: see build/screens/{name}.png"

    return compare
