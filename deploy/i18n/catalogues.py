"""Reading, merging and writing the .po files, so that two writers or two runs never differ."""

import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from assets.catalogue import is_reviewed
from deploy.i18n.sources import Text

SOURCE_LANGUAGE = "en"

_HEADER = """\
# Wartemarke's texts: {name}. `make i18n` keeps the entries in step with the sources;
# the texts are written by people.
msgid ""
msgstr ""
"Language: {language}\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plurals}\\n"
"X-Reviewed: {reviewed}\\n"
"""


class AdditionError(Exception):
    """A file for `add` that does not say what it should; says which entry and why."""


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """One writer at a time, whoever calls; the lock ends with the process."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def read(po: Path) -> Catalog:
    with po.open("rb") as file:
        return read_po(file, locale=po.stem.replace("-", "_"))


def write(po: Path, catalog: Catalog) -> None:
    """Sorted, without dates and line numbers, all at once or not at all."""
    name = catalog.locale.english_name if catalog.locale else po.stem
    head = _HEADER.format(
        name=name,
        language=po.stem,
        plurals=catalog.plural_forms,
        reviewed="yes" if is_reviewed(po) else "no",
    )
    body = BytesIO()
    write_po(
        body,
        catalog,
        width=100,
        no_location=True,
        omit_header=True,
        sort_output=True,
        ignore_obsolete=True,
    )
    fresh = po.with_suffix(".po.new")
    fresh.write_bytes((head.encode() + b"\n" + body.getvalue()).rstrip(b"\n") + b"\n")
    fresh.replace(po)


def update(folder: Path, texts: Mapping[str, Text]) -> dict[str, list[str]]:
    """Bring every catalogue in step with `texts`; per language the msgids that were dropped."""
    dropped: dict[str, list[str]] = {}
    for po in sorted(folder.glob("*.po")):
        old = read(po)
        new = _empty_like(old)
        for text in texts.values():
            _carry(text, old, new, is_source=po.stem == SOURCE_LANGUAGE)
        kept = set(texts)
        dropped[po.stem] = sorted(i for i in map(msgid, old) if i and i not in kept)
        write(po, new)
    return dropped


def add(folder: Path, additions: Mapping[str, Any]) -> None:
    """Merge `{msgid: {language: text}}`, or with "plural" `{language: [forms]}`."""
    catalogs = {po.stem: read(po) for po in sorted(folder.glob("*.po"))}
    for source, entry in additions.items():
        _check_addition(source, entry, catalogs)
        for language, catalog in catalogs.items():
            given = entry.get(language)
            if language == SOURCE_LANGUAGE and given is None:
                given = [source, entry["plural"]] if "plural" in entry else source
            if given is not None:
                _put(catalog, source, entry.get("plural"), given)
    for language, catalog in catalogs.items():
        write(folder / f"{language}.po", catalog)


def load_additions(file: Path) -> dict[str, Any]:
    try:
        additions = json.loads(file.read_text("utf-8"))
    except ValueError as error:
        raise AdditionError(f"{file}: {error}") from error
    if not isinstance(additions, dict):
        raise AdditionError(f"{file}: expected {{msgid: {{language: text}}}}")
    return additions


def msgid(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def msgid_plural(message: Message) -> str | None:
    return None if isinstance(message.id, str) else message.id[1]


def forms(message: Message) -> tuple[str, ...]:
    """The translation as a tuple: one form for a plain text, all of them for a counted one."""
    found = message.string or ""
    return (found,) if isinstance(found, str) else tuple(found)


def _empty_like(old: Catalog) -> Catalog:
    new = Catalog(locale=old.locale, fuzzy=False)
    # A file's own rule counts: Babel's for Arabic puts "many" after "other".
    new.mime_headers = [("Plural-Forms", old.plural_forms)]
    return new


def _carry(text: Text, old: Catalog, new: Catalog, *, is_source: bool) -> None:
    known = old.get(text.msgid)
    plural = text.plural
    if plural == text.msgid and known is not None:
        plural = msgid_plural(known) or plural
    if known is not None and (msgid_plural(known) is None) == (plural is None):
        _put(new, text.msgid, plural, forms(known) if plural is not None else forms(known)[0])
    else:
        _put(new, text.msgid, plural, "" if plural is None else [""] * new.num_plurals)
    mine = new.get(text.msgid)
    if is_source and mine is not None and not any(forms(mine)) and plural != text.msgid:
        mine.string = text.msgid if plural is None else (text.msgid, plural)


def _put(catalog: Catalog, source: str, plural: str | None, given: Any) -> None:
    catalog.delete(source)
    if plural is None:
        catalog.add(source, given)
    else:
        catalog.add((source, plural), tuple(given))


def _check_addition(source: str, entry: Any, catalogs: Mapping[str, Catalog]) -> None:
    if not source or not isinstance(entry, dict):
        raise AdditionError(f"{source!r}: expected {{language: text}}")
    for language, given in entry.items():
        if language == "plural":
            if not isinstance(given, str) or not given:
                raise AdditionError(f"{source!r}: the plural is no text")
        elif language not in catalogs:
            raise AdditionError(f"{source!r}: there is no {language}.po")
        elif "plural" not in entry:
            if not isinstance(given, str):
                raise AdditionError(f"{source!r}: {language} is no text (a plural is missing?)")
        elif (
            not isinstance(given, list)
            or not all(isinstance(form, str) for form in given)
            or len(given) != catalogs[language].num_plurals
        ):
            count = catalogs[language].num_plurals
            raise AdditionError(f"{source!r}: {language} needs a list of {count} texts")
