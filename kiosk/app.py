"""Where the kiosk's parts are put together."""

import logging
import secrets
import time
from collections.abc import Collection

from PySide6.QtGui import QGuiApplication

import settings
from assets.catalogue import languages
from kiosk.background import Background
from kiosk.config import EXAMPLE, KioskSettings
from kiosk.errors import LanguagesError
from kiosk.measures import FINGER_MM, smallest_target_mm
from kiosk.state import begin
from kiosk.ui import drawings  # noqa: F401  registers the QML types
from kiosk.viewmodels.kiosk import Kiosk
from office.client import OfficeClient, read_credentials
from printer.device import open_printer
from screen import startup
from screen.feed import Feed
from screen.language import Language

log = logging.getLogger(__name__)

PROGRAM = startup.Program(
    name="kiosk",
    purpose="The touchscreen at the entrance: a time for today, by touch or by phone.",
    module="kiosk.ui",
    example=EXAMPLE,
)


def run(options: startup.Options) -> int:
    """Run the kiosk to its end; the exit code."""
    given = settings.load(options.config, KioskSettings)
    credentials = read_credentials(given.office.credentials)
    tiles = checked(given.languages.tiles, languages())
    has_printer = given.printer.kind != "none"
    printer = open_printer(given.printer)

    def connect() -> OfficeClient:
        return OfficeClient(given.office.url or credentials.url, credentials)

    def compose(_app: QGuiApplication, language: Language) -> Kiosk:
        return Kiosk(
            begin(tiles, has_printer=has_printer, now=time.monotonic()),
            credentials,
            Feed(connect, "kiosk"),
            Background(connect, printer),
            language,
            new_key=lambda: secrets.token_hex(16),
            monotonic=time.monotonic,
            reduced_motion=given.screen.reduced_motion,
        )

    screen = given.screen
    target = smallest_target_mm(screen.width, screen.height, screen.diagonal_inch)
    if target < FINGER_MM:
        log.warning("targets are down to %.0f mm here; fingers need %.0f", target, FINGER_MM)
    window = startup.WindowSettings(
        screen.width, screen.height, screen.fullscreen, screen.diagonal_inch
    )
    try:
        return startup.run(PROGRAM, options, window, tiles[0], compose)
    finally:
        printer.close()


def checked(tiles: tuple[str, ...], known: Collection[str]) -> tuple[str, ...]:
    """The languages with a button; LanguagesError names one that has no texts."""
    missing = [tag for tag in tiles if tag not in known]
    if missing or not tiles:
        there = ", ".join(sorted(known))
        raise LanguagesError(
            f"[languages] tiles: {', '.join(missing) or 'empty'}; there are texts in: {there}"
        )
    return tiles
