"""Which notice stands in the band above the footer: one at a time, in as many languages as are read
in one line, turning calmly."""

from collections.abc import Sequence
from dataclasses import dataclass

from display.board import Board, closing, mode
from office.contract import Words

TURN_SECONDS = 10.0
COLUMNS = 3
"""Languages side by side; more would be too small to read."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A text for everybody in the room.

    `kind` is a contract.NoticeKind, or "served", "tomorrow", "voucher" for the day's end. `words`
    are what staff wrote, one for each of `languages`; "" where they wrote nothing.
    """

    kind: str
    languages: tuple[str, ...]
    words: tuple[str, ...]


def pages(board: Board, languages: Sequence[str]) -> tuple[Notice, ...]:
    """All there is to turn through. The day's end is told here only while calls take its place."""
    if board.view is None or board.cleared:
        return ()
    said: list[tuple[str, Words]] = [
        (n.kind, n.words) for n in board.view.notices if n.kind != "evacuation"
    ]
    end = closing(board)
    if end is not None and mode(board) == "calling":
        said.insert(0, (end, {}))
    return tuple(
        Notice(kind, tags, tuple(words.get(tag, "") for tag in tags))
        for kind, words in said
        for tags in _columns([tag for tag in languages if kind != "message" or tag in words])
    )


def page(all_: Sequence[Notice], now: float) -> Notice | None:
    """The one whose turn it is; None when there is none. `now` is monotonic seconds."""
    return all_[int(now / TURN_SECONDS) % len(all_)] if all_ else None


def next_turn(all_: Sequence[Notice], now: float) -> float | None:
    """When the next one is due; None while there is nothing to turn."""
    return (int(now / TURN_SECONDS) + 1) * TURN_SECONDS if len(all_) > 1 else None


def _columns(languages: Sequence[str]) -> list[tuple[str, ...]]:
    """As few lines as possible, each about equally full."""
    lines = max(1, -(-len(languages) // COLUMNS))
    wide = max(1, -(-len(languages) // lines))
    return [tuple(languages[at : at + wide]) for at in range(0, len(languages), wide)]
