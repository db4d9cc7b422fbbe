"""How a screen program starts and ends, in a process of its own."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from screen.startup import Program, parse

ROOT = Path(__file__).parents[2]
PROGRAM = Program("kiosk", "What it is for.", "some.ui", "[office]\nurl = 'x'")

QMLDIR = "module waiting\nMain 1.0 Main.qml\n"
QML = """
import QtQuick
Window { required property QtObject viewModel; Component.onCompleted: viewModel.shown(visibility) }
"""
SCRIPT = """
import sys, threading
from pathlib import Path
from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from screen import startup

class Root(QObject):
    changed = Signal()
    def __init__(self, language):
        super().__init__()
        self.language = language
    @Property(str, notify=changed)
    def stateJson(self): return "{}"
    @Property(str, notify=changed)
    def frameLabel(self): return ""
    @Slot(int)
    def shown(self, visibility): print("window", visibility, flush=True)
    def start(self):
        print("start", self.language.tag, flush=True)
        if "slot" in sys.argv: QTimer.singleShot(0, self.breaks)
        if "thread" in sys.argv: threading.Thread(target=self.breaks).start()
    def breaks(self): raise ZeroDivisionError("by nothing")
    def stop(self): print("stop", flush=True)
    def failed(self): print("failed", flush=True)

startup.IMPORT_PATH = Path(sys.argv[1])
startup.OUT_OF_SERVICE_SECONDS = 0.1
program = startup.Program("x", "x", "waiting", "x")
window = startup.WindowSettings(300, 200, fullscreen="full" in sys.argv)
options = startup.Options(Path(), None, "windowed" in sys.argv, False)
sys.exit(startup.run(program, options, window, "de", lambda app, language: Root(language)))
"""


@pytest.fixture
def modules(tmp_path: Path) -> Path:
    folder = tmp_path / "waiting"
    folder.mkdir()
    (folder / "qmldir").write_text(QMLDIR)
    (folder / "Main.qml").write_text(QML)
    return tmp_path


def started(modules: Path, *how: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", SCRIPT, str(modules), *how],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_cleanly(modules: Path, ending: signal.Signals) -> None:
    program = started(modules)
    with program:
        assert program.stdout is not None
        assert program.stdout.readline() == "window 2\n"
        assert program.stdout.readline() == "start de\n"
        program.send_signal(ending)
        out, err = program.communicate(timeout=10)
    assert (out, err, program.returncode) == ("stop\n", "", 0)


@pytest.mark.parametrize(("how", "visibility"), [(["full"], 5), (["full", "windowed"], 2)])
def test_fullscreen_can_be_overruled(modules: Path, how: list[str], visibility: int) -> None:
    program = started(modules, *how)
    with program:
        assert program.stdout is not None
        assert program.stdout.readline() == f"window {visibility}\n"
        program.stdout.readline()
        program.terminate()
        program.communicate(timeout=10)


@pytest.mark.parametrize("where", ["slot", "thread"])
def test_the_unforeseen_is_logged_and_ends_out_of_service(modules: Path, where: str) -> None:
    program = started(modules, where)
    with program:
        out, err = program.communicate(timeout=10)
    assert out.splitlines() == ["window 2", "start de", "failed", "stop"]
    assert "ZeroDivisionError: by nothing" in err
    assert program.returncode == 1


def test_a_broken_interface_says_where(modules: Path) -> None:
    (modules / "waiting" / "Main.qml").write_text("import QtQuick\nWindow { nonsense: 1 }")
    program = started(modules)
    with program:
        _, err = program.communicate(timeout=10)
    assert "InterfaceBrokenError" in err
    assert "Main.qml:2" in err


def test_arguments(capsys: pytest.CaptureFixture[str]) -> None:
    given = parse(PROGRAM, ["--config", "a.toml", "--windowed", "--driver", "s"])
    assert (given.config, given.windowed, given.driver) == (Path("a.toml"), True, Path("s"))
    assert parse(PROGRAM, []).config == Path("/etc/wartemarke/kiosk.toml")
    with pytest.raises(SystemExit):
        parse(PROGRAM, ["--help"])
    assert "url = 'x'" in capsys.readouterr().out
