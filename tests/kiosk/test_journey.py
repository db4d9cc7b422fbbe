"""The visitor's way, event by event, and what must hold whatever happens in whatever order."""

from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from kiosk.events import (
    BackTouched,
    Book,
    Booked,
    BookingRefused,
    BookingUnreachable,
    CheckedIn,
    CheckIn,
    CheckInRefused,
    CheckInUnreachable,
    DoneTouched,
    Effect,
    Event,
    GlassTouched,
    HaveNumberTouched,
    HereTouched,
    KeyTouched,
    LanguageTouched,
    LostTouched,
    MoreTimeTouched,
    OfficeLost,
    OkTouched,
    Printed,
    PrintSlip,
    PrintTouched,
    ReportPrinted,
    ServiceTouched,
    SetLanguage,
    Tick,
    TimeTouched,
    ViewArrived,
)
from kiosk.journey import advance
from kiosk.keypad import DELETE
from kiosk.patience import (
    BOOKING_SECONDS,
    COUNTDOWN_SECONDS,
    IDLE_SECONDS,
    PRINTED_SECONDS,
    PRINTING_SECONDS,
    SHOWN_SECONDS,
)
from kiosk.state import (
    Choosing,
    Home,
    Note,
    Screen,
    State,
    Ticketed,
    begin,
    evacuating,
    screen,
)
from office.contract import Item, KioskView, Problem, RefusalCode, TicketState
from tests.kiosk.samples import (
    CLOSED,
    EVACUATION,
    NOT_RELEASED,
    NOTHING_FREE,
    NOTICES,
    SERVICES,
    TICKET,
    VIEW,
    at,
)

TILES = ("de", "en", "ar")


class Visit:
    """A state, a clock, and all effects so far."""

    def __init__(self, view: KioskView | None = VIEW, *, printer: bool = True) -> None:
        self.now = 100.0
        self.effects: list[Effect] = []
        self.state = begin(TILES, has_printer=printer, now=self.now)
        if view is not None:
            self.happens(ViewArrived(view))

    def happens(self, *events: Event) -> "Visit":
        for event in events:
            self.state, effects = advance(self.state, event, self.now)
            self.effects += effects
        return self

    def touches(self, *events: Event) -> "Visit":
        for event in events:
            self.now += 1
            self.happens(event)
        return self

    def waits(self, seconds: float) -> "Visit":
        for _ in range(round(seconds * 2)):
            self.now += 0.5
            self.happens(Tick())
        return self

    def of(self, kind: type[Effect]) -> list[Effect]:
        return [effect for effect in self.effects if isinstance(effect, kind)]

    @property
    def screen(self) -> Screen:
        return screen(self.state)


def without(view: KioskView, clock: str) -> KioskView:
    """The view after somebody else took this start."""
    left = tuple(
        replace(each, starts=tuple(s for s in each.starts if s != at(clock)))
        for each in view.services
    )
    return replace(view, services=left)


def choosing(view: KioskView = VIEW, *, printer: bool = True) -> Visit:
    return Visit(view, printer=printer).touches(ServiceTouched("renew"))


def booking(*, printer: bool = True) -> Visit:
    return choosing(printer=printer).touches(TimeTouched(at("10:20"), "key"))


def ticketed(*, printer: bool = True) -> Visit:
    return booking(printer=printer).happens(Booked("key", TICKET))


# ---- the straight way ------------------------------------------------------------------------


def test_one_tap_on_a_time_books_it() -> None:
    visit = booking()
    (book,) = visit.of(Book)
    assert isinstance(book, Book)
    assert book.key == "key"
    assert book.request.start == at("10:20")
    assert [item.service for item in book.request.items] == ["renew"]
    assert visit.screen == "booking"


def test_a_booked_ticket_is_shown_and_printed_once() -> None:
    visit = ticketed()
    assert visit.screen == "ticket"
    assert len(visit.of(PrintSlip)) == 1
    visit.happens(Booked("key", TICKET))
    assert len(visit.of(PrintSlip)) == 1


def test_the_number_stays_until_the_paper_is_out_then_goes_by_itself() -> None:
    visit = ticketed().waits(PRINTING_SECONDS - 1)
    assert visit.screen == "ticket"
    visit.happens(Printed(TICKET.id, "printed")).waits(8)
    assert visit.screen == "ticket"
    visit.waits(PRINTED_SECONDS - 8)
    assert visit.screen == "welcome"
    assert [r.outcome for r in visit.of(ReportPrinted) if isinstance(r, ReportPrinted)] == [
        "printed"
    ]


def test_a_printer_that_never_answers_counts_as_unconfirmed() -> None:
    visit = ticketed().waits(PRINTING_SECONDS)
    assert isinstance(visit.state.step, Ticketed)
    assert visit.state.step.paper == "unconfirmed"
    assert visit.of(ReportPrinted) == [ReportPrinted(TICKET.id, "unconfirmed", "7f3a-unconfirmed")]


@pytest.mark.parametrize("printer", [True, False])
def test_without_paper_the_number_stays_and_may_stay_longer(printer: bool) -> None:
    visit = ticketed(printer=printer).happens(Printed(TICKET.id, "failed"))
    assert ReportPrinted(TICKET.id, "shown", "7f3a-shown") in visit.effects
    visit.waits(30).touches(MoreTimeTouched()).waits(SHOWN_SECONDS - 1)
    assert visit.screen == "ticket"
    visit.waits(2)
    assert visit.screen == "welcome"


def test_done_waits_for_the_paper() -> None:
    visit = ticketed().touches(DoneTouched())
    assert visit.screen == "ticket"
    visit.happens(Printed(TICKET.id, "printed")).touches(DoneTouched())
    assert visit.screen == "welcome"


def test_an_open_queue_needs_no_start() -> None:
    open_queue = replace(SERVICES[0], timed=False, starts=(), free=5)
    visit = Visit(replace(VIEW, services=(open_queue,)))
    visit.touches(ServiceTouched("renew"), TimeTouched(None, "key"))
    (book,) = visit.of(Book)
    assert isinstance(book, Book)
    assert book.request.start is None


# ---- touches that are too many or too late ---------------------------------------------------


def test_twenty_taps_in_two_seconds_are_one_ticket() -> None:
    visit = choosing()
    visit.now += 1
    for tap in range(20):
        visit.now += 0.1
        visit.happens(TimeTouched(at("10:20"), f"key-{tap}"))
        if tap == 1:
            visit.happens(Booked("key-0", TICKET), Printed(TICKET.id, "printed"))
        visit.happens(DoneTouched())
    assert len(visit.of(Book)) == 1
    assert visit.screen == "ticket"


def test_a_double_tap_on_a_service_takes_no_time() -> None:
    visit = choosing()
    visit.now += 0.2
    visit.happens(TimeTouched(at("10:20"), "key"))
    assert visit.of(Book) == []
    assert visit.screen == "times"


def test_a_touch_meant_for_the_screen_before_does_not_count() -> None:
    visit = booking()
    visit.now += 5
    visit.happens(refused("slot_taken"))
    visit.now += 0.2
    visit.happens(TimeTouched(at("10:40"), "key-2"))
    assert len(visit.of(Book)) == 1
    visit.touches(TimeTouched(at("10:40"), "key-3"))
    assert len(visit.of(Book)) == 2


def test_a_service_without_free_starts_cannot_be_chosen() -> None:
    assert Visit().touches(ServiceTouched("letter")).screen == "welcome"


def test_a_start_that_is_no_longer_in_the_view_cannot_be_booked() -> None:
    visit = choosing().happens(ViewArrived(without(VIEW, "10:20")))
    visit.touches(TimeTouched(at("10:20"), "key"))
    assert visit.of(Book) == []


# ---- refusals and silence --------------------------------------------------------------------


def refused(code: RefusalCode, *next_starts: str) -> BookingRefused:
    starts = tuple(at(start) for start in next_starts)
    return BookingRefused("key", Problem(code, "no", 409, next_starts=starts))


def test_a_taken_start_leads_back_to_the_times_with_the_next_one() -> None:
    visit = booking().happens(refused("slot_taken", "10:40"))
    assert visit.screen == "times"
    assert visit.state.step == Choosing("renew", Note("taken", at("10:40")))


def test_a_taken_start_without_advice_names_the_next_in_the_view() -> None:
    visit = booking().happens(refused("slot_taken"))
    assert visit.state.step == Choosing("renew", Note("taken", at("10:40")))


@pytest.mark.parametrize(
    ("code", "kind"),
    [("nothing_free", "gone"), ("closed", "gone"), ("unknown_service", "refused")],
)
def test_other_refusals_lead_home_with_a_word(code: RefusalCode, kind: str) -> None:
    visit = booking().happens(refused(code))
    assert isinstance(visit.state.step, Home)
    assert visit.state.step.note is not None
    assert visit.state.step.note.kind == kind


@pytest.mark.parametrize("answer", [BookingUnreachable("key"), refused("storage_failed")])
def test_silence_is_retried_with_the_same_key(answer: Event) -> None:
    visit = booking().happens(answer)
    assert len(visit.of(Book)) == 1
    visit.waits(1)
    first, again = visit.of(Book)
    assert first == again
    visit.happens(Booked("key", TICKET))
    assert visit.screen == "ticket"


def test_one_tap_is_not_tried_for_ever_and_a_late_ticket_is_flagged() -> None:
    visit = booking().happens(BookingUnreachable("key")).waits(BOOKING_SECONDS)
    assert visit.state.step == Home(Note("unreachable"))
    visit.happens(Booked("key", TICKET))
    assert visit.screen == "welcome"
    assert visit.of(PrintSlip) == []
    assert visit.of(ReportPrinted) == [ReportPrinted(TICKET.id, "failed", "7f3a-failed")]


def test_an_answer_to_an_earlier_tap_is_not_taken_for_this_one() -> None:
    visit = booking().happens(BookingUnreachable("key")).waits(BOOKING_SECONDS)
    visit.touches(ServiceTouched("renew"), TimeTouched(at("10:40"), "key-2"))
    visit.happens(Booked("key", TICKET))
    assert visit.screen == "booking"
    assert visit.of(PrintSlip) == []
    visit.happens(Booked("key-2", replace(TICKET, id="other")))
    assert visit.screen == "ticket"


def test_a_lost_office_is_said_and_comes_back_without_a_touch() -> None:
    visit = Visit().happens(OfficeLost())
    assert visit.screen == "unreachable"
    assert visit.happens(ViewArrived(VIEW)).screen == "welcome"


def test_a_number_once_given_outlives_the_office() -> None:
    assert ticketed().happens(OfficeLost()).screen == "ticket"


@pytest.mark.parametrize(
    ("view", "shown"),
    [(NOT_RELEASED, "not_released"), (NOTHING_FREE, "nothing_free"), (CLOSED, "closed")],
)
def test_the_offices_state_is_said_before_anything_else(view: KioskView, shown: Screen) -> None:
    assert Visit(view).screen == shown
    assert choosing().happens(ViewArrived(view)).screen == shown


def test_nothing_is_known_at_first() -> None:
    assert Visit(None).screen == "starting"
    assert Visit(None).happens(OfficeLost()).screen == "unreachable"


# ---- the house is left -----------------------------------------------------------------------


def test_the_order_to_leave_covers_all_and_stays_when_the_office_is_lost() -> None:
    for visit in (Visit(), choosing(), booking(), ticketed(), Visit(CLOSED)):
        assert visit.happens(ViewArrived(EVACUATION)).screen == "evacuation"
        assert visit.happens(OfficeLost()).waits(200).screen == "evacuation"


def test_the_order_to_leave_ends_what_a_visitor_was_doing() -> None:
    visit = Visit().touches(LanguageTouched("ar"), ServiceTouched("renew"))
    visit.happens(ViewArrived(EVACUATION))
    assert visit.effects[-1] == SetLanguage("de")
    visit.touches(ServiceTouched("renew"), HaveNumberTouched(), LanguageTouched("ar"))
    visit.happens(ViewArrived(VIEW))
    assert (visit.screen, visit.state.language) == ("welcome", "de")


def test_a_number_once_given_is_there_again_after_it() -> None:
    visit = ticketed().happens(Printed(TICKET.id, "printed"), ViewArrived(EVACUATION)).waits(600)
    visit.happens(ViewArrived(VIEW))
    assert visit.screen == "ticket"
    visit.waits(SHOWN_SECONDS - 1)
    assert visit.screen == "ticket"
    visit.waits(1)
    assert visit.screen == "welcome"


def test_a_number_that_was_on_its_way_is_shown_after_it_and_not_printed_meanwhile() -> None:
    visit = booking().happens(ViewArrived(EVACUATION), Booked("key", TICKET)).waits(600)
    assert visit.of(PrintSlip) == []
    assert visit.of(ReportPrinted) == [ReportPrinted(TICKET.id, "shown", "7f3a-shown")]
    visit.happens(ViewArrived(VIEW))
    assert visit.screen == "ticket"
    assert visit.touches(PrintTouched()).of(PrintSlip) == [PrintSlip(TICKET, VIEW.office)]


def test_what_did_not_get_an_answer_is_not_tried_on_while_the_house_is_left() -> None:
    visit = booking().happens(ViewArrived(EVACUATION), BookingUnreachable("key")).waits(60)
    assert len(visit.of(Book)) == 1
    assert visit.happens(ViewArrived(VIEW)).state.step == Home()


# ---- idle ------------------------------------------------------------------------------------


def test_nobody_there_is_asked_then_everything_is_wiped() -> None:
    visit = Visit().touches(LanguageTouched("ar"), ServiceTouched("renew"))
    visit.waits(IDLE_SECONDS - 1)
    assert visit.state.asked_at is None
    visit.waits(1)
    assert visit.state.asked_at is not None
    visit.waits(COUNTDOWN_SECONDS - 1)
    assert visit.screen == "times"
    visit.waits(1)
    assert visit.screen == "welcome"
    assert visit.effects[-1] == SetLanguage("de")
    assert visit.state == replace(
        Visit().state, present_at=visit.now, struck_at=visit.now, language="de"
    )


def test_more_time_is_given_ten_times_and_more() -> None:
    visit = choosing()
    for _ in range(12):
        visit.waits(IDLE_SECONDS + COUNTDOWN_SECONDS - 2).touches(MoreTimeTouched())
    assert visit.screen == "times"
    assert visit.state.asked_at is None


def test_a_finger_anywhere_is_a_sign_of_life() -> None:
    visit = choosing()
    for _ in range(3):
        visit.waits(IDLE_SECONDS - 2).happens(GlassTouched())
    assert visit.state.asked_at is None


def test_nobody_is_asked_where_nothing_would_be_lost() -> None:
    assert Visit().waits(200).state.asked_at is None


def test_a_word_of_explanation_goes_by_itself() -> None:
    visit = booking().happens(refused("unknown_service")).waits(IDLE_SECONDS)
    assert visit.state.step == Home()


def test_the_first_language_is_the_offices_first_that_has_a_button() -> None:
    office = replace(VIEW.office, languages=("fr", "en", "de"))
    assert Visit(replace(VIEW, office=office)).state.language == "en"


# ---- whatever happens ------------------------------------------------------------------------

VIEWS = (VIEW, without(VIEW, "10:20"), NOT_RELEASED, NOTHING_FREE, CLOSED, NOTICES, EVACUATION)
STARTS = (at("10:20"), at("10:40"), at("11:10"), None)
CODES: tuple[RefusalCode, ...] = (
    "slot_taken", "start_past", "nothing_free", "closed", "internal", "forbidden",
    "too_early", "too_late", "already_here", "unknown_code", "wrong_state", "too_many",
)  # fmt: skip


class AnyDay(RuleBasedStateMachine):
    """Visitors, office, printer and time in any order."""

    @initialize(printer=st.booleans(), known=st.booleans())
    def opens(self, printer: bool, known: bool) -> None:
        self.now = 0.0
        self.taps = 0
        self.spoken = TILES[0]
        self.state: State = begin(TILES, has_printer=printer, now=0.0)
        self.in_flight: dict[str, Book] = {}
        self.books: dict[str, list[Book]] = {}
        self.tickets = 0
        self.printing: set[str] = set()
        self.printed: set[str] = set()
        self.unheard: set[str] = set()
        self.asking: dict[str, CheckIn] = {}
        self.checks: dict[str, list[CheckIn]] = {}
        self.copies = 0
        if known:
            self.happens(ViewArrived(VIEW))

    def happens(self, event: Event) -> None:
        self.state, effects = advance(self.state, event, self.now)
        for effect in effects:
            self.does(effect)

    def does(self, effect: Effect) -> None:
        match effect:
            case Book(_, key):
                assert key not in self.in_flight, "two of the same tap under way"
                self.in_flight[key] = effect
                self.books.setdefault(key, []).append(effect)
            case CheckIn(_, key):
                assert key not in self.asking, "two of the same OK under way"
                self.asking[key] = effect
                self.checks.setdefault(key, []).append(effect)
            case PrintSlip(ticket):
                assert not evacuating(self.state), "printed in an empty house"
                assert ticket.id not in self.printing, "two slips of one ticket under way"
                assert ticket.id not in self.printed or self.copies, "printed twice"
                self.printing.add(ticket.id)
                self.printed.add(ticket.id)
                self.unheard.discard(ticket.id)
            case ReportPrinted(ticket_id):
                self.unheard.discard(ticket_id)
            case SetLanguage(tag):
                self.spoken = tag

    @rule(seconds=st.sampled_from([0.1, 0.6, 1.0, 12.0, 25.0, 60.0]))
    def time_passes(self, seconds: float) -> None:
        self.now += seconds
        self.happens(Tick())

    @rule(view=st.sampled_from(VIEWS))
    def view_arrives(self, view: KioskView) -> None:
        self.happens(ViewArrived(view))

    @rule()
    def office_is_lost(self) -> None:
        self.happens(OfficeLost())

    @rule(service=st.sampled_from(["renew", "letter", "apply", "none"]))
    def touches_service(self, service: str) -> None:
        self.now += 0.6
        self.happens(ServiceTouched(service))

    @rule(pause=st.sampled_from([0.1, 0.6]), start=st.sampled_from(STARTS))
    def touches_time(self, pause: float, start: object) -> None:
        self.now += pause
        self.taps += 1
        self.happens(TimeTouched(start, f"key-{self.taps}"))  # type: ignore[arg-type]

    @rule(
        touch=st.sampled_from(
            [
                BackTouched(),
                DoneTouched(),
                MoreTimeTouched(),
                GlassTouched(),
                LanguageTouched("ar"),
                LanguageTouched("xx"),
                HaveNumberTouched(),
                LostTouched(),
                KeyTouched(DELETE),
            ]
        )
    )
    def touches_another(self, touch: Event) -> None:
        self.now += 0.6
        self.happens(touch)

    @rule(text=st.sampled_from(["E042", "K7M4QX", "A"]), ok=st.booleans())
    def types(self, text: str, ok: bool) -> None:
        for sign in text:
            self.now += 0.2
            self.happens(KeyTouched(sign))
        if ok:
            self.now += 0.6
            self.taps += 1
            self.happens(OkTouched(f"key-{self.taps}"))

    @rule()
    def says_here(self) -> None:
        self.now += 0.6
        self.taps += 1
        self.happens(HereTouched(f"key-{self.taps}"))

    @rule()
    def wants_a_copy(self) -> None:
        self.now += 0.6
        self.copies += 1
        self.happens(PrintTouched())
        self.copies -= 1

    @precondition(lambda self: self.asking)
    @rule(
        known=st.sampled_from(["booked", "waiting", "called", "missed", "done"]),
        earlier=st.integers(1, 3),
    )
    def office_finds(self, known: TicketState, earlier: int) -> None:
        key, _ = self.asking.popitem()
        self.happens(CheckedIn(key, replace(TICKET, id=f"t{earlier}", state=known)))

    @precondition(lambda self: self.asking)
    @rule(code=st.sampled_from(CODES))
    def office_does_not_find(self, code: RefusalCode) -> None:
        key, _ = self.asking.popitem()
        again = Problem(code, "no", 409, next_starts=STARTS[:2], items=(Item("renew"),))
        self.happens(CheckInRefused(key, again))

    @precondition(lambda self: self.asking)
    @rule()
    def office_says_nothing_of_a_code(self) -> None:
        self.happens(CheckInUnreachable(self.asking.popitem()[0]))

    def answered(self) -> str:
        key = next(iter(self.in_flight))
        del self.in_flight[key]
        return key

    @precondition(lambda self: self.in_flight)
    @rule()
    def office_books(self) -> None:
        key = self.answered()
        self.tickets += 1
        ticket = replace(TICKET, id=f"t{self.tickets}")
        self.unheard.add(ticket.id)
        self.happens(Booked(key, ticket))

    @precondition(lambda self: self.in_flight)
    @rule(code=st.sampled_from(CODES))
    def office_refuses(self, code: RefusalCode) -> None:
        self.happens(BookingRefused(self.answered(), Problem(code, "no", 409)))

    @precondition(lambda self: self.in_flight)
    @rule()
    def office_is_silent(self) -> None:
        self.happens(BookingUnreachable(self.answered()))

    @precondition(lambda self: self.printing)
    @rule(outcome=st.sampled_from(["printed", "unconfirmed", "failed"]))
    def printer_answers(self, outcome: str) -> None:
        self.happens(Printed(self.printing.pop(), outcome))  # type: ignore[arg-type]

    @invariant()
    def a_tap_has_one_wish(self) -> None:
        for key, wishes in (*self.books.items(), *self.checks.items()):
            assert len(set(wishes)) == 1, key

    @invariant()
    def no_ticket_is_forgotten(self) -> None:
        assert not self.unheard, "neither printed nor shown nor flagged"

    @invariant()
    def there_is_a_screen_and_one_language(self) -> None:
        assert screen(self.state) in get_args(Screen)
        assert self.spoken == self.state.language
        assert self.state.language in TILES

    def teardown(self) -> None:
        """Once everybody has left and all has answered, nothing of anybody is left."""
        if not hasattr(self, "state"):
            return
        self.happens(ViewArrived(VIEW))
        for _ in range(300):
            self.now += 1
            self.happens(Tick())
        assert self.state.step == Home()
        assert self.state.language == "de"
        assert self.state.asked_at is None


TestAnyDay = AnyDay.TestCase
TestAnyDay.settings = settings(max_examples=60, stateful_step_count=30)
