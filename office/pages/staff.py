"""The staff's routes: signing in, choosing a desk, the desk's page and its buttons."""

from collections.abc import Mapping

from fastapi import Request
from starlette.responses import Response

from office import contract as wire
from office.access import Staff
from office.live import LiveOffice
from office.pages import asking, paths
from office.problems import ProblemError, refuse
from office.service import DESK_ACTIONS, DeskAction


async def home(request: Request, office: str) -> Response:
    """The choice of a desk; for who is not signed in the way to the sign-in."""
    found = asking.service(request).office(office)
    staff = asking.access(request).staff(request, office)
    if staff is None:
        return asking.see(asking.kept(request, found, paths.sign_in(office)))
    visit = asking.visit(request, found, session=staff.id)
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
        await _press(request, found, desk, _desk_action(action), sent)
    except ProblemError as error:
        html = _desk_page(request, found, desk, staff, error.problem)
        return asking.page(html, error.problem.status)
    return asking.see(asking.kept(request, found, paths.desk(office, desk)))


async def _press(
    request: Request, office: LiveOffice, desk: str, action: DeskAction, sent: Mapping[str, str]
) -> None:
    """All forms of a page share its key; what they do makes it theirs."""
    ticket = sent.get("ticket") or None
    key = "-".join(filter(None, (sent.get("key", ""), action, ticket)))
    by = asking.access(request).staff_principal(asking.staff_of(request, office.id))
    wanted = wire.DeskOrder(ticket=ticket)
    await asking.service(request).desk_command(office, by, desk, action, key, wanted)


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
    visit = asking.visit(request, office, session=staff.id, here=paths.desk(office.id, desk))
    part = request.query_params.get("part") == "live"
    return asking.pages(request).desk(visit, view, problem=problem, part=part)
