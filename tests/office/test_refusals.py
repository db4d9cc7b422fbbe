"""Every wrong input over real HTTP: its stable code and status, no trace, and nothing written."""

import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import httpx
import pytest
import sqlalchemy as sa
from pydantic import TypeAdapter

from office.contract import Problem, RefusalCode, presence_token
from office.keys import Keys
from tests.office.day.small import at
from tests.office.serving import SAMPLE, Serving, make_serving, served, ticket_body

PROBLEM = TypeAdapter(Problem)
FREE, TAKEN, PAST = (f"2026-11-26T{clock}:00+01:00" for clock in ("10:40", "10:20", "09:00"))
KEYED = {"Idempotency-Key": "a-fresh-key"}
Headers = Callable[[Serving], dict[str, str]]


def caller(name: str, **more: str) -> Headers:
    return lambda s: {**s.headers(name), **KEYED, **more}


KIOSK = caller("kiosk")


@dataclass(frozen=True)
class Wrong:
    """A request, and what it must be refused with."""

    code: RefusalCode
    status: int
    path: str
    method: str = "POST"
    headers: Headers = KIOSK
    json: Any = None
    content: bytes | None = None
    at: str = ""
    """Asked at this time of the day."""


def book(code: RefusalCode, status: int, json: Any, **more: Any) -> Wrong:
    return Wrong(code, status, "/tickets", json=json, **more)


def desk(code: RefusalCode, status: int, path: str, json: Any = None) -> Wrong:
    return Wrong(code, status, path, headers=caller("staff"), json=json)


GOOD = ticket_body("renew", FREE)
WRONG: dict[str, Wrong] = {
    # bookings
    "unknown service": book("unknown_service", 422, ticket_body("dance", FREE)),
    "a start that is taken": book("slot_taken", 409, ticket_body("pickup", TAKEN)),
    "a start in the past": book("start_past", 409, ticket_body("renew", PAST)),
    "a start off the grid": book(
        "slot_taken", 409, ticket_body("renew", "2026-11-26T10:41:00+01:00")
    ),
    "a start between seconds": book(
        "slot_taken", 409, ticket_body("renew", "2026-11-26T10:40:00.5+01:00")
    ),
    "a start at night": book("slot_taken", 409, ticket_body("renew", "2026-11-26T23:00:00+01:00")),
    "a start tomorrow": book("slot_taken", 409, ticket_body("renew", "2026-11-27T10:40:00+01:00")),
    "a start in the year 9999": book(
        "slot_taken", 409, ticket_body("renew", "9999-12-31T23:55:00+00:00")
    ),
    "a start in the year 1": book(
        "start_past", 409, ticket_body("renew", "0001-01-01T00:00:00+14:00")
    ),
    "a start of no zone": book("invalid", 422, ticket_body("renew", "2026-11-26T10:40:00")),
    "no start": book("start_required", 422, ticket_body("renew")),
    "after hours": book("closed", 409, GOOD, at="18:00"),
    "a start of another day": book("slot_taken", 409, {**GOOD, "date": "2026-11-27"}),
    "too far ahead": book("wrong_date", 422, {**GOOD, "date": "2027-03-01"}),
    "yesterday": book("wrong_date", 422, {**GOOD, "date": "2026-11-25"}),
    "no date": book("invalid", 422, {**GOOD, "date": "soon"}),
    "no items": book("invalid", 422, {**GOOD, "items": []}),
    "too many items": book("invalid", 422, {**GOOD, "items": [{"service": "renew"}] * 6}),
    "nobody": book("invalid", 422, ticket_body("renew", FREE, persons=0)),
    "a crowd": book("invalid", 422, ticket_body("renew", FREE, persons=10)),
    "persons beyond all numbers": book("invalid", 422, ticket_body("renew", FREE, persons=10**30)),
    "services of two queues": book(
        "invalid", 422, {**GOOD, "items": [{"service": "renew"}, {"service": "pickup"}]}
    ),
    "a language of nowhere": book("invalid", 422, {**GOOD, "language": "tlh"}),
    "a list": book("invalid", 422, [GOOD]),
    "null": book("invalid", 422, None, content=b"null"),
    "malformed JSON": book("invalid", 422, None, content=b'{"date": '),
    "no body": book("invalid", 422, None, content=b""),
    "no text": book("invalid", 422, None, content=b"\xff\xfe\x00"),
    "JSON of endless depth": book("invalid", 422, None, content=b"[" * 60_000),
    "not JSON": book(
        "invalid", 422, None, content=b"date=2026-11-26",
        headers=caller("kiosk", **{"Content-Type": "application/x-www-form-urlencoded"}),
    ),
    "too large": book("too_large", 413, {**GOOD, "language": "x" * 70_000}),
    # keys
    "no key": book("key_missing", 400, GOOD, headers=lambda s: s.headers("kiosk")),
    "a short key": book(
        "key_missing", 400, GOOD, headers=caller("kiosk", **{"Idempotency-Key": "short"})
    ),
    "a long key": book(
        "key_missing", 400, GOOD, headers=caller("kiosk", **{"Idempotency-Key": "x" * 65})
    ),
    "a key used for another": book(
        "key_reused", 422, GOOD, headers=caller("kiosk", **{"Idempotency-Key": "taken-key"})
    ),
    # credentials
    "no token": book("no_credentials", 401, GOOD, headers=lambda s: KEYED),
    "a wrong token": book(
        "no_credentials", 401, GOOD, headers=lambda s: {**s.callers.device("wrong"), **KEYED}
    ),
    "a board's token": book("forbidden", 403, GOOD, headers=caller("board")),
    "a printer's token": book("forbidden", 403, GOOD, headers=caller("printer")),
    "a forged visitor": book(
        "no_credentials", 401, GOOD,
        headers=lambda s: {**replace(s.callers, keys=Keys(b"x" * 32)).visitor(), **KEYED},
    ),
    "a visitor of another office": book(
        "no_credentials", 401, GOOD,
        headers=lambda s: {**replace(s.callers, office="other").visitor(), **KEYED},
    ),
    "a visitor who left long ago": book(
        "presence_expired", 403, GOOD, headers=lambda s: {**s.callers.visitor(minutes=0), **KEYED}
    ),
    "staff after their shift": book(
        "no_credentials", 401, GOOD, headers=lambda s: {**s.callers.staff(hours=0), **KEYED}
    ),
    "a second ticket of one visitor": book(
        "one_ticket_only", 409, GOOD, headers=lambda s: {**s.callers.visitor("has-one"), **KEYED}
    ),
    # forms of other sites
    "no CSRF token": book(
        "csrf", 403, GOOD, headers=lambda s: {"Cookie": s.headers("staff")["Cookie"], **KEYED}
    ),
    "a visitor's CSRF token of another session": book(
        "csrf", 403, GOOD,
        headers=lambda s: {**s.headers("present"), "X-CSRF-Token": s.store.keys.csrf("x"), **KEYED},
    ),
    "another site's page": book(
        "csrf", 403, GOOD, headers=caller("staff", Origin="https://evil.example")
    ),
    "another site's page that hides its name": book(
        "csrf", 403, GOOD,
        headers=caller("present", **{"Origin": "null", "Sec-Fetch-Site": "cross-site"}),
    ),
    "a neighbour's page": book(
        "csrf", 403, GOOD, headers=caller("staff", **{"Sec-Fetch-Site": "same-site"})
    ),
    # where there is nothing
    "unknown path": Wrong("not_found", 404, "/ticket"),
    "unknown path that is read": Wrong("not_found", 404, "/nothing", "GET"),
    "wrong verb": Wrong("method_not_allowed", 405, "/tickets", "GET"),
    "delete": Wrong("method_not_allowed", 405, "/kiosk", "DELETE"),
    "post on a view": Wrong("method_not_allowed", 405, "/board"),
    "unknown office": Wrong("unknown_office", 404, "/../nowhere/kiosk", "GET"),
    # paper
    "paper of no ticket": Wrong(
        "unknown_ticket", 404, "/tickets/none/printed", json={"outcome": "printed"}
    ),
    "paper of no known outcome": Wrong(
        "invalid", 422, "/tickets/none/printed", json={"outcome": "eaten"}
    ),
    # tickets
    "a secret of nobody": Wrong("unknown_ticket", 404, "/tickets/" + "A" * 26, "GET"),
    "a feed of nobody": Wrong("unknown_ticket", 404, "/tickets/" + "A" * 26 + "/feed", "GET"),
    "a check-in of nobody": Wrong(
        "unknown_ticket", 404, "/tickets/" + "A" * 26 + "/check-in", headers=caller("present")
    ),
    # desks
    "unknown desk": desk("unknown_desk", 404, "/desks/99/call-next"),
    "unknown desk to read": Wrong(
        "unknown_desk", 404, "/desks/99", "GET", headers=caller("staff")
    ),
    "unknown desk to follow": Wrong(
        "unknown_desk", 404, "/desks/99/feed", "GET", headers=caller("staff")
    ),
    "unknown action": desk("invalid", 422, "/desks/1/dance"),
    "a named call of nobody": desk("unknown_ticket", 404, "/desks/1/call", {"ticket": "none"}),
    "a named call without a name": desk("invalid", 422, "/desks/1/call"),
    "a named call of an empty name": desk("invalid", 422, "/desks/1/call", {"ticket": ""}),
    "nobody is due": desk("nobody_due", 409, "/desks/1/call-next"),
    "nobody is called": desk("desk_idle", 409, "/desks/1/recall"),
    "a desk with a visitor": desk("desk_busy", 409, "/desks/7/call-next"),
    "who is not here": desk("wrong_state", 409, "/desks/1/call", {"ticket": "absent"}),
    "a kiosk at a desk": Wrong("forbidden", 403, "/desks/1/call-next"),
    "a visitor at a desk": Wrong(
        "no_credentials", 401, "/desks/1/call-next", headers=caller("present")
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """Two quick tickets, one at 9:50, which desk 7 has called, and one at 10:20; a visitor's.
    Shared: nothing that is asked here may change anything."""
    made = make_serving(tmp_path_factory.mktemp("office") / "data", SAMPLE, at("09:41"))
    with served(made) as service, httpx.Client(trust_env=False) as http:
        fill(service, http)
        yield service


@pytest.fixture
def office(filled: Serving) -> Iterator[Serving]:
    yield filled
    filled.clock.at = at("09:41")


def fill(service: Serving, http: httpx.Client) -> None:
    def booked(headers: dict[str, str], key: str, body: dict[str, Any]) -> dict[str, Any]:
        answer = http.post(
            f"{service.api}/tickets", json=body, headers={**headers, "Idempotency-Key": key}
        )
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    kiosk = service.headers("kiosk")
    early = booked(kiosk, "taken-key", ticket_body("pickup", "2026-11-26T09:50:00+01:00"))
    booked(kiosk, "second-key", ticket_body("pickup", TAKEN))
    visitor = service.callers.visitor("has-one")
    absent = booked(visitor, "third-key", ticket_body("renew", "2026-11-26T10:00:00+01:00"))
    service.tokens["absent"] = absent["id"]
    called = http.post(
        f"{service.api}/desks/7/call", json={"ticket": early["id"]},
        headers={**service.headers("staff"), "Idempotency-Key": "call-key-1"},
    )  # fmt: skip
    assert called.status_code == 200, called.text


@pytest.mark.parametrize("name", WRONG)
def test_wrong_input_is_refused(office: Serving, http: httpx.Client, name: str) -> None:
    wrong = WRONG[name]
    if wrong.at:
        office.clock.at = at(wrong.at)
    json = wrong.json
    if json == {"ticket": "absent"}:
        json = {"ticket": office.tokens["absent"]}
    before = office.position(), office.stored()
    headers = wrong.headers(office)
    if wrong.content is not None:
        headers = {"Content-Type": "application/json", **headers}
    answer = http.request(
        wrong.method, office.api + wrong.path, json=json, content=wrong.content, headers=headers
    )
    problem = refused(answer)
    assert (problem.code, answer.status_code) == (wrong.code, wrong.status)
    assert (office.position(), office.stored()) == before


def refused(answer: httpx.Response) -> Problem:
    """A problem document, whole, without a word of how the office is built."""
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["cache-control"] == "no-store"
    problem: Problem = PROBLEM.validate_json(answer.content)
    assert problem.status == answer.status_code
    assert problem.title
    for word in ("Traceback", "File ", ".py", "Error", "sqlite", "0x"):
        assert word not in answer.text
    return problem


def test_a_taken_start_comes_with_the_next_free_ones(office: Serving, http: httpx.Client) -> None:
    answer = http.post(
        f"{office.api}/tickets", json=ticket_body("pickup", TAKEN), headers=caller("kiosk")(office)
    )
    starts = [s.isoformat() for s in refused(answer).next_starts]
    assert starts == [f"2026-11-26T09:{m}:00+01:00" for m in (55,)] + [
        "2026-11-26T10:00:00+01:00", "2026-11-26T10:05:00+01:00"
    ]  # fmt: skip


def test_a_closed_office_says_when_it_opens(office: Serving, http: httpx.Client) -> None:
    office.clock.at = at("18:00")
    answer = http.post(
        f"{office.api}/tickets", json=GOOD, headers=caller("kiosk")(office)
    )  # fmt: skip
    chance = refused(answer).next_chance
    assert chance is not None
    assert chance.isoformat() == "2026-11-27T08:00:00+01:00"


def test_wrong_verbs_name_the_right_one(service: Serving, http: httpx.Client) -> None:
    answer = http.delete(f"{service.api}/kiosk")
    assert answer.headers["allow"] == "GET"


def test_missing_credentials_say_which_are_meant(service: Serving, http: httpx.Client) -> None:
    assert http.get(f"{service.api}/kiosk").headers["www-authenticate"] == "Bearer"


def test_a_body_without_a_length_has_the_same_limit(office: Serving, http: httpx.Client) -> None:
    before = office.stored()
    answer = http.post(
        f"{office.api}/tickets", content=iter([b"{"] * 2 + [b" " * 40_000] * 4),
        headers={**caller("kiosk")(office), "Content-Type": "application/json"},
    )  # fmt: skip
    assert refused(answer).code == "too_large"
    assert office.stored() == before


@pytest.mark.parametrize("length", ["-5", "1e3", "99999999999999999999", "two"])
def test_a_length_that_is_none(service: Serving, length: str) -> None:
    host, port = service.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=5) as connection:
        connection.sendall(
            f"POST /api/v1/kreis-unna/tickets HTTP/1.1\r\nHost: x\r\nContent-Length: {length}\r\n"
            "\r\n".encode()
        )
        status = connection.recv(4096).split()[1]
    assert status in {b"400", b"413"}


def test_an_office_that_is_not_released_refuses(service: Serving, http: httpx.Client) -> None:
    office = service.office
    assert office._writer is not None
    office._writer.day = replace(office.day, released=False)
    service.clock.at = at("07:00")
    answer = http.post(
        f"{service.api}/tickets", json=GOOD, headers=caller("kiosk")(service)
    )  # fmt: skip
    problem = refused(answer)
    assert (problem.code, answer.status_code) == ("not_released", 409)
    assert problem.next_chance is not None
    assert problem.next_chance.isoformat() == "2026-11-26T07:30:00+01:00"


def test_an_expired_live_code_is_a_page_that_says_so(service: Serving, http: httpx.Client) -> None:
    before = service.stored()
    key = service.store.keys.presence_key("kreis-unna", "kiosk-1", 1)
    for age, status in ((0, 303), (3600, 403)):
        token = presence_token(key, "K7", service.clock.at / 1000 - age)
        answer = http.get(f"{service.url}/Q/{token}")
        assert answer.status_code == status
        assert ("set-cookie" in answer.headers) == (status == 303)
        assert token not in answer.headers.get("location", "")
    assert service.stored() == before


def test_a_bug_shows_no_trace(service: Serving, http: httpx.Client) -> None:
    async def broken() -> None:
        raise RuntimeError("a secret of the house")

    service.app.add_api_route("/api/v1/broken", broken)
    service.app.router.routes.insert(0, service.app.router.routes.pop())
    answer = http.get(f"{service.url}/api/v1/broken")
    assert answer.status_code == 500
    assert refused(answer).code == "internal"
    assert "secret of the house" not in answer.text


def test_a_disk_that_fails_refuses_and_the_office_goes_on(
    service: Serving, http: httpx.Client
) -> None:
    engine = service.store.log._engine

    def read_only(on: bool) -> None:
        engine.dispose()
        (sa.event.listen if on else sa.event.remove)(engine, "connect", query_only)

    def query_only(connection: Any, _record: object) -> None:
        connection.execute("PRAGMA query_only = ON")

    before = service.position(), service.stored()
    read_only(True)
    answer = http.post(f"{service.api}/tickets", json=GOOD, headers=caller("kiosk")(service))
    assert answer.status_code == 503
    assert refused(answer).code == "storage_failed"
    assert http.get(f"{service.api}/kiosk", headers=service.headers("kiosk")).status_code == 200
    assert (service.position(), service.stored()) == before
    read_only(False)
    again = http.post(f"{service.api}/tickets", json=GOOD, headers=caller("kiosk")(service))
    assert again.status_code == 200
    assert again.json()["number"] == "A001"


def test_a_log_that_cannot_be_read_is_a_refusal_too(service: Serving, http: httpx.Client) -> None:
    with service.store.log._engine.begin() as connection:
        connection.execute(sa.text("ALTER TABLE links RENAME TO gone"))
    answer = http.get(f"{service.api}/tickets/{'A' * 26}")
    assert answer.status_code == 503
    assert refused(answer).code == "storage_failed"
