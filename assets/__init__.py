"""Data that every part shares (icons, sounds, catalogues, themes, sample offices), and where it is.

`path()` is the only way to them: nothing else in the house may spell out where data lies, so that
a checkout and an installed wheel work alike. The files are real files in both (the wheel is never
run from a zip).
"""

from pathlib import Path

_ROOT = Path(__file__).parent


def path(name: str = "") -> Path:
    """The file or folder `name` ("i18n/de.po", "offices"); FileNotFoundError if there is none."""
    found = _ROOT / name
    if not found.resolve().is_relative_to(_ROOT.resolve()):
        raise FileNotFoundError(f"{name!r} points out of the assets")
    if not found.exists():
        raise FileNotFoundError(f"there is no asset {name!r} in {_ROOT}")
    return found
