"""Letters as large as the distance asks for, and the rows that then fit."""

import pytest

from display.legibility import CAPITAL, lanes, letters


def test_numbers_have_twelve_millimetres_per_metre() -> None:
    sizes = letters(1920, 1080, 55, 5)
    per_mm = 2202.9 / (55 * 25.4)
    assert sizes.number * CAPITAL / per_mm == pytest.approx(61.1, abs=0.5)
    assert sizes.legible_m == 5.0


def test_a_screen_that_is_too_small_says_how_far_it_reaches() -> None:
    assert letters(1920, 1080, 32, 10).legible_m < 5


@pytest.mark.parametrize(("metres", "recent"), [(3, 7), (5, 4), (8, 4)])
def test_rows_follow_the_distance(metres: float, recent: int) -> None:
    assert lanes(letters(1920, 1080, 55, metres), 760, 12, 0).recent == recent


def test_the_quick_lane_takes_room_only_when_it_has_calls() -> None:
    sizes = letters(1920, 1080, 55, 5)
    assert lanes(sizes, 760, 12, 0).quick == 0
    assert (lanes(sizes, 760, 12, 1).recent, lanes(sizes, 760, 12, 1).quick) == (3, 1)
    assert lanes(sizes, 760, 12, 9).quick == 1
