"""Many at once on the real service process: one wins, the others are told what is left."""

import asyncio
import signal
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import uuid4

import httpx
import pytest

from office.day.events import Called
from tests.office.serving import Program, ticket_body

ROUNDS = 200
DESKS = ("1", "2", "3", "4")
START = "2026-11-26T10:00:00+01:00"


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """The real program, serving."""
    made = Program(tmp_path_factory.mktemp("races"))
    made.add_device("kiosk", "door")
    made.start()
    yield made
    assert made.stop() in {0, -signal.SIGTERM}


Ask = Callable[..., Coroutine[Any, Any, httpx.Response]]


@asynccontextmanager
async def asking(program: Program) -> AsyncIterator[Ask]:
    """Posts; as many at once as are asked."""
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=None)
    async with httpx.AsyncClient(trust_env=False, timeout=30, limits=limits) as http:

        def post(path: str, who: dict[str, str], json: Any = None) -> Any:
            headers = {**who, "Idempotency-Key": uuid4().hex}
            return http.post(program.api + path, json=json, headers=headers)

        yield post


def play(program: Program, scene: Callable[[Ask], Coroutine[Any, Any, None]]) -> None:
    async def whole() -> None:
        async with asking(program) as ask:
            await scene(ask)

    asyncio.run(whole())


def calls(program: Program) -> list[Called]:
    rows = program.log().read("counter/2026-11-26")
    return [row.fact for row in rows if isinstance(row.fact, Called)]


def test_twenty_want_the_last_free_place(program: Program) -> None:
    """Two kiosk requests and eighteen phones at two entrances: one place at ten."""
    kiosk = program.callers.device(program.tokens["door"])
    phones = [program.callers.visitor(f"phone-{n}", f"entrance-{n % 2}") for n in range(18)]

    async def scene(ask: Ask) -> None:
        callers = [kiosk, *phones, kiosk]
        answers = await asyncio.gather(
            *(ask("/tickets", who, ticket_body("renew", START)) for who in callers)
        )
        won = [a for a in answers if a.status_code == 200]
        lost = [a for a in answers if a.status_code != 200]
        assert len(won) == 1, [a.text for a in won]
        assert won[0].json()["start"] == START
        for answer in lost:
            problem = answer.json()
            assert (answer.status_code, problem["code"]) == (409, "slot_taken")
            assert len(problem["next_starts"]) == 3
            assert START not in problem["next_starts"]
        retried = await ask(
            "/tickets", phones[0], ticket_body("renew", lost[0].json()["next_starts"][0])
        )
        assert retried.status_code in {200, 409}, retried.text

    play(program, scene)


def test_four_desks_press_call_next_at_once(program: Program) -> None:
    """Each round has fewer visitors than desks, so that they truly fight for them."""
    kiosk, staff = program.callers.device(program.tokens["door"]), program.callers.staff()
    before = len(calls(program))

    async def scene(ask: Ask) -> None:
        called: list[str] = []
        for number in range(ROUNDS):
            waiting = 1 + number % 4
            booked = await asyncio.gather(
                *(ask("/tickets", kiosk, ticket_body("ask")) for _ in range(waiting))
            )
            answers = await asyncio.gather(
                *(ask(f"/desks/{desk}/call-next", staff) for desk in DESKS)
            )
            won = [a.json()["ticket"] for a in answers if a.status_code == 200]
            lost = [a.json()["code"] for a in answers if a.status_code != 200]
            assert {t["id"] for t in won} == {b.json()["id"] for b in booked}
            assert len({t["desk"] for t in won}) == len(won) == waiting
            assert lost == ["nobody_due"] * (4 - waiting)
            called += [t["id"] for t in won]
            await asyncio.gather(*(ask(f"/desks/{t['desk']}/finish", staff) for t in won))
        assert len(set(called)) == len(called) == ROUNDS // 4 * 10

    play(program, scene)
    assert len(calls(program)) - before == ROUNDS // 4 * 10
    assert len({c.ticket for c in calls(program)}) == len(calls(program))


def test_four_desks_call_the_same_ticket(program: Program) -> None:
    kiosk, staff = program.callers.device(program.tokens["door"]), program.callers.staff()

    async def scene(ask: Ask) -> None:
        for _ in range(ROUNDS):
            ticket = (await ask("/tickets", kiosk, ticket_body("ask"))).json()["id"]
            answers = await asyncio.gather(
                *(ask(f"/desks/{desk}/call", staff, {"ticket": ticket}) for desk in DESKS)
            )
            won = [a.json()["ticket"] for a in answers if a.status_code == 200]
            lost = [a.json()["code"] for a in answers if a.status_code != 200]
            assert [t["id"] for t in won] == [ticket]
            assert lost == ["wrong_state"] * 3
            await ask(f"/desks/{won[0]['desk']}/finish", staff)

    play(program, scene)
    assert len({c.ticket for c in calls(program)}) == len(calls(program))


def test_the_log_has_no_gap_and_no_number_twice(program: Program) -> None:
    rows = program.log().read("counter/2026-11-26")
    assert [row.position for row in rows] == list(range(1, len(rows) + 1))
    numbers = [row.fact.number for row in rows if hasattr(row.fact, "number")]
    assert len(set(numbers)) == len(numbers)


def test_the_program_s_log_holds_no_secret(program: Program) -> None:
    """After all that was asked above, and some that is wrong."""
    kiosk = program.callers.device(program.tokens["door"])
    with httpx.Client(trust_env=False) as http:
        headers = {**kiosk, "Idempotency-Key": "key-of-the-log"}
        ticket = http.post(
            f"{program.api}/tickets", json=ticket_body("ask"), headers=headers
        ).json()
        http.get(f"{program.api}/tickets/{ticket['secret']}")
        http.get(f"{program.url}/t/{ticket['secret']}")
        http.post(f"{program.url}/o/counter/sign-in", data={"passphrase": "my secret phrase"})
        http.get(f"{program.url}/q/K7SECRETSS")
    said = program.output.read_text()
    assert "INFO" in said
    for secret in (
        program.tokens["door"], ticket["secret"], ticket["code"], "my secret phrase", "K7SECRETSS",
        "key-of-the-log", "127.0.0.1:", program.callers.staff()["Cookie"],
    ):  # fmt: skip
        assert secret not in said.replace(f"http://127.0.0.1:{program.port}", "")
