"""The office goes and comes back under running screens: they live again, nothing rings twice."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from deploy.demo.people import Desk, Visitors
from deploy.demo.processes import House, wait_for
from deploy.demo.touch import Screen
from tests.display.room import Room, needs_pulse

BACK_SECONDS = 5.0
"""How soon both screens are live again once the office answers (design, invariant 8)."""


@pytest.fixture
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    made = Room(tmp_path_factory.mktemp("room"))
    yield made
    made.close()


def rung(house: House) -> list[int]:
    """Call ids the board has rung for, in order."""
    log = house.display.log.read_text()
    return [int(line.rsplit("=")[-1]) for line in log.splitlines() if "chime call=" in line]


@needs_pulse
def test_screens_come_back_and_the_first_call_after_it_rings(
    house: House, room: Room, open_screen: Callable[[str], Screen], tmp_path: Path
) -> None:
    house.display.environment |= room.environment
    house.start_all()
    kiosk, board = open_screen("kiosk"), open_screen("display")
    visitors, desk = Visitors(house), Desk(house, "1")
    first, second = visitors.book("renew"), visitors.book("renew")
    old = desk.press("call", first.id)
    board.wait_label(str(old.position))
    assert len(room.listen(1)) == 1

    house.office.kill()
    wait_for("the board to say it is stale", lambda: board.state["stale"], 8.0)
    kiosk.wait_label("unreachable", 8.0)
    assert board.state["number"] == first.number, "it stays, marked, until it is too old"

    house.start_office()
    wait_for("the board to be live", lambda: not board.state["stale"], BACK_SECONDS)
    wait_for("the kiosk to be live", lambda: not kiosk.state["lost"], BACK_SECONDS)
    assert kiosk.state["screen"] == "welcome", "without anybody touching it"

    desk = Desk(house, "2")
    new = desk.press("call", second.id)
    wait_for("the new call to ring", lambda: new.position in rung(house), 15.0)
    assert len(room.listen(1)) == 1
    assert rung(house) == [old.position, new.position], "the old call did not ring again"


@needs_pulse
def test_a_restarted_board_shows_the_open_call_without_ringing_for_it(
    house: House, room: Room, open_screen: Callable[[str], Screen]
) -> None:
    house.display.environment |= room.environment
    house.start_office()
    house.display.start()
    wait_for("the board", house.socket("display").exists)
    visitors, desk = Visitors(house), Desk(house, "1")
    ticket = visitors.book("renew")
    call = desk.press("call", ticket.id)
    open_screen("display").wait_label(str(call.position))

    house.display.kill()
    house.socket("display").unlink()
    house.display.start()
    wait_for("the board", house.socket("display").exists)
    board = open_screen("display")
    wait_for("the open call", lambda: board.state["number"] == ticket.number)
    again = desk.press("recall")
    board.wait_label(str(again.position))
    assert rung(house) == [call.position, again.position]
