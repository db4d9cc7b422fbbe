"""A list for QML that tells only what changed."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QAbstractItemModel, QObject, Qt
from PySide6.QtTest import QAbstractItemModelTester

from kiosk.viewmodels.rowmodel import RowModel


@dataclass(frozen=True)
class Row:
    name: str
    parts: tuple[str, ...] = ()


class Told:
    """What a model said."""

    def __init__(self, model: QAbstractItemModel) -> None:
        self.all: list[tuple[str, int, int]] = []
        model.rowsInserted.connect(lambda _, a, b: self.all.append(("in", a, b)))
        model.rowsRemoved.connect(lambda _, a, b: self.all.append(("out", a, b)))
        model.dataChanged.connect(lambda a, b: self.all.append(("new", a.row(), b.row())))


def rows(names: str) -> list[Row]:
    return [Row(name) for name in names]


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("", "abc", [("in", 0, 2)]),
        ("abc", "abc", []),
        ("abcd", "acd", [("out", 1, 1)]),
        ("acd", "abcd", [("in", 1, 1)]),
        ("abc", "axc", [("new", 1, 1)]),
        ("abcd", "axyzd", [("out", 1, 2), ("in", 1, 3)]),
        ("aa", "a", [("out", 1, 1)]),
        ("abc", "", [("out", 0, 2)]),
    ],
)
def test_only_what_changed_is_told(
    before: str, after: str, told: list[tuple[str, int, int]]
) -> None:
    parent = QObject()
    model = RowModel(Row, parent)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning, parent)
    model.replace(rows(before))
    heard = Told(model)
    model.replace(rows(after))
    assert heard.all == told
    assert [row.name for row in model.rows] == list(after)


def test_fields_are_roles() -> None:
    parent = QObject()
    model = RowModel(Row, parent)
    model.replace([Row("a", ("x", "y"))])
    roles = {bytes(name).decode(): role for role, name in model.roleNames().items()}
    assert model.data(model.index(0), roles["name"]) == "a"
    assert model.data(model.index(0), roles["parts"]) == ["x", "y"]
    assert model.data(model.index(0), Qt.ItemDataRole.DisplayRole) is None
