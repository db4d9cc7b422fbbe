"""How kiosk and board talk to the office: commands over HTTP, views over Server-Sent Events."""

import base64
import binascii
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import requests
import urllib3
from pydantic import TypeAdapter, ValidationError

from office.contract import (
    STALE_SECONDS,
    BoardView,
    BookedTicket,
    BookRequest,
    CheckInRequest,
    KioskView,
    Ping,
    PrintedRequest,
    PrintOutcome,
    Problem,
    TitleAnswer,
    TitleCheck,
)
from office.errors import CredentialsError, Refused, Unreachable

FeedName = Literal["kiosk", "board"]
_VIEWS: Mapping[str, TypeAdapter[Any]] = {
    "kiosk": TypeAdapter(KioskView),
    "board": TypeAdapter(BoardView),
}
_PING = TypeAdapter(Ping)
_PROBLEM = TypeAdapter(Problem)
_TICKET = TypeAdapter(BookedTicket)
_BOOK = TypeAdapter(BookRequest)
_CHECK_IN = TypeAdapter(CheckInRequest)
_PRINTED = TypeAdapter(PrintedRequest)
_TITLE, _TITLE_ANSWER = TypeAdapter(TitleCheck), TypeAdapter(TitleAnswer)


@dataclass(frozen=True, slots=True)
class Credentials:
    """What `office device add` wrote for one device."""

    office: str
    kind: Literal["kiosk", "board", "printer"]
    device: str
    short: str
    token: str
    presence_key: bytes | None
    url: str


def read_credentials(path: Path) -> Credentials:
    """Read a credentials file (JSON). Raises CredentialsError with a sentence that says what to
    do."""
    try:
        raw = json.loads(path.read_text("utf-8"))
        key = raw.get("presence_key")
        return Credentials(
            office=str(raw["office"]),
            kind=raw["kind"],
            device=str(raw["device"]),
            short=str(raw["short"]),
            token=str(raw["token"]),
            presence_key=base64.b32decode(key) if key else None,
            url=str(raw.get("url", "")),
        )
    except FileNotFoundError:
        raise CredentialsError(
            f"{path} is missing; make it on the office server with "
            f"'wartemarke-office device add --out FILE' and copy it here"
        ) from None
    except (OSError, ValueError, KeyError, AttributeError, binascii.Error) as error:
        raise CredentialsError(f"{path} is not a credentials file: {error}") from None


class OfficeClient:
    """One device's connection to its office. Not for use by two threads at once: one per thread."""

    def __init__(self, url: str, credentials: Credentials, timeout_s: float = 3.0) -> None:
        self._base = f"{url.rstrip('/')}/api/v1/{credentials.office}"
        self._timeout = (2.0, timeout_s)
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.headers["Authorization"] = f"Bearer {credentials.token}"

    def book(self, request: BookRequest, key: str) -> BookedTicket:
        """Take a ticket; the same key gives the same ticket. Raises Refused, Unreachable."""
        body = self._post("/tickets", _BOOK.dump_json(request), key)
        ticket: BookedTicket = self._read(_TICKET, body)
        return ticket

    def check_in(self, request: CheckInRequest, key: str) -> BookedTicket:
        """Say "I am here", or find a lost ticket by number and code. Raises Refused,
        Unreachable."""
        body = self._post("/check-in", _CHECK_IN.dump_json(request), key)
        ticket: BookedTicket = self._read(_TICKET, body)
        return ticket

    def title_ready(self, check: TitleCheck) -> bool:
        """Whether that title can be fetched; nothing is changed. Raises Refused (too_many),
        Unreachable."""
        body = self._post("/titles/check", _TITLE.dump_json(check), "")
        answer: TitleAnswer = self._read(_TITLE_ANSWER, body)
        return answer.ready

    def printed(self, ticket_id: str, outcome: PrintOutcome, key: str) -> None:
        """Tell what became of the paper. Raises Refused, Unreachable."""
        body = _PRINTED.dump_json(PrintedRequest(outcome))
        self._post(f"/tickets/{ticket_id}/printed", body, key)

    def feed(self, name: FeedName) -> Iterator[KioskView | BoardView | Ping]:
        """Whole views and pings until the link breaks: blocks, and always ends by raising
        Unreachable (silence for STALE_SECONDS included) or Refused."""
        try:
            with self._session.get(
                f"{self._base}/{name}/feed",
                stream=True,
                timeout=(2.0, STALE_SECONDS),
                headers={"Accept": "text/event-stream"},
            ) as response:
                self._check(response)
                response.encoding = "utf-8"
                yield from self._events(name, response)
        except (requests.RequestException, urllib3.exceptions.HTTPError) as error:
            raise Unreachable(type(error).__name__) from error
        raise Unreachable("the office ended the feed")

    def close(self) -> None:
        self._session.close()

    def _events(
        self, name: FeedName, response: requests.Response
    ) -> Iterator[KioskView | BoardView | Ping]:
        for event, data in server_sent_events(_lines(response)):
            if event == "view":
                yield self._read(_VIEWS[name], data)
            elif event == "ping":
                yield self._read(_PING, data)

    def _post(self, path: str, body: bytes, key: str) -> bytes:
        headers = {"Content-Type": "application/json", "Idempotency-Key": key}
        try:
            response = self._session.post(
                self._base + path, data=body, headers=headers, timeout=self._timeout
            )
            self._check(response)
            return bytes(response.content)
        except requests.RequestException as error:
            raise Unreachable(type(error).__name__) from error

    def _check(self, response: requests.Response) -> None:
        if response.status_code < 400:
            return
        try:
            problem = _PROBLEM.validate_json(response.content)
        except ValidationError:
            raise Unreachable(f"HTTP {response.status_code}") from None
        raise Refused(problem)

    def _read(self, adapter: TypeAdapter[Any], body: bytes | str) -> Any:
        try:
            return adapter.validate_json(body)
        except ValidationError as error:
            raise Unreachable(f"answer not understood: {error.error_count()} errors") from error


def _lines(response: requests.Response) -> Iterator[str]:
    """Lines as they arrive. `iter_lines` would wait for its chunk to fill and make a call late."""
    pending = b""
    while True:
        chunk = response.raw.read1(65536)
        if not chunk:
            return
        *lines, pending = (pending + chunk).split(b"\n")
        for line in lines:
            yield line.decode("utf-8", "replace")


def server_sent_events(lines: Iterator[str]) -> Iterator[tuple[str, str]]:
    """(event, data) pairs of a Server-Sent Events stream (WHATWG HTML, §9.2), without
    reconnection."""
    event, data = "message", list[str]()
    for line in lines:
        name, _, value = line.rstrip("\r").partition(":")
        value = value.removeprefix(" ")
        if not line.strip():
            if data:
                yield event, "\n".join(data)
            event, data = "message", []
        elif name == "event":
            event = value
        elif name == "data":
            data.append(value)
