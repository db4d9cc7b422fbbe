"""Who may call what: every row of the route table with every kind of caller, over real HTTP."""

from collections.abc import Iterator

import httpx
import pytest
from fastapi.routing import APIRoute

from office.api import API, PREFIX
from office.pages.handlers import PAGES
from office.routes import Route
from tests.office.day.small import at
from tests.office.serving import SAMPLE, Serving, make_serving, served, ticket_body

CALLERS = ("nobody", "kiosk", "board", "printer", "visitor", "present", "staff")
ALL = tuple(Route(r.method, PREFIX + r.path, r.handler, r.who) for r in API) + PAGES
OPEN = {"anyone", "link", "owner"}
"""Who these admit shows no credentials of his own; an owner shows the ticket's secret."""
BODIES = {
    "/tickets": ticket_body("renew", "2026-11-26T10:40:00+01:00"),
    "/tickets/{ticket}/printed": {"outcome": "printed"},
    "/tickets/{secret}/move": {"start": "2026-11-26T09:50:00+01:00"},
    "/notices": {"kind": "long_wait", "words": {}},
    "/plan/{date}/close": {"waiting": "served"},
    "/check-in": {"code": "AAAAAA"},
    "/titles/check": {"number": "L01X00T47", "birth_date": "1990-12-31", "visit": "v"},
    "/desks/{desk}/remark": {"ticket": "x", "text": "y"},
}


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """An office with one ticket, waiting for desk 7."""
    made = make_serving(tmp_path_factory.mktemp("office") / "data", SAMPLE, at("09:41"))
    with served(made) as running, httpx.Client(trust_env=False) as http:
        answer = http.post(
            f"{running.api}/tickets", json=ticket_body("pickup", "2026-11-26T09:50:00+01:00"),
            headers={**running.headers("kiosk"), "Idempotency-Key": "one-ticket"},
        )  # fmt: skip
        running.tokens |= {"secret": answer.json()["secret"], "ticket": answer.json()["id"]}
        yield running


def path_of(route: Route, service: Serving) -> str:
    """The route's path with real names in it."""
    return route.path.format(
        office="kreis-unna", ticket=service.tokens["ticket"], secret=service.tokens["secret"],
        desk="7", action="call-next", token="K7AAAAAAAA", name="pages.css", notice="n",
        date="2026-11-27",
    )  # fmt: skip


def headers_of(caller: str, service: Serving) -> dict[str, str]:
    """`visitor`: one who is no longer present."""
    made = service.callers.visitor(minutes=0) if caller == "visitor" else service.headers(caller)
    return {**made, "Idempotency-Key": f"key-of-{caller}"}


def ask(http: httpx.Client, service: Serving, route: Route, caller: str) -> httpx.Response:
    """The answer; of a feed only its beginning."""
    url, headers = service.url + path_of(route, service), headers_of(caller, service)
    page = not route.path.startswith(PREFIX)
    sent: dict[str, object] = {}
    if route.method == "POST":
        sent = {"data": {"key": "k" * 16}} if page else {
            "json": BODIES.get(route.path.removeprefix(PREFIX))
        }  # fmt: skip
    with http.stream(route.method, url, headers=headers, **sent) as answer:  # type: ignore[arg-type]
        if not answer.headers.get("content-type", "").startswith("text/event-stream"):
            answer.read()
        return answer


def rows(*, writes: bool | None = None) -> list[Route]:
    return [r for r in ALL if writes is None or (r.method != "GET") == writes]


def name(route: Route) -> str:
    return f"{route.method} {route.path}"


def test_the_app_serves_what_the_table_says_and_nothing_else(service: Serving) -> None:
    routes = [r for r in service.app.routes if isinstance(r, APIRoute)]
    served_here = {(method, r.path) for r in routes for method in r.methods}
    assert served_here == {(r.method, r.path) for r in ALL} | {("GET", "/healthz")}
    others = {getattr(r, "path", "") for r in service.app.routes if not isinstance(r, APIRoute)}
    assert others == {"/api/v1/openapi.json"}


@pytest.mark.parametrize("route", [r for r in ALL if not r.who & OPEN], ids=name)
def test_whoever_is_not_in_the_table_is_refused(
    service: Serving, http: httpx.Client, route: Route
) -> None:
    before = service.position()
    for caller in CALLERS:
        if caller in route.who:
            continue
        answer = ask(http, service, route, caller)
        page = not route.path.startswith(PREFIX)
        to_sign_in = page and answer.status_code == 303 and "sign-in" in answer.headers["location"]
        assert answer.status_code in {401, 403} or to_sign_in, (caller, answer.status_code)
        if not page:
            assert answer.json()["code"] in {
                "no_credentials", "forbidden", "presence_expired", "presence_required"
            }  # fmt: skip
    assert service.position() == before == service.stored()


@pytest.mark.parametrize("route", [r for r in ALL if r.path.startswith(PREFIX)], ids=name)
def test_whoever_is_in_the_table_is_heard(
    service: Serving, http: httpx.Client, route: Route
) -> None:
    """A refusal of what is asked is a hearing too; only one for who asks is not."""
    for caller in CALLERS:
        if caller in route.who or route.who & OPEN:
            assert ask(http, service, route, caller).status_code not in {401, 403}, caller


@pytest.mark.parametrize("route", [r for r in rows(writes=True) if "owner" not in r.who], ids=name)
def test_nothing_is_changed_without_credentials(
    service: Serving, http: httpx.Client, route: Route
) -> None:
    before = service.position()
    answer = ask(http, service, route, "nobody")
    assert answer.status_code in {303, 401, 403}
    assert service.position() == before == service.stored()


@pytest.mark.parametrize("route", rows(writes=False), ids=name)
def test_a_get_changes_nothing_however_often(
    service: Serving, http: httpx.Client, route: Route
) -> None:
    before = service.position()
    for caller in CALLERS:
        for _ in range(2):
            assert ask(http, service, route, caller).status_code < 500
    assert service.position() == before == service.stored()


def test_no_row_changes_anything_by_get() -> None:
    assert {r.method for r in ALL} == {"GET", "POST", "DELETE"}
    assert all(r.who for r in ALL)


def test_only_the_sign_in_is_open_to_everybody_s_post() -> None:
    open_posts = [r.path for r in rows(writes=True) if r.who & OPEN]
    owners = [f"{PREFIX}/tickets/{{secret}}/{what}" for what in ("confirm", "cancel", "move")]
    owners += [f"/t/{{secret}}/{what}" for what in ("confirm", "leave", "cancel", "move")]
    assert sorted(open_posts) == sorted(["/o/{office}/sign-in", *owners])


@pytest.mark.parametrize("what", ["confirm", "leave", "cancel", "move"])
def test_a_tickets_page_changes_nothing_without_its_token(
    service: Serving, http: httpx.Client, what: str
) -> None:
    before = service.position()
    answer = http.post(
        f"{service.url}/t/{service.tokens['secret']}/{what}", data={"key": "k" * 16, "csrf": "x"}
    )
    assert answer.status_code == 403
    assert service.position() == before == service.stored()


@pytest.mark.parametrize("what", ["confirm", "cancel", "move"])
def test_a_ticket_is_changed_by_who_holds_its_secret_only(
    service: Serving, http: httpx.Client, what: str
) -> None:
    before = service.position()
    answer = http.post(
        f"{service.api}/tickets/{'A' * 26}/{what}", json=BODIES["/tickets/{secret}/move"],
        headers={"Idempotency-Key": "somebody-else"},
    )  # fmt: skip
    assert (answer.status_code, answer.json()["code"]) == (401, "no_credentials")
    assert service.position() == before == service.stored()


def test_every_answer_keeps_its_secrets(service: Serving, http: httpx.Client) -> None:
    for route in rows(writes=False):
        headers = ask(http, service, route, "nobody").headers
        assert headers["referrer-policy"] == "no-referrer"
        assert "noindex" in headers["x-robots-tag"]
        assert "default-src 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
