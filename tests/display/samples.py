"""Offices, desks and calls to show on a board."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, Literal
from zoneinfo import ZoneInfo

from office.contract import (
    Arrow,
    BoardView,
    Call,
    DeskFacts,
    NoticeFacts,
    NoticeKind,
    OfficeFacts,
    Words,
)

ZONE = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 26, 9, 41, tzinfo=ZONE)

OFFICE = OfficeFacts(
    id="kreis-unna",
    name={"de": "Ausländerbehörde", "en": "Immigration Office", "ar": "دائرة شؤون الأجانب"},
    short="KU",
    address="Kamener Straße 110",
    zone="Europe/Berlin",
    languages=("de", "en", "ar"),
    wait_at={"de": "Wartebereich B"},
)
FLOOR = {"de": "1. Etage", "en": "1st floor", "ar": "الطابق الأول"}


def desk(label: str, arrow: Arrow = "left", room: str = "1.03") -> DeskFacts:
    name = {"de": f"Schalter {label}", "en": f"Desk {label}"}
    return DeskFacts(id=f"d{label}", label=label, name=name, room=room, floor=FLOOR, arrow=arrow)


def call(
    call_id: int,
    number: str,
    at: DeskFacts | None = None,
    count: int = 1,
    language: str = "de",
    age: float = 5,
) -> Call:
    kind: Literal["call", "recall"] = "call" if count == 1 else "recall"
    return Call(
        id=call_id,
        number=number,
        kind=kind,
        count=count,
        at=NOW - timedelta(seconds=age),
        desk=at or desk("4"),
        quick=number.startswith("K"),
        language=language,
    )


MESSAGE = {
    "de": "Der Aufzug ist außer Betrieb. Bitte nehmen Sie die Treppe oder sprechen Sie uns an.",
    "en": "The lift is out of order. Please take the stairs or ask us.",
    "ar": "المصعد معطّل. يُرجى استخدام الدرج أو التحدث إلينا.",
}


def notice(kind: NoticeKind, words: Words | None = None) -> NoticeFacts:
    return NoticeFacts(f"n-{kind}", kind, words or {}, NOW)


def view(*calls: Call, **other: Any) -> BoardView:
    """A board view with these open calls; its position is that of the last of them."""
    plain = BoardView(
        office=OFFICE,
        now=NOW,
        date=date(2026, 11, 26),
        position=max((c.id for c in calls), default=0),
        state="open",
        closes_at=NOW.replace(hour=18, minute=0),
        calls=tuple(sorted(calls, key=lambda c: -c.id)),
        recent=(),
        next=("A118", "E043", "A119", "E044", "K024", "A120"),
    )
    return replace(plain, **other)
