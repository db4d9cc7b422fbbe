"""The state of the kiosk in the words of one language: what each part of a screen shows."""

import math
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from assets.catalogue import languages as known_languages
from kiosk.checkin import CAN_COME
from kiosk.patience import COUNTDOWN_SECONDS
from kiosk.presence import host
from kiosk.state import (
    Booking,
    Checking,
    Choosing,
    Home,
    State,
    Ticketed,
    Typing,
    available,
    chosen,
    offer,
)
from office.contract import (
    DepartmentFacts,
    KioskView,
    PlaceFacts,
    ServiceOffer,
    Words,
)
from printer.slip import halved
from screen.language import format_clock, format_day, format_number, isolated, words

CHIPS = 3
"""How many of the next starts a service shows on the welcome screen."""
NOON = 12
MANY_NOTICES, MANY_LETTERS = 2, 200
OVER = frozenset({"done", "cancelled", "expired", "held"})
"""States of a ticket that nobody will be called with."""
SLOW_SECONDS = 3.0


@dataclass(frozen=True, slots=True)
class OfferRow:
    service: str
    name: str
    symbol: str
    """Name of its icon."""
    minutes: int
    timed: bool
    free: int
    """What a count beside the name says: starts cannot be added up between services."""
    open: bool
    chips: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TimeRow:
    clock: str
    start: str
    """RFC 3339, as it goes back to the view model."""
    name: str


@dataclass(frozen=True, slots=True)
class WayRow:
    name: str
    where: str
    note: str
    arrow: str


@dataclass(frozen=True, slots=True)
class TileRow:
    tag: str
    name: str
    current: bool


@dataclass(frozen=True, slots=True)
class HeadFace:
    name: str = ""
    short: str = ""
    address: str = ""
    clock: str = ""
    day: str = ""
    until: str = ""
    """Today's closing, "" when the office is closed."""


@dataclass(frozen=True, slots=True)
class ChanceFace:
    """When to come (back)."""

    clock: str = ""
    day: str = ""
    """"" when it is still today."""


@dataclass(frozen=True, slots=True)
class LiveFace:
    url: str = ""
    host: str = ""


@dataclass(frozen=True, slots=True)
class ChosenFace:
    service: str = ""
    name: str = ""
    hint: str = ""
    icon: str = ""
    minutes: int = 0
    timed: bool = True
    open: bool = False
    bring: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TicketFace:
    number: str = ""
    start: str = ""
    waitAt: str = ""
    ahead: int = 0
    url: str = ""
    code: str = ""
    state: str = ""
    """A contract.TicketState."""
    late: bool = False
    """Its time is over."""
    canPrint: bool = False
    canCome: bool = False
    """Whether "I am here" can be said."""
    paper: Literal["", "printing", "printed", "unconfirmed", "none", "kept"] = ""
    secondsLeft: int = 0


@dataclass(frozen=True, slots=True)
class NoteFace:
    kind: str = ""
    next: str = ""


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """What everybody should know: a contract.NoticeKind, and staff's own words, if any."""

    kind: str
    words: str
    small: bool = False
    """There is so much to say that larger letters would push the rest off the screen."""


def say(texts: Words, state: State) -> str:
    """The text in the visitor's language, else in the office's first."""
    first = state.view.office.languages[0] if state.view else state.tiles[0]
    return words(texts, state.language, first)


def head(state: State, now: datetime | None) -> HeadFace:
    if state.view is None:
        return HeadFace()
    office, view = state.view.office, state.view
    closes = view.closes_at if view.state != "closed" else None
    return HeadFace(
        name=say(office.name, state),
        short=office.short,
        address=isolated(office.address, state.language),
        clock=format_clock(now, state.language) if now else "",
        day=format_day(now.date(), state.language) if now else "",
        until=format_clock(closes, state.language) if closes else "",
    )


def chance(state: State) -> ChanceFace:
    view = state.view
    if view is None or view.next_chance is None:
        return ChanceFace()
    then = view.next_chance
    day = "" if then.date() == view.date else format_day(then.date(), state.language)
    return ChanceFace(format_clock(then, state.language), day)


def live(view: KioskView | None, url: str) -> LiveFace:
    return LiveFace(url, host(view.public_url)) if view and url else LiveFace()


def offers(state: State) -> tuple[OfferRow, ...]:
    services = state.view.services if state.view else ()
    return tuple(_offer_row(service, state) for service in services)


def _offer_row(service: ServiceOffer, state: State) -> OfferRow:
    return OfferRow(
        service=service.id,
        name=say(service.name, state),
        symbol=service.icon,
        minutes=service.minutes,
        timed=service.timed,
        free=max(service.free, 1) if available(service) else 0,
        open=available(service),
        chips=tuple(format_clock(start, state.language) for start in service.starts[:CHIPS]),
    )


def selected(state: State) -> ChosenFace:
    service = chosen(state)
    if service is None:
        return ChosenFace()
    return ChosenFace(
        service=service.id,
        name=say(service.name, state),
        hint=say(service.hint, state),
        icon=service.icon,
        minutes=service.minutes,
        timed=service.timed,
        open=available(service),
        bring=tuple(say(each, state) for each in service.bring),
    )


def times(state: State) -> tuple[tuple[TimeRow, ...], tuple[TimeRow, ...]]:
    """The free starts of the chosen service before and from noon."""
    service = chosen(state)
    starts = service.starts if service else ()
    rows = [(start.hour < NOON, time_row(start, state)) for start in starts]
    return tuple(r for early, r in rows if early), tuple(r for early, r in rows if not early)


def time_row(start: datetime, state: State) -> TimeRow:
    return TimeRow(format_clock(start, state.language), start.isoformat(), f"start-{start:%H:%M}")


def ways(state: State) -> tuple[WayRow, ...]:
    """The institutions and places of the building."""
    if state.view is None:
        return ()
    departments = (_department(each, state) for each in state.view.departments)
    places = (_place(each, state) for each in state.view.places)
    return (*departments, *places)


def _department(facts: DepartmentFacts, state: State) -> WayRow:
    room = isolated(facts.room, state.language)
    where = " · ".join(part for part in (say(facts.floor, state), room) if part)
    return WayRow(say(facts.name, state), where, "", facts.arrow)


def _place(facts: PlaceFacts, state: State) -> WayRow:
    return WayRow(
        say(facts.name, state), say(facts.floor, state), say(facts.note, state), facts.arrow
    )


def ticket(state: State, now: float, office_now: datetime | None) -> TicketFace:
    step = state.step
    if not isinstance(step, Ticketed):
        return TicketFace()
    booked, language = step.ticket, state.language
    kept = step.paper == "kept"
    return TicketFace(
        number=isolated(format_number(booked.number), language),
        start=format_clock(booked.start, language) if booked.start else "",
        waitAt=say(booked.wait_at, state),
        ahead=booked.ahead,
        url=booked.url,
        code=isolated(halved(booked.code), language),
        state=booked.state,
        late=bool(booked.start and office_now and booked.start < office_now),
        canPrint=kept and state.has_printer and booked.state not in OVER,
        canCome=kept and booked.state in CAN_COME,
        paper=step.paper,
        secondsLeft=max(0, math.ceil(step.until - now - 0.01)),
    )


def note(state: State) -> NoteFace:
    step = state.step
    given = step.note if isinstance(step, Home | Choosing | Typing) else None
    if given is None:
        return NoteFace()
    return NoteFace(given.kind, format_clock(given.next, state.language) if given.next else "")


def countdown(state: State, now: float) -> int:
    """Seconds left to say "I am still here", 0 when nobody is asked."""
    if state.asked_at is None:
        return 0
    return max(1, math.ceil(state.asked_at + COUNTDOWN_SECONDS - now - 0.01))


def booking_name(state: State) -> str:
    """The service that is being booked."""
    if state.view is None or not isinstance(state.step, Booking):
        return ""
    service = offer(state.view, state.step.service)
    return say(service.name, state) if service else ""


def booking_slow(state: State, now: float) -> bool:
    """Whether the office lets the visitor wait for the number."""
    step = state.step
    return isinstance(step, Booking | Checking) and now - step.since >= SLOW_SECONDS


def notices(state: State) -> tuple[NoticeRow, ...]:
    """What stands below the head; the order to leave has a screen of its own. A long list makes
    room for the keys while a code is typed."""
    given = state.view.notices if state.view else ()
    said = [(n.kind, say(n.words, state)) for n in given if n.kind != "evacuation"]
    much = len(said) > MANY_NOTICES or sum(len(words) for _, words in said) > MANY_LETTERS
    if much and isinstance(state.step, Typing):
        return ()
    return tuple(NoticeRow(kind, words, much) for kind, words in said)


def tongues(state: State) -> tuple[str, ...]:
    """All languages in which everybody must be reached: the office's first, then ours."""
    spoken = state.view.office.languages if state.view else ()
    known = known_languages()
    all_ = dict.fromkeys((*spoken, *state.tiles))
    return tuple(tag for tag in all_ if tag in known)
