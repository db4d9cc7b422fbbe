"""The append-only log of office days, and the small tables beside it, on SQLAlchemy Core.

A stream is one office's one day ("kreis-unna/2026-11-26"). Each row carries a checksum; position 1
is DayOpened. SQLite runs with WAL and synchronous=FULL: when `append` has returned, the facts
survive a power cut.
"""

import hashlib
import weakref
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from office import codec
from office.day.events import Recorded
from office.errors import DamagedLog, KeysError, StorageFailed

metadata = sa.MetaData()
events = sa.Table(
    "events",
    metadata,
    sa.Column("stream", sa.String(80), primary_key=True),
    sa.Column("position", sa.Integer, primary_key=True),
    sa.Column("type", sa.String(40), nullable=False),
    sa.Column("v", sa.Integer, nullable=False),
    sa.Column("at", sa.BigInteger, nullable=False),
    sa.Column("by", sa.String(80), nullable=False),
    sa.Column("command", sa.String(64), nullable=False),
    sa.Column("body", sa.String(64), nullable=False),
    sa.Column("data", sa.Text, nullable=False),
    sa.Column("checksum", sa.String(16), nullable=False),
)
links = sa.Table(
    "links",
    metadata,
    sa.Column("secret_hash", sa.String(64), primary_key=True),
    sa.Column("office", sa.String(40), nullable=False),
    sa.Column("date", sa.String(10), nullable=False),
    sa.Column("ticket", sa.String(32), nullable=False),
)
devices = sa.Table(
    "devices",
    metadata,
    sa.Column("office", sa.String(40), primary_key=True),
    sa.Column("id", sa.String(40), primary_key=True),
    sa.Column("kind", sa.String(10), nullable=False),
    sa.Column("short", sa.String(2), nullable=False),
    sa.Column("generation", sa.Integer, nullable=False),
    sa.Column("token_hash", sa.String(64), nullable=False, unique=True),
    sa.UniqueConstraint("office", "short"),
)
accounts = sa.Table(
    "accounts",
    metadata,
    sa.Column("office", sa.String(40), primary_key=True),
    sa.Column("name", sa.String(40), primary_key=True),
    sa.Column("password_hash", sa.String(200), nullable=False),
)
remarks = sa.Table(
    "remarks",
    metadata,
    sa.Column("office", sa.String(40), primary_key=True),
    sa.Column("date", sa.String(10), primary_key=True),
    sa.Column("ticket", sa.String(32), primary_key=True),
    sa.Column("text", sa.String(400), nullable=False),
)
titles = sa.Table(
    "titles",
    metadata,
    sa.Column("office", sa.String(40), primary_key=True),
    sa.Column("hash", sa.String(64), primary_key=True),
    sa.Column("ready_on", sa.String(10), nullable=False),
)
"""Finished documents as keyed hashes, see `office.titles`."""
appointments = sa.Table(
    "appointments",
    metadata,
    sa.Column("office", sa.String(40), primary_key=True),
    sa.Column("date", sa.String(10), primary_key=True),
    sa.Column("ticket", sa.String(32), primary_key=True),
    sa.Column("start", sa.BigInteger, nullable=False),
    sa.Column("service", sa.String(40), nullable=False),
    sa.Column("persons", sa.Integer, nullable=False),
    sa.Column("minutes", sa.Integer, nullable=True),
    sa.Column("language", sa.String(20), nullable=False),
    sa.Column("batch", sa.String(16), nullable=False),
    sa.Column("line", sa.Integer, nullable=False),
    sa.Column("state", sa.String(10), nullable=False),
    sa.Column("reason", sa.String(200), nullable=False),
)
"""The inbox of appointments from another booking system, see `office.imports.inbox`."""
house = sa.Table(
    "house",
    metadata,
    sa.Column("name", sa.String(40), primary_key=True),
    sa.Column("value", sa.String(200), nullable=False),
)

SCHEMA = "1"


@dataclass(frozen=True, slots=True)
class Link:
    """Where a visitor's secret leads."""

    secret_hash: str
    office: str
    date: str
    ticket: str


@dataclass(frozen=True, slots=True)
class Device:
    office: str
    id: str
    kind: str
    short: str
    generation: int


def open_engine(path: Path) -> Engine:
    """The SQLite file at `path`, made if missing, for its owner alone: SQLite gives those beside
    it the same mode. Raises StorageFailed."""
    try:
        path.touch(0o600)
        path.chmod(0o600)
    except OSError as error:
        raise StorageFailed(f"{path} cannot be opened: {error.strerror}") from error
    engine = sa.create_engine(f"sqlite:///{path}", connect_args={"timeout": 5.0})
    sa.event.listen(engine, "connect", _durable)
    try:
        metadata.create_all(engine)
    except sa.exc.SQLAlchemyError as error:
        engine.dispose()
        raise StorageFailed(f"{path} cannot be opened: {_reason(error)}") from error
    return engine


def _durable(connection: object, _record: object) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined]
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA secure_delete=ON")  # an erased remark is erased from the file as well
    cursor.close()


class Log:
    """Days and the tables beside them. Every method is one transaction; blocking, so not for the
    loop that answers visitors."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        # Connections end with the log: Python 3.13 warns of those that are forgotten.
        weakref.finalize(self, engine.dispose)

    # ---- days --------------------------------------------------------------------------------

    def append(self, stream: str, rows: Sequence[Recorded], new_links: Sequence[Link]) -> None:
        """Write all or nothing; durable on return. Raises StorageFailed."""
        with self._begin() as connection:
            connection.execute(sa.insert(events), [_row(stream, r) for r in rows])
            if new_links:
                connection.execute(sa.insert(links), [asdict(link) for link in new_links])

    def append_move(
        self,
        left: tuple[str, Sequence[Recorded]],
        taken: tuple[str, Sequence[Recorded]],
        link: Link,
    ) -> None:
        """A ticket leaves one day for another: both days and its link in one transaction.
        Raises StorageFailed."""
        with self._begin() as connection:
            for stream, rows in sorted((left, taken), key=lambda part: part[0]):
                connection.execute(sa.insert(events), [_row(stream, r) for r in rows])
            same = links.c.secret_hash == link.secret_hash
            connection.execute(sa.update(links).where(same).values(date=link.date))

    def days_after(self, office: str, date: str) -> list[str]:
        """Later days that were begun, as ISO dates. Raises StorageFailed."""
        mine = events.c.stream > f"{office}/{date}", events.c.stream < f"{office}0"
        query = sa.select(events.c.stream).where(*mine, events.c.position == 1)
        with self._begin() as connection:
            return sorted(
                row.stream.removeprefix(f"{office}/") for row in connection.execute(query)
            )

    def read(self, stream: str) -> list[Recorded]:
        """A day's facts in order. Raises DamagedLog, UnknownEvent, StorageFailed."""
        query = sa.select(events).where(events.c.stream == stream).order_by(events.c.position)
        with self._begin() as connection:
            return [_recorded(row) for row in connection.execute(query)]

    def find_link(self, secret_hash: str) -> Link | None:
        query = sa.select(links).where(links.c.secret_hash == secret_hash)
        row = self._one(query)
        return None if row is None else Link(row.secret_hash, row.office, row.date, row.ticket)

    # ---- remarks: private side facts, never in the log -----------------------------------------

    def remarks(self, office: str, date: str) -> dict[str, str]:
        """Ticket → what colleagues wrote; remarks of other days are erased on the way."""
        mine = remarks.c.office == office
        with self._begin() as connection:
            connection.execute(sa.delete(remarks).where(mine & (remarks.c.date < date)))
            found = connection.execute(sa.select(remarks).where(mine & (remarks.c.date == date)))
            return {row.ticket: row.text for row in found}

    def set_remark(self, office: str, date: str, ticket: str, text: str) -> None:
        """An empty text erases it."""
        same = (
            (remarks.c.office == office) & (remarks.c.date == date) & (remarks.c.ticket == ticket)
        )
        with self._begin() as connection:
            connection.execute(sa.delete(remarks).where(same))
            if text:
                connection.execute(
                    sa.insert(remarks).values(office=office, date=date, ticket=ticket, text=text)
                )

    # ---- devices -----------------------------------------------------------------------------

    def add_device(self, device: Device, token_hash: str) -> None:
        """Add or renew a device: its old token stops working. Raises StorageFailed."""
        with self._begin() as connection:
            same = (devices.c.office == device.office) & (devices.c.id == device.id)
            connection.execute(sa.delete(devices).where(same))
            connection.execute(sa.insert(devices).values(**asdict(device), token_hash=token_hash))

    def device_by_token(self, token_hash: str) -> Device | None:
        row = self._one(sa.select(devices).where(devices.c.token_hash == token_hash))
        return None if row is None else _device(row)

    def devices(self, office: str) -> list[Device]:
        query = sa.select(devices).where(devices.c.office == office).order_by(devices.c.id)
        with self._begin() as connection:
            return [_device(row) for row in connection.execute(query)]

    def remove_device(self, office: str, id_: str) -> bool:
        with self._begin() as connection:
            same = (devices.c.office == office) & (devices.c.id == id_)
            return connection.execute(sa.delete(devices).where(same)).rowcount > 0

    # ---- staff -------------------------------------------------------------------------------

    def set_password(self, office: str, name: str, password_hash: str) -> None:
        with self._begin() as connection:
            same = (accounts.c.office == office) & (accounts.c.name == name)
            connection.execute(sa.delete(accounts).where(same))
            connection.execute(
                sa.insert(accounts).values(office=office, name=name, password_hash=password_hash)
            )

    def password_hash(self, office: str, name: str) -> str | None:
        query = sa.select(accounts.c.password_hash).where(
            (accounts.c.office == office) & (accounts.c.name == name)
        )
        row = self._one(query)
        return None if row is None else str(row.password_hash)

    # ---- the house ---------------------------------------------------------------------------

    def claim(self, keys_fingerprint: str) -> None:
        """Bind this database to its keys file and schema at the first start, compare ever after.
        Raises KeysError, StorageFailed."""
        for name, value in (("keys", keys_fingerprint), ("schema", SCHEMA)):
            row = self._one(sa.select(house.c.value).where(house.c.name == name))
            if row is None:
                with self._begin() as connection:
                    connection.execute(sa.insert(house).values(name=name, value=value))
            elif row.value != value:
                raise KeysError(
                    "the keys file does not belong to this database; put the pair from the same "
                    "backup together"
                    if name == "keys"
                    else f"the database has schema {row.value}, this program knows {value}; "
                    "install the matching Wartemarke version"
                )

    def transaction(self) -> AbstractContextManager[Connection]:
        """For the tables that other modules own. Raises StorageFailed."""
        return self._begin()

    def _one(self, query: sa.Select[Any]) -> sa.Row[Any] | None:
        with self._begin() as connection:
            return connection.execute(query).first()

    @contextmanager
    def _begin(self) -> Iterator[Connection]:
        """One transaction, whose database errors become StorageFailed."""
        try:
            with self._engine.begin() as connection:
                yield connection
        except sa.exc.SQLAlchemyError as error:
            raise StorageFailed(_reason(error)) from error


def _row(stream: str, recorded: Recorded) -> dict[str, object]:
    type_, version, data = codec.encode(recorded.fact)
    row: dict[str, object] = {
        "stream": stream, "position": recorded.position, "type": type_, "v": version,
        "at": recorded.at, "by": recorded.by, "command": recorded.command, "body": recorded.body,
        "data": data,
    }  # fmt: skip
    return {**row, "checksum": _checksum(row.values())}


def _recorded(row: sa.Row[Any]) -> Recorded:
    if _checksum(row[:-1]) != row.checksum:
        raise DamagedLog(f"{row.stream} is damaged at position {row.position}")
    fact = codec.decode(row.type, row.v, row.data)
    return Recorded(row.position, row.at, row.by, row.command, row.body, fact)


def _checksum(values: Iterable[object]) -> str:
    joined = "\x1f".join(str(value) for value in values)
    return hashlib.sha256(joined.encode()).hexdigest()[:16]


def _device(row: sa.Row[Any]) -> Device:
    return Device(row.office, row.id, row.kind, row.short, row.generation)


def _reason(error: Exception) -> str:
    """The database's own words without the statement: parameters may hold what no log should."""
    return str(getattr(error, "orig", None) or type(error).__name__)
