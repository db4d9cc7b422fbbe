"""The facts that cross the wire between the office and its screens: views, requests, refusals.

Everything here is a frozen dataclass of plain values. `office.client` reads them from JSON and the
service writes them, both through pydantic's `TypeAdapter`; unknown fields are ignored on reading,
so that an older screen understands a newer office. Instants are aware datetimes in the office's
own zone (RFC 3339 with offset on the wire), so that a screen shows `start:%H:%M` and needs no
zone.
"""

import base64
import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Words = Mapping[str, str]
"""One text in several languages: BCP 47 tag → text. The office's first language is always there."""

TicketState = Literal[
    "held", "booked", "waiting", "called", "serving", "done",
    "cancelled", "expired", "missed", "parked",
]  # fmt: skip
OfferState = Literal["open", "nothing_free", "not_released", "closed"]
"""What a visitor without an appointment can get now: a start, nothing (any more), not yet, closed.
"""
Arrow = Literal["left", "right", "up", "down", "straight", "here"]
"""The physical way from the screen, never mirrored. up/down = other floor, straight = ahead."""
PrintOutcome = Literal["printed", "unconfirmed", "failed", "shown"]

NoticeKind = Literal["closing_early", "long_wait", "evacuation", "message", "emergency"]
"""emergency: a desk calls its colleagues; shown on desk pages only. message: the words say it."""
WaitingEnd = Literal["served", "tomorrow", "voucher"]
"""What happens at the day's end to those who still wait."""

CODE_LETTERS = "ACDEFHJKLMNPQRTUVWXY34679"
"""What check-in codes are made of: letters and digits nobody confuses when reading or typing (no
0 O, 1 I, 2 Z, 5 S, 8 B, G)."""
CODE_LENGTH = 6
QUEUE_LETTERS = "ABCEHK"
"""What a queue's letter can be: told apart by eye and by ear."""

PING_SECONDS = 1.0
"""How often a device's feed says it is alive; phones hear it every 15 s."""
STALE_SECONDS = 4.0
"""A device that heard nothing for so long treats the office as lost."""

RefusalCode = Literal[
    "invalid", "not_found", "method_not_allowed", "too_large",
    "no_credentials", "forbidden", "csrf", "sign_in_failed", "too_many",
    "presence_required", "presence_expired", "one_ticket_only",
    "key_missing", "key_reused",
    "unknown_office", "unknown_service", "unknown_desk", "unknown_ticket",
    "wrong_date", "closed", "not_released", "start_required", "start_past", "slot_taken",
    "nothing_free", "nobody_due", "desk_busy", "desk_idle", "desk_closed", "desk_paused",
    "wrong_state", "too_early", "too_late", "already_here", "hold_ended", "unknown_code",
    "nothing_to_undo", "unknown_notice", "day_closed",
    "storage_failed", "starting", "internal",
]  # fmt: skip


# ---- who and where ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OfficeFacts:
    """Who the office is, as every screen shows it."""

    id: str
    name: Words
    short: str
    """Two or three letters for the mark beside the name, e.g. "KU"."""
    address: str
    zone: str
    languages: tuple[str, ...]
    """BCP 47 tags, the office's own first."""
    wait_at: Words
    """The place to wait, e.g. "Wartebereich B"."""


@dataclass(frozen=True, slots=True)
class DepartmentFacts:
    """An institution in the building, for the directory."""

    id: str
    name: Words
    room: str
    floor: Words
    arrow: Arrow


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """A photo machine, a toilet, a lift."""

    id: str
    name: Words
    note: Words
    """E.g. the fee; empty where there is nothing to say."""
    floor: Words
    arrow: Arrow


@dataclass(frozen=True, slots=True)
class DeskFacts:
    """A desk (Schalter) and the way to it."""

    id: str
    label: str
    """What stands on the sign, e.g. "4"."""
    name: Words
    room: str
    floor: Words
    arrow: Arrow


@dataclass(frozen=True, slots=True)
class NoticeFacts:
    """A message on the screens. Kinds but "message" have words of their own in every language."""

    id: str
    kind: NoticeKind
    words: Words
    at: datetime
    desk: DeskFacts | None = None
    """With emergency: the desk that calls."""
    coming: tuple[DeskFacts, ...] = ()
    """With emergency: the desks that answered."""


# ---- the kiosk and the booking page ----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ServiceOffer:
    """A service (Anliegen) and what is still free for it today."""

    id: str
    name: Words
    hint: Words
    """One plain sentence: whom this is for."""
    bring: tuple[Words, ...]
    icon: str
    """Name of an icon under assets/icons, without ending."""
    minutes: int
    timed: bool
    """True: needs a start. False: a number alone (open queue)."""
    quick: bool
    """True for the short queue of its own (pick-up of finished titles)."""
    starts: tuple[datetime, ...]
    """Free starts to choose from, ascending: the next ones densely, later ones each quarter hour.
    """
    free: int
    """How many more visitors of this service fit today, one after the other."""


@dataclass(frozen=True, slots=True)
class KioskView:
    """All that the kiosk (and the phone's booking page) shows of the office."""

    office: OfficeFacts
    now: datetime
    date: date
    public_url: str
    """Scheme, host and port that phones use, no slash at the end."""
    state: OfferState
    opens_at: datetime | None
    """First opening today, None when the office does not open today."""
    closes_at: datetime | None
    """Last closing today."""
    next_chance: datetime | None
    """When to come (back): the release time, or the next opening. None when not known."""
    services: tuple[ServiceOffer, ...]
    departments: tuple[DepartmentFacts, ...]
    places: tuple[PlaceFacts, ...]
    notices: tuple[NoticeFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    service: str
    persons: int = 1


@dataclass(frozen=True, slots=True)
class BookRequest:
    """`POST /tickets`: one ticket for the items, at `start` (timed queues) or by number alone."""

    date: date
    items: tuple[Item, ...]
    language: str
    start: datetime | None = None
    hold: bool = False
    """Only keep the start for some minutes; `…/confirm` makes it a ticket."""


@dataclass(frozen=True, slots=True)
class MoveRequest:
    """`POST /tickets/{secret}/move`: to another free start of the same day."""

    start: datetime


@dataclass(frozen=True, slots=True)
class CheckInRequest:
    """`POST /check-in` by a paired kiosk: the code, or the secret read from the ticket's QR. With
    `number` beside the code, a lost ticket is found again whatever its state."""

    code: str = ""
    secret: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class BookedTicket:
    """A ticket as given out: all that slip and screen show. The secret is the visitor's own."""

    id: str
    number: str
    """Queue letter and at least three digits, no space: "E042"."""
    secret: str
    url: str
    """The ticket's page, in upper case, for the QR code."""
    code: str
    """Check-in code, six unambiguous characters, good for this day only."""
    state: TicketState
    date: date
    start: datetime | None
    issued_at: datetime
    service: Words
    print_service: bool
    """Whether the office allows the service's name on paper."""
    bring: tuple[Words, ...]
    wait_at: Words
    ahead: int
    """How many are before this ticket now."""
    language: str
    held_until: datetime | None = None
    """Only held (no number yet): confirm before this instant."""


@dataclass(frozen=True, slots=True)
class PrintedRequest:
    """`POST /tickets/{id}/printed`: what became of the paper."""

    outcome: PrintOutcome


# ---- the board -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Call:
    """A ticket called to a desk. `id` is the log position of its last Called/Recalled event: a
    board that keeps the highest id it announced knows, also after a restart, what is new."""

    id: int
    number: str
    kind: Literal["call", "recall"]
    count: int
    """1 for the first call, 2 for the first recall, …"""
    at: datetime
    desk: DeskFacts
    quick: bool
    language: str


@dataclass(frozen=True, slots=True)
class BoardView:
    office: OfficeFacts
    now: datetime
    date: date
    position: int
    """Log position this view was made at."""
    state: OfferState
    closes_at: datetime | None
    calls: tuple[Call, ...]
    """Open calls (called, not yet at the desk), newest first."""
    recent: tuple[Call, ...]
    """Earlier calls of today that were taken up, newest first, at most 12."""
    next: tuple[str, ...]
    """Numbers that are likely next, in order, at most 6."""
    notices: tuple[NoticeFacts, ...] = ()
    closing: WaitingEnd | None = None
    """Set when the day was closed: what happens to those who still wait."""


# ---- the phone's ticket page -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TicketView:
    """A ticket as its owner follows it."""

    office: OfficeFacts
    now: datetime
    date: date
    number: str
    state: TicketState
    start: datetime | None
    service: Words
    bring: tuple[Words, ...]
    wait_at: Words
    ahead: int | None
    """How many waiting tickets are before this one; None when not waiting."""
    call: Call | None
    """Where to go, while called or served."""
    code: str
    language: str
    held_until: datetime | None = None
    check_in_from: datetime | None = None
    """Before this instant it is too early to say "I am here"."""
    notices: tuple[NoticeFacts, ...] = ()
    closing: WaitingEnd | None = None
    """Set when the day was closed while this ticket still waits."""
    called_at: datetime | None = None
    """Only missed: when it was called last."""
    may_return: bool = False
    """Only missed: whether it may still come back."""


# ---- the desk --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ServiceFacts:
    """A service as a desk chooses it."""

    id: str
    name: Words
    minutes: int
    timed: bool
    open: bool
    """Whether some desk does it today."""


@dataclass(frozen=True, slots=True)
class TicketRow:
    """A ticket as a desk sees it."""

    id: str
    number: str
    state: TicketState
    start: datetime | None
    service: Words
    minutes: int
    persons: int
    language: str
    origin: Literal["kiosk", "phone", "desk", "import"]
    here_since: datetime | None
    calls: int
    desk: str | None
    """The desk that called it last."""
    mine: bool = True
    """Whether the asking desk can do all of its services."""
    due: datetime | None = None
    """What its turn goes by."""
    returns: int = 0
    """How often it came back after it was missed."""
    remark: str = ""
    """A word for the colleagues; never leaves the desk pages."""
    paper: PrintOutcome | None = None
    """What became of a kiosk ticket's paper; "failed": neither printed nor shown, so that its
    visitor may not know the number."""
    items: tuple[Item, ...] = ()
    """All that was booked or, once finished, done."""


@dataclass(frozen=True, slots=True)
class DeskView:
    office: OfficeFacts
    now: datetime
    date: date
    position: int
    state: OfferState
    desk: DeskFacts
    desks: tuple[DeskFacts, ...]
    """All desks of the office, to choose from."""
    current: TicketRow | None
    """The visitor called to or served at this desk."""
    due: int
    """How many waiting tickets this desk could call now."""
    next_due: datetime | None
    """When nobody is due: the next instant somebody who is here will be."""
    waiting: tuple[TicketRow, ...]
    """Those here whom this desk can serve, in the order of calling; the others follow."""
    booked: tuple[TicketRow, ...]
    """Those with a start today who are not here yet."""
    elsewhere: tuple[TicketRow, ...]
    """Called or served at other desks."""
    over: tuple[TicketRow, ...]
    """Done, newest first, at most 20."""
    missed: tuple[TicketRow, ...] = ()
    """Called in vain, newest first; may come back once."""
    parked: tuple[TicketRow, ...] = ()
    paused: bool = False
    undo: str | None = None
    """Number of the ticket whose last step at this desk can still be taken back."""
    undo_until: datetime | None = None
    services: tuple[ServiceFacts, ...] = ()
    """All services of the office, to transfer to or to issue a ticket for."""
    notices: tuple[NoticeFacts, ...] = ()
    closing: WaitingEnd | None = None


@dataclass(frozen=True, slots=True)
class DeskOrder:
    """Body of a desk command that needs more than its name; each takes what it needs."""

    ticket: str | None = None
    """call, unpark, return: the ticket's public id."""
    service: str | None = None
    """transfer, issue."""
    place: Literal["front", "kept", "later", "end"] | None = None
    """send-back."""
    done: tuple[Item, ...] = ()
    """finish: what was done and for how many; empty: as booked."""
    notice: str | None = None
    """coming, emergency-end: the emergency call's id."""
    start: datetime | None = None
    """issue: for a timed service."""
    language: str | None = None
    """issue: the visitor's language, else the office's own."""


@dataclass(frozen=True, slots=True)
class DeskAnswer:
    """What a desk command did: the log position and, where one is concerned, the ticket."""

    position: int
    ticket: TicketRow | None
    issued: BookedTicket | None = None
    """issue: the ticket to print or read out."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Body of `POST /desks/{desk}/remark`: erased with the ticket, never in the log."""

    ticket: str
    text: str


@dataclass(frozen=True, slots=True)
class NoticeRequest:
    """`POST /notices`. Words are needed with kind "message" only, in every language."""

    kind: NoticeKind
    words: Words


@dataclass(frozen=True, slots=True)
class CloseRequest:
    """`POST /plan/{date}/close`."""

    waiting: WaitingEnd


@dataclass(frozen=True, slots=True)
class TitleCheck:
    """`POST /titles/check`: "is my title here?". `visit` is drawn anew for every visitor, so that
    one who guesses does not lock out the next."""

    number: str
    birth_date: date
    visit: str


@dataclass(frozen=True, slots=True)
class TitleAnswer:
    """`ready` false means not yet or unknown: the two are never told apart."""

    ready: bool


# ---- refusals --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Problem:
    """An RFC 9457 problem document. `code` is stable; the optional members depend on it."""

    code: RefusalCode
    title: str
    """English, for logs and developers; screens translate the code."""
    status: int
    type: str = "about:blank"
    detail: str = ""
    next_starts: tuple[datetime, ...] = ()
    """With slot_taken, start_past, too_late: the next free starts of the same service."""
    next_chance: datetime | None = None
    """With closed: the next opening; not_released: the release; nobody_due: the next due instant;
    too_early: from when one may check in."""
    items: tuple[Item, ...] = ()
    """With too_late: what the ticket was for, to be booked anew at one of `next_starts`."""


# ---- feeds -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Ping:
    """The named feed event `ping`: the office's time and log position."""

    now: datetime
    position: int


# ---- presence --------------------------------------------------------------------------------

PRESENCE_WINDOW_SECONDS = 30


def presence_token(key: bytes, short: str, unix_seconds: float) -> str:
    """The token in the door's live QR code: the kiosk's short id (2 characters) and the base32 of
    the first 40 bits of an HMAC-SHA256 over the 30-second window, with the kiosk's own key."""
    window = int(unix_seconds) // PRESENCE_WINDOW_SECONDS
    mac = hmac.new(key, f"{short}|{window}".encode(), hashlib.sha256).digest()
    return short + base64.b32encode(mac[:5]).decode()
