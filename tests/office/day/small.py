"""Small offices for tests of the rules: built in memory, on one ordinary day."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from typing import Any

from assets import path as asset
from office.contract import DeskFacts, OfficeFacts
from office.day import commands as co
from office.day.config import DayConfig, DayPlan, DeskPlan, Queue, Rules, Service, Span
from office.day.day import MINUTE, Day, fold
from office.day.events import Recorded
from office.day.refusal import Refusal
from office.day.ticket import Ticket
from office.officefile import OfficeFile, load_office
from office.writer import Done, decide_one, order

DATE = "2026-11-26"
ZONE = "Europe/Berlin"


def at(clock: str, day: str = DATE, offset: str = "+01:00") -> int:
    """Epoch milliseconds of a wall-clock time such as "09:00"."""
    return round(datetime.fromisoformat(f"{day}T{clock}{offset}").timestamp() * 1000)


MIDNIGHT = at("00:00")


def spans(*texts: str) -> tuple[Span, ...]:
    """`"08:00-12:00"` → a span of instants on the test day."""
    pairs = (text.split("-") for text in texts)
    return tuple((at(start), at(end)) for start, end in pairs)


def service(id_: str, queue: str, minutes: int) -> Service:
    return Service(id_, queue, {"en": id_.title()}, {"en": ""}, (), "advice", minutes, False)


def desk(id_: str) -> DeskFacts:
    return DeskFacts(id_, id_, {"en": f"Desk {id_}"}, f"1.0{id_}", {"en": "Ground floor"}, "left")


def config(
    desks: Iterable[str] = ("1", "2", "3"),
    services: Iterable[Service] = (),
    grid: int = 5,
    lead: int = 5,
    early: int = 15,
) -> DayConfig:
    """Two timed queues (E, K) and an open one (A)."""
    chosen = tuple(services) or (
        service("apply", "e", 30),
        service("renew", "e", 20),
        service("pickup", "k", 5),
        service("ask", "a", 10),
    )
    return DayConfig(
        office=OfficeFacts(
            "small", {"en": "Small office"}, "S", "Somewhere 1", ZONE, ("en", "de"), {"en": "Hall"}
        ),
        rules=Rules(grid, lead, early),
        queues=(
            Queue("e", "E", "timed", False, {"en": "Appointments"}),
            Queue("k", "K", "timed", True, {"en": "Collection"}),
            Queue("a", "A", "open", False, {"en": "Information"}),
        ),
        services=chosen,
        desks=tuple(desk(id_) for id_ in desks),
        departments=(),
        places=(),
    )


def plan(
    desks: Iterable[DeskPlan] = (),
    hours: tuple[Span, ...] = spans("08:00-12:00"),
    release: str | None = "07:30",
) -> DayPlan:
    return DayPlan(
        date=DATE,
        midnight=MIDNIGHT,
        hours=hours,
        release_at=None if release is None else at(release),
        next_opening=at("08:00", "2026-11-27"),
        desks=tuple(desks)
        or (
            DeskPlan("1", hours, ("apply", "renew")),
            DeskPlan("2", hours, ("renew", "ask")),
            DeskPlan("3", hours, ("pickup",)),
        ),
    )


@cache
def sample() -> OfficeFile:
    return load_office(asset("offices/kreis-unna.toml"))


@cache
def second_sample() -> OfficeFile:
    """Vehicles and driving licences: most come without an appointment, ten desks."""
    return load_office(asset("offices/zulassung.toml"))


def sample_date() -> date:
    return date.fromisoformat(DATE)


class Morning:
    """A day under test: commands in, facts kept, the folded day beside them."""

    def __init__(self, config: DayConfig, plan: DayPlan, now: int | None = None) -> None:
        self.day: Day | None = None
        self.rows: list[Recorded] = []
        self.now = at("07:00") if now is None else now
        self._asked = 0
        self.ask(co.OpenDay(config, plan))

    def ask(
        self, command: co.Command, key: str = "", by: str = "kiosk:one", body: str = ""
    ) -> Done | Refusal:
        """One command through the same path as the service's, under a new key unless given."""
        self._asked += 1
        wanted = order(command, by, key or f"key-{self._asked:04}", body or repr(command))
        self.day, rows, outcome = decide_one(self.day, wanted, self.now)
        self.rows += rows
        return outcome

    @property
    def opened(self) -> Day:
        assert self.day is not None
        return self.day

    def book(self, service: str, start: int | str | None = None, **more: Any) -> Ticket:
        """A ticket that must be given out."""
        outcome = self.ask(book(service, start, **{"ticket": f"t{self._asked}", **more}))
        assert isinstance(outcome, Done), outcome
        assert outcome.answered is not None
        assert outcome.answered.ticket is not None
        return self.opened.tickets[outcome.answered.ticket]

    def do(self, command: co.Command) -> Ticket:
        """A command on a ticket that must succeed: the ticket after it."""
        outcome = self.ask(command)
        assert isinstance(outcome, Done), outcome
        assert outcome.answered is not None
        return self.opened.tickets[outcome.answered.ticket or ""]

    def refused(self, command: co.Command) -> Refusal:
        """A command that must be refused, and must leave nothing behind."""
        before = self.day
        outcome = self.ask(command)
        assert isinstance(outcome, Refusal), outcome
        assert self.day is before
        return outcome


def open_morning(now: str = "08:00", **rules: int) -> Morning:
    """The small office, released."""
    morning = Morning(config(**rules), plan())
    morning.ask(co.ReleaseDay())
    morning.now = at(now)
    return morning


def book(
    service: str | Sequence[tuple[str, int]],
    start: int | str | None = None,
    *,
    ticket: str = "t",
    date: str = DATE,
    origin: co.Origin = "kiosk",
    owner: str | None = None,
    hold: bool = False,
) -> co.Book:
    items = ((service, 1),) if isinstance(service, str) else tuple(service)
    when = at(start) if isinstance(start, str) else start
    codes = tuple(f"{ticket}-{n}" for n in range(2))
    return co.Book(date, items, when, "en", origin, owner, ticket, codes, hold)


def folded(rows: Iterable[Recorded]) -> Day:
    state: Day | None = None
    for row in rows:
        state = fold(state, row)
    assert state is not None
    return state


def start_serials_at(day: Day, serial: int) -> Day:
    """The same day after so many tickets of every queue, without having to book them."""
    serials = day.serials
    for queue in day.config.queues:
        serials = serials.set(queue.letter, serial)
    return replace(day, serials=serials)


__all__ = [
    "DATE", "MIDNIGHT", "MINUTE", "ZONE", "Morning", "at", "book", "config", "desk", "folded",
    "open_morning", "plan", "sample", "sample_date", "second_sample", "service", "spans",
    "start_serials_at",
]  # fmt: skip
