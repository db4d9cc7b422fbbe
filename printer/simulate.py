"""A printer without paper: takes ESC/POS over TCP and leaves every ticket as a picture."""

import socket
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Condition, Thread
from types import TracebackType
from typing import Self

from PIL.Image import Image

from printer.decode import Cut, Decoder, Query
from printer.transport import write_picture

FINE = bytes((0x12, 0x12, 0x12, 0x12))
"""What DLE EOT 1 to 4 answer when all is well."""
_PORTION = 65_536


class VirtualPrinter:
    """Listens at once, prints between `start()` and `close()` (or in a with block).

    One client at a time, as real boards do; others wait. Tickets become `folder/0001.png` and so
    on, each there as a whole or not at all. What a connection left unfinished stays in the printer,
    as it does in a real one. `status` holds the four answers to DLE EOT 1 to 4, empty for a printer
    that never answers; `completes` says whether GS r 1 is answered. Both may change at any time.
    """

    def __init__(
        self,
        folder: Path,
        host: str = "127.0.0.1",
        port: int = 0,
        dots: int = 576,
        *,
        status: bytes = FINE,
        completes: bool = True,
        on_ticket: Callable[[Path], None] | None = None,
    ) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.status = status
        self.completes = completes
        self._on_ticket = on_ticket
        self._decoder = Decoder(dots)
        self._changed = Condition()
        self._tickets: list[Path] = []
        self._number = max((int(png.stem) for png in folder.glob("[0-9]*.png")), default=0)
        self._closing = False
        self._client: socket.socket | None = None
        self._listener = socket.create_server((host, port))
        self._thread = Thread(target=self._serve, name="virtual printer", daemon=True)

    @property
    def port(self) -> int:
        port: int = self._listener.getsockname()[1]
        return port

    @property
    def tickets(self) -> tuple[Path, ...]:
        """The pictures printed since the start, in order."""
        with self._changed:
            return tuple(self._tickets)

    def wait_for(self, count: int, seconds: float = 5.0) -> tuple[Path, ...]:
        """The tickets, as soon as there are `count`; TimeoutError if that takes too long."""
        with self._changed:
            if not self._changed.wait_for(lambda: len(self._tickets) >= count, seconds):
                raise TimeoutError(f"{len(self._tickets)} of {count} tickets after {seconds} s")
            return tuple(self._tickets)

    def start(self) -> None:
        self._thread.start()

    def close(self) -> None:
        """Break off the client, if any; the port is free afterwards."""
        with self._changed:
            self._closing = True
            for open_socket in filter(None, (self._listener, self._client)):
                with suppress(OSError):
                    open_socket.shutdown(socket.SHUT_RDWR)
        if self._thread.is_alive():
            self._thread.join()
        self._listener.close()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _serve(self) -> None:
        while not self._closing:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            with client:
                if self._admitted(client):
                    self._attend(client)
            self._client = None

    def _admitted(self, client: socket.socket) -> bool:
        with self._changed:
            self._client = client
            return not self._closing

    def _attend(self, client: socket.socket) -> None:
        with suppress(OSError):
            while data := client.recv(_PORTION):
                for event in self._decoder.feed(data):
                    match event:
                        case Cut(image=image) if image.height:
                            self._keep(image)
                        case Query() if answer := self._answer(event):
                            client.sendall(answer)

    def _keep(self, image: Image) -> None:
        self._number += 1
        path = self.folder / f"{self._number:04}.png"
        write_picture(path, image)
        with self._changed:
            self._tickets.append(path)
            self._changed.notify_all()
        if self._on_ticket is not None:
            self._on_ticket(path)

    def _answer(self, query: Query) -> bytes:
        if query.kind == "status":
            return self.status[query.n - 1 : query.n] if 1 <= query.n <= 4 else b""
        return b"\x00" if self.completes and query.n in (1, 49) else b""
