"""What every page handler needs of a request: the service, the language, the form, who asks."""

import secrets
from collections.abc import Mapping
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.responses import Response

from office.access import Access, Principal, Staff, Visitor
from office.day import views
from office.live import LiveOffice
from office.pages import wording
from office.pages.environment import Visit
from office.pages.render import Pages
from office.problems import refuse
from office.service import Service


def service(request: Request) -> Service:
    found: Service = request.app.state.service
    return found


def access(request: Request) -> Access:
    found: Access = request.app.state.access
    return found


def pages(request: Request) -> Pages:
    found: Pages = request.app.state.pages
    return found


def page(html: str, status: int = 200) -> Response:
    headers = {"Cache-Control": "no-store", "Vary": "Accept-Language, Cookie"}
    return HTMLResponse(html, status, headers=headers)


def see(url: str) -> Response:
    return RedirectResponse(url, 303)


def visit(
    request: Request,
    office: LiveOffice | None,
    *,
    session: str = "",
    here: str | None = None,
    otherwise: str | None = None,
    staff: bool = False,
) -> Visit:
    """`session`: whom the CSRF token is for. `otherwise`: the language if no other fits. `staff`:
    calls for help are for them only."""
    language, chosen = _language(request, office, otherwise)
    query = f"?{request.url.query}" if request.url.query else ""
    return Visit(
        language=language,
        here=f"{request.url.path}{query}" if here is None else here,
        domain=_domain(request, office),
        chosen=chosen,
        csrf=access(request).csrf(session) if session else "",
        key=secrets.token_hex(8),
        notices=views.notices(office.day, desks_too=staff) if office else (),
    )


def _language(
    request: Request, office: LiveOffice | None, otherwise: str | None = None
) -> tuple[str, bool]:
    """(language, whether the reader chose it by a link)"""
    offered = pages(request).offered(office.config.office if office else None)
    asked = request.query_params.get("lang")
    if asked in offered:
        return str(asked), True
    found = wording.negotiated(request.headers.get("accept-language", ""), offered)
    if found is None:
        found = otherwise if otherwise in offered else offered[0]
    return str(found), False


def kept(request: Request, office: LiveOffice, url: str) -> str:
    """`url` with the language that the reader chose."""
    language, chosen = _language(request, office)
    return wording.with_language(url, language) if chosen else url


def _domain(request: Request, office: LiveOffice | None) -> str:
    known = office or next(iter(service(request).offices.values()), None)
    return urlsplit(known.public_url).netloc.lower() if known else ""


async def form(request: Request) -> dict[str, str]:
    """The form's text fields; of a repeated one the last."""
    sent: Any = await request.form()
    return {name: value for name, value in sent.multi_items() if isinstance(value, str)}


def key_of(sent: Mapping[str, str], *wanted: object) -> str:
    """The form's idempotency key, its own for each thing that one page can ask for."""
    key = sent.get("key", "")
    if not key or not any(wanted):
        return key
    return f"{key}-{sha256(repr(wanted).encode()).hexdigest()[:16]}"


def visitor_of_form(request: Request, office: str, sent: Mapping[str, str]) -> Visitor:
    """Who sent the form. Raises ProblemError presence_required, csrf, presence_expired."""
    visitor = access(request).visitor(request, office)
    if visitor is None:
        raise refuse("presence_required")
    access(request).check_csrf(request, visitor.id, sent.get("csrf", ""))
    if not access(request).present(visitor):
        raise refuse("presence_expired")
    return visitor


def present_visitor(request: Request, office: str) -> Visitor:
    """Who stands at the door. Raises ProblemError presence_required, presence_expired."""
    visitor = access(request).visitor(request, office)
    if visitor is None:
        raise refuse("presence_required")
    if not access(request).present(visitor):
        raise refuse("presence_expired")
    return visitor


def ticket_session(secret: str) -> str:
    """Whom the token of a ticket's forms is for: a phone that read a paper ticket has no cookie."""
    return f"ticket {secret.upper()}"


def owner_of_form(
    request: Request, office: LiveOffice, secret: str, sent: Mapping[str, str]
) -> Principal:
    """Who holds the ticket. Raises ProblemError no_credentials, csrf."""
    access(request).check_csrf(request, ticket_session(secret), sent.get("csrf", ""))
    return service(request).owner(office, secret)


def staff_of(request: Request, office: str) -> Staff:
    staff = access(request).staff(request, office)
    if staff is None:
        raise refuse("no_credentials")
    return staff


def staff_of_form(request: Request, office: str, sent: Mapping[str, str]) -> Staff:
    """Who sent the form. Raises ProblemError no_credentials, csrf."""
    staff = staff_of(request, office)
    access(request).check_csrf(request, staff.id, sent.get("csrf", ""))
    return staff
