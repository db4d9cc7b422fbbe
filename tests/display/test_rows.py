"""Which calls stand beside the large one, and when the page turns."""

from dataclasses import replace

from display.board import Board, Memory
from display.rows import Row, beside, next_turn, page
from tests.display.samples import call, desk, view

DAY = view().date


def board(*open_calls: int, announced: int = 99, large: int | None = None) -> Board:
    calls = [call(i, f"E{i:03}") for i in open_calls]
    shown = call(large, f"E{large:03}") if large else None
    return Board(memory=Memory(DAY, announced), view=view(*calls), large=shown)


def numbers(rows: tuple[Row, ...]) -> list[str]:
    return [row.call.number for row in rows]


def test_open_calls_stand_newest_first_without_the_large_one() -> None:
    assert numbers(beside(board(1, 2, 3, large=3), quick=False)) == ["E002", "E001"]


def test_a_call_is_not_listed_before_it_was_announced() -> None:
    assert numbers(beside(board(1, 2, 3, announced=2, large=2), quick=False)) == ["E001"]


def test_a_recall_that_waits_its_turn_stays_listed() -> None:
    shown = board(1, large=None, announced=1)
    again = replace(shown, view=view(call(7, "E001", count=2)))
    assert numbers(beside(again, quick=False)) == ["E001"]


def test_the_quick_lane_is_apart_and_earlier_calls_follow() -> None:
    recent = (call(5, "K005", desk("9")), call(4, "E004"))
    shown = replace(board(6), view=view(call(6, "E006"), recent=recent))
    assert numbers(beside(shown, quick=False)) == ["E006", "E004"]
    assert numbers(beside(shown, quick=True)) == ["K005"]
    assert [row.open for row in beside(shown, quick=False)] == [True, False]


def test_a_cleared_board_lists_nothing() -> None:
    assert beside(replace(board(1, 2), cleared=True), quick=False) == ()


def test_more_open_calls_than_rows_are_all_shown_in_turn() -> None:
    rows = beside(board(*range(1, 16)), quick=False)
    seen, now = set[str](), 0.0
    for _ in range(4):
        shown = page(rows, 4, now)
        assert len(shown.rows) <= 4
        seen |= set(numbers(shown.rows))
        turn = next_turn(shown, 4, now)
        assert turn is not None
        assert turn - now <= 12
        now = turn
    assert len(seen) == 15


def test_a_single_page_does_not_turn() -> None:
    assert next_turn(page(beside(board(1, 2), quick=False), 4, 0), 4, 0) is None
