"""`make demo`: with a screen, an office to play with; without one, a journey with pictures."""

import argparse
import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from deploy.demo.browser import chromium
from deploy.demo.day import morning
from deploy.demo.forward import Forwarder
from deploy.demo.journey import Journey
from deploy.demo.processes import PASSPHRASE, House, StoryError

PICTURES = Path("build/demo")


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="make demo", description="An office day to try, on the real programs and sample data."
    )
    parser.add_argument(
        "--host",
        help="this machine's address in the local network, so that a phone can reach the demo "
        "(make demo HOST=192.168.1.20); everybody in that network can then reach it too",
    )
    host = parser.parse_args().host
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    on_screen = bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    folder = Path(tempfile.mkdtemp(prefix="wartemarke-demo-"))
    try:
        if on_screen:
            play_on_screen(folder, host)
        else:
            play_without_screen(folder)
    except StoryError as error:
        print(f"\nThe demo stopped: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nGoodbye.")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return 0


def play_without_screen(folder: Path) -> None:
    """One visitor journey; pictures of each step and the printed ticket in build/demo/."""
    print("No screen here: one visit is played on the real programs. This takes about a minute.\n")
    shutil.rmtree(PICTURES, ignore_errors=True)
    house = House(folder)
    try:
        _open(house)
        with chromium() as browser:
            journey = Journey(house, PICTURES, browser, lambda line: print(line, flush=True))
            try:
                journey.play()
            finally:
                journey.close()
    finally:
        house.stop_all()
    print(f"\nThe pictures are in {PICTURES}/.")


def play_on_screen(folder: Path, host: str | None) -> None:
    """Kiosk and board side by side until Ctrl-C."""
    house = House(
        folder,
        address=host or "127.0.0.1",
        on_screen=True,
        kiosk_size=(486, 864),
        board_size=(1152, 648),
    )
    forwarder = Forwarder(host, house.office_port) if host else None
    try:
        _open(house)
        note = "" if host else " (make demo HOST=… lets a real phone reach it)"
        print(
            f"""
The kiosk and the board are open. It is a Thursday in November, shortly after 9:41.

  Phone    scan the code on the kiosk{note}
  Desk     {house.url}/o/{house.office_id}/     pass phrase: {PASSPHRASE}
  Tickets  {house.tickets}/

Touch a service on the kiosk, take a time, then call the number at a desk.
Ctrl-C ends the demo."""
        )
        while house.office.alive and (house.kiosk.alive or house.display.alive):
            time.sleep(0.5)
    finally:
        if forwarder is not None:
            forwarder.close()
        house.stop_all()


def _open(house: House) -> None:
    steps: tuple[tuple[str, Callable[[], None]], ...] = (
        ("Setting up the office", house.set_up),
        ("Letting a morning pass, from 8:02 to 9:41", lambda: morning(house)),
        ("Starting the printer", house.start_printer),
        ("Starting board and kiosk", house.start_screens),
    )
    for step, work in steps:
        print(f"→ {step}", flush=True)
        work()


if __name__ == "__main__":
    sys.exit(main())
