"""Lets phones of the same network reach the demo's office, which itself stays on loopback."""

import socket
import threading


class Forwarder:
    """Passes every connection to (host, port) on to the same port of 127.0.0.1."""

    def __init__(self, host: str, port: int) -> None:
        self._port = port
        self._server = socket.create_server((host, port))
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        self._server.close()

    def _accept(self) -> None:
        while True:
            try:
                outside, _ = self._server.accept()
            except OSError:
                return
            try:
                inside = socket.create_connection(("127.0.0.1", self._port))
            except OSError:  # the office is not there (yet)
                outside.close()
                continue
            for source, sink in ((outside, inside), (inside, outside)):
                threading.Thread(target=_copy, args=(source, sink), daemon=True).start()


def _copy(source: socket.socket, sink: socket.socket) -> None:
    try:
        while data := source.recv(65536):
            sink.sendall(data)
    except OSError:
        pass  # either side may hang up at any time
    finally:
        for end in (source, sink):
            end.close()
