"""The command line as facility staff meet it: it does what it says, or says what to do in one
sentence."""

import base64
import json
import re
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
import sqlalchemy as sa
from argon2 import PasswordHasher
from typer.testing import CliRunner

from office.__main__ import cli
from office.access import STAFF
from office.client import read_credentials
from office.keys import load_keys, token_hash, write_secret
from office.log import events
from tests.office.serving import COUNTER, ROOT, SAMPLE, Program, ticket_body

Done = subprocess.CompletedProcess[str]


def as_process(*arguments: str | Path | int, feed: str = "") -> Done:
    """The real program."""
    return subprocess.run(
        [sys.executable, "-m", "office", *map(str, arguments)],
        input=feed, text=True, capture_output=True, check=False, cwd=ROOT, timeout=60,
    )  # fmt: skip


def run(*arguments: str | Path, feed: str = "") -> Done:
    """The same command line without a process of its own: sooner done."""
    found = CliRunner().invoke(cli, [str(a) for a in arguments], input=feed)
    if found.exception is not None and not isinstance(found.exception, SystemExit):
        raise found.exception
    return Done(arguments, found.exit_code, found.stdout, found.stderr)


def on(program: Program, *arguments: str, feed: str = "") -> Done:
    """A command on the program's office and data."""
    return run(*arguments, "--config", program.file, "--data", program.data, feed=feed)


def said(done: Done) -> str:
    """What a command that failed said: one plain sentence for people, and exit code 2."""
    assert done.returncode == 2, (done.returncode, done.stdout, done.stderr)
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    lines = [line for line in done.stderr.splitlines() if not line.startswith("INFO")]
    assert lines
    return "\n".join(lines)


# ---- devices -----------------------------------------------------------------------------------


def test_a_device_s_life(program: Program) -> None:
    assert "no devices yet" in on(program, "device", "list").stdout
    out = program.folder / "door.json"
    add = (
        "device",
        "add",
        "--kind",
        "kiosk",
        "--id",
        "door",
        "--out",
        str(out),
        "--url",
        "http://x",
    )
    done = on(program, *add)
    assert done.returncode == 0, done.stderr
    assert str(out) in done.stdout
    assert out.stat().st_mode & 0o777 == 0o600
    first = read_credentials(out)
    assert (first.office, first.kind, first.device, first.url) == (
        "counter", "kiosk", "door", "http://x"
    )  # fmt: skip
    assert first.token not in done.stdout + done.stderr
    keys = load_keys(program.data / "keys.json", create=False)
    generation = program.log().devices("counter")[0].generation
    assert first.presence_key == keys.presence_key("counter", "door", generation)
    assert re.search(rf"kiosk +door +short id {first.short}", on(program, "device", "list").stdout)

    assert on(program, *add).returncode == 0
    second = read_credentials(out)
    assert second.short == first.short
    assert second.token != first.token
    log = program.log()
    renewed = log.devices("counter")[0].generation
    assert renewed != generation
    assert second.presence_key == keys.presence_key("counter", "door", renewed)
    assert log.device_by_token(token_hash(first.token)) is None
    assert log.device_by_token(token_hash(second.token)) is not None

    assert on(program, "device", "remove", "--id", "door").stdout == "door removed\n"
    assert "there is no device 'door'" in said(on(program, "device", "remove", "--id", "door"))


def test_a_board_gets_no_presence_key(program: Program) -> None:
    out = program.folder / "board.json"
    assert on(
        program, "device", "add", "--kind", "board", "--id", "hall", "--out", str(out)
    ).returncode == 0  # fmt: skip
    assert "presence_key" not in json.loads(out.read_text())
    assert read_credentials(out).presence_key is None


def test_a_device_of_no_kind_is_refused(program: Program) -> None:
    done = on(program, "device", "add", "--kind", "toaster", "--id", "x", "--out", "x.json")
    assert said(done) == "kind must be kiosk, board or printer, not 'toaster'"


def test_credentials_that_cannot_be_written_change_nothing(program: Program) -> None:
    program.add_device("kiosk", "door")
    done = on(
        program, "device", "add", "--kind", "kiosk", "--id", "door", "--out", "/nowhere/door.json"
    )  # fmt: skip
    assert "/nowhere is no folder that you may write to" in said(done)
    old = token_hash(program.tokens["door"])
    assert program.log().device_by_token(old) is not None, "the running kiosk was locked out"


def test_a_device_is_added_while_the_office_serves(program: Program) -> None:
    program.start()
    token = program.add_device("kiosk", "door")
    headers = program.callers.device(token)
    with httpx.Client(trust_env=False, verify=False) as http:
        assert http.get(f"{program.api}/kiosk", headers=headers).status_code == 200


# ---- the pass phrase ---------------------------------------------------------------------------


def test_the_pass_phrase_comes_from_standard_input(program: Program) -> None:
    done = on(program, "staff", "passphrase", feed="four quiet words here\n")
    assert (done.returncode, done.stdout) == (0, "pass phrase set\n")
    assert "quiet" not in done.stdout + done.stderr
    stored = program.log().password_hash("counter", STAFF)
    assert stored is not None
    assert PasswordHasher().verify(stored, "four quiet words here")


@pytest.mark.parametrize("phrase", ["", "short\n", "123456789\n"])
def test_a_short_pass_phrase_is_refused(program: Program, phrase: str) -> None:
    assert "at least 10 characters" in said(on(program, "staff", "passphrase", feed=phrase))
    assert not program.data.exists()


# ---- check -------------------------------------------------------------------------------------


def test_check_says_what_the_file_holds() -> None:
    done = run("check", "--config", SAMPLE)
    assert done.returncode == 0
    assert done.stdout == "kreis-unna: 7 services, 3 queues, 7 desks, languages de, en, ar\n"


BAD_FILES = {
    "missing": (None, r"is missing; name the office file with --config FILE"),
    "no TOML": (b"[office\n", r"line 1"),
    "a wrong key": (
        COUNTER.read_bytes().replace(b"lead_minutes", b"led_minutes"), r"led_minutes.*lead_minutes"
    ),
    "a wrong value": (COUNTER.read_bytes().replace(b'"timed"', b'"sometimes"'), r"sometimes"),
    "no text": (b"\x00\xff", r"office\.toml"),
}  # fmt: skip


@pytest.mark.parametrize("what", BAD_FILES)
@pytest.mark.parametrize("command", ["check", "serve", "device list"])
def test_a_bad_office_file_ends_with_what_is_wrong(tmp_path: Path, what: str, command: str) -> None:
    content, expected = BAD_FILES[what]
    file = tmp_path / "office.toml"
    if content is not None:
        file.write_bytes(content)
    data = () if command == "check" else ("--data", tmp_path / "data")
    assert re.search(expected, said(run(*command.split(), "--config", file, *data)))


def test_a_folder_is_no_office_file(tmp_path: Path) -> None:
    assert str(tmp_path) in said(run("check", "--config", tmp_path))


# ---- serve -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("clock", "expected"),
    [
        ("yesterday", "--clock 'yesterday' is not an instant like 2026-11-26T09:41+01:00"),
        ("2026-11-26T09:41", "--clock needs an offset, e.g. 2026-11-26T09:41+01:00"),
        ("2026-11-26", "--clock needs an offset, e.g. 2026-11-26T09:41+01:00"),
        ("2026-13-26T09:41+01:00", "is not an instant"),
    ],
)
def test_a_bad_clock(program: Program, clock: str, expected: str) -> None:
    assert expected in said(on(program, "serve", "--clock", clock))


def test_a_pretended_time_is_for_this_machine_only(program: Program) -> None:
    done = on(program, "serve", "--clock", "2026-11-26T09:41+01:00", "--host", "0.0.0.0")
    assert said(done) == "--clock is for demos on this machine only; listen on 127.0.0.1"


def test_a_second_service_on_the_same_data_is_refused(program: Program) -> None:
    program.add_device("kiosk", "door")
    program.start()
    done = program.cli("serve", "--port", "1")
    assert said(done) == (
        f"another office service already uses {program.data}; stop it first, "
        "or give this one a data folder of its own with --data"
    )
    with httpx.Client(trust_env=False, verify=False) as http:
        answer = http.post(
            f"{program.api}/tickets", json=ticket_body("ask"),
            headers={**program.callers.device(program.tokens["door"]), "Idempotency-Key": "k" * 8},
        )  # fmt: skip
    assert answer.json()["number"] == "A001"
    program.kill()
    program.start()  # the lock of one that was killed holds nobody up


def test_a_data_folder_that_is_a_file(program: Program) -> None:
    program.data.write_text("a letter")
    for command in (("serve",), ("device", "list")):
        assert f"{program.data} is no folder for data" in said(on(program, *command))


def test_keys_that_others_can_read(program: Program) -> None:
    on(program, "device", "list")
    (program.data / "keys.json").chmod(0o644)
    assert said(on(program, "serve")) == (
        f"{program.data / 'keys.json'} can be read by others; "
        f"run: chmod 600 {program.data / 'keys.json'}"
    )


def test_keys_of_another_office(program: Program) -> None:
    on(program, "device", "list")
    (program.data / "keys.json").unlink()
    assert "keys.json is missing; restore it from the backup" in said(on(program, "serve"))
    key = base64.b64encode(b"x" * 32).decode()
    write_secret(program.data / "keys.json", json.dumps({"service": key}))
    assert "does not belong to this database" in said(on(program, "serve"))


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"by": "somebody"}, "counter/2026-11-26 is damaged at position 1"),
        ({"position": 7}, "is damaged at position 7"),
    ],
)
def test_a_damaged_day_ends_with_what_is_damaged(
    program: Program, change: dict[str, object], expected: str
) -> None:
    program.start()
    program.kill()
    log = program.log()  # held: its connections end with it
    with log._engine.begin() as connection:
        first = events.c.position == 1
        connection.execute(sa.update(events).where(first).values(**change))
    done = program.cli("serve", "--clock", "2026-11-26T09:41+01:00", "--port", "1")
    assert expected in said(done)


def test_an_address_that_is_taken(program: Program) -> None:
    program.start()
    other = as_process(
        "serve", "--port", program.port, "--config", COUNTER, "--data", program.folder / "b"
    )
    assert other.returncode != 0
    assert "Traceback" not in other.stderr
    assert "address already in use" in other.stderr


def test_a_service_without_a_pass_phrase_says_so(program: Program) -> None:
    program.start()
    assert "no pass phrase set; desks cannot sign in" in program.output.read_text()


def test_help_names_the_first_steps() -> None:
    for arguments in ((), ("--help",)):
        done = as_process(*arguments)
        for word in ("check", "staff passphrase", "device add", "serve"):
            assert word in " ".join((done.stdout + done.stderr).split())
