import pytest

from assets.catalogue import languages
from printer.fonts import split_by_font
from printer.phrases import phrases
from printer.typeset import Type, lines


@pytest.mark.parametrize("language", languages())
def test_no_phrase_has_a_character_without_a_font(language: str):
    spoken = phrases(language)
    assert spoken is not None
    for text in spoken.all():
        for bold in (False, True):
            assert split_by_font(text.replace("\u2066", "").replace("\u2069", ""), bold)


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("width", [320, 440, 552])
def test_every_phrase_fits_the_paper_without_breaking_words(language: str, width: int):
    spoken = phrases(language)
    assert spoken is not None
    style = Type(26, bold=True, language=language, rtl=spoken.rtl)
    for text in spoken.all():
        assert all(row.width <= width for row in lines(text, style, width))
        assert len(lines(text, style, width)) <= 3


def test_digits_are_isolated_only_where_it_matters():
    german, arabic = phrases("de"), phrases("ar")
    assert german is not None
    assert arabic is not None
    assert german.clock("10:20") == "10:20 Uhr"
    assert "\u206610:20\u2069" in arabic.clock("10:20")
    assert "\u20663\u2069" in arabic.ahead(3)


def test_counts_in_words_people_say():
    german, english = phrases("de"), phrases("en")
    assert german is not None
    assert english is not None
    assert german.ahead(0) == "Vor Ihnen wartet niemand"
    assert german.ahead(1) == "Vor Ihnen: 1 Nummer"
    assert german.ahead(3) == "Vor Ihnen: 3 Nummern"
    assert english.ahead(1) == "1 number before you"


def test_a_regional_tag_finds_its_language_and_an_unknown_one_nothing():
    regional = phrases("ar-SY")
    assert regional is not None
    assert regional.language == "ar"
    assert phrases("tlh") is None
