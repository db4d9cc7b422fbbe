"""Events of an iCalendar file (RFC 5545), each read for itself, so that a damaged one harms no
other."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar

from office.imports.moments import FIRST_YEAR, LAST_YEAR, Unclear, instant
from office.imports.sheet import Fault, UnreadableFile, text_lines

MINUTE = 60_000
NOT_CLOSED = "this event has no end (END:VEVENT)"
DAMAGED = "this event is damaged"
WHOLE_DAY = "dtstart: is no moment such as 20261231T102000"
NO_ZONE = "dtstart: its time zone is not known"
REPEATS = "rrule: repeats; an appointment has one start"
NO_LENGTH = "dtend: is no moment after the start"
# What the library raises on odd values. It has no root of its own for them.
_ODD = (ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError)


@dataclass(frozen=True, slots=True)
class Event:
    line: int
    start: int
    """Epoch milliseconds."""
    minutes: int | None
    services: tuple[str, ...]
    """Texts that may name the service: categories first, then the summary."""
    reference: str
    """UID, with the occurrence's own start where it is one of a series. Empty if there is none."""


def is_calendar(data: bytes) -> bool:
    return re.match(rb"(\xef\xbb\xbf)?\s*BEGIN:VCALENDAR", data, re.IGNORECASE) is not None


def read_events(data: bytes, zone: ZoneInfo) -> Iterator[Event | Fault]:
    """In the order of the lines; cancelled events are left out. `zone` is that of times without
    one. Raises UnreadableFile."""
    lines = text_lines(data)
    if any(line.strip().upper() == "METHOD:CANCEL" for line in lines):
        raise UnreadableFile("this calendar takes appointments back; cancel them at a desk")
    zones = "\r\n".join(line for _, part in _parts(lines, "VTIMEZONE") for line in part or [])
    for number, part in _parts(lines, "VEVENT"):
        event = _read(number, part, zones, zone) if part else Fault(number, NOT_CLOSED)
        if event is not None:
            yield event


def _parts(lines: list[str], name: str) -> Iterator[tuple[int, list[str] | None]]:
    """Line number and lines of each such component; None for one that has no end."""
    first: int | None = None
    for index, line in enumerate(lines):
        word = line.rstrip().upper()
        if word == f"BEGIN:{name}":
            if first is not None:
                yield first + 1, None
            first = index
        elif word == f"END:{name}" and first is not None:
            yield first + 1, lines[first : index + 1]
            first = None
    if first is not None:
        yield first + 1, None


def _read(line: int, part: list[str], zones: str, zone: ZoneInfo) -> Event | Fault | None:
    text = "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", zones, *part, "END:VCALENDAR", ""])
    try:
        found: Any = Calendar.from_ical(text.replace("\r\n\r\n", "\r\n")).walk("VEVENT")[0]
        if str(found.get("STATUS", "")).upper() == "CANCELLED":
            return None
        if "RRULE" in found or "RDATE" in found:
            return Fault(line, REPEATS)
        start = _moment(found.get("DTSTART"), zone)
        return Event(line, start, _minutes(found, start, zone), _services(found), _reference(found))
    except Unclear as why:
        return Fault(line, str(why))
    except _ODD:
        return Fault(line, DAMAGED)


def _moment(value: Any, zone: ZoneInfo) -> int:
    """Raises Unclear."""
    at = _value(value)
    if not isinstance(at, datetime) or not FIRST_YEAR <= at.year <= LAST_YEAR:
        raise Unclear(WHOLE_DAY)
    if at.tzinfo is not None:
        return round(at.timestamp() * 1000)
    if "TZID" in value.params:
        raise Unclear(NO_ZONE)
    try:
        return instant(at, zone)
    except Unclear as why:
        raise Unclear(f"dtstart: {why}") from None


def _value(value: Any) -> Any:
    """What the library made of a property; None for one that is missing, broken or there twice."""
    try:
        return value.dt
    except _ODD:
        return None


def _minutes(found: Any, start: int, zone: ZoneInfo) -> int | None:
    """Raises Unclear."""
    if "DTEND" in found:
        length = _moment(found["DTEND"], zone) - start
    elif "DURATION" in found:
        duration = _value(found["DURATION"])
        length = duration // timedelta(milliseconds=1) if isinstance(duration, timedelta) else 0
    else:
        return None
    if length <= 0:
        raise Unclear(NO_LENGTH)
    return -(-length // MINUTE)


def _services(found: Any) -> tuple[str, ...]:
    groups = found.get("CATEGORIES", [])
    texts = [str(c) for group in (groups if isinstance(groups, list) else [groups])
             for c in getattr(group, "cats", [])]  # fmt: skip
    return tuple(text for text in [*texts, str(found.get("SUMMARY", ""))] if text.strip())


def _reference(found: Any) -> str:
    uid, own = str(found.get("UID", "")).strip(), found.get("RECURRENCE-ID")
    return f"{uid} {own.dt.isoformat()}" if uid and own is not None else uid
