"""Debian's Chromium, headless, as a visitor's phone or a desk's browser."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from deploy.demo.processes import StoryError

CHROMIUM = Path("/usr/bin/chromium")
PHONE = ViewportSize(width=360, height=640)
DESK = ViewportSize(width=1366, height=768)
_FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


@contextmanager
def chromium() -> Iterator[Browser]:
    """A running browser. Raises StoryError when Debian's chromium is not installed."""
    if not CHROMIUM.exists():
        raise StoryError("chromium is missing; install it with: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=_FLAGS)
        try:
            yield browser
        finally:
            browser.close()


def phone(browser: Browser, language: str = "en", **options: Any) -> Page:
    """A page as a phone in this language opens it."""
    context = browser.new_context(
        locale=language, viewport=PHONE, device_scale_factor=2, has_touch=True, **options
    )
    return context.new_page()


def desk(browser: Browser, language: str = "de", **options: Any) -> Page:
    return browser.new_context(locale=language, viewport=DESK, **options).new_page()
