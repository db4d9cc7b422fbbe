"""An office of our own that says by Server-Sent Events what a test wants said."""

import json
import threading
from dataclasses import asdict
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import Queue
from typing import Any

from tests.display.samples import view


class SpeakingOffice:
    """A real HTTP server: what `say` is given goes to every connected board, in order."""

    def __init__(self, port: int = 0) -> None:
        office = self
        self._lines: list[Queue[bytes | None]] = []
        self.connected = threading.Event()

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                self.send_header("Content-Type", "text/event-stream")
                self.end_headers()
                line = Queue[bytes | None]()
                line.put(office.first)
                office._lines.append(line)
                office.connected.set()
                while (said := line.get()) is not None:
                    self.wfile.write(said)
                    self.wfile.flush()

            def log_message(self, format: str, *args: Any) -> None: ...  # noqa: A002

        self.first = event("view", asdict(view()))
        self._server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))
        self._thread.start()

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    def say(self, said: bytes) -> None:
        for line in self._lines:
            line.put(said)

    def hang_up(self) -> None:
        """End every connection; new ones are still taken."""
        lines, self._lines = self._lines, []
        for line in lines:
            line.put(None)

    def close(self) -> None:
        self.hang_up()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


def event(name: str, data: dict[str, Any]) -> bytes:
    return f"event: {name}\nid: 1\ndata: {json.dumps(data, default=_json)}\n\n".encode()


def _json(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
