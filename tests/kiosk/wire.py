"""An office of our own on a real port: a feed that beats, bookings that may get lost."""

import json
import threading
from dataclasses import asdict
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.kiosk.samples import NOW, TICKET, VIEW

BEAT_SECONDS = 0.2


class WireOffice:
    """Books every wish as TICKET. The first `drops` answers never leave the house."""

    def __init__(self, port: int = 0, drops: int = 0) -> None:
        self.drops = drops
        self.keys: list[str] = []
        self.wishes: list[dict[str, Any]] = []
        self.outcomes: list[str] = []
        self._closed = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", port), handler_of(self))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))
        self._thread.start()

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    def beat(self) -> bool:
        """False once the office is closed."""
        return not self._closed.wait(BEAT_SECONDS)

    def close(self) -> None:
        self._closed.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


def handler_of(office: WireOffice) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.end_headers()
            self.wfile.write(event("view", asdict(VIEW)))
            while office.beat():
                self.wfile.write(event("ping", {"now": NOW, "position": 1}))

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            if self.path.endswith("/printed"):
                office.outcomes.append(body["outcome"])
                self.answer({})
                return
            office.wishes.append(body)
            office.keys.append(self.headers["Idempotency-Key"])
            if office.drops:
                office.drops -= 1
                self.close_connection = True
                return
            self.answer(asdict(TICKET))

        def answer(self, facts: dict[str, Any]) -> None:
            body = json.dumps(facts, default=plain).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None: ...  # noqa: A002

    return Handler


def event(name: str, facts: dict[str, Any]) -> bytes:
    return f"event: {name}\ndata: {json.dumps(facts, default=plain)}\n\n".encode()


def plain(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
