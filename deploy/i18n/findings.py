"""What is wrong with the catalogues, one sentence each, with file and line."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from babel.messages.catalog import Catalog, Message

from deploy.i18n.catalogues import forms, msgid, msgid_plural, read
from deploy.i18n.sources import Text

_PLACEHOLDER = re.compile(r"%L?\d+|%L?n\b|%\(\w+\)[a-z]|\{\w*[^{}]*\}")
# A form for exactly one, two or no things may say so in words.
_COUNTS = re.compile(r"%L?n|%\((n|num|count|number)\)[a-z]|\{(n|num|count|number)[^{}]*\}")


def check(folder: Path, texts: Mapping[str, Text], name: str = "assets/i18n") -> list[str]:
    """All findings over all languages, in the order of the files."""
    found: list[str] = []
    for po in sorted(folder.glob("*.po")):
        found += _language(read(po), texts, f"{name}/{po.name}")
    return found


def _language(catalog: Catalog, texts: Mapping[str, Text], po: str) -> Iterator[str]:
    messages = {msgid(message): message for message in catalog if message.id}
    for source, text in texts.items():
        if source not in messages:
            yield f"{text.where[0]}: {source!r} is not in {po}; run `make i18n`, then translate it"
    for source, message in messages.items():
        where = f"{po}:{message.lineno}"
        if source not in texts:
            yield f"{where}: no source says {source!r}; run `make i18n`"
        elif (texts[source].plural is None) != (msgid_plural(message) is None):
            yield f"{where}: {source!r} is counted in only one of source and catalogue"
        else:
            yield from _message(message, catalog.num_plurals, where)
    for message in catalog.obsolete.values():
        yield f"{po}: obsolete entry {msgid(message)!r}; run `make i18n`"


def _message(message: Message, plurals: int, where: str) -> Iterator[str]:
    source, plural, given = msgid(message), msgid_plural(message), forms(message)
    if message.fuzzy:
        yield f"{where}: {source!r} is marked fuzzy: read it and remove the mark"
    if plural is not None and len(given) != plurals:
        yield f"{where}: {source!r} has {len(given)} plural forms, this language has {plurals}"
    elif not all(given):
        yield f"{where}: {source!r} is not translated"
    else:
        yield from _placeholders(source, plural, given, where)


def _placeholders(
    source: str, plural: str | None, given: tuple[str, ...], where: str
) -> Iterator[str]:
    wanted = placeholders(source) | placeholders(plural or "")
    for number, form in enumerate(given):
        has = placeholders(form)
        missing = wanted - has
        if plural is not None and number < len(given) - 1:
            missing -= {name for name in missing if _COUNTS.fullmatch(name)}
        if missing:
            yield f"{where}: {form!r} lacks {', '.join(sorted(missing))}"
        if has - wanted:
            yield f"{where}: {form!r} has {', '.join(sorted(has - wanted))}, {source!r} has not"


def placeholders(text: str) -> frozenset[str]:
    """What is filled in at run time: %1, %n, %(name)s, {name}."""
    return frozenset(_PLACEHOLDER.findall(text))
