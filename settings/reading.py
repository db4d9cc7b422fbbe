"""From a TOML file to a frozen dataclass: read, parse, fill, check."""

import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from settings.errors import Finding, SettingsError
from settings.filling import fill
from settings.findings import Findings

T = TypeVar("T")
Check = Callable[[T, Findings], None]
"""Looks at the whole filled value and adds what does not fit together."""


def load(path: Path, schema: type[T], check: Check[T] | None = None) -> T:
    """Fill `schema`, a dataclass, from the TOML file at `path`; see `loads`.

    Relative paths in the file mean paths from the file's own folder. Raises `SettingsError`.
    """
    return loads(_text(path), schema, name=str(path), folder=path.absolute().parent, check=check)


def loads(
    text: str,
    schema: type[T],
    *,
    name: str = "settings",
    folder: Path | None = None,
    check: Check[T] | None = None,
) -> T:
    """Fill `schema` from TOML text; `name` stands for the file in error texts.

    Fields may be bool, int, float, str, `Path`, `date`, `time`, `Literal`, `tuple`,
    `Mapping` or `dict` with text keys, other dataclasses, `X | None`, and `Annotated` with rules.
    A ValueError from `__post_init__` becomes a finding at its table. `check` runs only when the
    shape is right.
    Raises `SettingsError` with all findings; TypeError when the schema itself is not supported.
    """
    text = text.removeprefix("\ufeff")  # an editor's byte order mark
    findings = Findings(name, text)
    value = fill(_parsed(text, name), schema, (), findings, folder or Path.cwd())
    findings.raise_if_any()
    if check is not None:
        check(value, findings)
        findings.raise_if_any()
    return value


def _text(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        why = f"cannot be read: {error.strerror or error}"
        raise SettingsError(str(path), [Finding(None, "", why)]) from error
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        what = "is not UTF-8 text; save the file with the encoding UTF-8"
        raise SettingsError(str(path), [Finding(line, "", what)]) from error


_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


def _parsed(text: str, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text + "\n")  # else a fault in the last line is "at end of document"
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(name, [_syntax_finding(str(error), text)]) from error


def _syntax_finding(message: str, text: str) -> Finding:
    """tomllib says "Invalid value (at line 3, column 8)"; add what usually helps."""
    place = _PLACE.search(message)
    what = _PLACE.sub("", message)
    if place is None or place[1] is None:
        return Finding(text.rstrip().count("\n") + 1, "", f"{what} at the end of the file")
    line = int(place[1])
    written = [*text.split("\n"), ""][line - 1]
    return Finding(line, _key_in(written), f"{what} at column {place[2]}{_advice(what)}")


def _key_in(written: str) -> str:
    found = re.match(r"\s*([\w.-]+)\s*=", written)
    return found[1] if found else ""


_ADVICE = {
    "Invalid value": "; text needs quotation marks, truth values are true and false",
    "Cannot overwrite a value": "; this key stands here twice",
    "Cannot declare": "; this table stands here twice",
    "Expected '=' after a key": "; a line is: key = value",
    "Illegal character": "; a text ends on the line where it begins",
}


def _advice(what: str) -> str:
    return next((hint for start, hint in _ADVICE.items() if what.startswith(start)), "")
