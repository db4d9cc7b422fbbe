import socket
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from threading import Thread
from time import monotonic

import pytest
from PIL import Image

from printer.errors import Disconnected, NotFound, Refused, TransportError, WriteTimeout
from printer.transport import TcpLink, write_bytes, write_picture


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server


def test_nobody_listens(listener: socket.socket):
    port = listener.getsockname()[1]
    listener.close()
    with pytest.raises(Refused) as caught:
        TcpLink.connect("127.0.0.1", port, 2.0)
    assert caught.value.code == "refused"
    assert caught.value.retryable


def test_no_such_host():
    with pytest.raises(NotFound):
        TcpLink.connect("printer.invalid", 9100, 2.0)


def test_a_printer_that_stops_taking_bytes(listener: socket.socket):
    with (
        closing(TcpLink.connect(*listener.getsockname(), 2.0)) as link,
        pytest.raises(WriteTimeout) as caught,
    ):
        link.send(bytes(30_000_000), monotonic() + 0.3)
    assert 0 < caught.value.bytes_written < 30_000_000
    assert not caught.value.retryable


def test_a_line_that_breaks(listener: socket.socket):
    with closing(TcpLink.connect(*listener.getsockname(), 2.0)) as link:
        peer, _ = listener.accept()
        # An unread byte makes the close a reset.
        link.send(b"x", monotonic() + 2)
        peer.recv(1, socket.MSG_PEEK)
        peer.close()
        with pytest.raises(Disconnected) as caught:
            link.send(bytes(30_000_000), monotonic() + 2)
    assert caught.value.code == "disconnected"


def test_silence_is_told_from_a_cut_line(listener: socket.socket):
    with closing(TcpLink.connect(*listener.getsockname(), 2.0)) as link:
        peer, _ = listener.accept()
        assert link.receive(monotonic() + 0.05) is None
        peer.sendall(b"\x12")
        assert link.receive(monotonic() + 2) == b"\x12"
        peer.close()
        assert link.receive(monotonic() + 2) == b""


def test_finish_lets_a_slow_printer_read_to_the_end():
    """Closing with an answer unread would reset the line and lose what was still on its way."""
    received = bytearray()

    def read_and_close(peer: socket.socket) -> None:
        with peer, suppress(OSError):
            while part := peer.recv(1000):
                received.extend(part)

    with socket.socket() as server:
        server.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        server.bind(("127.0.0.1", 0))
        server.listen()
        with closing(TcpLink.connect(*server.getsockname(), 2.0)) as link:
            peer, _ = server.accept()
            peer.sendall(b"\x12\x12")
            link.send(bytes(20_000), monotonic() + 2)
            reader = Thread(target=read_and_close, args=(peer,))
            reader.start()
            link.finish(monotonic() + 5)
        reader.join()
    assert len(received) == 20_000


def test_files_are_replaced_as_a_whole(tmp_path: Path):
    target = tmp_path / "ticket.bin"
    assert write_bytes(target, b"one")
    assert write_bytes(target, b"two")
    assert target.read_bytes() == b"two"
    write_picture(tmp_path / "slip.png", Image.new("1", (8, 8)))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["slip.png", "ticket.bin"]


def test_a_device_file_cannot_be_read_back():
    assert not write_bytes(Path("/dev/null"), b"ticket")


def test_a_folder_that_is_not_there(tmp_path: Path):
    with pytest.raises(NotFound):
        write_bytes(tmp_path / "missing" / "ticket.bin", b"x")


def test_a_full_device():
    with pytest.raises(TransportError):
        write_bytes(Path("/dev/full"), b"x")
