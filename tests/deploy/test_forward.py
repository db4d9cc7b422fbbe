"""The demo's way in for phones: passes bytes both ways, outlives an office that is not there."""

import socket
import socketserver
import threading

from deploy.demo.forward import Forwarder
from deploy.demo.processes import free_port


class _Echo(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        while data := self.request.recv(100):
            self.request.sendall(data.upper())


def ask(address: tuple[str, int], text: bytes) -> bytes:
    with socket.create_connection(address, timeout=5) as connection:
        try:
            connection.sendall(text)
            return connection.recv(100)
        except ConnectionError:
            return b""


def test_it_passes_on_and_waits_for_an_office_that_starts_later() -> None:
    port = free_port()
    outside = ("127.0.0.2", port)
    forwarder = Forwarder(*outside)
    try:
        assert ask(outside, b"too early") == b"", "hung up, not left waiting"
        with socketserver.ThreadingTCPServer(("127.0.0.1", port), _Echo) as office:
            office.daemon_threads = True
            serving = threading.Thread(target=office.serve_forever)
            serving.start()
            assert ask(outside, b"hello") == b"HELLO"
            assert ask(outside, b"again") == b"AGAIN"
            office.shutdown()
            serving.join()
    finally:
        forwarder.close()
