"""`python -m office titles …`: what it says, what it leaves out, and its exit codes."""

from pathlib import Path

import pytest

from tests.office.serving import Program
from tests.office.test_command_line import on, said

LIST = (
    "number;birth_date;ready_on\nL01X00T47;31.12.1990;2020-01-31\nL01X00T48;1.2.1985;2199-01-31\n"
)


@pytest.fixture
def list_(tmp_path: Path) -> Path:
    file = tmp_path / "list.csv"
    file.write_text(LIST)
    return file


def test_a_list_s_life(program: Program, list_: Path) -> None:
    first = on(program, "titles", "import", str(list_))
    assert (first.returncode, first.stderr) == (0, "")
    assert first.stdout == "2 new, 0 already there, 0 with another date, 0 rows left out\n"
    again = on(program, "titles", "import", str(list_))
    assert again.stdout == "0 new, 2 already there, 0 with another date, 0 rows left out\n"
    assert on(program, "titles", "list").stdout == "1 ready now, 1 ready later\n"
    assert on(program, "titles", "forget", "--before", "1.2.2020").stdout == "1 forgotten\n"
    assert on(program, "titles", "list").stdout == "0 ready now, 1 ready later\n"


def test_damaged_rows_are_named_and_the_others_taken(program: Program, list_: Path) -> None:
    list_.write_text(LIST + "L01X00T49;secret-§;2020-01-31\n")
    done = on(program, "titles", "import", str(list_))
    assert done.returncode == 1
    assert done.stdout.startswith("2 new")
    assert done.stderr == "line 4: birth_date: is not a date such as 2026-12-31 or 31.12.2026\n"


def test_a_file_that_cannot_be_used_changes_nothing(program: Program, list_: Path) -> None:
    list_.write_text("Name;Geburtsdatum;Abholbereit\nMuster;1.1.1990;1.1.2020")
    assert said(on(program, "titles", "import", str(list_))) == (
        f"{list_}: the first line names no column number"
    )
    missing = list_.with_name("missing.csv")
    assert "No such file" in said(on(program, "titles", "import", str(missing)))
    assert on(program, "titles", "list").stdout == "0 ready now, 0 ready later\n"


def test_a_date_that_is_none_is_refused(program: Program) -> None:
    assert said(on(program, "titles", "forget", "--before", "long ago")) == (
        "--before is not a date such as 2026-12-31 or 31.12.2026"
    )
