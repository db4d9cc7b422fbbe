"""Every state of the board, drawn by the real QML; pictures go to build/screens/board-*.png."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, get_args

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtQuick import QQuickItem

from display.board import Chime
from display.notices import TURN_SECONDS
from office.contract import Arrow, NoticeKind, WaitingEnd
from screen.driver import visible_items
from screen.events import Lost, ViewArrived
from tests.display.conftest import Stage
from tests.display.samples import MESSAGE, NOW, call, desk, notice, view

Make = Callable[..., Stage]

RECENT = (
    call(30, "A117", desk("2", "right")),
    call(28, "E041", desk("7", "right")),
    call(27, "A116", desk("1", "left")),
    call(25, "E040", desk("12", "up")),
    call(26, "K023", desk("9", "straight")),
)


def test_a_call_is_shown_with_desk_room_and_way(stage: Make) -> None:
    board = stage()
    board.hear(ViewArrived(view(call(31, "E042"), recent=RECENT)))
    board.picture("call")
    assert board.text("number") == "E\u00a0042"
    assert board.text("desk") == "Schalter 4"
    assert board.text("room") == "Raum 1.03 · 1. Etage"
    assert board.text("clock") == "9:41"
    assert board.text("day") == "Donnerstag, 26. November"
    assert board.text("closes") == "Heute geöffnet bis 18:00 Uhr"
    assert not board.items("stale")


@pytest.mark.parametrize(
    ("language", "line"), [("en", "Desk 4 · room 1.03 · 1st floor"), ("ar", "")]
)
def test_a_call_speaks_the_visitors_language_too(stage: Make, language: str, line: str) -> None:
    board = stage()
    board.hear(ViewArrived(view(call(31, "E042", language=language), recent=RECENT)))
    board.picture(f"call-for-{language}")
    assert board.text("visitorsLine").startswith(line or "الشباك \u20664\u2069")


def test_the_board_of_an_office_that_speaks_arabic_is_mirrored(stage: Make) -> None:
    board = stage(languages=("ar", "de", "en"))
    board.hear(ViewArrived(view(call(31, "E042", desk("4", "left")), recent=RECENT)))
    board.picture("arabic-office")
    heading, clock = board.items("day")[0], board.items("call")[0]
    assert _centre(clock) > 960
    assert _centre(board.items("arrow")[0]) < _centre(board.items("desk")[0])
    assert _centre(heading) < 960


@pytest.mark.parametrize("count", [1, 5, 11])
def test_open_calls(stage: Make, count: int) -> None:
    board = stage()
    calls = [call(i, f"E{40 + i:03}", desk(str(i), "right"), age=300) for i in range(1, count + 1)]
    board.hear(ViewArrived(view(*calls)))
    board.picture(f"open-{count}")
    assert board.text("number") == f"E\u00a0{40 + count:03}"


@pytest.mark.parametrize("way", ["left", "right", "up", "down", "straight", "here"])
def test_the_arrow_points_the_physical_way(stage: Make, way: Arrow) -> None:
    board = stage()
    board.hear(ViewArrived(view(call(31, "E042", desk("12", way)), recent=RECENT)))
    board.picture(f"way-{way}")
    arrow, text = _centre(board.items("arrow")[0]), _centre(board.items("desk")[0])
    assert (arrow > text) == (way == "right")


def test_long_names_stay_inside_the_card(stage: Make) -> None:
    board = stage()
    room = "E.117 b (Nebengebäude, Eingang Friedrich-Ebert-Straße)"
    long = desk("Einbürgerung 12", "up", room)
    board.hear(ViewArrived(view(call(31, "E1042", long, count=2, language="ar"), recent=RECENT)))
    board.picture("long")
    card = board.items("call")[0]
    for name in ("number", "desk", "room", "visitorsLine"):
        item = board.items(name)[0]
        assert item.property("paintedWidth") <= card.width()
        assert item.property("paintedHeight") <= item.height() + 1
        assert item.mapToItem(card, QPointF(0, item.height())).y() <= card.height()


def test_a_recall_says_so(stage: Make) -> None:
    board = stage()
    board.hear(ViewArrived(view(call(31, "E042", count=2), recent=RECENT)))
    board.picture("recall")
    assert board.items("recall")


@pytest.mark.parametrize(
    ("name", "other", "message"),
    [
        ("empty", {}, "Bitte warten Sie, bis Ihre Nummer hier erscheint."),
        ("empty-recent", {"recent": RECENT}, "Bitte warten Sie, bis Ihre Nummer hier erscheint."),
        ("closed", {"state": "closed", "next": ()}, "Wir haben jetzt geschlossen."),
    ],
)
def test_without_a_call(stage: Make, name: str, other: dict[str, Any], message: str) -> None:
    board = stage()
    board.hear(ViewArrived(view(**other)))
    board.picture(name)
    assert board.text("message").startswith(message)
    assert not board.items("call")


def test_a_lost_office_is_marked_and_after_a_minute_its_call_is_cleared(stage: Make) -> None:
    board = stage()
    board.hear(ViewArrived(view(call(31, "E042"), recent=RECENT)), Lost("gone"))
    board.picture("stale")
    assert board.items("stale")
    assert board.items("call")
    board.wait(60)
    board.picture("cleared")
    assert board.text("message").startswith("Bitte achten Sie auf unsere Mitarbeitenden")
    assert not board.items("call")
    board.hear(ViewArrived(view(call(31, "E042"), now=NOW)))
    assert board.items("call")
    assert not board.items("stale")


def test_a_start_without_the_office(stage: Make) -> None:
    board = stage()
    board.picture("starting")
    assert board.text("message").startswith("Einen Moment, bitte.")
    board.hear(Lost("nobody there"))
    board.picture("unreachable")
    assert board.text("message").startswith("Bitte achten Sie auf unsere Mitarbeitenden")


def test_out_of_service(stage: Make) -> None:
    board = stage()
    board.hear(ViewArrived(view(call(31, "E042"))))
    board.root.failed()
    board.picture("failed")
    assert not board.items("call")


@pytest.mark.parametrize("metres", [3, 8])
def test_letters_follow_the_distance(stage: Make, metres: float) -> None:
    board = stage(distance_m=metres)
    others = [call(i, f"A{i:03}", desk(str(i)), age=300) for i in range(1, 4)]
    quick = [call(i, f"K{i:03}", desk("9"), age=300) for i in range(4, 7)]
    board.hear(ViewArrived(replace(view(call(31, "E042"), *others, *quick), recent=RECENT)))
    board.picture(f"from-{metres}-m")
    lanes = board.items("lane")
    assert len(lanes) == 2
    for lane in lanes:
        foot = lane.mapToScene(QPointF(0, lane.height())).y()
        assert foot <= board.items("call")[0].mapToScene(QPointF(0, 0)).y() + 1080


@pytest.mark.parametrize("size", [(1280, 720), (3840, 2160), (1280, 1024)])
def test_other_screens(stage: Make, size: tuple[int, int]) -> None:
    board = stage(size=size)
    board.hear(ViewArrived(view(call(31, "E042", count=2, language="ar"), recent=RECENT)))
    board.picture(f"{size[0]}x{size[1]}")
    assert board.window.width() == size[0]
    assert board.items("call")


def test_more_languages_than_fit_in_the_heading(stage: Make) -> None:
    board = stage(languages=("de", "en", "ar", "tr", "uk", "ru", "fa"))
    board.hear(ViewArrived(view(recent=RECENT)))
    board.picture("many-languages")
    board.hear(Lost("gone"))
    board.picture("many-languages-stale")


@pytest.mark.parametrize("kind", ["closing_early", "long_wait", "message"])
def test_a_notice_stands_below_the_calls_in_all_languages(stage: Make, kind: NoticeKind) -> None:
    board = stage()
    words = MESSAGE if kind == "message" else {}
    now = view(call(31, "E042"), recent=RECENT, notices=(notice(kind, words),))
    board.hear(ViewArrived(now))
    board.picture(f"notice-{kind}")
    assert len(board.items("notice-words")) == 3
    band, calls = _box(board.items("notice")[0]), _box(board.items("call")[0])
    assert calls.bottom() < band.top()
    assert all(_box(lane).bottom() < band.top() for lane in board.items("lane"))
    board.hear(ViewArrived(replace(now, notices=())))
    assert not board.items("notice")


def test_a_notice_on_a_mirrored_board_starts_with_the_boards_own_language(stage: Make) -> None:
    board = stage(languages=("ar", "de", "en"))
    now = view(call(31, "E042", desk("4", "left")), notices=(notice("message", MESSAGE),))
    board.hear(ViewArrived(replace(now, recent=RECENT)))
    board.picture("notice-arabic-office")
    first, *_, last = sorted(board.items("notice-words"), key=_centre)
    assert (first.property("text"), last.property("text")) == (MESSAGE["en"], MESSAGE["ar"])


@pytest.mark.parametrize("size", [(1920, 1080), (1280, 720), (1280, 1024)])
def test_a_call_with_all_its_lines_stays_whole_above_a_long_notice(
    stage: Make, size: tuple[int, int]
) -> None:
    board = stage(size=size)
    again = call(31, "E042", desk("12", "up"), count=2, language="ar")
    board.hear(ViewArrived(view(again, recent=RECENT, notices=(notice("message", MESSAGE),))))
    board.picture(f"notice-recall-{size[0]}x{size[1]}")


def test_two_notices_take_turns_without_anything_moving(stage: Make) -> None:
    board = stage()
    both = (notice("closing_early"), notice("long_wait"))
    board.hear(ViewArrived(view(call(31, "E042"), notices=both)))
    first = board.text("notice-words")
    board.wait(TURN_SECONDS)
    assert board.text("notice-words") != first
    board.wait(TURN_SECONDS)
    assert board.text("notice-words") == first


def test_a_long_message_is_whole_also_beside_a_stale_note(stage: Make) -> None:
    board = stage()
    words = {tag: " ".join([text] * 2) for tag, text in MESSAGE.items()}
    board.hear(ViewArrived(view(call(31, "E042"), notices=(notice("message", words),))))
    board.hear(Lost("gone"))
    board.picture("notice-long-stale")
    for item in board.items("notice-words"):
        assert item.property("contentHeight") <= item.height() + 1


@pytest.mark.parametrize("size", [(1920, 1080), (1280, 1024), (1080, 1920)])
def test_the_order_to_leave_is_all_there_is(stage: Make, size: tuple[int, int]) -> None:
    board = stage(size=size)
    leave = (notice("evacuation"), notice("long_wait"))
    board.hear(ViewArrived(view(call(31, "E042"), recent=RECENT, notices=leave)))
    board.picture(f"evacuation-{size[0]}x{size[1]}")
    texts = [item.property("text") for item in visible_items(board.window.contentItem())]
    assert [text for text in texts if text] == [
        "Bitte verlassen Sie jetzt das Gebäude",
        "Please leave the building now",
        "يُرجى مغادرة المبنى الآن",
    ]
    assert board.items("exit-sign")
    whole = _box(board.items("evacuation")[0])
    assert (whole.width(), whole.height()) == size
    board.hear(ViewArrived(view(call(31, "E042"), recent=RECENT)))
    assert board.text("number") == "E\u00a0042"
    assert not board.items("evacuation")
    assert not [effect for effect in board.effects if isinstance(effect, Chime)]


def test_the_order_to_leave_is_given_in_every_language_of_the_office_too(stage: Make) -> None:
    board = stage(languages=("de",))
    board.hear(ViewArrived(view(notices=(notice("evacuation"),))))
    assert len(board.items("evacuation-words")) == 3


@pytest.mark.parametrize("end", get_args(WaitingEnd))
def test_the_days_end_is_told_to_those_who_wait(stage: Make, end: WaitingEnd) -> None:
    board = stage()
    shut = view(recent=RECENT, state="closed", closing=end)
    board.hear(ViewArrived(shut))
    board.picture(f"closing-{end}")
    assert len(board.text("message").split(" | ")) == 3
    assert "geschlossen" not in board.text("message")
    board.hear(ViewArrived(replace(shut, calls=(call(31, "E042"),))))
    board.picture(f"closing-{end}-call")
    assert board.items("call")
    assert len(board.items("notice-words")) == 3


def _box(item: QQuickItem) -> QRectF:
    return item.mapRectToScene(item.boundingRect())


def _centre(item: QQuickItem) -> float:
    return item.mapToScene(QPointF(item.width() / 2, 0)).x()
