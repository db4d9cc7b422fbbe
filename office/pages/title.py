"""The phone's question "is my residence title here?": what is entered is read once, never shown."""

from collections.abc import Mapping
from datetime import date

from fastapi import Request
from starlette.responses import Response

from office import contract as wire
from office.pages import asking, paths
from office.problems import ProblemError, refuse
from office.titles import NoNumber, normal_number

OLDEST_YEAR = 1900
PICK_UP = "pickup"
"""The icon of the service that hands out finished documents."""


def pick_up(view: wire.KioskView) -> wire.ServiceOffer | None:
    """The service at which a finished title is fetched, if the office has one."""
    return next((o for o in view.services if o.quick and o.icon == PICK_UP), None)


async def title(request: Request, office: str) -> Response:
    """The form."""
    found = asking.service(request).office(office)
    visitor = asking.present_visitor(request, office)
    visit = asking.visit(request, found, session=visitor.id)
    view = asking.service(request).kiosk_view(found)
    if pick_up(view) is None:
        raise refuse("not_found")
    return asking.page(asking.pages(request).title(visit, view))


async def ask(request: Request, office: str) -> Response:
    """The answer, drawn at once: nothing of the question may get into an address."""
    found = asking.service(request).office(office)
    sent = await asking.form(request)
    visitor = asking.visitor_of_form(request, office, sent)
    visit = asking.visit(request, found, session=visitor.id, here=paths.title(office))
    view = asking.service(request).kiosk_view(found)
    offer = pick_up(view)
    if offer is None:
        raise refuse("not_found")
    by = asking.access(request).visitor_principal(visitor)
    try:
        asked = _check(sent, visitor.id, found.today())
        answer = asking.service(request).check_title(found, by, asked)
    except ProblemError as error:
        html = asking.pages(request).title(visit, view, problem=error.problem)
        return asking.page(html, error.problem.status)
    return asking.page(asking.pages(request).title_answer(visit, view, offer, ready=answer.ready))


def _check(sent: Mapping[str, str], visit: str, today: date) -> wire.TitleCheck:
    """A slip of the finger is said at once and costs no try. Raises ProblemError invalid."""
    try:
        number = normal_number(sent.get("number", ""))
        day, month, year = (int(sent.get(part, "")) for part in ("day", "month", "year"))
        born = date(year, month, day)
    except (NoNumber, ValueError, OverflowError):
        raise refuse("invalid", "number or birth date") from None
    if not (born.year >= OLDEST_YEAR and born <= today):
        raise refuse("invalid", "number or birth date")
    return wire.TitleCheck(number, born, visit[:64])
