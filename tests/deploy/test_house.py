"""What the house promises to whoever installs it: the wheel is whole, the pins are pins."""

import ast
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from itertools import chain
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal

ROOT = Path(__file__).parents[2]
PACKAGES = ("settings", "printer", "office", "screen", "kiosk", "display", "assets")
LEFT_OUT = {".pyc", ".qmlc", ".jsc", ".qmltypes"}


def test_the_wheel_holds_every_file_untouched(tmp_path: Path):
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", tmp_path],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        held = {name: wheel.read(name) for name in wheel.namelist()}
    for file in (file for package in PACKAGES for file in (ROOT / package).rglob("*")):
        if file.is_file() and file.suffix not in LEFT_OUT:
            name = file.relative_to(ROOT).as_posix()
            assert held[name] == file.read_bytes(), name


def test_every_library_is_pinned_with_hashes_and_no_address():
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    assert "://" not in lock
    entries = [entry for entry in re.split(r"\n(?=\S)", lock) if not entry.startswith("#")]
    assert len(entries) > 50
    assert [e for e in entries if "==" not in e or "--hash=sha256:" not in e] == []


def test_every_named_library_is_in_the_lock():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    named = chain(project["dependencies"], *project["optional-dependencies"].values())
    names = {re.split(r"[<>=!~;\[ ]", requirement)[0].lower() for requirement in named}
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    assert {name for name in names if not re.search(rf"(?m)^{re.escape(name)}==", lock)} == set()


def test_every_imported_library_is_in_the_lock():
    """A library that is only by chance in this .venv would be missing on a fresh machine."""
    lock = (ROOT / "requirements.lock").read_text("utf-8").lower()
    sources = [
        f for package in (*PACKAGES, "deploy", "tests") for f in (ROOT / package).rglob("*.py")
    ]
    imported = {name for source in sources for name in _imported(source)}
    owners = packages_distributions()
    foreign = imported - sys.stdlib_module_names - {*PACKAGES, "deploy", "tests"}
    for name in foreign:
        owned = [owner.lower().replace("_", "-") for owner in owners.get(name, [name])]
        assert any(f"\n{owner}==" in f"\n{lock}" for owner in owned), name


def _imported(source: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(source.read_bytes(), source)):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.partition(".")[0]


@pytest.mark.parametrize("script", ["deploy/setup", "deploy/fresh", ".ci/run"])
def test_scripts_can_be_run(script: str):
    shell = "bash" if script == ".ci/run" else "sh"
    subprocess.run([shell, "-n", ROOT / script], check=True)
    assert (ROOT / script).stat().st_mode & 0o111


def test_make_alone_explains():
    said = subprocess.run(
        ["make", "--no-print-directory"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout
    for target in ("demo", "test", "check", "bench"):
        assert f"make {target} " in said


def test_qt_survives_many_signals():
    """PySide6 6.12.0 aborts on Python 3.11 after some 500 of them."""

    class Sender(QObject):
        changed = Signal(bool)

    sender = Sender()
    heard: list[bool] = []
    sender.changed.connect(heard.append)
    for _ in range(5000):
        sender.changed.emit(True)
    assert len(heard) == 5000
