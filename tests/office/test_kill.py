"""`kill -9` under load: what was answered is there exactly once, and nothing is half done."""

import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest

from office.day.events import Called, Finished, Recorded, TicketBooked
from tests.office.day.small import folded
from tests.office.serving import Program, ticket_body, until

BOOKERS, DESKS = 4, ("1", "2", "3", "4")


@dataclass
class Asked:
    """A request and its answer, if one came."""

    path: str
    who: dict[str, str]
    body: Any = None
    key: str = field(default_factory=lambda: uuid4().hex)
    answer: dict[str, Any] | None = None
    status: int = 0

    def send(self, http: httpx.Client, url: str) -> None:
        """Raises httpx.HTTPError when the service is gone."""
        headers = {**self.who, "Idempotency-Key": self.key}
        reply = http.post(url + self.path, json=self.body, headers=headers)
        self.answer, self.status = reply.json(), reply.status_code


class Load:
    """Many who ask, each one thing after the other, until the service dies under them."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self.kiosk = program.callers.device(program.tokens["door"])
        self.staff = program.callers.staff()
        self.asked: list[Asked] = []
        self._threads: list[threading.Thread] = []

    @property
    def answered(self) -> list[Asked]:
        return [a for a in self.asked if a.status == 200]

    def start(self) -> None:
        work = [self._book] * BOOKERS + [self._serve] * len(DESKS)
        self._threads = [
            threading.Thread(target=self._until_dead, args=(what, number))
            for number, what in enumerate(work)
        ]
        for thread in self._threads:
            thread.start()

    def join(self) -> None:
        for thread in self._threads:
            thread.join(30)
            assert not thread.is_alive()

    def _until_dead(self, what: Any, number: int) -> None:
        with httpx.Client(trust_env=False, verify=False, timeout=20) as http:
            try:
                while True:
                    what(http, number)
            except httpx.HTTPError:
                return

    def _ask(self, http: httpx.Client, asked: Asked) -> None:
        self.asked.append(asked)
        asked.send(http, self._program.api)

    def _book(self, http: httpx.Client, _number: int) -> None:
        self._ask(http, Asked("/tickets", self.kiosk, ticket_body("ask")))

    def _serve(self, http: httpx.Client, number: int) -> None:
        desk = DESKS[number - BOOKERS]
        for action in ("call-next", "finish"):
            self._ask(http, Asked(f"/desks/{desk}/{action}", self.staff))


def rows_of(program: Program) -> list[Recorded]:
    return program.log().read("counter/2026-11-26")


def check_log(rows: list[Recorded]) -> None:
    assert [row.position for row in rows] == list(range(1, len(rows) + 1))
    booked = [r.fact for r in rows if isinstance(r.fact, TicketBooked)]
    assert sorted(b.serial for b in booked) == list(range(1, len(booked) + 1))
    assert len({b.ticket for b in booked}) == len(booked)
    commands = [r.command for r in rows]
    assert len(set(commands)) == len(commands), "a command was done twice"
    called = [r.fact.ticket for r in rows if isinstance(r.fact, Called)]
    assert len(set(called)) == len(called), "somebody was called twice"
    assert folded(rows).position == len(rows)


def check_answers(rows: list[Recorded], asked: list[Asked]) -> None:
    """Every success that was answered is in the log, as it was answered."""
    booked = {r.fact.ticket: r.fact for r in rows if isinstance(r.fact, TicketBooked)}
    for one in asked:
        if one.status != 200:
            continue
        assert one.answer is not None
        if one.path == "/tickets":
            assert booked[one.answer["id"]].number == one.answer["number"]
        else:
            fact = rows[one.answer["position"] - 1].fact
            assert isinstance(fact, Called if one.path.endswith("call-next") else Finished)
            assert fact.ticket == one.answer["ticket"]["id"]


def retry(program: Program, asked: list[Asked]) -> None:
    """All that was asked, once more under the same keys: the same answers. What got no answer is
    done now, or was done before the end, once in either case."""
    bookings = [one for one in asked if one.path == "/tickets"]
    others = [one for one in asked if one.status == 200 and one.path != "/tickets"]
    with httpx.Client(trust_env=False, verify=False, timeout=20) as http:
        for one in [*bookings, *others]:
            again = Asked(one.path, one.who, one.body, one.key)
            again.send(http, program.api)
            assert again.status == 200, again.answer
            assert again.answer is not None
            if one.answer is not None:
                assert again.answer.get("position") == one.answer.get("position")
                for part in ("id", "number", "secret", "start", "issued_at"):
                    assert again.answer.get(part) == one.answer.get(part)
            one.answer, one.status = again.answer, again.status


def check_each_once(rows: list[Recorded], asked: list[Asked]) -> None:
    booked = [r.fact.ticket for r in rows if isinstance(r.fact, TicketBooked)]
    bookings = [one for one in asked if one.path == "/tickets"]
    assert len(booked) == len(bookings)
    assert {one.answer["id"] for one in bookings if one.answer} == set(booked)


def run_rounds(folder: Path, rounds: int) -> None:
    program = Program(folder)
    program.add_device("kiosk", "door")
    program.start()
    everything: list[Asked] = []
    cut_off = 0
    try:
        for number in range(rounds):
            load = Load(program)
            load.start()
            enough = 60 + number % 5 * 17
            until("enough to be asked", lambda: len(load.answered) >= enough)  # noqa: B023
            program.kill()
            load.join()
            everything += load.asked
            cut_off += sum(one.status == 0 for one in load.asked)
            check_log(rows_of(program))
            check_answers(rows_of(program), everything)
            program.start()
            retry(program, load.asked)
            check_log(rows_of(program))
            check_answers(rows_of(program), everything)
            check_each_once(rows_of(program), everything)
        assert cut_off, "nobody was waiting when it died: this proves nothing"
    finally:
        program.kill()


def test_kill_minus_nine_under_load(tmp_path: Path) -> None:
    run_rounds(tmp_path, 5)


@pytest.mark.slow
def test_kill_minus_nine_under_load_for_long(tmp_path: Path) -> None:
    run_rounds(tmp_path, 40)
