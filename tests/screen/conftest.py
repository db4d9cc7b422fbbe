"""Offices of our own to listen to."""

from collections.abc import Callable, Iterator

import pytest

from office.client import Credentials
from tests.screen.speaking import SpeakingOffice


@pytest.fixture
def credentials() -> Credentials:
    return Credentials("kreis-unna", "board", "room-b", "B1", "token", None, "")


@pytest.fixture
def offices() -> Iterator[Callable[..., SpeakingOffice]]:
    """Makes offices: `offices(port=…)`."""
    made: list[SpeakingOffice] = []

    def make(port: int = 0) -> SpeakingOffice:
        made.append(SpeakingOffice(port))
        return made[-1]

    yield make
    for office in made:
        office.close()
