"""The chime, heard: a sound server without a sound card, recorded while the real board rings."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict
from pathlib import Path

import pytest

from assets import path
from office.contract import Call
from tests.display.program import Program
from tests.display.room import Room, needs_pulse
from tests.display.samples import call, view
from tests.screen.speaking import SpeakingOffice, event


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
def test_a_loudspeaker_that_is_plugged_in_later_rings(
    tmp_path_factory: pytest.TempPathFactory, office: SpeakingOffice, tmp_path: Path
) -> None:
    room = Room(tmp_path_factory.mktemp("room"), loudspeaker=False)
    with closing(room), board_in(room, tmp_path, office) as board:
        board.until(mode="waiting")
        assert "no sound" in board.log.read_text()
        room.plug_in()
        board.until_logged("sound by")
        office.say(shown(call(3, "E001")))
        assert len(room.listen(1)) == 1


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
