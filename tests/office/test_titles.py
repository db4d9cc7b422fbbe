"""Finished documents: numbers read as people copy them, answers that tell nothing but yes, limits
that lock nobody else out, and the whole way from the list to the pick-up ticket."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from office import titles
from office.client import Credentials, OfficeClient
from office.contract import TitleCheck
from office.errors import Refused
from office.imports.titles import read_titles
from office.keys import Keys
from office.log import Log, events, open_engine
from office.throttle import Throttle
from office.titles import Counts, NoNumber, Stored, normal_number, title_hash
from tests.office.serving import Serving

BORN = date(1990, 12, 31)
LIST = """Dokumentnummer;Name;Geburtsdatum;Abholbereit ab
L01X00T47;Muster, Erika;31.12.1990;26.11.2026
L01X00T48;Muster, Max;01.02.1985;27.11.2026
"""


@pytest.fixture
def log(tmp_path: Path) -> Log:
    return Log(open_engine(tmp_path / "office.db"))


# ---- numbers and hashes ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["L01X00T47", "l01x00t47", " L01 X00-T47 ", "LO1X0OT47", "LOIX00T47",
             "Ｌ０１Ｘ００Ｔ４７", "L٠١X٠٠T٤٧"],
)  # fmt: skip
def test_a_number_is_read_as_people_copy_it(text: str) -> None:
    assert normal_number(text) == "L01X00T47"


@pytest.mark.parametrize("text", ["", "L01X", "----------", "L" * 21, "Номер12345", "Ä12345"])
def test_no_number(text: str) -> None:
    with pytest.raises(NoNumber):
        normal_number(text)


@given(st.text(max_size=40))
def test_a_normal_number_is_normal(text: str) -> None:
    try:
        number = normal_number(text)
    except NoNumber:
        return
    assert normal_number(number) == number
    assert normal_number(f" {number.lower()} ") == number
    assert set(number) <= set("ABCDEFGHJKLMNPQRSTUVWXYZ0123456789")


@given(st.from_regex(r"[A-HJ-NP-Z0-9]{5,20}", fullmatch=True), st.integers(0, 20))
def test_blanks_and_hyphens_do_not_count(number: str, place: int) -> None:
    assert normal_number(f"{number[:place]} -{number[place:]}") == number


def test_a_hash_depends_on_key_office_number_and_birth_date() -> None:
    keys, others = Keys(b"1" * 32), Keys(b"2" * 32)
    hashes = {
        title_hash(keys.title_key("a"), "L01X00T47", BORN),
        title_hash(keys.title_key("b"), "L01X00T47", BORN),
        title_hash(others.title_key("a"), "L01X00T47", BORN),
        title_hash(keys.title_key("a"), "L01X00T48", BORN),
        title_hash(keys.title_key("a"), "L01X00T47", date(1990, 12, 30)),
    }
    assert len(hashes) == 5
    assert title_hash(keys.title_key("a"), "L01X00T47", BORN) in hashes


# ---- the table ---------------------------------------------------------------------------------


def test_the_same_list_twice_changes_nothing(log: Log) -> None:
    ready = read_titles(LIST.encode(), b"key").ready
    assert titles.store(log, "o", ready) == Stored(2, 0, 0)
    assert titles.store(log, "o", ready) == Stored(0, 0, 2)
    assert titles.counts(log, "o", date(2026, 11, 26)) == Counts(1, 1)
    assert titles.counts(log, "p", date(2026, 11, 26)) == Counts(0, 0)


def test_a_date_can_change(log: Log) -> None:
    titles.store(log, "o", {"a": "2026-11-20", "b": "2026-11-20"})
    assert titles.store(log, "o", {"a": "2026-12-01"}) == Stored(0, 1, 0)
    assert titles.ready_on(log, "o", "a") == "2026-12-01"
    assert titles.ready_on(log, "o", "b") == "2026-11-20"


def test_what_is_old_is_forgotten_in_its_office_only(log: Log) -> None:
    for office in ("o", "p"):
        titles.store(log, office, {"a": "2026-11-19", "b": "2026-11-20"})
    assert titles.forget(log, "o", date(2026, 11, 20)) == 1
    assert titles.counts(log, "o", date(2026, 12, 1)) == Counts(1, 0)
    assert titles.counts(log, "p", date(2026, 12, 1)) == Counts(2, 0)


def test_the_database_holds_nothing_of_the_list(log: Log, tmp_path: Path) -> None:
    titles.store(log, "o", read_titles(LIST.encode(), b"key").ready)
    stored = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    for secret in ("L01X00T47", "1990", "31.12", "Muster", "Erika"):
        assert secret.encode() not in stored


# ---- asking ------------------------------------------------------------------------------------

Ask = Callable[..., httpx.Response]


@pytest.fixture
def ask(service: Serving, http: httpx.Client) -> Ask:
    """Asks at the kiosk of an office whose list has been taken over."""
    key = service.store.keys.title_key(service.office.id)
    titles.store(service.store.log, service.office.id, read_titles(LIST.encode(), key).ready)

    def asks(
        number: str = "L01X00T47", born: str = "1990-12-31", visit: str = "v", by: str = "kiosk",
        headers: dict[str, str] | None = None,
    ) -> httpx.Response:  # fmt: skip
        body = {"number": number, "birth_date": born, "visit": visit}
        return http.post(
            f"{service.api}/titles/check", json=body, headers=headers or service.headers(by)
        )

    return asks


@pytest.mark.parametrize("by", ["kiosk", "present"])
def test_yes(ask: Ask, by: str) -> None:
    assert ask(by=by).json() == {"ready": True}
    assert ask(number="l01 x00 t47", by=by).json() == {"ready": True}


def test_not_yet_unknown_and_somebody_else_s_birthday_are_one_answer(ask: Ask) -> None:
    answers = [
        ask("L01X00T48", "1985-02-01", "a"),
        ask("L01X00T49", "1985-02-01", "b"),
        ask("L01X00T47", "1990-12-30", "c"),
        ask("?", "1990-12-31", "d"),
        ask("L01X00T47", "0001-01-01", "e"),
    ]
    assert {(a.status_code, a.content) for a in answers} == {(200, b'{"ready":false}')}
    assert len({tuple(sorted(set(a.headers) - {"date"})) for a in answers}) == 1


def test_not_yet_becomes_yes_at_midnight(ask: Ask, service: Serving) -> None:
    assert ask("L01X00T48", "1985-02-01").json() == {"ready": False}
    service.clock.at += 15 * 3_600_000
    assert ask("L01X00T48", "1985-02-01").json() == {"ready": True}


def test_every_answer_is_the_same_work(ask: Ask, service: Serving) -> None:
    """The same statements reach the database and one row comes back, whatever is known."""
    done: list[list[str]] = []
    ask()  # the device is looked up once
    engine = service.store.log._engine

    def note(_c: Any, _k: Any, statement: str, *_rest: Any) -> None:
        done[-1].append(statement)

    sa.event.listen(engine, "before_cursor_execute", note)
    for number in ("L01X00T47", "L01X00T48", "L01X00T49", "?"):
        done.append([])
        ask(number, visit=number)
        assert any("titles" in statement for statement in done[-1])
    # The ticker may look into the database at any moment.
    assert len({tuple(s for s in each if "titles" in s) for each in done}) == 1


def test_the_next_visitor_at_the_same_kiosk_is_not_locked_out(ask: Ask) -> None:
    assert [ask(f"L01X00T5{n}").status_code for n in range(6)] == [200] * 5 + [429]
    assert ask().json()["code"] == "too_many"
    assert ask(visit="next").json() == {"ready": True}


def test_a_phone_is_one_visit_whatever_it_says(ask: Ask, service: Serving) -> None:
    headers = service.callers.visitor("one")
    codes = [ask(visit=f"visit-{n}", headers=headers).status_code for n in range(6)]
    assert codes == [200] * 5 + [429]
    assert ask(headers=service.callers.visitor("two")).status_code == 200


def test_a_number_can_be_tried_ten_times_a_day(ask: Ask, service: Serving) -> None:
    born = [f"1985-02-{day:02}" for day in range(1, 13)]
    codes = [ask("L01X00T48", day, f"v{day}").status_code for day in born]
    assert codes == [200] * 10 + [429] * 2
    assert ask("L01-X00-T48", born[0], "w").status_code == 429
    assert ask("L01X00T47", "1990-12-31", "x").json() == {"ready": True}
    service.clock.at += 24 * 3_600_000
    assert ask("L01X00T48", "1985-02-01", "y").json() == {"ready": True}


def test_who_mistypes_does_not_lock_out_others_who_do(ask: Ask) -> None:
    assert {ask(str(n), visit=f"v{n}").status_code for n in range(20)} == {200}


def test_sixty_a_minute_are_answered(ask: Ask, service: Serving) -> None:
    codes = [ask(f"N{n:06}", visit=f"v{n}").status_code for n in range(61)]
    assert codes == [200] * 60 + [429]
    service.clock.at += 60_000
    assert ask(visit="later").json() == {"ready": True}


@pytest.mark.parametrize(
    "change", [{"number": "1" * 65}, {"visit": ""}, {"visit": "v" * 65}, {"birth_date": "soon-§"}]
)
def test_what_makes_no_sense_is_refused(
    service: Serving, http: httpx.Client, change: dict[str, str]
) -> None:
    body = {"number": "L01X00T47", "birth_date": "1990-12-31", "visit": "v", **change}
    answer = http.post(f"{service.api}/titles/check", json=body, headers=service.headers("kiosk"))
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    assert "§" not in answer.text


def test_asking_leaves_no_trace(
    ask: Ask, service: Serving, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    before = service.stored()
    with caplog.at_level(0):
        for visit in "abcdefgh":
            ask("L01X00T47", "1990-12-31", visit)
            ask("L01X00T99", "1977-07-07", visit)
    assert service.stored() == before
    with service.store.log.transaction() as connection:
        assert "L01X" not in str(connection.execute(sa.select(events.c.data)).all())
    on_disk = b"".join(f.read_bytes() for f in tmp_path.rglob("*") if f.is_file())
    said = caplog.text.encode() + on_disk
    for secret in ("L01X00T47", "1990-12-31", "L01X00T99", "1977-07-07"):
        assert secret.encode() not in said


# ---- from the list to the ticket ---------------------------------------------------------------


def test_from_yes_to_a_pick_up_ticket_in_two_steps(
    ask: Ask, service: Serving, http: httpx.Client
) -> None:
    assert ask().json() == {"ready": True}
    kiosk = service.headers("kiosk")
    offers = http.get(f"{service.api}/kiosk", headers=kiosk).json()["services"]
    pickup = next(offer for offer in offers if offer["quick"])

    body = {
        "date": "2026-11-26", "items": [{"service": pickup["id"]}], "language": "ar",
        "start": pickup["starts"][0], "hold": True,
    }  # fmt: skip
    key = {**kiosk, "Idempotency-Key": "pick-up-hold"}
    held = http.post(f"{service.api}/tickets", json=body, headers=key).json()
    assert held["state"] == "held"
    answer = http.post(
        f"{service.api}/tickets/{held['secret']}/confirm",
        headers={"Idempotency-Key": "pick-up-confirm"},
    ).json()
    assert (answer["state"], answer["number"][0]) == ("waiting", "K")

    staff = {**service.headers("staff"), "Idempotency-Key": "call-it-now"}
    service.clock.at += 5 * 60_000
    called = http.post(f"{service.api}/desks/7/call-next", headers=staff).json()
    assert called["ticket"]["number"] == answer["number"]


def test_the_kiosk_s_client_asks(ask: Ask, service: Serving) -> None:
    who = Credentials(
        service.office.id, "kiosk", "kiosk-1", "K7", service.tokens["kiosk"], None, ""
    )
    client = OfficeClient(service.url, who)
    assert client.title_ready(TitleCheck("L01X00T47", BORN, "a"))
    assert not client.title_ready(TitleCheck("L01X00T48", BORN, "a"))
    for number in ("L01X00T49", "L01X00T50", "L01X00T51"):
        assert not client.title_ready(TitleCheck(number, BORN, "a"))
    with pytest.raises(Refused) as caught:
        client.title_ready(TitleCheck("L01X00T47", BORN, "a"))
    assert caught.value.problem.code == "too_many"
    client.close()


# ---- throttle ----------------------------------------------------------------------------------


def test_a_throttle_forgets_old_keys() -> None:
    throttle = Throttle(1, 1000)
    for n in range(50):
        throttle.count(str(n), n)
    assert throttle.full("49", 1048)
    assert not throttle.full("48", 1048)
    throttle.full("x", 5000)
    assert throttle._tries == {}
