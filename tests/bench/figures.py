"""How figures are kept: names, units, quantiles, the aims they stand beside."""

import json
import os
import platform
import statistics
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

AIMS: Mapping[str, Mapping[str, float]] = {
    "press_to_board_ms": {"p99": 50},
    "tap_to_printer_ms": {"p95": 150},
    "render_encode_ms": {"p95": 60},
    "ticket_bytes": {"value": 25_000},
    "command_ms.5000": {"p99": 2, "growth": 1.5},
    "restart_ms": {"value": 1000},
}

Figure = dict[str, Any]


def quantiles(samples: Sequence[float], unit: str = "ms") -> Figure:
    """p50, p95 and p99 of the samples, nearest rank."""
    ordered = sorted(samples)

    def rank(share: float) -> float:
        return round(ordered[min(len(ordered) - 1, round(share * (len(ordered) - 1)))], 2)

    return {
        "unit": unit,
        "n": len(ordered),
        "p50": round(statistics.median(ordered), 2),
        "p95": rank(0.95),
        "p99": rank(0.99),
    }


def machine() -> dict[str, Any]:
    return {
        "cores": os.cpu_count(),
        "system": platform.platform(),
        "python": platform.python_version(),
        "load": round(os.getloadavg()[0], 2),
    }


def write(figures: Mapping[str, Figure], path: Path) -> None:
    """Only what this run measured: a figure that was not measured is absent."""
    path.parent.mkdir(parents=True, exist_ok=True)
    named = {
        name: {**figure, **({"aim": AIMS[name]} if name in AIMS else {})}
        for name, figure in figures.items()
    }
    content = {"machine": machine(), "figures": named}
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n")


def line(name: str, figure: Figure) -> str:
    shown = "  ".join(f"{k} {figure[k]}" for k in ("value", "p50", "p95", "p99") if k in figure)
    aim = "  ".join(f"{k} ≤ {v}" for k, v in AIMS.get(name, {}).items())
    return (
        f"{name:32} {figure['unit']:4} n {figure['n']:<6} {shown:36} {'aim ' + aim if aim else ''}"
    )
