"""The second sample office, vehicles and driving licences: another shape, the same rules."""

import re
import unicodedata
from datetime import date, timedelta

import pytest

from assets import path
from office.day import capacity, views
from office.day import commands as co
from office.officefile import OfficeFile, load_office
from tests.office.day.small import Morning, at, book
from tests.office.test_sample import CLOSING, OPENING, all_words

THURSDAY = date(2026, 11, 26)


@pytest.fixture(scope="module")
def office() -> OfficeFile:
    return load_office(path("offices/zulassung.toml"))


def test_it_has_the_other_shape(office: OfficeFile) -> None:
    kinds = sorted(queue.kind for queue in office.config.queues)
    assert kinds == ["open", "open", "timed"]
    assert len(office.config.desks) == 10
    assert office.config.office.languages == ("de", "en", "ar")
    assert any(queue.head_start_minutes for queue in office.config.queues)


def test_it_shares_no_name_with_the_first(office: OfficeFile) -> None:
    """Else a rule that knows the first office by name would pass with this one too."""
    first = load_office(path("offices/kreis-unna.toml")).config
    assert {s.id for s in first.services}.isdisjoint(s.id for s in office.config.services)
    assert {q.id for q in first.queues}.isdisjoint(q.id for q in office.config.queues)
    assert first.office.id != office.config.office.id


def test_it_says_that_it_is_made_up() -> None:
    assert "SAMPLE DATA" in path("offices/zulassung.toml").read_text("utf-8")[:400]


def test_every_text_is_there_and_arabic_keeps_its_order(office: OfficeFile) -> None:
    texts = list(all_words(office.config))
    assert len(texts) > 60
    for words in texts:
        assert tuple(words) == ("de", "en", "ar")
        assert all(text and text == text.strip() for text in words.values()), words
        outside = re.sub(f"{OPENING}[^{OPENING}{CLOSING}]+{CLOSING}", "", words["ar"])
        kinds = {unicodedata.bidirectional(sign) for sign in outside}
        assert not kinds & {"L", "EN", "AN", "LRI", "PDI"}, words["ar"]


def test_every_service_has_its_icon(office: OfficeFile) -> None:
    for service in office.config.services:
        assert path(f"icons/{service.icon}.svg").is_file(), service.icon


def test_every_open_day_serves_every_service(office: OfficeFile) -> None:
    for number in range(14):
        plan = office.plan(THURSDAY + timedelta(number))
        if plan.hours:
            offered = {service for desk in plan.desks if desk.spans for service in desk.services}
            assert offered == {service.id for service in office.config.services}, plan.date


def test_a_morning_gives_numbers_and_starts(office: OfficeFile) -> None:
    morning = Morning(office.config, office.plan(THURSDAY), at("06:00"))
    refusal = morning.refused(book("register"))
    assert refusal.code == "not_released"
    morning.now = at("06:45")
    morning.ask(co.ReleaseDay())
    assert morning.book("register").number == "A001"
    assert morning.book("collect").number == "K001"
    free = capacity.free_starts(morning.opened, ("licence",), 20, morning.now)
    assert free[0] == at("07:00")
    assert morning.book("licence", free[0]).number == "E001"
    assert morning.refused(book("licence")).code == "start_required"
    view = views.kiosk_view(morning.opened, morning.now, "http://x")
    assert view.state == "open"
    assert all(offer.free for offer in view.services)
    assert {offer.id for offer in view.services if offer.starts} == {
        "licence", "exchange", "international", "medical"
    }  # fmt: skip


def test_the_quick_queue_is_called_first_but_nobody_starves(office: OfficeFile) -> None:
    morning = Morning(office.config, office.plan(THURSDAY), at("06:50"))
    morning.ask(co.ReleaseDay())
    morning.now = at("09:00")
    slow = morning.book("change")
    morning.now = at("09:05")
    quick = morning.book("collect")
    morning.now = at("09:12")
    late = morning.book("sticker")
    called = []
    for _ in range(3):
        called.append(morning.do(co.CallNext("2")).id)
        morning.do(co.MarkMissed("2"))
    assert called == [quick.id, slow.id, late.id]
