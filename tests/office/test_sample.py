"""The sample office's texts: complete, in order on screen, named as the office names things."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

import pytest

from assets import path
from office.contract import Words
from office.day.config import DayConfig
from office.officefile import load_office

OPENING, CLOSING = "\u2066", "\u2069"
"""LEFT-TO-RIGHT ISOLATE and POP DIRECTIONAL ISOLATE."""


@pytest.fixture(scope="module")
def config() -> DayConfig:
    return load_office(path("offices/kreis-unna.toml")).config


def all_words(value: Any) -> Iterator[Words]:
    """Every text in several languages, however deep, but those that say nothing."""
    if isinstance(value, dict):
        if any(value.values()):
            yield value
    elif isinstance(value, tuple):
        for member in value:
            yield from all_words(member)
    elif is_dataclass(value):
        for field in fields(value):
            yield from all_words(getattr(value, field.name))


def test_every_text_is_there_in_three_languages(config: DayConfig) -> None:
    texts = list(all_words(config))
    assert len(texts) > 60
    for words in texts:
        assert tuple(words) == ("de", "en", "ar")
        assert all(text and text == text.strip() for text in words.values()), words
        assert len(set(words.values())) > 1, words


def test_latin_and_digits_keep_their_order_in_arabic(config: DayConfig) -> None:
    for words in all_words(config):
        text = words["ar"]
        assert text.count(OPENING) == text.count(CLOSING)
        outside = re.sub(f"{OPENING}[^{OPENING}{CLOSING}]+{CLOSING}", "", text)
        kinds = {unicodedata.bidirectional(sign) for sign in outside}
        assert not kinds & {"L", "EN", "AN", "LRI", "PDI"}, text
        assert "AL" in kinds, text


def test_german_and_english_hold_no_marks_and_no_arabic(config: DayConfig) -> None:
    for words in all_words(config):
        for text in (words["de"], words["en"]):
            assert not {unicodedata.bidirectional(sign) for sign in text} & {
                "AL",
                "R",
                "LRI",
                "PDI",
            }


def test_the_institutions_of_the_press_release_are_in_the_house(config: DayConfig) -> None:
    names = " | ".join(department.name["de"] for department in config.departments)
    for wanted in (
        "Kommunale Ausländerbehörde",
        "Kommunales Integrationsmanagement",
        "Integrationszentrum Kreis Unna",
        "Jobcenter Kreis Unna: Integrationpoint",
        "Agentur für Arbeit",
    ):
        assert wanted in names
    photo = next(place for place in config.places if place.id == "photo")
    assert "Bundesdruckerei" in photo.name["de"]
    assert "Gebühr" in photo.note["de"]
    assert config.office.address == "Kamener Straße 110"


def test_a_letter_tells_no_concern_but_collecting(config: DayConfig) -> None:
    for queue in config.queues:
        concerns = [service for service in config.services if service.queue == queue.id]
        assert len(concerns) >= 3 or queue.letter == "K"


def test_every_service_has_its_icon(config: DayConfig) -> None:
    for service in config.services:
        assert path(f"icons/{service.icon}.svg").is_file()


def test_thursday_is_the_longest_day() -> None:
    office = load_office(path("offices/kreis-unna.toml"))
    week = [office.plan(date(2026, 11, day)) for day in range(23, 30)]
    opened = [sum(end - start for start, end in plan.hours) for plan in week]
    assert opened.index(max(opened)) == 3
    assert opened.count(max(opened)) == 1
    assert opened[5:] == [0, 0]
