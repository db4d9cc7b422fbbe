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
        code="K7QM4X", language="de", check_in_from=at(9, 20) if state == "booked" else None,
        called_at=at(9, 31) if state == "missed" else None, may_return=state == "missed",
    )  # fmt: skip
    if state == "held":
        view = replace(view, number="", code="", held_until=at(9, 45))
    return replace(view, **changes)


def notice(kind: wire.NoticeKind, **facts: Any) -> wire.NoticeFacts:
    return wire.NoticeFacts(f"n-{kind}", kind, facts.pop("words", {}), at(9, 30), **facts)


MESSAGE = notice("message", words={
    "de": "Der Aufzug ist außer Betrieb. Bitte nehmen Sie die Treppe.",
    "en": "The lift is out of order. Please take the stairs.",
    "ar": "المصعد معطل. يُرجى استخدام الدرج.",
})  # fmt: skip
LONG_WAIT, EVACUATION = notice("long_wait"), notice("evacuation")


def row(number: str, state: TicketState = "waiting", **changes: Any) -> wire.TicketRow:
    ticket = wire.TicketRow(
        id=f"id{number}", number=number, state=state, start=at(10, 20), service=RENEW, minutes=20,
        persons=1, language="de", origin="kiosk", here_since=at(9, 12), calls=0, desk=None,
        items=(wire.Item("renew"),),
    )  # fmt: skip
    return replace(ticket, **changes)


SERVICES = tuple(
    wire.ServiceFacts(o.id, o.name, o.minutes, o.timed, o.id != "permit") for o in OFFERS
)
WAITING = (
    row("A031", start=at(9, 35), language="ar"),
    row(
        "E042",
        start=at(9, 45),
        service=APPLY,
        items=(wire.Item("apply"),),
        minutes=30,
        language="en",
        persons=2,
    ),
    row("A032", start=at(10), language="uk"),
    row(
        "K007",
        start=None,
        service=PICK_UP,
        items=(wire.Item("pickup"),),
        minutes=5,
        here_since=at(9, 38),
    ),
    row(
        "A033",
        start=at(10, 20),
        service=PERMIT,
        items=(wire.Item("permit"),),
        minutes=15,
        language="fa",
        persons=3,
    ),
)


def desk_view(**changes: Any) -> wire.DeskView:
    view = wire.DeskView(
        office=OFFICE, now=NOW, date=TODAY, position=120, state="open", desk=DESKS[3],
        desks=DESKS, current=None, due=2, next_due=None, waiting=WAITING,
        booked=(row("E043", "booked", start=at(11, 10), here_since=None, origin="phone"),),
        elsewhere=(row("A029", "serving", desk="1", calls=1), row("A030", "called", desk="2")),
        over=(row("A028", "done", desk="4"),), services=SERVICES,
    )  # fmt: skip
    return replace(view, **changes)


OTHERS = tuple(
    row(f"E{n:03}", mine=False, service=APPLY, items=(wire.Item("apply"),)) for n in (44, 45)
)
MISSED = (row("K006", "missed", returns=0, desk="6"), row("A021", "missed", returns=1, desk="4"))
PARKED = (row("A024", "parked", remark="Holt noch ein Foto.\nKommt um 10 Uhr zurück."),)
CALLED = row("A031", "called", start=at(9, 35), language="ar", calls=2, desk="4")
SERVING = replace(
    CALLED, state="serving", persons=2, items=(wire.Item("renew", 2), wire.Item("apply"))
)
EMERGENCY = notice("emergency", desk=DESKS[1], coming=(DESKS[2],))
OWN_EMERGENCY = notice("emergency", desk=DESKS[3])
TICKET = wire.BookedTicket(
    id="idE045", number="E045", secret=SECRET, url=f"HTTP://T.KREIS-UNNA.EXAMPLE/T/{SECRET}",
    code="K7QM4X", state="waiting", date=TODAY, start=at(10, 20), issued_at=NOW, service=RENEW,
    print_service=True, bring=(PASSPORT,), wait_at=OFFICE.wait_at, ahead=3, language="de",
)  # fmt: skip


def board_view(**changes: Any) -> wire.BoardView:
    view = wire.BoardView(
        office=OFFICE, now=NOW, date=TODAY, position=120, state="open", closes_at=at(18), calls=(),
        recent=(), next=(),
    )  # fmt: skip
    return replace(view, **changes)


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
