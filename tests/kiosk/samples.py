"""An office as the kiosk hears of it: seven services on a Thursday morning, and one ticket."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from office.client import Credentials
from office.contract import (
    BookedTicket,
    DepartmentFacts,
    KioskView,
    NoticeFacts,
    NoticeKind,
    OfficeFacts,
    PlaceFacts,
    ServiceOffer,
    Words,
)

ZONE = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 26, 9, 41, tzinfo=ZONE)

CREDENTIALS = Credentials(
    office="kreis-unna",
    kind="kiosk",
    device="entrance-1",
    short="K1",
    token="a-token-for-tests",
    presence_key=b"presence-key-for-tests",
    url="http://127.0.0.1:8800",
)

OFFICE = OfficeFacts(
    id="kreis-unna",
    name={"de": "Ausländerbehörde", "en": "Immigration office", "ar": "دائرة شؤون الأجانب"},
    short="KU",
    address="Kamener Straße 110",
    zone="Europe/Berlin",
    languages=("de", "en", "ar"),
    wait_at={"de": "Wartebereich B", "en": "Waiting area B", "ar": "منطقة الانتظار B"},
)


def at(clock: str) -> datetime:
    hour, minute = map(int, clock.split(":"))
    return NOW.replace(hour=hour, minute=minute)


def service(
    name: str,
    words: tuple[str, str, str],
    icon: str,
    minutes: int,
    starts: Sequence[str],
    *,
    timed: bool = True,
    quick: bool = False,
    free: int | None = None,
) -> ServiceOffer:
    de, en, ar = words
    return ServiceOffer(
        id=name,
        name={"de": de, "en": en, "ar": ar},
        hint={
            "de": "Für alle, deren Aufenthaltstitel bald abläuft.",
            "en": "For everyone whose residence title expires soon.",
            "ar": "لكل من تنتهي صلاحية تصريح إقامته قريبًا.",
        },
        bring=(
            {"de": "Reisepass", "en": "Passport", "ar": "جواز السفر"},
            {
                "de": "Aktuelles biometrisches Foto (ein Fotoautomat steht im Haus)",
                "en": "A recent biometric photo (there is a photo machine in the building)",
                "ar": "صورة بيومترية حديثة (يوجد جهاز تصوير في المبنى)",
            },
            {"de": "Nachweis über Ihr Einkommen", "en": "Proof of income", "ar": "إثبات الدخل"},
        ),
        icon=icon,
        minutes=minutes,
        timed=timed,
        quick=quick,
        starts=tuple(at(start) for start in starts),
        free=len(starts) if free is None else free,
    )


LONG_DAY = (
    "10:20", "10:40", "10:45", "11:00", "11:05", "11:15", "11:30", "11:45",
    "13:00", "13:15", "13:30", "13:45", "14:00", "14:15", "15:30", "16:45",
)  # fmt: skip
SERVICES = (
    service(
        "renew",
        ("Aufenthaltstitel verlängern", "Extend a residence title", "تمديد تصريح الإقامة"),
        "renew",
        20,
        LONG_DAY,
        free=9,
    ),
    service(
        "apply",
        ("Aufenthaltstitel beantragen", "Apply for a residence title", "طلب تصريح إقامة"),
        "apply",
        30,
        ("11:10", "13:30"),
        free=4,
    ),
    service(
        "permit",
        (
            "Duldung und Gestattung",
            "Toleration and permission to stay",
            "وثيقة السماح المؤقت وإذن الإقامة",
        ),
        "permit",
        15,
        ("9:50", "10:50", "11:20"),
        free=6,
    ),
    service(
        "travel",
        (
            "Reiseausweis und Passübertrag",
            "Travel document, transfer to a new passport",
            "وثيقة سفر أو نقل التصريح إلى جواز جديد",
        ),
        "travel",
        20,
        ("10:35", "12:05"),
        free=2,
    ),
    service(
        "letter",
        ("Verpflichtungserklärung", "Letter of obligation", "تعهد بالكفالة"),
        "letter",
        25,
        (),
    ),
    service(
        "settle",
        (
            "Niederlassungserlaubnis und Beratung",
            "Settlement permit and advice",
            "تصريح الإقامة الدائمة والاستشارة",
        ),
        "advice",
        30,
        ("14:30", "15:00", "15:30"),
        free=3,
    ),
    service(
        "pickup",
        ("Fertigen Titel abholen", "Pick up a finished title", "استلام التصريح الجاهز"),
        "pickup",
        5,
        ("9:45", "9:50", "9:55"),
        quick=True,
        free=40,
    ),
)
GROUND = {"de": "Erdgeschoss", "en": "Ground floor", "ar": "الطابق الأرضي"}
FIRST = {"de": "1. Etage", "en": "1st floor", "ar": "الطابق الأول"}
DEPARTMENTS = (
    DepartmentFacts(
        "immigration",
        {"de": "Kommunale Ausländerbehörde", "en": "Immigration office", "ar": "دائرة الأجانب"},
        "E 12",
        GROUND,
        "left",
    ),
    DepartmentFacts(
        "integration",
        {
            "de": "Kommunales Integrationsmanagement",
            "en": "Municipal integration management",
            "ar": "إدارة الاندماج البلدية",
        },
        "1.04",
        FIRST,
        "up",
    ),
    DepartmentFacts(
        "jobcenter",
        {
            "de": "Integration Point (Jobcenter)",
            "en": "Integration Point (Jobcenter)",
            "ar": "نقطة الاندماج (مركز العمل)",
        },
        "1.11",
        FIRST,
        "up",
    ),
)
PLACES = (
    PlaceFacts(
        "photo",
        {"de": "Fotoautomat", "en": "Photo machine", "ar": "جهاز التصوير"},
        {"de": "gegen Gebühr", "en": "for a fee", "ar": "مقابل رسوم"},
        GROUND,
        "right",
    ),
    PlaceFacts("toilet", {"de": "Toiletten", "en": "Toilets", "ar": "مراحيض"}, {}, GROUND, "right"),
)
VIEW = KioskView(
    office=OFFICE,
    now=NOW,
    date=NOW.date(),
    public_url="http://127.0.0.1:8800",
    state="open",
    opens_at=at("7:30"),
    closes_at=at("18:00"),
    next_chance=None,
    services=SERVICES,
    departments=DEPARTMENTS,
    places=PLACES,
)
TOMORROW = at("8:00") + timedelta(days=1)
NOT_RELEASED = replace(VIEW, state="not_released", next_chance=at("10:00"), services=())
NOTHING_FREE = replace(VIEW, state="nothing_free", next_chance=TOMORROW)
CLOSED = replace(VIEW, state="closed", next_chance=TOMORROW, services=())

TICKET = BookedTicket(
    id="7f3a",
    number="E042",
    secret="ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    url="HTTP://127.0.0.1:8800/T/ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    code="K7M4QX",
    state="waiting",
    date=NOW.date(),
    start=at("10:20"),
    issued_at=NOW,
    service=SERVICES[0].name,
    print_service=False,
    bring=SERVICES[0].bring,
    wait_at=OFFICE.wait_at,
    ahead=3,
    language="de",
)
MESSAGE = {
    "de": "Der Aufzug ist außer Betrieb. Bitte nehmen Sie die Treppe oder sprechen Sie uns an.",
    "en": "The lift is out of order. Please take the stairs or ask us.",
    "ar": "المصعد معطّل. يُرجى استخدام الدرج أو التحدث إلينا.",
}


def notice(kind: NoticeKind, words: Words | None = None) -> NoticeFacts:
    return NoticeFacts(f"n-{kind}", kind, words or {}, NOW)


NOTICES = replace(VIEW, notices=(notice("closing_early"), notice("message", MESSAGE)))
EVACUATION = replace(VIEW, notices=(notice("evacuation"), notice("long_wait")))
