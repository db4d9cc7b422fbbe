"""The QML check finds what it is for: a name that the Python view model does not have."""

from pathlib import Path

import pytest

from deploy import qmllint

MODEL = """
from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

QML_IMPORT_NAME = "kiosk.viewmodels"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
class Kiosk(QObject):
    changed = Signal()

    @Property(str, notify=changed)
    def title(self) -> str:
        return ""

    @Property(list, constant=True)
    def rows(self) -> list[str]:
        return []
"""

MAIN = """
pragma ComponentBehavior: Bound
import QtQuick
import kiosk.viewmodels

Item {
    id: root
    required property Kiosk kiosk
    Text { text: root.kiosk.title }
    Repeater {
        model: root.kiosk.rows
        Text {
            required property string modelData
            text: modelData
        }
    }
}
"""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name, text in {
        "kiosk/viewmodels/kiosk.py": MODEL,
        "kiosk/ui/Main.qml": MAIN,
        "kiosk/ui/qmldir": "module kiosk.ui\nMain 1.0 Main.qml\n",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def test_good_qml_passes(tree: Path):
    assert qmllint.lint(tree, tree / "build") == 0


@pytest.mark.parametrize(
    ("right", "wrong"),
    [("root.kiosk.title", "root.kiosk.titel"), ("root.kiosk.rows", "root.kisok.rows")],
)
def test_a_misspelt_name_fails(tree: Path, right: str, wrong: str):
    main = tree / "kiosk/ui/Main.qml"
    main.write_text(main.read_text("utf-8").replace(right, wrong), "utf-8")
    assert qmllint.lint(tree, tree / "build") == 1


def test_a_module_without_types_is_an_error(tree: Path):
    bare = MODEL.partition("@QmlElement")[0]
    (tree / "kiosk/viewmodels/kiosk.py").write_text(bare, "utf-8")
    with pytest.raises(qmllint.ToolError, match="QmlElement"):
        qmllint.lint(tree, tree / "build")


def test_a_tree_without_qml_passes(tmp_path: Path):
    assert qmllint.lint(tmp_path, tmp_path / "build") == 0
