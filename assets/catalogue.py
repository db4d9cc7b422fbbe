"""The texts of one language, read straight from `i18n/LANGUAGE.po`, for every surface alike.

A msgid is the English source text, so what is not translated still reads as English. A further
language is only a further file: its header's `Plural-Forms` says how it counts, `X-Reviewed`
whether people have read it.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from gettext import c2py
from pathlib import Path
from typing import Self

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from assets import path


def languages(folder: Path | None = None) -> tuple[str, ...]:
    """The languages that have a catalogue, as they are named in files: ("ar", "de", "en")."""
    return tuple(sorted(po.stem for po in (folder or path("i18n")).glob("*.po")))


def is_rtl(language: str) -> bool:
    """Whether `language` is written from right to left."""
    return Locale.parse(language, sep="-").text_direction == "rtl"


def endonym(language: str) -> str:
    """What `language` calls itself ("Deutsch", "العربية"): the label of a language button."""
    locale = Locale.parse(language, sep="-")
    name = locale.get_display_name(locale) or language
    return name[:1].upper() + name[1:]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """One language's texts; the same object may be shared by all threads."""

    language: str
    reviewed: bool
    _messages: Mapping[str, str | tuple[str, ...]] = field(repr=False)
    _form: Callable[[int], int] = field(repr=False, compare=False)

    @classmethod
    def load(cls, language: str, folder: Path | None = None) -> Self:
        """Read `LANGUAGE.po`; FileNotFoundError if there is no such language."""
        folder = folder or path("i18n")
        if language not in languages(folder):
            known = ", ".join(languages(folder))
            raise FileNotFoundError(f"no catalogue for language {language!r}; there are: {known}")
        po = folder / f"{language}.po"
        with po.open("rb") as file:
            catalog = read_po(file, locale=language.replace("-", "_"))
        return cls(
            language=language,
            reviewed=is_reviewed(po),
            _messages=_translated(catalog),
            _form=c2py(catalog.plural_expr),
        )

    @property
    def rtl(self) -> bool:
        return is_rtl(self.language)

    def gettext(self, msgid: str) -> str:
        """The text for `msgid`; the msgid itself (English) where there is none."""
        found = self._messages.get(msgid, msgid)
        return found if isinstance(found, str) else found[0]

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """The text for `n` things, its placeholders not filled in; English where there is none."""
        found = self._messages.get(singular)
        if isinstance(found, tuple):
            return found[min(self._form(n), len(found) - 1)]
        return singular if n == 1 else plural


def is_reviewed(po: Path) -> bool:
    """Whether people who speak the language have read this file (its header `X-Reviewed: yes`)."""
    head = po.read_text("utf-8").partition("\n\n")[0]
    return re.search(r'^"X-Reviewed: *yes\\n"$', head, re.MULTILINE) is not None


def _translated(catalog: Catalog) -> dict[str, str | tuple[str, ...]]:
    """Everything with a full translation: msgid (the singular) → text, or its plural forms."""
    texts: dict[str, str | tuple[str, ...]] = {}
    for message in catalog:
        msgid = message.id[0] if isinstance(message.id, (list, tuple)) else message.id
        forms = message.string
        if not msgid or message.fuzzy:
            continue
        if isinstance(forms, str) and forms:
            texts[msgid] = forms
        elif isinstance(forms, (list, tuple)) and forms and all(forms):
            texts[msgid] = tuple(forms)
    return texts
