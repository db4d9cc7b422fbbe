"""How a screen program starts, runs and ends: arguments, Qt, the window, signals, the last net.

A program's `app.py` gives `run` a `Program` and a function that composes its root view model.
"""

import argparse
import logging
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Protocol, cast

import shiboken6
from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal, SignalInstance
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow

from screen import fonts
from screen.driver import Driver, refuse_on_a_screen
from screen.errors import InterfaceBrokenError
from screen.language import Language

log = logging.getLogger(__name__)

IMPORT_PATH = Path(__file__).resolve().parent.parent
"""QML modules are named by the dotted path of their folder from here."""
OUT_OF_SERVICE_SECONDS = 10
"""How long the out-of-service screen stays before the program ends to be started afresh."""


@dataclass(frozen=True, slots=True)
class Program:
    """What makes one screen program different from the other."""

    name: str
    """As in `python -m NAME`."""
    purpose: str
    """One sentence for --help."""
    module: str
    """Its QML module, which has a `Main` with a `required property viewModel`."""
    example: str
    """A config to copy, shown by --help."""


@dataclass(frozen=True, slots=True)
class Options:
    config: Path
    driver: Path | None
    windowed: bool
    verbose: bool


@dataclass(frozen=True, slots=True)
class WindowSettings:
    """The table [screen] that both programs have."""

    width: int = 1080
    height: int = 1920
    fullscreen: bool = True
    diagonal_inch: float = 24.0


class Root(Protocol):
    """What `run` needs of a root view model, which is a QObject with a signal `changed` and the
    properties `stateJson` and `frameLabel`."""

    changed: SignalInstance

    def start(self) -> None:
        """The window is there: connect to the office."""

    def stop(self) -> None:
        """The program ends: stop workers; no signal comes after this."""

    def failed(self) -> None:
        """Something unforeseen broke: show "out of service"."""


def parse(program: Program, arguments: Sequence[str] | None = None) -> Options:
    """The arguments both programs share; --help teaches the config by an example."""
    parser = argparse.ArgumentParser(
        prog=f"python -m {program.name}",
        description=program.purpose,
        epilog=f"A config file to start from:\n\n{program.example}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    default = Path(f"/etc/wartemarke/{program.name}.toml")
    parser.add_argument("--config", type=Path, default=default, help="TOML file (%(default)s)")
    parser.add_argument(
        "--windowed", action="store_true", help="a window, whatever the config says"
    )
    parser.add_argument("--verbose", action="store_true", help="log more")
    parser.add_argument("--driver", type=Path, metavar="SOCKET", help="for tests, offscreen only")
    given = parser.parse_args(arguments)
    return Options(given.config, given.driver, given.windowed, given.verbose)


def application(name: str) -> QGuiApplication:
    """The Qt application with the house's fonts; draws in software where there is no GPU."""
    if "QT_QUICK_BACKEND" not in os.environ and not _has_gpu():
        os.environ["QT_QUICK_BACKEND"] = "software"
    app = QGuiApplication([name])
    app.setApplicationName(name)
    fonts.load(app)
    return app


def engine_for(language: Language) -> QQmlApplicationEngine:
    """An engine that finds our QML modules and speaks `language`."""
    engine = QQmlApplicationEngine()
    engine.addImportPath(str(IMPORT_PATH))
    language.attach(engine)
    return engine


def open_window(
    engine: QQmlApplicationEngine,
    module: str,
    root: QObject,
    window: WindowSettings,
    windowed: bool = True,
) -> QQuickWindow:
    """Load `Main` of the QML module over the root view model, in the size and state configured."""
    trouble: list[str] = []
    engine.warnings.connect(lambda errors: trouble.extend(error.toString() for error in errors))
    full = window.fullscreen and not windowed
    shown = QWindow.Visibility.FullScreen if full else QWindow.Visibility.Windowed
    engine.setInitialProperties(
        {
            "viewModel": root,
            "width": window.width,
            "height": window.height,
            "visibility": shown.value,
        }
    )
    engine.loadFromModule(module, "Main")
    if not engine.rootObjects():
        raise InterfaceBrokenError("\n".join(trouble) or f"{module} has no Main")
    return cast(QQuickWindow, engine.rootObjects()[0])


def run(
    program: Program,
    options: Options,
    window: WindowSettings,
    first_language: str,
    compose: Callable[[QGuiApplication, Language], Root],
) -> int:
    """Run a screen program to its end; the exit code. `compose` makes the root view model, which
    has no parent. Errors before the first picture are raised."""
    if options.driver is not None:
        refuse_on_a_screen()
    app = application(program.name)
    language = Language(app, first_language)
    root = compose(app, language)
    engine = engine_for(language)
    shown = open_window(engine, program.module, cast(QObject, root), window, options.windowed)
    if options.driver is not None:
        Driver(options.driver, shown, cast(QObject, root))
    with _last_net(app, root), _ended_by_signals(app):
        QTimer.singleShot(0, root.start)
        code = app.exec()
        root.stop()
    # The engine's bindings look at the view models: it goes first.
    language.detach()
    shiboken6.delete(engine)
    return code


def _has_gpu() -> bool:
    return any(Path("/dev/dri").glob("renderD*"))


@contextmanager
def _ended_by_signals(app: QGuiApplication) -> Iterator[None]:
    """SIGTERM and SIGINT end the event loop at once: a socket wakes Qt, since Python runs its own
    handlers only between byte codes."""
    ours, pythons = socket.socketpair()
    pythons.setblocking(False)
    before = signal.set_wakeup_fd(pythons.fileno(), warn_on_full_buffer=False)
    handlers = {kind: signal.signal(kind, lambda *_: app.quit()) for kind in _ENDING}
    waker = QSocketNotifier(ours.fileno(), QSocketNotifier.Type.Read)
    waker.activated.connect(lambda *_: ours.recv(64))
    try:
        yield
    finally:
        waker.setEnabled(False)
        signal.set_wakeup_fd(before)
        for kind, handler in handlers.items():
            signal.signal(kind, handler)
        ours.close()
        pythons.close()


_ENDING = (signal.SIGTERM, signal.SIGINT)


class _Alarm(QObject):
    """Carries "something broke" from any thread into the Qt thread."""

    rang = Signal()


@contextmanager
def _last_net(app: QGuiApplication, root: Root) -> Iterator[None]:
    """The one boundary for the unforeseen: log it, show "out of service", end with code 1 so
    that the service manager starts the program afresh. Slots report to `sys.excepthook` too."""
    alarm = _Alarm()

    def give_up() -> None:
        root.failed()
        QTimer.singleShot(OUT_OF_SERVICE_SECONDS * 1000, app, lambda: app.exit(1))

    def report(
        kind: type[BaseException], error: BaseException | None, trace: TracebackType | None
    ) -> None:
        log.critical("unexpected: %s", error, exc_info=(kind, error or kind(), trace))
        alarm.rang.emit()

    alarm.rang.connect(give_up)
    hooks = sys.excepthook, threading.excepthook
    sys.excepthook = report
    threading.excepthook = lambda a: report(a.exc_type, a.exc_value, a.exc_traceback)
    try:
        yield
    finally:
        sys.excepthook, threading.excepthook = hooks
