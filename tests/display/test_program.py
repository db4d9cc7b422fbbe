"""The board as a program: started, fed, restarted, ended."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from office.contract import Call
from tests.display.program import ROOT, Program, configured
from tests.display.samples import call, view
from tests.screen.speaking import SpeakingOffice, event

SILENT = "[sound]\nenabled = false"


@pytest.fixture
def office() -> Iterator[SpeakingOffice]:
    made = SpeakingOffice()
    yield made
    made.close()


@pytest.fixture
def start(tmp_path: Path, office: SpeakingOffice) -> Iterator[Callable[[], Program]]:
    made: list[Program] = []

    def make() -> Program:
        made.append(Program(tmp_path, office.port, SILENT))
        made[-1].connect()
        return made[-1]

    yield make
    for one in made:
        if one.process.poll() is None:
            one.end()


def shown(*calls: Call) -> bytes:
    return event("view", asdict(view(*calls)))


def test_a_day_on_the_board(
    office: SpeakingOffice, start: Callable[[], Program], tmp_path: Path
) -> None:
    board = start()
    board.until(mode="waiting")
    office.say(shown(call(3, "E001")))
    board.until(mode="calling", number="E001", announced=3)
    assert "E\u00a0001" in board.ask("texts")["texts"]
    assert board.ask("find", name="number")["text"] == "E\u00a0001"
    assert board.ask("find", name="nothing")["ok"] is False
    picture = tmp_path / "board.png"
    board.ask("grab", file=str(picture))
    assert QImage(str(picture)).width() == 1920
    labels = [label for label, _ in board.ask("frames")["frames"]]
    assert labels == ["0", "3"]
    assert board.end() == 0
    assert json.loads((tmp_path / "announced.json").read_text())["call"] == 3

    office.first = shown(call(3, "E001"), call(4, "E002"))
    again = start()
    again.until(mode="calling", number="E002", announced=4)
    assert again.end() == 0


def test_a_restarted_board_announces_nothing_again(
    office: SpeakingOffice, start: Callable[[], Program]
) -> None:
    office.first = shown(call(3, "E001"))
    board = start()
    board.until(announced=3)
    board.end()
    again = start()
    again.until(mode="calling", number="E001")
    labels = [label for label, _ in again.ask("frames")["frames"]]
    assert labels == ["3"]


def test_an_office_that_goes_is_told_within_five_seconds_and_its_return_seen(
    office: SpeakingOffice, start: Callable[[], Program]
) -> None:
    office.first = shown(call(3, "E001"))
    board = start()
    board.until(mode="calling", stale=False)
    office.close()
    board.until(stale=True)
    assert any("Nicht aktuell seit 9:41 Uhr" in text for text in board.ask("texts")["texts"])
    again = SpeakingOffice(office.port)
    again.first = office.first
    try:
        board.until(stale=False)
    finally:
        again.close()
    log = board.log.read_text()
    assert log.count("the office is lost") == log.count("the office is back") == 1


# ---- starting -----------------------------------------------------------------------------------


def run(*arguments: str | Path, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "display", *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


def test_help_teaches() -> None:
    told = run("--help")
    assert told.returncode == 0
    assert "viewing_distance_m" in told.stdout
    assert "--config" in told.stdout


def test_a_missing_config_is_one_clear_sentence(tmp_path: Path) -> None:
    told = run("--config", tmp_path / "none.toml")
    assert told.returncode == 2
    assert "none.toml" in told.stderr
    assert "Traceback" not in told.stderr


def test_missing_credentials_are_one_clear_sentence(tmp_path: Path) -> None:
    config = configured(tmp_path, 9, SILENT)
    (tmp_path / "board.json").unlink()
    told = run("--config", config)
    assert told.returncode == 2
    assert "board.json is missing" in told.stderr
    assert "Traceback" not in told.stderr


def test_a_real_screen_cannot_be_driven(tmp_path: Path) -> None:
    config = configured(tmp_path, 9, SILENT)
    told = run("--config", config, "--driver", tmp_path / "s.sock", QT_QPA_PLATFORM="minimal")
    assert told.returncode == 2
    assert "offscreen" in told.stderr
