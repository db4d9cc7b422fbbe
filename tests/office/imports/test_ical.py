"""iCalendar files as calendars write them: zones, series, cancelled and damaged events."""

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from office.imports import appointments, ical, moments
from office.imports.appointments import Appointments, Reading, read_appointments
from office.imports.sheet import Fault, UnreadableFile
from tests.office.day.small import at, sample

ZONE = """BEGIN:VTIMEZONE
TZID:An Office's Own
BEGIN:STANDARD
DTSTART:16011028T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZOFFSETFROM:+0300
TZOFFSETTO:+0200
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010325T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZOFFSETFROM:+0200
TZOFFSETTO:+0300
END:DAYLIGHT
END:VTIMEZONE""".splitlines()
START = "DTSTART;TZID=Europe/Berlin:20261126T092000"
GOOD = ["UID:1@example.org", START, "SUMMARY:renew"]


def event(*lines: str) -> list[str]:
    return ["BEGIN:VEVENT", *lines, "END:VEVENT"]


def calendar(*events: Sequence[str], zones: Sequence[str] = ()) -> bytes:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//", *zones]
    lines += [line for each in events for line in each]
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


def read(data: bytes, only: date | None = None) -> Appointments:
    return read_appointments(data, Reading(sample().config, {}, only), b"key")


def fault(*lines: str) -> str:
    """What is told of the event; a good one beside it is read all the same."""
    found = read(calendar(event(*lines), event(*GOOD)))
    assert [wanted.start for wanted in found.wanted] == [at("09:20")]
    assert [each.line for each in found.faults] == [4]
    return found.faults[0].what


def test_an_event() -> None:
    lines = event("DTEND;TZID=Europe/Berlin:20261126T100000", *GOOD, "DESCRIPTION:Erika Muster")
    (wanted,) = read(calendar(lines)).wanted
    assert (wanted.line, wanted.date, wanted.start) == (4, "2026-11-26", at("09:20"))
    assert (wanted.service, wanted.persons, wanted.minutes) == ("renew", 1, 40)
    assert wanted.language == "de"


@pytest.mark.parametrize(
    ("start", "clock"),
    [
        ("DTSTART:20261126T092000", "09:20"),
        ("DTSTART:20261126T082000Z", "09:20"),
        ("DTSTART;TZID=W. Europe Standard Time:20261126T092000", "09:20"),
        ("DTSTART;TZID=America/New_York:20261126T032000", "09:20"),
        ("DTSTART;TZID=An Office's Own:20261126T102000", "09:20"),
    ],
)
def test_time_zones(start: str, clock: str) -> None:
    data = calendar(event("UID:1", start, "SUMMARY:renew"), zones=ZONE)
    assert [wanted.start for wanted in read(data).wanted] == [at(clock)]


def test_a_duration() -> None:
    assert read(calendar(event(*GOOD, "DURATION:PT45M"))).wanted[0].minutes == 45


@pytest.mark.parametrize(
    "line",
    ["SUMMARY:Aufenthaltstitel verlängern", "SUMMARY:Aufenthaltstitel verlängern – Erika Muster",
     "CATEGORIES:Termin,Aufenthaltstitel verlängern", "CATEGORIES:Termin\r\nCATEGORIES:renew",
     "SUMMARY:Aufenthaltstitel\r\n  verlängern"],
)  # fmt: skip
def test_the_service_by_category_or_summary(line: str) -> None:
    (wanted,) = read(calendar(event("UID:1", START, *line.split("\r\n")))).wanted
    assert wanted.service == "renew"


def test_the_same_event_is_the_same_ticket_and_an_occurrence_its_own() -> None:
    def ticket(*lines: str) -> str:
        return read(calendar(event(*lines))).wanted[0].ticket

    assert ticket(*GOOD, "SEQUENCE:3") == ticket(*GOOD)
    assert ticket(*GOOD, "RECURRENCE-ID:20261126T082000Z") != ticket(*GOOD)
    assert ticket("UID:2", *GOOD[1:]) != ticket(*GOOD)
    assert ticket(*GOOD[1:]) == ticket(*GOOD[1:])


def test_cancelled_events_are_not_in_the_file() -> None:
    found = read(calendar(event(*GOOD, "STATUS:CANCELLED"), event(*GOOD, "STATUS:CONFIRMED")))
    assert (len(found.wanted), found.faults) == (1, [])


def test_only_the_day_asked_for() -> None:
    other = event("UID:2", "DTSTART:20261127T092000", "SUMMARY:renew")
    found = read(calendar(other, event(*GOOD)), date(2026, 11, 26))
    assert (len(found.wanted), found.other_days) == (1, 1)


def test_an_alarm_inside_an_event_does_no_harm() -> None:
    alarm = ["BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-PT15M", "END:VALARM"]
    assert len(read(calendar(event(*GOOD, *alarm))).wanted) == 1


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["UID:1", "SUMMARY:renew"], ical.WHOLE_DAY),
        (["UID:1", "DTSTART:soon", "SUMMARY:renew"], ical.WHOLE_DAY),
        (["UID:1", "DTSTART;VALUE=DATE:20261126", "SUMMARY:renew"], ical.WHOLE_DAY),
        (["UID:1", "DTSTART:99991231T235959Z", "SUMMARY:renew"], ical.WHOLE_DAY),
        ([START, START, "SUMMARY:renew"], ical.WHOLE_DAY),
        (["DTSTART;TZID=Nowhere:20261126T092000", "SUMMARY:renew"], ical.NO_ZONE),
        (["DTSTART:20261025T023000", "SUMMARY:renew"], f"dtstart: {moments.TWICE}"),
        (["DTSTART:20261126T092030", "SUMMARY:renew"], appointments.NO_MINUTE),
        ([*GOOD, "RRULE:FREQ=DAILY"], ical.REPEATS),
        ([*GOOD, "RECURRENCE-ID:soon"], ical.DAMAGED),
        ([*GOOD, "DTEND:20261126T081000Z"], ical.NO_LENGTH),
        ([*GOOD, "DURATION:soon"], ical.NO_LENGTH),
        ([*GOOD, "DURATION:P1D"], appointments.NO_END),
        (["UID:1", START, "SUMMARY:Erika Muster"], appointments.NO_SERVICE),
        (["UID:1", START], appointments.NO_SERVICE),
    ],
)
def test_a_damaged_event_is_named_and_stops_no_other(lines: list[str], said: str) -> None:
    assert fault(*lines) == said


def test_an_event_without_an_end() -> None:
    found = read(calendar(["BEGIN:VEVENT", *GOOD], event(*GOOD), ["BEGIN:VEVENT"]))
    assert len(found.wanted) == 1
    assert found.faults == [Fault(4, ical.NOT_CLOSED), Fault(13, ical.NOT_CLOSED)]


def test_a_file_that_takes_back_is_refused() -> None:
    with pytest.raises(UnreadableFile):
        read(calendar(["METHOD:CANCEL"], event(*GOOD)))


def test_it_is_known_by_its_first_line() -> None:
    assert ical.is_calendar(b"\xef\xbb\xbf\r\nBEGIN:VCALENDAR\r\n")
    assert not ical.is_calendar(b"start;service\nBEGIN:VCALENDAR")


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=40), max_size=5))
def test_a_good_event_survives_whatever_stands_in_another(lines: list[str]) -> None:
    clean = [line.replace("\n", " ").replace("\r", " ") for line in lines]
    data = calendar(event(*GOOD), event("UID:2", *clean))
    assert [w.start for w in read(data).wanted][:1] == [at("09:20")]


properties = st.sampled_from(
    ["UID", "DTSTART", "DTEND", "DURATION", "SUMMARY", "CATEGORIES", "STATUS", "RECURRENCE-ID",
     "RRULE", "DTSTART;TZID=Europe/Berlin", "DTSTART;VALUE=DATE", "DTSTART;VALUE=PERIOD"]
)  # fmt: skip
values = st.one_of(
    st.text(st.characters(codec="ascii", exclude_categories=["Cc"]), max_size=20),
    st.sampled_from(["20261126T092000", "20261126", "PT20M", "-PT20M", "P9999999999D", "092000",
                     "20261126T092000/PT1H", "00010101T000000", "99991231T235959", "renew"]),
)  # fmt: skip


@given(st.lists(st.tuples(properties, values), max_size=7))
def test_no_event_is_too_odd(lines: list[tuple[str, str]]) -> None:
    found = read(calendar(event(*(f"{name}:{value}" for name, value in lines)), event(*GOOD)))
    assert len(found.wanted) + len(found.faults) in {1, 2}
