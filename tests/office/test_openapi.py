"""Whatever the published OpenAPI document lets in, by whoever it is sent: never a 5xx, never an
answer that is not what was promised, and no trace in it.

schemathesis draws the requests from the document; about half of them name what is really there, so
that they get past "unknown".
"""

from collections.abc import Iterator
from random import Random
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import Case
from schemathesis.specs.openapi.schemas import OpenApiSchema

from office.api import API, PREFIX
from office.routes import Route
from tests.office.day.small import at
from tests.office.serving import SAMPLE, Serving, make_serving, served, ticket_body

ROUTES = [r for r in API if not r.path.endswith("/feed")]
"""Feeds do not end."""
WHO = ("kiosk", "board", "staff", "present", "nobody")


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """An office with tickets that wait, are called, parked, held and missed."""
    made = make_serving(tmp_path_factory.mktemp("openapi") / "data", SAMPLE, at("09:41"))
    with served(made) as running, httpx.Client(trust_env=False) as http:
        fill(running, http)
        yield running


def fill(service: Serving, http: httpx.Client) -> None:
    def post(path: str, who: str, json: Any = None) -> Any:
        headers = {**service.headers(who), "Idempotency-Key": f"fill-{len(tickets):04}-{path[-9:]}"}
        answer = http.post(service.api + path, json=json, headers=headers)
        assert answer.status_code == 200, answer.text
        return answer.json()

    tickets: list[dict[str, Any]] = []
    for minute in range(50, 60, 5):
        body = ticket_body("pickup", f"2026-11-26T09:{minute}:00+01:00")
        tickets.append(post("/tickets", "kiosk", body))
    for clock in ("11:00", "11:30", "14:00"):
        body = ticket_body("renew", f"2026-11-26T{clock}:00+01:00")
        tickets.append(post("/tickets", "kiosk", {**body, "hold": clock == "14:00"}))
    post("/desks/1/call", "staff", {"ticket": tickets[2]["id"]})
    post("/desks/1/park", "staff")
    post("/desks/2/call", "staff", {"ticket": tickets[3]["id"]})
    notice = post("/notices", "staff", {"kind": "long_wait", "words": {}})
    service.tokens |= {"notice": notice["id"]}
    for n, ticket in enumerate(tickets):
        service.tokens |= {f"id{n}": ticket["id"], f"secret{n}": ticket["secret"]}


@pytest.fixture(scope="module")
def document(service: Serving) -> OpenApiSchema:
    return schemathesis.openapi.from_url(f"{service.url}/api/v1/openapi.json")


def named(case: Case, service: Serving, draw: Random) -> None:
    """Put what is really there in the place of what was drawn, more often than not."""
    there = {
        "office": ["kreis-unna"] * 9,
        "desk": ["1", "2", "7"],
        "date": ["2026-11-26", "2026-11-27"],
        "ticket": [t for name, t in service.tokens.items() if name.startswith("id")],
        "secret": [t for name, t in service.tokens.items() if name.startswith("secret")],
        "notice": [service.tokens["notice"]],
        "service": ["renew", "pickup", "advice"],
        "start": ["2026-11-26T10:45:00+01:00", "2026-11-26T15:00:00+01:00"],
        "items": [[{"service": "renew", "persons": 1}], [{"service": "advice", "persons": 2}]],
        "language": ["de", "ar"],
    }
    body = case.body if isinstance(case.body, dict) else {}
    for part in (case.path_parameters, body):
        for name in set(part) & set(there):
            if name == "office" or draw.random() < 0.6:
                part[name] = draw.choice(there[name])


@pytest.mark.parametrize("route", ROUTES, ids=lambda r: f"{r.method} {r.path}")
def test_nothing_that_the_document_lets_in_breaks_the_service(
    service: Serving, document: OpenApiSchema, route: Route
) -> None:
    operation = document[PREFIX + route.path][route.method]

    @settings(max_examples=40, suppress_health_check=list(HealthCheck))
    @given(operation.as_strategy(), st.integers(0, 2**32).map(Random))
    def ask(case: Case, draw: Random) -> None:
        named(case, service, draw)
        allowed = [who for who in WHO if who in route.who] or ["nobody"]
        who = draw.choice(allowed if draw.random() < 0.9 else WHO)
        if draw.random() < 0.9:
            case.headers["Idempotency-Key"] = f"key-{draw.getrandbits(60)}"
        answer = case.call(headers=service.headers(who), timeout=10)
        assert answer.status_code < 500, (who, answer.status_code, answer.text)
        assert "Traceback" not in answer.text
        if answer.status_code >= 400:
            assert answer.headers["content-type"] == ["application/problem+json"]

    ask()


def test_the_day_is_whole_after_all_that(service: Serving) -> None:
    """Runs last: what was asked for above left a log that folds, and no fact beside it."""
    assert service.stored() == service.position()
    assert len(service.office.day.tickets) >= 5
