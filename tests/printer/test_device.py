import socket
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest
import zxingcpp
from PIL import Image

from printer import MemoryPrinter, Printer, PrinterError, PrinterSettings, open_printer
from printer.errors import (
    ConfigError,
    CoverOpen,
    Disconnected,
    JobConflict,
    NoAnswer,
    NotConfigured,
    PaperOut,
    Refused,
    TooWide,
)
from printer.model import MODELS
from printer.render import render
from printer.sample import sample_slip
from printer.simulate import FINE, VirtualPrinter
from printer.status import ANSWERS, ASK

SLIP = sample_slip("ar")


def tcp(port: int, model: str = "epson-80") -> Printer:
    return open_printer(
        PrinterSettings(
            kind="tcp",
            host="127.0.0.1",
            port=port,
            model=model,
            answer_seconds=0.3,
            write_seconds=2.0,
            confirm_seconds=0.3,
        )
    )


@pytest.fixture
def virtual(tmp_path: Path) -> Iterator[VirtualPrinter]:
    with VirtualPrinter(tmp_path / "tickets") as printer:
        yield printer


def test_a_ticket_comes_out_as_it_was_drawn(virtual: VirtualPrinter):
    assert tcp(virtual.port).print("job-1", SLIP) == "printed"
    [ticket] = virtual.wait_for(1)
    with Image.open(ticket) as paper:
        assert paper.size == render(SLIP, MODELS["epson-80"]).size
        assert [code.text for code in zxingcpp.read_barcodes(paper.convert("L"))] == [SLIP.url]


def test_the_same_job_prints_once(virtual: VirtualPrinter):
    printer = tcp(virtual.port)
    assert printer.print("job-1", SLIP) == "printed"
    assert printer.print("job-1", SLIP) == "printed"
    assert printer.print("job-2", SLIP) == "printed"
    assert len(virtual.tickets) == 2


def test_the_same_job_with_another_slip_is_refused(virtual: VirtualPrinter):
    printer = tcp(virtual.port)
    printer.print("job-1", SLIP)
    with pytest.raises(JobConflict):
        printer.print("job-1", replace(SLIP, number="E043"))
    assert len(virtual.tickets) == 1


def test_refused_connection_may_be_tried_again(virtual: VirtualPrinter):
    port = virtual.port
    virtual.close()
    with pytest.raises(Refused) as caught:
        tcp(port).print("job-1", SLIP)
    assert caught.value.retryable


@pytest.mark.parametrize(
    ("status", "error"),
    [("1A 32 12 7E", PaperOut), ("1A 16 12 12", CoverOpen), ("", NoAnswer)],
)
def test_nothing_is_sent_to_a_printer_that_cannot_print(
    virtual: VirtualPrinter, status: str, error: type[PrinterError]
):
    virtual.status = bytes.fromhex(status)
    printer = tcp(virtual.port)
    with pytest.raises(error) as caught:
        printer.print("job-1", SLIP)
    assert caught.value.bytes_written == 0
    assert caught.value.retryable
    virtual.status = FINE
    assert printer.print("job-1", SLIP) == "printed"
    assert len(virtual.tickets) == 1


def test_no_word_after_the_cut_is_unconfirmed_and_never_printed_again(virtual: VirtualPrinter):
    virtual.completes = False
    printer = tcp(virtual.port)
    assert printer.print("job-1", SLIP) == "unconfirmed"
    virtual.completes = True
    assert printer.print("job-1", SLIP) == "unconfirmed"
    assert len(virtual.wait_for(1)) == 1


def test_a_model_that_does_not_answer_is_not_asked(virtual: VirtualPrinter):
    virtual.status, virtual.completes = b"", False
    assert tcp(virtual.port, "generic-80").print("job-1", SLIP) == "unconfirmed"
    virtual.wait_for(1)


class TornLine:
    """Passes connections on to a printer; the first one breaks after some bytes of the ticket."""

    def __init__(self, printer: VirtualPrinter, first_breaks_after: int) -> None:
        self._printer = printer.port
        self._limit = first_breaks_after
        self._server = socket.socket()
        self._server.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        self._server.bind(("127.0.0.1", 0))
        self._server.listen()
        self._server.settimeout(5)
        self._thread = Thread(target=self._serve)

    def __enter__(self) -> int:
        self._thread.start()
        port: int = self._server.getsockname()[1]
        return port

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):
            self._server.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        self._server.close()

    def _serve(self) -> None:
        with suppress(OSError):
            self._pass_on(self._limit)
            self._pass_on(None)

    def _pass_on(self, limit: int | None) -> None:
        client, _ = self._server.accept()
        with client, socket.create_connection(("127.0.0.1", self._printer), 5) as printer:
            client.settimeout(5)
            if limit is None:
                back = Thread(target=copy, args=(printer, client))
                back.start()
                copy(client, printer)
                printer.shutdown(socket.SHUT_WR)
                back.join()
            else:
                printer.sendall(exactly(client, len(ASK)))
                client.sendall(exactly(printer, ANSWERS))
                printer.sendall(exactly(client, limit))
                # Closing with bytes unread resets the connection.


def exactly(source: socket.socket, count: int) -> bytes:
    with source.makefile("rb", buffering=0) as stream:
        data = b""
        while len(data) < count and (part := stream.read(count - len(data))):
            data += part
        return data


def copy(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65_536):
            target.sendall(data)


def test_reset_in_the_middle_of_a_picture(virtual: VirtualPrinter):
    """The job is unconfirmed for ever, and what is left in the printer spoils no other ticket."""
    long = replace(SLIP, bring=SLIP.bring * 60)
    with TornLine(virtual, first_breaks_after=2_000) as port:
        printer = tcp(port)
        with pytest.raises(Disconnected) as caught:
            printer.print("job-1", long)
        assert caught.value.bytes_written > 0
        assert not caught.value.retryable
        assert printer.print("job-1", long) == "unconfirmed"
        assert virtual.tickets == ()
        assert printer.print("job-2", SLIP) == "printed"
    torn, whole = virtual.wait_for(2)
    with Image.open(torn) as paper, Image.open(whole) as ticket:
        assert paper.height < 1000
        assert ticket.size == render(SLIP, MODELS["epson-80"]).size
        assert [code.text for code in zxingcpp.read_barcodes(ticket.convert("L"))] == [SLIP.url]


def test_reset_after_the_last_byte_left(virtual: VirtualPrinter):
    """A short ticket fits the network's buffers: nobody sees the reset before the answer is due."""
    short = replace(sample_slip("de"), start=None, service=None, bring=())
    with TornLine(virtual, first_breaks_after=2_000) as port:
        printer = tcp(port)
        with suppress(Disconnected):
            assert printer.print("job-1", short) == "unconfirmed"
        assert printer.print("job-2", SLIP) == "printed"
    _, whole = virtual.wait_for(2)
    with Image.open(whole) as ticket:
        assert ticket.size == render(SLIP, MODELS["epson-80"]).size


def test_a_slip_that_cannot_be_drawn_sends_nothing(virtual: VirtualPrinter):
    with pytest.raises(TooWide):
        tcp(virtual.port).print("job-1", replace(SLIP, url="HTTPS://X.EXAMPLE/" + "A" * 3000))
    assert virtual.tickets == ()


def test_file_as_a_picture(tmp_path: Path):
    target = tmp_path / "slip.png"
    assert open_printer(PrinterSettings(kind="file", path=target)).print("1", SLIP) == "printed"
    with Image.open(target) as picture:
        assert picture.tobytes() == render(SLIP, MODELS["epson-80"]).tobytes()


def test_file_of_bytes_and_a_device_file(tmp_path: Path):
    target = tmp_path / "slip.bin"
    assert open_printer(PrinterSettings(kind="file", path=target)).print("1", SLIP) == "printed"
    assert target.read_bytes().startswith(b"\x1b@")
    null = open_printer(PrinterSettings(kind="file", path=Path("/dev/null")))
    assert null.print("1", SLIP) == "unconfirmed"


def test_no_printer_is_an_error_of_its_own():
    with pytest.raises(NotConfigured) as caught:
        open_printer(PrinterSettings()).print("1", SLIP)
    assert caught.value.code == "unconfigured"


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        (PrinterSettings(kind="tcp"), "needs a host"),
        (PrinterSettings(kind="file"), "needs a path"),
        (PrinterSettings(kind="tcp", host="x", model="epsom"), "known are epson-80"),
    ],
)
def test_settings_that_name_no_printer(settings: PrinterSettings, says: str):
    with pytest.raises(ConfigError, match=says):
        open_printer(settings)


def test_memory_printer_behaves_as_the_others():
    printer = MemoryPrinter()
    assert printer.print("1", SLIP) == "printed"
    assert printer.printed == {"1": SLIP}
    with pytest.raises(JobConflict):
        printer.print("1", replace(SLIP, number="E043"))
    printer.error = PaperOut("the printer has no paper")
    with pytest.raises(PaperOut):
        printer.print("2", SLIP)
