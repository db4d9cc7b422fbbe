"""The keys file: for its owner alone, whole or refused, and never guessed."""

import base64
import json
from pathlib import Path

import pytest

from office.app import open_store
from office.errors import KeysError
from office.keys import KEY_BYTES, Keys, load_keys, write_secret

KEYS, OTHER = Keys(b"a" * KEY_BYTES), Keys(b"b" * KEY_BYTES)


def test_it_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    made = load_keys(path, create=True)
    assert path.stat().st_mode & 0o777 == 0o600
    assert load_keys(path, create=True) == made
    assert load_keys(path, create=False) == made
    assert [p.name for p in tmp_path.iterdir()] == ["keys.json"]


def test_one_that_others_can_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    load_keys(path, create=True)
    for mode in (0o640, 0o604, 0o620):
        path.chmod(mode)
        with pytest.raises(KeysError, match="chmod 600"):
            load_keys(path, create=False)


def test_a_missing_one_is_not_made_anew_beside_a_database(tmp_path: Path) -> None:
    open_store(tmp_path)
    (tmp_path / "keys.json").unlink()
    with pytest.raises(KeysError, match="restore it from the backup"):
        open_store(tmp_path)


def test_one_of_another_database_is_refused(tmp_path: Path) -> None:
    open_store(tmp_path / "a")
    open_store(tmp_path / "b")
    (tmp_path / "a" / "keys.json").replace(tmp_path / "b" / "keys.json")
    with pytest.raises(KeysError, match="does not belong to this database"):
        open_store(tmp_path / "b")


@pytest.mark.parametrize(
    "content",
    [
        "", "{}", "[]", "null", '{"service": 5}', '{"service": ""}', '{"service": "ä"}',
        json.dumps({"service": base64.b64encode(b"short").decode()}),
    ],
)  # fmt: skip
def test_a_damaged_one_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "keys.json"
    write_secret(path, content)
    with pytest.raises(KeysError, match=r"keys\.json is"):
        load_keys(path, create=False)


def test_files_beside_it_are_for_the_owner_alone_too(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    store = open_store(tmp_path)
    store.log.devices("any")
    assert {p.stat().st_mode & 0o077 for p in tmp_path.iterdir()} == {0}
    assert "office.db-wal" in {p.name for p in tmp_path.iterdir()}


def test_a_half_written_secret_of_before_is_no_obstacle(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    (tmp_path / "x.json.part").write_text("half")
    write_secret(path, "whole")
    assert path.read_text() == "whole"
    assert [p.name for p in tmp_path.iterdir()] == ["x.json"]


def derived(keys: Keys) -> list[object]:
    return [
        keys.fingerprint(), keys.visitor_secret("t"), keys.visitor_secret("u"),
        keys.presence_key("o", "d", 1), keys.presence_key("o", "d", 2),
        keys.presence_key("o", "e", 1), keys.presence_key("p", "d", 1),
        keys.cookie_key(), keys.csrf("t"), keys.pseudonym("t"),
    ]  # fmt: skip


def test_nothing_that_is_derived_repeats() -> None:
    everything = [*derived(KEYS), *derived(OTHER)]
    assert len(set(everything)) == len(everything)
    assert derived(KEYS) == derived(Keys(b"a" * KEY_BYTES))


def test_derivations_do_not_run_into_each_other() -> None:
    assert KEYS.presence_key("ab", "c", 1) != KEYS.presence_key("a", "bc", 1)


def test_a_visitor_s_secret_has_128_bits_for_a_qr_code_in_upper_case() -> None:
    secret = KEYS.visitor_secret("t")
    assert len(secret) == 26
    assert secret == secret.upper()
    assert len(base64.b32decode(secret + "======")) == 16
