"""Durable tickets per second: the real service process on SQLite, asked over HTTP keep-alive.

Of a queue by number alone, whose numbers never run out. Each client asks for the next ticket as
soon as it has the last; it speaks HTTP over a bare stream, so that the service is what is measured.
After every full waiting room the four desks empty it, which is not timed: no office has thousands
waiting.
"""

import asyncio
import json
import secrets
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.bench.figures import Figure, quantiles
from tests.office.serving import Program, ticket_body

ROOM = 160
"""So many tickets are booked before the desks empty the waiting room."""
DESKS = ("1", "2", "3", "4")


class BenchError(Exception):
    """The service did not do what it was asked."""


def tickets_per_second(clients: int, seconds: float) -> Figure:
    """`value` tickets a second over `seconds` of booking; quantiles of one booking in ms."""
    with tempfile.TemporaryDirectory() as folder:
        program = Program(Path(folder))
        program.add_device("kiosk", "bench")
        program.start()
        try:
            took, spent = asyncio.run(_measured(program, clients, seconds))
        finally:
            program.stop()
    quoted = quantiles([s * 1000 for s in took])
    return {**quoted, "unit": "1/s", "value": round(len(took) / spent)}


async def _measured(program: Program, clients: int, seconds: float) -> tuple[list[float], float]:
    """Seconds of each booking, and of all that time in which somebody was booking."""
    kiosk, staff = program.callers.device(program.tokens["bench"]), program.callers.staff()
    booking = [await Asking.open(program, kiosk) for _ in range(clients)]
    desks = [await Asking.open(program, staff) for _ in DESKS]
    took, spent = list[float](), 0.0
    await _fill(booking)  # warms up
    while spent < seconds:
        await _empty(desks)
        begin = time.perf_counter()
        took += await _fill(booking)
        spent += time.perf_counter() - begin
    for asking in (*booking, *desks):
        asking.close()
    return took, spent


async def _fill(booking: Sequence["Asking"]) -> list[float]:
    body = json.dumps(ticket_body("ask")).encode()

    async def book(asking: Asking) -> list[float]:
        took = []
        for _ in range(ROOM // len(booking)):
            begin = time.perf_counter()
            await asking.post("/tickets", body, 200)
            took.append(time.perf_counter() - begin)
        return took

    return [s for one in await asyncio.gather(*map(book, booking)) for s in one]


async def _empty(desks: Sequence["Asking"]) -> None:
    async def serve(asking: Asking, desk: str) -> None:
        while await asking.post(f"/desks/{desk}/call-next", b"", 200, 409):
            await asking.post(f"/desks/{desk}/finish", b"", 200)

    await asyncio.gather(*map(serve, desks, DESKS))


class Asking:
    """One caller on its own connection."""

    def __init__(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, path: str, fields: str
    ) -> None:
        self._reader, self._writer = reader, writer
        self._path, self._fields = path, fields

    @classmethod
    async def open(cls, program: Program, who: Mapping[str, str]) -> "Asking":
        reader, writer = await asyncio.open_connection("127.0.0.1", program.port)
        fields = {"Host": f"127.0.0.1:{program.port}", "Content-Type": "application/json", **who}
        head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
        return cls(reader, writer, f"/api/v1/{program.office}", head)

    def close(self) -> None:
        self._writer.close()

    async def post(self, path: str, body: bytes, *expected: int) -> bool:
        """Whether it was done. Raises BenchError for an answer that was not expected."""
        self._writer.write(
            f"POST {self._path}{path} HTTP/1.1\r\n{self._fields}Content-Length: {len(body)}\r\n"
            f"Idempotency-Key: {secrets.token_hex(8)}\r\n\r\n".encode()
            + body
        )
        head = await self._reader.readuntil(b"\r\n\r\n")
        lines = head.lower().split(b"\r\n")
        length = next(line for line in lines if line.startswith(b"content-length:"))
        answer = await self._reader.readexactly(int(length.partition(b":")[2]))
        status = int(head[9:12])
        if status not in expected:
            raise BenchError(answer.decode("utf-8", "replace"))
        return status == 200
