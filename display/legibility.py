"""How large letters must be to be read from where people sit, and what then fits.

EN 301 549 § 5.1.4: a capital H of at least 0.7° at the viewing distance, 12.2 mm per metre. Help
texts take 5 mm per metre (PRM-TSI). Capitals of Noto Sans are 0.714 of the font's size.
"""

import math
from dataclasses import dataclass

CAPITAL = 0.714
NUMBER_MM_PER_M = math.pi * 1000 * 0.7 / 180
HELP_MM_PER_M = 5.0
ROW_PER_CAPITAL = 1.4
HEADING_PER_HELP = 1.4


@dataclass(frozen=True, slots=True)
class Letters:
    """Sizes in pixels of the screen."""

    number: int
    """Font size of numbers and desks in the rows."""
    help: int
    """Font size of headings and other texts."""
    row: int
    """Height of a row with its number."""
    legible_m: float
    """From how far numbers are read; less than asked for when the screen is too small."""


def letters(width: int, height: int, diagonal_inch: float, viewing_distance_m: float) -> Letters:
    """Sizes for a screen of width × height pixels and the distance of the last seat."""
    per_mm = math.hypot(width, height) / (diagonal_inch * 25.4)
    asked = viewing_distance_m * NUMBER_MM_PER_M * per_mm / CAPITAL
    # Beyond an eighth of the height a number and its desk no longer fit beside the large call.
    room = min(height, width * 9 / 16)
    number = min(max(asked, room * 0.07), room * 0.13)
    help_size = viewing_distance_m * HELP_MM_PER_M * per_mm / CAPITAL
    return Letters(
        number=round(number),
        help=round(min(max(help_size, room * 0.034), room * 0.045)),
        row=round(number * CAPITAL * ROW_PER_CAPITAL),
        legible_m=round(number * CAPITAL / per_mm / NUMBER_MM_PER_M, 1),
    )


@dataclass(frozen=True, slots=True)
class Lanes:
    """How many rows the two lanes beside the large call have."""

    recent: int
    quick: int


def lanes(sizes: Letters, height: int, gap: int, quick_calls: int) -> Lanes:
    """Rows that fit into `height` pixels, each followed by `gap`. The quick lane takes as many as
    it has calls, at most a third, and no room at all while it has none."""
    heading = round(sizes.help * HEADING_PER_HELP)
    rows = (height - heading) // (sizes.row + gap)
    if not quick_calls:
        return Lanes(max(1, rows), 0)
    rows = max(2, (height - 2 * heading - 2 * gap) // (sizes.row + gap))
    quick = min(quick_calls, max(1, rows // 3))
    return Lanes(rows - quick, quick)
