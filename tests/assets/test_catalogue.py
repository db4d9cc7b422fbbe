"""The catalogues at run time: a language is a file, and what it lacks reads as English."""

from pathlib import Path

import pytest

import assets
from assets.catalogue import Catalogue, endonym, is_rtl, languages

ARABIC = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : \
n%100>=11 ? 4 : 5);\\n"
"X-Reviewed: no\\n"

msgid "Desk"
msgstr "شباك"

msgid "Room"
msgstr ""

#, fuzzy
msgid "Chair"
msgstr "guessed"

msgid "{n} ticket"
msgid_plural "{n} tickets"
msgstr[0] "zero"
msgstr[1] "one"
msgstr[2] "two"
msgstr[3] "few"
msgstr[4] "many"
msgstr[5] "other"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "ar.po").write_text(ARABIC, "utf-8")
    return tmp_path


def test_german_english_and_arabic_are_there():
    assert {"ar", "de", "en"} <= set(languages())


@pytest.mark.parametrize("language", languages())
def test_every_shipped_catalogue_loads(language: str):
    assert Catalogue.load(language).language == language


def test_only_german_and_english_count_as_reviewed():
    assert [x for x in languages() if Catalogue.load(x).reviewed] == ["de", "en"]


def test_a_translation_is_found(folder: Path):
    assert Catalogue.load("ar", folder).gettext("Desk") == "شباك"


@pytest.mark.parametrize("msgid", ["Room", "Chair", "never heard of"])
def test_untranslated_fuzzy_and_unknown_texts_read_as_english(folder: Path, msgid: str):
    assert Catalogue.load("ar", folder).gettext(msgid) == msgid


@pytest.mark.parametrize(
    ("n", "form"),
    [(0, "zero"), (1, "one"), (2, "two"), (3, "few"), (11, "many"), (100, "other"), (103, "few")],
)
def test_arabic_counts_in_six_forms(folder: Path, n: int, form: str):
    assert Catalogue.load("ar", folder).ngettext("{n} ticket", "{n} tickets", n) == form


def test_shipped_arabic_counts_in_the_usual_order():
    catalogue = Catalogue.load("ar")
    assert [catalogue._form(n) for n in (0, 1, 2, 3, 10, 11, 99, 100, 102)] == [
        0, 1, 2, 3, 3, 4, 4, 5, 5,
    ]  # fmt: skip


@pytest.mark.parametrize(("n", "text"), [(0, "many"), (1, "one"), (5, "many")])
def test_unknown_plurals_read_as_english(folder: Path, n: int, text: str):
    assert Catalogue.load("ar", folder).ngettext("one", "many", n) == text


def test_a_further_language_is_only_a_file(folder: Path):
    (folder / "uk.po").write_text('msgid ""\nmsgstr ""\n\nmsgid "Desk"\nmsgstr "Вікно"\n', "utf-8")
    assert languages(folder) == ("ar", "uk")
    assert Catalogue.load("uk", folder).gettext("Desk") == "Вікно"


@pytest.mark.parametrize("language", ["xx", "../ar", ""])
def test_an_unknown_language_is_named(folder: Path, language: str):
    with pytest.raises(FileNotFoundError, match="there are: ar"):
        Catalogue.load(language, folder)


def test_direction():
    assert is_rtl("ar")
    assert not is_rtl("de")
    assert is_rtl("fa-AF")


def test_languages_name_themselves():
    assert (endonym("de"), endonym("en"), endonym("ar")) == ("Deutsch", "English", "العربية")


def test_path_finds_assets():
    assert assets.path("i18n/de.po").is_file()
    assert assets.path().is_dir()


@pytest.mark.parametrize("name", ["i18n/none.po", "../pyproject.toml"])
def test_path_refuses_what_is_no_asset(name: str):
    with pytest.raises(FileNotFoundError):
        assets.path(name)
