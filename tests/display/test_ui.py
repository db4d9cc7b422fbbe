"""Every state of the board, drawn by the real QML; pictures go to build/screens/board-*.png."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtQuick import QQuickItem

from office.contract import Arrow
from screen.events import Lost, ViewArrived
from tests.display.conftest import Stage
from tests.display.samples import NOW, call, desk, view

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


def _centre(item: QQuickItem) -> float:
    return item.mapToScene(QPointF(item.width() / 2, 0)).x()
