"""The root view model: takes touches and news in, keeps the state, shows it to QML."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any, Protocol

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from assets.catalogue import endonym, is_rtl
from kiosk.events import (
    BackTouched,
    DoneTouched,
    Effect,
    Event,
    GlassTouched,
    HaveNumberTouched,
    HereTouched,
    KeyTouched,
    LanguageTouched,
    LostTouched,
    MoreTimeTouched,
    OfficeLost,
    OkTouched,
    PrintTouched,
    ServiceTouched,
    SetLanguage,
    Tick,
    TimeTouched,
    ViewArrived,
)
from kiosk.journey import advance
from kiosk.keypad import DELETE
from kiosk.presence import live_url
from kiosk.state import State, Ticketed, evacuating, screen
from kiosk.viewmodels import codefaces, faces
from kiosk.viewmodels.codefaces import BoxRow, KeyRow
from kiosk.viewmodels.faces import (
    NoticeRow,
    OfferRow,
    TileRow,
    TimeRow,
    WayRow,
)
from kiosk.viewmodels.parts import Answer, Chance, Chosen, Head, LiveCode, Note, Ticket, Typing
from kiosk.viewmodels.rowmodel import RowModel
from office.client import Credentials
from office.contract import KioskView
from screen import events as news
from screen.clock import OfficeClock
from screen.language import Language

QML_IMPORT_NAME = "kiosk.viewmodels"
QML_IMPORT_MAJOR_VERSION = 1

TICK_MILLISECONDS = 500


class Source(Protocol):
    """Where news of the office come from: a `screen.feed.Feed`."""

    happened: Any

    def start(self) -> None: ...

    def stop(self) -> None: ...


class Hands(Protocol):
    """What does the journey's effects: a `kiosk.background.Background`."""

    happened: Any

    def perform(self, effect: Effect) -> None: ...

    def stop(self) -> None: ...


@QmlElement
class Kiosk(QObject):
    """One visitor at a time. `new_key` gives each touch its own idempotency key."""

    changed = Signal()

    def __init__(
        self,
        state: State,
        credentials: Credentials,
        source: Source,
        background: Hands,
        language: Language,
        new_key: Callable[[], str],
        monotonic: Callable[[], float],
        reduced_motion: bool = False,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._state = state
        self._credentials = credentials
        self._feed, self._background, self._language = source, background, language
        self._new_key, self._monotonic = new_key, monotonic
        self._office_clock = OfficeClock(monotonic)
        self._reduced_motion = reduced_motion
        self._failed = False
        self._shown: tuple[Any, ...] = ()
        self._make_parts()
        source.happened.connect(self._hear)
        background.happened.connect(self.handle)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.tick)
        self._refresh()

    def _make_parts(self) -> None:
        self._head, self._chance, self._note = Head(self), Chance(self), Note(self)
        self._live, self._chosen, self._ticket = LiveCode(self), Chosen(self), Ticket(self)
        self._offers, self._tiles = RowModel(OfferRow, self), RowModel(TileRow, self)
        self._morning, self._afternoon = RowModel(TimeRow, self), RowModel(TimeRow, self)
        self._ways, self._notices = RowModel(WayRow, self), RowModel(NoticeRow, self)
        self._typing, self._answer = Typing(self), Answer(self)
        self._keys, self._boxes = RowModel(KeyRow, self), RowModel(BoxRow, self)
        self._other_times = RowModel(TimeRow, self)

    # ---- from the program ----------------------------------------------------------------------

    def start(self) -> None:
        """Connect; time starts to pass."""
        self._feed.start()
        self._timer.start(TICK_MILLISECONDS)

    def stop(self) -> None:
        self._timer.stop()
        self._feed.stop()
        self._background.stop()

    def failed(self) -> None:
        """Something unforeseen broke: "out of service" until the program is started afresh."""
        self._failed = True
        self._refresh()

    def _hear(self, event: news.ViewArrived | news.PingArrived | news.Lost) -> None:
        match event:
            case news.ViewArrived(view) if isinstance(view, KioskView):
                self._office_clock.hear(view.now, view.office.zone)
                self.handle(ViewArrived(view))
            case news.PingArrived(ping):
                self._office_clock.hear(ping.now)
            case news.Lost():
                self.handle(OfficeLost())

    def handle(self, event: Event) -> None:
        """Take one event in and show what it changed."""
        self._state, effects = advance(self._state, event, self._monotonic())
        for effect in effects:
            if isinstance(effect, SetLanguage):
                # First: what is shown next is already in it.
                self._language.use(effect.tag)
        self._refresh()
        for effect in effects:
            if not isinstance(effect, SetLanguage):
                self._background.perform(effect)

    def tick(self) -> None:
        self.handle(Tick())

    @property
    def state(self) -> State:
        return self._state

    # ---- to QML --------------------------------------------------------------------------------

    def _refresh(self) -> None:
        state, now = self._state, self._monotonic()
        office_now = self._office_clock.now()
        self._head.show(faces.head(state, office_now))
        self._chance.show(faces.chance(state))
        self._note.show(faces.note(state))
        self._live.show(faces.live(state.view, self._live_url(office_now)))
        self._chosen.show(faces.selected(state))
        self._ticket.show(faces.ticket(state, now, office_now))
        self._typing.show(codefaces.typing(state))
        self._answer.show(codefaces.answer(state))
        self._show_rows(state)
        shown = (
            self.screen,
            state.language,
            faces.countdown(state, now),
            self.bookingName,
            self.bookingSlow,
            faces.tongues(state),
        )
        if shown != self._shown:
            self._shown = shown
            self.changed.emit()

    def _show_rows(self, state: State) -> None:
        morning, afternoon = faces.times(state)
        self._offers.replace(faces.offers(state))
        self._morning.replace(morning)
        self._afternoon.replace(afternoon)
        self._ways.replace(faces.ways(state))
        self._notices.replace(faces.notices(state))
        self._keys.replace(codefaces.keys(state))
        self._boxes.replace(codefaces.boxes(state))
        self._other_times.replace(codefaces.other_times(state))
        self._tiles.replace(
            [TileRow(tag, endonym(tag), tag == state.language) for tag in state.tiles]
        )

    def _live_url(self, now: datetime | None) -> str:
        if now is None or self._state.view is None:
            return ""
        return live_url(self._credentials, self._state.view.public_url, now.timestamp())

    @Property(str, notify=changed)
    def screen(self) -> str:
        failed = self._failed and not evacuating(self._state)
        return "out_of_service" if failed else screen(self._state)

    @Property(str, notify=changed)
    def language(self) -> str:
        return self._state.language

    @Property(bool, notify=changed)
    def rightToLeft(self) -> bool:
        return is_rtl(self._state.language)

    @Property(int, notify=changed)
    def countdown(self) -> int:
        return faces.countdown(self._state, self._monotonic())

    @Property(str, notify=changed)
    def bookingName(self) -> str:
        return faces.booking_name(self._state)

    @Property(bool, notify=changed)
    def bookingSlow(self) -> bool:
        return faces.booking_slow(self._state, self._monotonic())

    @Property(bool, constant=True)
    def reducedMotion(self) -> bool:
        return self._reduced_motion

    @Property(Head, constant=True)
    def head(self) -> Head:
        return self._head

    @Property(Chance, constant=True)
    def chance(self) -> Chance:
        return self._chance

    @Property(Note, constant=True)
    def note(self) -> Note:
        return self._note

    @Property(LiveCode, constant=True)
    def live(self) -> LiveCode:
        return self._live

    @Property(Chosen, constant=True)
    def chosen(self) -> Chosen:
        return self._chosen

    @Property(Ticket, constant=True)
    def ticket(self) -> Ticket:
        return self._ticket

    @Property(RowModel, constant=True)
    def offers(self) -> RowModel:
        return self._offers

    @Property(RowModel, constant=True)
    def morning(self) -> RowModel:
        return self._morning

    @Property(RowModel, constant=True)
    def afternoon(self) -> RowModel:
        return self._afternoon

    @Property(RowModel, constant=True)
    def ways(self) -> RowModel:
        return self._ways

    @Property(Typing, constant=True)
    def typing(self) -> Typing:
        return self._typing

    @Property(Answer, constant=True)
    def answer(self) -> Answer:
        return self._answer

    @Property(RowModel, constant=True)
    def notices(self) -> RowModel:
        return self._notices

    @Property(RowModel, constant=True)
    def keys(self) -> RowModel:
        return self._keys

    @Property(RowModel, constant=True)
    def boxes(self) -> RowModel:
        return self._boxes

    @Property(RowModel, constant=True)
    def otherTimes(self) -> RowModel:
        return self._other_times

    @Property(list, notify=changed)
    def tongues(self) -> list[str]:
        """All languages in which everybody must be reached."""
        return list(faces.tongues(self._state))

    @Property(RowModel, constant=True)
    def tiles(self) -> RowModel:
        return self._tiles

    # ---- from the visitor ----------------------------------------------------------------------

    @Slot(str)
    def touchService(self, service: str) -> None:
        self.handle(ServiceTouched(service))

    @Slot(str)
    def touchTime(self, start: str) -> None:
        """`start` in RFC 3339, "" for a number without a time."""
        moment = datetime.fromisoformat(start) if start else None
        self.handle(TimeTouched(moment, self._new_key()))

    @Slot(str)
    def touchLanguage(self, tag: str) -> None:
        self.handle(LanguageTouched(tag))

    @Slot()
    def touchBack(self) -> None:
        self.handle(BackTouched())

    @Slot()
    def touchDone(self) -> None:
        self.handle(DoneTouched())

    @Slot()
    def touchMoreTime(self) -> None:
        self.handle(MoreTimeTouched())

    @Slot()
    def touchHaveNumber(self) -> None:
        self.handle(HaveNumberTouched())

    @Slot()
    def touchLost(self) -> None:
        self.handle(LostTouched())

    @Slot(str)
    def touchKey(self, sign: str) -> None:
        self.handle(KeyTouched(sign))

    @Slot()
    def touchDelete(self) -> None:
        self.handle(KeyTouched(DELETE))

    @Slot()
    def touchOk(self) -> None:
        self.handle(OkTouched(self._new_key()))

    @Slot()
    def touchHere(self) -> None:
        self.handle(HereTouched(self._new_key()))

    @Slot()
    def touchPrint(self) -> None:
        self.handle(PrintTouched())

    @Slot()
    def touchGlass(self) -> None:
        self.handle(GlassTouched())

    # ---- for tests -----------------------------------------------------------------------------

    @Property(str, notify=changed)
    def frameLabel(self) -> str:
        step = self._state.step
        if isinstance(step, Ticketed):
            return f"ticket:{step.ticket.number}"
        return str(self.screen)

    @Property(str, notify=changed)
    def stateJson(self) -> str:
        """What a story test may ask; no secret in it but what the screen shows anyway."""
        step = self._state.step
        return json.dumps(
            {
                "screen": self.screen,
                "language": self._state.language,
                "lost": self._state.lost,
                "services": {row.service: list(row.chips) for row in self._offers.rows},
                "service": self._chosen.service,
                "starts": [row.name for row in (*self._morning.rows, *self._afternoon.rows)],
                "number": step.ticket.number if isinstance(step, Ticketed) else None,
                "paper": step.paper if isinstance(step, Ticketed) else None,
                "note": self._note.kind,
                "answer": self._answer.kind,
                "notices": [row.kind for row in self._notices.rows],
                "countdown": self.countdown,
                "liveUrl": self._live.url,
            }
        )
