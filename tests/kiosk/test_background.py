"""Booking, printing and reporting away from the screen, with real threads."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from kiosk import background
from kiosk.background import Background
from kiosk.events import (
    Book,
    Booked,
    BookingRefused,
    BookingUnreachable,
    CheckedIn,
    CheckIn,
    CheckInRefused,
    CheckInUnreachable,
    Effect,
    Printed,
    PrintSlip,
    ReportPrinted,
)
from office.contract import (
    BookedTicket,
    BookRequest,
    CheckInRequest,
    Item,
    PrintOutcome,
    Problem,
)
from office.errors import OfficeError, Refused, Unreachable
from printer.device import MemoryPrinter
from printer.errors import Disconnected, PaperOut
from tests.kiosk.samples import NOW, OFFICE, TICKET, at

REQUEST = BookRequest(NOW.date(), (Item("renew"),), "ar", at("10:20"))
PROBLEM = Problem("slot_taken", "taken", 409)


class FakeOffice:
    """Answers with a ticket, or with the errors it was given, one after the other."""

    def __init__(self, *errors: OfficeError) -> None:
        self.errors = list(errors)
        self.said: list[tuple[object, ...]] = []
        self.closed = 0

    def _answer(self, *said: object) -> None:
        self.said.append(said)
        if self.errors:
            raise self.errors.pop(0)

    def book(self, request: BookRequest, key: str) -> BookedTicket:
        self._answer(request, key)
        return TICKET

    def check_in(self, request: CheckInRequest, key: str) -> BookedTicket:
        self._answer(request, key)
        return TICKET

    def printed(self, ticket_id: str, outcome: PrintOutcome, key: str) -> None:
        self._answer(ticket_id, outcome, key)

    def close(self) -> None:
        self.closed += 1


@pytest.fixture
def backgrounds() -> Iterator[list[Background]]:
    made: list[Background] = []
    yield made
    for each in made:
        each.stop()


def outcome(qtbot: QtBot, work: Background, effect: Effect) -> object:
    with qtbot.waitSignal(work.happened, timeout=3000) as heard:
        work.perform(effect)
    assert heard.args is not None
    return heard.args[0]


@pytest.mark.parametrize(
    ("errors", "told"),
    [
        ((), Booked("key", TICKET)),
        ((Refused(PROBLEM),), BookingRefused("key", PROBLEM)),
        ((Unreachable("gone"),), BookingUnreachable("key")),
    ],
)
def test_a_booking_is_told_as_it_went(
    qtbot: QtBot, backgrounds: list[Background], errors: tuple[OfficeError, ...], told: object
) -> None:
    office = FakeOffice(*errors)
    backgrounds.append(Background(lambda: office, MemoryPrinter()))
    assert outcome(qtbot, backgrounds[0], Book(REQUEST, "key")) == told
    assert office.said == [(REQUEST, "key")]
    assert office.closed == 1


@pytest.mark.parametrize(
    ("errors", "told"),
    [
        ((), CheckedIn("key", TICKET)),
        ((Refused(PROBLEM),), CheckInRefused("key", PROBLEM)),
        ((Unreachable("gone"),), CheckInUnreachable("key")),
    ],
)
def test_a_check_in_is_told_as_it_went(
    qtbot: QtBot, backgrounds: list[Background], errors: tuple[OfficeError, ...], told: object
) -> None:
    office, code = FakeOffice(*errors), CheckInRequest(TICKET.code)
    backgrounds.append(Background(lambda: office, MemoryPrinter()))
    assert outcome(qtbot, backgrounds[0], CheckIn(code, "key")) == told
    assert office.said == [(code, "key")]
    assert office.closed == 1


@pytest.mark.parametrize(
    ("printer", "told"),
    [
        (MemoryPrinter(), "printed"),
        (MemoryPrinter("unconfirmed"), "unconfirmed"),
        (MemoryPrinter(error=PaperOut("no paper")), "failed"),
        (MemoryPrinter(error=Disconnected("half a ticket", 4000)), "unconfirmed"),
    ],
)
def test_a_slip_is_told_as_it_went(
    qtbot: QtBot, backgrounds: list[Background], printer: MemoryPrinter, told: PrintOutcome
) -> None:
    backgrounds.append(Background(FakeOffice, printer))
    assert outcome(qtbot, backgrounds[0], PrintSlip(TICKET, OFFICE)) == Printed(TICKET.id, told)


def test_an_outcome_is_told_until_the_office_hears_it(
    qtbot: QtBot, backgrounds: list[Background], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(background, "REPORT_PAUSE_SECONDS", 0.01)
    office = FakeOffice(Unreachable("gone"), Unreachable("gone"))
    backgrounds.append(Background(lambda: office, MemoryPrinter()))
    backgrounds[0].perform(ReportPrinted(TICKET.id, "shown", "report"))
    qtbot.waitUntil(lambda: len(office.said) == 3, timeout=3000)
    assert set(office.said) == {(TICKET.id, "shown", "report")}


def test_a_refused_outcome_is_not_told_again(
    qtbot: QtBot, backgrounds: list[Background], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(background, "REPORT_PAUSE_SECONDS", 0.01)
    office = FakeOffice(Refused(PROBLEM))
    backgrounds.append(Background(lambda: office, MemoryPrinter()))
    backgrounds[0].perform(ReportPrinted("one", "shown", "a"))
    backgrounds[0].perform(ReportPrinted("two", "shown", "b"))
    qtbot.waitUntil(lambda: len(office.said) == 2, timeout=3000)
    assert [said[0] for said in office.said] == ["one", "two"]


def test_nothing_is_told_after_the_end(qtbot: QtBot, backgrounds: list[Background]) -> None:
    work = Background(FakeOffice, MemoryPrinter())
    work.stop()
    with qtbot.assertNotEmitted(work.happened, wait=50):
        work._book(Book(REQUEST, "key"))
