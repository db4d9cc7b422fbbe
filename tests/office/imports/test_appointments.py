"""Appointments of another system: what is read, how services are recognised, what each damaged row
is told, and that nothing but what is needed gets through."""

from dataclasses import fields
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from office.imports import appointments, moments
from office.imports.appointments import (
    Appointments,
    Reading,
    Wanted,
    read_appointments,
    service_ids,
)
from office.imports.sheet import Fault, UnreadableFile
from tests.office.day.small import at, sample

KEY = b"k" * 32
ALIASES = {"Pass & Co.": "travel"}


def read(data: str | bytes, only: date | None = None, key: bytes = KEY) -> Appointments:
    reading = Reading(sample().config, ALIASES, only)
    return read_appointments(data.encode() if isinstance(data, str) else data, reading, key)


def one(row: str, header: str = "start;service;end;persons;external_id;language") -> Wanted:
    found = read(f"{header}\n{row}\n")
    assert found.faults == []
    return found.wanted[0]


def fault(row: str, header: str = "start;service;end;persons;external_id;language") -> str:
    found = read(f"{header}\n{row}\nX\n2026-11-26 11:00;renew\n")
    assert [w.start for w in found.wanted] == [at("11:00")]
    assert [f.line for f in found.faults] == [2, 3]
    return found.faults[0].what


# ---- what is read ------------------------------------------------------------------------------


def test_all_columns() -> None:
    wanted = one("26.11.2026 09:20;Aufenthaltstitel verlängern;10:00;2;B-4711;en")
    assert (wanted.line, wanted.date, wanted.start) == (2, "2026-11-26", at("09:20"))
    assert (wanted.service, wanted.persons, wanted.minutes) == ("renew", 2, 40)
    assert wanted.language == "en"
    assert len(wanted.ticket) == 16


def test_two_columns_are_enough() -> None:
    wanted = one("2026-11-26T09:20:00+01:00,renew", "Beginn,Anliegen")
    assert (wanted.start, wanted.persons, wanted.minutes) == (at("09:20"), 1, None)
    assert wanted.language == "de"


def test_date_and_time_in_two_columns() -> None:
    wanted = one("26.11.2026;9:20 Uhr;renew;09:40", "Datum;Uhrzeit;Leistung;Ende")
    assert (wanted.start, wanted.minutes) == (at("09:20"), 20)


def test_a_time_alone_is_on_the_day_asked_for() -> None:
    data = "start;service\n09:20;renew\n26.11.2026 09:40;renew\n27.11.2026 09:20;renew\n"
    found = read(data, date(2026, 11, 26))
    assert [w.start for w in found.wanted] == [at("09:20"), at("09:40")]
    assert found.other_days == 1
    assert read(data).faults == [Fault(2, f"start: {moments.NO_DAY}")]


@pytest.mark.parametrize("text", ["cancelled", "Storniert", " abgesagt "])
def test_what_is_cancelled_there_is_not_asked_for(text: str) -> None:
    found = read(f"start;service;status\n2026-11-26 09:20;renew;{text}\n")
    assert (found.wanted, found.faults) == ([], [])


def test_names_and_all_other_columns_are_dropped() -> None:
    data = (
        "start;service;Name;Telefon;E-Mail\n"
        "2026-11-26 09:20;renew - Erika Mustermann;Mustermann, Erika;0123 456;e@example.org\n"
    )
    wanted = read(data).wanted[0]
    said = repr([getattr(wanted, field.name) for field in fields(wanted)])
    assert "Muster" not in said
    assert "456" not in said
    assert "example" not in said


# ---- services and languages --------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["renew", "RENEW", "Aufenthaltstitel verlängern", "aufenthaltstitel  verlängern",
     "Extend a residence permit", "تمديد تصريح الإقامة", "Aufenthaltstitel verlängern - Muster",
     "Extend a residence permit: A. Nybody", "renew (2 Personen)"],
)  # fmt: skip
def test_a_service_by_id_and_by_name_in_any_language(text: str) -> None:
    assert one(f'26.11.2026 09:20;"{text}"').service == "renew"


def test_the_office_file_s_own_word_for_it() -> None:
    assert one("26.11.2026 09:20;pass & co").service == "travel"


def test_a_name_that_two_services_share_is_no_name() -> None:
    config = sample().config
    known = service_ids(config, {})
    assert known["renew"] == "renew"
    assert set(known.values()) == {service.id for service in config.services}
    assert known["استلام_تصريح_الإقامة"] == "pickup"


@pytest.mark.parametrize(
    ("text", "language"), [("ar", "ar"), ("ar-SY", "ar"), ("en_GB", "en"), ("fr", "de"), ("", "de")]
)
def test_languages(text: str, language: str) -> None:
    assert one(f"26.11.2026 09:20;renew;;;;{text}").language == language


# ---- damaged rows ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (";renew", f"start: {moments.A_MOMENT}"),
        ("soon;renew", f"start: {moments.A_MOMENT}"),
        ("09:20;renew", f"start: {moments.NO_DAY}"),
        ("2026-03-29 02:30;renew", f"start: {moments.LEFT_OUT}"),
        ("2026-10-25 02:30;renew", f"start: {moments.TWICE}"),
        ("26.11.2026 09:20", appointments.NO_SERVICE),
        ("26.11.2026 09:20;haircut", appointments.NO_SERVICE),
        ("26.11.2026 09:20;renew;soon", appointments.NO_END),
        ("26.11.2026 09:20;renew;09:20", appointments.NO_END),
        ("26.11.2026 09:20;renew;09:00", appointments.NO_END),
        ("26.11.2026 09:20;renew;18:00", appointments.NO_END),
        ("26.11.2026 09:20;renew;;0", appointments.NO_PERSONS),
        ("26.11.2026 09:20;renew;;10", appointments.NO_PERSONS),
        ("26.11.2026 09:20;renew;;two", appointments.NO_PERSONS),
        ("26.11.2026 09:20;renew;;٢", appointments.NO_PERSONS),
    ],
)
def test_a_damaged_row_is_named_and_stops_no_other(row: str, said: str) -> None:
    assert fault(row) == said


def test_a_damaged_date() -> None:
    found = read("date;start;service\nx;09:20;renew\n26.11.2026;09:20;renew\n")
    assert found.faults == [Fault(2, f"date: {moments.A_DATE}")]
    assert len(found.wanted) == 1


@pytest.mark.parametrize("data", ["", "Name;Telefon\nx;y", "start;Name\n26.11.2026 09:20;x"])
def test_a_file_that_is_no_list(data: str) -> None:
    with pytest.raises(UnreadableFile):
        read(data)


@given(st.binary(max_size=200))
def test_a_good_row_survives_a_damaged_file(garbage: bytes) -> None:
    found = read(b"start;service\n2026-11-26 09:20;renew\n" + garbage)
    assert found.wanted[0].start == at("09:20")


@given(st.text(st.characters(codec="utf-8", exclude_characters='";,\n\r\t'), min_size=1))
def test_nothing_of_a_damaged_row_is_told(text: str) -> None:
    found = read(f"start;service;persons\n2026-11-26 09:20;§{text}§;1\n§{text}§;renew;§{text}§\n")
    assert len(found.faults) == 2
    assert not any("§" in each.what for each in found.faults)


# ---- ticket ids --------------------------------------------------------------------------------


def tickets(*rows: str, key: bytes = KEY) -> list[str]:
    data = "\n".join(["start;service;external_id", *rows])
    return [wanted.ticket for wanted in read(data, key=key).wanted]


A, B = "2026-11-26 09:20;renew", "2026-11-26 09:40;renew"


def test_the_same_file_asks_for_the_same_tickets_in_any_order() -> None:
    first = tickets(f"{A};1", f"{B};2", f"{A}", f"{A}")
    assert len(set(first)) == 4
    assert tickets(f"{A};1", f"{B};2", f"{A}", f"{A}") == first
    assert set(tickets(f"{A}", f"{B};2", f"{A}", f"{A};1")) == set(first)


def test_a_moved_appointment_keeps_its_ticket_on_its_day_only() -> None:
    (ticket,) = tickets(f"{A};1")
    assert tickets(f"{B};1") == [ticket]
    assert tickets("2026-11-27 09:20;renew;1") != [ticket]


def test_the_id_does_not_give_the_reference_away() -> None:
    assert tickets(f"{A};1") != tickets(f"{A};1", key=b"other")


def test_named_twice_counts_once_but_one_id_for_two_is_a_fault() -> None:
    data = f"start;service;external_id\n{A};1\n{A};1\n{B};1\n"
    found = read(data)
    assert len(found.wanted) == 1
    assert found.faults == [Fault(4, "external_id: is that of line 2")]


rows_of_a_day: Any = st.lists(
    st.tuples(st.integers(0, 47), st.sampled_from(["renew", "apply"]), st.sampled_from("xyz ")),
    max_size=12,
)


@given(rows_of_a_day)
def test_no_two_appointments_share_a_ticket(rows: list[tuple[int, str, str]]) -> None:
    texts = [f"2026-11-26 {8 + n // 6:02}:{n % 6}0;{service};{mark.strip()}"
             for n, service, mark in rows]  # fmt: skip
    data = "\n".join(["start;service;external_id", *texts])
    found, again = read(data), read(data)
    assert found == again
    assert len({wanted.ticket for wanted in found.wanted}) == len(found.wanted)
