"""What the kiosk lets onto paper."""

from dataclasses import replace

from kiosk.slip import slip_of
from tests.kiosk.samples import OFFICE, TICKET


def test_the_concern_is_on_paper_only_where_the_office_allows_it() -> None:
    assert slip_of(TICKET, OFFICE).service is None
    assert slip_of(replace(TICKET, print_service=True), OFFICE).service == TICKET.service


def test_the_slip_says_what_the_screen_says() -> None:
    slip = slip_of(TICKET, OFFICE)
    assert (slip.number, slip.start, slip.url) == ("E042", "10:20", TICKET.url)
    assert slip.home == "de"


def test_a_number_without_a_time_has_none() -> None:
    assert slip_of(replace(TICKET, start=None), OFFICE).start is None
