"""From a press or a touch to what a person sees: real processes, one clock (CLOCK_MONOTONIC)."""

import tempfile
import time
from pathlib import Path

from deploy.demo.people import Desk, Visitors
from deploy.demo.processes import House, wait_for
from deploy.demo.touch import Screen
from printer.simulate import VirtualPrinter
from tests.bench.figures import Figure, quantiles

CALLS = 200
TAPS = 40


def press_to_board(calls: int = CALLS) -> Figure:
    """Desk's POST sent → the frame with this call swapped on the real board (software renderer)."""
    with tempfile.TemporaryDirectory() as folder:
        house = House(Path(folder))
        try:
            house.set_up()
            house.start_office()
            house.display.start()
            wait_for("the board", house.socket("display").exists)
            return quantiles(_calls(house, calls))
        finally:
            house.stop_all()


def _calls(house: House, calls: int) -> list[float]:
    """Each ticket is called and called again, both measured, then finished."""
    board, desk, visitors = Screen(house.socket("display")), Desk(house, "1"), Visitors(house)
    board.wait_label("0")
    took: list[float] = []
    while len(took) < calls:
        ticket = visitors.book("renew")
        for action in ("call", "recall"):
            pressed = time.monotonic_ns()
            call = desk.press(action, ticket.id if action == "call" else None)
            took.append((board.wait_label(str(call.position)) - pressed) / 1e6)
        desk.press("finish")
    for thing in (board, desk, visitors):
        thing.close()
    return took[:calls]


def tap_to_printer(taps: int = TAPS) -> Figure:
    """Touch on a time → the whole ticket at the printer: booked durably, rendered, sent, cut."""
    with tempfile.TemporaryDirectory() as folder:
        house = House(Path(folder))
        printed: list[int] = []
        printer = VirtualPrinter(
            house.tickets, on_ticket=lambda _: printed.append(time.monotonic_ns())
        )
        house.printer_port = printer.port
        try:
            house.set_up()
            house.start_office()
            house.start_screens()
            with printer:
                return quantiles(_taps(house, printed, taps))
        finally:
            house.stop_all()


def _taps(house: House, printed: list[int], taps: int) -> list[float]:
    kiosk = Screen(house.socket("kiosk"))
    took: list[float] = []
    for service in _services(house, taps):
        kiosk.touch(f"service-{service}")
        start = wait_for("a time", lambda: next(iter(kiosk.state["starts"]), None))
        before = len(printed)
        touched = kiosk.touch(start)
        arrived = wait_for("the ticket", lambda n=before: printed[n:] or None)[0]
        took.append((arrived - touched) / 1e6)
        kiosk.touch("done")
        kiosk.wait_label("welcome")
    kiosk.close()
    return took


def _services(house: House, taps: int) -> list[str]:
    """Services in turn, so that no queue runs out."""
    visitors = Visitors(house)
    ids = [offer.id for offer in visitors.view().services if offer.starts]
    visitors.close()
    return [ids[i % len(ids)] for i in range(taps)]
