"""Who calls: device tokens, the visitor's cookie, the staff's sign-in.

Cookies are signed and stateless (itsdangerous), HttpOnly, SameSite=Lax, and with https Secure
under a `__Host-` name. What a cookie may do is bound to a CSRF token and the Origin header.
"""

import asyncio
import logging
import secrets
from collections import deque
from dataclasses import asdict, dataclass
from typing import Any, Literal, TypeVar
from urllib.parse import urlsplit

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from itsdangerous import BadSignature, URLSafeSerializer
from starlette.requests import HTTPConnection
from starlette.responses import Response

from office.clock import Clock
from office.contract import PRESENCE_WINDOW_SECONDS, presence_token
from office.keys import Keys, token_hash
from office.live import LiveOffice
from office.log import Device, Log
from office.problems import refuse

logger = logging.getLogger(__name__)

PRESENCE_PAST_S = 90
PRESENCE_FUTURE_S = 5
PRESENCE_SESSION_MS = 15 * 60_000
BOOKINGS_PER_WINDOW = 15
STAFF_SESSION_MS = 12 * 3_600_000
VISITOR_COOKIE_S = 24 * 3_600
FAILED_SIGN_INS = 10
FAILED_WITHIN_MS = 60_000
STAFF = "staff"

Kind = Literal["kiosk", "board", "printer", "visitor", "staff"]


@dataclass(frozen=True, slots=True)
class Principal:
    """Who is behind a request. `name` is how the log knows it."""

    kind: Kind
    id: str
    office: str

    @property
    def name(self) -> str:
        return f"{self.kind}:{self.id}"


@dataclass(frozen=True, slots=True)
class Visitor:
    """A phone that scanned the live code: who (random), where, present until when."""

    id: str
    office: str
    kiosk: str
    window: int
    present_until: int
    """Epoch milliseconds."""


@dataclass(frozen=True, slots=True)
class Staff:
    id: str
    office: str
    until: int
    """Epoch milliseconds."""


C = TypeVar("C", Visitor, Staff)


class Access:
    """Reads and writes credentials. One per service."""

    def __init__(
        self,
        log: Log,
        keys: Keys,
        clock: Clock,
        offices: dict[str, LiveOffice],
    ) -> None:
        self._log = log
        self._keys = keys
        self._clock = clock
        self._offices = offices
        self._hasher = PasswordHasher()
        self._failed: dict[str, deque[int]] = {}
        self._windows: dict[tuple[str, int], set[str]] = {}
        self._devices: dict[str, tuple[int, Device]] = {}

    # ---- devices -----------------------------------------------------------------------------

    def device(self, request: HTTPConnection, office: str) -> Principal | None:
        """The device behind `Authorization: Bearer`, or None."""
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not token:
            return None
        device = self._known_device(token_hash(token.strip()))
        if device is None or device.office != office:
            return None
        return Principal(device.kind, device.id, device.office)  # type: ignore[arg-type]

    def _known_device(self, hashed: str) -> Device | None:
        """Looked up at most every few seconds: a removed device is out soon all the same."""
        now = self._clock.now()
        seen, device = self._devices.get(hashed, (0, None))
        if device is not None and now - seen < 5_000:
            return device
        device = self._log.device_by_token(hashed)
        if device is None:
            self._devices.pop(hashed, None)
        else:
            self._devices[hashed] = (now, device)
        return device

    # ---- visitors ----------------------------------------------------------------------------

    def visitor(self, request: HTTPConnection, office: str) -> Visitor | None:
        visitor = self._load(request, "visitor", Visitor)
        return visitor if visitor is not None and visitor.office == office else None

    def present(self, visitor: Visitor | None) -> bool:
        return visitor is not None and visitor.present_until > self._clock.now()

    def visitor_principal(self, visitor: Visitor) -> Principal:
        return Principal("visitor", self._keys.pseudonym(visitor.id), visitor.office)

    def redeem_door_token(self, token: str, request: HTTPConnection) -> tuple[LiveOffice, Visitor]:
        """Trade the live code for presence. Costs nothing: link previews open it too.
        Raises ProblemError presence_expired."""
        token = token.upper()
        seconds = self._clock.now() / 1000
        for office in self._offices.values():
            for device in self._log.devices(office.id):
                if device.kind == "kiosk" and token[:2] == device.short:
                    window = self._window(device, token, seconds)
                    if window is not None:
                        return office, self._present_visitor(request, office.id, device, window)
        raise refuse("presence_expired")

    def _window(self, device: Device, token: str, seconds: float) -> int | None:
        key = self._keys.presence_key(device.office, device.id, device.generation)
        first = int(seconds - PRESENCE_PAST_S) // PRESENCE_WINDOW_SECONDS
        last = int(seconds + PRESENCE_FUTURE_S) // PRESENCE_WINDOW_SECONDS
        for window in range(first, last + 1):
            right = presence_token(key, device.short, window * PRESENCE_WINDOW_SECONDS)
            if secrets.compare_digest(right.encode(), token.encode()):
                return window
        return None

    def _present_visitor(
        self, request: HTTPConnection, office: str, device: Device, window: int
    ) -> Visitor:
        before = self.visitor(request, office)
        id_ = before.id if before is not None else secrets.token_hex(16)
        until = self._clock.now() + PRESENCE_SESSION_MS
        return Visitor(id_, office, device.id, window, until)

    def count_booking(self, visitor: Visitor) -> None:
        """So many visitors at most book from one window of one kiosk, each as often as it takes:
        who is told that a start is gone may choose another. Raises ProblemError too_many."""
        now = self._clock.now() // 1000 // PRESENCE_WINDOW_SECONDS
        oldest = now - PRESENCE_SESSION_MS // 1000 // PRESENCE_WINDOW_SECONDS - 4
        self._windows = {k: ids for k, ids in self._windows.items() if k[1] >= oldest}
        ids = self._windows.setdefault((visitor.kiosk, visitor.window), set())
        if visitor.id not in ids and len(ids) >= BOOKINGS_PER_WINDOW:
            logger.warning("presence window is used up kiosk=%s", visitor.kiosk)
            raise refuse("too_many")
        ids.add(visitor.id)

    def set_visitor(self, response: Response, visitor: Visitor) -> None:
        self._store(response, "visitor", asdict(visitor), VISITOR_COOKIE_S)

    # ---- staff -------------------------------------------------------------------------------

    def staff(self, request: HTTPConnection, office: str) -> Staff | None:
        staff = self._load(request, "staff", Staff)
        if staff is None or staff.office != office or staff.until <= self._clock.now():
            return None
        return staff

    def staff_principal(self, staff: Staff) -> Principal:
        return Principal("staff", "desk", staff.office)

    def set_staff(self, response: Response, office: str) -> None:
        """Signed in for the day: a desk that somebody forgot is signed out by midnight."""
        until = min(self._clock.now() + STAFF_SESSION_MS, self._offices[office].midnight())
        staff = Staff(secrets.token_hex(16), office, until)
        self._store(response, "staff", asdict(staff), STAFF_SESSION_MS // 1000)

    def clear_staff(self, response: Response) -> None:
        response.delete_cookie(self._cookie("staff"), path="/", secure=self._https, httponly=True)

    async def sign_in(self, office: str, passphrase: str) -> bool:
        """Compare with the office's pass phrase; slow on purpose (argon2). Raises ProblemError
        too_many after ten failures within a minute, for everybody: there is one pass phrase."""
        now = self._clock.now()
        failed = self._failed.setdefault(office, deque(maxlen=FAILED_SIGN_INS))
        if len(failed) == FAILED_SIGN_INS and now - failed[0] < FAILED_WITHIN_MS:
            raise refuse("too_many")
        failed.append(now)  # until it proves right: tries at the same moment count as well
        stored = self._log.password_hash(office, STAFF)
        right = stored is not None and await asyncio.to_thread(self._verify, stored, passphrase)
        if right and now in failed:
            failed.remove(now)
        elif not right:
            logger.warning("sign-in failed office=%s", office)
        return right

    def has_passphrase(self, office: str) -> bool:
        return self._log.password_hash(office, STAFF) is not None

    def _verify(self, stored: str, passphrase: str) -> bool:
        try:
            return self._hasher.verify(stored, passphrase)
        except VerificationError:
            return False

    # ---- forms -------------------------------------------------------------------------------

    def csrf(self, session: str) -> str:
        return self._keys.csrf(session)

    def check_csrf(self, request: HTTPConnection, session: str, token: str) -> None:
        """Raises ProblemError csrf unless the token is the session's and the page was ours."""
        self.check_origin(request)
        if not secrets.compare_digest(self.csrf(session).encode(), token.encode()):
            raise refuse("csrf")

    def check_origin(self, request: HTTPConnection) -> None:
        """A browser tells where a form came from; another site's page may not act here.

        With our `Referrer-Policy: no-referrer` browsers send `Origin: null` even from our own
        pages (Fetch standard, "append a request Origin header"), so Sec-Fetch-Site, which no page
        can forge, is asked first. A browser too old for it still needs the CSRF token."""
        site = request.headers.get("sec-fetch-site")
        origin = request.headers.get("origin")
        if site is not None:
            foreign = site not in {"same-origin", "none"}
        else:
            host = request.headers.get("host")
            foreign = origin not in {None, "null"} and urlsplit(origin).netloc != host
        if foreign:
            raise refuse("csrf")

    # ---- cookies -----------------------------------------------------------------------------

    @property
    def _https(self) -> bool:
        return any(o.public_url.lower().startswith("https:") for o in self._offices.values())

    def _cookie(self, name: str) -> str:
        return f"__Host-{name}" if self._https else name

    def _serializer(self, name: str) -> URLSafeSerializer:
        return URLSafeSerializer(self._keys.cookie_key(), salt=name)

    def _load(self, request: HTTPConnection, name: str, shape: type[C]) -> C | None:
        """The cookie's content; None too if it was forged or another version wrote it."""
        raw = request.cookies.get(self._cookie(name))
        if raw is None:
            return None
        try:
            return shape(**self._serializer(name).loads(raw))
        except (BadSignature, TypeError):
            return None

    def _store(self, response: Response, name: str, content: dict[str, Any], age_s: int) -> None:
        response.set_cookie(
            self._cookie(name),
            str(self._serializer(name).dumps(content)),
            max_age=age_s,
            path="/",
            httponly=True,
            secure=self._https,
            samesite="lax",
        )


def hash_passphrase(passphrase: str) -> str:
    return PasswordHasher().hash(passphrase)
