"""The live code: its address, its size, and that it turns with the half minutes."""

from dataclasses import replace

import pytest

from kiosk.presence import QUIET_ZONE, grid, host, live_url
from office.contract import PRESENCE_WINDOW_SECONDS, presence_token
from tests.kiosk.samples import CREDENTIALS

URL = "https://t.kreis-unna.de"


def test_the_address_is_whole_and_in_upper_case() -> None:
    assert CREDENTIALS.presence_key is not None
    token = presence_token(CREDENTIALS.presence_key, "K1", 1_800_000_000)
    assert live_url(CREDENTIALS, URL, 1_800_000_000) == f"HTTPS://T.KREIS-UNNA.DE/Q/{token}"


def test_it_turns_with_each_window_and_not_before() -> None:
    begin = 1_800_000_000 // PRESENCE_WINDOW_SECONDS * PRESENCE_WINDOW_SECONDS
    first, last, next_one = (live_url(CREDENTIALS, URL, begin + after) for after in (0, 29.9, 30))
    assert first == last != next_one


def test_a_device_without_a_key_shows_no_code() -> None:
    assert live_url(replace(CREDENTIALS, presence_key=None), URL, 0) == ""
    assert grid("") == ()


@pytest.mark.parametrize(
    ("url", "modules"), [(URL, 25), ("http://127.0.0.1:8800", 25), (f"{URL}/mit-pfad", 29)]
)
def test_a_short_host_keeps_the_code_at_version_two(url: str, modules: int) -> None:
    assert len(grid(live_url(CREDENTIALS, url, 0))) == modules + 2 * QUIET_ZONE


def test_the_quiet_zone_is_white() -> None:
    code = grid(live_url(CREDENTIALS, URL, 0))
    edges = [*code[:QUIET_ZONE], *code[-QUIET_ZONE:]]
    assert not any(any(row) for row in edges)
    assert not any(any(row[:QUIET_ZONE] + row[-QUIET_ZONE:]) for row in code)
    assert code[QUIET_ZONE][QUIET_ZONE]


def test_the_host_is_what_a_phone_shows() -> None:
    assert host("https://T.Kreis-Unna.de:8443") == "t.kreis-unna.de:8443"
