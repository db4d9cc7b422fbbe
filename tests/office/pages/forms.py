"""What a person does with the pages by hand: scan, choose, press; as forms, without a browser."""

import re

from httpx2 import Response
from starlette.testclient import TestClient

from tests.office.pages.conftest import PASSPHRASE, Office
from tests.office.pages.test_render import Reader

BOOKING = "/b/kreis-unna"
DESK = "/o/kreis-unna/desks/1"
HOUSE = "/o/kreis-unna/house"


def text_of(html: str) -> str:
    return " ".join(" ".join(Reader(html).text).split())


def fields(html: str, action: str) -> dict[str, str]:
    """The hidden fields of the form that posts to `action`."""
    form = re.search(
        rf'<form[^>]*action="{re.escape(action)}["?][^>]*>(.*?)</form>', html, re.DOTALL
    )
    assert form, f"no form for {action}"
    return {str(f["name"]): str(f["value"]) for f in Reader(form[0]).named("input") if "value" in f}


def scan(client: TestClient, office: Office) -> str:
    """The page behind the live code."""
    answer = client.get(f"/Q/{office.door_token()}", headers={"accept-language": "de"})
    assert answer.status_code == 200
    assert str(answer.url).endswith(BOOKING), "no token in the address"
    return answer.text


def keep_form(client: TestClient, start: int = 0) -> dict[str, str]:
    """The form of step 2 with one of its buttons pressed."""
    times = client.get(BOOKING, params={"service": "renew"}).text
    starts = [str(b["value"]) for b in Reader(times).named("button") if b.get("name") == "start"]
    return fields(times, f"{BOOKING}/tickets") | {"start": starts[start]}


def confirm_form(client: TestClient, start: int = 0) -> dict[str, str]:
    """The form that books at once, by its link."""
    query = {"service": "renew", "start": keep_form(client, start)["start"]}
    return fields(client.get(BOOKING, params=query).text, f"{BOOKING}/tickets")


def book(client: TestClient, office: Office, start: int = 0) -> str:
    """The path of a ticket booked on this phone."""
    scan(client, office)
    form = confirm_form(client, start)
    answer = client.post(f"{BOOKING}/tickets", data=form, follow_redirects=False)
    assert answer.status_code == 303
    return answer.headers["location"]


def keep(client: TestClient, office: Office, start: int = 0) -> str:
    """The path of a start that is kept for this phone."""
    scan(client, office)
    form = keep_form(client, start)
    answer = client.post(f"{BOOKING}/tickets", data=form, follow_redirects=False)
    assert answer.status_code == 303
    return answer.headers["location"]


def send(client: TestClient, path: str, action: str, language: str = "en", **more: str) -> Response:
    """One press of a form on the ticket's page."""
    form = fields(client.get(path).text, f"{path}/{action}") | more
    return client.post(f"{path}/{action}", data=form, headers={"accept-language": language})


def sign_in(client: TestClient) -> None:
    answer = client.post("/o/kreis-unna/sign-in?desk=1", data={"phrase": PASSPHRASE})
    assert str(answer.url).endswith(DESK)


def press(client: TestClient, action: str, desk: str = DESK, **more: str) -> str:
    """One press at the desk; the page it leads to."""
    form = fields(client.get(desk).text, f"{desk}/{action}") | more
    answer = client.post(f"{desk}/{action}", data=form)
    assert answer.status_code == 200, text_of(answer.text)
    return answer.text


def arrive(client: TestClient, office: Office, start: int = 0) -> str:
    """The path of a ticket that waits."""
    path = book(client, office, start)
    assert send(client, path, "check-in").status_code == 200
    return path


def house(client: TestClient, action: str, **more: str) -> Response:
    """One press on the house page."""
    page = client.get(HOUSE).text
    form = fields(page, f"{HOUSE}/{action}") | more
    return client.post(f"{HOUSE}/{action}", data=form, headers={"accept-language": "de"})


def buttons(html: str) -> set[str]:
    return {str(b.get("id")) for b in Reader(html).named("button")}
