"""The pages in a real browser: big enough, dark enough, nothing cut off; a picture of each."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Route

from office.pages.render import Pages
from tests.office.pages import browser as b
from tests.office.pages import drawn
from tests.office.pages import samples as s

PHONE_PICTURES = (
    "services", "closed", "closed-early", "not-released", "nothing-free", "own", "starts",
    "slot-taken", "confirm", "confirm-open", "ticket-booked", "ticket-here", "ticket-waiting",
    "ticket-next", "ticket-called", "ticket-recalled", "ticket-serving", "ticket-done",
    "ticket-missed", "ticket-expired", "ticket-open-queue", "notice-presence_expired",
    "notice-presence_required", "notice-not_found", "notice-unknown_ticket", "notice-internal",
    "expired-own",
)  # fmt: skip
DESK_PICTURES = (
    "sign-in", "sign-in-wrong", "desks", "desk-free", "desk-called", "desk-serving",
    "desk-not-due", "desk-empty", "desk-full", "desk-refused",
)  # fmt: skip


@pytest.fixture(scope="module")
def pages() -> Pages:
    return Pages(s.LANGUAGES)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with b.chromium() as browser:
        yield browser


def _answer(pages: Pages, language: str) -> Any:
    """Serves the drawn pages and their files; there is no office behind them."""

    def answer(route: Route) -> None:
        name = route.request.url.rsplit("/", 1)[1]
        file = pages.statics.by_name.get(name)
        if file is not None:
            route.fulfill(body=file.content, content_type=file.media_type)
        elif name in drawn.ALL:
            route.fulfill(body=drawn.ALL[name](pages, language), content_type="text/html")
        else:
            route.abort()

    return answer


def _look(
    chromium: Browser, pages: Pages, language: str, name: str, size: Any, dark: bool = False
) -> list[str]:
    context = chromium.new_context(viewport=size, color_scheme="dark" if dark else "light")
    page = context.new_page()
    page.route("**/*", _answer(pages, language))
    page.goto(f"http://pages.test/{name}")
    found = b.faults(page)
    picture = f"web-{name}-{language}{'-dark' if dark else ''}.png"
    page.screenshot(path=b.SCREENS / picture, full_page=True)
    context.close()
    return found


@pytest.mark.slow
@pytest.mark.parametrize("language", s.LANGUAGES)
@pytest.mark.parametrize("name", PHONE_PICTURES)
def test_phone(chromium: Browser, pages: Pages, name: str, language: str) -> None:
    assert _look(chromium, pages, language, name, b.PHONE) == []


@pytest.mark.slow
@pytest.mark.parametrize("language", s.LANGUAGES)
@pytest.mark.parametrize("name", DESK_PICTURES)
def test_desk(chromium: Browser, pages: Pages, name: str, language: str) -> None:
    assert _look(chromium, pages, language, name, b.DESK) == []


@pytest.mark.parametrize("name", ["services", "ticket-called", "desk-free", "desk-called"])
def test_in_the_dark(chromium: Browser, pages: Pages, name: str) -> None:
    size = b.DESK if name in drawn.STAFF else b.PHONE
    assert _look(chromium, pages, "de", name, size, dark=True) == []
