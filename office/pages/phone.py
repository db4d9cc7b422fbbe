"""The phone's routes from the code at the door to a number."""

import secrets
from collections.abc import Mapping
from datetime import date, datetime

from fastapi import Request
from starlette.responses import Response

from office import contract as wire
from office.access import Visitor
from office.live import LiveOffice
from office.pages import asking, paths
from office.pages.environment import Visit
from office.pages.render import OwnTicket
from office.problems import ProblemError, refuse
from office.service import FoundTicket

ABOUT_A_START = ("slot_taken", "start_past")
ABOUT_THE_DAY = (
    "closed", "not_released", "nothing_free", "unknown_service", "wrong_date", "start_required",
    "one_ticket_only", "day_closed",
)  # fmt: skip


# ---- the door --------------------------------------------------------------------------------


async def door(request: Request, token: str) -> Response:
    """Trade the live code for presence and go on to an address without it."""
    office, visitor = asking.access(request).redeem_door_token(token, request)
    response = asking.see(asking.kept(request, office, paths.booking(office.id)))
    asking.access(request).set_visitor(response, visitor)
    return response


# ---- booking ---------------------------------------------------------------------------------


async def booking(request: Request, office: str) -> Response:
    """Services, or the starts of one, or the question whether this is right."""
    found = asking.service(request).office(office)
    visitor = asking.access(request).visitor(request, office)
    own = await _own(request, found, visitor)
    visit = asking.visit(request, found, session=visitor.id if visitor else "")
    if not asking.access(request).present(visitor):
        code: wire.RefusalCode = "presence_expired" if visitor else "presence_required"
        problem = refuse(code).problem
        facts = found.config.office
        return asking.page(
            asking.pages(request).notice(visit, problem, facts, own=own), problem.status
        )
    view = asking.service(request).kiosk_view(found)
    return asking.page(_booking_step(request, visit, view, own))


def _booking_step(
    request: Request, visit: Visit, view: wire.KioskView, own: OwnTicket | None
) -> str:
    offer = _offer(view, request.query_params.get("service", ""))
    has_number = own is not None and own.held_until is None
    if has_number or offer is None or view.state != "open":
        return asking.pages(request).booking(visit, view, own=own)
    start = instant(request.query_params.get("start", ""))
    if offer.timed and start is None:
        return asking.pages(request).starts(visit, view, offer, own=own)
    if offer.timed and start not in offer.starts:
        problem = refuse("slot_taken").problem
        return asking.pages(request).starts(visit, view, offer, own=own, problem=problem)
    return asking.pages(request).confirm(visit, view, offer, start)


async def book(request: Request, office: str) -> Response:
    """Keep a start (with `hold`) or book; on to the ticket, or back with what is free now."""
    found = asking.service(request).office(office)
    sent = await asking.form(request)
    visitor = asking.visitor_of_form(request, office, sent)
    visit = asking.visit(request, found, session=visitor.id, here=paths.booking(office))
    try:
        wanted = _book_request(sent, visit.language)
        secret = await _kept_or_booked(request, found, visitor, wanted, sent)
    except ProblemError as error:
        own = await _own(request, found, visitor)
        return _refused_booking(request, visit, found, sent, own, error.problem)
    return asking.see(asking.kept(request, found, paths.ticket(secret)))


async def _kept_or_booked(
    request: Request, office: LiveOffice, visitor: Visitor, wanted: wire.BookRequest,
    sent: Mapping[str, str],
) -> str:  # fmt: skip
    """The ticket's secret. A phone keeps one start at a time: another one frees the first."""
    service = asking.service(request)
    held = await _held(request, office, visitor)
    if held is not None:
        secret = service.active_ticket(office, visitor)
        assert secret is not None, "it is held"
        if wanted.hold and _same(held, wanted):
            return secret
        await service.cancel(service.owner(office, secret), secret, secrets.token_hex(8))
    by = asking.access(request).visitor_principal(visitor)
    key = asking.key_of(sent, wanted.items, wanted.start, wanted.hold)
    booked = await service.book(office, by, wanted, key, visitor)
    return booked.secret


async def _held(request: Request, office: LiveOffice, visitor: Visitor) -> FoundTicket | None:
    secret = asking.service(request).active_ticket(office, visitor)
    if secret is None:
        return None
    found = await asking.service(request).find_ticket(secret)
    return found if found.ticket.state == "held" else None


def _same(held: FoundTicket, wanted: wire.BookRequest) -> bool:
    items = tuple((item.service, item.persons) for item in wanted.items)
    at = None if wanted.start is None else round(wanted.start.timestamp() * 1000)
    ticket = held.ticket
    return ticket.start == at and tuple((i.service, i.persons) for i in ticket.items) == items


def _book_request(sent: Mapping[str, str], language: str) -> wire.BookRequest:
    try:
        day = date.fromisoformat(sent.get("date", ""))
    except ValueError:
        raise refuse("invalid", "date is not an ISO date") from None
    start = instant(sent.get("start", ""))
    if start is None and sent.get("start"):
        raise refuse("invalid", "start is not an instant with an offset")
    items = (wire.Item(sent.get("service", "")),)
    return wire.BookRequest(day, items, language, start, hold="hold" in sent)


def _refused_booking(
    request: Request,
    visit: Visit,
    office: LiveOffice,
    sent: Mapping[str, str],
    own: OwnTicket | None,
    problem: wire.Problem,
) -> Response:
    """The step at which the visitor can go on, with what was wrong above it."""
    pages = asking.pages(request)
    view = asking.service(request).kiosk_view(office)
    offer = _offer(view, sent.get("service", ""))
    if problem.code in ABOUT_A_START and offer is not None and view.state == "open":
        html = pages.starts(visit, view, offer, own=own, problem=problem)
    elif problem.code in ABOUT_THE_DAY:
        html = pages.booking(visit, view, own=own, problem=problem)
    else:
        html = pages.notice(visit, problem, view.office)
    return asking.page(html, problem.status)


async def _own(request: Request, office: LiveOffice, visitor: Visitor | None) -> OwnTicket | None:
    """The ticket that this browser already has today, or the start it keeps."""
    secret = asking.service(request).active_ticket(office, visitor) if visitor else None
    if secret is None:
        return None
    view = await asking.service(request).ticket_view(secret)
    return OwnTicket(view.number, secret, view.start, view.held_until)


def _offer(view: wire.KioskView, service: str) -> wire.ServiceOffer | None:
    return next((offer for offer in view.services if offer.id == service), None)


def instant(text: str) -> datetime | None:
    """An aware instant, or None if it is not one."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo is not None else None
