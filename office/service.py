"""What the office does when asked, the same for JSON and for pages: commands in, contract facts
out."""

import secrets
from dataclasses import dataclass
from typing import Literal, get_args

from pydantic import TypeAdapter

from office import contract as wire
from office.access import Access, Principal, Visitor
from office.clock import Clock
from office.day import commands as co
from office.day import views
from office.day.day import Answered, Day
from office.day.refusal import Refusal
from office.day.ticket import Ticket
from office.keys import UNAMBIGUOUS, Keys, token_hash
from office.live import LiveOffice
from office.log import Log
from office.problems import ProblemError, from_refusal, refuse
from office.writer import order

DeskAction = Literal["call-next", "call", "recall", "start", "finish", "missed"]
DESK_ACTIONS: tuple[DeskAction, ...] = get_args(DeskAction)
CODE_LENGTH = 6
_BOOK = TypeAdapter(wire.BookRequest)


@dataclass(frozen=True, slots=True)
class FoundTicket:
    office: LiveOffice
    day: Day
    ticket: Ticket


class Service:
    """All offices of this process and what can be asked of them. Methods raise ProblemError."""

    def __init__(
        self, log: Log, keys: Keys, clock: Clock, access: Access, offices: dict[str, LiveOffice]
    ) -> None:
        self.clock = clock
        self.offices = offices
        self._log = log
        self._keys = keys
        self._access = access

    def office(self, id_: str) -> LiveOffice:
        if id_ not in self.offices:
            raise refuse("unknown_office", id_[:60])
        return self.offices[id_]

    # ---- views -------------------------------------------------------------------------------

    def kiosk_view(self, office: LiveOffice) -> wire.KioskView:
        return views.kiosk_view(office.day, self.clock.now(), office.public_url)

    def board_view(self, office: LiveOffice) -> wire.BoardView:
        return views.board_view(office.day, self.clock.now())

    def desk_view(self, office: LiveOffice, desk: str) -> wire.DeskView:
        self.check_desk(office, desk)
        return views.desk_view(office.day, desk, self.clock.now())

    def check_desk(self, office: LiveOffice, desk: str) -> None:
        if not any(d.id == desk for d in office.day.config.desks):
            raise refuse("unknown_desk", desk[:60])

    async def ticket_view(self, secret: str) -> wire.TicketView:
        found = await self.find_ticket(secret)
        return views.ticket_view(found.day, found.ticket, self.clock.now())

    async def find_ticket(self, secret: str) -> FoundTicket:
        """The ticket whose page has this secret, in either case."""
        link = self._log.find_link(token_hash(secret.upper()))
        office = self.offices.get(link.office) if link is not None else None
        if link is None or office is None:
            raise refuse("unknown_ticket")
        day = await office.read_day(link.date)
        if day is None:
            raise refuse("unknown_ticket")
        return FoundTicket(office, day, day.tickets[link.ticket])

    def active_ticket(self, office: LiveOffice, visitor: Visitor) -> str | None:
        """The secret of the visitor's ticket that still runs today."""
        owner = self._access.visitor_principal(visitor).name
        id_ = office.day.owners.get(owner)
        if id_ is None or office.day.tickets[id_].state in {"done", "missed"}:
            return None
        return self._keys.visitor_secret(id_)

    # ---- commands ----------------------------------------------------------------------------

    async def book(
        self,
        office: LiveOffice,
        by: Principal,
        request: wire.BookRequest,
        key: str,
        visitor: Visitor | None = None,
    ) -> wire.BookedTicket:
        """One ticket for this key, however often asked. `visitor`: the phone that asks, if any."""
        if visitor is not None and self.active_ticket(office, visitor) is None:
            self._access.count_booking(visitor)
        command = _book_command(office, by, request)
        body = _BOOK.dump_json(request).decode()
        day, answered = await self._submit(office, command, by, key, body)
        assert answered is not None, "a booking is never without effect"
        assert answered.ticket is not None
        return self.booked_ticket(office, day, day.tickets[answered.ticket])

    def booked_ticket(self, office: LiveOffice, day: Day, ticket: Ticket) -> wire.BookedTicket:
        secret = self._keys.visitor_secret(ticket.id)
        return views.booked_ticket(day, ticket, secret, f"{office.public_url}/T/{secret}".upper())

    async def check_in(
        self, office: LiveOffice, by: Principal, secret: str, key: str
    ) -> wire.TicketView:
        found = await self.find_ticket(secret)
        if found.office is not office or found.day.plan.date != office.day.plan.date:
            raise refuse("wrong_date")
        command = co.CheckIn(found.ticket.id)
        day, _ = await self._submit(office, command, by, key, f"check-in {found.ticket.id}")
        return views.ticket_view(day, day.tickets[found.ticket.id], self.clock.now())

    async def record_print(
        self, office: LiveOffice, by: Principal, ticket: str, outcome: wire.PrintOutcome, key: str
    ) -> None:
        command = co.RecordPrint(ticket, outcome)
        await self._submit(office, command, by, key, f"printed {ticket} {outcome}")

    async def desk_command(
        self,
        office: LiveOffice,
        by: Principal,
        desk: str,
        action: DeskAction,
        key: str,
        ticket: str | None = None,
    ) -> wire.DeskAnswer:
        self.check_desk(office, desk)
        command = _desk_command(desk, action, ticket)
        body = f"{action} {desk} {ticket or ''}"
        day, answered = await self._submit(office, command, by, key, body)
        assert answered is not None, "a desk command is never without effect"
        assert answered.ticket is not None
        return wire.DeskAnswer(answered.position, views.row(day, day.tickets[answered.ticket]))

    async def _submit(
        self, office: LiveOffice, command: co.Command, by: Principal, key: str, body: str
    ) -> tuple[Day, Answered | None]:
        if not 8 <= len(key) <= 64:
            raise refuse("key_missing")
        outcome = await office.submit(order(command, by.name, key, body))
        if isinstance(outcome, Refusal):
            raise ProblemError(from_refusal(office.day, outcome))
        return outcome.day, outcome.answered


def _book_command(office: LiveOffice, by: Principal, request: wire.BookRequest) -> co.Book:
    """The origin comes from the principal, never from the body; ids and codes are drawn here."""
    if request.start is not None and request.start.tzinfo is None:
        raise refuse("invalid", "start needs an offset, e.g. 2026-11-26T10:20:00+01:00")
    if request.language not in office.config.office.languages:
        raise refuse(
            "invalid", "language must be one of " + ", ".join(office.config.office.languages)
        )
    origin: Literal["kiosk", "phone", "desk"] = (
        "kiosk" if by.kind == "kiosk" else "phone" if by.kind == "visitor" else "desk"
    )
    return co.Book(
        date=request.date.isoformat(),
        items=tuple((item.service, item.persons) for item in request.items),
        start=None if request.start is None else round(request.start.timestamp() * 1000),
        language=request.language,
        origin=origin,
        owner=by.name if by.kind == "visitor" else None,
        ticket=secrets.token_hex(8),
        codes=tuple(_code() for _ in range(4)),
    )


def _code() -> str:
    return "".join(secrets.choice(UNAMBIGUOUS) for _ in range(CODE_LENGTH))


def _desk_command(desk: str, action: DeskAction, ticket: str | None) -> co.Command:
    match action:
        case "call-next":
            return co.CallNext(desk)
        case "call":
            if not ticket:
                raise refuse("invalid", "name the ticket")
            return co.CallTicket(desk, ticket)
        case "recall":
            return co.Recall(desk)
        case "start":
            return co.StartServing(desk)
        case "finish":
            return co.Finish(desk)
        case "missed":
            return co.MarkMissed(desk)
