"""What the board shows and when it rings, as a pure state: no Qt, no clock, no files.

Calls are announced one at a time in the order they were made. An announced call is the large one
for at least 8 s while others wait their turn; a call that is taken up sooner makes room sooner.
While the house is being left nothing is announced, and what was called meanwhile never rings.
`now` is monotonic seconds throughout.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Literal

from office.contract import BoardView, Call, WaitingEnd
from screen.events import FeedEvent, Lost, PingArrived, ViewArrived

ANNOUNCE_SECONDS = 8.0
"""How long an announced call is large before the next one may take its place."""
CLEAR_SECONDS = 60.0
"""An office unheard for so long: what is shown is no longer to be trusted and goes."""
FRESH_SECONDS = 60.0
"""A board without memory of the day rings for open calls not older than this."""

Mode = Literal[
    "starting", "unreachable", "calling", "waiting", "closing", "closed", "cleared", "failed",
    "evacuation",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Memory:
    """The highest call id announced on a day; ids are positions in that day's log."""

    day: date | None = None
    call: int = 0


@dataclass(frozen=True, slots=True)
class Board:
    """All that the board knows."""

    memory: Memory = Memory()
    view: BoardView | None = None
    heard: datetime | None = None
    """The office's time when it was last heard."""
    heard_at: float = 0.0
    lost: bool = False
    cleared: bool = False
    failed: bool = False
    queue: tuple[Call, ...] = ()
    """Calls still to be announced, in order."""
    large: Call | None = None
    announcing_until: float = 0.0
    """Until then `large` is not pushed aside by the next one."""


@dataclass(frozen=True, slots=True)
class Tick:
    """Time has passed."""


@dataclass(frozen=True, slots=True)
class Failed:
    """Something unforeseen broke in the program."""


@dataclass(frozen=True, slots=True)
class Chime:
    """Ring for the call with this id."""

    call: int


@dataclass(frozen=True, slots=True)
class Remember:
    """Keep this beyond a restart."""

    memory: Memory


Event = FeedEvent | Tick | Failed
Effect = Chime | Remember


def advance(board: Board, event: Event, now: float) -> tuple[Board, tuple[Effect, ...]]:
    """The board after `event`, and what is to be done outside."""
    before = board
    match event:
        case ViewArrived(view) if isinstance(view, BoardView):
            board = _see(board, view, now)
        case PingArrived(ping):
            board = replace(board, heard=ping.now, heard_at=now)
        case Lost():
            board = replace(board, lost=True)
        case Failed():
            board = replace(board, failed=True)
    hushed: tuple[Effect, ...] = ()
    if evacuating(before) or evacuating(board):
        board, hushed = _hush(board)
    board, effects = _pass_time(board, now)
    return board, hushed + effects


def mode(board: Board) -> Mode:
    """What the main part of the picture is about. To leave the house counts more than all else,
    also when the office falls silent after saying so."""
    if evacuating(board):
        return "evacuation"
    if board.failed:
        return "failed"
    if board.view is None:
        return "unreachable" if board.lost else "starting"
    if board.cleared:
        return "cleared"
    if board.large is not None:
        return "calling"
    if closing(board) is not None:
        return "closing"
    return "closed" if board.view.state == "closed" else "waiting"


def evacuating(board: Board) -> bool:
    """Whether the house is to be left."""
    return board.view is not None and any(n.kind == "evacuation" for n in board.view.notices)


def closing(board: Board) -> WaitingEnd | None:
    """What those who still wait are to be told; None while the day runs and once all are served."""
    view = board.view
    if view is None or (view.closing == "served" and not (view.calls or view.next)):
        return None
    return view.closing


def next_tick(board: Board) -> float | None:
    """The next instant at which a `Tick` will change something; None when only the office can."""
    instants = []
    if board.large is not None and (board.queue or not _is_open(board, board.large)):
        instants.append(board.announcing_until)
    if board.lost and board.view is not None and not board.cleared:
        instants.append(board.heard_at + CLEAR_SECONDS)
    return min(instants, default=None)


def _see(board: Board, view: BoardView, now: float) -> Board:
    if board.view is not None and board.view.date != view.date:
        board = replace(board, queue=(), large=None)
    memory = _recall(board, view)
    asked = max([memory.call, *(call.id for call in board.queue)])
    still = {call.id for call in view.calls}
    queue = [call for call in board.queue if call.id in still]
    queue += sorted((call for call in view.calls if call.id > asked), key=_id)
    return replace(
        board,
        memory=memory,
        view=view,
        heard=view.now,
        heard_at=now,
        lost=False,
        cleared=False,
        queue=tuple(queue),
    )


def _recall(board: Board, view: BoardView) -> Memory:
    """What counts as announced when `view` arrives."""
    memory = board.memory
    if memory.day != view.date:
        # Nothing of this day is known: only calls that are just being made ring.
        old = [c.id for c in view.calls if view.now - c.at > timedelta(seconds=FRESH_SECONDS)]
        return Memory(view.date, max(old, default=0))
    # A log shorter than our memory is another log of the same day (a demo begun afresh).
    return memory if memory.call <= view.position else Memory(view.date, view.position)


def _hush(board: Board) -> tuple[Board, tuple[Effect, ...]]:
    """All calls so far count as announced: nobody was there to hear them."""
    assert board.view is not None, "only a view tells of an evacuation"
    newest = max([board.memory.call, *(call.id for call in board.view.calls)])
    memory = Memory(board.memory.day, newest)
    if memory == board.memory and not board.queue:
        return board, ()
    return replace(board, memory=memory, queue=(), large=None), (Remember(memory),)


def _pass_time(board: Board, now: float) -> tuple[Board, tuple[Effect, ...]]:
    if board.view is None:
        return board, ()
    if board.lost and now >= board.heard_at + CLEAR_SECONDS:
        # What was not announced yet stays unannounced: it rings when the office is back.
        return replace(board, cleared=True, queue=(), large=None), ()
    if board.queue and _has_room(board, now):
        return _announce(board, now)
    if board.large is None or (now >= board.announcing_until and not _is_open(board, board.large)):
        board = replace(board, large=_newest_announced(board))
    return board, ()


def _has_room(board: Board, now: float) -> bool:
    """Whether the next call may be announced now."""
    large = board.large
    return (
        large is None
        or now >= board.announcing_until
        or not _is_open(board, large)
        or board.queue[0].number == large.number
    )


def _announce(board: Board, now: float) -> tuple[Board, tuple[Effect, ...]]:
    call, *rest = board.queue
    memory = Memory(board.memory.day, call.id)
    board = replace(
        board,
        memory=memory,
        queue=tuple(rest),
        large=call,
        announcing_until=now + ANNOUNCE_SECONDS,
    )
    return board, (Remember(memory), Chime(call.id))


def _is_open(board: Board, call: Call) -> bool:
    """Whether the ticket is still called; a recall changes the id, not the number."""
    return board.view is not None and any(c.number == call.number for c in board.view.calls)


def _newest_announced(board: Board) -> Call | None:
    known = [c for c in board.view.calls if c.id <= board.memory.call] if board.view else []
    return max(known, key=_id, default=None)


def _id(call: Call) -> int:
    return call.id
