"""The pages in a real browser: big enough, dark enough, nothing cut off; a picture of each."""

from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route

from office.pages.render import Pages
from tests.office.pages import browser as b
from tests.office.pages import drawn
from tests.office.pages import samples as s

PHONE_PICTURES = (
    "services", "services-told", "services-evacuation", "nothing-free", "own", "starts",
    "slot-taken", "confirm-open", "ticket-held", "ticket-hold-ended-present",
    "ticket-booked-present", "ticket-early", "ticket-late-present", "ticket-tomorrow",
    "ticket-waiting", "ticket-called", "ticket-missed-present", "ticket-parked",
    "ticket-closing-voucher", "ticket-refused-too_late", "times", "notice-presence_expired",
)  # fmt: skip
DESK_PICTURES = (
    "sign-in", "desks", "desk-everything", "desk-called-everything", "desk-serving",
    "desk-paused", "desk-emergency", "desk-closed", "new-ticket", "issued", "house", "house-busy",
    "house-cries",
)  # fmt: skip
"""What every run looks at; the slow tests look at all there is."""
REST = [name for name in drawn.ALL if "refused-" not in name or name in PHONE_PICTURES]


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


def _looked(page: Page, name: str, language: str, suffix: str = "") -> list[str]:
    """What is wrong with a page; with everything opened that opens."""
    page.goto(f"http://pages.test/{name}")
    page.evaluate("for (const e of document.querySelectorAll('details')) e.open = true")
    found = [f"{name}: {fault}" for fault in b.faults(page)]
    page.evaluate("for (const e of document.querySelectorAll('details')) e.open = false")
    found += [f"{name}: {fault}" for fault in b.faults(page)]
    page.screenshot(path=b.SCREENS / f"web-{name}-{language}{suffix}.png", full_page=True)
    return found


def _look_at(
    chromium: Browser, pages: Pages, names: Iterable[str], language: str, dark: bool = False
) -> list[str]:
    scheme: Any = "dark" if dark else "light"
    context = chromium.new_context(color_scheme=scheme)
    page = context.new_page()
    page.route("**/*", _answer(pages, language))
    found = []
    for name in names:
        page.set_viewport_size(b.DESK if name in drawn.STAFF else b.PHONE)  # type: ignore[arg-type]
        found += _looked(page, name, language, "-dark" if dark else "")
    context.close()
    return found


@pytest.mark.parametrize("language", s.LANGUAGES)
def test_what_people_see_most(chromium: Browser, pages: Pages, language: str) -> None:
    assert _look_at(chromium, pages, PHONE_PICTURES + DESK_PICTURES, language) == []


def test_in_the_dark(chromium: Browser, pages: Pages) -> None:
    names = (
        "services", "ticket-called", "ticket-held", "ticket-closing-voucher", "desk-everything",
        "desk-called-everything", "desk-emergency", "house-busy", "issued",
    )  # fmt: skip
    assert _look_at(chromium, pages, names, "de", dark=True) == []


@pytest.mark.slow
@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("language", s.LANGUAGES)
def test_every_page(chromium: Browser, pages: Pages, language: str, dark: bool) -> None:
    assert _look_at(chromium, pages, REST, language, dark) == []
