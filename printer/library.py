"""python-escpos, imported without what its import leaves behind.

Its `escpos.capabilities` parses 96 kB of YAML unless a pickle of it lies in a cache folder, makes a
temporary folder at every start whether it needs one or not, and sets up the root logger. Here it
works in a temporary folder that goes away; the pickle is taken from and given to the cache folder
whole, so that a start that was killed cannot leave half of one.
"""

import logging
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

_PICKLE = "*.capabilities.pickle"
_VARIABLE = "ESCPOS_CAPABILITIES_PICKLE_DIR"


def _cache_folder() -> Path:
    home = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(home) / "wartemarke" / "escpos"


@contextmanager
def _confined(cache: Path) -> Iterator[None]:
    """During the import its temporary folders and its pickle live in one folder of ours."""
    before = (tempfile.tempdir, os.environ.get(_VARIABLE), list(logging.root.handlers))
    with tempfile.TemporaryDirectory(prefix="wartemarke-escpos-") as name:
        folder = Path(name)
        _copy_pickles(cache, folder)
        tempfile.tempdir = name
        os.environ[_VARIABLE] = name
        try:
            yield
        finally:
            tempfile.tempdir, variable, logging.root.handlers[:] = before
            os.environ.pop(_VARIABLE)
            if variable is not None:
                os.environ[_VARIABLE] = variable
            _copy_pickles(folder, cache)


def _copy_pickles(source: Path, target: Path) -> None:
    """A cache that cannot be read or written only costs time."""
    with suppress(OSError):
        for pickle in source.glob(_PICKLE):
            target.mkdir(parents=True, exist_ok=True, mode=0o700)
            fresh = target / f".{pickle.name}.{os.getpid()}"
            shutil.copy2(pickle, fresh)
            fresh.replace(target / pickle.name)


with _confined(_cache_folder()):
    from escpos.printer import Dummy


class Encoder:
    """The few commands of python-escpos that a slip needs, each as its bytes."""

    def __init__(self, profile: str) -> None:
        self._profile = profile

    def raster(self, band: Any, doubled: bool) -> bytes:
        """GS v 0 for a 1-bit Pillow picture (0 = ink); `doubled` prints each dot as 2×2."""
        dummy = Dummy(profile=self._profile)
        dummy.image(band, high_density_vertical=not doubled, high_density_horizontal=not doubled)
        return bytes(dummy.output)

    def reset(self) -> bytes:
        """ESC @."""
        dummy = Dummy(profile=self._profile)
        dummy.hw("INIT")
        return bytes(dummy.output)

    def feed_and_cut(self) -> bytes:
        """GS V 66 0: the printer knows how far its cutter is and cuts behind the last line."""
        dummy = Dummy(profile=self._profile)
        dummy.cut(feed=False)
        return bytes(dummy.output)
