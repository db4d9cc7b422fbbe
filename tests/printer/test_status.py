import pytest

from printer.errors import (
    CoverOpen,
    CutterError,
    HeadHot,
    NoAnswer,
    Offline,
    PaperOut,
    PrinterError,
    Unrecoverable,
)
from printer.status import completion, read_status, status_bytes


@pytest.mark.parametrize(
    ("answers", "paper", "trouble"),
    [
        ("12 12 12 12", "ok", None),
        ("16 12 12 12", "ok", None),  # the drawer's pin is no trouble
        ("12 12 12 1E", "low", None),
        ("12 12 12 16", "low", None),  # clones set one of the two bits
        ("12 12 12 1A", "low", None),
        ("1A 32 12 7E", "out", PaperOut),
        ("12 12 12 32", "out", PaperOut),
        ("12 12 12 52", "out", PaperOut),
        ("1A 16 12 12", "ok", CoverOpen),
        ("1A 12 12 12", "ok", Offline),
        ("1A 52 1A 12", "ok", CutterError),
        ("1A 52 32 12", "ok", Unrecoverable),
        ("1A 12 52 12", "ok", HeadHot),
        ("", "unknown", NoAnswer),
        ("12", "unknown", NoAnswer),
        ("11 13", "unknown", NoAnswer),  # flow control is no answer
        ("11 12 13 12 12 12", "ok", None),
        ("00 12 12 12 12", "ok", None),
        ("0F 12 12 12 12", "ok", None),  # a late answer to an earlier GS r
    ],
)
def test_what_the_bytes_mean(answers: str, paper: str, trouble: type[PrinterError] | None):
    status = read_status(status_bytes(bytes.fromhex(answers)))
    assert status.paper == paper
    assert type(status.trouble) is (trouble or type(None))


@pytest.mark.parametrize(
    ("received", "complete"),
    [
        ("", None),
        ("12", None),
        ("11", None),
        ("00", True),
        ("03", True),
        ("0C", False),
        ("120F", False),
    ],
)
def test_completion(received: str, complete: bool | None):
    assert completion(bytes.fromhex(received)) is complete
