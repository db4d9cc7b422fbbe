"""The phone's ticket on the real service: kept, booked, moved, cancelled, missed, told."""

import re

import pytest
from starlette.testclient import TestClient

from tests.office.pages.conftest import Office
from tests.office.pages.forms import (
    BOOKING,
    arrive,
    book,
    buttons,
    fields,
    house,
    keep,
    keep_form,
    press,
    scan,
    send,
    sign_in,
    text_of,
)
from tests.office.pages.test_render import Reader

# ---- a start that is kept --------------------------------------------------------------------


def test_a_start_is_kept_then_confirmed(client: TestClient, office: Office) -> None:
    path = keep(client, office)
    page = client.get(path, headers={"accept-language": "de"})
    assert "Diese Zeit ist bis 9:45 Uhr für Sie reserviert." in text_of(page.text)
    assert buttons(page.text) == {"book", "other-time"}
    booked = send(client, path, "confirm", "de")
    assert re.search(r'id="number"><bdi class="number">A 001</bdi>', booked.text)
    assert "check-in" in buttons(booked.text)


def test_choosing_another_time_frees_the_first_at_once(client: TestClient, office: Office) -> None:
    path = keep(client, office)
    start = fields(client.get(BOOKING, params={"service": "renew"}).text, f"{BOOKING}/tickets")
    again = send(client, path, "leave")
    assert str(again.url).endswith("?service=renew")
    assert "Choose a time" in text_of(again.text)
    assert "no longer kept" in text_of(client.get(path).text)
    assert start["date"] == "2026-11-26"
    assert keep(client, office) != path, "the same start is free again"


def test_a_phone_keeps_one_start_at_a_time(client: TestClient, office: Office) -> None:
    first = keep(client, office)
    page = client.get(BOOKING).text
    assert "is kept for you until 9:45" in text_of(page)
    assert f'href="{first}"' in page
    second = keep(client, office, start=1)
    assert second != first
    assert "no longer kept" in text_of(client.get(first).text)
    assert "book" in buttons(client.get(second).text)


def test_the_start_that_is_kept_already_is_not_kept_anew(
    client: TestClient, office: Office
) -> None:
    path = keep(client, office)
    view = client.get(path).text
    slip = re.search(r'data-countdown="([^"]+)"', view)
    office.wait(1)
    scan(client, office)
    form = keep_form(client) | {"start": "2026-11-26T09:50:00+01:00"}
    start = re.search(r"at <bdi>(\d+:\d\d)</bdi>", view)
    assert start
    form["start"] = f"2026-11-26T{start[1].zfill(5)}:00+01:00"
    again = client.post(f"{BOOKING}/tickets", data=form, follow_redirects=False)
    assert again.headers["location"] == path
    later = re.search(r'data-countdown="([^"]+)"', client.get(path).text)
    assert slip
    assert later
    assert slip[1] == later[1], "a hold is never renewed"


def test_a_hold_that_has_ended_says_so(client: TestClient, office: Office) -> None:
    path = keep(client, office)
    form = fields(client.get(path).text, f"{path}/confirm")
    office.wait(4)
    answer = client.post(f"{path}/confirm", data=form, headers={"accept-language": "de"})
    assert answer.status_code == 409
    assert "Diese Zeit ist nicht mehr für Sie reserviert" in text_of(answer.text)
    starts = [str(a["href"]) for a in Reader(answer.text).named("a") if "start=" in str(a["href"])]
    assert starts
    assert client.get(starts[0]).status_code == 200


def test_without_the_hold_the_old_form_still_books(client: TestClient, office: Office) -> None:
    scan(client, office)
    form = keep_form(client)
    del form["hold"]
    answer = client.post(f"{BOOKING}/tickets", data=form, headers={"accept-language": "de"})
    assert "check-in" in buttons(answer.text)


# ---- a ticket that is booked -----------------------------------------------------------------


def test_cancelling_takes_two_steps(client: TestClient, office: Office) -> None:
    path = book(client, office)
    page = client.get(path).text
    assert re.search(r'<details id="give-up">.*id="cancel".*</details>', page, re.DOTALL)
    answer = send(client, path, "cancel")
    assert "This ticket is cancelled" in text_of(answer.text)
    assert 'href="/b/kreis-unna?service=renew"' in answer.text
    assert "A 001" not in text_of(client.get(BOOKING).text), "another one can be booked"


def test_moving_to_another_time(client: TestClient, office: Office) -> None:
    path = book(client, office)
    times = client.get(f"{path}/times").text
    starts = [str(b["value"]) for b in Reader(times).named("button") if b.get("name") == "start"]
    form = fields(times, f"{path}/move") | {"start": starts[4]}
    answer = client.post(f"{path}/move", data=form)
    assert f"at {int(starts[4][11:13])}:{starts[4][14:16]}" in text_of(answer.text)
    assert "A 001" in text_of(answer.text)
    assert starts[4] not in client.get(f"{path}/times").text


def test_a_start_that_has_gone_leads_back_to_the_free_ones(
    client: TestClient, office: Office
) -> None:
    path = book(client, office)
    form = fields(client.get(f"{path}/times").text, f"{path}/move")
    past = form | {"start": "2026-11-26T08:30:00+01:00"}
    answer = client.post(f"{path}/move", data=past, headers={"accept-language": "de"})
    assert answer.status_code == 409
    assert "Diese Zeit ist gerade vergeben worden" in text_of(answer.text)
    assert 'name="start"' in answer.text
    wrong = client.post(f"{path}/move", data=form | {"start": "soon"})
    assert wrong.status_code == 422


def test_i_am_here_is_answered_honestly(client: TestClient, office: Office) -> None:
    """Too early with the time from when; late but heard; too late with new times."""
    path = book(client, office, start=10)  # in the late morning
    early = client.get(path, headers={"accept-language": "de"}).text
    assert "check-in" not in buttons(early)
    said = re.search(r"Ab (\d+):(\d\d) Uhr können Sie sich hier melden", text_of(early))
    assert said
    form = fields(early, f"{path}/cancel")
    answer = client.post(f"{path}/check-in", data=form, headers={"accept-language": "de"})
    assert answer.status_code == 409
    assert "Sie sind früh da" in text_of(answer.text)
    wait = int(said[1]) * 60 + int(said[2]) - (9 * 60 + 41)
    office.wait(wait + 60 + 5)  # five minutes late
    scan(client, office)
    late = client.get(path, headers={"accept-language": "de"}).text
    assert "Ihre Zeit ist vorbei" in text_of(late)
    assert "check-in" in buttons(late)
    office.wait(40)
    scan(client, office)
    answer = client.post(f"{path}/check-in", data=form, headers={"accept-language": "de"})
    assert answer.status_code == 409
    assert "Sie können eine neue wählen" in text_of(answer.text)


def test_who_is_here_already_hears_so(client: TestClient, office: Office) -> None:
    path = book(client, office)
    form = fields(client.get(path).text, f"{path}/check-in")
    client.post(f"{path}/check-in", data=form)
    again = form | {"key": "another-page-of-it"}
    answer = client.post(f"{path}/check-in", data=again, headers={"accept-language": "de"})
    assert answer.status_code == 409
    assert "Wir wissen schon, dass Sie da sind" in text_of(answer.text)


def test_a_missed_visitor_comes_back_once(client: TestClient, office: Office) -> None:
    path = arrive(client, office)
    sign_in(client)
    for chances_left in (True, False):
        press(client, "call-next")
        press(client, "missed")
        page = client.get(path, headers={"accept-language": "de"}).text
        assert "Das war um 9:41 Uhr." in text_of(page)
        assert ("check-in" in buttons(page)) is chances_left
        if chances_left:
            assert send(client, path, "check-in").status_code == 200
    assert "sprechen Sie das Personal an" in text_of(page)


def test_who_only_has_the_paper_can_cancel_too(client: TestClient, office: Office) -> None:
    path = book(client, office)
    client.cookies.clear()
    page = client.get(path.upper())
    assert "cancel" in buttons(page.text)
    assert "This ticket is cancelled" in text_of(send(client, path, "cancel").text)


@pytest.mark.parametrize("action", ["confirm", "leave", "cancel", "move", "check-in"])
def test_a_tickets_forms_need_their_token(client: TestClient, office: Office, action: str) -> None:
    path = keep(client, office)
    form = fields(client.get(path).text, f"{path}/confirm")
    for wrong in ({"csrf": "x"}, {}):
        headers = {"origin": "http://evil.example"} if not wrong else {}
        answer = client.post(f"{path}/{action}", data=form | wrong, headers=headers)
        assert answer.status_code == 403
    assert "book" in buttons(client.get(path).text), "nothing has changed"


# ---- what the office tells everybody ---------------------------------------------------------


def test_notices_are_on_every_phone_page(client: TestClient, office: Office) -> None:
    path = book(client, office)
    sign_in(client)
    house(client, "notices", kind="long_wait")
    said = "Heute müssen Sie länger warten als sonst."
    for page in (path, f"{path}/times", BOOKING, "/b/kreis-unna/nothing-here"):
        assert said in text_of(client.get(page, headers={"accept-language": "de"}).text), page


def test_evacuation_replaces_everything(client: TestClient, office: Office) -> None:
    path = book(client, office)
    sign_in(client)
    house(client, "notices", kind="evacuation")
    for page in (path, f"{path}/times", BOOKING):
        html = client.get(page, headers={"accept-language": "de"}).text
        assert "Bitte verlassen Sie jetzt das Gebäude" in text_of(html)
        assert buttons(html) == set(), page


def test_the_days_end_is_said_plainly(client: TestClient, office: Office) -> None:
    path = arrive(client, office)
    sign_in(client)
    for waiting, said in (("voucher", "Gutschein"), ("served", "heute noch an die Reihe")):
        assert house(client, "close", waiting=waiting).status_code == 200
        page = client.get(path, headers={"accept-language": "de"}).text
        assert said in text_of(page)
    house(client, "close", waiting="tomorrow")
    page = text_of(client.get(path, headers={"accept-language": "de"}).text)
    assert "Freitag, 27. November" in page
    assert "Ihre Zeit ist gebucht" in page
    form = fields(client.get(path).text, f"{path}/cancel")
    answer = client.post(f"{path}/check-in", data=form, headers={"accept-language": "de"})
    assert answer.status_code == 422
    assert "Diese Nummer gilt an einem anderen Tag" in text_of(answer.text)
