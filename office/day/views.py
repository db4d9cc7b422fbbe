"""What the screens show of a day: `view = f(Day, now)`. Whole views, made anew, never patched."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from office import contract as wire
from office.day import arriving, calling, capacity, hours, serving
from office.day.config import Service
from office.day.day import Day
from office.day.ticket import Ticket

RECENT_ROWS = 12
NEXT_NUMBERS = 6
OVER_ROWS = 20


def local(day: Day, at: int) -> datetime:
    """Epoch milliseconds → aware datetime with the office's own offset."""
    return datetime.fromtimestamp(at / 1000, UTC).astimezone(ZoneInfo(day.zone))


def _maybe(day: Day, at: int | None) -> datetime | None:
    return None if at is None else local(day, at)


def the_date(day: Day) -> date:
    return date.fromisoformat(day.plan.date)


# ---- kiosk -----------------------------------------------------------------------------------


def kiosk_view(day: Day, now: int, public_url: str) -> wire.KioskView:
    giving = hours.giving(day, now)
    services = tuple(_offer(day, service, now, giving) for service in day.config.services)
    return wire.KioskView(
        office=day.config.office,
        now=local(day, now),
        date=the_date(day),
        public_url=public_url,
        state=hours.offer(day, now, any(s.free for s in services)),
        opens_at=_maybe(day, hours.opens_at(day)),
        closes_at=_maybe(day, hours.closes_at(day)),
        next_chance=_maybe(day, hours.next_chance(day, now)),
        services=services,
        departments=day.config.departments,
        places=day.config.places,
        notices=notices(day),
    )


def _offer(day: Day, service: Service, now: int, giving: bool) -> wire.ServiceOffer:
    queue = day.queue(service.queue)
    starts: list[int] = []
    free = 0
    if giving and queue.kind == "timed":
        starts = capacity.free_starts(day, (service.id,), service.minutes, now)
        free = capacity.room_for(day, (service.id,), service.minutes, now)
    elif giving:
        free = capacity.room_for(day, (service.id,), service.minutes, now)
    return wire.ServiceOffer(
        id=service.id, name=service.name, hint=service.hint, bring=service.bring,
        icon=service.icon, minutes=service.minutes, timed=queue.kind == "timed",
        quick=queue.quick, free=free,
        starts=tuple(local(day, s) for s in capacity.offered(starts, day.plan.midnight)),
    )  # fmt: skip


# ---- board -----------------------------------------------------------------------------------


def board_view(day: Day, now: int) -> wire.BoardView:
    opened = sorted(day.in_state("called"), key=lambda t: -t.call_position)
    taken_up = [day.tickets[id_] for id_ in day.recent if day.tickets[id_].state != "called"]
    return wire.BoardView(
        office=day.config.office,
        now=local(day, now),
        date=the_date(day),
        position=day.position,
        state=hours.offer(day, now, anything_free=True),
        closes_at=_maybe(day, hours.closes_at(day)),
        calls=tuple(call(day, t) for t in opened),
        recent=tuple(call(day, t) for t in taken_up[:RECENT_ROWS]),
        next=tuple(t.number for t in calling.waiting(day, now)[:NEXT_NUMBERS]),
        notices=notices(day),
        closing=day.closed,
    )


def call(day: Day, ticket: Ticket) -> wire.Call:
    desk = next(d for d in day.config.desks if d.id == ticket.desk)
    kind: Literal["call", "recall"] = "recall" if ticket.calls > 1 else "call"
    return wire.Call(
        id=ticket.call_position, number=ticket.number, kind=kind, count=max(1, ticket.calls),
        at=local(day, ticket.call_at), desk=desk, quick=day.queue(ticket.queue).quick,
        language=ticket.language,
    )  # fmt: skip


# ---- the visitor's ticket --------------------------------------------------------------------


def ticket_view(day: Day, ticket: Ticket, now: int) -> wire.TicketView:
    service = _service(day, ticket)
    called = ticket.state in {"called", "serving"}
    return wire.TicketView(
        office=day.config.office,
        now=local(day, now),
        date=the_date(day),
        number=ticket.number,
        state=ticket.state,
        start=_maybe(day, ticket.start),
        service=service.name,
        bring=service.bring,
        wait_at=day.config.office.wait_at,
        ahead=calling.ahead_of(day, ticket, now) if ticket.state == "waiting" else None,
        call=call(day, ticket) if called else None,
        code=ticket.code,
        language=ticket.language,
        held_until=_maybe(day, ticket.held_until) if ticket.state == "held" else None,
        check_in_from=_maybe(day, arriving.earliest(day, ticket)),
        notices=notices(day),
        closing=day.closed if ticket.state in {"waiting", "parked"} else None,
        called_at=local(day, ticket.call_at) if ticket.state == "missed" else None,
        may_return=ticket.state == "missed" and not ticket.returns,
    )


def starts_to_move_to(day: Day, ticket: Ticket, now: int) -> tuple[datetime, ...]:
    """The free starts of its day for a ticket that has one; its own does not stand in the way."""
    if ticket.state not in {"booked", "waiting"} or ticket.start is None or hours.closed(day, now):
        return ()
    without = capacity.without(day, ticket)
    free = capacity.free_starts(without, ticket.services, ticket.minutes, now)
    others = [start for start in free if start != ticket.start]
    return tuple(local(day, start) for start in capacity.offered(others, day.plan.midnight))


def booked_ticket(day: Day, ticket: Ticket, secret: str, url: str, now: int) -> wire.BookedTicket:
    """A ticket as given out. `secret` and `url` come from outside: the log holds neither."""
    service = _service(day, ticket)
    return wire.BookedTicket(
        id=ticket.id,
        number=ticket.number,
        secret=secret,
        url=url,
        code=ticket.code,
        state=ticket.state,
        date=the_date(day),
        start=_maybe(day, ticket.start),
        issued_at=local(day, ticket.booked_at),
        service=service.name,
        print_service=service.print_name,
        bring=service.bring,
        wait_at=day.config.office.wait_at,
        ahead=calling.ahead_of(day, ticket, now),
        language=ticket.language,
        held_until=_maybe(day, ticket.held_until) if ticket.state == "held" else None,
    )


def _service(day: Day, ticket: Ticket) -> Service:
    found = day.service(ticket.items[0].service)
    assert found is not None, "a booked service is part of the day's config"
    return found


# ---- desk ------------------------------------------------------------------------------------


def desk_view(day: Day, desk: str, now: int, remarks: Mapping[str, str]) -> wire.DeskView:
    """`remarks`: ticket id → what colleagues wrote. Raises KeyError for an unknown desk."""
    desks = {d.id: d for d in day.config.desks}

    def rows(tickets: Iterable[Ticket]) -> tuple[wire.TicketRow, ...]:
        return tuple(row(day, t, desk, remarks.get(t.id, "")) for t in tickets)

    mine = calling.waiting_for(day, desk, now)
    own = {t.id for t in mine}
    others = [t for t in calling.waiting(day, now) if t.id not in own]
    current = day.at_desk.get(desk)
    elsewhere = sorted(id_ for d, id_ in day.at_desk.items() if d != desk)
    undo = serving.undoable(day, desk, now)
    limit = day.config.rules.undo_seconds * 1000
    return wire.DeskView(
        office=day.config.office,
        now=local(day, now),
        date=the_date(day),
        position=day.position,
        state=hours.offer(day, now, anything_free=True),
        desk=desks[desk],
        desks=day.config.desks,
        current=rows([day.tickets[current]])[0] if current is not None else None,
        due=len(calling.callable_now(day, desk, now)),
        next_due=_maybe(day, calling.next_due(day, desk, now)),
        waiting=rows([*mine, *others]),
        booked=rows(sorted(day.in_state("booked"), key=lambda t: t.due)),
        elsewhere=rows(day.tickets[id_] for id_ in elsewhere),
        over=rows(_newest(day, "done")),
        missed=rows(_newest(day, "missed")),
        parked=rows(sorted(day.in_state("parked"), key=lambda t: t.changed)),
        paused=desk in day.paused,
        undo=day.tickets[undo.before.id].number if undo is not None else None,
        undo_until=local(day, undo.at + limit) if undo is not None else None,
        services=tuple(_service_facts(day, s) for s in day.config.services),
        notices=notices(day, desks_too=True),
        closing=day.closed,
    )


def _newest(day: Day, state: wire.TicketState) -> list[Ticket]:
    return sorted(day.in_state(state), key=lambda t: -t.over_position)[:OVER_ROWS]


def _service_facts(day: Day, service: Service) -> wire.ServiceFacts:
    return wire.ServiceFacts(
        service.id, service.name, service.minutes,
        timed=day.queue(service.queue).kind == "timed",
        open=bool(capacity.able_desks(day, (service.id,))),
    )  # fmt: skip


def row(day: Day, ticket: Ticket, desk: str, remark: str = "") -> wire.TicketRow:
    """A ticket as this desk sees it."""
    plan = day.desk_plan(desk)
    return wire.TicketRow(
        id=ticket.id,
        number=ticket.number,
        state=ticket.state,
        start=_maybe(day, ticket.start),
        service=_service(day, ticket).name,
        minutes=ticket.minutes,
        persons=ticket.persons,
        language=ticket.language,
        origin=ticket.origin,
        here_since=_maybe(day, ticket.here_at),
        calls=ticket.calls,
        desk=ticket.desk,
        mine=plan is not None and set(ticket.services) <= set(plan.services),
        due=local(day, ticket.due),
        returns=ticket.returns,
        remark=remark,
        paper=ticket.paper,
        items=tuple(wire.Item(item.service, item.persons) for item in ticket.items),
    )


# ---- notices ---------------------------------------------------------------------------------


def notices(day: Day, desks_too: bool = False) -> tuple[wire.NoticeFacts, ...]:
    """What is up now, oldest first; evacuation before all. Emergency calls are for desks only."""
    shown = [n for n in day.notices.values() if desks_too or n.kind != "emergency"]
    desks = {d.id: d for d in day.config.desks}
    return tuple(
        wire.NoticeFacts(
            n.id, n.kind, n.words, local(day, n.posted_at), desks.get(n.desk),
            tuple(desks[d] for d in n.coming),
        )
        for n in sorted(shown, key=lambda n: (n.kind != "evacuation", n.posted_at, n.id))
    )  # fmt: skip
