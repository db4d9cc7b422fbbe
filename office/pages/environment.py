"""The templates' surroundings in one language: texts, filters, addresses."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from assets.catalogue import Catalogue, endonym, is_rtl
from office.contract import NoticeFacts, OfficeFacts, Words
from office.pages import images, paths, wording
from office.pages.statics import Statics

TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class Visit:
    """What a page knows of the request it answers, besides the view."""

    language: str
    here: str
    """The page's own address (path and query), for the language links."""
    domain: str
    """What people see in their browser's address line, e.g. "t.kreis-unna.example"."""
    chosen: bool = False
    """The reader chose the language by a link: links keep it."""
    csrf: str = ""
    key: str = ""
    """Idempotency key of this drawing of the page; each form adds what it does."""
    notices: tuple[NoticeFacts, ...] = ()
    """What the office tells everybody now, for pages that have no view."""


def environment(language: str, statics: Statics) -> Environment:
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters |= _filters(language)
    made.globals |= _globals(language, statics)
    return made


def _filters(language: str) -> dict[str, Any]:
    return {
        "bdi": wording.isolated,
        "number": wording.number_mark,
        "bare_number": wording.grouped,
        "clock": lambda instant: wording.isolated(wording.clock(instant)),
        "bare_clock": wording.clock,
        "words": _words(language),
        "bare_words": _bare_words(language),
        "language_name": lambda tag: wording.language_name(tag, language),
        "minutes_until": lambda since, now: max(0, int((now - since).total_seconds()) // 60),
        "iso": lambda instant: instant.isoformat(),
        "qr": images.qr,
        "by_hour": wording.by_hour,
    }


def _globals(language: str, statics: Statics) -> dict[str, Any]:
    def weekday(day: date) -> str:
        return wording.weekday(day, language)

    def day_and_month(day: date) -> Markup:
        return wording.isolated(wording.day_and_month(day, language))

    return {
        "_": _translate(Catalogue.load(language)),
        "language": language,
        "direction": "rtl" if is_rtl(language) else "ltr",
        "static": statics.url,
        "paths": paths,
        "endonym": endonym,
        "is_rtl": is_rtl,
        "with_language": wording.with_language,
        "link": _link,
        "weekday": weekday,
        "day_and_month": day_and_month,
    }


def _translate(catalogue: Catalogue) -> Any:
    """`_(msgid, **facts)` of the templates. Texts and facts are escaped, unless they are Markup."""

    def translate(msgid: str, **facts: object) -> Markup:
        text = escape(catalogue.gettext(msgid))
        return text % facts if facts else text

    return translate


@pass_context
def _link(context: Context, url: str) -> str:
    """`url`, with the language if the reader chose it."""
    visit: Visit = context["visit"]
    return wording.with_language(url, visit.language) if visit.chosen else url


def _words(language: str) -> Any:
    @pass_context
    def words(context: Context, text: Words) -> Markup:
        """A name in the page's language, else in the office's, then marked as such."""
        tag, found = wording.chosen(text, language, _fallback(context))
        if tag == language:
            return wording.isolated(found)
        return Markup('<bdi lang="{}">{}</bdi>').format(tag, found)

    return words


def _bare_words(language: str) -> Any:
    @pass_context
    def bare_words(context: Context, text: Words) -> str:
        """A name without any markup, for titles and attributes."""
        return wording.chosen(text, language, _fallback(context))[1]

    return bare_words


def _fallback(context: Context) -> Sequence[str]:
    office: OfficeFacts | None = context["office"]
    return office.languages if office else ()
