"""A phone and a desk in a real browser on the real service: live, without JavaScript, cut off."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.office.pages import browser as b
from tests.office.pages.conftest import PASSPHRASE, Office, office_in, serving


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Any]:
    """Opens a page in a browser of its own; no page may complain on its console."""
    complaints: list[str] = []
    contexts = []

    def open_one(language: str, size: Any = b.PHONE, **options: Any) -> Page:
        context = browser.new_context(locale=language, viewport=size, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console",
            lambda line: complaints.append(line.text) if "Content Security" in line.text else None,
        )
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert complaints == []


def book(page: Page, url: str, office: Office) -> None:
    page.goto(f"{url}/Q/{office.door_token()}")
    page.locator('a[href*="service=renew"]').first.click()
    page.locator('button[name="start"]').first.click()
    page.locator("#book").click()
    expect(page.locator("#number")).to_be_visible()


def sign_in(page: Page, url: str, desk: str = "1") -> None:
    page.goto(f"{url}/o/kreis-unna/desks/{desk}")
    page.locator("#phrase").fill(PASSPHRASE)
    page.locator("#sign-in").click()
    page.wait_for_url(f"**/desks/{desk}")


def picture(page: Page, name: str) -> None:
    page.screenshot(path=b.SCREENS / f"web-live-{name}.png", full_page=True)


def test_phone_and_desk_follow_each_other(url: str, office: Office, open_page: Any) -> None:
    phone, desk = open_page("en"), open_page("de", b.DESK)
    sign_in(desk, url)
    expect(desk.locator("#waiting .count")).to_have_text("0")
    book(phone, url, office)
    expect(desk.locator("#booked .count")).to_have_text("1")
    phone.locator("#check-in").click()
    expect(phone.locator("#live")).to_contain_text("You are next")
    call = desk.get_by_role("button", name="A 001 aufrufen")
    expect(call).to_be_visible()
    picture(desk, "desk-waiting")
    call.click()
    expect(phone.locator(".call")).to_contain_text("Desk 1")
    assert phone.title().startswith("▶ A 001")
    expect(phone.locator("#spoken")).to_have_text("Please go to Desk 1, room 1.01.")
    picture(phone, "phone-called")
    desk.locator("#recall").click()
    expect(phone.locator(".call")).to_contain_text("called again")
    desk.locator("#start").click()
    expect(phone.locator("#live")).to_contain_text("It is your turn")
    desk.locator("#finish").click()
    expect(phone.locator("#live")).to_contain_text("Done.")
    expect(desk.locator("#over .count")).to_have_text("1")


def test_without_javascript(url: str, office: Office, open_page: Any) -> None:
    phone = open_page("ar", java_script_enabled=False)
    desk = open_page("de", b.DESK, java_script_enabled=False)
    book(phone, url, office)
    assert phone.locator("html").get_attribute("dir") == "rtl"
    assert phone.locator("noscript meta[http-equiv=refresh]").count() == 1
    phone.locator("#check-in").click()
    sign_in(desk, url)
    desk.locator("button[aria-label='A 001 aufrufen']").click()
    desk.locator("#recall").click()
    phone.reload()
    assert "1.01" in phone.locator(".call").inner_text()
    picture(phone, "phone-called-ar")
    desk.locator("#missed").click()
    assert "Niemand aufgerufen" in desk.locator("#live").inner_text()


def test_the_page_says_that_it_is_cut_off(url: str, office: Office, open_page: Any) -> None:
    phone = open_page("de")
    book(phone, url, office)
    note = phone.locator("#stale")
    expect(note).to_be_hidden()
    phone.context.set_offline(True)
    expect(note).to_be_visible(timeout=5000)
    expect(note).to_contain_text("Sie sehen den Stand von 9:41 Uhr.")
    picture(phone, "phone-offline")
    phone.context.set_offline(False)
    expect(note).to_be_hidden(timeout=10_000)


def test_a_press_survives_the_news(url: str, office: Office, open_page: Any) -> None:
    """The button under the finger is not taken away by a view that arrives meanwhile."""
    desk, phone = open_page("de", b.DESK), open_page("de")
    sign_in(desk, url)
    book(phone, url, office)
    expect(desk.locator("#booked .count")).to_have_text("1")
    box = desk.locator("#call-next").bounding_box()
    assert box is not None
    desk.mouse.move(box["x"] + 20, box["y"] + 20)
    desk.mouse.down()
    with desk.expect_response("**part=live*"):
        phone.locator("#check-in").click()
    desk.wait_for_timeout(200)
    desk.mouse.up()
    expect(desk.locator("#number")).to_have_text("A 001")


def test_the_focus_stays_where_it_was(url: str, office: Office, open_page: Any) -> None:
    desk, phone = open_page("de", b.DESK), open_page("de")
    sign_in(desk, url)
    desk.locator("#call-next").focus()
    book(phone, url, office)
    expect(desk.locator("#booked .count")).to_have_text("1")
    assert desk.evaluate("document.activeElement.id") == "call-next"


def test_signed_out_elsewhere_leads_to_the_sign_in(
    url: str, office: Office, open_page: Any
) -> None:
    desk, phone = open_page("de", b.DESK), open_page("de")
    sign_in(desk, url)
    desk.context.clear_cookies()
    book(phone, url, office)
    desk.wait_for_url("**/sign-in?desk=1")


def test_pages_outlive_a_restart_of_the_office(tmp_path: Path, open_page: Any) -> None:
    phone, desk = open_page("de"), open_page("de", b.DESK)
    before = office_in(tmp_path)
    with serving(before.app) as url:
        book(phone, url, before)
        phone.locator("#check-in").click()
        sign_in(desk, url)
        expect(desk.locator("#waiting .count")).to_have_text("1")
    expect(phone.locator("#stale")).to_be_visible(timeout=5000)
    expect(desk.locator("#stale")).to_be_visible(timeout=5000)
    picture(desk, "desk-offline")
    with serving(office_in(tmp_path).app, int(url.rsplit(":", 1)[1])):
        expect(desk.locator("#stale")).to_be_hidden(timeout=10_000)
        desk.locator("#call-next").click()
        expect(desk.locator("#number")).to_have_text("A 001")
        expect(phone.locator(".call")).to_contain_text("Schalter 1", timeout=10_000)
        expect(phone.locator("#stale")).to_be_hidden()
