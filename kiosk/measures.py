"""How large things are for a finger, computed from the screen as it was measured with a tape."""

import math

DESIGN_WIDTH, DESIGN_HEIGHT = 1080, 1920
SMALLEST_TARGET = 76
"""Design pixels of the smallest thing to touch: a time on a full day."""
FINGER_MM = 20.0
"""Below this, errors rise (kiosk study of 2004)."""


def smallest_target_mm(width: int, height: int, diagonal_inch: float) -> float:
    """The smallest target in millimetres on a screen of `width` × `height` pixels."""
    pixels_per_mm = math.hypot(width, height) / (diagonal_inch * 25.4)
    unit = min(width / DESIGN_WIDTH, height / DESIGN_HEIGHT)
    return SMALLEST_TARGET * unit / pixels_per_mm
