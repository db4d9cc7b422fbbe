"""Who may call what: a route is a row, its callers a set; a test walks every row."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from fastapi import Request

from office.access import Access, Principal
from office.live import LiveOffice
from office.problems import refuse
from office.service import Service

Caller = Literal["anyone", "link", "owner", "kiosk", "board", "visitor", "present", "staff"]
"""anyone: no credentials · link: who holds the secret in the path, to read · owner: the same, to
change the ticket (the secret is on the paper or the phone, nowhere else) · present: a visitor whose
door session still runs · visitor: with a visitor cookie."""


@dataclass(frozen=True, slots=True)
class Route:
    method: Literal["GET", "POST", "DELETE"]
    path: str
    handler: Callable[..., Any]
    who: frozenset[Caller]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a handler gets: the office asked and who asks (None for anyone and link)."""

    office: LiveOffice
    by: Principal | None
    service: Service

    @property
    def principal(self) -> Principal:
        assert self.by is not None, "the route table lets only principals in here"
        return self.by


def asked(who: frozenset[Caller]) -> Callable[[Request], Asked]:
    """The dependency that admits the route's callers, and nobody else. Raises ProblemError."""

    def admit(request: Request) -> Asked:
        service: Service = request.app.state.service
        access: Access = request.app.state.access
        office = service.office(request.path_params["office"])
        if who & {"anyone", "link"}:
            return Asked(office, None, service)
        if "owner" in who:
            return Asked(office, service.owner(office, request.path_params["secret"]), service)
        return Asked(office, _principal(request, access, office.id, who), service)

    return admit


def _principal(request: Request, access: Access, office: str, who: frozenset[Caller]) -> Principal:
    device = access.device(request, office)
    if device is not None:
        if device.kind not in who:
            raise refuse("forbidden")
        return device
    writes = request.method != "GET"
    if "staff" in who and (staff := access.staff(request, office)) is not None:
        if writes:
            access.check_csrf(request, staff.id, request.headers.get("x-csrf-token", ""))
        return access.staff_principal(staff)
    if who & {"visitor", "present"} and (visitor := access.visitor(request, office)) is not None:
        if writes:
            access.check_csrf(request, visitor.id, request.headers.get("x-csrf-token", ""))
        if "present" in who and not access.present(visitor):
            raise refuse("presence_expired")
        return access.visitor_principal(visitor)
    raise refuse("no_credentials")
