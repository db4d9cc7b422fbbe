"""The kiosk's settings, kiosk.toml."""

from dataclasses import dataclass, field
from pathlib import Path

from printer.device import PrinterSettings

EXAMPLE = """\
[office]
url = "http://127.0.0.1:8800"
credentials = "/etc/wartemarke/kiosk.json"   # made by: wartemarke-office device add

[screen]
width = 1080
height = 1920
fullscreen = true
diagonal_inch = 24.0        # measured with a tape
reduced_motion = false

[languages]
tiles = ["de", "en", "ar"]  # the buttons, in this order

[printer]
kind = "tcp"                # tcp, file, or none: number and code stay on the screen
host = "192.0.2.20"
port = 9100
model = "epson-80"
"""


@dataclass(frozen=True, slots=True)
class Office:
    credentials: Path
    url: str = ""
    """Empty: the one in the credentials."""


@dataclass(frozen=True, slots=True)
class Screen:
    width: int = 1080
    height: int = 1920
    fullscreen: bool = True
    diagonal_inch: float = 24.0
    reduced_motion: bool = False


@dataclass(frozen=True, slots=True)
class Languages:
    tiles: tuple[str, ...] = ("de", "en", "ar")


@dataclass(frozen=True, slots=True)
class KioskSettings:
    office: Office
    screen: Screen = Screen()
    languages: Languages = Languages()
    printer: PrinterSettings = field(default_factory=PrinterSettings)
