"""The client of kiosk and board: a ticket, a refusal, or "the office is not there"."""

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from office import client as office_client
from office.client import Credentials, OfficeClient, read_credentials, server_sent_events
from office.contract import BoardView, BookRequest, Item, KioskView, Ping
from office.errors import CredentialsError, Refused, Unreachable
from tests.office.serving import Serving

REQUEST = BookRequest(
    date(2026, 11, 26), (Item("renew"),), "de", datetime.fromisoformat("2026-11-26T10:20:00+01:00")
)


def credentials(token: str = "token") -> Credentials:
    return Credentials("kreis-unna", "kiosk", "kiosk-1", "K7", token, b"key", "")


def client(url: str, token: str = "token") -> OfficeClient:
    return OfficeClient(url, credentials(token), timeout_s=1.0)


# ---- the parser --------------------------------------------------------------------------------


class Chunks:
    """A response whose body arrives in the given pieces."""

    def __init__(self, pieces: list[bytes]) -> None:
        self.raw = self
        self._pieces = [piece for piece in pieces if piece]

    def read1(self, _amount: int) -> bytes:
        return self._pieces.pop(0) if self._pieces else b""


def parsed(pieces: list[bytes]) -> list[tuple[str, str]]:
    return list(server_sent_events(office_client._lines(Chunks(pieces))))  # type: ignore[arg-type]


TEXT = st.text(st.characters(exclude_characters="\r\n", exclude_categories=["Cs"]), max_size=20)
EVENTS = st.lists(st.tuples(st.sampled_from(["view", "ping"]), TEXT.map(lambda t: "{" + t)))


def as_sent(events: list[tuple[str, str]], end: str) -> bytes:
    frames = (f"id: 1{end}event: {name}{end}data: {data}{end}{end}" for name, data in events)
    return "".join(frames).encode()


@given(EVENTS, st.sampled_from(["\n", "\r\n"]), st.data())
def test_any_split_of_the_stream_gives_the_same_events(
    events: list[tuple[str, str]], end: str, data: st.DataObject
) -> None:
    stream = as_sent(events, end)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(stream)), max_size=12)))
    edges = [0, *cuts, len(stream)]
    pieces = [stream[a:b] for a, b in pairwise(edges)]
    assert parsed(pieces) == events


def test_byte_by_byte() -> None:
    stream = as_sent([("view", '{"name": "دائرة"}'), ("ping", "{}")], "\n")
    assert parsed([bytes([b]) for b in stream]) == [("view", '{"name": "دائرة"}'), ("ping", "{}")]


@pytest.mark.parametrize(
    ("stream", "expected"),
    [
        (b"data: a\ndata: b\n\n", [("message", "a\nb")]),
        (b"data:a\n\n", [("message", "a")]),
        (b"data:  a\n\n", [("message", " a")]),
        (b": comment\n\ndata: a\n\n", [("message", "a")]),
        (b"event: view\n\ndata: a\n\n", [("message", "a")]),
        (b"event: view\ndata: cut off", []),
        (b"retry: 5\nunknown: x\ndata: a\n\n", [("message", "a")]),
        (b"data: \xff\xfe\n\n", [("message", "\ufffd\ufffd")]),
    ],
)
def test_streams(stream: bytes, expected: list[tuple[str, str]]) -> None:
    assert parsed([stream]) == expected


# ---- an office that misbehaves -----------------------------------------------------------------


@contextmanager
def answering(play: Callable[[socket.socket], None]) -> Iterator[str]:
    """A server that takes one request after the other and does with the connection as it likes."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            while True:
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                with connection:
                    connection.recv(65536)
                    play(connection)

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            thread.join()


def says(status: str, body: str, kind: str = "text/html") -> Callable[[socket.socket], None]:
    data = body.encode()
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(data)}\r\n\r\n"
    return lambda connection: connection.sendall(head.encode() + data)


MISBEHAVING = {
    "500 in html": says("500 Internal Server Error", "<h1>Oops</h1>"),
    "502 of a proxy": says("502 Bad Gateway", "<h1>nginx</h1>"),
    "a captive portal": says("200 OK", "<html>Please sign in to the Wi-Fi</html>"),
    "json that is no answer": says("200 OK", "[]", "application/json"),
    "a problem of no known code": says(
        "409 Conflict", '{"code": "moon_phase", "title": "", "status": 409}'
    ),
    "half an answer": lambda c: c.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"),
    "no HTTP": lambda c: c.sendall(b"SSH-2.0-OpenSSH_9.2\r\n"),
    "bytes that are no text": lambda c: c.sendall(
        b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n\xff\xfe"
    ),
    "nothing": lambda c: None,
}


@pytest.mark.parametrize("what", MISBEHAVING)
def test_whatever_is_no_answer_is_an_office_that_is_not_there(what: str) -> None:
    with answering(MISBEHAVING[what]) as url:
        asking = client(url)
        with pytest.raises(Unreachable):
            asking.book(REQUEST, "some-key-1")
        with pytest.raises(Unreachable):
            list(asking.feed("kiosk"))
        asking.close()


def test_nobody_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    with pytest.raises(Unreachable, match="ConnectionError"):
        client(url).book(REQUEST, "some-key-1")


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
PING = b'event: ping\ndata: {"now": "2026-11-26T09:41:00+01:00", "position": 3}\n\n'


def test_silence_is_an_office_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office_client, "STALE_SECONDS", 0.2)
    quiet = threading.Event()

    def play(connection: socket.socket) -> None:
        connection.sendall(HEAD + b"%x\r\n%b\r\n" % (len(PING), PING))
        quiet.wait(10)

    with answering(play) as url:
        asking = client(url)
        feed = asking.feed("kiosk")
        assert next(feed) == Ping(datetime.fromisoformat("2026-11-26T09:41:00+01:00"), 3)
        with pytest.raises(Unreachable, match="Timeout"):
            next(feed)
        asking.close()
        quiet.set()


def test_a_feed_that_is_cut_off_ends_by_saying_so() -> None:
    def play(connection: socket.socket) -> None:
        connection.sendall(HEAD + b"%x\r\n%b\r\n" % (len(PING), PING) + b"0\r\n\r\n")

    with answering(play) as url:
        asking = client(url)
        feed = asking.feed("kiosk")
        assert isinstance(next(feed), Ping)
        with pytest.raises(Unreachable, match="ended the feed"):
            next(feed)
        asking.close()


def test_a_slow_office_is_not_waited_for() -> None:
    hold = threading.Event()
    with answering(lambda _: (hold.wait(10), None)[1]) as url:
        asking = OfficeClient(url, credentials(), timeout_s=0.1)
        with pytest.raises(Unreachable, match="ReadTimeout"):
            asking.book(REQUEST, "some-key-1")
        asking.close()
        hold.set()


# ---- an office that behaves --------------------------------------------------------------------


def test_a_ticket_is_booked_once_and_its_paper_noted(service: Serving) -> None:
    asking = client(service.url, service.tokens["kiosk"])
    ticket = asking.book(REQUEST, "some-key-1")
    assert (ticket.number, ticket.start) == ("A001", REQUEST.start)
    assert asking.book(REQUEST, "some-key-1") == ticket
    asking.printed(ticket.id, "printed", "print-key-1")
    assert service.office.day.tickets[ticket.id].paper == "printed"
    asking.close()


def test_a_refusal_comes_with_its_facts(service: Serving) -> None:
    asking = client(service.url, service.tokens["kiosk"])
    past = BookRequest(
        REQUEST.date, REQUEST.items, "de", datetime.fromisoformat("2026-11-26T09:00:00+01:00")
    )
    with pytest.raises(Refused) as refused:
        asking.book(past, "some-key-1")
    assert refused.value.problem.code == "start_past"
    assert len(refused.value.problem.next_starts) == 3
    asking.close()


def test_feeds_begin_with_the_whole_view(service: Serving) -> None:
    for name, shape in (("kiosk", KioskView), ("board", BoardView)):
        asking = client(service.url, service.tokens[name])
        feed = asking.feed(name)  # type: ignore[arg-type]
        assert isinstance(next(feed), shape)
        feed.close()  # type: ignore[attr-defined]
        asking.close()


def test_a_wrong_token_is_a_refusal(service: Serving) -> None:
    asking = client(service.url, "wrong")
    with pytest.raises(Refused, match="no_credentials"):
        next(asking.feed("board"))
    asking.close()


# ---- the credentials file ----------------------------------------------------------------------

GOOD = {
    "office": "kreis-unna", "kind": "kiosk", "device": "door", "short": "K7", "token": "t",
    "url": "http://127.0.0.1:8800", "presence_key": "MFRGGZDF",
}  # fmt: skip


def test_credentials_are_read(tmp_path: Path) -> None:
    path = tmp_path / "kiosk.json"
    path.write_text(json.dumps(GOOD))
    found = read_credentials(path)
    assert (found.presence_key, found.token, found.url) == (b"abcde", "t", GOOD["url"])
    path.write_text(json.dumps({k: v for k, v in GOOD.items() if k != "presence_key"}))
    assert read_credentials(path).presence_key is None


@pytest.mark.parametrize(
    "content",
    ["", "{}", "[]", "null", json.dumps({**GOOD, "presence_key": "1!"}), '{"office": "x"', "\xff"],
)
def test_a_file_that_is_none_is_said_to_be_none(tmp_path: Path, content: str) -> None:
    path = tmp_path / "kiosk.json"
    path.write_bytes(content.encode("latin-1"))
    with pytest.raises(CredentialsError, match=r"kiosk\.json is not a credentials file"):
        read_credentials(path)


def test_a_missing_file_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(CredentialsError, match="device add"):
        read_credentials(tmp_path / "kiosk.json")
