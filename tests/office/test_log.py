"""The log: what was appended is there, damage is found and named, a failed write leaves nothing."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from office import log as office_log
from office.day import events as ev
from office.errors import DamagedLog, KeysError, StorageFailed, UnknownEvent
from office.log import Device, Link, Log, open_engine
from tests.office.day.small import open_morning
from tests.office.serving import ROOT

STREAM = "small/2026-11-26"
LINK = Link("hash", "small", "2026-11-26", "t3")


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[sa.Engine]:
    made = open_engine(tmp_path / "office.db")
    yield made
    made.dispose()


@pytest.fixture
def log(engine: sa.Engine) -> Log:
    return Log(engine)


def rows(count: int = 5) -> list[ev.Recorded]:
    """DayOpened, DayReleased and some tickets."""
    morning = open_morning()
    for _ in range(count - 2):
        morning.book("ask")
    return morning.rows


def test_what_was_appended_comes_back(log: Log) -> None:
    written = rows()
    log.append(STREAM, written[:2], [])
    log.append(STREAM, written[2:], [LINK])
    assert log.read(STREAM) == written
    assert log.read("small/2026-11-27") == []
    assert log.find_link("hash") == LINK
    assert log.find_link("other") is None


@given(st.text(min_size=1, max_size=60), st.text(max_size=16), st.integers(0, 2**53))
def test_any_text_comes_back(by: str, body: str, at: int) -> None:
    log = Log(sa.create_engine("sqlite://", poolclass=sa.StaticPool))
    office_log.metadata.create_all(log._engine)
    row = ev.Recorded(1, at, by, "c", body, ev.CheckedIn(by))
    log.append(STREAM, [row], [])
    assert log.read(STREAM) == [row]
    log._engine.dispose()


def test_a_position_is_written_once(log: Log) -> None:
    written = rows()
    log.append(STREAM, written, [])
    with pytest.raises(StorageFailed):
        log.append(STREAM, [replace(written[4], command="another")], [])
    assert log.read(STREAM) == written


def test_a_batch_is_written_whole_or_not_at_all(log: Log) -> None:
    written = rows()
    log.append(STREAM, written[:3], [LINK])
    with pytest.raises(StorageFailed):
        log.append(STREAM, written[3:], [replace(LINK, secret_hash="new"), LINK])
    assert log.read(STREAM) == written[:3]
    assert log.find_link("new") is None


COLUMNS = {
    "at": "at + 1", "by": "'somebody'", "command": "'other'", "body": "''",
    "data": "replace(data, 'ask', 'pay')", "v": "0", "type": "'DayReleased'",
    "stream": "'small/2026-11-27'",
}  # fmt: skip


@pytest.mark.parametrize("column", COLUMNS)
def test_damage_is_found_and_named(engine: sa.Engine, log: Log, column: str) -> None:
    log.append(STREAM, rows(), [])
    with engine.begin() as connection:
        change = f'UPDATE events SET "{column}" = {COLUMNS[column]} WHERE position = 4'
        assert connection.exec_driver_sql(change).rowcount == 1
    stream = "small/2026-11-27" if column == "stream" else STREAM
    with pytest.raises(DamagedLog, match=f"{stream} is damaged at position 4"):
        log.read(stream)


def test_an_unknown_event_is_refused_with_the_sentence(engine: sa.Engine, log: Log) -> None:
    row = rows()[2]
    log.append(STREAM, [row], [])
    values = {**office_log._row(STREAM, row), "type": "Teleported"}
    del values["checksum"]
    values["checksum"] = office_log._checksum(values.values())
    with engine.begin() as connection:
        connection.execute(sa.update(office_log.events).values(**values))
    with pytest.raises(
        UnknownEvent, match="the log holds Teleported version 1, which this program"
    ):
        log.read(STREAM)


# ---- a disk that is full, gone, or read only ---------------------------------------------------

FULL_DISK = """
import resource, sys
from pathlib import Path
from office.errors import StorageFailed
from office.log import Log, open_engine
from tests.office.test_log import STREAM, rows

path = Path(sys.argv[1])
log = Log(open_engine(path))
written = rows(40)
log.append(STREAM, written[:3], [])
size = max(p.stat().st_size for p in path.parent.iterdir())
resource.setrlimit(resource.RLIMIT_FSIZE, (size + 100, resource.RLIM_INFINITY))
try:
    log.append(STREAM, written[3:], [])
    sys.exit("written on a full disk")
except StorageFailed as error:
    print(error)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
assert log.read(STREAM) == written[:3], "something of the failed batch is there"
log.append(STREAM, written[3:], [])
assert log.read(STREAM) == written
"""


def test_a_full_disk_refuses_the_whole_batch_and_recovers(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(tmp_path / "office.db")],
        capture_output=True, text=True, check=False, cwd=ROOT, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() in {"disk I/O error", "database or disk is full"}


def test_a_database_that_cannot_be_opened_says_so(tmp_path: Path) -> None:
    (tmp_path / "office.db").mkdir()
    with pytest.raises(StorageFailed, match=r"office\.db cannot be opened"):
        open_engine(tmp_path / "office.db")
    (tmp_path / "other.db").write_text("this is a letter, not a database" * 100)
    with pytest.raises(StorageFailed, match="file is not a database"):
        open_engine(tmp_path / "other.db")


def test_errors_never_show_what_was_written(log: Log) -> None:
    """The statement's parameters may hold what no program log should."""
    log.append(STREAM, rows(), [])
    with pytest.raises(StorageFailed) as caught:
        log.append(STREAM, rows(), [])
    assert str(caught.value).startswith("UNIQUE constraint failed")
    assert "INSERT" not in str(caught.value)
    assert "Small office" not in str(caught.value)


# ---- the tables beside -------------------------------------------------------------------------


def test_a_renewed_device_loses_its_old_token(log: Log) -> None:
    first = Device("small", "door", "kiosk", "K7", 1)
    log.add_device(first, "hash-1")
    assert log.device_by_token("hash-1") == first
    second = replace(first, generation=2)
    log.add_device(second, "hash-2")
    assert log.device_by_token("hash-1") is None
    assert log.device_by_token("hash-2") == second
    assert log.devices("small") == [second]
    assert log.remove_device("small", "door")
    assert not log.remove_device("small", "door")
    assert log.device_by_token("hash-2") is None


def test_each_office_has_its_own_devices_and_pass_phrase(log: Log) -> None:
    log.add_device(Device("small", "door", "kiosk", "K7", 1), "hash-1")
    log.add_device(Device("large", "door", "board", "K7", 1), "hash-2")
    assert [d.kind for d in log.devices("large")] == ["board"]
    log.set_password("small", "staff", "one")
    log.set_password("small", "staff", "two")
    assert log.password_hash("small", "staff") == "two"
    assert log.password_hash("large", "staff") is None


def test_two_devices_of_an_office_never_share_the_short_id(log: Log) -> None:
    log.add_device(Device("small", "door", "kiosk", "K7", 1), "hash-1")
    with pytest.raises(StorageFailed):
        log.add_device(Device("small", "side", "kiosk", "K7", 1), "hash-2")


def test_a_database_of_another_schema_is_refused(engine: sa.Engine, log: Log) -> None:
    log.claim("fingerprint")
    log.claim("fingerprint")
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE house SET value = '7' WHERE name = 'schema'")
    with pytest.raises(KeysError, match="schema 7, this program knows 1"):
        log.claim("fingerprint")
