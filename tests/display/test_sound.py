"""The chime, heard: a sound server without a sound card, recorded while the real board rings."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import pytest

from assets import path
from office.contract import Call
from tests.display.program import Program
from tests.display.samples import call, view
from tests.screen.speaking import SpeakingOffice, event

RATE = 16_000
LOUD = 0.02
"""RMS of a tenth of a second in which something is heard; the chime has 0.1 to 0.3, silence 0."""

needs_pulse = pytest.mark.skipif(
    not all(map(shutil.which, ("pulseaudio", "parec", "pactl"))),
    reason="needs pulseaudio and pulseaudio-utils",
)


class Room:
    """A PulseAudio of our own with one loudspeaker and a microphone before it."""

    def __init__(self, folder: Path) -> None:
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
                "--load=module-null-sink sink_name=board",
                f"--load=module-native-protocol-unix socket={folder}/native auth-anonymous=1",
            ],
            env=self._surroundings,
            stderr=subprocess.DEVNULL,
        )
        self._call("pactl", "info", tries=200)
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


@contextmanager
def board_in(room: Room, folder: Path, office: SpeakingOffice) -> Iterator[Program]:
    board = Program(folder, office.port, environment=room.environment)
    board.connect()
    try:
        yield board
    finally:
        board.end()


@pytest.fixture
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    made = Room(tmp_path_factory.mktemp("room"))
    yield made
    made.close()


@pytest.fixture
def office() -> Iterator[SpeakingOffice]:
    made = SpeakingOffice()
    yield made
    made.close()


def shown(*calls: Call) -> bytes:
    return event("view", asdict(view(*calls)))


@needs_pulse
def test_a_call_and_its_recall_are_heard_and_an_old_call_is_not(
    room: Room, office: SpeakingOffice, tmp_path: Path
) -> None:
    with board_in(room, tmp_path, office) as board:
        board.until(mode="waiting")
        office.say(shown(call(3, "E001")))
        assert len(room.listen(1)) == 1
        office.say(shown(call(4, "E001", count=2)))
        assert len(room.listen(1)) == 1
        log = board.log.read_text()
    assert [line.rsplit("=")[-1] for line in log.splitlines() if "chime call=" in line] == [
        "3",
        "4",
    ]


def test_a_machine_without_sound_says_so_once_and_shows_calls(
    office: SpeakingOffice, tmp_path: Path
) -> None:
    nowhere = {"PULSE_SERVER": "unix:/nonexistent", "XDG_RUNTIME_DIR": str(tmp_path)}
    board = Program(tmp_path, office.port, '[sound]\ndevice = "no such device"', nowhere)
    board.connect()
    try:
        board.until(mode="waiting")
        office.say(shown(call(3, "E001"), call(4, "E002")))
        board.until(mode="calling")
        assert board.log.read_text().count("no sound") == 1
    finally:
        board.end()


def test_the_chime_is_short_and_made_by_its_script(tmp_path: Path) -> None:
    from assets.sounds import make_chime

    made = tmp_path / "chime.wav"
    make_chime.write(made)
    assert made.read_bytes() == path("sounds/chime.wav").read_bytes()
    assert make_chime.LENGTH <= 1.5
