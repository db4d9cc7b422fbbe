"""The board's settings, display.toml."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from assets.catalogue import languages
from settings import between, one_of

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


Language = Annotated[str, one_of(languages())]


def _some(chosen: tuple[str, ...]) -> str | None:
    return None if chosen else "needs at least one language"


@dataclass(frozen=True, slots=True)
class Office:
    credentials: Path
    url: str = ""
    """Empty: the one in the credentials."""


@dataclass(frozen=True, slots=True)
class Screen:
    width: Annotated[int, between(640, 7680)] = 1920
    height: Annotated[int, between(480, 4320)] = 1080
    fullscreen: bool = True
    diagonal_inch: Annotated[float, between(5, 200)] = 55.0
    viewing_distance_m: Annotated[float, between(1, 50)] = 5.0
    reduced_motion: bool = False


@dataclass(frozen=True, slots=True)
class Languages:
    shown: Annotated[tuple[Language, ...], _some] = ("de", "en", "ar")


@dataclass(frozen=True, slots=True)
class Sound:
    enabled: bool = True
    volume: Annotated[float, between(0, 1)] = 0.8
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
