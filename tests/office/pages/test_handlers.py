"""The pages on the real service: who gets in, what a form does, how a refusal reads."""

import re

import pytest
from starlette.testclient import TestClient

from office.pages.handlers import PAGES
from tests.office.pages.conftest import Office
from tests.office.pages.forms import (
    BOOKING,
    DESK,
    book,
    confirm_form,
    fields,
    press,
    scan,
    sign_in,
    text_of,
)
from tests.office.pages.test_render import Reader

# ---- the phone -------------------------------------------------------------------------------


def test_from_the_code_to_the_ticket(client: TestClient, office: Office) -> None:
    assert "Heute noch frei" in scan(client, office)
    ticket = client.get(book(client, office), headers={"accept-language": "de"})
    assert re.search(r'id="number"><bdi class="number">A 001</bdi>', ticket.text)
    assert "Sind Sie im Haus?" in ticket.text


def test_the_same_form_twice_is_one_ticket(client: TestClient, office: Office) -> None:
    scan(client, office)
    form = confirm_form(client)
    first = client.post(f"{BOOKING}/tickets", data=form, follow_redirects=False)
    again = client.post(f"{BOOKING}/tickets", data=form, follow_redirects=False)
    assert first.headers["location"] == again.headers["location"]


def test_a_second_ticket_is_refused_with_the_way_to_the_first(
    client: TestClient, office: Office
) -> None:
    scan(client, office)
    second = confirm_form(client, start=1)
    ticket = book(client, office)
    answer = client.post(f"{BOOKING}/tickets", data=second, headers={"accept-language": "de"})
    assert answer.status_code == 409
    assert "Sie haben heute schon eine Nummer" in answer.text
    assert f'href="{ticket}"' in answer.text
    assert f'href="{ticket}"' in client.get(BOOKING).text


def test_a_taken_start_offers_the_next(client: TestClient, office: Office) -> None:
    scan(client, office)
    mine = confirm_form(client)
    for _ in range(20):
        client.cookies.clear()
        scan(client, office)
        rival = confirm_form(client)
        if rival["start"] != mine["start"]:
            break
        office.wait(0.5)
        client.post(f"{BOOKING}/tickets", data=rival)
    client.cookies.clear()
    scan(client, office)
    form = confirm_form(client) | {"start": mine["start"]}
    answer = client.post(f"{BOOKING}/tickets", data=form, headers={"accept-language": "de"})
    assert answer.status_code == 409
    assert "Diese Zeit ist gerade vergeben worden" in text_of(answer.text)
    assert 'class="times first"' in answer.text


def test_without_the_code_nothing_is_offered(client: TestClient) -> None:
    answer = client.get(BOOKING, headers={"accept-language": "de"})
    assert answer.status_code == 403
    assert "Bitte scannen Sie den Code am Eingang" in text_of(answer.text)
    assert client.post(f"{BOOKING}/tickets", data={}).status_code == 403


@pytest.mark.parametrize("token", ["K7AAAAAAAA", "nonsense", "%3Cscript%3E"])
def test_a_wrong_code_is_explained(client: TestClient, token: str) -> None:
    answer = client.get(f"/q/{token}", headers={"accept-language": "ar"})
    assert answer.status_code == 403
    assert "انتهت صلاحية هذا الرمز" in answer.text


def test_a_code_of_two_minutes_ago_is_too_old(client: TestClient, office: Office) -> None:
    token = office.door_token()
    office.wait(2.5)
    assert client.get(f"/q/{token}").status_code == 403
    assert client.get(f"/q/{office.door_token()}").status_code == 200


def test_presence_ends_after_a_quarter_of_an_hour(client: TestClient, office: Office) -> None:
    scan(client, office)
    form = confirm_form(client)
    office.wait(16)
    assert client.get(BOOKING).status_code == 403
    answer = client.post(f"{BOOKING}/tickets", data=form)
    assert answer.status_code == 403
    assert "This code has run out" in answer.text


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"csrf": "wrong"}, 403),
        ({"key": ""}, 400),
        ({"key": "k" * 100}, 400),
        ({"service": "<script>"}, 422),
        ({"start": ""}, 422),
        ({"start": "yesterday"}, 422),
        ({"start": "2026-11-26T10:00:00"}, 422),
        ({"start": "2026-11-26T08:00:00+01:00"}, 409),
        ({"date": "2026-11-27"}, 409),  # that start is not on this day
        ({"date": "x"}, 422),
    ],
)
def test_a_wrong_form_books_nothing(
    client: TestClient, office: Office, change: dict[str, str], status: int
) -> None:
    scan(client, office)
    form = confirm_form(client) | change
    answer = client.post(f"{BOOKING}/tickets", data=form)
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("text/html")
    assert "Traceback" not in answer.text
    assert "To my ticket" not in client.get(BOOKING).text
    Reader(answer.text)


def test_a_form_from_elsewhere_books_nothing(client: TestClient, office: Office) -> None:
    scan(client, office)
    answer = client.post(
        f"{BOOKING}/tickets", data=confirm_form(client), headers={"origin": "http://evil.example"}
    )
    assert answer.status_code == 403


def test_checking_in_needs_the_code_once_more(client: TestClient, office: Office) -> None:
    path = book(client, office)
    form = fields(client.get(path).text, f"{path}/check-in")
    office.wait(16)
    assert 'id="check-in"' not in client.get(path).text
    assert client.post(f"{path}/check-in", data=form).status_code == 403
    scan(client, office)
    form = fields(client.get(path).text, f"{path}/check-in")
    answer = client.post(f"{path}/check-in", data=form, headers={"accept-language": "de"})
    assert answer.status_code == 200
    assert "Sie sind als Nächstes dran" in answer.text


def test_the_tickets_part_is_the_part_of_its_page(client: TestClient, office: Office) -> None:
    path = book(client, office)
    part = client.get(f"{path}?part=live").text
    assert part.lstrip().startswith('<div id="live"')
    assert client.get(path.upper().replace("/T/", "/T/")).status_code == 200


def test_an_unknown_ticket_is_explained(client: TestClient) -> None:
    answer = client.get("/t/" + "A" * 26, headers={"accept-language": "de"})
    assert answer.status_code == 404
    assert "Diese Nummer ist nicht gültig" in text_of(answer.text)


def test_closed_in_the_evening(client: TestClient, office: Office) -> None:
    office.wait(10 * 60)
    assert "Das Amt ist geschlossen" in text_of(scan(client, office))


# ---- languages -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "query", "language"),
    [
        ("de-AT,de;q=0.9", "", "de"),
        ("ar-SY", "", "ar"),
        ("fr,en;q=0.2,de;q=0.8", "", "de"),
        ("zz", "", "de"),
        ("", "", "de"),
        (";;;q=x,,", "", "de"),
        ("de", "lang=ar", "ar"),
        ("en", "lang=zz", "en"),
    ],
)
def test_language(client: TestClient, header: str, query: str, language: str) -> None:
    answer = client.get(f"/o/kreis-unna/sign-in?{query}", headers={"accept-language": header})
    assert f'<html lang="{language}"' in answer.text


def test_a_chosen_language_stays_to_the_ticket(client: TestClient, office: Office) -> None:
    scan(client, office)
    form = confirm_form(client)
    answer = client.post(f"{BOOKING}/tickets?lang=ar", data=form, headers={"accept-language": "de"})
    assert '<html lang="ar" dir="rtl"' in answer.text
    assert "lang=ar" in str(answer.url)


# ---- the desk --------------------------------------------------------------------------------


def test_a_desk_needs_the_pass_phrase(client: TestClient) -> None:
    answer = client.get(DESK)
    assert "/o/kreis-unna/sign-in?desk=1" in str(answer.url)
    wrong = client.post("/o/kreis-unna/sign-in", data={"phrase": "guess"})
    assert wrong.status_code == 403
    assert (
        "The pass phrase is not right."
        in client.post(
            "/o/kreis-unna/sign-in", data={"phrase": ""}, headers={"accept-language": "en"}
        ).text
    )
    assert client.post(f"{DESK}/call-next", data={}).status_code == 401
    sign_in(client)


def test_a_visitor_is_called_served_and_done(client: TestClient, office: Office) -> None:
    path = book(client, office)
    client.post(f"{path}/check-in", data=fields(client.get(path).text, f"{path}/check-in"))
    sign_in(client)
    ticket = fields(client.get(DESK).text, f"{DESK}/call")["ticket"]
    assert "called, not here yet" in press(client, "call", ticket=ticket)
    assert "Please go to" in client.get(path).text
    press(client, "recall")
    assert "You are called again" in client.get(path).text
    assert "being served" in press(client, "start")
    assert "Nobody is called" in press(client, "finish")
    assert "Done. Thank you for coming." in client.get(path).text


def test_nobody_due_says_when(client: TestClient, office: Office) -> None:
    scan(client, office)
    answer = client.post(f"{BOOKING}/tickets", data=confirm_form(client, start=6))
    path = str(answer.url.path)
    client.post(f"{path}/check-in", data=fields(client.get(path).text, f"{path}/check-in"))
    sign_in(client)
    form = fields(client.get(DESK).text, f"{DESK}/call-next")
    answer = client.post(f"{DESK}/call-next", data=form, headers={"accept-language": "de"})
    assert answer.status_code == 409
    assert re.search(r"Noch ist niemand an der Reihe. Die nächste Nummer ist um \d+:\d\d Uhr dran",
                     text_of(answer.text))  # fmt: skip
    assert 'id="call-next"' in answer.text


def test_a_press_that_comes_too_late_is_explained(client: TestClient, office: Office) -> None:
    path = book(client, office)
    client.post(f"{path}/check-in", data=fields(client.get(path).text, f"{path}/check-in"))
    sign_in(client)
    form = fields(client.get(DESK).text, f"{DESK}/call")
    other = "/o/kreis-unna/desks/2"
    assert client.post(f"{other}/call", data=form | {"key": "another-page"}).status_code == 200
    late = client.post(f"{DESK}/call", data=form, headers={"accept-language": "de"})
    assert late.status_code == 409
    assert "Jemand war schneller" in text_of(late.text)


def test_desk_forms_need_their_token(client: TestClient) -> None:
    sign_in(client)
    form = fields(client.get(DESK).text, f"{DESK}/call-next")
    assert client.post(f"{DESK}/call-next", data=form | {"csrf": "x"}).status_code == 403
    assert client.post(f"{DESK}/dance", data=form).status_code == 404
    assert client.post("/o/kreis-unna/desks/99/call-next", data=form).status_code == 404
    assert client.get(f"{DESK}/call-next").status_code == 405


def test_signing_out(client: TestClient) -> None:
    sign_in(client)
    form = fields(client.get(DESK).text, "/o/kreis-unna/sign-out")
    assert "sign-in" in str(client.post("/o/kreis-unna/sign-out", data=form).url)
    assert "sign-in" in str(client.get(DESK).url)


def test_a_visitor_is_not_staff(client: TestClient, office: Office) -> None:
    scan(client, office)
    assert "sign-in" in str(client.get(DESK).url)


def test_the_desks_to_choose_from(client: TestClient) -> None:
    sign_in(client)
    page = Reader(client.get("/o/kreis-unna/").text)
    assert "/o/kreis-unna/desks/4" in [a.get("href") for a in page.named("a")]


# ---- all pages -------------------------------------------------------------------------------


def test_headers_of_a_page(client: TestClient, office: Office) -> None:
    scan(client, office)
    for path in (BOOKING, "/o/kreis-unna/sign-in", "/nowhere", "/b/nowhere"):
        headers = client.get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cache-control"] == "no-store"
        assert "noindex" in headers["x-robots-tag"]


def test_static_files_are_kept_by_their_content(client: TestClient) -> None:
    page = Reader(client.get("/o/kreis-unna/sign-in").text)
    for link in page.named("link"):
        answer = client.get(str(link["href"]))
        assert answer.status_code == 200
        assert "immutable" in answer.headers["cache-control"]
    assert client.get("/static/../render.py").status_code == 404
    assert client.get("/static/pages.css").status_code == 404


@pytest.mark.parametrize("path", ["/", "/b/nowhere", "/o/nowhere/", "/t/", "/b/kreis-unna/x"])
def test_no_such_page(client: TestClient, path: str) -> None:
    answer = client.get(path, headers={"accept-language": "ar"})
    assert answer.status_code == 404
    assert 'dir="rtl"' in answer.text


def test_nothing_that_changes_state_is_a_get() -> None:
    writing = {route.path for route in PAGES if route.method == "POST"}
    assert len(writing) == 15
    for route in PAGES:
        if route.method == "GET":
            assert route.path not in writing or route.path.endswith(("/sign-in", "/title"))
