"""The staff's routes: signing in, choosing a desk, the desk's page, its buttons, its tickets."""

from collections.abc import Mapping
from typing import get_args

from fastapi import Request
from starlette.responses import Response

from office import contract as wire
from office.access import Staff
from office.day.booking import OVER
from office.day.events import Place
from office.live import LiveOffice
from office.pages import asking, paths
from office.pages.phone import instant
from office.problems import ProblemError, refuse
from office.service import DESK_ACTIONS, DeskAction

PLACES: tuple[Place, ...] = get_args(Place)
MAX_DONE = 6
"""One row more than a ticket has items, so that something can be added."""


async def home(request: Request, office: str) -> Response:
    """The choice of a desk; for who is not signed in the way to the sign-in."""
    found = asking.service(request).office(office)
    staff = asking.access(request).staff(request, office)
    if staff is None:
        return asking.see(asking.kept(request, found, paths.sign_in(office)))
    visit = asking.visit(request, found, session=staff.id, staff=True)
    return asking.page(
        asking.pages(request).choose_desk(visit, found.config.office, found.day.config.desks)
    )


async def sign_in_page(request: Request, office: str) -> Response:
    found = asking.service(request).office(office)
    return asking.page(_sign_in(request, found))


async def sign_in(request: Request, office: str) -> Response:
    found = asking.service(request).office(office)
    asking.access(request).check_origin(request)
    sent = await asking.form(request)
    try:
        if not await asking.access(request).sign_in(office, sent.get("phrase", "")):
            raise refuse("sign_in_failed")
    except ProblemError as error:
        return asking.page(_sign_in(request, found, error.problem), error.problem.status)
    desk = _next_desk(request, found)
    onward = paths.desk(office, desk) if desk else paths.desks(office)
    response = asking.see(asking.kept(request, found, onward))
    asking.access(request).set_staff(response, office)
    return response


def _sign_in(request: Request, office: LiveOffice, problem: wire.Problem | None = None) -> str:
    visit = asking.visit(request, office)
    next_desk = _next_desk(request, office)
    return asking.pages(request).sign_in(
        visit, office.config.office, next_desk=next_desk, problem=problem
    )


def _next_desk(request: Request, office: LiveOffice) -> str:
    """The desk asked for before the sign-in, if the office has it."""
    wanted = request.query_params.get("desk", "")
    return wanted if any(desk.id == wanted for desk in office.day.config.desks) else ""


async def sign_out(request: Request, office: str) -> Response:
    found = asking.service(request).office(office)
    asking.staff_of_form(request, office, await asking.form(request))
    response = asking.see(asking.kept(request, found, paths.sign_in(office)))
    asking.access(request).clear_staff(response)
    return response


async def desk(request: Request, office: str, desk: str) -> Response:
    """The desk's page, or with `?part=live` only what follows the office."""
    found = asking.service(request).office(office)
    staff = asking.access(request).staff(request, office)
    if staff is None:
        return asking.see(asking.kept(request, found, paths.sign_in(office, desk)))
    return asking.page(_desk_page(request, found, desk, staff))


async def desk_command(request: Request, office: str, desk: str, action: str) -> Response:
    """One press of a button; back to the page, with a sentence if it was refused."""
    found = asking.service(request).office(office)
    sent = await asking.form(request)
    staff = asking.staff_of_form(request, office, sent)
    try:
        answer = await _press(request, found, desk, _desk_action(action), staff, sent)
    except ProblemError as error:
        draw = _new_ticket_page if action == "issue" else _desk_page
        return asking.page(draw(request, found, desk, staff, error.problem), error.problem.status)
    onward = paths.desk(office, desk)
    if answer.issued is not None:
        onward = paths.issued(office, desk, answer.issued.id)
    return asking.see(asking.kept(request, found, onward))


async def _press(
    request: Request, office: LiveOffice, desk: str, action: DeskAction, staff: Staff,
    sent: Mapping[str, str],
) -> wire.DeskAnswer:  # fmt: skip
    """All forms of a page share its key; what they do makes it theirs."""
    wanted = _order(sent)
    key = asking.key_of(sent, action, wanted)
    by = asking.access(request).staff_principal(staff)
    return await asking.service(request).desk_command(office, by, desk, action, key, wanted)


def _order(sent: Mapping[str, str]) -> wire.DeskOrder:
    """What the form's fields say. Raises ProblemError invalid."""
    places: dict[str, Place] = {place: place for place in PLACES}
    start = instant(sent.get("start", ""))
    if start is None and sent.get("start"):
        raise refuse("invalid", "start is not an instant with an offset")
    return wire.DeskOrder(
        ticket=sent.get("ticket") or None,
        service=sent.get("service") or None,
        place=places.get(sent.get("place", "")),
        done=_done(sent),
        notice=sent.get("notice") or None,
        start=start,
        language=sent.get("language") or None,
    )


def _done(sent: Mapping[str, str]) -> tuple[wire.Item, ...]:
    """The rows of "what was done": done-0 and persons-0 …; one without a service says nothing."""
    rows = [(sent.get(f"done-{n}", ""), sent.get(f"persons-{n}", "1")) for n in range(MAX_DONE)]
    if not all(persons.isdecimal() and len(persons) < 3 for _, persons in rows):
        raise refuse("invalid", "persons must be a number")
    return tuple(wire.Item(service, int(persons)) for service, persons in rows if service)


async def remark(request: Request, office: str, desk: str) -> Response:
    """A word for the colleagues."""
    found = asking.service(request).office(office)
    sent = await asking.form(request)
    staff = asking.staff_of_form(request, office, sent)
    text = sent.get("text", "").replace("\r\n", "\n")
    try:
        await asking.service(request).remark(found, desk, sent.get("ticket", ""), text)
    except ProblemError as error:
        html = _desk_page(request, found, desk, staff, error.problem)
        return asking.page(html, error.problem.status)
    return asking.see(asking.kept(request, found, paths.desk(office, desk)))


# ---- a ticket for somebody without phone or sight --------------------------------------------


async def new_ticket(request: Request, office: str, desk: str) -> Response:
    """What a desk can issue: services and their free starts."""
    found = asking.service(request).office(office)
    staff = asking.access(request).staff(request, office)
    if staff is None:
        return asking.see(asking.kept(request, found, paths.sign_in(office, desk)))
    asking.service(request).check_desk(found, desk)
    return asking.page(_new_ticket_page(request, found, desk, staff))


def _new_ticket_page(
    request: Request, office: LiveOffice, desk: str, staff: Staff,
    problem: wire.Problem | None = None,
) -> str:  # fmt: skip
    view = asking.service(request).kiosk_view(office)
    here = paths.new_ticket(office.id, desk)
    visit = asking.visit(request, office, session=staff.id, staff=True, here=here)
    facts = next(d for d in office.day.config.desks if d.id == desk)
    return asking.pages(request).new_ticket(visit, view, facts, problem=problem)


async def issued(request: Request, office: str, desk: str, ticket: str) -> Response:
    """A ticket that a desk has issued: to read out, or to print. Nobody else's is shown."""
    found = asking.service(request).office(office)
    staff = asking.access(request).staff(request, office)
    if staff is None:
        return asking.see(asking.kept(request, found, paths.sign_in(office, desk)))
    asking.service(request).check_desk(found, desk)
    known = found.day.tickets.get(ticket)
    if known is None or known.origin != "desk" or known.state in OVER:
        raise refuse("unknown_ticket")
    booked = asking.service(request).booked_ticket(found, found.day, known)
    visit = asking.visit(request, found, session=staff.id, staff=True)
    facts = next(d for d in found.day.config.desks if d.id == desk)
    return asking.page(asking.pages(request).issued(visit, found.config.office, facts, booked))


def _desk_action(action: str) -> DeskAction:
    for known in DESK_ACTIONS:
        if known == action:
            return known
    raise refuse("not_found")


def _desk_page(
    request: Request, office: LiveOffice, desk: str, staff: Staff,
    problem: wire.Problem | None = None,
) -> str:  # fmt: skip
    view = asking.service(request).desk_view(office, desk)
    visit = asking.visit(
        request, office, session=staff.id, staff=True, here=paths.desk(office.id, desk)
    )
    part = request.query_params.get("part") == "live"
    return asking.pages(request).desk(visit, view, problem=problem, part=part)
