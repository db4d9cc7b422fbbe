"""The state in the words of one language."""

from dataclasses import replace

from kiosk.events import Booked, LanguageTouched, ServiceTouched, TimeTouched, ViewArrived
from kiosk.journey import advance
from kiosk.state import State, Ticketed, begin
from kiosk.viewmodels import faces
from office.contract import KioskView, TicketState
from tests.kiosk.samples import CLOSED, NOW, TICKET, TOMORROW, VIEW, at, notice


def state_of(view: KioskView = VIEW, language: str = "de") -> State:
    state = begin(("de", "en", "ar"), has_printer=True, now=0)
    state, _ = advance(state, ViewArrived(view), 0)
    state, _ = advance(state, LanguageTouched(language), 1)
    return state


def choosing(view: KioskView = VIEW, language: str = "de") -> State:
    return advance(state_of(view, language), ServiceTouched("renew"), 2)[0]


def ticketed(language: str) -> State:
    state, _ = advance(choosing(language=language), TimeTouched(at("10:20"), "key"), 3)
    return advance(state, Booked("key", TICKET), 4)[0]


def test_a_service_shows_its_next_three_starts() -> None:
    first, *_ = faces.offers(state_of())
    assert first.chips == ("10:20", "10:40", "10:45")
    assert (first.minutes, first.free, first.open) == (20, 9, True)


def test_a_service_with_starts_never_says_none_is_free() -> None:
    services = (replace(VIEW.services[0], free=0),)
    (row,) = faces.offers(state_of(replace(VIEW, services=services)))
    assert (row.open, row.free) == (True, 1)


def test_a_text_that_is_missing_is_said_in_the_offices_first_language() -> None:
    services = (replace(VIEW.services[0], name={"de": "Nur deutsch"}),)
    (row,) = faces.offers(state_of(replace(VIEW, services=services), "ar"))
    assert row.name == "Nur deutsch"


def test_times_part_at_noon() -> None:
    morning, afternoon = faces.times(choosing())
    assert morning[-1].clock == "11:45"
    assert afternoon[0].clock == "13:00"
    assert morning[0].name == "start-10:20"


def test_a_start_before_ten_has_two_digits_in_its_name_only() -> None:
    services = (replace(VIEW.services[0], starts=(at("9:50"),)),)
    (row,), _ = faces.times(choosing(replace(VIEW, services=services)))
    assert (row.clock, row.name) == ("9:50", "start-09:50")


def test_numbers_are_grouped_and_keep_their_order_in_arabic() -> None:
    assert faces.ticket(ticketed("de"), 4, NOW).number == "E\u00a0042"
    assert faces.ticket(ticketed("ar"), 4, NOW).number == "\u2066E\u00a0042\u2069"
    assert faces.ticket(ticketed("ar"), 4, NOW).start == "\u206610:20\u2069"


def test_closing_time_is_said_while_the_office_is_open() -> None:
    assert faces.head(state_of(), NOW).until == "18:00"
    assert faces.head(state_of(CLOSED), NOW).until == ""


def test_the_next_chance_names_its_day_unless_it_is_today() -> None:
    assert faces.chance(state_of(CLOSED)).day == "Freitag, 27. November"
    assert faces.chance(state_of(replace(CLOSED, next_chance=at("13:30")))).day == ""
    assert faces.chance(state_of(replace(CLOSED, next_chance=None))).clock == ""
    assert TOMORROW.date() > VIEW.date


def test_a_ticket_that_was_found_again_says_what_can_be_done_with_it() -> None:
    def kept(state: TicketState, start: str) -> faces.TicketFace:
        booked = replace(TICKET, state=state, start=at(start))
        return faces.ticket(replace(state_of(), step=Ticketed(booked, "kept", 0)), 0, NOW)

    assert (kept("booked", "10:20").canCome, kept("booked", "10:20").canPrint) == (True, True)
    assert (kept("waiting", "10:20").canCome, kept("waiting", "10:20").late) == (False, False)
    assert kept("waiting", "9:20").late
    assert not kept("done", "9:20").canPrint
    assert not faces.ticket(ticketed("de"), 4, NOW).canPrint, "its paper is on the way"


def test_a_notice_speaks_the_visitors_language_else_the_offices() -> None:
    words = {"de": "Heute bis 15 Uhr.", "ar": "حتى 15"}
    view = replace(VIEW, notices=(notice("closing_early", words),))
    assert [row.words for row in faces.notices(state_of(view, "ar"))] == ["حتى 15"]
    assert [row.words for row in faces.notices(state_of(view, "en"))] == ["Heute bis 15 Uhr."]


def test_everybody_is_reached_in_the_languages_of_office_and_kiosk() -> None:
    office = replace(VIEW.office, languages=("ar", "de", "xx"))
    assert faces.tongues(state_of(replace(VIEW, office=office))) == ("ar", "de", "en")


def test_the_order_to_leave_does_not_stand_below_the_head() -> None:
    view = replace(VIEW, notices=(notice("evacuation"), notice("long_wait")))
    assert [row.kind for row in faces.notices(state_of(view))] == ["long_wait"]
