"""Targets in millimetres."""

import pytest

from kiosk.measures import FINGER_MM, smallest_target_mm


@pytest.mark.parametrize(
    ("size", "inches", "enough"),
    [((1080, 1920), 24.0, True), ((2160, 3840), 43.0, True), ((1080, 1920), 15.6, False)],
)
def test_a_finger_needs_a_screen_that_is_large_enough(
    size: tuple[int, int], inches: float, enough: bool
) -> None:
    assert (smallest_target_mm(*size, inches) >= FINGER_MM) is enough


def test_the_sketch_of_24_inches_has_72_pixels_in_20_mm() -> None:
    assert smallest_target_mm(1080, 1920, 24.0) == pytest.approx(20 * 76 / 72.3, rel=0.01)
