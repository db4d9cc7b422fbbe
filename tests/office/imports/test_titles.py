"""The list of finished documents: hashes out, faults by line, nothing of the content anywhere."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from office.imports.sheet import Fault
from office.imports.titles import A_NUMBER, read_titles
from office.titles import title_hash

KEY = b"k" * 32
GOOD = "L01X00T47;31.12.1990;2026-11-20"
HASH = title_hash(KEY, "L01X00T47", date(1990, 12, 31))


def test_german_and_english_headers() -> None:
    german = f"Dokumentnummer;Geburtsdatum;Abholbereit ab\n{GOOD}"
    english = "document number,date of birth,ready on\nl01-x00 t47,1990-12-31,20.11.2026"
    for text in (german, english):
        assert read_titles(text.encode(), KEY).ready == {HASH: "2026-11-20"}


def test_each_damaged_row_is_named_and_stops_no_other() -> None:
    rows = [
        "number;birth_date;ready_on",
        "L1;31.12.1990;2026-11-20",
        "L01X00T47;31.13.1990;2026-11-20",
        "L01X00T47;31.12.1990;soon",
        "L01X00T47",
        '"L01X00T47;31.12.1990;2026-11-20',
        "",
        GOOD,
    ]
    found = read_titles("\n".join(rows).encode(), KEY)
    date_wrong = "is not a date such as 2026-12-31 or 31.12.2026"
    assert found.faults == [
        Fault(2, A_NUMBER),
        Fault(3, f"birth_date: {date_wrong}"),
        Fault(4, f"ready_on: {date_wrong}"),
        Fault(5, f"birth_date: {date_wrong}"),
        Fault(6, "has a quotation mark that is not closed"),
    ]
    assert found.ready == {HASH: "2026-11-20"}


def test_who_is_named_twice_counts_once_with_the_last_date() -> None:
    text = f"number;birth_date;ready_on\n{GOOD}\nL01X00T47;31.12.1990;2026-12-01"
    assert read_titles(text.encode(), KEY).ready == {HASH: "2026-12-01"}


secrets = st.text(st.characters(codec="utf-8", exclude_characters='";\n\r'), min_size=3)


@given(secrets, secrets, secrets)
def test_nothing_of_a_row_is_told(number: str, born: str, ready: str) -> None:
    marked = [f"§{text}§" for text in (number, born, ready)]
    text = "number;birth_date;ready_on\n" + ";".join(marked)
    found = read_titles(text.encode(), KEY)
    assert len(found.faults) >= 1
    assert not any("§" in fault.what for fault in found.faults)


@given(st.binary(max_size=200))
def test_a_good_row_survives_a_damaged_file(garbage: bytes) -> None:
    text = b"number;birth_date;ready_on\n" + GOOD.encode() + b"\n" + garbage
    assert HASH in read_titles(text, KEY).ready
