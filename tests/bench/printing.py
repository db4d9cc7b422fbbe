"""What a ticket costs before its first byte leaves: drawing it and turning it into ESC/POS."""

from dataclasses import replace
from time import perf_counter_ns

from printer.encode import encode
from printer.model import MODELS
from printer.render import render
from printer.sample import sample_slip
from tests.bench.figures import Figure, quantiles

_MODEL = MODELS["epson-80"]


def render_encode(tickets: int = 100) -> Figure:
    """Milliseconds per ticket of 80 mm in two languages, each with a number and address of its own.

    Fonts are loaded before, as in a kiosk that has printed its first ticket of the day.
    """
    slip = sample_slip("ar")
    encode(render(slip, _MODEL), _MODEL)
    samples = []
    for number in range(tickets):
        other = replace(slip, number=f"E{number:03}", url=f"{slip.url[:-3]}{number:03}")
        start = perf_counter_ns()
        encode(render(other, _MODEL), _MODEL)
        samples.append((perf_counter_ns() - start) / 1e6)
    return quantiles(samples)


def ticket_bytes() -> Figure:
    """Bytes of the sample ticket: 25,300 take 2.2 s at 115,200 baud."""
    size = len(encode(render(sample_slip("ar"), _MODEL), _MODEL))
    return {"unit": "B", "n": 1, "value": size}
