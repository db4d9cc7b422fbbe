"""A whole house for a story: office, printer, kiosk and board in processes of their own."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from deploy.demo.browser import chromium
from deploy.demo.journey import Journey
from deploy.demo.processes import House
from deploy.demo.touch import Screen

PICTURES = Path("build/screens/story")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """Set up, not started."""
    made = House(tmp_path)
    made.set_up()
    yield made
    made.stop_all()


@pytest.fixture
def open_screen(house: House) -> Iterator[Callable[[str], Screen]]:
    """Hands on "kiosk" or "display", let go at the end."""
    opened: list[Screen] = []

    def open_one(name: str) -> Screen:
        opened.append(Screen(house.socket(name)))
        return opened[-1]

    yield open_one
    for screen in opened:
        screen.close()


@pytest.fixture
def journey(house: House, browser: Browser) -> Iterator[Journey]:
    """The demo's journey on a house in which everything runs."""
    house.start_all()
    made = Journey(house, PICTURES, browser, say=lambda _line: None)
    yield made
    made.close()
