"""What a printer's status bytes mean (Epson's DLE EOT and GS r). Nothing said is not "fine"."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

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

ASK = b"\x10\x04\x01\x10\x04\x02\x10\x04\x03\x10\x04\x04"
"""DLE EOT 1 to 4: printer, cause of offline, cause of error, paper. One byte each, in order."""
ANSWERS = 4

PaperLevel = Literal["ok", "low", "out", "unknown"]

_OFFLINE = 0x08
_COVER, _STOPPED_BY_PAPER_END = 0x04, 0x20
_CUTTER, _UNRECOVERABLE, _RECOVERS = 0x08, 0x20, 0x40
_NEAR_END, _OUT = 0x0C, 0x60
"""Pairs of bits of which clones set only one."""


@dataclass(frozen=True, slots=True)
class Status:
    """`trouble` is what keeps the printer from printing, None if it is ready."""

    paper: PaperLevel
    trouble: PrinterError | None


def status_bytes(received: bytes) -> list[int]:
    """The DLE EOT answers in `received`, without flow control and other replies between them."""
    return [byte for byte in received if byte & 0x93 == 0x12]


def read_status(answers: Iterable[int]) -> Status:
    """From the answers to `ASK`. Too few are no status at all."""
    known = tuple(answers)
    if len(known) < ANSWERS:
        trouble = NoAnswer(f"the printer answered {len(known)} of {ANSWERS} questions")
        return Status("unknown", trouble)
    printer, offline, error, paper = known[:ANSWERS]
    out = bool(paper & _OUT or offline & _STOPPED_BY_PAPER_END)
    level: PaperLevel = "out" if out else "low" if paper & _NEAR_END else "ok"
    return Status(level, _trouble(printer, offline, error, out))


def _trouble(printer: int, offline: int, error: int, paper_out: bool) -> PrinterError | None:
    """The worst first: a technician, then what anybody can clear."""
    if error & _UNRECOVERABLE:
        return Unrecoverable("the printer reports an error that it cannot recover from")
    if error & _CUTTER:
        return CutterError("the printer's cutter is stuck")
    if offline & _COVER:
        return CoverOpen("the printer's cover is open")
    if paper_out:
        return PaperOut("the printer has no paper")
    if error & _RECOVERS:
        return HeadHot("the print head is too hot; it goes on by itself")
    if printer & _OFFLINE:
        return Offline("the printer is offline")
    return None


def completion(received: bytes) -> bool | None:
    """The answer to GS r 1: True if all was printed on paper; None if `received` has none."""
    answers = [byte for byte in received if byte & 0x90 == 0]
    return None if not answers else not answers[-1] & 0x0C
