"""The settings, and what keeps the kiosk from starting."""

from pathlib import Path

import pytest

import settings
from kiosk.__main__ import main
from kiosk.app import checked
from kiosk.config import EXAMPLE, KioskSettings
from kiosk.errors import LanguagesError


def test_the_example_is_a_config(tmp_path: Path) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_text(EXAMPLE, "utf-8")
    given = settings.load(file, KioskSettings)
    assert given.printer.host == "192.0.2.20"
    assert given.languages.tiles == ("de", "en", "ar")


def test_a_language_without_texts_is_named() -> None:
    with pytest.raises(LanguagesError, match="tlh"):
        checked(("de", "tlh"), ("ar", "de"))
    with pytest.raises(LanguagesError, match="empty"):
        checked((), ("de",))


def test_a_missing_credentials_file_is_explained_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_text('[office]\ncredentials = "kiosk.json"\n', "utf-8")
    monkeypatch.setattr("sys.argv", ["kiosk", "--config", str(file)])
    assert main() == 2
    assert "device add" in capsys.readouterr().err
