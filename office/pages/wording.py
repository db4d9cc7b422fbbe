"""How facts become text in one language: numbers, times, days, names, which language to use."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from babel import Locale, negotiate_locale
from babel.core import UnknownLocaleError
from babel.dates import format_date, format_skeleton
from markupsafe import Markup

from office.contract import Words


def locale_of(language: str) -> Locale:
    return Locale.parse(language, sep="-")


def isolated(text: object) -> Markup:
    """Text that keeps its own direction inside a sentence of any direction."""
    return Markup("<bdi>{}</bdi>").format(text)


def grouped(number: str) -> str:
    """ "E042" → "E 042"."""
    return re.sub(r"^([^\d]+)(\d+)$", r"\1 \2", number)


def number_mark(number: str) -> Markup:
    """A number as pages show it: in groups, in its own direction, on one line (by the sheet)."""
    return Markup('<bdi class="number">{}</bdi>').format(grouped(number))


def clock(instant: datetime) -> str:
    """The office's wall clock: "9:41". Always digits 0–9."""
    return f"{instant.hour}:{instant.minute:02}"


def by_hour(starts: Sequence[datetime]) -> list[tuple[str, list[datetime]]]:
    """[("10:00", [10:20, 10:45]), ("11:00", …)]: neighbours of one wall-clock hour together."""
    hours: list[tuple[str, list[datetime]]] = []
    for start in starts:
        label = clock(start.replace(minute=0))
        if not hours or hours[-1][0] != label:
            hours.append((label, []))
        hours[-1][1].append(start)
    return hours


def weekday(day: date, language: str) -> str:
    return format_date(day, "EEEE", locale=locale_of(language))


def day_and_month(day: date, language: str) -> str:
    """ "26. November", "November 26" """
    return format_skeleton("MMMMd", day, locale=locale_of(language))


def chosen(words: Words, language: str, fallback: Sequence[str] = ()) -> tuple[str, str]:
    """(language, text): `language` if the words have it, else the first of `fallback`, else any."""
    for tag in (language, *fallback):
        if words.get(tag):
            return tag, words[tag]
    return next(((tag, text) for tag, text in words.items() if text), (language, ""))


def language_name(tag: str, language: str) -> str:
    """What `language` calls the language `tag` ("Arabisch"); the tag itself if it is unknown."""
    try:
        return locale_of(tag).get_display_name(locale_of(language)) or tag
    except (UnknownLocaleError, ValueError):
        return tag


def preferences(accept_language: str) -> list[str]:
    """The tags of an Accept-Language header, best first; what is malformed is left out."""
    weighed: list[tuple[float, str]] = []
    for part in accept_language.split(",")[:20]:
        match = re.fullmatch(
            r"\s*([A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*)\s*(?:;\s*q=([01](?:\.\d{0,3})?))?\s*", part
        )
        if match and (quality := float(match[2] or 1)) > 0:
            weighed.append((quality, match[1]))
    return [tag for _, tag in sorted(weighed, key=lambda pair: -pair[0])]


def negotiated(accept_language: str, available: Sequence[str]) -> str | None:
    """The language of `available` that suits the reader best; None if none does."""
    found = negotiate_locale(preferences(accept_language), list(available), sep="-")
    folded = {tag.lower(): tag for tag in available}
    return folded.get(found.lower().replace("_", "-")) if found else None


def with_language(url: str, language: str) -> str:
    """`url` with its `lang` set to `language`; everything else stays."""
    parts = urlsplit(url)
    query = [(name, value) for name, value in parse_qsl(parts.query) if name != "lang"]
    return urlunsplit(parts._replace(query=urlencode([*query, ("lang", language)])))
