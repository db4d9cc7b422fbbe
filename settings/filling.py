"""Fills a schema (dataclasses, plain types) from parsed TOML and notes all that does not fit."""

import dataclasses
import math
import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import (
    Annotated,
    Any,
    Literal,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

from settings.findings import Findings, nearest, shown
from settings.positions import KeyPath

T = TypeVar("T")


def fill(value: object, schema: type[T], at: KeyPath, findings: Findings, folder: Path) -> T:
    """The value as `schema` wants it. Only meaningful when nothing was added to `findings`."""
    return cast(T, _Filling(findings, folder).any(schema, value, at))


@dataclass(frozen=True)
class _Filling:
    findings: Findings
    folder: Path

    def any(self, kind: Any, value: object, at: KeyPath) -> Any:
        origin, args = get_origin(kind), get_args(kind)
        if origin is Annotated:
            return self.annotated(args, value, at)
        if origin is Literal:
            return self.literal(args, value, at)
        if origin in (Union, types.UnionType):
            return self.optional(kind, args, value, at)
        if origin is tuple:
            return self.array(args, value, at)
        if origin in (dict, Mapping):
            return self.mapping(args, value, at)
        if dataclasses.is_dataclass(kind):
            return self.table(cast(type, kind), value, at)
        return self.scalar(kind, value, at)

    def annotated(self, args: tuple[Any, ...], value: object, at: KeyPath) -> Any:
        before = len(self.findings.found)
        filled = self.any(args[0], value, at)
        if len(self.findings.found) == before:
            for wrong in (rule(filled) for rule in args[1:] if callable(rule)):
                if wrong is not None:
                    self.findings.add(at, wrong)
        return filled

    def literal(self, words: tuple[Any, ...], value: object, at: KeyPath) -> Any:
        if any(value == word and type(value) is type(word) for word in words):
            return value
        listed = ", ".join(map(shown, words))
        hint = nearest(value, map(str, words)) if isinstance(value, str) else ""
        wanted = f"must be {listed}" if len(words) == 1 else f"must be one of {listed}"
        return self.findings.add(at, f"{wanted}, is {shown(value)}{hint}")

    def optional(self, kind: Any, args: tuple[Any, ...], value: object, at: KeyPath) -> Any:
        inner = [arg for arg in args if arg is not types.NoneType]
        if len(inner) != 1:
            raise TypeError(f"a schema cannot hold {kind}: only `X | None` is known")
        return self.any(inner[0], value, at)

    def array(self, args: tuple[Any, ...], value: object, at: KeyPath) -> Any:
        if not isinstance(value, list):
            return self.findings.add(at, f"must be a list in [ ], is {shown(value)}")
        kinds = args[:1] * len(value) if args[1:] == (...,) else args
        if len(kinds) != len(value):
            return self.findings.add(at, f"must have {len(kinds)} members, has {len(value)}")
        members = enumerate(zip(kinds, value, strict=True))
        return tuple(self.any(kind, member, (*at, i)) for i, (kind, member) in members)

    def mapping(self, args: tuple[Any, ...], value: object, at: KeyPath) -> Any:
        if args[0] is not str:
            raise TypeError(f"a schema's mapping must have str keys, not {args[0]}")
        if not isinstance(value, dict):
            return self.findings.add(at, f"must be a table of keys and values, is {shown(value)}")
        return {key: self.any(args[1], inner, (*at, key)) for key, inner in value.items()}

    def table(self, schema: type, value: object, at: KeyPath) -> Any:
        if not isinstance(value, dict):
            return self.findings.add(at, f"must be a table of keys and values, is {shown(value)}")
        before = len(self.findings.found)
        filled = self.fields(schema, value, at)
        if len(self.findings.found) > before:
            return None
        try:
            return schema(**filled)
        except ValueError as error:
            return self.findings.add(at, str(error))

    def fields(self, schema: type, value: dict[str, Any], at: KeyPath) -> dict[str, Any]:
        kinds = get_type_hints(schema, include_extras=True)
        known = {field.name: field for field in dataclasses.fields(schema) if field.init}
        for key in value:
            if key not in known:
                hint = nearest(key, known) or f"; known here: {', '.join(known)}"
                self.findings.add((*at, key), f"is not a known key{hint}")
        for name, field in known.items():
            if name not in value and _required(field):
                self.findings.add((*at, name), "is missing")
        present = [name for name in known if name in value]
        return {name: self.any(kinds[name], value[name], (*at, name)) for name in present}

    def scalar(self, kind: Any, value: object, at: KeyPath) -> Any:
        if kind not in _SCALARS:
            raise TypeError(f"a schema cannot hold {kind}")
        wanted, read = _SCALARS[kind]
        try:
            filled = read(value)
        except ValueError:
            return self.findings.add(at, f"must be {wanted}, is {shown(value)}")
        return self.folder / filled if isinstance(filled, Path) else filled


def _required(field: "dataclasses.Field[Any]") -> bool:
    return field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING


def _exactly(kind: type[T]) -> Callable[[object], T]:
    def read(value: object) -> T:
        if type(value) is not kind:
            raise ValueError
        return value

    return read


def _float(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError
    return float(value)


def _path(value: object) -> Path:
    """A path; "~/" is the home folder of whoever runs the program."""
    if not isinstance(value, str) or not value or "\0" in value:
        raise ValueError
    try:
        return Path(value).expanduser()
    except RuntimeError as error:
        raise ValueError from error


def _date(value: object) -> date:
    """A TOML date, or the same in quotation marks."""
    if isinstance(value, str):
        return date.fromisoformat(value)
    if isinstance(value, datetime) or not isinstance(value, date):
        raise ValueError
    return value


def _time(value: object) -> time:
    """A TOML time, or HH:MM in quotation marks."""
    if isinstance(value, str):
        return datetime.strptime(value, "%H:%M").time()  # noqa: DTZ007  (a wall-clock time)
    if not isinstance(value, time):
        raise ValueError
    return value


_SCALARS: dict[Any, tuple[str, Callable[[object], Any]]] = {
    bool: ("true or false", _exactly(bool)),
    int: ("a whole number", _exactly(int)),
    float: ("a number", _float),
    str: ('text in "…"', _exactly(str)),
    Path: ('a path in "…"', _path),
    date: ("a date such as 2026-11-26", _date),
    time: ('a time such as "07:30"', _time),
}
