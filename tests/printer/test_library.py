import os
import subprocess
import sys
from pathlib import Path

SOURCE = """
import logging, os, sys, tempfile
import printer.library
print(logging.root.handlers, tempfile.tempdir, os.environ.get("ESCPOS_CAPABILITIES_PICKLE_DIR"))
"""


def start(home: Path, temporary: Path) -> str:
    environment = {**os.environ, "XDG_CACHE_HOME": str(home), "TMPDIR": str(temporary)}
    command = [sys.executable, "-W", "error", "-c", SOURCE]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_import_leaves_nothing_behind_but_its_cache(tmp_path: Path):
    home, temporary = tmp_path / "cache", tmp_path / "tmp"
    temporary.mkdir()
    for _ in range(2):
        assert start(home, temporary) == "[] None None"
        assert list(temporary.iterdir()) == []
    [pickle] = (home / "wartemarke" / "escpos").iterdir()
    assert pickle.name.endswith(".capabilities.pickle")


def test_a_home_that_cannot_be_written_only_costs_time(tmp_path: Path):
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    assert start(blocked, tmp_path) == "[] None None"
