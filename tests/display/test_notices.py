"""Which notice is in the band, in which languages, and for how long."""

from display.board import Board, advance
from display.notices import TURN_SECONDS, Notice, next_turn, page, pages
from office.contract import BoardView
from screen.events import ViewArrived
from tests.display.samples import MESSAGE, call, notice, view

THREE = ("de", "en", "ar")


def seen(view: BoardView) -> Board:
    return advance(Board(), ViewArrived(view), 0)[0]


def test_a_notice_is_there_in_all_languages_until_it_ends() -> None:
    board = seen(view(notices=(notice("message", MESSAGE),)))
    shown = pages(board, THREE)
    assert shown == (Notice("message", THREE, tuple(MESSAGE[tag] for tag in THREE)),)
    assert page(shown, 1234.5) == shown[0]
    assert next_turn(shown, 1234.5) is None
    assert page(pages(seen(view()), THREE), 1234.5) is None


def test_several_notices_and_many_languages_take_turns() -> None:
    board = seen(view(notices=(notice("closing_early"), notice("long_wait"))))
    four = ("de", "en", "ar", "tr")
    shown = pages(board, four)
    assert [(each.kind, each.languages) for each in shown] == [
        ("closing_early", ("de", "en")),
        ("closing_early", ("ar", "tr")),
        ("long_wait", ("de", "en")),
        ("long_wait", ("ar", "tr")),
    ]
    now = 1000.0
    turned = [page(shown, now + n * TURN_SECONDS) for n in range(4)]
    assert set(turned) == set(shown)
    due = next_turn(shown, now + 3)
    assert due is not None
    assert page(shown, due - 0.01) != page(shown, due)


def test_a_message_is_shown_in_the_languages_it_was_written_in() -> None:
    board = seen(view(notices=(notice("message", MESSAGE),)))
    assert [each.languages for each in pages(board, (*THREE, "tr"))] == [THREE]


def test_the_order_to_leave_is_no_notice_in_the_band() -> None:
    board = seen(view(notices=(notice("evacuation"), notice("long_wait"))))
    assert [each.kind for each in pages(board, THREE)] == ["long_wait"]


def test_the_days_end_is_told_in_the_band_while_numbers_are_called() -> None:
    shut = {"state": "closed", "closing": "voucher"}
    assert [n.kind for n in pages(seen(view(call(3, "E001"), **shut)), THREE)] == ["voucher"]
    assert pages(seen(view(**shut)), THREE) == (), "then it is the large message"
