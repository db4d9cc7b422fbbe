"""A CSV file as spreadsheets and other programs write it: rows by column name, faults by line."""

import csv
import io
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

DELIMITERS = ";,\t"
LONGEST_ROW = 20
"""Lines: a quotation mark that is never closed must not swallow the rows after it."""
OPEN_QUOTE = "has a quotation mark that is not closed"

Columns = Mapping[str, frozenset[str]]
"""Our name of a column → all names it may have in the header, as `plain` writes them."""


class UnreadableFile(Exception):
    """Nothing of the file can be used; says why, without its content."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a row. Holds nothing of its content."""

    line: int
    what: str


@dataclass(frozen=True, slots=True)
class Row:
    line: int
    cells: Mapping[str, str]
    """Wanted columns only, by our names, without blanks around; absent columns are absent."""


def read(data: bytes, columns: Columns, needed: frozenset[str]) -> Iterator[Row | Fault]:
    """Rows and faults in the order of the lines. Raises UnreadableFile."""
    lines = text_lines(data)
    first, places, delimiter = _header(lines, columns)
    missing = sorted(needed - places.keys())
    if missing:
        raise UnreadableFile("the first line names no column " + " and no column ".join(missing))
    yield from _rows(lines, first + 1, places, delimiter)


def text_lines(data: bytes) -> list[str]:
    """Each line for itself is UTF-8 or else Windows-1252, so that one damaged line harms no other;
    a whole file may be UTF-16, which spreadsheets call Unicode text."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace").splitlines()
    return [_decoded(line) for line in data.removeprefix(b"\xef\xbb\xbf").splitlines()]


def plain(name: str) -> str:
    """A name as it is compared: small letters and digits, words joined by one underline, vowel
    signs and accents that stand alone left out."""
    signs = unicodedata.normalize("NFKC", name).casefold()
    kept = (sign for sign in signs if unicodedata.category(sign) != "Mn")
    return "_".join("".join(sign if sign.isalnum() else " " for sign in kept).split())


def _decoded(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace")


def _header(lines: list[str], columns: Columns) -> tuple[int, dict[str, int], str]:
    """Index of the header's line, our name → place in a row, and the delimiter with which the
    header names most."""
    for index, line in enumerate(lines):
        if line.strip() and not line.casefold().startswith("sep="):
            found = [(_places(line, delimiter, columns), delimiter) for delimiter in DELIMITERS]
            places, delimiter = max(found, key=lambda each: len(each[0]))
            return index, places, delimiter
    raise UnreadableFile("the file is empty")


def _places(header: str, delimiter: str, columns: Columns) -> dict[str, int]:
    places: dict[str, int] = {}
    try:
        names = [plain(name) for name in next(csv.reader([header], delimiter=delimiter), [])]
    except csv.Error:
        return {}
    for ours, theirs in columns.items():
        found = [place for place, name in enumerate(names) if name in theirs]
        if len(found) > 1:
            raise UnreadableFile(f"the first line names the column {ours} twice")
        if found:
            places[ours] = found[0]
    return places


def _rows(
    lines: list[str], index: int, places: Mapping[str, int], delimiter: str
) -> Iterator[Row | Fault]:
    while index < len(lines):
        cells, used = _cells(lines, index, delimiter)
        wanted = {
            ours: cells[place].strip() for ours, place in places.items() if place < len(cells)
        }
        if used == 0 or (used > 1 and any("\n" in cell for cell in wanted.values())):
            yield Fault(index + 1, OPEN_QUOTE)
            used = 1
        elif any(cell.strip() for cell in cells):
            yield Row(index + 1, wanted)
        index += used


def _cells(lines: list[str], index: int, delimiter: str) -> tuple[list[str], int]:
    """The row that begins in that line and how many lines it has; 0 lines where it never ends."""
    source = io.StringIO("\n".join(islice(lines, index, index + LONGEST_ROW)), newline="")
    reader = csv.reader(source, delimiter=delimiter, strict=True)
    try:
        return next(reader, []), max(1, reader.line_num)
    except csv.Error:
        return [], 0
