"""The office service's command line: serve, devices, the staff's pass phrase."""

import json
import logging
import os
import secrets
import sys
import time
from base64 import b32encode
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, NoReturn
from zoneinfo import ZoneInfo

import typer

from office import app as office_app
from office import titles
from office.access import STAFF, hash_passphrase
from office.clock import Clock, OffsetClock, SystemClock
from office.errors import OfficeError
from office.imports import inbox, report
from office.imports.appointments import Appointments, Reading, read_appointments
from office.imports.moments import Unclear, a_date
from office.imports.sheet import Fault, UnreadableFile
from office.imports.titles import read_titles
from office.keys import token_hash, write_secret
from office.log import Device
from office.officefile import OfficeFile, load_office
from settings import SettingsError

CONFIG = Path("/etc/wartemarke/office.toml")
DATA = Path("/var/lib/wartemarke/office")
PATIENCE_SECONDS = 20
"""How long a running service may take no row before an import stops waiting for it."""
AT_START = (
    "the service takes them at its next start. Run this again then to see what became of them."
)
LOOPBACK = {"127.0.0.1", "::1", "localhost"}

cli = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    help="The office service of Wartemarke: the day's plan, the log, the pages and the devices.\n\n"
    "First steps: 'check' the office file, set the staff's pass phrase with 'staff passphrase', "
    "add each kiosk and board with 'device add', then 'serve'.",
)
device_cli = typer.Typer(no_args_is_help=True, help="Kiosks, boards and printers.")
staff_cli = typer.Typer(no_args_is_help=True, help="The staff's sign-in.")
titles_cli = typer.Typer(no_args_is_help=True, help="Documents that are ready for pick-up.")
appointments_cli = typer.Typer(no_args_is_help=True, help="Appointments booked elsewhere.")
cli.add_typer(device_cli, name="device")
cli.add_typer(staff_cli, name="staff")
cli.add_typer(titles_cli, name="titles")
cli.add_typer(appointments_cli, name="appointments")

Config = Annotated[
    Path, typer.Option("--config", "--office", help="The office file (TOML).", show_default=True)
]
Data = Annotated[Path, typer.Option("--data", help="Folder of database and keys.")]
ImportFile = Annotated[Path, typer.Argument(help="The file, see docs/import.md.")]
DeviceId = Annotated[str, typer.Option("--id", help="A name for the device, e.g. entrance-1.")]


@cli.command()
def serve(
    config: Config = CONFIG,
    data: Data = DATA,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8800,
    public_url: Annotated[
        str,
        typer.Option(help="What phones open, e.g. https://t.example.de; else the office file's."),
    ] = "",
    clock: Annotated[
        str, typer.Option(help="Pretend it is this instant (RFC 3339), for demos; loopback only.")
    ] = "",
) -> None:
    """Serve the office until stopped."""
    _log_to_stderr()
    office = _office(config)
    clock_ = _clock(clock, host)
    try:
        with office_app.only_service(data):
            store = office_app.open_store(data)
            if store.log.password_hash(office.config.office.id, STAFF) is None:
                logging.warning("no pass phrase set; desks cannot sign in: 'staff passphrase'")
            url = public_url or office.public_url
            office_app.serve(office_app.create_app(store, [office], url, clock_), host, port)
    except OfficeError as error:
        _stop(str(error))


@cli.command()
def check(config: Config = CONFIG) -> None:
    """Read the office file and say what it holds, or everything that is wrong with it."""
    facts = _office(config).config
    typer.echo(
        f"{facts.office.id}: {len(facts.services)} services, {len(facts.queues)} queues, "
        f"{len(facts.desks)} desks, languages {', '.join(facts.office.languages)}"
    )


@device_cli.command("add")
def device_add(
    id_: DeviceId,
    kind: Annotated[str, typer.Option(help="kiosk, board or printer.")],
    out: Annotated[Path, typer.Option(help="Where to write the credentials file (mode 0600).")],
    config: Config = CONFIG,
    data: Data = DATA,
    url: Annotated[str, typer.Option(help="The office's address as the device sees it.")] = (
        "http://127.0.0.1:8800"
    ),
) -> None:
    """Add a device, or renew its credentials (the old ones stop working)."""
    if kind not in {"kiosk", "board", "printer"}:
        _stop(f"kind must be kiosk, board or printer, not {kind!r}")
    office = _office(config).config.office.id
    _must_be_writable(out)
    try:
        store = office_app.open_store(data)
        known = store.log.devices(office)
        before = next((d for d in known if d.id == id_), None)
        device = Device(
            office, id_, kind,
            before.short if before else _short({d.short for d in known}),
            _generation(before),
        )  # fmt: skip
        token = secrets.token_urlsafe(32)
        store.log.add_device(device, token_hash(token))
        write_secret(out, _credentials(store, device, token, url))
    except (OfficeError, OSError) as error:
        _stop(str(error))
    typer.echo(f"{kind} {id_} added; its credentials are in {out}")


@device_cli.command("list")
def device_list(config: Config = CONFIG, data: Data = DATA) -> None:
    """List the devices of the office."""
    try:
        devices = office_app.open_store(data).log.devices(_office(config).config.office.id)
    except OfficeError as error:
        _stop(str(error))
    for device in devices:
        typer.echo(f"{device.kind:8} {device.id:24} short id {device.short}")
    if not devices:
        typer.echo("no devices yet; add one with 'device add'")


@device_cli.command("remove")
def device_remove(id_: DeviceId, config: Config = CONFIG, data: Data = DATA) -> None:
    """Remove a device: its credentials stop working within seconds."""
    try:
        removed = office_app.open_store(data).log.remove_device(
            _office(config).config.office.id, id_
        )
    except OfficeError as error:
        _stop(str(error))
    if not removed:
        _stop(f"there is no device {id_!r}; see 'device list'")
    typer.echo(f"{id_} removed")


@staff_cli.command("passphrase")
def staff_passphrase(config: Config = CONFIG, data: Data = DATA) -> None:
    """Set the pass phrase of the staff's sign-in. Asked twice, or read from standard input."""
    if sys.stdin.isatty():
        phrase = typer.prompt("New pass phrase", hide_input=True, confirmation_prompt=True)
    else:
        phrase = sys.stdin.readline().rstrip("\n")
    if len(phrase) < 10:
        _stop("a pass phrase needs at least 10 characters; four words are good")
    try:
        store = office_app.open_store(data)
        store.log.set_password(_office(config).config.office.id, STAFF, hash_passphrase(phrase))
    except OfficeError as error:
        _stop(str(error))
    typer.echo("pass phrase set")


@titles_cli.command("import")
def titles_import(file: ImportFile, config: Config = CONFIG, data: Data = DATA) -> None:
    """Take over a list of documents that are ready. Kept are keyed hashes, never the numbers."""
    office = _office(config).config.office.id
    content = _content(file)
    try:
        store = office_app.open_store(data)
        found = read_titles(content, store.keys.title_key(office))
        stored = titles.store(store.log, office, found.ready)
    except (OfficeError, UnreadableFile) as error:
        _stop(f"{file}: {error}")
    typer.echo(
        f"{stored.new} new, {stored.same} already there, {stored.moved} with another date, "
        f"{len(found.faults)} rows left out"
    )
    _name_faults(found.faults)


@titles_cli.command("list")
def titles_list(config: Config = CONFIG, data: Data = DATA) -> None:
    """Say how many documents are ready. Whose they are is not known here."""
    office = _office(config).config.office
    today = datetime.now(UTC).astimezone(ZoneInfo(office.zone)).date()
    try:
        found = titles.counts(office_app.open_store(data).log, office.id, today)
    except OfficeError as error:
        _stop(str(error))
    typer.echo(f"{found.ready} ready now, {found.later} ready later")


@titles_cli.command("forget")
def titles_forget(
    before: Annotated[str, typer.Option(help="Those ready since before this date.")],
    config: Config = CONFIG,
    data: Data = DATA,
) -> None:
    """Erase documents that were fetched or sent back long ago."""
    office = _office(config).config.office.id
    try:
        gone = titles.forget(office_app.open_store(data).log, office, _date("--before", before))
    except OfficeError as error:
        _stop(str(error))
    typer.echo(f"{gone} forgotten")


@appointments_cli.command("import")
def appointments_import(
    file: ImportFile,
    day: Annotated[
        str, typer.Option("--date", help="Only this day; a start may then be a time alone.")
    ] = "",
    codes: Annotated[
        Path | None,
        typer.Option(help="Where to write numbers and check-in codes for the visitors (0600)."),
    ] = None,
    config: Config = CONFIG,
    data: Data = DATA,
) -> None:
    """Take over appointments of another booking system, CSV or iCalendar. Names are dropped."""
    office, content = _office(config), _content(file)
    only = _date("--date", day) if day else None
    if codes is not None:
        _must_be_writable(codes)
    try:
        store = office_app.open_store(data)
        key = store.keys.import_key(office.config.office.id)
        found = read_appointments(content, Reading(office.config, office.service_names, only), key)
        lines = _import(store, office, found, only, codes)
    except (OfficeError, UnreadableFile, OSError) as error:
        _stop(f"{file}: {error}")
    for line in lines:
        typer.echo(line, err=True)
    if lines:
        raise typer.Exit(1)


def _import(
    store: office_app.Store,
    office: OfficeFile,
    found: Appointments,
    only: date | None,
    codes: Path | None,
) -> list[str]:
    """Lay the rows into the inbox and wait for what the service makes of them: what is to do."""
    id_, zone, batch = office.config.office.id, office.config.office.zone, secrets.token_hex(8)
    days = {w.date for w in found.wanted} | ({only.isoformat()} if only else set())
    missing = inbox.gone(store.log, id_, days, {w.ticket for w in found.wanted})
    inbox.put(store.log, id_, batch, found.wanted)
    runs = office_app.is_served(store.folder)
    entries = _wait(store, id_, batch) if runs else []
    known = report.days_of(store.log, id_, days)
    if len(entries) < len(found.wanted):
        why = "the running service does not take them; does it serve this office?"
        typer.echo(f"{len(found.wanted)} appointments lie ready; " + (why if runs else AT_START))
        return report.to_do(found, [], missing, known, zone)
    typer.echo(report.summary(found, entries))
    if codes is not None:
        write_secret(codes, report.codes(entries, known, zone))
    return report.to_do(found, entries, missing, known, zone)


def _wait(store: office_app.Store, office: str, batch: str) -> list[inbox.Entry]:
    """The batch once all its rows are settled; empty if the service takes none for too long."""
    left, since = -1, time.monotonic()
    while time.monotonic() - since < PATIENCE_SECONDS:
        entries = inbox.batch_of(store.log, office, batch)
        waiting = sum(entry.state == "waiting" for entry in entries)
        if not waiting:
            return entries
        if waiting != left:
            left, since = waiting, time.monotonic()
            if sys.stderr.isatty():
                typer.echo(f"\r{len(entries) - waiting} of {len(entries)} … ", err=True, nl=False)
        time.sleep(0.1)
    return []


def _must_be_writable(out: Path) -> None:
    """Before anything is changed."""
    if not out.parent.is_dir() or not os.access(out.parent, os.W_OK):
        _stop(f"{out} cannot be written: {out.parent} is no folder that you may write to")


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        _stop(f"{file} cannot be read: {error.strerror}")


def _date(option: str, text: str) -> date:
    try:
        return a_date(text)
    except Unclear as why:
        _stop(f"{option} {why}")


def _name_faults(faults: list[Fault]) -> None:
    """Each row that was left out, by its line; exit code 1 if there are any."""
    for fault in faults:
        typer.echo(f"line {fault.line}: {fault.what}", err=True)
    if faults:
        raise typer.Exit(1)


def _generation(before: Device | None) -> int:
    """Never one that was used before, also not by a device of the same name that was removed: its
    live codes must stay worthless."""
    while True:
        generation = secrets.randbits(31)
        if before is None or generation != before.generation:
            return generation


def _credentials(store: office_app.Store, device: Device, token: str, url: str) -> str:
    content = {
        "office": device.office, "kind": device.kind, "device": device.id, "short": device.short,
        "token": token, "url": url,
    }  # fmt: skip
    if device.kind == "kiosk":
        key = store.keys.presence_key(device.office, device.id, device.generation)
        content["presence_key"] = b32encode(key).decode()
    return json.dumps(content, indent=2) + "\n"


def _short(taken: set[str]) -> str:
    """Two base32 characters nobody else has: the first part of the live code's token."""
    letters = "ABCDEFGHJKLMNPQRSTUVWXYZ234567"
    free = [a + b for a in letters for b in letters if a + b not in taken]
    return secrets.choice(free)


def _office(config: Path) -> OfficeFile:
    if not config.exists():
        _stop(f"{config} is missing; name the office file with --config FILE")
    try:
        return load_office(config)
    except SettingsError as error:
        _stop(str(error))


def _clock(wanted: str, host: str) -> Clock:
    if not wanted:
        return SystemClock()
    if host not in LOOPBACK:
        _stop("--clock is for demos on this machine only; listen on 127.0.0.1")
    try:
        start = datetime.fromisoformat(wanted)
    except ValueError:
        _stop(f"--clock {wanted!r} is not an instant like 2026-11-26T09:41+01:00")
    if start.tzinfo is None:
        _stop("--clock needs an offset, e.g. 2026-11-26T09:41+01:00")
    return OffsetClock(round(start.timestamp() * 1000))


def _log_to_stderr() -> None:
    logging.basicConfig(
        level=logging.INFO, stream=sys.stderr, format="%(levelname)s %(name)s %(message)s"
    )


def _stop(sentence: str) -> NoReturn:
    typer.echo(sentence, err=True)
    raise typer.Exit(2)


def main() -> None:
    cli()


if __name__ == "__main__":
    main()
