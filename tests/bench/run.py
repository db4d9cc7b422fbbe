"""`make bench`: measures, shows a table, writes build/bench.json. Never fails a build."""

import argparse
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.bench import figures, office, printing, rules, screens

FILE = Path("build/bench.json")
MEASURES: Mapping[str, Callable[[], figures.Figure]] = {
    "press_to_board_ms": screens.press_to_board,
    "tap_to_printer_ms": screens.tap_to_printer,
    "render_encode_ms": printing.render_encode,
    "ticket_bytes": printing.ticket_bytes,
    "command_ms.500": lambda: rules.command(500),
    "command_ms.5000": lambda: rules.command(5000),
    "restart_ms": rules.restart,
    "tickets_per_second.sqlite.1": lambda: office.tickets_per_second(1, 10.0),
    "tickets_per_second.sqlite.8": lambda: office.tickets_per_second(8, 10.0),
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("names", nargs="*", help="figures to measure (all): " + ", ".join(MEASURES))
    wanted = parser.parse_args().names or list(MEASURES)
    measured = {}
    for name in wanted:
        if sys.stdout.isatty():
            print(f"… {name}", end="\r", flush=True)
        measured[name] = MEASURES[name]()
        print(figures.line(name, measured[name]))
    figures.write(measured, FILE)
    print(f"\nwritten to {FILE}")


if __name__ == "__main__":
    main()
