"""The ways to a printer: a TCP connection with deadlines, and a file."""

import os
import socket
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic
from typing import Self

from PIL import Image

from printer.errors import (
    ConnectTimeout,
    Disconnected,
    NotFound,
    PermissionDenied,
    Refused,
    TransportError,
    WriteTimeout,
)

Clock = Callable[[], float]
"""Seconds that only go forward; deadlines are points on it."""
_PORTION = 16_384
_SEND_BUFFER = 16_384
"""Small, so that a line that breaks is seen while bytes are sent, not long after."""


class TcpLink:
    """A connection to a printer. Errors carry how many bytes of the failed call had been taken."""

    def __init__(self, connection: socket.socket, clock: Clock = monotonic) -> None:
        self._socket = connection
        self._clock = clock

    @classmethod
    def connect(cls, host: str, port: int, seconds: float, clock: Clock = monotonic) -> Self:
        """NotFound, Refused or ConnectTimeout after at most `seconds` per address of the host."""
        try:
            connection = socket.create_connection((host, port), seconds)
        except TimeoutError as error:
            raise ConnectTimeout(f"{host}:{port} did not answer within {seconds} s") from error
        except ConnectionRefusedError as error:
            raise Refused(f"nothing listens at {host}:{port}") from error
        except OSError as error:
            raise NotFound(f"cannot reach {host}:{port}: {error}") from error
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _SEND_BUFFER)
        return cls(connection, clock)

    def send(self, data: bytes, deadline: float) -> None:
        """All of `data`, or WriteTimeout or Disconnected. Taken by the network, not yet printed."""
        sent = 0
        while sent < len(data):
            try:
                self._socket.settimeout(self._left(deadline))
                sent += self._socket.send(data[sent : sent + _PORTION])
            except TimeoutError as error:
                message = f"the printer took {sent} of {len(data)} bytes, then no more"
                raise WriteTimeout(message, sent) from error
            except OSError as error:
                message = f"the connection broke after {sent} of {len(data)} bytes: {error}"
                raise Disconnected(message, sent) from error

    def receive(self, deadline: float) -> bytes | None:
        """What came, as soon as something comes; empty if the line is cut; None at the deadline."""
        try:
            self._socket.settimeout(self._left(deadline))
            return self._socket.recv(_PORTION)
        except TimeoutError:
            return None
        except OSError:
            return b""

    def finish(self, deadline: float) -> None:
        """Say that no more comes and let the other side read to the end.

        Closing at once, with an answer unread, would reset the connection and could take the end
        of the ticket with it.
        """
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_WR)
        while self.receive(deadline):
            pass

    def close(self) -> None:
        self._socket.close()

    def _left(self, deadline: float) -> float:
        left = deadline - self._clock()
        if left <= 0:
            raise TimeoutError
        return left


def write_bytes(path: Path, data: bytes) -> bool:
    """`data` as the whole file, or into a device file. True if it can be read back from there."""
    with _file_errors(path):
        if path.exists() and not stat.S_ISREG(path.stat().st_mode):
            with path.open("wb", buffering=0) as device:
                _write_all(device.fileno(), data)
            return False
        with _replacing(path) as fresh:
            fresh.write_bytes(data)
        return True


def write_picture(path: Path, image: Image.Image) -> None:
    """`image` as a PNG file that is there as a whole or not at all."""
    with _file_errors(path), _replacing(path) as fresh:
        image.save(fresh, format="PNG")


def _write_all(descriptor: int, data: bytes) -> None:
    sent = 0
    while sent < len(data):
        try:
            sent += os.write(descriptor, data[sent : sent + _PORTION])
        except OSError as error:
            raise Disconnected(f"the device took {sent} bytes: {error}", sent) from error


@contextmanager
def _replacing(path: Path) -> Iterator[Path]:
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        yield fresh
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)


@contextmanager
def _file_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as error:
        raise NotFound(f"there is no {path}") from error
    except PermissionError as error:
        raise PermissionDenied(f"not allowed to write {path}") from error
    except OSError as error:
        raise TransportError(f"cannot write {path}: {error}") from error
