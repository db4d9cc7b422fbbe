"""`python -m office appointments import`: with and without a service that runs."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.office.serving import SAMPLE, Program
from tests.office.test_command_line import on, said

LIST = """start;service;Name;id
26.11.2026 10:00;Aufenthaltstitel verlängern;Muster, Erika;4711
26.11.2026 10:20;permit;Muster, Max;4712
"""
CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:1@example.org
DTSTART;TZID=Europe/Berlin:20261126T100000
SUMMARY:Aufenthaltstitel verlängern - Erika Muster
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Program]:
    made = Program(tmp_path / "office", file=SAMPLE)
    yield made
    made.kill()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "appointments.csv"
    made.write_text(LIST)
    return made


def test_without_a_service_the_rows_lie_ready_and_are_taken_at_its_start(
    program: Program, file: Path
) -> None:
    done = on(program, "appointments", "import", str(file))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("2 appointments lie ready; the service takes them at its next")
    kiosk = program.add_device("kiosk", "door")
    program.start()

    codes = program.folder / "codes.csv"
    again = on(program, "appointments", "import", str(file), "--codes", str(codes))
    assert (again.returncode, again.stderr) == (0, "")
    assert again.stdout == "0 taken, 2 already there\n"

    assert codes.stat().st_mode & 0o777 == 0o600
    line, start, service, number, code = codes.read_text().splitlines()[1].split(";")
    assert (line, start, service, number) == ("2", "2026-11-26 10:00", "renew", "A001")
    answer = httpx.post(
        f"{program.api}/check-in", json={"code": code}, trust_env=False,
        headers={**program.callers.device(kiosk), "Idempotency-Key": "here-I-am"},
    )  # fmt: skip
    assert (answer.json()["number"], answer.json()["state"]) == ("A001", "waiting")

    file.write_text(LIST + "26.11.2026 23:00;renew;;4713\nsoon;renew;;4714\n")
    more = on(program, "appointments", "import", str(file))
    assert more.returncode == 1
    assert more.stdout == "0 taken, 2 already there, 1 refused, 1 rows left out\n"
    assert more.stderr.splitlines() == [
        "line 4: 2026-11-26 23:00 renew is refused: no desk that does this is free then",
        "line 5: start: is not a time such as 2026-12-31 10:20 or 31.12.2026 10:20",
    ]
    program.stop()
    on_disk = b"".join(f.read_bytes() for f in program.folder.rglob("*") if f.is_file())
    for secret in ("Muster", "Erika", "4711"):
        assert secret.encode() not in on_disk


def test_a_calendar_for_one_day(program: Program, file: Path) -> None:
    file.write_text(CALENDAR)
    done = on(program, "appointments", "import", str(file), "--date", "26.11.2026")
    assert done.stdout.startswith("1 appointments lie ready")
    other = on(program, "appointments", "import", str(file), "--date", "2026-11-27")
    assert (other.returncode, other.stdout) == (0, "0 taken, 0 already there, 1 on other days\n")


def test_what_cannot_be_read_changes_nothing(program: Program, file: Path) -> None:
    file.write_text("Name;Telefon\nx;y\n")
    assert said(on(program, "appointments", "import", str(file))) == (
        f"{file}: the first line names no column service and no column start"
    )
    date = on(program, "appointments", "import", str(file), "--date", "soon")
    codes = on(program, "appointments", "import", str(file), "--codes", "/nowhere/codes.csv")
    assert said(codes).startswith("/nowhere/codes.csv cannot be written")
    assert said(date) == "--date is not a date such as 2026-12-31 or 31.12.2026"


def test_damaged_rows_are_named_even_when_no_service_runs(program: Program, file: Path) -> None:
    file.write_text(LIST + "26.11.2026 11:00;haircut\n")
    done = on(program, "appointments", "import", str(file))
    assert done.returncode == 1
    assert done.stderr.startswith("line 4: service: is not known here")
    assert done.stdout.startswith("2 appointments lie ready")
