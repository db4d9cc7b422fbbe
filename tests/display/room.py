"""A room with a loudspeaker and a microphone: PulseAudio without a sound card, recorded."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

RATE = 16_000
LOUD = 0.02
"""RMS of a tenth of a second in which something is heard; the chime has 0.1 to 0.3, silence 0."""

needs_pulse = pytest.mark.skipif(
    not all(map(shutil.which, ("pulseaudio", "parec", "pactl"))),
    reason="needs pulseaudio and pulseaudio-utils",
)


class Room:
    """A PulseAudio of our own with one loudspeaker and a microphone before it."""

    def __init__(self, folder: Path, loudspeaker: bool = True) -> None:
        self.environment = {
            "XDG_RUNTIME_DIR": str(folder),
            "PULSE_SERVER": f"unix:{folder}/native",
            "HOME": str(folder),
        }
        self._surroundings = {**os.environ, **self.environment}
        self._server = subprocess.Popen(
            [
                *("pulseaudio", "-n", "--exit-idle-time=-1", "--daemonize=no", "--use-pid-file=no"),
                "--disable-shm=yes",
                f"--load=module-native-protocol-unix socket={folder}/native auth-anonymous=1",
            ],
            env=self._surroundings,
            stderr=subprocess.DEVNULL,
        )
        self._call("pactl", "info", tries=200)
        if loudspeaker:
            self.plug_in()

    def plug_in(self) -> None:
        """A loudspeaker, and our microphone before it."""
        self._call("pactl", "load-module", "module-null-sink", "sink_name=board", tries=1)
        self._recorder = subprocess.Popen(
            [
                *("parec", "-d", "board.monitor", "--raw", "--latency-msec=50"),
                *("--format=s16le", f"--rate={RATE}", "--channels=1"),
            ],
            env=self._surroundings,
            stdout=subprocess.PIPE,
        )

    def listen(self, rings: int) -> list[float]:
        """When rings began, in seconds of the recording, as soon as there were so many and the last
        has died away."""
        assert self._recorder.stdout is not None
        began, quiet, at = list[float](), 10, 0.0
        while len(began) < rings or quiet < 3:
            part = self._recorder.stdout.read(RATE // 10 * 2)
            assert part, "the recorder ended"
            quiet = 0 if loudness(part) > LOUD else quiet + 1
            if quiet == 0 and (not began or at - began[-1] > 1.5):
                began.append(at)
            at += 0.1
            assert at < 14, f"heard {began} only"
        return began

    def close(self) -> None:
        for process in (self._recorder, self._server):
            process.terminate()
            process.wait(5)
        assert self._recorder.stdout is not None
        self._recorder.stdout.close()

    def _call(self, *command: str, tries: int) -> None:
        for _ in range(tries):
            done = subprocess.run(
                command, env=self._surroundings, capture_output=True, check=False, timeout=5
            )
            if done.returncode == 0:
                return
        raise AssertionError(done.stderr.decode())


def loudness(part: bytes) -> float:
    """Root mean square of 16-bit samples, 0 to 1."""
    samples = memoryview(part).cast("h")
    return float((sum(s * s for s in samples) / len(samples)) ** 0.5 / 32768)
