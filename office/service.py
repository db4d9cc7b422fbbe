"""What the office does when asked, the same for JSON and for pages: commands in, contract facts
out."""

import logging
import secrets
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, get_args

from pydantic import TypeAdapter

from office import contract as wire
from office.access import Access, Principal, Visitor
from office.clock import Clock
from office.day import calling, capacity, views
from office.day import commands as co
from office.day.booking import OVER
from office.day.day import Answered, Day
from office.day.refusal import Refusal
from office.day.ticket import Origin, Ticket
from office.keys import Keys, spelled, token_hash
from office.live import LiveOffice
from office.log import Log
from office.problems import ProblemError, from_refusal, refuse
from office.throttle import Throttle
from office.titles import TitleDesk
from office.writer import order

DeskAction = Literal[
    "call-next", "call", "recall", "start", "finish", "missed", "return", "park", "unpark",
    "transfer", "send-back", "undo", "pause", "resume", "emergency", "coming", "emergency-end",
    "issue", "check-in",
]  # fmt: skip
DESK_ACTIONS: tuple[DeskAction, ...] = get_args(DeskAction)
WRONG_CODES = 12
MINUTE_MS = 60_000
logger = logging.getLogger(__name__)
MAX_REMARK = 400
FIRST_YEAR, LAST_YEAR = 2000, 9000
_BOOK = TypeAdapter(wire.BookRequest)
_ORDER = TypeAdapter(wire.DeskOrder)
_NOTICE = TypeAdapter(wire.NoticeRequest)
_NOTHING = wire.DeskOrder()


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
        self._codes_tried = Throttle(WRONG_CODES, MINUTE_MS)
        self._titles = TitleDesk(log, keys)

    def office(self, id_: str) -> LiveOffice:
        if id_ not in self.offices:
            raise refuse("unknown_office", id_[:60])
        return self.offices[id_]

    # ---- views -------------------------------------------------------------------------------

    def kiosk_view(self, office: LiveOffice) -> wire.KioskView:
        return views.kiosk_view(office.day, self.clock.now(), office.public_url)

    async def day_ahead(self, office: LiveOffice, day: date) -> wire.KioskView:
        """What is free on a later day."""
        horizon = office.config.rules.horizon_days
        if not 0 <= (day - office.today()).days <= horizon:
            raise refuse("wrong_date", f"at most {horizon} days ahead")
        state = await office.read_day(day.isoformat())
        if state is None:
            raise refuse("wrong_date")
        return views.kiosk_view(state, self.clock.now(), office.public_url)

    def board_view(self, office: LiveOffice) -> wire.BoardView:
        return views.board_view(office.day, self.clock.now())

    def desk_view(self, office: LiveOffice, desk: str) -> wire.DeskView:
        self.check_desk(office, desk)
        return views.desk_view(office.day, desk, self.clock.now(), office.remarks)

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
        ticket = day.tickets.get(link.ticket)  # absent while a move is being published
        if ticket is None:
            raise refuse("unknown_ticket")
        return FoundTicket(office, day, ticket)

    def owner(self, office: LiveOffice, secret: str) -> Principal:
        """Who holds a ticket's secret may change it. Raises ProblemError no_credentials."""
        link = self._log.find_link(token_hash(secret.upper()))
        if link is None or link.office != office.id:
            raise refuse("no_credentials")
        return Principal("visitor", f"owner-{link.ticket}", office.id)

    def active_ticket(self, office: LiveOffice, visitor: Visitor) -> str | None:
        """The secret of the visitor's ticket that still runs today."""
        owner = self._access.visitor_principal(visitor).name
        id_ = office.day.owners.get(owner)
        if id_ is None or office.day.tickets[id_].state in OVER:
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
        if by.kind == "visitor" and request.date > office.today():
            self._one_ahead_only(office, by, request.date.isoformat())
        command = _book_command(office, by, request)
        body = _BOOK.dump_json(request).decode()
        date_ = request.date.isoformat()
        day, answered = await self._submit(office, command, by, key, body, date_)
        assert answered is not None, "a booking is never without effect"
        assert answered.ticket is not None
        return self.booked_ticket(office, day, day.tickets[answered.ticket])

    def _one_ahead_only(self, office: LiveOffice, by: Principal, date_: str) -> None:
        """A visitor has one ticket today and one on a later day; the rules of that day see to
        its own. Raises ProblemError one_ticket_only."""
        for day in office.days_ahead():
            last = day.owners.get(by.name)
            if day.plan.date != date_ and last is not None and day.tickets[last].state not in OVER:
                raise refuse("one_ticket_only")

    def booked_ticket(self, office: LiveOffice, day: Day, ticket: Ticket) -> wire.BookedTicket:
        secret = self._keys.visitor_secret(ticket.id)
        url = f"{office.public_url}/T/{secret}".upper()
        return views.booked_ticket(day, ticket, secret, url, self.clock.now())

    async def confirm(self, by: Principal, secret: str, key: str) -> wire.BookedTicket:
        """Make a held start a ticket."""
        found = await self.find_ticket(secret)
        day = await self._change(found, co.Confirm(found.ticket.id, _codes()), by, key, "confirm")
        return self.booked_ticket(found.office, day, day.tickets[found.ticket.id])

    async def cancel(self, by: Principal, secret: str, key: str) -> wire.TicketView:
        found = await self.find_ticket(secret)
        day = await self._change(found, co.Cancel(found.ticket.id), by, key, "cancel")
        return views.ticket_view(day, day.tickets[found.ticket.id], self.clock.now())

    async def move(self, by: Principal, secret: str, start: datetime, key: str) -> wire.TicketView:
        """To another free start, of the ticket's day or of a later one."""
        found = await self.find_ticket(secret)
        at = _instant(_near(start))
        to = views.local(found.day, at).date().isoformat()
        if to != found.day.plan.date:
            return await self._move_to_day(found, by, to, at, key)
        command = co.Move(found.ticket.id, at)
        day = await self._change(found, command, by, key, f"move {command.start}")
        return views.ticket_view(day, day.tickets[found.ticket.id], self.clock.now())

    async def _move_to_day(
        self, found: FoundTicket, by: Principal, to: str, start: int | None, key: str
    ) -> wire.TicketView:
        """The same ticket with a new number on another day; its page stays the same."""
        if not 8 <= len(key) <= 64:
            raise refuse("key_missing")
        if found.day.plan.date < found.office.day.plan.date or to < found.office.day.plan.date:
            raise refuse("wrong_date")
        ticket, body = found.ticket, f"move {start} {found.ticket.id}"
        phone = ticket.origin == "phone"
        book = co.Book(
            date=to, items=tuple((i.service, i.persons) for i in ticket.items), start=start,
            language=ticket.language, origin=ticket.origin, ticket=ticket.id, codes=_codes(),
            owner=ticket.owner if phone and by.kind == "visitor" else None, here=False,
        )  # fmt: skip
        outcome = await found.office.move(
            found.day.plan.date, order(co.MoveAway(ticket.id, to), by.name, key, body),
            to, order(book, ticket.owner if phone else by.name, key, body),
        )  # fmt: skip
        if isinstance(outcome, Refusal):
            raise ProblemError(from_refusal(found.day, outcome))
        moved = outcome.day.tickets[ticket.id]
        return views.ticket_view(outcome.day, moved, self.clock.now())

    async def starts_to_move_to(self, secret: str) -> tuple[datetime, ...]:
        """What `move` can be asked for now."""
        found = await self.find_ticket(secret)
        return views.starts_to_move_to(found.day, found.ticket, self.clock.now())

    async def check_in(
        self, office: LiveOffice, by: Principal, secret: str, key: str
    ) -> wire.TicketView:
        """ "I am here", by the ticket's own page."""
        found = await self.find_ticket(secret)
        self._must_be_today(office, found)
        day = await self._change(found, co.CheckIn(found.ticket.id), by, key, "check-in")
        return views.ticket_view(day, day.tickets[found.ticket.id], self.clock.now())

    async def check_in_at_kiosk(
        self, office: LiveOffice, by: Principal, request: wire.CheckInRequest, key: str
    ) -> wire.BookedTicket:
        """By code or by the ticket's QR. With a number beside the code nothing is changed: a lost
        ticket is only found again, to be printed once more."""
        found = await self._found_at_kiosk(office, by, request)
        self._must_be_today(office, found)
        if request.number:
            if found.ticket.number != request.number.upper().replace(" ", ""):
                raise self._wrong_code(by)
            return self.booked_ticket(office, found.day, found.ticket)
        day = await self._change(found, co.CheckIn(found.ticket.id), by, key, "check-in")
        return self.booked_ticket(office, day, day.tickets[found.ticket.id])

    async def _found_at_kiosk(
        self, office: LiveOffice, by: Principal, request: wire.CheckInRequest
    ) -> FoundTicket:
        if request.secret:  # nobody guesses 128 bits: others' wrong codes do not count
            return await self.find_ticket(request.secret)
        if self._codes_tried.full(by.name, self.clock.now()):
            raise refuse("too_many")
        ticket = office.day.codes.get(request.code.upper().replace(" ", ""))
        if ticket is None:
            raise self._wrong_code(by)
        return FoundTicket(office, office.day, office.day.tickets[ticket])

    def _wrong_code(self, by: Principal) -> ProblemError:
        self._codes_tried.count(by.name, self.clock.now())
        return refuse("unknown_code")

    def _must_be_today(self, office: LiveOffice, found: FoundTicket) -> None:
        if found.office is not office:
            raise refuse("unknown_ticket")
        if found.day.plan.date != office.day.plan.date:
            raise refuse("wrong_date", f"the ticket is for {found.day.plan.date}")

    async def _change(
        self, found: FoundTicket, command: co.Command, by: Principal, key: str, body: str
    ) -> Day:
        """A command on the day of a ticket that was found."""
        what = f"{body} {found.ticket.id}"
        day, _ = await self._submit(found.office, command, by, key, what, found.day.plan.date)
        return day

    async def record_print(
        self, office: LiveOffice, by: Principal, ticket: str, outcome: wire.PrintOutcome, key: str
    ) -> None:
        command = co.RecordPrint(ticket, outcome)
        await self._submit(office, command, by, key, f"printed {ticket} {outcome}")

    def check_title(
        self, office: LiveOffice, by: Principal, asked: wire.TitleCheck
    ) -> wire.TitleAnswer:
        """ "Is my title here?"."""
        return self._titles.check(office, by, asked, self.clock.now())

    # ---- desks and the house -----------------------------------------------------------------

    async def desk_command(
        self,
        office: LiveOffice,
        by: Principal,
        desk: str,
        action: DeskAction,
        key: str,
        wanted: wire.DeskOrder = _NOTHING,
    ) -> wire.DeskAnswer:
        """One button of a desk."""
        self.check_desk(office, desk)
        if action == "issue":
            return await self._issue(office, by, desk, wanted, key)
        command = _desk_command(desk, action, wanted)
        body = f"{action} {desk} {_ORDER.dump_json(wanted).decode()}"
        day, answered = await self._submit(office, command, by, key, body)
        ticket = answered.ticket if answered is not None else None
        position = answered.position if answered is not None else day.position
        return wire.DeskAnswer(
            position, None if ticket is None else views.row(day, day.tickets[ticket], desk)
        )

    async def _issue(
        self, office: LiveOffice, by: Principal, desk: str, wanted: wire.DeskOrder, key: str
    ) -> wire.DeskAnswer:
        """A ticket for somebody without phone or sight."""
        if wanted.service is None:
            raise refuse("invalid", "name the service")
        language = wanted.language or office.config.office.languages[0]
        request = wire.BookRequest(
            office.today(), (wire.Item(wanted.service),), language, wanted.start
        )
        booked = await self.book(office, by, request, key)
        day = office.day
        return wire.DeskAnswer(day.position, views.row(day, day.tickets[booked.id], desk), booked)

    async def remark(self, office: LiveOffice, desk: str, ticket: str, text: str) -> None:
        """A word for the colleagues, kept beside the log and erased with the ticket."""
        self.check_desk(office, desk)
        if ticket not in office.day.tickets:
            raise refuse("unknown_ticket")
        if len(text) > MAX_REMARK:
            raise refuse("invalid", f"a remark has at most {MAX_REMARK} characters")
        await office.set_remark(ticket, text.strip())

    async def post_notice(
        self, office: LiveOffice, by: Principal, request: wire.NoticeRequest, key: str
    ) -> wire.NoticeFacts:
        notice = token_hash(key + by.name)[:16]
        command = co.PostNotice(notice, request.kind, dict(request.words))
        body = _NOTICE.dump_json(request).decode()
        day, _ = await self._submit(office, command, by, key, body)
        posted = (n for n in views.notices(day, desks_too=True) if n.id == notice)
        gone = wire.NoticeFacts(notice, request.kind, request.words, views.local(day, day.at))
        return next(posted, gone)  # the same key again, after the notice has ended

    async def end_notice(self, office: LiveOffice, by: Principal, notice: str, key: str) -> None:
        await self._submit(office, co.EndNotice(notice), by, key, f"end {notice}")

    async def close_day(
        self, office: LiveOffice, by: Principal, day: date, waiting: wire.WaitingEnd, key: str
    ) -> None:
        await self._today_only(office, day, co.CloseDay(waiting), by, key)
        if waiting == "tomorrow":
            await self._rebook_waiting(office, by)

    async def _rebook_waiting(self, office: LiveOffice, by: Principal) -> None:
        """Who still waits comes first on the next open day. Whom that day cannot take keeps
        waiting on the list, for the staff to see."""
        day = office.day
        if day.plan.next_opening is None:
            return
        to = views.local(day, day.plan.next_opening).date().isoformat()
        for ticket in calling.waiting(day, self.clock.now()) + day.in_state("parked"):
            start = await self._first_start(office, to, ticket)
            try:
                found = FoundTicket(office, office.day, ticket)
                await self._move_to_day(found, by, to, start, f"tomorrow-{ticket.id}")
            except ProblemError as error:
                logger.warning("not rebooked number=%s %s", ticket.number, error.problem.code)

    async def _first_start(self, office: LiveOffice, date_: str, ticket: Ticket) -> int | None:
        day = await office.read_day(date_)
        if day is None or day.queue(ticket.queue).kind == "open":
            return None
        now = self.clock.now()
        return next(iter(capacity.free_starts(day, ticket.services, ticket.minutes, now)), None)

    async def release_day(self, office: LiveOffice, by: Principal, day: date, key: str) -> None:
        await self._today_only(office, day, co.ReleaseDay(), by, key)

    async def _today_only(
        self, office: LiveOffice, day: date, command: co.Command, by: Principal, key: str
    ) -> None:
        if day != office.today():
            raise refuse("wrong_date", f"today is {office.today().isoformat()}")
        await self._submit(office, command, by, key, repr(command))

    async def _submit(
        self,
        office: LiveOffice,
        command: co.Command,
        by: Principal,
        key: str,
        body: str,
        day: str = "",
    ) -> tuple[Day, Answered | None]:
        if not 8 <= len(key) <= 64:
            raise refuse("key_missing")
        outcome = await office.submit(order(command, by.name, key, body), day)
        if isinstance(outcome, Refusal):
            raise ProblemError(from_refusal(office.day, outcome))
        return outcome.day, outcome.answered


def _book_command(office: LiveOffice, by: Principal, request: wire.BookRequest) -> co.Book:
    """The origin comes from the principal, never from the body; ids and codes are drawn here."""
    languages = office.config.office.languages
    if request.language not in languages:
        raise refuse("invalid", "language must be one of " + ", ".join(languages))
    origin: Origin = "kiosk" if by.kind == "kiosk" else "phone" if by.kind == "visitor" else "desk"
    return co.Book(
        date=request.date.isoformat(),
        items=tuple((item.service, item.persons) for item in request.items),
        start=None if request.start is None else _instant(request.start),
        language=request.language,
        origin=origin,
        owner=by.name if by.kind == "visitor" else None,
        ticket=secrets.token_hex(8),
        codes=_codes(),
        hold=request.hold,
    )


def _instant(start: datetime) -> int:
    if start.tzinfo is None:
        raise refuse("invalid", "start needs an offset, e.g. 2026-11-26T10:20:00+01:00")
    return round(start.timestamp() * 1000)


def _near(start: datetime) -> datetime:
    """A start that has a local date in every zone. Raises ProblemError wrong_date."""
    if not FIRST_YEAR <= start.year <= LAST_YEAR:
        raise refuse("wrong_date")
    return start


def _codes() -> tuple[str, ...]:
    """Candidates for a check-in code: one of them is free."""
    return tuple(_code() for _ in range(4))


def _code() -> str:
    # Asks the kernel once, not six times.
    return spelled(secrets.randbelow(len(wire.CODE_LETTERS) ** wire.CODE_LENGTH))


def _desk_command(desk: str, action: DeskAction, wanted: wire.DeskOrder) -> co.Command:
    simple: dict[str, co.Command] = {
        "call-next": co.CallNext(desk),
        "recall": co.Recall(desk),
        "start": co.StartServing(desk),
        "missed": co.MarkMissed(desk),
        "park": co.Park(desk),
        "undo": co.Undo(desk),
        "pause": co.Pause(desk),
        "resume": co.Resume(desk),
        "emergency": co.CallForHelp(desk, secrets.token_hex(8)),
        "finish": co.Finish(desk, tuple((i.service, i.persons) for i in wanted.done)),
    }
    if action in simple:
        return simple[action]
    ticket, notice = wanted.ticket, wanted.notice
    match action:
        case "call" if ticket:
            return co.CallTicket(desk, ticket)
        case "return" if ticket:
            return co.Return(desk, ticket)
        case "check-in" if ticket:
            return co.CheckIn(ticket)
        case "unpark" if ticket:
            return co.Unpark(desk, ticket)
        case "transfer" if wanted.service:
            return co.Transfer(desk, wanted.service)
        case "send-back" if wanted.place:
            return co.SendBack(desk, wanted.place)
        case "coming" if notice:
            return co.AnswerHelp(desk, notice)
        case "emergency-end" if notice:
            return co.EndHelp(desk, notice)
    raise refuse("invalid", f"{action} needs a " + _NEEDS[action])


_NEEDS = {
    "call": "ticket", "check-in": "ticket", "return": "ticket", "unpark": "ticket",
    "transfer": "service", "send-back": "place", "coming": "notice", "emergency-end": "notice",
}  # fmt: skip
