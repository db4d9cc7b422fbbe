"""Tickets on paper: what to print → bitmap → ESC/POS bytes → printer. No Qt.

from printer import PrinterSettings, Slip, open_printer
outcome = open_printer(PrinterSettings(kind="tcp", host="192.0.2.7")).print(job_id, slip)
"""

from printer.device import MemoryPrinter, Outcome, Printer, PrinterSettings, open_printer
from printer.errors import PrinterError
from printer.slip import Slip, Words

__all__ = [
    "MemoryPrinter",
    "Outcome",
    "Printer",
    "PrinterError",
    "PrinterSettings",
    "Slip",
    "Words",
    "open_printer",
]
