"""What staff tell everybody reaches kiosk and board at once, and the order to leave covers both."""

import time
from collections.abc import Callable

import pytest

from deploy.demo.people import Desk, Visitors
from deploy.demo.processes import House, wait_for
from deploy.demo.touch import Screen
from office.contract import BookedTicket
from tests.display.room import Room, needs_pulse
from tests.story.test_restart import rung

AT_ONCE_SECONDS = 1.0
"""From the office's answer to both screens (issue "The day's rules", notices)."""
LEAVE = [
    "Bitte verlassen Sie jetzt das Gebäude",
    "Please leave the building now",
    "يُرجى مغادرة المبنى الآن",
]
MESSAGE = {"de": "Der Aufzug steht.", "en": "The lift is stuck.", "ar": "المصعد متوقف."}


@pytest.fixture
def screens(house: House, open_screen: Callable[[str], Screen]) -> tuple[Screen, Screen]:
    """Kiosk and board of a house in which everything runs."""
    house.start_all()
    kiosk, board = open_screen("kiosk"), open_screen("display")
    kiosk.wait_label("welcome")
    return kiosk, board


def both(what: str, screens: tuple[Screen, Screen], holds: Callable[[Screen], bool]) -> float:
    """Seconds until it holds on both."""
    began = time.monotonic()
    for screen in screens:
        wait_for(what, lambda screen=screen: holds(screen))  # type: ignore[misc]
    return time.monotonic() - began


def test_a_notice_is_on_both_screens_at_once_in_every_language_and_ends(
    house: House, screens: tuple[Screen, Screen]
) -> None:
    kiosk, board = screens
    desk = Desk(house, "1")
    notice = desk.post_notice("message", MESSAGE)
    took = both("the notice", screens, lambda screen: MESSAGE["de"] in screen.texts)
    assert took < AT_ONCE_SECONDS
    assert set(MESSAGE.values()) <= set(board.texts)
    kiosk.touch("language-ar")
    wait_for("it in Arabic", lambda: MESSAGE["ar"] in kiosk.texts)
    desk.end_notice(notice)
    took = both("its end", screens, lambda screen: not screen.shows("notice-words"))
    assert took < AT_ONCE_SECONDS


@needs_pulse
def test_nothing_is_called_while_the_house_is_left_and_old_calls_do_not_ring_after_it(
    house: House, open_screen: Callable[[str], Screen], tmp_path_factory: pytest.TempPathFactory
) -> None:
    room = Room(tmp_path_factory.mktemp("room"))
    try:
        house.display.environment |= room.environment
        house.start_all()
        kiosk, board = open_screen("kiosk"), open_screen("display")
        visitors, desk, other = Visitors(house), Desk(house, "1"), Desk(house, "2")
        first, second, third = (visitors.book("renew") for _ in range(3))
        heard = desk.press("call", first.id)
        board.wait_label(str(heard.position))

        leave = desk.post_notice("evacuation")
        took = both("the way out", (kiosk, board), lambda screen: screen.texts == LEAVE)
        assert took < AT_ONCE_SECONDS
        assert kiosk.shows("exit-sign")
        assert board.shows("exit-sign")
        unheard = other.press("call", second.id)
        board.wait_label(str(unheard.position))
        assert board.texts == LEAVE

        desk.end_notice(leave)
        wait_for("the board", lambda: board.state["mode"] == "calling")
        assert board.state["number"] == second.number, "shown, without a sound"
        kiosk.wait_label("welcome")
        desk.press("start")
        desk.press("finish")
        new = desk.press("call", third.id)
        wait_for("the new call to ring", lambda: new.position in rung(house), 15.0)
        assert rung(house) == [heard.position, new.position]
    finally:
        room.close()


def test_a_number_on_the_kiosk_outlives_the_order_to_leave(
    house: House, screens: tuple[Screen, Screen]
) -> None:
    kiosk, _ = screens
    kiosk.touch("service-renew")
    kiosk.touch(kiosk.state["starts"][0])
    number = wait_for("the number", lambda: kiosk.state["number"])
    desk = Desk(house, "1")
    leave = desk.post_notice("evacuation")
    wait_for("the way out", lambda: kiosk.texts == LEAVE)
    desk.end_notice(leave)
    wait_for("the ticket", lambda: kiosk.state["screen"] == "ticket")
    assert kiosk.state["number"] == number
    assert kiosk.shows("number")


def test_the_days_end_is_told_to_those_who_wait(
    house: House, screens: tuple[Screen, Screen]
) -> None:
    kiosk, board = screens
    Visitors(house).book("renew")
    Desk(house, "1").close_day("voucher")
    wait_for("the board", lambda: board.state["mode"] == "closing")
    assert any("Gutschein" in text for text in board.texts)
    wait_for("the kiosk", lambda: kiosk.state["screen"] == "closed")


def type_in(kiosk: Screen, text: str) -> None:
    for sign in text:
        kiosk.touch(f"key-{sign}")
    kiosk.touch("key-ok")


def test_a_lost_ticket_is_found_again_by_number_and_code_and_printed(
    house: House, screens: tuple[Screen, Screen]
) -> None:
    kiosk, _ = screens
    ticket = Visitors(house).book("renew")
    kiosk.touch("have-number")
    kiosk.touch("lost-ticket")
    type_in(kiosk, ticket.number)
    type_in(kiosk, ticket.code)
    wait_for("the ticket", lambda: kiosk.state["number"] == ticket.number)
    papers = len(list(house.tickets.glob("*.png")))
    kiosk.touch("print")
    wait_for("the paper", lambda: len(list(house.tickets.glob("*.png"))) > papers)


def test_who_was_missed_comes_back_by_code_once(
    house: House, screens: tuple[Screen, Screen]
) -> None:
    kiosk, _ = screens
    ticket = Visitors(house).book("renew")
    assert answered(kiosk, ticket) == "here", "a kiosk's ticket is here from the start"
    desk = Desk(house, "1")
    desk.press("call", ticket.id)
    desk.press("missed")
    kiosk.touch("back")
    type_in(kiosk, ticket.code)
    wait_for("the ticket", lambda: kiosk.state["number"] == ticket.number)
    assert ticket.number in [row.number for row in desk.view().waiting]


def answered(kiosk: Screen, ticket: BookedTicket) -> str:
    kiosk.touch("have-number")
    type_in(kiosk, ticket.code)
    return str(wait_for("an answer", lambda: kiosk.state["answer"]))
