"""Which calls stand beside the large one: the open ones, all in turn, then earlier ones."""

from collections.abc import Sequence
from dataclasses import dataclass

from display.board import Board
from office.contract import Call

PAGE_SECONDS = 8.0
ROW_SECONDS = 1.0
"""A page of open calls stays for 8 s and 1 s more per row."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line: a number and its desk. `open` while the person has not come to the desk."""

    call: Call
    open: bool


@dataclass(frozen=True, slots=True)
class Page:
    rows: tuple[Row, ...]
    number: int
    """From 1."""
    of: int


def beside(board: Board, quick: bool) -> tuple[Row, ...]:
    """The rows of a lane, newest first; what is not announced yet is not shown yet."""
    if board.view is None or board.cleared:
        return ()
    shown = {board.large.number} if board.large else set[str]()
    rows = []
    for calls, is_open in ((board.view.calls, True), (board.view.recent, False)):
        for call in sorted(calls, key=lambda call: -call.id):
            # A recall that waits for its turn was announced before: it does not leave the list.
            known = not is_open or call.id <= board.memory.call or call.count > 1
            if known and call.quick == quick and call.number not in shown:
                shown.add(call.number)
                rows.append(Row(call, is_open))
    return tuple(rows)


def page(rows: Sequence[Row], size: int, now: float) -> Page:
    """What fits: one page of open and earlier calls, or too many open calls page by page."""
    open_rows = [row for row in rows if row.open]
    if len(open_rows) <= size:
        return Page(tuple(rows[:size]), 1, 1)
    pages = -(-len(open_rows) // size)
    index = int(now / _turn(size)) % pages
    return Page(tuple(open_rows[index * size : (index + 1) * size]), index + 1, pages)


def next_turn(shown: Page, size: int, now: float) -> float | None:
    """When the next page is due (monotonic seconds); None with a single page."""
    return (int(now / _turn(size)) + 1) * _turn(size) if shown.of > 1 else None


def _turn(size: int) -> float:
    return PAGE_SECONDS + ROW_SECONDS * size
