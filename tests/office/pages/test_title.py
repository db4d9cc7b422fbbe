"""Is my residence title here? One answer for all but yes; nothing that was entered comes back."""

import logging
import re
from datetime import date

import pytest
from httpx2 import Response
from playwright.sync_api import Browser
from starlette.testclient import TestClient

from office import titles
from office.titles import title_hash
from tests.office.pages import browser as b
from tests.office.pages.conftest import Office
from tests.office.pages.forms import BOOKING, fields, scan, text_of
from tests.office.pages.test_render import Reader

TITLE = f"{BOOKING}/title"
MINE = {"number": "l01x 00t47", "day": "31", "month": "12", "year": "1990"}
LATER = MINE | {"number": "L01X00T48"}
UNKNOWN = MINE | {"number": "L99X00T99"}
NO = "Not yet, or we do not know this number"


@pytest.fixture(autouse=True)
def stored(office: Office) -> None:
    service = office.app.state.service
    key = service._keys.title_key("kreis-unna")
    born = date(1990, 12, 31)
    ready = {"L01X00T47": "2026-11-26", "L01X00T48": "2026-11-27"}
    hashed = {title_hash(key, number, born): day for number, day in ready.items()}
    titles.store(service._log, "kreis-unna", hashed)


def ask(client: TestClient, sent: dict[str, str], language: str = "en") -> Response:
    form = fields(client.get(TITLE).text, TITLE) | sent
    return client.post(TITLE, data=form, headers={"accept-language": language})


def bare(html: str) -> str:
    return re.sub(r'name="(csrf|key)" value="[^"]*"', "", html)


def test_yes_leads_to_the_times_of_pick_up(client: TestClient, office: Office) -> None:
    assert f'href="{TITLE}"' in scan(client, office)
    answer = ask(client, MINE)
    assert answer.status_code == 200
    assert "Your title is here" in text_of(answer.text)
    link = next(a for a in Reader(answer.text).named("a") if a.get("id") == "times")
    assert 'name="start"' in client.get(str(link["href"])).text


def test_not_yet_unknown_and_a_wrong_date_are_one_answer(
    client: TestClient, office: Office
) -> None:
    scan(client, office)
    answers = [ask(client, sent) for sent in (LATER, UNKNOWN, MINE | {"day": "30"})]
    assert {a.status_code for a in answers} == {200}
    assert len({bare(a.text) for a in answers}) == 1
    assert NO in text_of(answers[0].text)


@pytest.mark.parametrize(
    "wrong",
    [{"number": ""}, {"number": "L01"}, {"number": "L" * 21}, {"day": "32"}, {"month": "x"},
     {"year": "90"}, {"year": "2990"}, {"year": "9" * 5000}],
)  # fmt: skip
def test_bad_input_is_said_and_costs_no_try(
    client: TestClient, office: Office, wrong: dict[str, str]
) -> None:
    scan(client, office)
    for _ in range(titles.PER_VISIT + 1):
        answer = ask(client, MINE | wrong)
        assert answer.status_code == 422
        assert "We could not read this" in text_of(answer.text)
    assert "Your title is here" in ask(client, MINE).text


def test_too_many_tries_of_one_phone_lock_no_other(client: TestClient, office: Office) -> None:
    scan(client, office)
    for _ in range(titles.PER_VISIT):
        assert ask(client, UNKNOWN).status_code == 200
    form = fields(client.get(TITLE).text, TITLE)
    answer = client.post(TITLE, data=form | MINE)
    assert answer.status_code == 429
    assert "Please ask again in an hour" in text_of(answer.text)
    client.cookies.clear()
    scan(client, office)
    assert "Your title is here" in ask(client, MINE).text


def test_only_who_stands_at_the_door_may_ask(client: TestClient, office: Office) -> None:
    assert client.get(TITLE).status_code == client.post(TITLE, data=MINE).status_code == 403
    scan(client, office)
    form = fields(client.get(TITLE).text, TITLE) | MINE
    office.wait(16)
    for answer in (client.get(TITLE), client.post(TITLE, data=form)):
        assert answer.status_code == 403
        assert "This code has run out" in text_of(answer.text)


@pytest.mark.parametrize("csrf", ["", "wrong"])
def test_a_form_of_another_site_is_refused(client: TestClient, office: Office, csrf: str) -> None:
    scan(client, office)
    answer = client.post(TITLE, data=MINE | {"csrf": csrf})
    assert answer.status_code == 403
    assert "This page has become too old" in text_of(answer.text)


@pytest.mark.parametrize("language", ["de", "en", "ar"])
def test_three_languages(client: TestClient, office: Office, language: str) -> None:
    scan(client, office)
    expected = {"de": "Ihr Aufenthaltstitel ist da", "en": "Your title is here",
                "ar": "تصريح إقامتك جاهز"}  # fmt: skip
    answer = ask(client, MINE, language)
    assert expected[language] in text_of(answer.text)
    assert f'lang="{language}"' in answer.text


@pytest.mark.parametrize("number", ["<script>alert(7)</script>", "SECRET4711XYZ"])
def test_nothing_entered_comes_back_or_is_logged(
    client: TestClient, office: Office, caplog: pytest.LogCaptureFixture, number: str
) -> None:
    scan(client, office)
    caplog.clear()
    with caplog.at_level(logging.DEBUG):
        for sent in (MINE | {"number": number}, MINE | {"number": number, "year": "17171"}):
            answer = ask(client, sent)
            for entered in (number, "alert(7)", "SECRET4711", "17171", "1990"):
                assert entered not in answer.text
                assert entered not in str(answer.url)
                assert entered not in caplog.text


@pytest.mark.parametrize("language", ["de", "en", "ar"])
def test_how_it_looks(office: Office, url: str, browser: Browser, language: str) -> None:
    page = browser.new_page(viewport=b.PHONE, locale=language)  # type: ignore[arg-type]
    try:
        page.goto(f"{url}/q/{office.door_token()}")
        with page.expect_navigation():
            page.click("a#title")
        assert b.faults(page) == []
        page.screenshot(path=b.SCREENS / f"web-title-{language}.png", full_page=True)
        for name, text in LATER.items():
            page.fill(f"#{name}", text)
        with page.expect_navigation():
            page.click("#ask")
        assert b.faults(page) == []
        page.screenshot(path=b.SCREENS / f"web-title-no-{language}.png", full_page=True)
    finally:
        page.close()
