import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

COMMAND = [sys.executable, "-m", "printer"]


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "NO_COLOR": "1", "COLUMNS": "100"}
    return subprocess.run(
        [*COMMAND, *arguments], env=environment, capture_output=True, text=True, check=False
    )


def test_help_teaches():
    shown = run("--help").stdout
    for name in ("preview", "simulate", "print-test"):
        assert name in shown


@pytest.mark.parametrize("dots", [576, 384])
def test_preview(dots: int, tmp_path: Path):
    done = run("preview", str(tmp_path / "slip.png"), "--language", "ar", "--dots", str(dots))
    assert done.returncode == 0, done.stderr
    with Image.open(tmp_path / "slip.png") as picture:
        assert picture.width == dots


def test_an_error_is_one_sentence(tmp_path: Path):
    done = run("preview", str(tmp_path / "slip.png"), "--dots", "500")
    assert done.returncode == 1
    assert done.stderr == "no printer is 500 dots wide; there are 384, 512, 576 [config]\n"


def test_simulate_and_print_test(tmp_path: Path):
    command = [*COMMAND, "simulate", "--folder", str(tmp_path), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as virtual:
        assert virtual.stdout is not None
        port = re.findall(r"127\.0\.0\.1:(\d+)", virtual.stdout.readline())[0]
        done = run("print-test", "--host", "127.0.0.1", "--port", port)
        virtual.send_signal(signal.SIGTERM)
        assert virtual.wait(5) == 0
    assert done.stdout.startswith("printed"), done.stderr
    assert (tmp_path / "0001.png").exists()
