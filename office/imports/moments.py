"""Dates and times of day as files write them: 1990-12-31, 31.12.1990, 26.11.2026 10:20."""

import re
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

A_DATE = "is not a date such as 2026-12-31 or 31.12.2026"
A_MOMENT = "is not a time such as 2026-12-31 10:20 or 31.12.2026 10:20"
NO_DAY = "is a time without a date; name the day with --date"
LEFT_OUT = "does not exist: the clocks go forward in that night"
TWICE = "comes twice in that night; write it with its offset, as in 2026-10-25T02:30+02:00"

FIRST_YEAR, LAST_YEAR = 1850, 2199

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", re.ASCII)
_TIME = re.compile(r"(\d{1,2})[:.](\d{2})(?::00(?:\.0+)?)?(?: ?Uhr| ?h)?", re.ASCII)
_OFFSET = re.compile(r"(.*\d)(Z|[+-]\d{2}:?\d{2})", re.ASCII)


class Unclear(Exception):
    """Why a text is no moment; to be said after the column's name."""


def a_date(text: str) -> date:
    """Raises Unclear."""
    text = text.strip()
    if found := _ISO.fullmatch(text):
        year, month, day = found.groups()
    elif found := _DOTTED.fullmatch(text):
        day, month, year = found.groups()
    else:
        raise Unclear(A_DATE)
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        raise Unclear(A_DATE)
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise Unclear(A_DATE) from None


def a_moment(text: str, zone: ZoneInfo, day: date | None) -> int:
    """Epoch milliseconds. Without an offset it is the office's wall clock; without a date it is on
    `day`. Raises Unclear."""
    text, offset = _split_offset(text.strip())
    parts = re.split(r"[T ,]+", text, maxsplit=1)
    if len(parts) == 2 and _TIME.fullmatch(text) is None:
        on, clock = _its_date(parts[0]), _clock(parts[1])
    elif day is not None:
        on, clock = day, _clock(text)
    else:
        _clock(text)
        raise Unclear(NO_DAY)
    wall = datetime.combine(on, clock)
    return _with_offset(wall, offset) if offset else instant(wall, zone)


def instant(wall: datetime, zone: ZoneInfo) -> int:
    """A naive wall-clock time of the zone → epoch milliseconds. Raises Unclear in both nights of
    the clocks."""
    early, late = (wall.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    back = datetime.fromtimestamp(early.timestamp(), UTC).astimezone(zone)
    if back.replace(tzinfo=None) != wall:
        raise Unclear(LEFT_OUT)
    if early.utcoffset() != late.utcoffset():
        raise Unclear(TWICE)
    return _millis(early)


def _its_date(text: str) -> date:
    try:
        return a_date(text)
    except Unclear:
        raise Unclear(A_MOMENT) from None


def _split_offset(text: str) -> tuple[str, str]:
    found = _OFFSET.fullmatch(text)
    if found is None or ":" not in found[1]:
        return text, ""
    return found[1], "+00:00" if found[2] == "Z" else found[2]


def _with_offset(wall: datetime, offset: str) -> int:
    try:
        return _millis(datetime.fromisoformat(f"{wall.isoformat()}{offset}"))
    except ValueError:
        raise Unclear(A_MOMENT) from None


def _clock(text: str) -> time:
    found = _TIME.fullmatch(text.strip())
    if found is None or int(found[1]) > 23 or int(found[2]) > 59:
        raise Unclear(A_MOMENT)
    return time(int(found[1]), int(found[2]))


def _millis(aware: datetime) -> int:
    return round(aware.timestamp() * 1000)
