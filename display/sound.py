"""The board's voice: plays the chime; a machine without sound only logs that once."""

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioDevice, QSoundEffect

log = logging.getLogger(__name__)


class Chimes(QObject):
    """Plays one sound file, as often as asked, on the named device or the system's own."""

    def __init__(self, file: Path, volume: float, device: str = "") -> None:
        super().__init__()
        self._effect = _effect(file, device)
        if self._effect is not None:
            self._effect.setParent(self)
            self._effect.setVolume(volume)

    def play(self, call: int) -> None:
        """Ring for the call with this id, from the start if it is still ringing."""
        if self._effect is None:
            return
        self._effect.stop()
        self._effect.play()
        log.info("chime call=%d", call)


class Silence(QObject):
    """Sound switched off by the settings."""

    def play(self, call: int) -> None:
        """Nothing."""


def _effect(file: Path, device: str) -> "QSoundEffect | None":
    try:
        # Without libpulse0 this module does not load; a silent board is better than none.
        from PySide6.QtMultimedia import QMediaDevices, QSoundEffect
    except ImportError as error:
        log.warning("no sound: %s. Install it: apt-get install libpulse0", error)
        return None
    output = _output(QMediaDevices.audioOutputs(), device)
    if output is None:
        log.warning("no sound: no audio output%s", f" named {device!r}" if device else "")
        return None
    effect = QSoundEffect(output)
    effect.setSource(QUrl.fromLocalFile(str(file)))
    return effect


def _output(outputs: "list[QAudioDevice]", name: str) -> "QAudioDevice | None":
    """The system's own output, or the first whose description or id holds `name`."""
    if not name:
        return next((output for output in outputs if output.isDefault()), None) or next(
            iter(outputs), None
        )
    for output in outputs:
        told = f"{output.description()} {bytes(output.id().data()).decode(errors='replace')}"
        if name.lower() in told.lower():
            return output
    return None
