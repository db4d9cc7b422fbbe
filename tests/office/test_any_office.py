"""The same whole day in every office there is: no rule knows the first one."""

import ast
from datetime import datetime
from pathlib import Path

import pytest

import office.day
from office import contract as wire
from office.access import Principal
from office.officefile import load_office
from tests.office.day.small import MINUTE, at
from tests.office.playing import STAFF, Playing, outcome, play
from tests.office.serving import SAMPLE

OFFICES = sorted(SAMPLE.parent.glob("*.toml"))
OPENING, NINE = at("07:00"), at("09:00")
every_office = pytest.mark.parametrize("file", OFFICES, ids=lambda file: file.stem)


def test_there_is_more_than_one() -> None:
    assert len(OFFICES) >= 2


def test_no_rule_names_a_queue_or_a_service_of_any_office() -> None:
    names = set()
    for file in OFFICES:
        config = load_office(file).config
        names |= {q.id for q in config.queues} | {s.id for s in config.services}
        names |= {config.office.id, *(d.room for d in config.desks)}
    for module in Path(office.day.__path__[0]).glob("*.py"):
        texts = {
            node.value
            for node in ast.walk(ast.parse(module.read_text()))
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        }
        assert not texts & names, module.name


class Visit:
    """One visitor's way through an office, by what the office itself says it offers."""

    def __init__(self, there: Playing, offer: wire.ServiceOffer) -> None:
        self.there, self.offer = there, offer
        self.phone = Principal("visitor", f"v-{offer.id}", there.office.id)
        plan = there.office.day.plan
        self.desk = next(
            d.desk
            for d in plan.desks
            if offer.id in d.services and d.desk not in there.office.day.at_desk and d.spans
        )

    @property
    def start(self) -> datetime | None:
        offers = self.there.service.kiosk_view(self.there.office).services
        mine = next(o for o in offers if o.id == self.offer.id)
        return mine.starts[0] if mine.timed else None

    async def state(self, ticket: wire.BookedTicket) -> str:
        return (await self.there.service.ticket_view(ticket.secret)).state

    async def through_every_button(self) -> None:
        there, desk = self.there, self.desk
        ticket = await there.book(self.offer.id, self.start)
        assert await self.state(ticket) == "waiting"
        await there.press("call", desk, ticket=ticket.id)
        for action, expected in (
            ("recall", "called"), ("undo", "waiting"), ("call", "called"), ("start", "serving"),
            ("park", "parked"), ("unpark", "waiting"), ("call", "called"), ("missed", "missed"),
            ("return", "waiting"), ("call", "called"), ("transfer", "waiting"),
        ):  # fmt: skip
            more = {"ticket": ticket.id} if action in {"call", "unpark", "return"} else {}
            more |= {"service": self.offer.id} if action == "transfer" else {}
            await there.press(action, desk, **more)  # type: ignore[arg-type]
            assert await self.state(ticket) == expected, action
        for place in ("front", "kept", "later", "end"):
            await there.press("call", desk, ticket=ticket.id)
            await there.press("send-back", desk, place=place)
            assert await self.state(ticket) == "waiting"
        await there.press("call", desk, ticket=ticket.id)
        done = (wire.Item(self.offer.id, 2),)
        assert (await there.press("finish", desk, done=done)).persons == 2
        assert (await there.service.ticket_view(ticket.secret)).number == ticket.number

    async def by_phone(self) -> None:
        """Held, confirmed, moved, checked in where there are starts; a number alone elsewhere."""
        there, service = self.there, self.there.service
        if self.start is None:
            ticket = await there.book(self.offer.id, by=self.phone)
        else:
            held = await there.book(self.offer.id, self.start, by=self.phone, hold=True)
            assert held.number == ""
            ticket = await service.confirm(self.phone, held.secret, there.key)
            other = self.start
            assert other is not None
            moved = await service.move(self.phone, held.secret, other, there.key)
            assert (moved.number, moved.start) == (ticket.number, other)
        asked = service.check_in(there.office, self.phone, ticket.secret, there.key)
        assert (await asked).state == "waiting"
        again = service.check_in(there.office, self.phone, ticket.secret, there.key)
        assert await outcome(again) == "already_here"
        await service.cancel(self.phone, ticket.secret, there.key)
        assert await self.state(ticket) == "cancelled"


@every_office
def test_every_service_by_every_button(tmp_path: Path, file: Path) -> None:
    async def scene(there: Playing) -> None:
        for offer in there.service.kiosk_view(there.office).services:
            await Visit(there, offer).through_every_button()
        assert not there.office.day.at_desk

    play(tmp_path, NINE, scene, file)


@every_office
def test_every_service_by_phone(tmp_path: Path, file: Path) -> None:
    async def scene(there: Playing) -> None:
        for offer in there.service.kiosk_view(there.office).services:
            await Visit(there, offer).by_phone()

    play(tmp_path, NINE, scene, file)


@every_office
def test_a_day_from_release_to_close(tmp_path: Path, file: Path) -> None:
    """Somebody every five minutes; all desks call whenever they are free. In the end everybody has
    a number of their own, has been served, and the day closes by itself."""

    async def scene(there: Playing) -> None:
        day = there.office.day
        closing = day.plan.hours[-1][1]
        services = [s.id for s in day.config.services]
        given: list[str] = []
        for n in range(12 * 15):
            await there.go(OPENING + 5 * n * MINUTE)
            visit = there.service.kiosk_view(there.office).services[n % len(services)]
            start = visit.starts[0] if visit.starts else None
            booked = await outcome(there.book(visit.id, start))
            given += [] if isinstance(booked, str) else [booked.number]
            for desk in day.config.desks:
                await outcome(there.press("finish", desk.id))
                await outcome(there.press("call-next", desk.id))
        assert len(given) == len(set(given)) > 60
        states = {t.state for t in there.office.day.tickets.values()}
        assert states == {"done"}
        assert there.serving.clock.at > closing
        assert there.office.day.closed == "served"

    play(tmp_path, at("06:00"), scene, file)


@every_office
def test_a_message_is_told_in_all_its_languages_and_help_comes(tmp_path: Path, file: Path) -> None:
    async def scene(there: Playing) -> None:
        office, service = there.office, there.service
        words = dict.fromkeys(office.config.office.languages, "…")
        missing = wire.NoticeRequest("message", {"xx": "…"})
        assert await outcome(service.post_notice(office, STAFF, missing, there.key)) == "invalid"
        await service.post_notice(office, STAFF, wire.NoticeRequest("message", words), there.key)
        assert [n.kind for n in service.board_view(office).notices] == ["message"]
        assert [n.kind for n in service.kiosk_view(office).notices] == ["message"]

    play(tmp_path, NINE, scene, file)
