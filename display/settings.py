"""The board's settings, display.toml."""

from dataclasses import dataclass
from pathlib import Path

EXAMPLE = """\
[office]
url = "http://127.0.0.1:8800"
credentials = "/etc/wartemarke/board.json"   # made by: wartemarke-office device add

[screen]
width = 1920
height = 1080
fullscreen = true
diagonal_inch = 55.0        # measured with a tape: decides how large letters really are
viewing_distance_m = 5.0    # the last seat: decides how many rows fit
reduced_motion = false

[languages]
shown = ["de", "en", "ar"]  # the first one is the board's own

[sound]
enabled = true
volume = 0.8                # 0 to 1
device = ""                 # empty: the system's own; else part of the device's name

[memory]
file = "/var/lib/wartemarke/board.json"      # what was announced, beyond a restart
"""


@dataclass(frozen=True, slots=True)
class Office:
    credentials: Path
    url: str = ""
    """Empty: the one in the credentials."""


@dataclass(frozen=True, slots=True)
class Screen:
    width: int = 1920
    height: int = 1080
    fullscreen: bool = True
    diagonal_inch: float = 55.0
    viewing_distance_m: float = 5.0
    reduced_motion: bool = False


@dataclass(frozen=True, slots=True)
class Languages:
    shown: tuple[str, ...] = ("de", "en", "ar")


@dataclass(frozen=True, slots=True)
class Sound:
    enabled: bool = True
    volume: float = 0.8
    device: str = ""


@dataclass(frozen=True, slots=True)
class MemoryFile:
    file: Path | None = None
    """None: `announced.json` in systemd's state directory, else beside the credentials."""


@dataclass(frozen=True, slots=True)
class DisplaySettings:
    office: Office
    screen: Screen = Screen()
    languages: Languages = Languages()
    sound: Sound = Sound()
    memory: MemoryFile = MemoryFile()
