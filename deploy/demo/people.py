"""The people of a demo day: visitors at the kiosk's API and a member of staff at a desk."""

import re
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import requests
from pydantic import TypeAdapter

from deploy.demo.processes import PASSPHRASE, House, StoryError
from office.client import OfficeClient, read_credentials
from office.contract import (
    BookedTicket,
    BookRequest,
    DeskAnswer,
    DeskView,
    Item,
    KioskView,
    NoticeFacts,
    NoticeKind,
    Problem,
    WaitingEnd,
    Words,
)

_KIOSK = TypeAdapter(KioskView)
_DESK = TypeAdapter(DeskView)
_ANSWER = TypeAdapter(DeskAnswer)
_NOTICE = TypeAdapter(NoticeFacts)
_PROBLEM = TypeAdapter(Problem)


class DeskRefusedError(StoryError):
    """The office said no to a desk."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(f"{problem.code}: {problem.title}")
        self.problem = problem


class Visitors:
    """Books tickets as a kiosk does, for the crowd around the one visitor of the story."""

    def __init__(self, house: House) -> None:
        credentials = read_credentials(house.folder / "kiosk.json")
        self._client = OfficeClient(house.url, credentials)
        self._view_url = f"{house.url}/api/v1/{house.office_id}/kiosk"
        self._headers = {"Authorization": f"Bearer {credentials.token}"}

    def view(self) -> KioskView:
        answer = requests.get(self._view_url, headers=self._headers, timeout=5)
        return _KIOSK.validate_json(answer.content)

    def book(
        self, service: str, start: datetime | None = None, language: str = "de"
    ) -> BookedTicket:
        """A ticket at `start`, or at the first free start. Raises Refused."""
        view = self.view()
        offer = next(o for o in view.services if o.id == service)
        if start is None and offer.timed:
            if not offer.starts:
                raise StoryError(f"nothing is free for {service}")
            start = offer.starts[0]
        request = BookRequest(view.date, (Item(service),), language, start)
        return self._client.book(request, secrets.token_hex(8))

    def close(self) -> None:
        self._client.close()


class Desk:
    """A member of staff at one desk, signed in by the real form, calling by the JSON API."""

    def __init__(self, house: House, desk: str) -> None:
        self._session = requests.Session()
        self._session.trust_env = False
        pages = f"{house.url}/o/{house.office_id}"
        self._office = f"{house.url}/api/v1/{house.office_id}"
        self._api = f"{self._office}/desks/{desk}"
        self._session.post(f"{pages}/sign-in", {"phrase": PASSPHRASE}, timeout=10)
        page = self._session.get(f"{pages}/desks/{desk}", timeout=5).text
        found = re.search(r'name="csrf" value="([^"]+)"', page)
        if found is None:
            raise StoryError(f"desk {desk}: the sign-in did not lead to the desk's page")
        self._session.headers["X-CSRF-Token"] = found[1]

    def view(self) -> DeskView:
        return _DESK.validate_json(self._session.get(self._api, timeout=5).content)

    def press(self, action: str, ticket: str | None = None, key: str = "") -> DeskAnswer:
        """One button. Raises DeskRefusedError."""
        body: Mapping[str, Any] | None = {"ticket": ticket} if ticket else None
        return _ANSWER.validate_json(self._send("POST", f"{self._api}/{action}", body, key))

    def post_notice(self, kind: NoticeKind, words: Words | None = None) -> NoticeFacts:
        """Tell everybody. Raises DeskRefusedError."""
        body = {"kind": kind, "words": dict(words or {})}
        return _NOTICE.validate_json(self._send("POST", f"{self._office}/notices", body))

    def end_notice(self, notice: NoticeFacts) -> None:
        """Raises DeskRefusedError."""
        self._send("DELETE", f"{self._office}/notices/{notice.id}", None)

    def close_day(self, waiting: WaitingEnd) -> None:
        """End the day; `waiting` is what those who still wait are told."""
        date = self.view().date
        self._send("POST", f"{self._office}/plan/{date}/close", {"waiting": waiting})

    def _send(self, verb: str, url: str, body: Mapping[str, Any] | None, key: str = "") -> bytes:
        headers = {"Idempotency-Key": key or secrets.token_hex(8)}
        answer = self._session.request(verb, url, json=body, headers=headers, timeout=10)
        if answer.status_code >= 400:
            raise DeskRefusedError(_PROBLEM.validate_json(answer.content))
        return answer.content

    def close(self) -> None:
        self._session.close()
