"""A slip to look at: what previews, test prints and measurements print."""

from datetime import date, datetime, timedelta, timezone

from printer.slip import Slip

_CET = timezone(timedelta(hours=1))


def sample_slip(language: str = "ar") -> Slip:
    """An ordinary ticket of a made-up morning, for a visitor who reads `language`."""
    return Slip(
        office={
            "de": "Ausländerbehörde Kreis Unna",
            "en": "Immigration Office, District of Unna",
            "ar": "مكتب شؤون الأجانب في دائرة أونا",
        },
        number="E042",
        date=date(2026, 11, 26),
        start="10:20",
        service={
            "de": "Aufenthaltstitel verlängern",
            "en": "Extend a residence permit",
            "ar": "تمديد تصريح الإقامة",
        },
        bring=(
            {"de": "Pass", "en": "Passport", "ar": "جواز السفر"},
            {"de": "Biometrisches Foto", "en": "Biometric photo", "ar": "صورة بيومترية"},
        ),
        wait_at={"de": "Wartebereich B", "en": "Waiting area B", "ar": "منطقة الانتظار B"},
        ahead=3,
        url="HTTPS://T.KREIS-UNNA.EXAMPLE/T/ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        code="K7M4QX",
        language=language,
        issued_at=datetime(2026, 11, 26, 9, 41, tzinfo=_CET),
    )
