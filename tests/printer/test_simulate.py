import socket
from pathlib import Path

import pytest
from PIL import Image

from printer.encode import COMPLETION
from printer.library import Encoder
from printer.simulate import VirtualPrinter
from printer.status import ASK

DOT = b"\x1dv0\x00\x01\x00\x01\x00\x80"
CUT = b"\x1dV\x00"


def connected(virtual: VirtualPrinter) -> socket.socket:
    return socket.create_connection(("127.0.0.1", virtual.port), 2)


def answers(client: socket.socket) -> bytes:
    """The four to `ASK`, however they arrive."""
    received = b""
    while len(received) < 4 and (part := client.recv(4 - len(received))):
        received += part
    return received


def test_answers_as_a_printer_in_order(tmp_path: Path):
    with VirtualPrinter(tmp_path) as virtual, connected(virtual) as client:
        client.sendall(ASK)
        assert answers(client) == b"\x12\x12\x12\x12"
        client.sendall(DOT + CUT + COMPLETION)
        assert client.recv(1) == b"\x00"
        # What it says is printed can be looked at by then.
        assert [path.name for path in virtual.tickets] == ["0001.png"]


def test_goes_on_counting_where_the_folder_ends(tmp_path: Path):
    Image.new("1", (8, 8)).save(tmp_path / "0041.png")
    with VirtualPrinter(tmp_path) as virtual:
        with connected(virtual) as client:
            client.sendall(DOT + CUT)
        assert [path.name for path in virtual.wait_for(1)] == ["0042.png"]


def test_one_client_at_a_time(tmp_path: Path):
    with VirtualPrinter(tmp_path) as virtual, connected(virtual) as first:
        first.sendall(ASK)
        answers(first)
        with connected(virtual) as second:
            second.sendall(ASK)
            second.settimeout(0.1)
            with pytest.raises(TimeoutError):
                second.recv(1)
            first.close()
            second.settimeout(2)
            assert answers(second) == b"\x12\x12\x12\x12"


def test_half_a_picture_waits_for_its_rest(tmp_path: Path):
    """As in a real printer: the next client's bytes complete it."""
    with VirtualPrinter(tmp_path) as virtual:
        with connected(virtual) as client:
            client.sendall(b"\x1dv0\x00\x01\x00\x04\x00\xff\xff")
        with connected(virtual) as client:
            client.sendall(b"\xff\xff" + CUT)
        [ticket] = virtual.wait_for(1)
    with Image.open(ticket) as paper:
        assert paper.height == 4


def test_waiting_in_vain_says_how_far_it_came(tmp_path: Path):
    with VirtualPrinter(tmp_path) as virtual, pytest.raises(TimeoutError, match="0 of 1"):
        virtual.wait_for(1, 0.01)


def test_the_port_is_free_afterwards(tmp_path: Path):
    with VirtualPrinter(tmp_path) as virtual:
        port = virtual.port
    with VirtualPrinter(tmp_path, port=port) as again:
        assert again.port == port


def test_python_escpos_itself_prints_here(tmp_path: Path):
    """A client that we did not write, with commands that we do not send."""
    assert Encoder  # imported without its side effects
    from escpos.printer import Network

    with VirtualPrinter(tmp_path) as virtual:
        client = Network("127.0.0.1", virtual.port, timeout=2, profile="TM-T20II")
        client.set(align="center", bold=True)
        client.text("Guten Tag\n")
        client.image(Image.new("1", (64, 64), 0), impl="bitImageRaster")
        client.cut()
        assert client.is_online()
        assert client.paper_status() == 2
        client.close()
        [ticket] = virtual.wait_for(1)
    with Image.open(ticket) as paper:
        box = paper.convert("L").point(lambda grey: 255 - grey).getbbox()
    assert box == (256, 30, 320, 94)
