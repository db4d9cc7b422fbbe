import pytest
from hypothesis import given
from hypothesis import strategies as st

from printer.errors import TooWide
from printer.typeset import Line, Type, figures, line, lines

STYLE = Type(26)


def said(row: Line) -> str:
    return "".join(span.text for span in row.spans)


@given(st.text("abcdefghij ÄÖß-", min_size=1, max_size=120), st.integers(60, 600))
def test_wrapped_lines_fit_and_lose_nothing(text: str, width: int):
    rows = lines(text, STYLE, width)
    assert all(row.width <= width for row in rows)
    letters = [character for character in text if character not in " -"]
    assert [
        character for row in rows for character in said(row) if character not in " -"
    ] == letters


def test_breaks_at_spaces_where_it_can():
    rows = lines("Aufenthaltstitel verlängern", STYLE, 260)
    assert [said(row) for row in rows] == ["Aufenthaltstitel", "verlängern"]


def test_a_word_longer_than_the_paper_is_hyphenated():
    rows = lines("Verpflichtungserklärungsverfahren", STYLE, 240)
    assert len(rows) > 1
    assert all(said(row).endswith("-") for row in rows[:-1])
    assert "".join(said(row).rstrip("-") for row in rows) == "Verpflichtungserklärungsverfahren"


def test_arabic_wraps_in_reading_order():
    rows = lines("تمديد تصريح الإقامة", Type(26, language="ar", rtl=True), 160)
    assert [said(row) for row in rows] == ["تمديد تصريح", "الإقامة"]


def test_line_breaks_in_a_name_are_spaces():
    assert [said(row) for row in lines("Raum\n12", STYLE, 500)] == ["Raum 12"]


def test_no_last_word_stands_alone():
    first, second = lines("Keine persönlichen Daten auf diesem Zettel", Type(18), 330)
    assert said(second) != "Zettel"
    assert second.width > 0.6 * first.width


def test_figures_shrink_to_the_paper_and_no_further_than_legible():
    assert figures("E 1042", Type(160, bold=True), 300).width <= 300
    with pytest.raises(TooWide):
        figures("E" * 60, Type(160, bold=True), 300)


def test_figures_take_no_room_beyond_their_ink():
    row = figures("10:20", Type(100, bold=True), 576)
    assert row.height < 80
    assert line("10:20", Type(100, bold=True)).height >= 100


def test_arabic_is_set_as_large_as_it_looks():
    latin, arabic = line("a", Type(50)), line("ب", Type(50, rtl=True))
    assert arabic.spans[0].face.size > latin.spans[0].face.size


def test_not_even_one_letter():
    with pytest.raises(TooWide, match="not even one letter"):
        lines("Wartebereich", STYLE, 5)
