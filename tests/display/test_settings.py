"""The board's settings: the example works, mistakes are told."""

import json
from pathlib import Path

import pytest

import settings
from display.settings import EXAMPLE, DisplaySettings


def load(folder: Path, text: str) -> DisplaySettings:
    file = folder / "display.toml"
    file.write_text(text)
    return settings.load(file, DisplaySettings)


def test_the_example_in_the_help_is_a_config(tmp_path: Path) -> None:
    given = load(tmp_path, EXAMPLE)
    assert given.office.credentials == Path("/etc/wartemarke/board.json")
    assert given.languages.shown == ("de", "en", "ar")
    assert given.memory.file == Path("/var/lib/wartemarke/board.json")


def test_credentials_are_enough_and_lie_beside_the_file(tmp_path: Path) -> None:
    given = load(tmp_path, '[office]\ncredentials = "board.json"')
    assert given.office.credentials == tmp_path / "board.json"
    assert (given.screen.viewing_distance_m, given.sound.enabled) == (5.0, True)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("[sound]\nvolume = 80", "must be 0 to 1"),
        ("[languages]\nshown = []", "at least one language"),
        ('[languages]\nshown = ["de", "klingon"]', "must be one of"),
        ("[screen]\nviewing_distance = 5", "viewing_distance_m"),
    ],
)
def test_a_mistake_is_told(tmp_path: Path, wrong: str, told: str) -> None:
    text = f"[office]\ncredentials = {json.dumps('board.json')}\n{wrong}"
    with pytest.raises(settings.SettingsError, match=told):
        load(tmp_path, text)
