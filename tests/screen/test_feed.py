"""The feed over a real connection: what comes, how its loss and return are told."""

import logging
from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from office.client import Credentials, OfficeClient
from screen.events import FeedEvent, Lost, PingArrived, ViewArrived
from screen.feed import Feed
from tests.display.samples import NOW
from tests.screen.speaking import SpeakingOffice, event

Offices = Callable[..., SpeakingOffice]
STALE = 0.6
PING = event("ping", {"now": NOW, "position": 7})


class Ears:
    """A feed and what it told."""

    def __init__(self, port: int, credentials: Credentials) -> None:
        self.heard: list[FeedEvent] = []
        self.feed = Feed(
            lambda: OfficeClient(f"http://127.0.0.1:{port}", credentials),
            "board",
            stale_seconds=STALE,
        )
        self.feed.happened.connect(self.heard.append)

    def kinds(self) -> list[str]:
        return [type(heard).__name__ for heard in self.heard]


@pytest.fixture
def ears(credentials: Credentials) -> Iterator[Callable[[int], Ears]]:
    made: list[Ears] = []

    def make(port: int) -> Ears:
        made.append(Ears(port, credentials))
        made[-1].feed.start()
        return made[-1]

    yield make
    for one in made:
        one.feed.stop()


def test_views_and_pings_arrive_in_order(
    qtbot: QtBot, offices: Offices, ears: Callable[[int], Ears]
) -> None:
    office = offices()
    listening = ears(office.port)
    qtbot.waitUntil(lambda: len(listening.heard) == 1)
    office.say(PING)
    qtbot.waitUntil(lambda: len(listening.heard) == 2)
    view, ping = listening.heard
    assert isinstance(view, ViewArrived)
    assert view.view.office.short == "KU"
    assert isinstance(ping, PingArrived)
    assert ping.ping.now == NOW


def test_a_connection_that_breaks_is_made_again_without_a_word(
    qtbot: QtBot, offices: Offices, ears: Callable[[int], Ears]
) -> None:
    office = offices()
    listening = ears(office.port)
    qtbot.waitUntil(lambda: len(listening.heard) == 1)
    office.hang_up()
    qtbot.waitUntil(lambda: len(listening.heard) == 2)
    assert listening.kinds() == ["ViewArrived", "ViewArrived"]


def test_silence_is_told_once_though_the_connection_stands(
    qtbot: QtBot, offices: Offices, ears: Callable[[int], Ears], caplog: pytest.LogCaptureFixture
) -> None:
    listening = ears(offices().port)
    with caplog.at_level(logging.INFO, "screen.feed"):
        qtbot.waitUntil(lambda: len(listening.heard) == 2)
        qtbot.wait(int(STALE * 2000))
    assert listening.kinds() == ["ViewArrived", "Lost"]
    assert [record.levelname for record in caplog.records] == ["WARNING"]


def test_an_office_that_dies_is_lost_and_its_return_is_seen(
    qtbot: QtBot, offices: Offices, ears: Callable[[int], Ears], caplog: pytest.LogCaptureFixture
) -> None:
    office = offices()
    listening = ears(office.port)
    qtbot.waitUntil(lambda: len(listening.heard) == 1)
    with caplog.at_level(logging.INFO, "screen.feed"):
        office.close()
        qtbot.waitUntil(lambda: len(listening.heard) == 2)
        offices(office.port)
        qtbot.waitUntil(lambda: len(listening.heard) == 3, timeout=3000)
    assert listening.kinds() == ["ViewArrived", "Lost", "ViewArrived"]
    lost = listening.heard[1]
    assert isinstance(lost, Lost)
    assert lost.reason
    assert len(caplog.records) == 2


def test_pings_keep_the_office_alive(
    qtbot: QtBot, offices: Offices, ears: Callable[[int], Ears]
) -> None:
    office = offices()
    listening = ears(office.port)
    qtbot.waitUntil(lambda: len(listening.heard) == 1)
    for count in range(2, 7):
        qtbot.wait(int(STALE * 400))
        office.say(PING)
        qtbot.waitUntil(lambda count=count: len(listening.heard) == count)  # type: ignore[misc]
    assert "Lost" not in listening.kinds()


def test_nothing_is_told_after_stop(
    qtbot: QtBot, offices: Offices, ears: Callable[[int], Ears]
) -> None:
    office = offices()
    listening = ears(office.port)
    qtbot.waitUntil(lambda: len(listening.heard) == 1)
    listening.feed.stop()
    office.say(PING)
    qtbot.wait(int(STALE * 1500))
    assert listening.kinds() == ["ViewArrived"]
