"""The way of somebody who has a number already."""

from dataclasses import replace

import pytest

from kiosk.events import (
    BackTouched,
    Book,
    Booked,
    CheckedIn,
    CheckIn,
    CheckInRefused,
    CheckInUnreachable,
    DoneTouched,
    Event,
    HaveNumberTouched,
    HereTouched,
    KeyTouched,
    LanguageTouched,
    LostTouched,
    OfficeLost,
    OkTouched,
    Printed,
    PrintSlip,
    PrintTouched,
    ReportPrinted,
    TimeTouched,
    ViewArrived,
)
from kiosk.patience import BOOKING_SECONDS, COUNTDOWN_SECONDS, IDLE_SECONDS, SHOWN_SECONDS
from kiosk.state import Answered, Home, Note, Ticketed, Typing
from office.contract import CheckInRequest, Item, KioskView, Problem, RefusalCode
from tests.kiosk.samples import CLOSED, EVACUATION, NOT_RELEASED, NOTHING_FREE, TICKET, VIEW, at
from tests.kiosk.test_journey import Visit

PHONE = replace(TICKET, state="booked")


def keys(text: str) -> list[Event]:
    return [KeyTouched(sign) for sign in text]


def typing(view: KioskView = VIEW, *, printer: bool = True) -> Visit:
    visit = Visit(view, printer=printer).touches(HaveNumberTouched())
    return visit.touches(*keys(TICKET.code))


def checking(*, printer: bool = True) -> Visit:
    return typing(printer=printer).touches(OkTouched("key"))


def finding(*, printer: bool = True) -> Visit:
    visit = Visit(printer=printer).touches(HaveNumberTouched(), LostTouched())
    visit.touches(*keys(TICKET.number), OkTouched("unused"))
    return visit.touches(*keys(TICKET.code), OkTouched("key"))


def refused(code: RefusalCode) -> CheckInRefused:
    later = (at("10:40"), at("11:00"))
    items = (Item("renew", 2), Item("travel"))
    return CheckInRefused("key", Problem(code, "no", 409, "", "", later, at("9:50"), items))


# ---- the straight way ------------------------------------------------------------------------


def test_a_code_and_ok_ask_the_office_once() -> None:
    visit = checking()
    assert visit.of(CheckIn) == [CheckIn(CheckInRequest(code=TICKET.code), "key")]
    assert visit.screen == "checking"


def test_who_is_checked_in_sees_the_number_again_without_new_paper() -> None:
    visit = checking().happens(CheckedIn("key", TICKET))
    assert visit.screen == "ticket"
    assert visit.of(PrintSlip) == []
    assert visit.of(ReportPrinted) == []
    visit.waits(SHOWN_SECONDS)
    assert visit.state.step == Home()


def test_a_lost_ticket_is_found_by_number_and_code_and_printed_when_asked_for() -> None:
    visit = finding()
    (asked,) = visit.of(CheckIn)
    assert asked == CheckIn(CheckInRequest(code=TICKET.code, number=TICKET.number), "key")
    visit.happens(CheckedIn("key", TICKET)).touches(PrintTouched(), PrintTouched())
    assert visit.of(PrintSlip) == [PrintSlip(TICKET, VIEW.office)]
    visit.happens(Printed(TICKET.id, "printed"))
    assert isinstance(visit.state.step, Ticketed)
    assert visit.state.step.paper == "printed"


def test_a_found_ticket_that_is_not_here_yet_can_say_so() -> None:
    visit = finding().happens(CheckedIn("key", PHONE)).touches(HereTouched("key-2"))
    assert visit.of(CheckIn)[-1] == CheckIn(CheckInRequest(code=TICKET.code), "key-2")
    visit.happens(CheckedIn("key-2", TICKET))
    assert isinstance(visit.state.step, Ticketed)
    assert visit.state.step.ticket.state == "waiting"


def test_who_is_here_cannot_say_it_again() -> None:
    visit = finding().happens(CheckedIn("key", TICKET)).touches(HereTouched("key-2"))
    assert len(visit.of(CheckIn)) == 1
    assert visit.screen == "ticket"


def test_without_a_printer_none_is_offered() -> None:
    visit = finding(printer=False).happens(CheckedIn("key", TICKET)).touches(PrintTouched())
    assert visit.of(PrintSlip) == []


@pytest.mark.parametrize("view", [NOTHING_FREE, NOT_RELEASED])
def test_a_number_can_be_typed_while_nothing_is_given_out(view: KioskView) -> None:
    assert typing(view).screen == "code"


def test_nothing_is_typed_once_the_office_is_closed() -> None:
    assert Visit(CLOSED).touches(HaveNumberTouched()).state.step == Home()
    visit = typing().happens(ViewArrived(CLOSED))
    assert visit.screen == "closed"
    assert visit.touches(OkTouched("key")).of(CheckIn) == []


# ---- what the office answers -----------------------------------------------------------------


@pytest.mark.parametrize("code", ["unknown_code", "unknown_ticket"])
def test_an_unknown_code_is_typed_again(code: RefusalCode) -> None:
    assert checking().happens(refused(code)).state.step == Typing(note=Note("unknown"))
    lost = Typing(lost=True, field="number", note=Note("unknown"))
    assert finding().happens(refused(code)).state.step == lost


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("too_early", "early"),
        ("too_late", "late"),
        ("already_here", "here"),
        ("wrong_date", "other_day"),
        ("wrong_state", "over"),
        ("too_many", "too_many"),
    ],
)
def test_each_refusal_has_its_answer(code: RefusalCode, kind: str) -> None:
    visit = checking().happens(refused(code))
    assert visit.screen == "answer"
    assert isinstance(visit.state.step, Answered)
    assert visit.state.step.kind == kind
    assert visit.touches(DoneTouched()).state.step == Home()


def test_another_refusal_leads_home_with_a_word() -> None:
    assert checking().happens(refused("forbidden")).state.step == Home(Note("refused"))


def test_too_late_is_one_touch_from_another_time_for_all_that_was_wanted() -> None:
    visit = checking().happens(refused("too_late"))
    visit.touches(TimeTouched(at("10:20"), "key-2"))
    assert visit.of(Book) == [], "not one of those that were offered"
    visit.touches(TimeTouched(at("11:00"), "key-3"))
    (book,) = visit.of(Book)
    assert isinstance(book, Book)
    assert book.request.start == at("11:00")
    assert book.request.items == (Item("renew", 2), Item("travel"))
    assert visit.happens(Booked("key-3", TICKET)).screen == "ticket"
    assert len(visit.of(PrintSlip)) == 1


@pytest.mark.parametrize("answer", [CheckInUnreachable("key"), refused("storage_failed")])
def test_silence_is_retried_with_the_same_key(answer: Event) -> None:
    visit = checking().happens(answer).waits(1)
    first, again = visit.of(CheckIn)
    assert first == again
    assert visit.happens(CheckedIn("key", TICKET)).screen == "ticket"


def test_the_office_is_not_asked_for_ever() -> None:
    visit = checking().happens(CheckInUnreachable("key")).waits(BOOKING_SECONDS)
    assert visit.state.step == Home(Note("unreachable"))
    assert visit.happens(CheckedIn("key", TICKET)).screen == "welcome"


def test_a_late_answer_is_not_taken_for_another_visitors() -> None:
    visit = checking().happens(CheckInUnreachable("key")).waits(BOOKING_SECONDS)
    visit.touches(HaveNumberTouched(), *keys("AAAAAA"), OkTouched("key-2"))
    assert visit.happens(CheckedIn("key", TICKET)).screen == "checking"
    assert visit.happens(refused("too_late")).screen == "checking"


def test_a_lost_office_is_said_while_typing_and_what_was_typed_stays() -> None:
    visit = typing().happens(OfficeLost())
    assert visit.screen == "unreachable"
    visit.touches(KeyTouched("delete"))
    assert visit.happens(ViewArrived(VIEW)).state.step == Typing(code=TICKET.code)


def test_no_answer_stays_from_before_the_house_was_left() -> None:
    for answer in (refused("too_late"), refused("unknown_code"), CheckInUnreachable("key")):
        visit = checking().happens(ViewArrived(EVACUATION), answer, ViewArrived(VIEW))
        assert visit.state.step == Home()


def test_a_number_that_was_found_while_the_house_was_left_is_shown_after_it() -> None:
    visit = checking().happens(ViewArrived(EVACUATION), CheckedIn("key", TICKET)).waits(300)
    assert visit.happens(ViewArrived(VIEW)).screen == "ticket"


# ---- fingers ---------------------------------------------------------------------------------


def test_fingers_may_hurry_from_key_to_key_but_a_trembling_one_types_once() -> None:
    visit = Visit().touches(HaveNumberTouched())
    visit.now += 1
    for event in (*keys("KK7M"), *keys("M4Q")):
        visit.now += 0.15
        visit.happens(event)
    assert visit.state.step == Typing(code="K7M4Q")
    visit.now += 0.15
    visit.happens(KeyTouched("X"))
    visit.now += 0.15
    visit.happens(OkTouched("key"))
    visit.now += 0.15
    visit.happens(OkTouched("key-2"))
    assert len(visit.of(CheckIn)) == 1


def test_the_touch_that_opens_the_keypad_types_nothing() -> None:
    visit = Visit().touches(HaveNumberTouched())
    visit.now += 0.2
    visit.happens(KeyTouched("K"))
    assert visit.state.step == Typing()


def test_ok_before_the_code_is_whole_does_nothing() -> None:
    visit = Visit().touches(HaveNumberTouched(), *keys("K7M4"), OkTouched("key"))
    assert visit.screen == "code"
    assert visit.of(CheckIn) == []


def test_back_leads_step_by_step_home() -> None:
    visit = Visit().touches(HaveNumberTouched(), LostTouched(), *keys("E042"), OkTouched("key"))
    assert visit.state.step == Typing(lost=True, field="code", number="E042")
    visit.touches(BackTouched())
    assert visit.state.step == Typing(lost=True, field="number", number="E042")
    visit.touches(BackTouched())
    assert visit.state.step == Typing()
    visit.touches(BackTouched())
    assert visit.state.step == Home()


def test_idle_wipes_what_was_typed() -> None:
    visit = typing().touches(LanguageTouched("ar"))
    visit.waits(IDLE_SECONDS + COUNTDOWN_SECONDS)
    assert visit.state.step == Home()
    assert visit.state.language == "de"
    assert TICKET.code not in repr(visit.state)
