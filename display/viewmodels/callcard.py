"""The large call as properties for QML."""

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

from office.contract import Call
from screen.language import format_number, words

QML_IMPORT_NAME = "display.viewmodels"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class CallCard(QObject):
    """One call in the board's language and in its visitor's; empty texts while there is none."""

    changed = Signal()

    def __init__(self, languages: tuple[str, ...], parent: QObject) -> None:
        super().__init__(parent)
        self._languages = languages
        self._call: Call | None = None

    def show(self, call: Call | None) -> None:
        if call != self._call:
            self._call = call
            self.changed.emit()

    @Property(int, notify=changed)
    def callId(self) -> int:
        return self._call.id if self._call else 0

    @Property(int, notify=changed)
    def count(self) -> int:
        return self._call.count if self._call else 0

    @Property(str, notify=changed)
    def number(self) -> str:
        return format_number(self._call.number) if self._call else ""

    @Property(str, notify=changed)
    def label(self) -> str:
        return self._call.desk.label if self._call else ""

    @Property(str, notify=changed)
    def room(self) -> str:
        return self._call.desk.room if self._call else ""

    @Property(str, notify=changed)
    def way(self) -> str:
        return self._call.desk.arrow if self._call else "straight"

    @Property(str, notify=changed)
    def floor(self) -> str:
        return self._floor(self._languages[0])

    @Property(str, notify=changed)
    def visitorsLanguage(self) -> str:
        return self._visitors()

    @Property(str, notify=changed)
    def visitorsFloor(self) -> str:
        return self._floor(self._visitors())

    def _floor(self, language: str) -> str:
        return words(self._call.desk.floor, language, self._languages[0]) if self._call else ""

    def _visitors(self) -> str:
        """The visitor's language where it is not the board's own and the board speaks it."""
        language = self._call.language if self._call else ""
        return language if language in self._languages[1:] else ""
