"""The parts of a screen as QML reads them: each a face that changes as a whole."""

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

from kiosk.viewmodels.codefaces import AnswerFace, TypingFace
from kiosk.viewmodels.faces import (
    ChanceFace,
    ChosenFace,
    HeadFace,
    LiveFace,
    NoteFace,
    TicketFace,
)

QML_IMPORT_NAME = "kiosk.viewmodels"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class Head(QObject):
    """Who, where, until when, and what time it is."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._face = HeadFace()

    def show(self, face: HeadFace) -> None:
        if face != self._face:
            self._face = face
            self.changed.emit()

    @Property(str, notify=changed)
    def name(self) -> str:
        return self._face.name

    @Property(str, notify=changed)
    def short(self) -> str:
        return self._face.short

    @Property(str, notify=changed)
    def address(self) -> str:
        return self._face.address

    @Property(str, notify=changed)
    def clock(self) -> str:
        return self._face.clock

    @Property(str, notify=changed)
    def day(self) -> str:
        return self._face.day

    @Property(str, notify=changed)
    def until(self) -> str:
        return self._face.until


@QmlElement
class Chance(QObject):
    """When to come (back): a time, and its day unless that is today."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._face = ChanceFace()

    def show(self, face: ChanceFace) -> None:
        if face != self._face:
            self._face = face
            self.changed.emit()

    @Property(str, notify=changed)
    def clock(self) -> str:
        return self._face.clock

    @Property(str, notify=changed)
    def day(self) -> str:
        return self._face.day


@QmlElement
class LiveCode(QObject):
    """The door's code of this half minute; empty while it cannot be made."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._face = LiveFace()

    def show(self, face: LiveFace) -> None:
        if face != self._face:
            self._face = face
            self.changed.emit()

    @Property(str, notify=changed)
    def url(self) -> str:
        return self._face.url

    @Property(str, notify=changed)
    def host(self) -> str:
        return self._face.host


@QmlElement
class Chosen(QObject):
    """The service whose times are shown."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._face = ChosenFace()

    def show(self, face: ChosenFace) -> None:
        if face != self._face:
            self._face = face
            self.changed.emit()

    @Property(str, notify=changed)
    def service(self) -> str:
        return self._face.service

    @Property(str, notify=changed)
    def name(self) -> str:
        return self._face.name

    @Property(str, notify=changed)
    def hint(self) -> str:
        return self._face.hint

    @Property(str, notify=changed)
    def icon(self) -> str:
        return self._face.icon

    @Property(int, notify=changed)
    def minutes(self) -> int:
        return self._face.minutes

    @Property(bool, notify=changed)
    def timed(self) -> bool:
        return self._face.timed

    @Property(bool, notify=changed)
    def open(self) -> bool:
        return self._face.open

    @Property(list, notify=changed)
    def bring(self) -> list[str]:
        return list(self._face.bring)


@QmlElement
class Ticket(QObject):
    """The number that was just given out, and what became of its paper."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._face = TicketFace()

    def show(self, face: TicketFace) -> None:
        if face != self._face:
            self._face = face
            self.changed.emit()

    @Property(str, notify=changed)
    def number(self) -> str:
        return self._face.number

    @Property(str, notify=changed)
    def start(self) -> str:
        return self._face.start

    @Property(str, notify=changed)
    def waitAt(self) -> str:
        return self._face.waitAt

    @Property(int, notify=changed)
    def ahead(self) -> int:
        return self._face.ahead

    @Property(str, notify=changed)
    def url(self) -> str:
        return self._face.url

    @Property(str, notify=changed)
    def code(self) -> str:
        return self._face.code

    @Property(str, notify=changed)
    def state(self) -> str:
        return self._face.state

    @Property(bool, notify=changed)
    def late(self) -> bool:
        return self._face.late

    @Property(bool, notify=changed)
    def canPrint(self) -> bool:
        return self._face.canPrint

    @Property(bool, notify=changed)
    def canCome(self) -> bool:
        return self._face.canCome

    @Property(str, notify=changed)
    def paper(self) -> str:
        return self._face.paper

    @Property(int, notify=changed)
    def secondsLeft(self) -> int:
        return self._face.secondsLeft


@QmlElement
class Note(QObject):
    """Why the visitor is back at an earlier screen."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._face = NoteFace()

    def show(self, face: NoteFace) -> None:
        if face != self._face:
            self._face = face
            self.changed.emit()

    @Property(str, notify=changed)
    def kind(self) -> str:
        return self._face.kind

    @Property(str, notify=changed)
    def next(self) -> str:
        return self._face.next


@QmlElement
class Typing(QObject):
    """What is typed on the keypad; its keys and places are lists of the root."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._face = TypingFace()

    def show(self, face: TypingFace) -> None:
        if face != self._face:
            self._face = face
            self.changed.emit()

    @Property(str, notify=changed)
    def field(self) -> str:
        return self._face.field

    @Property(bool, notify=changed)
    def lost(self) -> bool:
        return self._face.lost

    @Property(str, notify=changed)
    def number(self) -> str:
        return self._face.number

    @Property(str, notify=changed)
    def example(self) -> str:
        return self._face.example

    @Property(bool, notify=changed)
    def whole(self) -> bool:
        return self._face.whole


@QmlElement
class Answer(QObject):
    """Why a code did not check in."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._face = AnswerFace()

    def show(self, face: AnswerFace) -> None:
        if face != self._face:
            self._face = face
            self.changed.emit()

    @Property(str, notify=changed)
    def kind(self) -> str:
        return self._face.kind

    @Property(str, notify=changed)
    def clock(self) -> str:
        return self._face.clock

    @Property(bool, notify=changed)
    def another(self) -> bool:
        return self._face.another
