"""One office day, end to end, on the real programs: what visitor, desk and waiting room see."""

import re

from deploy.demo.browser import phone as open_phone
from deploy.demo.codes import read_code
from deploy.demo.journey import SERVICE, Journey
from deploy.demo.people import Desk, Visitors
from deploy.demo.processes import wait_for


def spaced(number: str) -> str:
    return f"{number[0]} {number[1:]}"


def test_the_kiosk_shows_the_office_the_time_and_what_is_free(journey: Journey) -> None:
    journey.kiosk.wait_label("welcome")
    view = Visitors(journey.house).view()
    texts = journey.kiosk.texts
    assert view.office.name["de"] in texts
    assert any(re.fullmatch(r"9:4\d", text) for text in texts), "the office's clock"
    shown = " ".join(texts)
    for offer in view.services:
        assert offer.name["de"] in texts
        assert f"{offer.starts[0]:%-H:%M}" in shown, f"the next start of {offer.id}"
    picture = journey.kiosk.picture(journey.pictures / "welcome.png")
    url = read_code(picture, "/Q/")
    assert url.startswith(journey.house.url.upper() + "/Q/")


def test_a_ticket_by_touch_comes_out_of_the_printer(journey: Journey) -> None:
    number = journey.take_a_ticket("ar")
    assert journey.kiosk.text("number") == spaced(number)
    paper = journey.printed()[-1]
    url = read_code(paper, "/T/")
    page = open_phone(journey.browser, "ar")
    page.goto(url)
    assert spaced(number) in page.content() or number in page.content()
    assert page.locator("html").get_attribute("dir") == "rtl"
    desk = Desk(journey.house, "1")
    assert number in [t.number for t in desk.view().waiting], "a kiosk ticket waits at once"
    desk.close()


def test_one_visitor_from_the_live_code_to_the_board_and_back(journey: Journey) -> None:
    """Scan, book, check in, be called, be called again, be served: phone, desk and board agree."""
    journey.kiosk.wait_label("welcome")
    phone = journey.book_by_phone(journey.live_code())
    number = phone.locator("#number").inner_text().replace(" ", "")
    desk = journey.sign_in("1")
    assert number in desk.content().replace(" ", "")

    assert journey.call(desk, number) == number
    shown = " ".join(journey.board.texts)
    assert spaced(number) in shown
    facts = Desk(journey.house, "1").view()
    assert facts.current is not None
    assert facts.current.number == number
    assert facts.desk.name["de"] in shown
    assert facts.desk.room in shown
    wait_for("the phone to be called", lambda: facts.desk.room in phone.content())

    before = journey.board.state
    journey.call_again(desk, number)
    after = journey.board.state
    assert after["call"] > before["call"]
    assert after["count"] == 2

    journey.finish(desk)
    wait_for("the phone to say it is over", lambda: facts.desk.room not in phone.content())


def test_a_missed_visitor_leaves_the_desk_free(journey: Journey) -> None:
    visitors, desk = Visitors(journey.house), Desk(journey.house, "1")
    ticket = visitors.book(SERVICE)
    desk.press("call", ticket.id)
    journey.board.wait_label(str(desk.view().position))
    desk.press("missed")
    view = desk.view()
    assert view.current is None
    assert [(t.number, t.state) for t in view.missed] == [(ticket.number, "missed")]
    wait_for("the board to let go", lambda: journey.board.state["number"] is None)


def test_the_power_fails_and_nothing_answered_is_lost(journey: Journey) -> None:
    """kill -9 of everything, then start again: the board shows the truth, the numbers go on."""
    visitors, desk = Visitors(journey.house), Desk(journey.house, "1")
    tickets = [visitors.book(SERVICE) for _ in range(4)]
    called = desk.press("call", tickets[0].id)
    journey.board.wait_label(str(called.position))
    before = desk.view()

    journey.close()
    journey.house.kill_all()
    journey.house.start_all()
    journey.open_screens()

    journey.kiosk.wait_label("welcome")
    wait_for("the board to show the call", lambda: journey.board.state["number"])
    assert journey.board.state["number"] == tickets[0].number
    after = Desk(journey.house, "1").view()
    assert after.position >= before.position
    assert after.current is not None
    assert after.current.id == tickets[0].id
    assert [t.id for t in after.waiting] == [t.id for t in before.waiting]
    assert visitors.book(SERVICE).number == f"{tickets[0].number[0]}005"
