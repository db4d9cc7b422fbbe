"""Notices, emergency calls and the day's end."""

import pytest

from office.contract import NoticeKind, WaitingEnd
from office.day import commands as co
from office.day import house, views
from tests.office.day.small import Morning, at, book, open_morning

WORDS = {"en": "Back at ten", "de": "Um zehn zurück"}


def kinds(morning: Morning, desks_too: bool = False) -> list[NoticeKind]:
    return [n.kind for n in views.notices(morning.opened, desks_too)]


# ---- notices ---------------------------------------------------------------------------------


def test_a_notice_is_up_until_it_is_ended_and_evacuation_goes_before_all() -> None:
    morning = open_morning()
    morning.ask(co.PostNotice("a", "long_wait", {}))
    morning.ask(co.PostNotice("b", "message", WORDS))
    morning.ask(co.PostNotice("c", "evacuation", {}))
    assert kinds(morning) == ["evacuation", "long_wait", "message"]
    morning.ask(co.EndNotice("c"))
    assert kinds(morning) == ["long_wait", "message"]
    assert morning.refused(co.EndNotice("c")).code == "unknown_notice"


@pytest.mark.parametrize("words", [{}, {"en": "only"}, {"en": "x", "de": ""}])
def test_a_message_needs_its_words_in_every_language(words: dict[str, str]) -> None:
    assert open_morning().refused(co.PostNotice("n", "message", words)).code == "invalid"


def test_an_emergency_comes_from_a_desk_is_answered_and_ended() -> None:
    morning = open_morning()
    assert morning.refused(co.PostNotice("n", "emergency", {})).code == "invalid"
    morning.ask(co.CallForHelp("1", "n"))
    morning.ask(co.CallForHelp("1", "another"))
    morning.ask(co.AnswerHelp("2", "n"))
    morning.ask(co.AnswerHelp("2", "n"))
    morning.ask(co.AnswerHelp("3", "n"))
    assert kinds(morning) == [], "no visitor sees it"
    seen = views.notices(morning.opened, desks_too=True)
    assert [(n.kind, n.desk and n.desk.id, [d.id for d in n.coming]) for n in seen] == [
        ("emergency", "1", ["2", "3"])
    ]
    assert morning.refused(co.EndHelp("9", "n")).code == "unknown_desk"
    morning.ask(co.EndHelp("2", "n"))
    assert kinds(morning, desks_too=True) == []
    assert morning.refused(co.AnswerHelp("2", "n")).code == "unknown_notice"


def test_a_desk_ends_emergency_calls_but_no_evacuation() -> None:
    morning = open_morning()
    morning.ask(co.PostNotice("out", "evacuation", {}))
    assert morning.refused(co.EndHelp("1", "out")).code == "unknown_notice"
    assert kinds(morning) == ["evacuation"]


def test_a_message_can_be_read_from_the_last_row() -> None:
    morning = open_morning()
    languages = morning.opened.config.office.languages
    long = dict.fromkeys(languages, "x" * 201)
    assert morning.refused(co.PostNotice("n", "message", long)).code == "invalid"
    morning.ask(co.PostNotice("n", "message", dict.fromkeys(languages, "x" * 200)))
    assert kinds(morning) == ["message"]


def test_help_is_only_sent_where_it_was_called() -> None:
    morning = open_morning()
    morning.ask(co.PostNotice("n", "long_wait", {}))
    assert morning.refused(co.AnswerHelp("2", "n")).code == "unknown_notice"
    assert morning.refused(co.AnswerHelp("9", "n")).code == "unknown_desk"
    assert morning.refused(co.CallForHelp("9", "n")).code == "unknown_desk"


# ---- the day's end ---------------------------------------------------------------------------


@pytest.mark.parametrize("waiting", ["served", "tomorrow", "voucher"])
def test_closing_ends_what_nobody_came_for_and_tells_who_waits(waiting: WaitingEnd) -> None:
    morning = open_morning()
    here = morning.book("ask")
    absent = morning.book("renew", "10:00", origin="phone")
    morning.ask(book("apply", "09:00", ticket="h", hold=True))
    morning.ask(co.CloseDay(waiting))
    states = {id_: morning.opened.tickets[id_].state for id_ in (here.id, absent.id, "h")}
    assert states == {here.id: "waiting", absent.id: "expired", "h": "expired"}
    view = views.ticket_view(morning.opened, morning.opened.tickets[here.id], morning.now)
    assert view.closing == views.board_view(morning.opened, morning.now).closing == waiting
    assert not any(morning.opened.busy[desk] for desk in morning.opened.busy)


def test_a_closed_day_gives_nothing_away_but_serves_who_is_here() -> None:
    morning = open_morning()
    ticket = morning.book("ask")
    morning.ask(co.CloseDay("served"))
    refusal = morning.refused(book("ask"))
    assert (refusal.code, refusal.next_chance) == ("closed", at("08:00", "2026-11-27"))
    assert morning.refused(book("renew", "10:00", hold=True)).code == "closed"
    assert morning.do(co.CallNext("2")).id == ticket.id
    assert morning.do(co.Finish("2")).state == "done"


def test_closing_twice_is_closing_once_but_the_word_can_be_changed() -> None:
    morning = open_morning()
    morning.ask(co.CloseDay("served"))
    position = morning.opened.position
    morning.ask(co.CloseDay("served"))
    assert morning.opened.position == position
    morning.ask(co.CloseDay("voucher"))
    assert morning.opened.closed == "voucher"


def test_a_day_closes_by_itself_once_the_last_visitor_has_gone() -> None:
    morning = open_morning()
    ticket = morning.book("ask")
    assert not house.closes_by_itself(morning.opened, at("11:59"))
    for step in (co.CallNext("2"), co.Park("2"), co.Unpark("2", ticket.id), co.CallNext("2")):
        assert not house.closes_by_itself(morning.opened, at("12:00")), step
        morning.do(step)
    morning.do(co.Finish("2"))
    assert not house.closes_by_itself(morning.opened, at("11:59"))
    assert house.closes_by_itself(morning.opened, at("12:00"))
    morning.ask(co.CloseDay("served"))
    assert not house.closes_by_itself(morning.opened, at("12:00"))
