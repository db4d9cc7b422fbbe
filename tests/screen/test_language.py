"""Texts, plurals, times and days in the language in use."""

from collections.abc import Iterator
from datetime import date, datetime

import pytest
import shiboken6
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine
from pytestqt.qtbot import QtBot

from screen.language import (
    Language,
    format_clock,
    format_day,
    format_number,
    isolated,
    translate,
    words,
)

QML = b"""
import QtQml
QtObject {
    property string own: qsTr("Now calling")
    property string tag: "ar"
    property string other: qsTr("Now calling", tag)
    property string unknown: qsTr("no such text")
}
"""


@pytest.fixture
def engine(qtbot: QtBot) -> Iterator[QQmlApplicationEngine]:
    made = QQmlApplicationEngine()
    yield made
    shiboken6.delete(made)


@pytest.fixture
def language(qapp: QGuiApplication, engine: QQmlApplicationEngine) -> Iterator[Language]:
    made = Language(qapp, "de")
    made.attach(engine)
    yield made
    made.use("en")
    made.detach()
    shiboken6.delete(made)


def spoken(engine: QQmlApplicationEngine) -> QObject:
    engine.loadData(QML)
    return engine.rootObjects()[0]


def test_qml_is_answered_and_follows_a_switch(
    engine: QQmlApplicationEngine, language: Language
) -> None:
    texts = spoken(engine)
    assert texts.property("own") == "Aufruf"
    language.use("ar")
    assert texts.property("own") == "النداء الآن"
    language.use("en")
    assert texts.property("own") == "Now calling"
    assert texts.property("unknown") == "no such text"


def test_qml_can_name_another_language(engine: QQmlApplicationEngine, language: Language) -> None:
    texts = spoken(engine)
    assert texts.property("other") == "النداء الآن"


def test_the_layout_turns_with_the_language(qtbot: QtBot, language: Language) -> None:
    with qtbot.waitSignal(language.changed):
        language.use("ar")
    assert QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    language.use("de")
    assert QGuiApplication.layoutDirection() == Qt.LayoutDirection.LeftToRight


def test_the_same_language_again_is_no_change(qtbot: QtBot, language: Language) -> None:
    with qtbot.assertNotEmitted(language.changed):
        language.use("de")


def test_an_unknown_language_reads_english() -> None:
    assert translate("Now calling", "xx") == "Now calling"
    assert translate("Now calling", "de-x-ls") == "Aufruf"


def test_words_prefer_the_language_then_the_offices_first() -> None:
    texts = {"de": "Erdgeschoss", "en": "ground floor"}
    assert words(texts, "en", "de") == "ground floor"
    assert words(texts, "en-GB", "de") == "ground floor"
    assert words(texts, "ar", "de") == "Erdgeschoss"
    assert words({"fr": "rez-de-chaussée"}, "ar", "de") == "rez-de-chaussée"
    assert words({}, "ar", "de") == ""


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Donnerstag, 26. November"),
        ("en", "Thursday, 26 November"),
        ("ar", "الخميس، 26 نوفمبر"),
    ],
)
def test_days_read_naturally_with_western_digits(language: str, text: str) -> None:
    assert format_day(date(2026, 11, 26), language) == text


def test_times_are_isolated_in_right_to_left_text() -> None:
    moment = datetime.fromisoformat("2026-11-26T09:05:00+01:00")
    assert format_clock(moment, "de") == "9:05"
    assert format_clock(moment, "ar") == "\u20669:05\u2069"
    assert isolated("", "ar") == ""


def test_numbers_stand_in_groups() -> None:
    assert format_number("E042") == "E\u00a0042"
    assert format_number("1042") == "1042"
