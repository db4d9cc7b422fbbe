"""When the board shows and rings what."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from display.board import (
    ANNOUNCE_SECONDS,
    CLEAR_SECONDS,
    Board,
    Chime,
    Effect,
    Event,
    Failed,
    Memory,
    Remember,
    Tick,
    advance,
    closing,
    mode,
    next_tick,
)
from office.contract import BoardView, Call, Ping
from screen.events import Lost, PingArrived, ViewArrived
from tests.display.samples import NOW, call, notice, view

DAY = date(2026, 11, 26)
RUNNING = Board(memory=Memory(DAY, 0))


def after(board: Board, *steps: tuple[float, Event]) -> tuple[Board, list[Effect]]:
    """The board after the events at their seconds, and all effects."""
    done: list[Effect] = []
    for now, event in steps:
        board, effects = advance(board, event, now)
        done += effects
    return board, done


def rung(effects: list[Effect]) -> list[int]:
    return [effect.call for effect in effects if isinstance(effect, Chime)]


def test_the_first_call_on_an_empty_board_rings() -> None:
    board, effects = after(
        Board(), (0, ViewArrived(view())), (1, ViewArrived(view(call(3, "E001"))))
    )
    assert effects == [Remember(Memory(DAY, 3)), Chime(3)]
    assert mode(board) == "calling"


def test_a_call_appears_at_once_when_the_last_was_announced() -> None:
    first, second = call(3, "E001"), call(5, "E002")
    board, effects = after(
        RUNNING,
        (0, ViewArrived(view(first))),
        (ANNOUNCE_SECONDS, ViewArrived(view(first, second))),
    )
    assert board.large == second
    assert rung(effects) == [3, 5]


def test_two_calls_together_are_announced_one_after_the_other() -> None:
    both = ViewArrived(view(call(3, "E001"), call(4, "E002")))
    board, effects = after(RUNNING, (0, both))
    assert board.large == call(3, "E001")
    assert rung(effects) == [3]
    assert next_tick(board) == ANNOUNCE_SECONDS
    board, effects = after(board, (7.9, Tick()))
    assert rung(effects) == []
    board, effects = after(board, (8, Tick()))
    assert board.large == call(4, "E002")
    assert rung(effects) == [4]


def test_a_call_that_is_taken_up_makes_room_at_once() -> None:
    second = view(call(4, "E002"))
    board, effects = after(
        RUNNING, (0, ViewArrived(view(call(3, "E001")))), (1, ViewArrived(second))
    )
    assert board.large == call(4, "E002")
    assert rung(effects) == [3, 4]


def test_a_call_that_is_taken_up_stays_its_time_when_nobody_waits() -> None:
    board, _ = after(RUNNING, (0, ViewArrived(view(call(3, "E001")))), (1, ViewArrived(view())))
    assert board.large == call(3, "E001")
    board, _ = after(board, (8, Tick()))
    assert mode(board) == "waiting"


def test_a_call_that_is_taken_up_before_its_turn_does_not_ring() -> None:
    first, second = call(3, "E001"), call(4, "E002")
    board, _ = after(RUNNING, (0, ViewArrived(view(first, second))))
    board, effects = after(board, (1, ViewArrived(view(first, position=5))), (20, Tick()))
    assert rung(effects) == []


def test_a_recall_of_the_large_call_rings_again_at_once() -> None:
    again = call(4, "E001", count=2)
    board, effects = after(
        RUNNING, (0, ViewArrived(view(call(3, "E001")))), (1, ViewArrived(view(again)))
    )
    assert board.large == again
    assert rung(effects) == [3, 4]


def test_after_the_last_announced_call_an_earlier_open_one_is_large_again_silently() -> None:
    old, new = call(3, "E001"), call(4, "E002")
    board, _ = after(RUNNING, (0, ViewArrived(view(old))), (9, ViewArrived(view(old, new))))
    board, effects = after(board, (18, ViewArrived(view(old, position=5))))
    assert board.large == old
    assert rung(effects) == []


def test_a_restart_of_the_board_announces_nothing_again() -> None:
    restarted = Board(memory=Memory(DAY, 4))
    board, effects = after(restarted, (0, ViewArrived(view(call(3, "E001"), call(4, "E002")))))
    assert board.large == call(4, "E002")
    assert effects == []


def test_a_restart_of_the_board_announces_what_it_missed() -> None:
    restarted = Board(memory=Memory(DAY, 3))
    _, effects = after(restarted, (0, ViewArrived(view(call(3, "E001"), call(4, "E002", age=500)))))
    assert rung(effects) == [4]


def test_a_board_without_memory_rings_for_new_calls_only() -> None:
    old, new = call(3, "E001", age=61), call(4, "E002", age=5)
    _, effects = after(Board(), (0, ViewArrived(view(old, new))))
    assert rung(effects) == [4]
    _, effects = after(Board(), (0, ViewArrived(view(old))))
    assert rung(effects) == []


def test_memory_of_yesterday_does_not_silence_today() -> None:
    _, effects = after(
        Board(memory=Memory(date(2026, 11, 25), 900)), (0, ViewArrived(view(call(3, "E001"))))
    )
    assert rung(effects) == [3]


def test_memory_of_a_log_that_is_no_more_does_not_silence_a_new_one() -> None:
    _, effects = after(
        Board(memory=Memory(DAY, 900)),
        (0, ViewArrived(view(position=5))),
        (1, ViewArrived(view(call(6, "E001")))),
    )
    assert rung(effects) == [6]


def test_a_new_day_starts_empty() -> None:
    tomorrow = view(date=date(2026, 11, 27), now=NOW + timedelta(days=1))
    board, effects = after(
        RUNNING, (0, ViewArrived(view(call(300, "E001")))), (1, ViewArrived(tomorrow))
    )
    assert mode(board) == "waiting"
    first = replace(tomorrow, calls=(call(2, "E001", age=-86400),), position=2)
    board, effects = after(board, (2, ViewArrived(first)))
    assert rung(effects) == [2]


def test_a_lost_office_clears_the_call_after_a_minute_and_its_return_does_not_ring() -> None:
    seen = ViewArrived(view(call(3, "E001")))
    board, _ = after(RUNNING, (0, seen), (4, Lost("gone")))
    assert (mode(board), board.lost) == ("calling", True)
    assert next_tick(board) == CLEAR_SECONDS
    board, _ = after(board, (59.9, Tick()))
    assert mode(board) == "calling"
    board, _ = after(board, (60, Tick()))
    assert mode(board) == "cleared"
    board, effects = after(board, (70, seen))
    assert (mode(board), board.lost, effects) == ("calling", False, [])


def test_what_waited_to_be_announced_is_announced_after_a_loss() -> None:
    both = ViewArrived(view(call(3, "E001"), call(4, "E002")))
    board, _ = after(RUNNING, (0, both), (0.5, Lost("gone")), (70, Tick()))
    _, effects = after(board, (80, both))
    assert rung(effects) == [4]


def test_a_ping_tells_the_time_but_does_not_end_a_loss() -> None:
    later = NOW + timedelta(seconds=9)
    board, _ = after(RUNNING, (0, ViewArrived(view())), (4, Lost("gone")))
    board, _ = after(board, (9, PingArrived(Ping(later, 3))))
    assert (board.heard, board.heard_at, board.lost) == (later, 9, True)


def test_modes_without_a_call() -> None:
    assert mode(Board()) == "starting"
    assert mode(after(Board(), (4, Lost("")))[0]) == "unreachable"
    assert mode(after(Board(), (0, ViewArrived(view(state="closed"))))[0]) == "closed"
    assert mode(after(Board(), (0, ViewArrived(view(state="nothing_free"))))[0]) == "waiting"


# ---- notices and the day's end ---------------------------------------------------------------

LEAVE = (notice("evacuation"),)


def test_nothing_is_called_while_the_house_is_left_and_old_calls_do_not_ring_after_it() -> None:
    before, during, later = call(3, "E001"), call(4, "E002"), call(6, "E003")
    board, effects = after(
        RUNNING,
        (0, ViewArrived(view(before))),
        (1, ViewArrived(view(before, notices=LEAVE))),
        (9, ViewArrived(view(before, during, notices=LEAVE))),
        (30, Tick()),
    )
    assert mode(board) == "evacuation"
    assert rung(effects) == [3]
    board, effects = after(board, (40, ViewArrived(view(before, during, position=5))), (50, Tick()))
    assert mode(board) == "calling"
    assert board.large == during, "shown, without a sound"
    assert rung(effects) == []
    _, effects = after(board, (60, ViewArrived(view(before, during, later))))
    assert rung(effects) == [6]


def test_a_call_that_waited_for_its_turn_when_the_house_was_left_does_not_ring_after_it() -> None:
    both = (call(3, "E001"), call(4, "E002"))
    board, effects = after(
        RUNNING, (0, ViewArrived(view(*both))), (1, ViewArrived(view(*both, notices=LEAVE)))
    )
    assert effects == [Remember(Memory(DAY, 3)), Chime(3), Remember(Memory(DAY, 4))]
    _, effects = after(board, (9, ViewArrived(view(*both))), (20, Tick()))
    assert effects == []


def test_what_was_called_in_the_empty_house_is_old_also_when_its_end_came_first() -> None:
    left = view(notices=LEAVE)
    board, _ = after(RUNNING, (0, ViewArrived(left)), (4, Lost("gone")))
    board, effects = after(board, (30, ViewArrived(view(call(3, "E001")))), (40, Tick()))
    assert rung(effects) == []
    assert board.large == call(3, "E001")


def test_a_board_that_starts_while_the_house_is_left_keeps_quiet_too() -> None:
    board, effects = after(
        Board(), (0, ViewArrived(view(call(3, "E001"), notices=LEAVE))), (9, Tick())
    )
    assert mode(board) == "evacuation"
    assert effects == [Remember(Memory(DAY, 3))]


def test_the_order_to_leave_stays_when_the_office_falls_silent_or_the_program_fails() -> None:
    board, _ = after(
        RUNNING, (0, ViewArrived(view(notices=LEAVE))), (4, Lost("gone")), (90, Tick())
    )
    assert mode(board) == "evacuation"
    assert mode(after(board, (91, Failed()))[0]) == "evacuation"


def test_the_day_ends_with_a_word_for_those_who_wait() -> None:
    shut = view(state="closed", closing="tomorrow", next=())
    assert mode(after(RUNNING, (0, ViewArrived(shut)))[0]) == "closing"
    calling, _ = after(RUNNING, (0, ViewArrived(replace(shut, calls=(call(3, "E001"),)))))
    assert (mode(calling), closing(calling)) == ("calling", "tomorrow")


def test_once_all_are_served_the_board_only_says_closed() -> None:
    served = view(state="closed", closing="served")
    assert mode(after(RUNNING, (0, ViewArrived(served)))[0]) == "closing"
    assert mode(after(RUNNING, (0, ViewArrived(replace(served, next=()))))[0]) == "closed"


# ---- each call rings once, in order, none is lost --------------------------------------------

steps = st.lists(
    st.one_of(
        st.tuples(st.just("call"), st.integers(0, 5)),
        st.tuples(st.just("recall"), st.integers(0, 5)),
        st.tuples(st.just("take up"), st.integers(0, 5)),
        st.tuples(st.just("wait"), st.floats(0.1, 12)),
        st.tuples(st.just("lost"), st.floats(1, 90)),
        st.tuples(st.just("restart"), st.just(0)),
        st.tuples(st.just("leave the house"), st.just(0)),
        st.tuples(st.just("come back"), st.just(0)),
        st.tuples(st.just("view"), st.just(0)),
    ),
    max_size=40,
)


@settings(max_examples=200, deadline=None)
@given(steps)
def test_every_call_rings_once_in_order_until_it_is_taken_up(
    script: list[tuple[str, float]],
) -> None:
    """Whatever happens, also over restarts of the board with its memory. Only while the house is
    left nothing rings, and what was called before its end never does."""
    waiting_room = _WaitingRoom()
    for what, value in script:
        waiting_room.play(what, value)
    waiting_room.play("come back", 0)
    for _ in range(30):
        waiting_room.play("wait", ANNOUNCE_SECONDS)
    assert waiting_room.rung == sorted(set(waiting_room.rung))
    assert waiting_room.silent() == set()
    assert all(gap > ANNOUNCE_SECONDS - 1e-6 for gap in waiting_room.hurried)


class _WaitingRoom:
    """An office that calls, and a board whose rings are counted."""

    def __init__(self) -> None:
        self.board, self.now, self.position = RUNNING, 0.0, 0
        self.open: dict[str, Call] = {}
        self.rung: list[int] = []
        self.hurried: list[float] = []
        self.empty = False
        self._unheard: set[int] = set()
        self._rang_at = -100.0
        self.play("view", 0)

    def play(self, what: str, value: float) -> None:
        number = f"E{int(value):03}"
        match what:
            case "call" | "recall" if (what == "recall") == (number in self.open):
                self.position += 1
                count = self.open[number].count + 1 if number in self.open else 1
                self.open[number] = call(self.position, number, count=count)
                self._feel(ViewArrived(self._view()))
            case "take up" if self.open.pop(number, None):
                self._feel(ViewArrived(self._view()))
            case "wait":
                self._pass(value)
            case "lost":
                self._feel(Lost("gone"))
                self._pass(value)
                self._feel(ViewArrived(self._view()))
            case "restart":
                self.board, self._rang_at = Board(memory=self.board.memory), -100.0
                self._feel(ViewArrived(self._view()))
            case "view":
                self._feel(ViewArrived(self._view()))
            case "leave the house" | "come back":
                self.empty = what == "leave the house"
                self._feel(ViewArrived(self._view()))

    def silent(self) -> set[int]:
        return {c.id for c in self.open.values()} - set(self.rung) - self._unheard

    def _view(self) -> BoardView:
        if self.empty:
            self._unheard |= {c.id for c in self.open.values()}
        notices = LEAVE if self.empty else ()
        return view(*self.open.values(), position=self.position, notices=notices)

    def _pass(self, seconds: float) -> None:
        """Time passes as the view model lets it: a tick at each instant the board asks for."""
        end = self.now + seconds
        while (due := next_tick(self.board)) is not None and self.now < due <= end:
            self.now = due
            self._feel(Tick())
        self.now = end
        self._feel(Tick())

    def _feel(self, event: Event) -> None:
        before = self.board
        self.board, effects = advance(before, event, self.now)
        for effect in effects:
            if isinstance(effect, Chime):
                self._ring(effect.call, before)

    def _ring(self, ringing: int, before: Board) -> None:
        """Notes how long the call before it was large, if it was pushed aside though still open."""
        assert not self.empty, "rang in an empty house"
        large = before.large
        last = self.rung[-1] if self.rung else None
        if large is not None and large.id == last and large in self.open.values():
            self.hurried.append(self.now - self._rang_at)
        self.rung.append(ringing)
        self._rang_at = self.now
