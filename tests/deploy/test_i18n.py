"""The upkeep of the catalogues, on small made-up source trees."""

import json
import threading
from pathlib import Path

import pytest

from assets.catalogue import Catalogue
from deploy.i18n import catalogues, findings, sources

GERMAN = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"X-Reviewed: {}\\n"\n\n'
)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A source tree with one text of each kind, and empty catalogues in two languages."""
    for name, text in {
        "office/slip.py": 'a = _("Room")\nb = catalogue.ngettext("{n} hour", "{n} hours", n)\n',
        "office/pages/templates/a.html": '<p title="{{ _("Hi %(name)s", name=n) }}">',
        "kiosk/ui/Main.qml": 'Text { text: qsTr("Desk %1").arg(1); x: qsTr("%n person", "", 2) }',
        "i18n/de.po": GERMAN.format("yes"),
        "i18n/en.po": GERMAN.format("no"),
    }.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return tmp_path


def collected(tree: Path) -> dict[str, str | None]:
    return {text.msgid: text.plural for text in sources.collect(tree).values()}


def check(tree: Path) -> list[str]:
    return findings.check(tree / "i18n", sources.collect(tree))


def update(tree: Path) -> dict[str, list[str]]:
    return catalogues.update(tree / "i18n", sources.collect(tree))


COMPLETE = {
    "Room": {"de": "Raum"},
    "{n} hour": {"plural": "{n} hours", "de": ["eine Stunde", "{n} Stunden"]},
    "Hi %(name)s": {"de": "Hallo %(name)s"},
    "Desk %1": {"de": "Schalter %1"},
    "%n person": {"plural": "%n persons", "de": ["%n Person", "%n Personen"]},
}


def test_texts_come_from_python_templates_and_qml(tree: Path):
    assert collected(tree) == {
        "Room": None,
        "{n} hour": "{n} hours",
        "Hi %(name)s": None,
        "Desk %1": None,
        "%n person": "%n person",
    }


def test_a_text_knows_where_it_is_said(tree: Path):
    assert sources.collect(tree)["{n} hour"].where == ("office/slip.py:2",)


@pytest.mark.parametrize(
    ("qml", "says"),
    [
        ("Text { text: qsTr(root.name) }", "needs a text in quotation marks"),
        ('Text { text: qsTr("a", "remark") }', "no remarks"),
        ('Text { text: qsTr("Room", "", 2) }', "counted in one place and plain in another"),
    ],
)
def test_qml_that_cannot_be_translated_is_refused(tree: Path, qml: str, says: str):
    (tree / "screen").mkdir()
    (tree / "screen/Bad.qml").write_text(qml, "utf-8")
    with pytest.raises(sources.SourceError, match=says):
        sources.collect(tree)


def test_complete_catalogues_have_no_findings(tree: Path):
    catalogues.add(tree / "i18n", COMPLETE)
    assert check(tree) == []


def test_what_is_missing_is_found_at_its_source(tree: Path):
    assert any(
        finding.startswith("office/slip.py:1: 'Room' is not in assets/i18n/de.po")
        for finding in check(tree)
    )


def test_what_is_untranslated_is_found_in_its_catalogue(tree: Path):
    update(tree)
    found = check(tree)
    assert any(f.startswith("assets/i18n/de.po:") and "'Room' is not tr" in f for f in found)
    assert not any("en.po" in f and "'Room'" in f for f in found)


@pytest.mark.parametrize(
    ("msgid", "change", "says"),
    [
        ("Desk %1", {"de": "Schalter"}, "lacks %1"),
        ("Desk %1", {"de": "Schalter %1 %2"}, "has %2"),
        ("Hi %(name)s", {"de": "Hallo %(nam)s"}, "lacks %(name)s"),
        ("{n} hour", {"plural": "{n} hours", "de": ["eine", "Stunden"]}, "lacks {n}"),
        ("Unsaid", {"de": "Ungesagt"}, "no source says 'Unsaid'"),
        ("Room", {"plural": "Rooms", "de": ["Raum", "Räume"]}, "counted in only one"),
    ],
)
def test_slips_of_the_pen_are_found(tree: Path, msgid: str, change: dict[str, object], says: str):
    catalogues.add(tree / "i18n", COMPLETE | {msgid: change})
    assert any(says in finding for finding in check(tree))


def test_fuzzy_and_obsolete_entries_are_found(tree: Path):
    catalogues.add(tree / "i18n", COMPLETE)
    german = tree / "i18n/de.po"
    text = german.read_text("utf-8").replace('msgid "Room"', '#, fuzzy\nmsgid "Room"')
    german.write_text(text + '\n#~ msgid "Gone"\n#~ msgstr "Weg"\n', "utf-8")
    found = check(tree)
    assert len(found) == 2
    assert "fuzzy" in found[0]
    assert "obsolete" in found[1]


def test_updating_keeps_translations_and_drops_what_nobody_says(tree: Path):
    catalogues.add(tree / "i18n", COMPLETE | {"Unsaid": {"de": "Ungesagt"}})
    assert update(tree) == {"de": ["Unsaid"], "en": ["Unsaid"]}
    assert check(tree) == []
    german = Catalogue.load("de", tree / "i18n")
    assert german.gettext("Room") == "Raum"
    assert german.ngettext("%n person", "%n person", 2) == "%n Personen"


def test_a_second_run_changes_nothing(tree: Path):
    catalogues.add(tree / "i18n", COMPLETE)
    update(tree)
    before = {po: po.read_bytes() for po in (tree / "i18n").iterdir()}
    update(tree)
    assert {po: po.read_bytes() for po in (tree / "i18n").iterdir()} == before


def test_review_marks_survive(tree: Path):
    update(tree)
    assert Catalogue.load("de", tree / "i18n").reviewed
    assert not Catalogue.load("en", tree / "i18n").reviewed


def test_english_is_its_own_translation(tree: Path):
    catalogues.add(tree / "i18n", COMPLETE)
    english = Catalogue.load("en", tree / "i18n")
    assert english.ngettext("%n person", "%n person", 1) == "%n person"
    assert english.ngettext("%n person", "%n person", 2) == "%n persons"


def test_many_may_add_at_once(tree: Path):
    def add(number: int) -> None:
        with catalogues.locked(tree / "i18n"):
            catalogues.add(tree / "i18n", {f"Text {number}": {"de": f"Satz {number}"}})

    threads = [threading.Thread(target=add, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    german = Catalogue.load("de", tree / "i18n")
    assert [german.gettext(f"Text {n}") for n in range(12)] == [f"Satz {n}" for n in range(12)]


@pytest.mark.parametrize(
    "addition",
    [
        {"A": "text"},
        {"A": {"xx": "text"}},
        {"A": {"de": ["a", "b"]}},
        {"A": {"plural": "As", "de": "a"}},
        {"A": {"plural": "As", "de": ["a"]}},
        {"": {"de": "a"}},
    ],
)
def test_a_wrong_addition_changes_nothing(tree: Path, addition: dict[str, object]):
    before = (tree / "i18n/de.po").read_bytes()
    with pytest.raises(catalogues.AdditionError):
        catalogues.add(tree / "i18n", addition)
    assert (tree / "i18n/de.po").read_bytes() == before


def test_additions_come_as_json(tmp_path: Path):
    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    good.write_text(json.dumps(COMPLETE), "utf-8")
    bad.write_text('{"a": ', "utf-8")
    assert catalogues.load_additions(good) == COMPLETE
    with pytest.raises(catalogues.AdditionError, match=r"bad\.json"):
        catalogues.load_additions(bad)
