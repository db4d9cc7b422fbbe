"""What kinds of printer there are and what each can do."""

from dataclasses import dataclass

from printer.errors import ConfigError


@dataclass(frozen=True, slots=True)
class PrinterModel:
    """One kind of printer. Lengths in dots."""

    name: str
    dots: int
    """Printable width, a multiple of 16."""
    dpi: int
    profile: str
    """A profile of python-escpos that is as wide; it satisfies that library, no more."""
    answers: bool
    """Answers DLE EOT and GS r. Where not, a job's outcome stays unconfirmed."""
    sets_units: bool
    """Knows GS P. Epson's paper feed counts half dots until it is told otherwise."""
    aligns_raster: bool
    """ESC a moves pictures too. Where not, only the right margin can be left out."""
    doubles: bool
    """Knows the double-size modes of GS v 0, which make a QR code cost a quarter."""
    cutter: bool = True
    feed_lines: int = 6
    """How far a printer without cutter pushes the slip out, in lines of text."""
    max_band_rows: int = 128


_EPSON_80 = PrinterModel(
    name="epson-80",
    dots=576,
    dpi=203,
    profile="TM-T20II",
    answers=True,
    sets_units=True,
    aligns_raster=True,
    doubles=True,
)
_TABLE = (
    _EPSON_80,
    PrinterModel(
        name="epson-80-180dpi",
        dots=512,
        dpi=180,
        profile="TM-T88V",
        answers=True,
        sets_units=True,
        aligns_raster=True,
        doubles=True,
    ),
    PrinterModel(
        name="epson-58",
        dots=384,
        dpi=203,
        profile="POS-5890",
        answers=True,
        sets_units=True,
        aligns_raster=True,
        doubles=True,
    ),
    # Boards without a known name: only what every one of them has been seen to do.
    PrinterModel(
        name="generic-80",
        dots=576,
        dpi=203,
        profile="TM-T20II",
        answers=False,
        sets_units=False,
        aligns_raster=False,
        doubles=False,
        max_band_rows=104,
    ),
    PrinterModel(
        name="generic-58",
        dots=384,
        dpi=203,
        profile="POS-5890",
        answers=False,
        sets_units=False,
        aligns_raster=False,
        doubles=False,
        cutter=False,
        max_band_rows=104,
    ),
)
MODELS = {model.name: model for model in _TABLE}


def model_named(name: str) -> PrinterModel:
    """ConfigError names the known models."""
    if name not in MODELS:
        raise ConfigError(f"unknown printer model {name!r}; known are {', '.join(MODELS)}")
    return MODELS[name]


def model_for_width(dots: int) -> PrinterModel:
    """The first model that prints `dots` wide, for previews."""
    for model in _TABLE:
        if model.dots == dots:
            return model
    widths = ", ".join(str(width) for width in sorted({model.dots for model in _TABLE}))
    raise ConfigError(f"no printer is {dots} dots wide; there are {widths}")
