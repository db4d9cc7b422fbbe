"""What a board remembers of its announcements beyond a restart."""

from datetime import date
from pathlib import Path

import pytest

from display.board import Memory
from display.memory import read, write


def test_what_was_written_is_read(tmp_path: Path) -> None:
    file = tmp_path / "announced.json"
    write(file, Memory(date(2026, 11, 26), 41))
    write(file, Memory(date(2026, 11, 26), 42))
    assert read(file) == Memory(date(2026, 11, 26), 42)
    assert file.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("text", ["", "[]", '{"date": "x", "call": 1}', '{"call": 1}', "\x00"])
def test_a_damaged_file_is_an_empty_memory(tmp_path: Path, text: str) -> None:
    file = tmp_path / "announced.json"
    file.write_text(text)
    assert read(file) == Memory()


def test_no_file_is_an_empty_memory(tmp_path: Path) -> None:
    assert read(tmp_path / "none.json") == Memory()
