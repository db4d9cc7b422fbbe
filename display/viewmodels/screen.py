"""The board's root view model: advances the pure board and hands its state to QML."""

import json
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from PySide6.QtCore import Property, QObject, Qt, QTimer, Signal, SignalInstance, Slot
from PySide6.QtQml import QmlElement

from assets.catalogue import languages as known_languages
from display import board as core
from display import notices, rows
from display.legibility import Lanes, Letters, lanes
from display.viewmodels.callcard import CallCard
from display.viewmodels.noticecard import NoticeCard
from display.viewmodels.rows import RowList
from screen.clock import OfficeClock, until_next_minute
from screen.events import FeedEvent, PingArrived, ViewArrived
from screen.language import format_clock, format_day, format_number, words

QML_IMPORT_NAME = "display.viewmodels"
QML_IMPORT_MAJOR_VERSION = 1


class FeedPort(Protocol):
    """What the board needs of `screen.feed.Feed`."""

    happened: SignalInstance

    def start(self) -> None: ...

    def stop(self) -> None: ...


@QmlElement
class BoardScreen(QObject):
    """All that the picture shows. `effect` is called for what is to be done outside."""

    changed = Signal()

    def __init__(
        self,
        feed: FeedPort,
        languages: tuple[str, ...],
        letters: Letters,
        memory: core.Memory,
        effect: Callable[[core.Effect], None],
        reduced_motion: bool = False,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        self._feed, self._languages, self._letters = feed, languages, letters
        self._effect, self._reduced_motion, self._monotonic = effect, reduced_motion, monotonic
        self._board = core.Board(memory=memory)
        self._clock = OfficeClock(monotonic)
        self._own = languages[0]
        self._room = 0, 0
        self._large, self._notice = CallCard(languages, self), NoticeCard(self)
        self._recent, self._quick = RowList(self), RowList(self)
        self._pages = 1, 1
        self._told: object = None
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        feed.happened.connect(self._take)

    # ---- what the program calls ----------------------------------------------------------------

    def start(self) -> None:
        self._feed.start()

    def stop(self) -> None:
        self._timer.stop()
        self._feed.stop()

    def failed(self) -> None:
        self._advance(core.Failed())

    # ---- the state moves on --------------------------------------------------------------------

    def _take(self, event: FeedEvent) -> None:
        if isinstance(event, ViewArrived):
            self._clock.hear(event.view.now, event.view.office.zone)
        elif isinstance(event, PingArrived):
            self._clock.hear(event.ping.now)
        self._advance(event)

    def _tick(self) -> None:
        self._advance(core.Tick())

    def _advance(self, event: core.Event) -> None:
        now = self._monotonic()
        self._board, effects = core.advance(self._board, event, now)
        self._show(now)
        for effect in effects:
            self._effect(effect)

    def _show(self, now: float) -> None:
        fit = self._fit()
        recent = rows.page(rows.beside(self._board, quick=False), fit.recent, now)
        quick = rows.page(rows.beside(self._board, quick=True), max(1, fit.quick), now)
        self._recent.replace(recent.rows)
        self._quick.replace(quick.rows)
        self._pages = recent.number, recent.of
        self._large.show(self._board.large)
        told = notices.pages(self._board, self._tongues())
        self._notice.show(notices.page(told, now))
        turns = (rows.next_turn(recent, fit.recent, now), rows.next_turn(quick, fit.quick, now))
        turning = notices.next_turn(told, now)
        self._wake(now, (core.next_tick(self._board), *turns, turning))
        self._tell()

    def _tell(self) -> None:
        """`changed`, but not for a ping that only says that the office is there."""
        now = self._clock.now()
        minute = now.replace(second=0, microsecond=0) if now else None
        told = replace(self._board, heard=None, heard_at=0.0), minute, self._pages
        if told != self._told:
            self._told = told
            self.changed.emit()

    def _fit(self) -> Lanes:
        quick = len(rows.beside(self._board, quick=True))
        return lanes(self._letters, *self._room, quick)

    def _tongues(self) -> tuple[str, ...]:
        """The board's languages, then the office's others."""
        spoken = self._board.view.office.languages if self._board.view else ()
        known = known_languages()
        others = (tag for tag in spoken if tag not in self._languages and tag in known)
        return (*self._languages, *others)

    def _wake(self, now: float, instants: tuple[float | None, ...]) -> None:
        """Tick at the earliest of these, or when the minute on the clock is over."""
        pauses = [max(0.0, at - now) for at in instants if at is not None]
        if (shown := self._clock.now()) is not None:
            pauses.append(until_next_minute(shown).total_seconds())
        if pauses:
            # A millisecond late rather than early: an early tick would find nothing due.
            self._timer.start(int(min(pauses) * 1000) + 1)

    # ---- what QML asks -------------------------------------------------------------------------

    @Property(str, notify=changed)
    def mode(self) -> str:
        """A `board.Mode`."""
        return core.mode(self._board)

    @Property(str, notify=changed)
    def closing(self) -> str:
        """A contract.WaitingEnd, "" while there is nothing to tell."""
        return core.closing(self._board) or ""

    @Property(bool, notify=changed)
    def stale(self) -> bool:
        return self._board.lost

    @Property(list, notify=changed)
    def tongues(self) -> list[str]:
        """All languages in which everybody must be reached."""
        return list(self._tongues())

    @Property(str, notify=changed)
    def office(self) -> str:
        """The office's name, "" before it was heard."""
        facts = self._board.view.office if self._board.view else None
        return words(facts.name, self._own, facts.languages[0]) if facts else ""

    @Property(str, notify=changed)
    def heardAt(self) -> str:
        """The office's time when it was last heard, "" if it never was."""
        return format_clock(self._board.heard, self._own) if self._board.heard else ""

    @Property(str, notify=changed)
    def clock(self) -> str:
        now = self._clock.now()
        return format_clock(now, self._own) if now else ""

    @Property(str, notify=changed)
    def day(self) -> str:
        now = self._clock.now()
        return format_day(now.date(), self._own) if now else ""

    @Property(str, notify=changed)
    def closesAt(self) -> str:
        closes = self._board.view.closes_at if self._board.view else None
        return format_clock(closes, self._own) if closes else ""

    @Property(list, notify=changed)
    def next(self) -> list[str]:
        """Numbers likely to be next, in order."""
        return (
            [format_number(number) for number in self._board.view.next] if self._board.view else []
        )

    @Property(int, notify=changed)
    def page(self) -> int:
        return self._pages[0]

    @Property(int, notify=changed)
    def pages(self) -> int:
        return self._pages[1]

    @Property(int, notify=changed)
    def drift(self) -> int:
        """Pixels: every ten minutes the picture moves a little, so that nothing burns in."""
        now = self._clock.now()
        return (now.minute // 10) % 5 - 2 if now else 0

    @Property(list, constant=True)
    def languages(self) -> list[str]:
        return list(self._languages)

    @Property(int, constant=True)
    def numberPixels(self) -> int:
        return self._letters.number

    @Property(int, constant=True)
    def helpPixels(self) -> int:
        return self._letters.help

    @Property(int, constant=True)
    def rowPixels(self) -> int:
        return self._letters.row

    @Property(bool, constant=True)
    def reducedMotion(self) -> bool:
        return self._reduced_motion

    @Property(CallCard, constant=True)
    def large(self) -> CallCard:
        return self._large

    @Property(NoticeCard, constant=True)
    def notice(self) -> NoticeCard:
        return self._notice

    @Property(RowList, constant=True)
    def recent(self) -> RowList:
        return self._recent

    @Property(RowList, constant=True)
    def quick(self) -> RowList:
        return self._quick

    @Slot(int, int)
    def fitLanes(self, height: int, gap: int) -> None:
        """The room beside the large call, in pixels: decides how many rows there are."""
        if (height, gap) != self._room:
            self._room = height, gap
            self._show(self._monotonic())

    # ---- what tests ask ------------------------------------------------------------------------

    @Property(str, notify=changed)
    def frameLabel(self) -> str:
        """The highest call id shown today."""
        return str(self._board.memory.call)

    @Property(str, notify=changed)
    def stateJson(self) -> str:
        board, large = self._board, self._board.large
        told = {
            "mode": core.mode(board),
            "stale": board.lost,
            "heard": board.heard.isoformat() if board.heard else None,
            "call": large.id if large else None,
            "number": large.number if large else None,
            "desk": large.desk.id if large else None,
            "count": large.count if large else None,
            "announced": board.memory.call,
            "queued": [call.id for call in board.queue],
            "recent": [row.call.number for row in rows.beside(board, quick=False)],
            "quick": [row.call.number for row in rows.beside(board, quick=True)],
            "next": list(board.view.next) if board.view else [],
            "notices": [n.kind for n in board.view.notices] if board.view else [],
            "closing": self.closing,
        }
        return json.dumps(told)
