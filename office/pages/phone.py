"""The phone's routes: from the code at the door to a number, and the ticket's page."""

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

ABOUT_A_START = ("slot_taken", "start_past")
ABOUT_THE_DAY = (
    "closed", "not_released", "nothing_free", "unknown_service", "wrong_date", "start_required",
    "one_ticket_only",
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
    if own is not None or offer is None or view.state != "open":
        return asking.pages(request).booking(visit, view, own=own)
    start = _instant(request.query_params.get("start", ""))
    if offer.timed and start is None:
        return asking.pages(request).starts(visit, view, offer)
    if offer.timed and start not in offer.starts:
        problem = refuse("slot_taken").problem
        return asking.pages(request).starts(visit, view, offer, problem=problem)
    return asking.pages(request).confirm(visit, view, offer, start)


async def book(request: Request, office: str) -> Response:
    """Book what was sent; on to the ticket, or back with what is free now."""
    found = asking.service(request).office(office)
    sent = await asking.form(request)
    visitor = asking.visitor_of_form(request, office, sent)
    visit = asking.visit(request, found, session=visitor.id, here=paths.booking(office))
    try:
        wanted = _book_request(sent, visit.language)
        by = asking.access(request).visitor_principal(visitor)
        booked = await asking.service(request).book(found, by, wanted, sent.get("key", ""), visitor)
    except ProblemError as error:
        own = await _own(request, found, visitor)
        return _refused_booking(request, visit, found, sent, own, error.problem)
    return asking.see(asking.kept(request, found, paths.ticket(booked.secret)))


def _book_request(sent: Mapping[str, str], language: str) -> wire.BookRequest:
    try:
        day = date.fromisoformat(sent.get("date", ""))
    except ValueError:
        raise refuse("invalid", "date is not an ISO date") from None
    start = _instant(sent.get("start", ""))
    if start is None and sent.get("start"):
        raise refuse("invalid", "start is not an instant with an offset")
    return wire.BookRequest(day, (wire.Item(sent.get("service", "")),), language, start)


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
        html = pages.starts(visit, view, offer, problem=problem)
    elif problem.code in ABOUT_THE_DAY:
        html = pages.booking(visit, view, own=own, problem=problem)
    else:
        html = pages.notice(visit, problem, view.office)
    return asking.page(html, problem.status)


# ---- the ticket ------------------------------------------------------------------------------


async def ticket(request: Request, secret: str) -> Response:
    """The ticket's page, or with `?part=live` only what follows the office."""
    view = await asking.service(request).ticket_view(secret)
    return asking.page(_ticket_page(request, secret, view))


async def check_in(request: Request, secret: str) -> Response:
    """ "I am here", from a phone that has scanned the code at the entrance."""
    view = await asking.service(request).ticket_view(secret)
    office = asking.service(request).office(view.office.id)
    sent = await asking.form(request)
    visitor = asking.visitor_of_form(request, office.id, sent)
    try:
        by = asking.access(request).visitor_principal(visitor)
        await asking.service(request).check_in(office, by, secret, sent.get("key", ""))
    except ProblemError as error:
        view = await asking.service(request).ticket_view(secret)
        html = _ticket_page(request, secret, view, error.problem)
        return asking.page(html, error.problem.status)
    return asking.see(asking.kept(request, office, paths.ticket(secret)))


def _ticket_page(
    request: Request, secret: str, view: wire.TicketView, problem: wire.Problem | None = None
) -> str:
    office = asking.service(request).office(view.office.id)
    visitor = asking.access(request).visitor(request, office.id)
    visit = asking.visit(
        request, office, session=visitor.id if visitor else "", here=paths.ticket(secret),
        otherwise=view.language,
    )  # fmt: skip
    return asking.pages(request).ticket(
        visit, view, secret,
        can_check_in=view.state == "booked" and asking.access(request).present(visitor),
        problem=problem,
        part=request.query_params.get("part") == "live",
    )  # fmt: skip


async def _own(request: Request, office: LiveOffice, visitor: Visitor | None) -> OwnTicket | None:
    """The ticket that this browser already has today."""
    secret = asking.service(request).active_ticket(office, visitor) if visitor else None
    if secret is None:
        return None
    found = await asking.service(request).find_ticket(secret)
    return OwnTicket(found.ticket.number, secret)


def _offer(view: wire.KioskView, service: str) -> wire.ServiceOffer | None:
    return next((offer for offer in view.services if offer.id == service), None)


def _instant(text: str) -> datetime | None:
    """An aware instant, or None if it is not one."""
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        return None
    return instant if instant.tzinfo is not None else None
