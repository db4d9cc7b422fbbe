"""The notice in the band above the footer as properties for QML."""

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

from display.notices import Notice

QML_IMPORT_NAME = "display.viewmodels"
QML_IMPORT_MAJOR_VERSION = 1

_NONE = Notice("", (), ())


@QmlElement
class NoticeCard(QObject):
    """One notice, `kind` "" while there is none; `words[i]` is in the language `languages[i]`."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._notice = _NONE

    def show(self, notice: Notice | None) -> None:
        if (notice or _NONE) != self._notice:
            self._notice = notice or _NONE
            self.changed.emit()

    @Property(str, notify=changed)
    def kind(self) -> str:
        return self._notice.kind

    @Property(list, notify=changed)
    def languages(self) -> list[str]:
        return list(self._notice.languages)

    @Property(list, notify=changed)
    def words(self) -> list[str]:
        return list(self._notice.words)
