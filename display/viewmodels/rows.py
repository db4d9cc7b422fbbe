"""The rows of a lane as a list model for QML."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtQml import QmlElement

from display.rows import Row
from screen.language import format_number

QML_IMPORT_NAME = "display.viewmodels"
QML_IMPORT_MAJOR_VERSION = 1

_ROLES = ("number", "label", "way", "open")
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@QmlElement
class RowList(QAbstractListModel):
    """Roles: number "E 042", label of the desk, way (an Arrow), open."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def roleNames(self) -> dict[int, QByteArray]:
        first = Qt.ItemDataRole.UserRole.value
        return {first + i: QByteArray(name.encode()) for i, name in enumerate(_ROLES)}

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self._rows[index.row()]
        desk = row.call.desk
        values = (format_number(row.call.number), desk.label, desk.arrow, row.open)
        return values[role - Qt.ItemDataRole.UserRole.value]

    def replace(self, rows: Sequence[Row]) -> None:
        """Show these rows; what stays at either end stays untouched."""
        old, new = self._rows, tuple(rows)
        head = _common(old, new)
        tail = _common(old[head:][::-1], new[head:][::-1])
        if head + tail < len(old):
            self.beginRemoveRows(QModelIndex(), head, len(old) - tail - 1)
            self._rows = old[:head] + old[len(old) - tail :]
            self.endRemoveRows()
        if head + tail < len(new):
            self.beginInsertRows(QModelIndex(), head, len(new) - tail - 1)
            self._rows = new
            self.endInsertRows()


def _common(one: Sequence[Row], other: Sequence[Row]) -> int:
    """How many rows both begin with."""
    pairs = zip(one, other, strict=False)
    return next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
