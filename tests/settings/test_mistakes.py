"""Every typical mistake in a settings file is answered with its line, key and what was meant."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from typing import Annotated, Literal

import pytest

from settings import Finding, Findings, SettingsError, between, load, loads, matching, one_of


@dataclass(frozen=True)
class Screen:
    width: Annotated[int, between(320, 7680)] = 1080
    fullscreen: bool = False
    diagonal_inch: float = 32.0

    def __post_init__(self) -> None:
        if self.fullscreen and self.width < 1000:
            raise ValueError("a full screen is at least 1000 wide")


@dataclass(frozen=True)
class Printer:
    kind: Literal["tcp", "file"]
    host: Annotated[str, matching(r"[a-z0-9.-]+", "a host name")] = "127.0.0.1"
    spool: Path | None = None


@dataclass(frozen=True)
class Service:
    id: str
    minutes: int
    name: Mapping[str, str]
    closed: tuple[date, ...] = ()


@dataclass(frozen=True)
class Kiosk:
    url: str
    screen: Screen = Screen()
    printer: Printer | None = None
    tiles: tuple[Annotated[str, one_of(("de", "en", "ar"))], ...] = ("de",)
    size: tuple[int, int] = (1, 2)
    scale: Literal[1, 2] = 1
    release_at: time | None = None
    service: tuple[Service, ...] = ()


def _findings(text: str) -> tuple[Finding, ...]:
    with pytest.raises(SettingsError) as caught:
        loads(text, Kiosk)
    return caught.value.findings


MISTAKES: dict[str, tuple[str, int, str, str]] = {
    "unknown key": (
        'url = "x"\nurll = "y"',
        2,
        "urll",
        'is not a known key; did you mean "url"?',
    ),
    "unknown key in a table": (
        'url = "x"\n\n[screen]\n# wide\nwidht = 3',
        5,
        "screen.widht",
        'is not a known key; did you mean "width"?',
    ),
    "hyphen for underscore": (
        'url = "x"\n[screen]\ndiagonal-inch = 3',
        3,
        "screen.diagonal-inch",
        'is not a known key; did you mean "diagonal_inch"?',
    ),
    "capital letters": (
        'URL = "x"\nurl = "x"',
        1,
        "URL",
        'is not a known key; did you mean "url"?',
    ),
    "nothing near": (
        'url = "x"\n[screen]\nzzz = 3',
        3,
        "screen.zzz",
        "is not a known key; known here: width, fullscreen, diagonal_inch",
    ),
    "missing at the top": ("[screen]\nwidth = 1080", 1, "url", "is missing"),
    "missing in a table": ('url = "x"\n\n[printer]\nhost = "p"', 3, "printer.kind", "is missing"),
    "missing in the second of many": (
        'url="x"\n[[service]]\nid="a"\nminutes = 5\nname = {}\n[[service]]\nminutes = 6\nname={}',
        6,
        "service#2.id",
        "is missing",
    ),
    "text for a number": (
        'url = "x"\n[screen]\nwidth = "1080"',
        3,
        "screen.width",
        'must be a whole number, is "1080"',
    ),
    "fraction for a whole number": (
        'url = "x"\nscreen.width = 1080.5',
        2,
        "screen.width",
        "must be a whole number, is 1080.5",
    ),
    "truth for a number": (
        'url = "x"\nscreen.width = true',
        2,
        "screen.width",
        "must be a whole number, is true",
    ),
    "text for a truth": (
        'url = "x"\nscreen.fullscreen = "yes"',
        2,
        "screen.fullscreen",
        'must be true or false, is "yes"',
    ),
    "number for text": ("url = 8800", 1, "url", 'must be text in "…", is 8800'),
    "endless number": (
        'url = "x"\nscreen.diagonal_inch = inf',
        2,
        "screen.diagonal_inch",
        "must be a number, is inf",
    ),
    "out of range": ('url = "x"\nscreen.width = 5', 2, "screen.width", "must be 320 to 7680, is 5"),
    "one of few": (
        'url = "x"\n[printer]\nkind = "tpc"',
        3,
        "printer.kind",
        'must be one of "tcp", "file", is "tpc"; did you mean "tcp"?',
    ),
    "pattern": (
        'url = "x"\n[printer]\nkind = "tcp"\nhost = "a b"',
        4,
        "printer.host",
        'must be a host name, is "a b"',
    ),
    "one text for a list": (
        'url = "x"\ntiles = "de"',
        2,
        "tiles",
        'must be a list in [ ], is "de"',
    ),
    "wrong member of a list": (
        'url = "x"\ntiles = [\n  "de",\n  "EN", # upper case\n]',
        4,
        "tiles#2",
        'must be one of "de", "en", "ar", is "EN"; did you mean "en"?',
    ),
    "list too long": ('url = "x"\nsize = [1, 2, 3]', 2, "size", "must have 2 members, has 3"),
    "table for text": ("[url]\nhost = 3", 1, "url", 'must be text in "…", is a table'),
    "text for a table": (
        'url = "x"\nscreen = "big"',
        2,
        "screen",
        'must be a table of keys and values, is "big"',
    ),
    "text for words": (
        'url = "x"\n[[service]]\nid = "a"\nminutes = 5\nname = "Anliegen"',
        5,
        "service#1.name",
        'must be a table of keys and values, is "Anliegen"',
    ),
    "number among words": (
        'url = "x"\n[[service]]\nid = "a"\nminutes = 5\nname.de = "A"\nname.en = 7',
        6,
        "service#1.name.en",
        'must be text in "…", is 7',
    ),
    "one table for many": (
        'url = "x"\n[service]\nid = "a"',
        2,
        "service",
        "must be a list in [ ], is a table",
    ),
    "impossible date": (
        'url = "x"\n[[service]]\nid="a"\nminutes=5\nname={}\nclosed = ["2026-11-31"]',
        6,
        "service#1.closed#1",
        'must be a date such as 2026-11-26, is "2026-11-31"',
    ),
    "date with a time": (
        'url = "x"\n[[service]]\nid="a"\nminutes=5\nname={}\nclosed = [2026-11-26T07:30:00]',
        6,
        "service#1.closed#1",
        "must be a date such as 2026-11-26, is 2026-11-26 07:30:00",
    ),
    "truth for one of few numbers": (
        'url = "x"\nscale = true',
        2,
        "scale",
        "must be one of 1, 2, is true",
    ),
    "impossible time": (
        'url = "x"\nrelease_at = "25:00"',
        2,
        "release_at",
        'must be a time such as "07:30", is "25:00"',
    ),
    "what a table says of itself": (
        'url = "x"\n[screen]\nwidth = 500\nfullscreen = true',
        2,
        "screen",
        "a full screen is at least 1000 wide",
    ),
    "empty path": (
        'url = "x"\nprinter = {kind = "tcp",\tspool = ""}',
        2,
        "printer.spool",
        'must be a path in "…", is ""',
    ),
    "no quotation marks": (
        "# our kiosk\nurl = http://office",
        2,
        "url",
        "Invalid value at column 7; text needs quotation marks, truth values are true and false",
    ),
    "text not ended": (
        'screen.width = 3\nurl = "x\n',
        2,
        "url",
        "Illegal character '\\n' at column 9; a text ends on the line where it begins",
    ),
    "same key twice": (
        'url = "x"\nurl = "y"',
        2,
        "url",
        "Cannot overwrite a value at column 10; this key stands here twice",
    ),
    "same table twice": (
        'url = "x"\n[screen]\n[screen]',
        3,
        "",
        "Cannot declare ('screen',) twice at column 8; this table stands here twice",
    ),
    "no equals sign": (
        'url: "x"',
        1,
        "",
        "Expected '=' after a key in a key/value pair at column 4; a line is: key = value",
    ),
    "list not closed": ("tiles = [\n", 1, "", "Invalid value at the end of the file"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_names_line_key_and_what_is_wrong(name: str) -> None:
    text, line, key, what = MISTAKES[name]
    assert _findings(text) == (Finding(line, key, what),)


def test_all_mistakes_are_told_at_once_in_the_order_of_lines() -> None:
    text = 'urll = "x"\n[screen]\nwidth = 1\nfullscreen = 1\n[printer]\nkind = "tpc"\n'
    with pytest.raises(SettingsError) as caught:
        loads(text, Kiosk, name="kiosk.toml")
    assert str(caught.value).splitlines() == [
        "kiosk.toml: 5 problems",
        '  line 1: urll: is not a known key; did you mean "url"?',
        "  line 1: url: is missing",
        "  line 3: screen.width: must be 320 to 7680, is 1",
        "  line 4: screen.fullscreen: must be true or false, is 1",
        '  line 6: printer.kind: must be one of "tcp", "file", is "tpc"; did you mean "tcp"?',
    ]


def test_one_problem_reads_well(tmp_path: Path) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_text("")
    with pytest.raises(SettingsError) as caught:
        load(file, Kiosk)
    assert str(caught.value) == f"{file}: 1 problem\n  line 1: url: is missing"


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="No such file") as caught:
        load(tmp_path / "none.toml", Kiosk)
    assert caught.value.findings[0].line is None
    with pytest.raises(SettingsError, match="Is a directory"):
        load(tmp_path, Kiosk)


def test_another_encoding_is_named_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "latin.toml"
    file.write_bytes('# first\nurl = "Straße"'.encode("latin-1"))
    with pytest.raises(SettingsError) as caught:
        load(file, Kiosk)
    assert str(caught.value.findings[0]).startswith("line 2: is not UTF-8 text")


def test_files_from_windows_are_welcome(tmp_path: Path) -> None:
    file = tmp_path / "windows.toml"
    file.write_bytes('\ufeffurl = "x"\r\n[screen]\r\nwidth = 1200\r\n'.encode())
    assert load(file, Kiosk).screen.width == 1200
    file.write_bytes('\ufeffurl = "x"\r\n[screen]\r\nwidth = 1\r\n'.encode())
    with pytest.raises(SettingsError, match=r"line 3: screen\.width"):
        load(file, Kiosk)


def test_paths_are_seen_from_the_files_folder(tmp_path: Path) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_text('url = "x"\n[printer]\nkind = "file"\nspool = "spool/a"')
    assert load(file, Kiosk).printer == Printer("file", spool=tmp_path / "spool/a")
    file.write_text('url = "x"\n[printer]\nkind = "file"\nspool = "/var/spool"')
    assert load(file, Kiosk).printer == Printer("file", spool=Path("/var/spool"))


def test_a_check_of_the_whole_adds_findings_at_their_lines() -> None:
    def check(kiosk: Kiosk, findings: Findings) -> None:
        findings.add(("service", 1, "minutes"), f"is longer than {kiosk.service[0].minutes}")

    service = '[[service]]\nid = "a"\nminutes = 5\nname = {}\n'
    with pytest.raises(SettingsError, match=r"line 8: service#2\.minutes: is longer than 5"):
        loads('url = "x"\n' + service * 2, Kiosk, check=check)


def test_a_schema_that_cannot_work_is_a_fault_of_the_program() -> None:
    @dataclass(frozen=True)
    class Odd:
        thing: set[str]

    with pytest.raises(TypeError):
        loads("thing = []", Odd)
