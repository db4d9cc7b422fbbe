"""`python -m printer`: look at a slip, print one, or be a printer without paper."""

import signal
import sys
import uuid
from pathlib import Path
from typing import Annotated

import typer

from printer.device import PrinterSettings, open_printer
from printer.errors import PrinterError
from printer.model import MODELS, model_for_width
from printer.render import render
from printer.sample import sample_slip
from printer.simulate import VirtualPrinter
from printer.transport import write_picture

app = typer.Typer(
    help="""Tickets on paper.

    See what a slip looks like:  wartemarke-printer preview slip.png --language ar

    Try without a printer, in two terminals:

    wartemarke-printer simulate --folder tickets

    wartemarke-printer print-test --host 127.0.0.1
    """,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

Language = Annotated[str, typer.Option(help="The visitor's language, beside German: de, en, ar.")]
Port = Annotated[int, typer.Option(help="TCP port; raster printers listen at 9100.")]


@app.command()
def preview(
    file: Annotated[Path, typer.Argument(help="Where the picture goes, a PNG.")],
    language: Language = "ar",
    dots: Annotated[
        int, typer.Option(help="Printable width: 576 (80 mm), 512, 384 (58 mm).")
    ] = 576,
) -> None:
    """Draw a sample slip, dot for dot as it would be printed."""
    write_picture(file, render(sample_slip(language), model_for_width(dots)))
    print(f"{file}: {dots} dots wide, in {language}")


@app.command()
def simulate(
    folder: Annotated[Path, typer.Option(help="Each ticket becomes NNNN.png in here.")],
    host: Annotated[str, typer.Option(help="Address to listen at.")] = "127.0.0.1",
    port: Port = 9100,
    dots: Annotated[int, typer.Option(help="Printable width.")] = 576,
) -> None:
    """Be a printer: take ESC/POS over TCP, answer as one, keep every ticket as a picture."""
    signals = {signal.SIGINT, signal.SIGTERM}
    signal.pthread_sigmask(signal.SIG_BLOCK, signals)
    try:
        virtual = VirtualPrinter(folder, host, port, dots, on_ticket=_announce)
    except OSError as error:
        raise PrinterError(f"cannot listen at {host}:{port}: {error.strerror}") from error
    with virtual:
        print(f"printing to {folder}, listening at {host}:{virtual.port}", flush=True)
        signal.sigwait(signals)


@app.command("print-test")
def print_test(
    host: Annotated[str, typer.Option(help="The printer's address.")],
    port: Port = 9100,
    model: Annotated[str, typer.Option(help=f"One of {', '.join(MODELS)}.")] = "epson-80",
    language: Language = "ar",
) -> None:
    """Print a sample slip and say what is known about its fate."""
    printer = open_printer(PrinterSettings(kind="tcp", host=host, port=port, model=model))
    outcome = printer.print(f"test-{uuid.uuid4()}", sample_slip(language))
    print(
        "printed: the printer confirmed it"
        if outcome == "printed"
        else "unconfirmed: everything was sent, but the printer does not say whether it came out"
    )


def _announce(ticket: Path) -> None:
    print(ticket, flush=True)


def main() -> None:
    """Errors are one sentence and exit code 1."""
    try:
        app(prog_name="wartemarke-printer")
    except PrinterError as error:
        print(f"{error} [{error.code}]", file=sys.stderr)
        raise SystemExit(1) from None


if __name__ == "__main__":
    main()
