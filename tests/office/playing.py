"""An office in this process that ticks only when told to, and whoever asks something of it."""

import asyncio
from collections.abc import Callable, Coroutine
from datetime import datetime
from pathlib import Path
from typing import Any

from office import contract as wire
from office.access import Principal
from office.day.events import Recorded
from office.problems import ProblemError
from office.service import DeskAction, Service
from tests.office.serving import NIGHT, Serving, make_serving

KIOSK = Principal("kiosk", "kiosk-1", "night")
PHONE = Principal("visitor", "v1", "night")
STAFF = Principal("staff", "s1", "night")


class Playing:
    """An office that ticks when told to, and whoever asks something of it."""

    def __init__(self, serving: Serving) -> None:
        self.serving, self.office = serving, serving.office
        self.service: Service = serving.app.state.service
        self._asked = 0

    @property
    def key(self) -> str:
        """Each time another, also after a restart."""
        self._asked += 1
        return f"key-{self.office.position()}-{self._asked:05}"

    async def go(self, to: int) -> None:
        self.serving.clock.at = to
        await self.office.tick()

    async def book(
        self, name: str, start: datetime | None = None, by: Principal = KIOSK, hold: bool = False
    ) -> wire.BookedTicket:
        request = wire.BookRequest(self.office.today(), (wire.Item(name),), "de", start, hold)
        return await self.service.book(self.office, by, request, self.key)

    async def press(self, action: DeskAction, desk: str = "1", **more: Any) -> wire.TicketRow:
        wanted = wire.DeskOrder(**more)
        answer = await self.service.desk_command(self.office, STAFF, desk, action, self.key, wanted)
        assert answer.ticket is not None
        return answer.ticket

    async def serve_all(self, desk: str = "1") -> list[str]:
        """The numbers in the order in which the desk calls them."""
        numbers = []
        while not isinstance(row := await outcome(self.press("call-next", desk)), str):
            numbers.append(row.number)
            await self.press("finish", desk)
        return numbers

    def starts(self, name: str = "talk") -> list[datetime]:
        offers = self.service.kiosk_view(self.office).services
        return list(next(o for o in offers if o.id == name).starts)

    def rows(self, day: str) -> list[Recorded]:
        return self.serving.store.log.read(f"{self.office.id}/{day}")


async def outcome(asked: Coroutine[Any, Any, Any]) -> Any:
    """What was answered, or the code of the refusal."""
    try:
        return await asked
    except ProblemError as refused:
        return refused.problem.code


def play(
    folder: Path,
    now: int,
    scene: Callable[[Playing], Coroutine[Any, Any, None]],
    file: Path = NIGHT,
) -> None:
    serving = make_serving(folder, file, now)

    async def whole() -> None:
        await serving.office.start()
        try:
            await scene(Playing(serving))
        finally:
            await serving.office.stop()

    asyncio.run(whole())
