"""Where the board's parts are put together."""

import logging
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from PySide6.QtGui import QGuiApplication

import settings
from assets import path
from display import memory
from display.board import Chime, Effect, Memory, Remember
from display.legibility import letters
from display.settings import EXAMPLE, DisplaySettings
from display.sound import Chimes, Silence, chimes
from display.viewmodels.screen import BoardScreen
from office.client import OfficeClient, read_credentials
from screen import startup
from screen.feed import Feed
from screen.language import Language

log = logging.getLogger(__name__)

PROGRAM = startup.Program(
    name="display",
    purpose="The waiting-room board: shows and rings which number is called to which desk.",
    module="display.ui",
    example=EXAMPLE,
)


def run(options: startup.Options) -> int:
    """Run the board to its end; the exit code."""
    given = settings.load(options.config, DisplaySettings)
    credentials = read_credentials(given.office.credentials)
    screen = given.screen

    def connect() -> OfficeClient:
        return OfficeClient(given.office.url or credentials.url, credentials)

    def compose(_app: QGuiApplication, _language: Language) -> BoardScreen:
        kept = given.memory.file or _default_memory(given.office.credentials)
        sizes = letters(
            screen.width, screen.height, screen.diagonal_inch, screen.viewing_distance_m
        )
        if sizes.legible_m < screen.viewing_distance_m:
            log.warning("numbers beside the large call are legible to %s m only", sizes.legible_m)
        return BoardScreen(
            feed=Feed(connect, "board"),
            languages=given.languages.shown,
            letters=sizes,
            memory=memory.read(kept),
            effect=Effects(_chimes(given), kept),
            reduced_motion=screen.reduced_motion,
        )

    window = startup.WindowSettings(
        screen.width, screen.height, screen.fullscreen, screen.diagonal_inch
    )
    return startup.run(PROGRAM, options, window, given.languages.shown[0], compose)


class Effects:
    """Does what the board asks for: rings at once, writes its memory in a worker."""

    def __init__(self, chimes: Chimes | Silence, kept: Path) -> None:
        self._chimes, self._kept = chimes, kept
        self._writer = ThreadPoolExecutor(1, "memory")
        self._writable = True

    def __call__(self, effect: Effect) -> None:
        match effect:
            case Chime(call):
                self._chimes.play(call)
            case Remember(announced):
                self._writer.submit(self._write, announced)

    def _write(self, announced: Memory) -> None:
        try:
            memory.write(self._kept, announced)
            self._writable = True
        except OSError as error:
            if self._writable:
                log.warning("announced calls are not kept beyond a restart: %s", error)
            self._writable = False


def _chimes(given: DisplaySettings) -> Chimes | Silence:
    if not given.sound.enabled:
        return Silence()
    return chimes(path("sounds/chime.wav"), given.sound.volume, given.sound.device)


def _default_memory(credentials: Path) -> Path:
    folder = os.environ.get("STATE_DIRECTORY")
    return Path(folder or credentials.parent) / "announced.json"
