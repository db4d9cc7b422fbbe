"""The board's voice: plays the chime; a machine without sound only logs that once."""

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QAudioDevice, QSoundEffect

log = logging.getLogger(__name__)


class Silence:
    """Sound that is switched off, or cannot be had."""

    def play(self, call: int) -> None:
        """Nothing."""


class Chimes(QObject):
    """Plays one sound file, as often as asked, on the named device or the system's own. A device
    that comes later (a loudspeaker plugged in, a sound server that starts late) is taken up."""

    def __init__(self, file: Path, volume: float, device: str) -> None:
        super().__init__()
        from PySide6.QtMultimedia import QMediaDevices

        self._file, self._volume, self._wanted = file, volume, device
        self._effect: QSoundEffect | None = None
        self._devices = QMediaDevices(self)
        self._devices.audioOutputsChanged.connect(self._choose)
        self._choose()
        if self._effect is None:
            log.warning("no sound: no audio output%s", f" named {device!r}" if device else "")

    def play(self, call: int) -> None:
        """Ring for the call with this id, from the start if it is still ringing."""
        if self._effect is not None:
            self._effect.stop()
            self._effect.play()
            log.info("chime call=%d", call)

    def _choose(self) -> None:
        output = _output(self._devices.audioOutputs(), self._wanted)
        if output is None or (self._effect and self._effect.audioDevice() == output):
            return
        from PySide6.QtMultimedia import QSoundEffect

        if self._effect is not None:
            self._effect.deleteLater()
        self._effect = QSoundEffect(output, self)
        self._effect.setVolume(self._volume)
        self._effect.setSource(QUrl.fromLocalFile(str(self._file)))
        log.info("sound by %s", output.description())


def chimes(file: Path, volume: float, device: str = "") -> Chimes | Silence:
    """A player of `file`; silent, with a word in the log, where Qt cannot play at all."""
    try:
        # Without libpulse0 this module does not load; a silent board is better than none.
        import PySide6.QtMultimedia  # noqa: F401
    except ImportError as error:
        log.warning("no sound: %s. Install it: apt-get install libpulse0", error)
        return Silence()
    return Chimes(file, volume, device)


def _output(outputs: "list[QAudioDevice]", name: str) -> "QAudioDevice | None":
    """The system's own output, or the first whose description or id holds `name`."""
    if not name:
        own = next((output for output in outputs if output.isDefault()), None)
        return own or next(iter(outputs), None)
    for output in outputs:
        told = f"{output.description()} {bytes(output.id().data()).decode(errors='replace')}"
        if name.lower() in told.lower():
            return output
    return None
