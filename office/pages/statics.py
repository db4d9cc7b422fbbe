"""The pages' static files, kept in memory under names that change with their content."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "static"
URL = "/static"
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}


@dataclass(frozen=True, slots=True)
class StaticFile:
    name: str
    """Served name: "pages-3f2a9c1d.css"."""
    content: bytes
    media_type: str


@dataclass(frozen=True, slots=True)
class Statics:
    by_source: Mapping[str, StaticFile]
    by_name: Mapping[str, StaticFile]

    def url(self, source: str) -> str:
        """The address of `static/<source>`; KeyError if there is no such file."""
        return f"{URL}/{self.by_source[source].name}"


def read_statics(folder: Path = FOLDER) -> Statics:
    by_source = {path.name: _read(path) for path in sorted(folder.iterdir()) if path.is_file()}
    return Statics(by_source, {file.name: file for file in by_source.values()})


def _read(path: Path) -> StaticFile:
    content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()[:10]
    return StaticFile(f"{path.stem}-{digest}{path.suffix}", content, TYPES[path.suffix])
