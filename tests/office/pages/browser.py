"""Debian's Chromium through Playwright, and what is measured in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

SCREENS = Path(__file__).parents[3] / "build" / "screens"
CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip

PHONE = {"width": 360, "height": 640}
DESK = {"width": 1366, "height": 768}


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


# What is too small to touch, wider than the screen, or too faint to read (WCAG's formula, AAA).
FAULTS = """() => {
  const faults = [];
  const root = document.documentElement;
  if (root.scrollWidth > innerWidth) faults.push(`wider than the screen: ${root.scrollWidth}`);
  const seen = (e) => e.checkVisibility() && !e.closest('.unseen, .skip');
  const touched = 'a, button, summary, select, textarea, input:not([type=hidden])';
  for (const e of document.querySelectorAll(touched)) {
    if (!seen(e)) continue;
    // A card is touched anywhere, not only on its heading; a choice on its words too.
    const whole = e.closest('.card h2') ? e.closest('.card') : e.closest('label.choice') || e;
    const r = whole.getBoundingClientRect();
    if (r.width < 44 || r.height < 44) {
      faults.push(`small: ${e.outerHTML.slice(0, 90)} ${r.width}x${r.height}`);
    }
  }
  const rgb = (text) => (text.match(/[\\d.]+/g) || []).map(Number);
  const light = (c) => c.slice(0, 3).map((v) => v / 255)
    .map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (e) => {
    for (; e; e = e.parentElement) {
      const c = rgb(getComputedStyle(e).backgroundColor);
      if (c.length === 3 || c[3] > 0) return c;
    }
    return [255, 255, 255];
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const e = walker.currentNode.parentElement;
    if (!walker.currentNode.textContent.trim() || !seen(e)) continue;
    const [a, b] = [light(rgb(getComputedStyle(e).color)), light(ground(e))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < 7) faults.push(`faint ${ratio.toFixed(2)}: ${e.textContent.trim()}`);
  }
  return faults;
}"""


def faults(page: Any) -> list[str]:
    found: list[str] = page.evaluate(FAULTS)
    return found
