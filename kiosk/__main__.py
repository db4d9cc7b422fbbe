"""`python -m kiosk`: the touchscreen at the entrance."""

import logging
import sys

from kiosk.app import PROGRAM, run
from kiosk.errors import KioskError
from office.errors import OfficeError
from printer.errors import PrinterError
from screen.errors import ScreenError
from screen.startup import parse
from settings import SettingsError


def main() -> int:
    """Run the kiosk; 2 with one clear sentence when it cannot start."""
    options = parse(PROGRAM)
    logging.basicConfig(
        level=logging.DEBUG if options.verbose else logging.INFO,
        format="%(asctime)s %(levelname)s %(name)s %(message)s",
        stream=sys.stderr,
    )
    try:
        return run(options)
    except (KioskError, OfficeError, PrinterError, ScreenError, SettingsError) as error:
        print(f"kiosk: {error}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    raise SystemExit(main())
