"""CSV files as they come from elsewhere: any delimiter and encoding, and a damaged row harms no
other."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from office.imports.sheet import OPEN_QUOTE, Columns, Fault, Row, UnreadableFile, plain, read

COLUMNS: Columns = {
    "number": frozenset({"number", "nummer"}),
    "day": frozenset({"day", "tag", "tag_der_geburt"}),
}
NEEDED = frozenset({"number"})


def rows(data: bytes | str, needed: frozenset[str] = NEEDED) -> list[Row | Fault]:
    return list(read(data.encode() if isinstance(data, str) else data, COLUMNS, needed))


def numbers(data: bytes | str) -> list[str]:
    return [row.cells["number"] for row in rows(data) if isinstance(row, Row)]


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_delimiters_and_line_ends(delimiter: str, end: str) -> None:
    table = [["Nummer", "Name", "Tag"], ["A1", "Muster", "x"], ["A2", "Muster", "y"]]
    data = end.join(delimiter.join(row) for row in table)
    assert rows(data) == [
        Row(2, {"number": "A1", "day": "x"}), Row(3, {"number": "A2", "day": "y"})
    ]  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_encodings(encoding: str) -> None:
    data = "Nummer;Tag der Geburt\nÄÖ–1;für\n".encode(encoding)
    assert rows(data) == [Row(2, {"number": "ÄÖ–1", "day": "für"})]


def test_a_line_in_another_encoding_harms_no_other() -> None:
    data = "Nummer\nfür\n".encode() + "für\n".encode("cp1252") + b"\x81\x8d\n" + "für\n".encode()
    assert numbers(data) == ["für", "für", "\ufffd\ufffd", "für"]


def test_other_columns_are_dropped() -> None:
    assert rows("Name;Nummer;Telefon\nMuster;A1;0123") == [Row(2, {"number": "A1"})]


def test_names_of_columns_are_compared_plainly() -> None:
    assert plain("  Tag der-Geburt ") == "tag_der_geburt"
    assert rows('"NUMMER";"Tag der Geburt"\nA1;x') == [Row(2, {"number": "A1", "day": "x"})]


def test_what_a_spreadsheet_puts_around() -> None:
    data = "sep=;\n\n Nummer ;Tag;;\n;;;\n A1 ; x ;;\n\n"
    assert rows(data) == [Row(5, {"number": "A1", "day": "x"})]


def test_a_short_row_lacks_its_last_columns() -> None:
    assert rows("Tag;Nummer\nx\n") == [Row(2, {"day": "x"})]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "the file is empty"),
        (b"\n \n", "the file is empty"),
        (b"Name;Tag\nx;y", "the first line names no column number"),
        (b"Nummer;Number\nx;y", "the first line names the column number twice"),
        (b"\x00\xff\x00\x13", "the first line names no column number"),
    ],
)
def test_a_file_that_is_no_list(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        rows(data)
    assert str(caught.value) == said


def test_a_quote_that_never_closes_takes_its_own_row_only() -> None:
    data = 'Nummer;Tag\nA1;x\n"A2;x\nA3;x\nA4;x\n'
    assert rows(data)[1] == Fault(3, OPEN_QUOTE)
    assert numbers(data) == ["A1", "A3", "A4"]


def test_two_such_quotes_take_no_row_between() -> None:
    data = 'Nummer;Tag\n"A1;x\nA2;x\n"A3;x\nA4;x\n'
    assert [row for row in rows(data) if isinstance(row, Fault)] == [
        Fault(2, OPEN_QUOTE), Fault(4, OPEN_QUOTE)
    ]  # fmt: skip
    assert numbers(data) == ["A2", "A4"]


def test_a_quote_that_closes_in_another_row_takes_its_own_row_only() -> None:
    data = 'Nummer;Tag\n"A1;x\nA2;x\nA3";x\nA4;x\n'
    assert rows(data)[0] == Fault(2, OPEN_QUOTE)
    assert numbers(data) == ["A2", 'A3"', "A4"]


def test_a_byte_order_mark_before_a_quotation_mark() -> None:
    data = b"\xef\xbb\xbf" + b'"Name, whole",Nummer\n"Muster, E",A1\n'
    assert numbers(data) == ["A1"]


def test_another_column_may_hold_several_lines() -> None:
    data = 'Note;Nummer\n"one\ntwo; ""three""\n";A1\nx;A2\n'
    assert rows(data) == [Row(2, {"number": "A1"}), Row(5, {"number": "A2"})]


cells = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp"]), max_size=12)
tables = st.lists(st.tuples(cells, cells), max_size=8)


@given(tables, st.sampled_from(";,\t"), st.sampled_from(["utf-8-sig", "utf-8"]))
def test_what_a_csv_writer_wrote_comes_back(
    table: list[tuple[str, str]], delimiter: str, encoding: str
) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerows([("Nummer", "Tag"), *table])
    wanted = [Row(line, {"number": a.strip(), "day": b.strip()})
              for line, (a, b) in enumerate(table, 2) if a.strip() or b.strip()]  # fmt: skip
    assert rows(out.getvalue().encode(encoding)) == wanted


@given(st.binary(max_size=300))
def test_no_file_is_too_damaged(garbage: bytes) -> None:
    for row in rows(b"Nummer;Tag\nA1;x\n" + garbage + b"\nA2;y")[:1]:
        assert row == Row(2, {"number": "A1", "day": "x"})


@given(st.lists(st.binary(max_size=30), max_size=6))
def test_a_good_row_survives_whatever_stands_around(garbage: list[bytes]) -> None:
    lines = [piece.replace(b"\n", b" ").replace(b"\r", b" ") for piece in garbage]
    data = b"\n".join([b"Nummer;Tag", *lines, b"GOOD1;x"])
    assert numbers(data)[-1:] == ["GOOD1"]
