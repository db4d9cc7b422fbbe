"""Every button of the desk and of the house as a plain form on the real service."""

import base64
import re

import pytest
from starlette.testclient import TestClient

from tests.office.pages.conftest import Office
from tests.office.pages.forms import (
    DESK,
    HOUSE,
    arrive,
    book,
    buttons,
    fields,
    house,
    press,
    sign_in,
    text_of,
)
from tests.office.pages.test_render import Reader

OTHER = "/o/kreis-unna/desks/2"


@pytest.fixture
def here(client: TestClient, office: Office) -> str:
    """A visitor waits, staff are signed in: the ticket's path."""
    path = arrive(client, office)
    sign_in(client)
    return path


@pytest.fixture
def served(client: TestClient, here: str) -> str:
    press(client, "call-next")
    press(client, "start")
    return here


def test_set_aside_and_back(client: TestClient, served: str) -> None:
    page = press(client, "park")
    assert "Set aside 1" in text_of(page)
    assert "A member of staff will call you" in text_of(client.get(served).text)
    page = press(client, "unpark")
    assert "Waiting 1" in text_of(page)


def test_missed_and_here_after_all(client: TestClient, here: str) -> None:
    press(client, "call-next")
    page = press(client, "missed")
    assert "Did not come 1" in text_of(page)
    page = press(client, "return")
    assert "Waiting 1" in text_of(page)
    press(client, "call-next")
    page = press(client, "missed")
    assert "for the second time" in text_of(page)
    assert not any(b.startswith("return-") for b in buttons(page))


def test_who_booked_elsewhere_is_checked_in(client: TestClient, office: Office) -> None:
    path = book(client, office)
    sign_in(client)
    page = press(client, "check-in")
    assert "Waiting 1" in text_of(page)
    assert "before you" in (said := text_of(client.get(path).text)) or "You are next" in said


def test_checking_in_too_early_says_from_when(client: TestClient, office: Office) -> None:
    book(client, office, start=10)
    sign_in(client)
    form = fields(client.get(DESK).text, f"{DESK}/check-in")
    answer = client.post(f"{DESK}/check-in", data=form, headers={"accept-language": "de"})
    assert answer.status_code == 409
    assert re.search(r"Anmelden geht ab \d+:\d\d Uhr", text_of(answer.text))


@pytest.mark.parametrize("place", ["front", "kept", "later", "end"])
def test_sent_back(client: TestClient, served: str, place: str) -> None:
    page = press(client, "send-back", place=place)
    assert "Nobody is called" in text_of(page)
    assert "Waiting 1" in text_of(page)


def test_handed_on_to_another_service(client: TestClient, served: str) -> None:
    form = re.search(r'<select id="transfer-to".*?</select>', client.get(DESK).text, re.DOTALL)
    assert form
    services = [str(o["value"]) for o in Reader(form[0]).named("option")]
    assert "renew" not in services, "it has that already"
    page = press(client, "transfer", service="pickup")
    assert "A 001" in text_of(page)
    assert "Collect your residence permit" in text_of(client.get(served).text)


def test_finished_with_something_else(client: TestClient, served: str) -> None:
    page = client.get(DESK).text
    form = re.search(r'<details id="finish-as-.*?</details>', page, re.DOTALL)
    assert form
    chosen = [o["value"] for o in Reader(form[0]).named("option") if "selected" in o]
    assert chosen == ["renew"], "filled in with what was booked"
    page = press(client, "finish", **{"done-0": "renew", "persons-0": "2", "done-1": "pickup"})
    assert "Finished 1" in text_of(page)
    assert re.search(r"Extend a residence permit \+ Collect your", text_of(page))


def test_a_step_is_taken_back(client: TestClient, served: str) -> None:
    assert "undo" in buttons(client.get(DESK).text)
    press(client, "finish")
    page = press(client, "undo")
    assert "being served" in text_of(page)
    assert "Last step: A 001" in text_of(press(client, "finish"))


def test_a_step_of_long_ago_stays(client: TestClient, office: Office, served: str) -> None:
    form = fields(client.get(DESK).text, f"{DESK}/undo")
    office.wait(0.6)
    assert "undo" not in buttons(client.get(DESK).text)
    answer = client.post(f"{DESK}/undo", data=form, headers={"accept-language": "de"})
    assert answer.status_code == 409
    assert "lässt sich nicht mehr zurücknehmen" in text_of(answer.text)


def test_a_break(client: TestClient, here: str) -> None:
    form = fields(client.get(DESK).text, f"{DESK}/call-next")
    page = press(client, "pause")
    assert "resume" in buttons(page)
    assert "call-next" not in buttons(page)
    answer = client.post(f"{DESK}/call-next", data=form, headers={"accept-language": "de"})
    assert answer.status_code == 409
    assert "Bitte beenden Sie zuerst die Pause" in text_of(answer.text)
    assert "call-next" in buttons(press(client, "resume"))


def test_a_call_for_help(client: TestClient, here: str) -> None:
    page = press(client, "emergency")
    assert "You have called for help" in text_of(page)
    other = client.get(OTHER).text
    assert re.search(r"Desk 1 ?, room 1.01 ?, calls for help!", text_of(other))
    assert "calls for help" not in text_of(client.get(here).text), "never on a phone"
    for page in (HOUSE, "/o/kreis-unna/", f"{OTHER}/new"):
        assert "calls for help" in text_of(client.get(page).text), page
    press(client, "coming", OTHER)
    assert "Coming: Desk 2" in text_of(client.get(DESK).text)
    assert not any(b.startswith("coming-") for b in buttons(client.get(OTHER).text))
    assert "for help" not in text_of(press(client, "emergency-end")).replace("Call for help", "")


def test_a_remark_stays_at_the_desks(client: TestClient, served: str) -> None:
    page = press(client, "remark", text="Wartet auf ein Foto.\r\n<b>10 Uhr</b>")
    assert "Wartet auf ein Foto.\n&lt;b&gt;10 Uhr" in page
    press(client, "park")
    assert "Wartet auf ein Foto." in client.get(OTHER).text
    assert "Foto" not in client.get(served).text
    assert "Foto" not in client.get("/b/kreis-unna").text


def test_a_remark_is_not_too_long(client: TestClient, served: str) -> None:
    full = "line\r\n" * 79
    assert "line" in press(client, "remark", text=full), "a browser counts a line's end as one"
    form = fields(client.get(DESK).text, f"{DESK}/remark")
    assert client.post(f"{DESK}/remark", data=form | {"text": "x" * 401}).status_code == 422


def test_a_number_for_somebody_without_a_phone(client: TestClient, office: Office) -> None:
    sign_in(client)
    page = client.get(f"{DESK}/new").text
    form = fields(page, f"{DESK}/issue")
    start = next(str(b["value"]) for b in Reader(page).named("button") if b.get("name") == "start")
    answer = client.post(f"{DESK}/issue", data=form | {"start": start, "language": "ar"})
    assert answer.status_code == 200
    assert re.search(r'id="number"><bdi class="number">A 001</bdi>', answer.text)
    again = client.post(f"{DESK}/issue", data=form | {"start": start, "language": "ar"})
    assert again.url == answer.url, "one press, one number"
    assert "A 001" in text_of(client.get(DESK).text)
    image = str(Reader(answer.text).named("img")[0]["src"])
    svg = base64.b64decode(image.partition(",")[2])
    assert b"<svg" in svg


def test_only_what_a_desk_has_issued_is_shown(client: TestClient, here: str) -> None:
    ticket = fields(client.get(DESK).text, f"{DESK}/call")["ticket"]
    answer = client.get(f"{DESK}/issued/{ticket}")
    assert answer.status_code == 404, "the secret of a phone's ticket is the visitor's"
    assert here.rpartition("/")[2] not in answer.text


def test_a_start_that_has_gone_is_explained(client: TestClient) -> None:
    sign_in(client)
    form = fields(client.get(f"{DESK}/new").text, f"{DESK}/issue")
    late = form | {"start": "2026-11-26T08:30:00+01:00"}
    answer = client.post(f"{DESK}/issue", data=late, headers={"accept-language": "de"})
    assert answer.status_code == 409
    assert "Bitte wählen Sie eine andere" in text_of(answer.text)
    assert client.post(f"{DESK}/issue", data=form | {"start": "x"}).status_code == 422


# ---- the house -------------------------------------------------------------------------------


def test_notices_come_and_go(client: TestClient) -> None:
    sign_in(client)
    page = house(client, "notices", kind="closing_early").text
    assert "Heute schließen wir früher als sonst." in text_of(page)
    assert "post-closing_early" not in buttons(page), "it is up already"
    page = house(client, "notices/end").text
    assert "Kein Hinweis" in text_of(page)


def test_a_message_needs_every_language(client: TestClient) -> None:
    sign_in(client)
    words = {"words-de": "Aufzug defekt", "words-en": "Lift broken", "words-ar": " "}
    assert house(client, "notices", kind="message", **words).status_code == 422
    page = house(client, "notices", kind="message", **(words | {"words-ar": "المصعد معطل"}))
    assert "Aufzug defekt" in text_of(page.text)
    assert client.post(f"{HOUSE}/notices", data={"kind": "emergency"}).status_code == 403


def test_evacuation_takes_two_steps(client: TestClient) -> None:
    sign_in(client)
    page = client.get(HOUSE).text
    assert re.search(r'<details id="evacuation">.*id="post-evacuation".*?</details>', page, re.S)
    house(client, "notices", kind="evacuation")
    assert "Please leave the building now" in text_of(client.get(DESK).text)


def test_the_day_is_closed(client: TestClient, here: str) -> None:
    page = house(client, "close", waiting="served").text
    assert "Der Tag ist abgeschlossen. Wer noch wartet, kommt heute an die Reihe." in text_of(page)
    assert "The day is closed." in text_of(client.get(DESK).text)
    assert house(client, "close", waiting="served").status_code == 200
    assert house(client, "close", waiting="lunch").status_code == 422
    assert house(client, "close", waiting="served", date="2026-11-27").status_code == 422


@pytest.mark.parametrize("action", ["notices", "notices/end", "close", "release"])
def test_house_forms_need_their_token(client: TestClient, action: str) -> None:
    assert client.post(f"{HOUSE}/{action}", data={}).status_code == 401
    sign_in(client)
    form = fields(client.get(HOUSE).text, f"{HOUSE}/notices") | {"csrf": "x", "kind": "evacuation"}
    assert client.post(f"{HOUSE}/{action}", data=form).status_code == 403
    assert "No notice" in text_of(client.get(HOUSE).text)


@pytest.mark.parametrize("action", ["remark", "park", "transfer", "issue", "emergency"])
def test_new_desk_forms_need_their_token(client: TestClient, action: str) -> None:
    sign_in(client)
    form = fields(client.get(DESK).text, f"{DESK}/call-next") | {"csrf": "x"}
    assert client.post(f"{DESK}/{action}", data=form).status_code == 403


def test_the_house_needs_the_pass_phrase(client: TestClient) -> None:
    for page in (HOUSE, f"{DESK}/new", f"{DESK}/issued/0"):
        assert "sign-in" in str(client.get(page).url)
