"""Valid values survive writing and reading; every key's line is found, however it is written."""

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from typing import Any, Literal

from hypothesis import given
from hypothesis import strategies as st

from settings import loads
from settings.positions import KeyPath, positions


@dataclass(frozen=True)
class Inner:
    flag: bool
    share: float
    day: date
    words: Mapping[str, str]
    kind: Literal["timed", "open"] = "timed"


@dataclass(frozen=True)
class Outer:
    text: str
    number: int
    at: time
    pair: tuple[str, int]
    one: Inner
    maybe: Inner | None = None
    many: tuple[Inner, ...] = ()
    deep: tuple[tuple[int, ...], ...] = ()


TEXT = st.text(st.characters(exclude_categories=["Cs"]))
INNER = st.builds(
    Inner,
    flag=st.booleans(),
    share=st.floats(allow_nan=False, allow_infinity=False),
    day=st.dates(),
    words=st.dictionaries(TEXT, TEXT, max_size=3),
)
OUTER = st.builds(
    Outer,
    text=TEXT,
    number=st.integers(),
    at=st.times(),
    pair=st.tuples(TEXT, st.integers()),
    one=INNER,
    maybe=st.none() | INNER,
    many=st.lists(INNER, max_size=3).map(tuple),
    deep=st.lists(st.lists(st.integers(), max_size=3).map(tuple), max_size=3).map(tuple),
)


def quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def inline(value: Any) -> str:
    """Any value as TOML on one line."""
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(inline, value)) + "]"
    members = value if isinstance(value, Mapping) else vars(value)
    pairs = (f"{quoted(k)} = {inline(v)}" for k, v in members.items() if v is not None)
    return "{" + ", ".join(pairs) + "}"


def tables(value: Outer) -> str:
    """The same with tables and arrays of tables."""
    lines = [f"{key} = {inline(getattr(value, key))}" for key in ("text", "number", "at", "pair")]
    lines.append(f"deep = {inline(value.deep)}")
    sections = [("[one]", value.one), ("[maybe]", value.maybe)]
    sections += [("[[many]]", inner) for inner in value.many]
    for header, inner in sections:
        if inner is not None:
            lines += [header, *(f"{key} = {inline(v)}" for key, v in vars(inner).items())]
    return "\n".join(lines)


@given(OUTER)
def test_what_was_written_is_read(value: Outer) -> None:
    assert loads(tables(value), Outer) == value
    flat = [f"{key} = {inline(v)}" for key, v in vars(value).items() if v is not None]
    assert loads("\n".join(flat), Outer) == value


@given(OUTER)
def test_every_key_has_a_line(value: Outer) -> None:
    text = tables(value)
    found = positions(text)
    assert set(found) == set(paths(tomllib.loads(text)))
    lines = text.split("\n")
    for key in ("text", "one", "pair"):
        assert key in lines[found[(key,)] - 1]
    headers = [number for number, line in enumerate(lines, 1) if line == "[[many]]"]
    assert [found[("many", index)] for index in range(len(value.many))] == headers


def paths(value: Any, at: KeyPath = ()) -> Iterator[KeyPath]:
    """All key paths of parsed TOML."""
    if isinstance(value, dict):
        members: list[tuple[str | int, Any]] = list(value.items())
    else:
        members = list(enumerate(value)) if isinstance(value, list) else []
    for key, inner in members:
        yield (*at, key)
        yield from paths(inner, (*at, key))


NASTY = """
# [not.a.table]
a = 1 # b = 2
"c d" . 'e=f' = [ 1,
  # ] a comment
  "x]#y", [ 'z',
  ], { g = 3, h.i = '''
]''' } ,
]
[t]
m = \"\"\"
[no] \\\"\"\" k = 1
\"\"\"\"
k = 2026-11-26 07:30:00
[[u.v]]
[u.v.w]
n = 'it'
[[u.v.x]]
[[u.v]]
n = ''
[[u.v.x]]
[[u.v.x]]
o = {}
"""


def test_lines_in_a_nasty_text() -> None:
    found = positions(NASTY)
    assert set(found) == set(paths(tomllib.loads(NASTY)))
    expected: dict[KeyPath, int] = {
        ("a",): 3,
        ("u",): 15,
        ("u", "v"): 15,
        ("c d", "e=f"): 4,
        ("c d", "e=f", 0): 4,
        ("c d", "e=f", 1): 6,
        ("c d", "e=f", 2, 0): 6,
        ("c d", "e=f", 3, "h", "i"): 7,
        ("t", "m"): 11,
        ("t", "k"): 14,
        ("u", "v", 0, "w", "n"): 17,
        ("u", "v", 0, "x", 0): 18,
        ("u", "v", 1, "n"): 20,
        ("u", "v", 1, "x", 1, "o"): 23,
    }
    assert {path: found[path] for path in expected} == expected


def test_defaults_stand_in_for_absent_keys() -> None:
    text = 'text = ""\nnumber = 1\nat = "07:30"\npair = ["a", 1]\n'
    inner = "one = {flag = true, share = 1, day = 2026-11-26, words = {}}"
    expected = Inner(True, 1.0, date(2026, 11, 26), {})
    assert loads(text + inner, Outer) == Outer("", 1, time(7, 30), ("a", 1), expected)


def test_home_folder_is_spelled_with_a_tilde() -> None:
    @dataclass(frozen=True)
    class Where:
        data: Path

    assert loads('data = "~/x"', Where).data == Path.home() / "x"
