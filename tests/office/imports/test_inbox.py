"""The service books what lies in the inbox: each second, idempotent, on days ahead, never squeezed
in, and without ever losing a row."""

from collections.abc import Callable, Coroutine
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from office.errors import StorageFailed
from office.imports import inbox
from office.imports.appointments import Appointments, Reading, Wanted, read_appointments
from office.imports.report import codes, days_of, summary, to_do
from office.log import Log, events
from office.writer import Order, Outcome
from tests.office.day.small import at
from tests.office.serving import SAMPLE, Serving, make_serving
from tests.office.test_live import play

ZONE = "Europe/Berlin"
HEADER = "start;service;external_id\n"
THREE = f"""{HEADER}26.11.2026 10:00;renew;1
26.11.2026 10:20;permit;2
27.11.2026 09:00;apply;3
"""
Scene = Callable[[Serving], Coroutine[Any, Any, None]]


@pytest.fixture
def serving(tmp_path: Path) -> Serving:
    """Before the release on Thursday."""
    return make_serving(tmp_path / "data", SAMPLE, at("06:00"))


def parsed(serving: Serving, text: str) -> Appointments:
    key = serving.store.keys.import_key(serving.office.id)
    return read_appointments(text.encode(), Reading(serving.office.config, {}, None), key)


def lay(serving: Serving, text: str, batch: str) -> list[Wanted]:
    wanted = parsed(serving, text).wanted
    inbox.put(serving.store.log, serving.office.id, batch, wanted)
    return wanted


def states(serving: Serving, batch: str) -> list[str]:
    return [e.state for e in inbox.batch_of(serving.store.log, serving.office.id, batch)]


def reasons(serving: Serving, batch: str) -> list[str]:
    found = inbox.batch_of(serving.store.log, serving.office.id, batch)
    return [entry.reason.partition(":")[0] for entry in found]


def told(serving: Serving, text: str, batch: str) -> tuple[str, list[str]]:
    """Summary and what is to do, after the service has taken the batch."""
    log, office = serving.store.log, serving.office.id
    found = parsed(serving, text)
    entries = inbox.batch_of(log, office, batch)
    days = {wanted.date for wanted in found.wanted}
    missing = inbox.gone(log, office, days, {wanted.ticket for wanted in found.wanted})
    lines = to_do(found, entries, missing, days_of(log, office, days), ZONE)
    return summary(found, entries), lines


def stored(serving: Serving) -> int:
    with serving.store.log.transaction() as connection:
        return int(connection.execute(sa.select(sa.func.count()).select_from(events)).scalar_one())


def test_rows_wait_until_the_service_runs(serving: Serving) -> None:
    lay(serving, THREE, "b1")
    assert states(serving, "b1") == ["waiting"] * 3

    async def scene(running: Serving) -> None:
        assert states(running, "b1") == ["taken"] * 3
        day = running.office.day
        assert not day.released
        booked = sorted(day.in_state("booked"), key=lambda ticket: ticket.due)
        assert [(t.start, t.items[0].service) for t in booked] == [
            (at("10:00"), "renew"), (at("10:20"), "permit")
        ]  # fmt: skip
        assert {t.origin for t in booked} == {"import"}
        ahead = await running.office.read_day("2026-11-27")
        assert ahead is not None
        assert [t.start for t in ahead.in_state("booked")] == [at("09:00", "2026-11-27")]

    play(serving, scene)


def test_the_same_file_twice_changes_nothing(serving: Serving) -> None:
    async def scene(running: Serving) -> None:
        lay(running, THREE, "b1")
        await running.office.tick()
        before = stored(running)
        lay(running, THREE, "b2")
        await running.office.tick()
        assert states(running, "b2") == ["there"] * 3
        assert states(running, "b1") == []
        assert stored(running) == before
        assert told(running, THREE, "b2") == ("0 taken, 3 already there", [])

    play(serving, scene)


def test_what_was_cancelled_here_is_not_booked_again(serving: Serving) -> None:
    async def scene(running: Serving) -> None:
        from office.day import commands as co
        from office.writer import order

        wanted = lay(running, THREE, "b1")
        await running.office.tick()
        await running.office.submit(order(co.Cancel(wanted[0].ticket), "staff", "k" * 8, ""))
        lay(running, THREE, "b2")
        await running.office.tick()
        assert len(running.office.day.in_state("booked")) == 1
        assert told(running, THREE, "b2")[1] == [
            "line 2: its ticket is cancelled: A001, 2026-11-26 10:00, renew"
        ]

    play(serving, scene)


def test_a_later_file_says_what_is_gone_and_what_has_changed(serving: Serving) -> None:
    later = f"{HEADER}26.11.2026 10:40;permit;2\n26.11.2026 11:00;renew;4\n"

    async def scene(running: Serving) -> None:
        lay(running, THREE, "b1")
        await running.office.tick()
        lay(running, later, "b2")
        await running.office.tick()
        assert told(running, later, "b2") == (
            "1 taken, 0 already there, 1 changed",
            [
                (
                    "line 2: has changed since it was taken, but its ticket has not: "
                    "A002, 2026-11-26 10:20, permit"
                ),
                "no longer in the file: A001, 2026-11-26 10:00, renew; cancel it if that is right",
            ],
        )
        assert len(running.office.day.in_state("booked")) == 3

    play(serving, scene)


def test_what_the_plan_cannot_hold_is_refused_and_told(serving: Serving) -> None:
    rows = "".join("26.11.2026 10:00;letter\n" for _ in range(6))
    text = f"start;service\n{rows}26.11.2026 19:00;letter\n"

    async def scene(running: Serving) -> None:
        lay(running, text, "b1")
        await running.office.tick()
        found = states(running, "b1")
        able = [d for d in running.office.day.plan.desks if "letter" in d.services and any(
            start <= at("10:00") and at("10:25") <= end for start, end in d.spans)]  # fmt: skip
        assert found == ["taken"] * len(able) + ["refused"] * (7 - len(able))
        said, lines = told(running, text, "b1")
        assert said == f"{len(able)} taken, 0 already there, {7 - len(able)} refused"
        assert lines[-1] == (
            "line 8: 2026-11-26 19:00 letter is refused: no desk that does this is free then"
        )
        # A refused row is decided afresh, a taken one is not.
        lay(running, text, "b2")
        await running.office.tick()
        assert states(running, "b2") == ["there"] * len(able) + ["refused"] * (7 - len(able))

    play(serving, scene)


def test_each_refusal_has_its_reason(serving: Serving) -> None:
    days = ["25.11.2026 09:00", "26.11.2026 07:00", "28.11.2026 10:00", "1.6.2027 10:00"]
    text = "start;service\n" + "".join(f"{day};renew\n" for day in days)

    async def scene(running: Serving) -> None:
        running.clock.at = at("09:00")
        await running.office.tick()
        lay(running, text, "b1")
        await running.office.tick()
        assert reasons(running, "b1") == ["wrong_date", "start_past", "closed", "wrong_date"]
        said = [line.partition("refused: ")[2] for line in told(running, text, "b1")[1]]
        assert said == [
            "that day is over", "it is over already", "the office is closed then",
            "that day cannot be booked (yet)",
        ]  # fmt: skip

    play(serving, scene)


def test_a_day_that_refuses_all_is_not_opened(serving: Serving) -> None:
    async def scene(running: Serving) -> None:
        lay(running, "start;service\n27.11.2026 20:00;renew\n27.11.2026 20:30;renew\n", "b1")
        await running.office.tick()
        assert states(running, "b1") == ["refused"] * 2
        assert running.store.log.read("kreis-unna/2026-11-27") == []

    play(serving, scene)


def test_a_full_disk_loses_no_row(serving: Serving, monkeypatch: pytest.MonkeyPatch) -> None:
    async def scene(running: Serving) -> None:
        def full(*_: object) -> None:
            raise StorageFailed("disk full")

        with monkeypatch.context() as broken:
            broken.setattr(Log, "append", full)
            lay(running, THREE, "b1")
            await running.office.tick()
            assert states(running, "b1") == ["waiting"] * 3
        await running.office.tick()
        assert states(running, "b1") == ["taken"] * 3

    play(serving, scene)


def test_a_day_that_cannot_be_opened_keeps_no_other_waiting(
    serving: Serving, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scene(running: Serving) -> None:
        append = Log.append

        def full_tomorrow(self: Log, stream: str, *rest: Any) -> None:
            if stream.endswith("27"):
                raise StorageFailed("disk full")
            append(self, stream, *rest)

        with monkeypatch.context() as broken:
            broken.setattr(Log, "append", full_tomorrow)
            lay(running, THREE, "b1")
            await running.office.tick()
            assert states(running, "b1") == ["taken", "taken", "waiting"]
        await running.office.tick()
        assert states(running, "b1") == ["taken"] * 3

    play(serving, scene)


def test_a_damaged_day_is_refused_and_stops_no_other(serving: Serving) -> None:
    async def scene(running: Serving) -> None:
        lay(running, THREE, "b1")
        with running.store.log.transaction() as connection:
            connection.execute(
                sa.insert(events).values(
                    stream="kreis-unna/2026-11-27", position=1, type="DayOpened", v=1, at=1, by="x",
                    command="x", body="", data="{}", checksum="wrong",
                )
            )  # fmt: skip
        await running.office.tick()
        assert states(running, "b1") == ["taken", "taken", "refused"]

    play(serving, scene)


def test_the_first_start_is_first_also_on_a_day_not_yet_open(serving: Serving) -> None:
    starts = [f"{8 + n // 6:02}:{n % 6}0" for n in range(18)]
    rows = "".join(f"27.11.2026 {start};permit\n" for start in reversed(starts))

    async def scene(running: Serving) -> None:
        lay(running, f"start;service\n{rows}", "b1")
        await running.office.tick()
        day = await running.office.read_day("2026-11-27")
        assert day is not None
        booked = sorted(day.in_state("booked"), key=lambda ticket: ticket.number)
        assert len(booked) > 6
        assert [t.start for t in booked] == sorted(t.start or 0 for t in booked)

    play(serving, scene)


def test_a_crash_after_the_booking_books_nothing_twice(
    serving: Serving, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scene(running: Serving) -> None:
        def crash(*_: object) -> None:
            raise StorageFailed("killed")

        lay(running, THREE, "b1")
        with monkeypatch.context() as broken:
            broken.setattr(inbox.Inbox, "_settle", crash)
            await running.office.tick()
        before = stored(running)
        assert states(running, "b1") == ["waiting"] * 3
        await running.office.tick()
        assert states(running, "b1") == ["there"] * 3
        assert stored(running) == before

    play(serving, scene)


def test_a_row_laid_in_anew_meanwhile_is_asked_for_anew(serving: Serving) -> None:
    async def scene(running: Serving) -> None:
        lay(running, THREE, "b1")
        office = running.office
        taker = inbox.Inbox(running.store.log, running.store.keys, office.id)

        async def submit(wanted: Order, day: str) -> Outcome:
            if not states(running, "b2"):
                lay(running, THREE.replace("10:00", "11:00"), "b2")
            return await office.submit(wanted, day)

        await taker.take(office.read_day, submit, date(2026, 11, 26))
        assert states(running, "b2") == ["waiting"] * 3
        await office.tick()
        assert states(running, "b2") == ["changed", "there", "there"]

    play(serving, scene)


def test_more_than_one_tick_s_worth_is_taken_in_turns(serving: Serving) -> None:
    starts = [f"{8 + n // 60:02}:{n % 60:02}" for n in range(120)]
    text = "start;service\n" + "".join(f"26.11.2026 {start};renew\n" for start in starts)

    async def scene(running: Serving) -> None:
        lay(running, text, "b1")
        await running.office.tick()
        assert states(running, "b1").count("waiting") == 120 - inbox.AT_ONCE
        await running.office.tick()
        assert states(running, "b1").count("waiting") == 0

    play(serving, scene)


def test_past_days_are_forgotten(serving: Serving) -> None:
    async def scene(running: Serving) -> None:
        lay(running, THREE, "b1")
        await running.office.tick()
        running.clock.at = at("06:00", "2026-11-27")
        lay(running, f"{HEADER}27.11.2026 09:30;apply;9\n", "b2")
        await running.office.tick()
        known = inbox.gone(running.store.log, running.office.id, ["2026-11-26"], [])
        assert known == []
        assert len(inbox.gone(running.store.log, running.office.id, ["2026-11-27"], [])) == 2

    play(serving, scene)


def test_rows_of_another_office_are_left_alone(serving: Serving) -> None:
    inbox.put(serving.store.log, "other", "b1", parsed(serving, THREE).wanted)

    async def scene(running: Serving) -> None:
        await running.office.tick()
        others = inbox.batch_of(running.store.log, "other", "b1")
        assert [entry.state for entry in others] == ["waiting"] * 3

    play(serving, scene)


def test_the_codes_are_those_of_the_tickets(serving: Serving) -> None:
    async def scene(running: Serving) -> None:
        lay(running, THREE, "b1")
        await running.office.tick()
        log, office = running.store.log, running.office.id
        entries = inbox.batch_of(log, office, "b1")
        dates = {entry.wanted.date for entry in entries}
        lines = codes(entries, days_of(log, office, dates), ZONE).splitlines()
        assert lines[0] == "line;start;service;number;code"
        assert len(lines) == 4
        first = lines[1].split(";")
        assert first[:4] == ["2", "2026-11-26 10:00", "renew", "A001"]
        ticket = running.office.day.codes[first[4]]
        assert running.office.day.tickets[ticket].number == "A001"

    play(serving, scene)


def test_nothing_waits_for_an_empty_inbox(serving: Serving) -> None:
    async def scene(running: Serving) -> None:
        taken = inbox.Inbox(running.store.log, running.store.keys, running.office.id)
        office = running.office
        assert await taken.take(office.read_day, office.submit, date(2026, 11, 26)) == 0

    play(serving, scene)
