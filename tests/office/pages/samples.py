"""Views of one made-up office for the page tests: a morning at 9:41, a Thursday in November."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from typing import Any, get_args

from office import contract as wire
from office.contract import TicketState
from office.pages.environment import Visit
from office.problems import problem

ZONE = timezone(timedelta(hours=1))
TODAY = date(2026, 11, 26)
LANGUAGES = ("de", "en", "ar")
STATES: tuple[TicketState, ...] = get_args(TicketState)
SECRET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, 26, hour, minute, tzinfo=ZONE)


NOW = at(9, 41)
OFFICE = wire.OfficeFacts(
    id="kreis-unna",
    name={"de": "Ausländerbehörde", "en": "Immigration Office", "ar": "دائرة شؤون الأجانب"},
    short="KU",
    address="Kamener Straße 110",
    zone="Europe/Berlin",
    languages=LANGUAGES,
    wait_at={"de": "Wartebereich B", "en": "Waiting area B", "ar": "منطقة الانتظار \u2066B\u2069"},
)
FIRST_FLOOR = {"de": "1. Etage", "en": "First floor", "ar": "الطابق الأول"}
PASSPORT = {"de": "Pass", "en": "Passport", "ar": "جواز السفر"}
PHOTO = {
    "de": "Passfoto in digitaler Form (Fotoautomat im Haus)",
    "en": "Digital passport photo (photo machine in the building)",
    "ar": "صورة شخصية رقمية (يوجد جهاز تصوير في المبنى)",
}
RENEW = {
    "de": "Aufenthaltstitel verlängern",
    "en": "Extend a residence permit",
    "ar": "تمديد تصريح الإقامة",
}
APPLY = {
    "de": "Aufenthaltstitel beantragen",
    "en": "Apply for a residence permit",
    "ar": "طلب تصريح إقامة جديد",
}
PICK_UP = {
    "de": "Aufenthaltstitel abholen",
    "en": "Pick up a residence permit",
    "ar": "استلام تصريح الإقامة",
}
PERMIT = {"de": "Duldung und Gestattung"}
"""Only in the office's own language: the pages must say so."""


def desk(label: str) -> wire.DeskFacts:
    names = {"de": f"Schalter {label}", "en": f"Desk {label}", "ar": f"الشباك \u2066{label}\u2069"}
    return wire.DeskFacts(label, label, names, f"1.0{label}", FIRST_FLOOR, "left")


DESKS = tuple(desk(label) for label in "123456")


def offer(id_: str, name: wire.Words, minutes: int, *starts: datetime) -> wire.ServiceOffer:
    hint = {"de": "Wenn Ihr Aufenthaltstitel bald abläuft.", "en": "If it expires soon.", "ar": ""}
    return wire.ServiceOffer(
        id=id_, name=name, hint=hint, bring=(PASSPORT, PHOTO), icon=id_, minutes=minutes,
        timed=True, quick=False, starts=starts, free=len(starts),
    )  # fmt: skip


OFFERS = (
    offer("renew", RENEW, 20, *(at(9 + m // 60, m % 60) for m in (60, 75, 80, 100, 125, 150, 275))),
    offer("apply", APPLY, 30, at(11, 10), at(13, 30)),
    offer("permit", PERMIT, 15),
    replace(offer("pickup", PICK_UP, 5), timed=False, quick=True, free=14),
)


def kiosk_view(**changes: Any) -> wire.KioskView:
    view = wire.KioskView(
        office=OFFICE, now=NOW, date=TODAY, public_url="https://t.kreis-unna.example",
        state="open", opens_at=at(8), closes_at=at(18), next_chance=None, services=OFFERS,
        departments=(), places=(),
    )  # fmt: skip
    return replace(view, **changes)


def call(count: int = 1) -> wire.Call:
    kind: Any = "call" if count == 1 else "recall"
    return wire.Call(87 + count, "E042", kind, count, at(9, 40), DESKS[3], False, "de")


def ticket_view(state: TicketState, **changes: Any) -> wire.TicketView:
    called = state in ("called", "serving")
    view = wire.TicketView(
        office=OFFICE, now=NOW, date=TODAY, number="E042", state=state, start=at(10, 20),
        service=RENEW, bring=(PASSPORT, PHOTO), wait_at=OFFICE.wait_at,
        ahead=3 if state == "waiting" else None, call=call() if called else None,
        code="K7QM4X", language="de",
    )  # fmt: skip
    return replace(view, **changes)


def row(number: str, state: TicketState = "waiting", **changes: Any) -> wire.TicketRow:
    ticket = wire.TicketRow(
        id=f"id{number}", number=number, state=state, start=at(10, 20), service=RENEW, minutes=20,
        persons=1, language="de", origin="kiosk", here_since=at(9, 12), calls=0, desk=None,
    )  # fmt: skip
    return replace(ticket, **changes)


WAITING = (
    row("A031", start=at(9, 35), language="ar"),
    row("E042", start=at(9, 45), service=APPLY, minutes=30, language="en", persons=2),
    row("A032", start=at(10), language="uk"),
    row("K007", start=None, service=PICK_UP, minutes=5, here_since=at(9, 38)),
    row("A033", start=at(10, 20), service=PERMIT, minutes=15, language="fa", persons=3),
)


def desk_view(**changes: Any) -> wire.DeskView:
    view = wire.DeskView(
        office=OFFICE, now=NOW, date=TODAY, position=120, state="open", desk=DESKS[3],
        desks=DESKS, current=None, due=2, next_due=None, waiting=WAITING,
        booked=(row("E043", "booked", start=at(11, 10), here_since=None, origin="phone"),),
        elsewhere=(row("A029", "serving", desk="1", calls=1), row("A030", "called", desk="2")),
        over=(row("A028", "done", desk="4"), row("K006", "missed", service=PICK_UP, desk="6")),
    )  # fmt: skip
    return replace(view, **changes)


CALLED = row("A031", "called", start=at(9, 35), language="ar", calls=2, desk="4")
SERVING = replace(CALLED, state="serving")


def visit(language: str, here: str = "/b/kreis-unna", chosen: bool = False) -> Visit:
    return Visit(
        language,
        here,
        "t.kreis-unna.example",
        chosen=chosen,
        csrf="csrf-token",
        key="0123456789abcdef",
    )


def refusal(code: wire.RefusalCode, **facts: Any) -> wire.Problem:
    return replace(problem(code), **facts)
