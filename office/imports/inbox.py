"""The inbox of imported appointments: the command line lays rows in, the running service books
them. Only the service writes the day's log, so a row waits here until it runs.

A row is `waiting`, then `taken` (a ticket was made), `there` (made before), `changed` (made before,
but the file has changed since) or `refused` with the reason.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from office.day.commands import ImportBooking
from office.day.day import Day
from office.day.refusal import Refusal
from office.errors import DamagedLog, StorageFailed, UnknownEvent
from office.imports.appointments import Wanted
from office.keys import Keys
from office.log import Log, appointments
from office.writer import Order, Outcome, order

logger = logging.getLogger(__name__)
AT_ONCE = 100
"""Rows taken in one tick: between ticks everybody else is served."""
CHUNK = 400
BY = "import"
BOOKED = ("taken", "there", "changed")
NOT_NOW = {"storage_failed", "starting"}
"""Refusals that say nothing of the row: it waits for the next tick."""

ReadDay = Callable[[str], Awaitable[Day | None]]
Submit = Callable[[Order, str], Awaitable[Outcome]]


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the inbox."""

    wanted: Wanted
    batch: str
    state: str
    reason: str


# ---- the command line's side -------------------------------------------------------------------


def put(log: Log, office: str, batch: str, wanted: Sequence[Wanted]) -> None:
    """Lay rows in, in place of what the inbox knew of them. Raises StorageFailed."""
    for first in range(0, len(wanted), CHUNK):
        chunk = wanted[first : first + CHUNK]
        with log.transaction() as connection:
            _erase(connection, office, chunk)
            rows = [{**asdict(w), "office": office, "batch": batch, "state": "waiting",
                     "reason": ""} for w in chunk]  # fmt: skip
            connection.execute(sa.insert(appointments), rows)


def batch_of(log: Log, office: str, batch: str) -> list[Entry]:
    """The batch's rows by line."""
    mine = (appointments.c.office == office) & (appointments.c.batch == batch)
    return _entries(log, sa.select(appointments).where(mine).order_by(appointments.c.line))


def gone(log: Log, office: str, days: Collection[str], tickets: Collection[str]) -> list[Wanted]:
    """What earlier files had on these days and this one has not."""
    mine = (appointments.c.office == office) & appointments.c.date.in_(days)
    query = sa.select(appointments).where(mine & appointments.c.state.in_(BOOKED))
    found = _entries(log, query.order_by(appointments.c.start))
    return [entry.wanted for entry in found if entry.wanted.ticket not in tickets]


def _erase(connection: Connection, office: str, rows: Sequence[Wanted]) -> None:
    same = (
        (appointments.c.office == office)
        & (appointments.c.date == sa.bindparam("on"))
        & (appointments.c.ticket == sa.bindparam("id"))
    )
    keys = [{"on": row.date, "id": row.ticket} for row in rows]
    connection.execute(sa.delete(appointments).where(same), keys)


def _entries(log: Log, query: sa.Select[Any]) -> list[Entry]:
    with log.transaction() as connection:
        return [_entry(row) for row in connection.execute(query)]


def _entry(row: sa.Row[Any]) -> Entry:
    wanted = Wanted(
        row.line, row.date, row.ticket, row.start, row.service, row.persons, row.minutes,
        row.language,
    )  # fmt: skip
    return Entry(wanted, row.batch, row.state, row.reason)


# ---- the service's side ------------------------------------------------------------------------


class Inbox:
    """Books what lies in the inbox of one office."""

    def __init__(self, log: Log, keys: Keys, office: str) -> None:
        self._log = log
        self._keys = keys
        self._office = office

    async def take(self, read_day: ReadDay, submit: Submit, today: date) -> int:
        """Book the next rows; how many are settled now. Raises StorageFailed."""
        waiting = await asyncio.to_thread(self._waiting)
        settled: list[Entry] = []
        for day, rows in groupby(waiting, key=lambda entry: entry.wanted.date):
            if day < today.isoformat():
                settled += _refused(rows, "wrong_date: that day is over")
            else:
                settled += await self._of_a_day(day, list(rows), read_day, submit)
        if waiting:
            await asyncio.to_thread(self._settle, settled, today.isoformat())
        return len(settled)

    async def _of_a_day(
        self, day: str, rows: list[Entry], read_day: ReadDay, submit: Submit
    ) -> list[Entry]:
        settled: list[Entry] = []
        try:
            before = await read_day(day)
            known = before.answered if before is not None else {}
            while rows:
                # A later day is opened by its first booking: until then each in its turn, as the
                # rows' order decides who gets a place.
                opened = any(entry.state in BOOKED for entry in settled)
                now, rows = (rows, []) if opened else (rows[:1], rows[1:])
                orders = [self._order(entry.wanted) for entry in now]
                outcomes = await asyncio.gather(*(submit(each, day) for each in orders))
                for entry, each, outcome in zip(now, orders, outcomes, strict=True):
                    settled += _settled(entry, each.id in known, outcome)
        except StorageFailed as error:
            logger.warning("import waits office=%s day=%s reason=%s", self._office, day, error)
        except (DamagedLog, UnknownEvent) as error:
            logger.error("import failed office=%s day=%s reason=%s", self._office, day, error)
            settled += _refused(rows, "storage_failed: this day cannot be read")
        return settled

    def _order(self, wanted: Wanted) -> Order:
        command = ImportBooking(
            wanted.service, wanted.persons, wanted.start, wanted.minutes, wanted.language,
            wanted.ticket, self._keys.check_in_codes(wanted.ticket),
        )  # fmt: skip
        body = f"{wanted.start} {wanted.service} {wanted.persons} {wanted.minutes}"
        return order(command, BY, wanted.ticket, body)

    def _waiting(self) -> list[Entry]:
        mine = (appointments.c.office == self._office) & (appointments.c.state == "waiting")
        query = sa.select(appointments).where(mine)
        by_start = query.order_by(appointments.c.date, appointments.c.start, appointments.c.line)
        return _entries(self._log, by_start.limit(AT_ONCE))

    def _settle(self, settled: Sequence[Entry], today: str) -> None:
        """Write down what became of the rows, and forget those of days before today, but for the
        batches that somebody may still wait for."""
        mine = appointments.c.office == self._office
        change = (
            sa.update(appointments)
            .where(
                mine & (appointments.c.date == sa.bindparam("on"))
                & (appointments.c.ticket == sa.bindparam("id"))
                & (appointments.c.batch == sa.bindparam("of"))
            )
            .values(state=sa.bindparam("now"), reason=sa.bindparam("why"))
        )  # fmt: skip
        facts = [{"on": e.wanted.date, "id": e.wanted.ticket, "of": e.batch, "now": e.state,
                  "why": e.reason[:200]} for e in settled]  # fmt: skip
        old = {e.batch for e in settled}
        over = (appointments.c.date < today) & appointments.c.batch.not_in(old)
        with self._log.transaction() as connection:
            if facts:
                connection.execute(change, facts)
            connection.execute(sa.delete(appointments).where(mine & over))


def _refused(rows: Iterable[Entry], reason: str) -> list[Entry]:
    return [replace(entry, state="refused", reason=reason) for entry in rows]


def _settled(entry: Entry, known: bool, outcome: Outcome) -> Iterator[Entry]:
    """What became of a row; nothing if it has to wait."""
    if not isinstance(outcome, Refusal):
        yield replace(entry, state="there" if known else "taken")
    elif outcome.code == "key_reused":
        yield replace(entry, state="changed")
    elif outcome.code not in NOT_NOW:
        yield replace(entry, state="refused", reason=f"{outcome.code}: {outcome.detail}")
