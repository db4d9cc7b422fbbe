"""A phone and a desk in a real browser on the real service: live, without JavaScript, cut off."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from PIL import Image
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
    desk.locator("button[id^=return-]").click()
    desk.locator("#call-next").click()
    desk.locator("#start").click()
    desk.locator("details[id^=finish-as-] summary").click()
    desk.locator("select[name=done-1]").select_option("pickup")
    desk.locator("#finish-done").click()
    assert "A 001" in desk.locator("#over + ul").inner_text()


def test_a_phone_without_javascript_cancels(url: str, office: Office, open_page: Any) -> None:
    phone = open_page("de", java_script_enabled=False)
    book(phone, url, office)
    phone.locator("#move").click()
    phone.locator('button[name="start"]').nth(3).click()
    phone.locator("#give-up summary").click()
    phone.locator("#cancel").click()
    assert "Diese Nummer ist storniert" in phone.locator("#live").inner_text()


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


def test_what_is_being_typed_survives_the_news(url: str, office: Office, open_page: Any) -> None:
    desk, phone = open_page("de", b.DESK), open_page("de")
    book(phone, url, office)
    phone.locator("#check-in").click()
    sign_in(desk, url)
    expect(desk.locator("#waiting .count")).to_have_text("1")
    desk.locator("#call-next").click()
    desk.locator("details[id^=remark-] summary").click()
    desk.locator("#remark-text").fill("Wartet auf ein Foto.")
    other = open_page("de")
    book(other, url, office)
    expect(desk.locator("#booked .count")).to_have_text("1")
    assert desk.evaluate("document.activeElement.id") == "remark-text"
    desk.locator("#remark").click()
    expect(desk.locator(".visitor .remark")).to_contain_text("Wartet auf ein Foto.")


def test_a_kept_time_counts_down_and_ends(url: str, office: Office, open_page: Any) -> None:
    phone = open_page("de")
    phone.goto(f"{url}/Q/{office.door_token()}")
    phone.locator('button[name="start"]').first.click()
    expect(phone.locator(".countdown")).to_have_text(re.compile(r"3:5\d|4:00"))
    picture(phone, "phone-kept")
    office.wait(4)
    expect(phone.locator("#live")).to_contain_text("nicht mehr für Sie reserviert", timeout=6000)
    phone.locator("#again").click()
    expect(phone.locator("h1")).to_have_text("Zeit wählen")


def test_evacuation_and_help_reach_who_follows(url: str, office: Office, open_page: Any) -> None:
    """On phones and desks within a moment; its end as well."""
    phone, desk, other = open_page("ar"), open_page("de", b.DESK), open_page("de", b.DESK)
    book(phone, url, office)
    sign_in(desk, url)
    sign_in(other, url, "2")
    desk.locator("#emergency").click()
    expect(other.locator(".cry")).to_contain_text("Schalter 1, Raum 1.01, ruft um Hilfe!")
    assert other.title().startswith("⚠ Schalter 1")
    other.get_by_role("button", name="Ich komme").click()
    expect(desk.locator(".cry")).to_contain_text("Es kommen: Schalter 2")
    desk.locator("#house").click()
    desk.locator("#evacuation summary").click()
    desk.locator("#post-evacuation").click()
    expect(phone.locator(".evacuation")).to_be_visible(timeout=5000)
    expect(phone.locator("#number")).to_be_hidden()
    expect(phone.locator(".bring")).to_be_hidden()
    picture(phone, "phone-evacuation-ar")
    expect(other.locator("#live")).to_contain_text("Bitte verlassen Sie jetzt das Gebäude")
    desk.get_by_role("button", name="Beenden").click()
    expect(phone.locator("#number")).to_be_visible(timeout=5000)


def test_taking_back_is_offered_while_it_is_possible(
    url: str, office: Office, open_page: Any
) -> None:
    desk, phone = open_page("de", b.DESK), open_page("de")
    book(phone, url, office)
    phone.locator("#check-in").click()
    sign_in(desk, url)
    expect(desk.locator("#waiting .count")).to_have_text("1")
    desk.locator("#call-next").click()
    expect(desk.locator(".undo")).to_contain_text("A 001")
    desk.locator("#undo").click()
    expect(desk.locator("#waiting .count")).to_have_text("1")
    desk.locator("#call-next").click()
    expect(desk.locator("#undo")).to_be_visible()
    office.wait(0.6)
    expect(desk.locator("#undo")).to_be_hidden()


def test_a_printed_ticket_leads_to_its_page(url: str, office: Office, open_page: Any) -> None:
    desk = open_page("de", b.DESK)
    sign_in(desk, url)
    desk.locator("#new-ticket").click()
    desk.locator('button[name="start"]').first.click()
    expect(desk.locator("#number")).to_have_text("A 001")
    expect(desk.locator("#print")).to_be_visible()
    desk.emulate_media(media="print")
    expect(desk.locator("#print")).to_be_hidden()
    picture(desk, "desk-printed")
    read = zxingcpp.read_barcodes(Image.open(b.SCREENS / "web-live-desk-printed.png"))
    assert [found.text.split("/")[2:4] for found in read] == [["T.KREIS-UNNA.EXAMPLE", "T"]]


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
