"""A list for QML of rows, frozen dataclasses of one kind; a new list tells only what changed."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtQml import QmlElement

QML_IMPORT_NAME = "kiosk.viewmodels"
QML_IMPORT_MAJOR_VERSION = 1

AnyIndex = QModelIndex | QPersistentModelIndex


@QmlElement
class RowModel(QAbstractListModel):
    """Each field of `kind` is a role; delegates name those they need as required properties."""

    def __init__(self, kind: type, parent: QObject) -> None:
        super().__init__(parent)
        self._roles = tuple(field.name for field in fields(kind))
        self._rows: tuple[Any, ...] = ()

    @property
    def rows(self) -> tuple[Any, ...]:
        return self._rows

    def replace(self, rows: Sequence[Any]) -> None:
        """Show `rows`. Rows at both ends that stay equal are left alone."""
        new, old = tuple(rows), self._rows
        if new == old:
            return
        head = _common(old, new)
        tail = _common(old[head:][::-1], new[head:][::-1])
        if len(new) == len(old):
            self._rows = new
            self.dataChanged.emit(self.index(head), self.index(len(new) - tail - 1))
            return
        self._remove(head, len(old) - tail)
        self._insert(head, new[head : len(new) - tail])

    def _remove(self, start: int, end: int) -> None:
        if start < end:
            self.beginRemoveRows(QModelIndex(), start, end - 1)
            self._rows = self._rows[:start] + self._rows[end:]
            self.endRemoveRows()

    def _insert(self, start: int, rows: tuple[Any, ...]) -> None:
        if rows:
            self.beginInsertRows(QModelIndex(), start, start + len(rows) - 1)
            self._rows = self._rows[:start] + rows + self._rows[start:]
            self.endInsertRows()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        at = role - Qt.ItemDataRole.UserRole
        if not (index.isValid() and 0 <= at < len(self._roles) and index.row() < len(self._rows)):
            return None
        value = getattr(self._rows[index.row()], self._roles[at])
        return list(value) if isinstance(value, tuple) else value

    def roleNames(self) -> dict[int, Any]:
        user = int(Qt.ItemDataRole.UserRole)
        return {user + at: name.encode() for at, name in enumerate(self._roles)}


def _common(one: Sequence[Any], other: Sequence[Any]) -> int:
    """How many of the first are equal."""
    count = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            return count
        count += 1
    return count
