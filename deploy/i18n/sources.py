"""Every text that the sources show to people: from Python, from web templates and from QML."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.extract import extract_javascript, extract_python
from jinja2.ext import babel_extract

PACKAGES = ("settings", "printer", "office", "screen", "kiosk", "display")
# Babel's way to say: take the whole call, we look at its arguments ourselves.
_KEYWORDS = dict.fromkeys(("_", "N_", "gettext", "ngettext"))
_TEMPLATE_OPTIONS = {
    "extensions": "jinja2.ext.i18n",
    "newstyle_gettext": "true",
    "silent": "false",
}


class SourceError(Exception):
    """A text that no extractor can read; says file, line and what to write instead."""


@dataclass(frozen=True, slots=True)
class Text:
    """One text to translate. `plural` is None for a plain text.

    QML's `qsTr("%n tickets", "", n)` counts without naming a plural of its own: there `plural` is
    the text itself, and a catalogue may hold a better one.
    """

    msgid: str
    plural: str | None
    where: tuple[str, ...]


def collect(root: Path) -> dict[str, Text]:
    """All texts below `root`, by msgid; SourceError for what cannot be read."""
    texts: dict[str, Text] = {}
    for file in sorted(_files(root)):
        for text in _texts(file, file.relative_to(root).as_posix()):
            texts[text.msgid] = _merged(texts.get(text.msgid), text)
    return texts


def _files(root: Path) -> Iterator[Path]:
    for package in PACKAGES:
        for pattern in ("*.py", "*.qml", "*.html"):
            yield from (root / package).rglob(pattern)


def _texts(file: Path, name: str) -> Iterable[Text]:
    content = file.read_bytes()
    match file.suffix:
        case ".py":
            return _from_gettext(extract_python(BytesIO(content), _KEYWORDS, [], {}), name)
        case ".html":
            return _from_gettext(
                babel_extract(BytesIO(content), list(_KEYWORDS), [], _TEMPLATE_OPTIONS), name
            )
        case _:
            return _from_qml(content, name)


def _from_gettext(found: Iterable[tuple[Any, ...]], name: str) -> Iterator[Text]:
    for line, function, arguments, *_ in found:
        parts = arguments if isinstance(arguments, tuple) else (arguments,)
        if not isinstance(parts[0], str) or not parts[0]:
            continue
        plural = parts[1] if function == "ngettext" else None
        yield Text(parts[0], plural, (f"{name}:{line}",))


def _from_qml(content: bytes, name: str) -> Iterator[Text]:
    _refuse_dynamic(content.decode("utf-8"), name)
    found: Iterable[tuple[Any, ...]] = extract_javascript(BytesIO(content), {"qsTr": None}, [], {})
    for line, _, arguments, *_ in found:
        where = f"{name}:{line}"
        msgid, *rest = arguments if isinstance(arguments, tuple) else (arguments,)
        if rest and rest[0]:
            raise SourceError(f"{where}: qsTr({msgid!r}, {rest[0]!r}): no remarks, reword it")
        yield Text(msgid, msgid if rest else None, (where,))


def _refuse_dynamic(qml: str, name: str) -> None:
    """Only a literal can be translated: what a variable holds is known at run time alone."""
    for match in re.finditer(r"\bqsTr\(\s*(?![\"'\s])", qml):
        line = qml.count("\n", 0, match.start()) + 1
        raise SourceError(f"{name}:{line}: qsTr() needs a text in quotation marks")


def _merged(known: Text | None, new: Text) -> Text:
    if known is None:
        return new
    if (known.plural is None) != (new.plural is None):
        raise SourceError(
            f"{new.where[0]}: {new.msgid!r} is counted in one place and plain in another "
            f"({known.where[0]})"
        )
    own = {known.plural, new.plural} - {None, new.msgid}
    if len(own) > 1:
        raise SourceError(f"{new.where[0]}: {new.msgid!r} has two plurals: {sorted(map(str, own))}")
    plural = next(iter(own), new.plural)
    return replace(known, plural=plural, where=known.where + new.where)
