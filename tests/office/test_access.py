"""Who is let in: the live code at the door, cookies, device tokens, the pass phrase."""

import asyncio
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from itsdangerous import URLSafeSerializer
from starlette.requests import Request
from starlette.responses import Response

from office.access import (
    BOOKINGS_PER_WINDOW,
    FAILED_SIGN_INS,
    STAFF,
    Access,
    Visitor,
    hash_passphrase,
)
from office.contract import RefusalCode, presence_token
from office.keys import Keys, token_hash
from office.log import Device
from office.problems import ProblemError
from tests.office.day.small import at
from tests.office.serving import SAMPLE, Serving, make_serving

DOOR = Device("kreis-unna", "kiosk-1", "kiosk", "K7", 1)
NOW = at("09:41:10")
PHRASE = "four quiet words here"
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PHRASE)


@pytest.fixture
def serving(tmp_path: Path) -> Serving:
    return make_serving(tmp_path, SAMPLE, NOW)


@pytest.fixture
def access(serving: Serving) -> Access:
    found: Access = serving.app.state.access
    return found


def request(**headers: str) -> Request:
    raw = [(k.replace("_", "-").encode(), v.encode("latin-1")) for k, v in headers.items()]
    return Request({"type": "http", "method": "GET", "path": "/", "headers": raw})


def code(error: pytest.ExceptionInfo[ProblemError]) -> RefusalCode:
    return error.value.problem.code


# ---- the live code -----------------------------------------------------------------------------


def token(serving: Serving, seconds_ago: float = 0, device: Device = DOOR) -> str:
    key = serving.store.keys.presence_key(device.office, device.id, device.generation)
    return presence_token(key, device.short, serving.clock.at / 1000 - seconds_ago)


# The window now runs from 9:41:00 to 9:41:30, and 9:41:10 − 90 s lies in that of 9:39:30.
@pytest.mark.parametrize("seconds_ago", [-19.9, 0, 10, 40, 100])
def test_a_live_code_lets_in(serving: Serving, access: Access, seconds_ago: float) -> None:
    office, visitor = access.redeem_door_token(token(serving, seconds_ago), request())
    assert office.id == "kreis-unna"
    assert visitor.kiosk == "kiosk-1"
    assert visitor.present_until == NOW + 15 * 60_000
    assert access.present(visitor)


@pytest.mark.parametrize("seconds_ago", [-20, -3600, 100.1, 3600])
def test_an_old_or_early_code_does_not(
    serving: Serving, access: Access, seconds_ago: float
) -> None:
    with pytest.raises(ProblemError) as refused:
        access.redeem_door_token(token(serving, seconds_ago), request())
    assert code(refused) == "presence_expired"


def test_a_kiosk_s_clock_may_be_five_seconds_ahead(serving: Serving, access: Access) -> None:
    serving.clock.at = at("09:41:25.1")
    ahead = token(serving, -5)
    assert ahead != token(serving)
    assert access.redeem_door_token(ahead, request())
    serving.clock.at = at("09:41:24.9")
    with pytest.raises(ProblemError):
        access.redeem_door_token(ahead, request())


def test_either_case_will_do(serving: Serving, access: Access) -> None:
    assert access.redeem_door_token(token(serving).lower(), request())


@pytest.mark.parametrize("text", ["", "K7", "K7AAAAAAAA", "ÄÖ", "X9" + "A" * 400, "K7ÄÄÄÄÄÄÄÄ"])
def test_a_made_up_code_does_not_let_in(serving: Serving, access: Access, text: str) -> None:
    with pytest.raises(ProblemError):
        access.redeem_door_token(text, request())


def test_another_kiosk_s_key_does_not_let_in(serving: Serving, access: Access) -> None:
    stranger = replace(DOOR, id="side-door")
    with pytest.raises(ProblemError):
        access.redeem_door_token(token(serving, device=stranger), request())


def test_a_board_s_short_id_does_not_let_in(serving: Serving, access: Access) -> None:
    board = Device("kreis-unna", "board-1", "board", "B2", 1)
    with pytest.raises(ProblemError):
        access.redeem_door_token(token(serving, device=board), request())


def test_a_revoked_kiosk_s_codes_are_dead_at_once(serving: Serving, access: Access) -> None:
    stolen = token(serving)
    renewed = replace(DOOR, generation=2)
    serving.store.log.add_device(renewed, token_hash("a new token"))
    with pytest.raises(ProblemError):
        access.redeem_door_token(stolen, request())
    assert access.redeem_door_token(token(serving, device=renewed), request())


def test_a_second_look_is_the_same_visitor(serving: Serving, access: Access) -> None:
    _, visitor = access.redeem_door_token(token(serving), request())
    cookie = serving.callers.visitor(visitor.id)["Cookie"]
    serving.clock.at += 60_000
    _, again = access.redeem_door_token(token(serving), request(cookie=cookie))
    assert (again.id, again.present_until) == (visitor.id, visitor.present_until + 60_000)
    _, stranger = access.redeem_door_token(token(serving), request())
    assert stranger.id != visitor.id


def test_presence_ends(serving: Serving, access: Access) -> None:
    _, visitor = access.redeem_door_token(token(serving), request())
    serving.clock.at += 15 * 60_000 - 1
    assert access.present(visitor)
    serving.clock.at += 1
    assert not access.present(visitor)
    assert not access.present(None)


def visitor(number: int, window: int = 100) -> Visitor:
    return Visitor(f"v{number}", "kreis-unna", "kiosk-1", window, NOW)


def test_so_many_visitors_book_from_one_window(serving: Serving, access: Access) -> None:
    window = NOW // 30_000
    for number in range(BOOKINGS_PER_WINDOW):
        access.count_booking(visitor(number, window))
    with pytest.raises(ProblemError) as refused:
        access.count_booking(visitor(99, window))
    assert code(refused) == "too_many"
    access.count_booking(visitor(0, window))  # told that a start was gone, tries another
    access.count_booking(visitor(99, window + 1))
    access.count_booking(replace(visitor(99, window), kiosk="side-door"))


def test_windows_of_long_ago_are_forgotten(serving: Serving, access: Access) -> None:
    for minute in range(300):
        serving.clock.at = NOW + minute * 60_000
        access.count_booking(visitor(1, serving.clock.at // 30_000))
    assert len(access._windows) < 40


# ---- cookies -----------------------------------------------------------------------------------


def test_a_cookie_comes_back(serving: Serving, access: Access) -> None:
    made, response = Visitor("v1", "kreis-unna", "kiosk-1", 100, NOW), Response()
    access.set_visitor(response, made)
    cookie = response.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Secure" not in cookie
    assert access.visitor(request(cookie=cookie.partition(";")[0]), "kreis-unna") == made
    assert access.visitor(request(cookie=cookie.partition(";")[0]), "other") is None


def test_with_https_cookies_are_secure_and_bound_to_the_host(
    serving: Serving, access: Access
) -> None:
    serving.office.public_url = "https://t.example.de"
    response = Response()
    access.set_staff(response, "kreis-unna")
    cookie = response.headers["set-cookie"]
    assert cookie.startswith("__Host-staff=")
    assert "Secure" in cookie
    assert "Path=/" in cookie
    assert "Domain" not in cookie
    assert access.staff(request(cookie=cookie.partition(";")[0]), "kreis-unna") is not None


def test_a_forged_cookie_is_none(serving: Serving, access: Access) -> None:
    forger = replace(serving.callers, keys=Keys(b"x" * 32))
    assert access.visitor(request(cookie=forger.visitor()["Cookie"]), "kreis-unna") is None
    assert access.staff(request(cookie=forger.staff()["Cookie"]), "kreis-unna") is None


def test_a_visitor_s_cookie_is_no_staff_cookie(serving: Serving, access: Access) -> None:
    cookie = serving.callers.visitor()["Cookie"].replace("visitor=", "staff=")
    assert access.staff(request(cookie=cookie), "kreis-unna") is None


@pytest.mark.parametrize("raw", ["", "x", "x.y", "é", "e30.", "." * 50])
def test_rubbish_is_none(access: Access, raw: str) -> None:
    assert access.visitor(request(cookie=f"visitor={raw}"), "kreis-unna") is None


def test_a_cookie_of_another_version_is_none(serving: Serving, access: Access) -> None:
    """An office that was brought up to date must not answer 500 until cookies expire."""
    newer = {**asdict(visitor(1)), "colour": "red"}
    for content in (newer, {"id": "v1"}, [1], "text"):
        signed = URLSafeSerializer(serving.store.keys.cookie_key(), salt="visitor").dumps(content)
        assert access.visitor(request(cookie=f"visitor={signed}"), "kreis-unna") is None


def test_staff_are_signed_out_after_their_shift(serving: Serving, access: Access) -> None:
    cookie = request(cookie=serving.callers.staff(hours=12)["Cookie"])
    assert access.staff(cookie, "kreis-unna") is not None
    assert access.staff(cookie, "other") is None
    serving.clock.at += 12 * 3_600_000
    assert access.staff(cookie, "kreis-unna") is None


def test_a_desk_that_somebody_forgot_is_signed_out_by_midnight(
    serving: Serving, access: Access
) -> None:
    serving.clock.at = at("17:00")
    response = Response()
    access.set_staff(response, "kreis-unna")
    cookie = request(cookie=response.headers["set-cookie"].partition(";")[0])
    serving.clock.at = at("23:59:59")
    assert access.staff(cookie, "kreis-unna") is not None
    serving.clock.at = at("00:00", "2026-11-27")
    assert access.staff(cookie, "kreis-unna") is None


# ---- devices -----------------------------------------------------------------------------------


def test_a_device_s_token(serving: Serving, access: Access) -> None:
    right = serving.tokens["kiosk"]
    assert access.device(request(authorization=f"Bearer {right}"), "kreis-unna") is not None
    assert access.device(request(authorization=f"bearer {right}"), "kreis-unna") is not None
    for wrong in (right, f"Basic {right}", "Bearer", "Bearer ", f"Bearer {right}x", "Bearer é"):
        assert access.device(request(authorization=wrong), "kreis-unna") is None
    assert access.device(request(authorization=f"Bearer {right}"), "other") is None


def test_a_removed_device_is_out_within_seconds(serving: Serving, access: Access) -> None:
    asked = request(authorization=f"Bearer {serving.tokens['kiosk']}")
    assert access.device(asked, "kreis-unna") is not None
    serving.store.log.remove_device("kreis-unna", "kiosk-1")
    serving.clock.at += 5_000
    assert access.device(asked, "kreis-unna") is None


def test_the_log_knows_devices_by_name_and_visitors_by_pseudonym(
    serving: Serving, access: Access
) -> None:
    device = access.device(request(authorization=f"Bearer {serving.tokens['kiosk']}"), "kreis-unna")
    assert device is not None
    assert device.name == "kiosk:kiosk-1"
    principal = access.visitor_principal(visitor(1))
    assert principal.name.startswith("visitor:")
    assert "v1" not in principal.name


# ---- the pass phrase ---------------------------------------------------------------------------


def sign_in(access: Access, phrase: str) -> bool:
    return asyncio.run(access.sign_in("kreis-unna", phrase))


def test_a_stored_pass_phrase_is_dear_to_guess() -> None:
    stored = hash_passphrase(PHRASE)
    assert stored.startswith("$argon2id$")
    assert PHRASE not in stored
    assert stored != hash_passphrase(PHRASE)


def test_the_pass_phrase(serving: Serving, access: Access) -> None:
    assert not access.has_passphrase("kreis-unna")
    assert not sign_in(access, PHRASE)
    serving.store.log.set_password("kreis-unna", STAFF, CHEAP)
    assert access.has_passphrase("kreis-unna")
    assert sign_in(access, PHRASE)
    assert not sign_in(access, PHRASE + " ")
    assert not sign_in(access, "")


def test_after_ten_failures_in_a_minute_nobody_may_try(serving: Serving, access: Access) -> None:
    serving.store.log.set_password("kreis-unna", STAFF, CHEAP)

    async def all_at_once() -> list[object]:
        tries = (access.sign_in("kreis-unna", "wrong") for _ in range(FAILED_SIGN_INS + 10))
        return await asyncio.gather(*tries, return_exceptions=True)

    outcomes = asyncio.run(all_at_once())
    assert sum(o is False for o in outcomes) == FAILED_SIGN_INS
    with pytest.raises(ProblemError) as refused:
        sign_in(access, PHRASE)
    assert code(refused) == "too_many"
    serving.clock.at += 60_000
    assert sign_in(access, PHRASE)


def test_signing_in_often_is_no_failure(serving: Serving, access: Access) -> None:
    serving.store.log.set_password("kreis-unna", STAFF, CHEAP)
    assert all(sign_in(access, PHRASE) for _ in range(FAILED_SIGN_INS + 1))
