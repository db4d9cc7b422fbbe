"""Facts of a day to JSON and back, by type name and version.

An old version is upcast on reading (none yet); an unknown type or a newer version refuses to start,
because leaving an event out would show a false day.
"""

from typing import Any, get_args

from pydantic import TypeAdapter, ValidationError

from office.day import events as ev
from office.errors import DamagedLog, UnknownEvent

VERSION = 1
_TYPES: dict[str, TypeAdapter[Any]] = {
    kind.__name__: TypeAdapter(kind) for kind in get_args(ev.Fact)
}


def encode(fact: ev.Fact) -> tuple[str, int, str]:
    """(type, version, JSON)."""
    name = type(fact).__name__
    return name, VERSION, _TYPES[name].dump_json(fact).decode()


def decode(name: str, version: int, data: str) -> ev.Fact:
    """Raises UnknownEvent, DamagedLog."""
    if name not in _TYPES or version > VERSION:
        raise UnknownEvent(
            f"the log holds {name} version {version}, which this program does not know; "
            "it was written by a newer Wartemarke: install that version again"
        )
    try:
        fact: ev.Fact = _TYPES[name].validate_json(data)
    except ValidationError as error:
        raise DamagedLog(f"{name} cannot be read: {error.error_count()} errors") from None
    return fact
