"""Finds the line of every key in a TOML text that `tomllib` has accepted.

`tomllib` keeps no positions. This walks the same grammar (TOML 1.0.0) without reading values, so it
may rely on the text being valid.
"""

import re
from dataclasses import dataclass, field

KeyPath = tuple[str | int, ...]

_SPACE = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_STRING = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"{3,5}'
    r"|'''(?:[^']|'(?!''))*'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'",
    re.DOTALL,
)
_SCALAR = re.compile(r"[^,\]}#\n]+")
_ESCAPE = re.compile(r'\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[btnfr"\\])')
_SHORT = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", '"': '"', "\\": "\\"}


def positions(text: str) -> dict[KeyPath, int]:
    """Key path → 1-based line of its first mention; members of arrays have an index as step."""
    walk = _Walk(text.replace("\r\n", "\n"))
    walk.document()
    return walk.lines


@dataclass
class _Walk:
    text: str
    at: int = 0
    lines: dict[KeyPath, int] = field(default_factory=dict)
    tables: dict[KeyPath, int] = field(default_factory=dict)
    """How many members an array of tables has so far."""
    _counted: tuple[int, int] = (0, 1)

    def document(self) -> None:
        table: KeyPath = ()
        while self.space() < len(self.text):
            if self.text[self.at] == "[":
                table = self.header()
            else:
                self.pair(table)

    def header(self) -> KeyPath:
        line = self.line()
        many = self.text.startswith("[[", self.at)
        self.at += 2 if many else 1
        path = self.key((), line)
        self.at += 2 if many else 1
        if many:
            count = self.tables.get(path, 0)
            self.tables[path] = count + 1
            path = (*path, count)
            self.lines[path] = line
        return path

    def pair(self, table: KeyPath) -> None:
        path = self.key(table, self.line())
        self.at += 1  # the equals sign
        self.value(path)

    def key(self, table: KeyPath, line: int) -> KeyPath:
        """Read a dotted key; stop at what follows it."""
        path = table
        while True:
            self.space()
            path = (*self.newest(path), self.word())
            self.lines.setdefault(path, line)
            self.space()
            if self.text[self.at] != ".":
                return path
            self.at += 1

    def newest(self, path: KeyPath) -> KeyPath:
        """In an array of tables, a name means its last member."""
        return (*path, self.tables[path] - 1) if path in self.tables else path

    def word(self) -> str:
        if bare := _BARE.match(self.text, self.at):
            self.at = bare.end()
            return bare.group()
        quoted = self.string()
        return _ESCAPE.sub(_unescaped, quoted[1:-1]) if quoted[0] == '"' else quoted[1:-1]

    def value(self, path: KeyPath) -> None:
        self.space()
        opening = self.text[self.at]
        if opening == "[":
            self.array(path)
        elif opening == "{":
            self.inline_table(path)
        elif opening in "\"'":
            self.string()
        else:
            self.at += len(_SCALAR.match(self.text, self.at)[0])  # type: ignore[index]

    def array(self, path: KeyPath) -> None:
        count = 0
        while self.more("]"):
            self.lines[(*path, count)] = self.line()
            self.value((*path, count))
            count += 1

    def inline_table(self, path: KeyPath) -> None:
        while self.more("}"):
            self.pair(path)

    def more(self, closing: str) -> bool:
        """Step over an opening bracket or a comma; False and past it at the closing bracket."""
        self.space()
        if self.text[self.at] != closing:
            self.at += self.text[self.at] in "[{,"
            self.space()
        ended = self.text[self.at] == closing
        self.at += ended
        return not ended

    def string(self) -> str:
        found = _STRING.match(self.text, self.at)
        assert found is not None  # tomllib has accepted the text
        self.at = found.end()
        return found.group()

    def space(self) -> int:
        """Skip blanks, line ends and comments; answer with where it stopped."""
        self.at = _SPACE.match(self.text, self.at).end()  # type: ignore[union-attr]
        return self.at

    def line(self) -> int:
        last, line = self._counted
        line += self.text.count("\n", last, self.at)
        self._counted = (self.at, line)
        return line


def _unescaped(found: re.Match[str]) -> str:
    code = found.group(1)
    return _SHORT[code] if code in _SHORT else chr(int(code[1:], 16))
