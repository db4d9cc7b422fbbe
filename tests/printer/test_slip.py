from dataclasses import replace

import pytest

from printer.sample import sample_slip
from printer.slip import grouped, halved, word


@pytest.mark.parametrize(
    ("number", "shown"),
    [("E042", "E 042"), ("E1042", "E 1042"), ("AB007", "AB 007"), ("E 042", "E 042"), ("42", "42")],
)
def test_number_in_groups(number: str, shown: str):
    assert grouped(number).replace("\N{NO-BREAK SPACE}", " ") == shown


@pytest.mark.parametrize(("code", "shown"), [("K7M4QX", "K7M 4QX"), ("ABCDE", "ABC DE")])
def test_code_in_halves(code: str, shown: str):
    assert halved(code).replace("\N{NO-BREAK SPACE}", " ") == shown


def test_a_visitor_who_reads_the_offices_language_gets_it_once():
    assert sample_slip("de").languages == ("de",)
    assert sample_slip("ar").languages == ("de", "ar")
    assert replace(sample_slip("de"), home="en").languages == ("en", "de")


def test_a_name_falls_back_to_the_offices_language_then_to_any():
    assert word({"de": "Schalter", "en": "Desk"}, "en", "de") == "Desk"
    assert word({"de": "Schalter", "en": "Desk"}, "ti", "de") == "Schalter"
    assert word({"fr": "Guichet"}, "ti", "de") == "Guichet"
    assert word({}, "ti", "de") == ""
