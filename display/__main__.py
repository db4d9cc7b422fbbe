"""`python -m display`: the waiting-room board."""

import logging
import sys

from display.app import PROGRAM, run
from office.errors import OfficeError
from screen.errors import ScreenError
from screen.startup import parse
from settings import SettingsError


def main() -> int:
    """Run the board; 2 with one clear sentence when it cannot start."""
    options = parse(PROGRAM)
    logging.basicConfig(
        level=logging.DEBUG if options.verbose else logging.INFO,
        format="%(asctime)s %(levelname)s %(name)s %(message)s",
        stream=sys.stderr,
    )
    try:
        return run(options)
    except (OfficeError, ScreenError, SettingsError) as error:
        print(f"display: {error}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    raise SystemExit(main())
