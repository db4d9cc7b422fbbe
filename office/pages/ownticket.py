"""The routes of a ticket's own page: what its owner sees and can do."""

from collections.abc import Awaitable, Callable, Mapping

from fastapi import Request
from starlette.responses import Response

from office import contract as wire
from office.access import Principal
from office.pages import asking, paths
from office.pages.phone import instant
from office.problems import ProblemError, refuse

Change = Callable[[Principal, str], Awaitable[object]]
"""(who, idempotency key) → done, or ProblemError."""


async def ticket(request: Request, secret: str) -> Response:
    """The ticket's page, or with `?part=live` only what follows the office."""
    return asking.page(await _ticket_page(request, secret))


async def check_in(request: Request, secret: str) -> Response:
    """ "I am here", from a phone that has scanned the code at the entrance."""
    sent = await asking.form(request)
    office = (await asking.service(request).find_ticket(secret)).office
    visitor = asking.present_visitor(request, office.id)
    by = asking.access(request).visitor_principal(visitor)

    async def arrive(_owner: Principal, key: str) -> object:
        return await asking.service(request).check_in(office, by, secret, key)

    return await _changed(request, secret, sent, arrive)


async def confirm(request: Request, secret: str) -> Response:
    """Make the start that is kept a number."""

    async def change(by: Principal, key: str) -> object:
        return await asking.service(request).confirm(by, secret, key)

    return await _changed(request, secret, await asking.form(request), change)


async def cancel(request: Request, secret: str) -> Response:
    async def change(by: Principal, key: str) -> object:
        return await asking.service(request).cancel(by, secret, key)

    return await _changed(request, secret, await asking.form(request), change)


async def leave(request: Request, secret: str) -> Response:
    """Free the start that is kept, and on to the other ones."""
    sent = await asking.form(request)
    found = await asking.service(request).find_ticket(secret)
    by = asking.owner_of_form(request, found.office, secret, sent)
    if found.ticket.state == "held":
        await asking.service(request).cancel(by, secret, sent.get("key", ""))
    onward = paths.service(found.office.id, found.ticket.items[0].service)
    return asking.see(asking.kept(request, found.office, onward))


async def times(request: Request, secret: str) -> Response:
    """The starts that the ticket can move to."""
    return asking.page(await _times_page(request, secret))


async def move(request: Request, secret: str) -> Response:
    """To another start; if it has just gone, to what is free now."""
    sent = await asking.form(request)

    async def change(by: Principal, key: str) -> object:
        start = instant(sent.get("start", ""))
        if start is None:
            raise refuse("invalid", "start is not an instant with an offset")
        return await asking.service(request).move(by, secret, start, key)

    return await _changed(request, secret, sent, change, sent.get("start", ""))


async def _changed(
    request: Request, secret: str, sent: Mapping[str, str], change: Change, wanted: str = ""
) -> Response:
    """Back to the ticket; with a sentence if it was refused."""
    office = (await asking.service(request).find_ticket(secret)).office
    by = asking.owner_of_form(request, office, secret, sent)
    try:
        await change(by, asking.key_of(sent, wanted))
    except ProblemError as error:
        about_a_start = wanted and error.problem.code in {"slot_taken", "start_past"}
        draw = _times_page if about_a_start else _ticket_page
        return asking.page(await draw(request, secret, error.problem), error.problem.status)
    return asking.see(asking.kept(request, office, paths.ticket(secret)))


async def _ticket_page(request: Request, secret: str, problem: wire.Problem | None = None) -> str:
    view = await asking.service(request).ticket_view(secret)
    found = await asking.service(request).find_ticket(secret)
    visitor = asking.access(request).visitor(request, found.office.id)
    visit = asking.visit(
        request, found.office, session=asking.ticket_session(secret), here=paths.ticket(secret),
        otherwise=view.language,
    )  # fmt: skip
    return asking.pages(request).ticket(
        visit, view, secret,
        service=found.ticket.items[0].service,
        present=asking.access(request).present(visitor),
        problem=problem,
        part=request.query_params.get("part") == "live",
    )  # fmt: skip


async def _times_page(request: Request, secret: str, problem: wire.Problem | None = None) -> str:
    view = await asking.service(request).ticket_view(secret)
    starts = await asking.service(request).starts_to_move_to(secret)
    office = asking.service(request).office(view.office.id)
    visit = asking.visit(
        request, office, session=asking.ticket_session(secret), here=paths.times(secret),
        otherwise=view.language,
    )  # fmt: skip
    return asking.pages(request).times(visit, view, secret, starts, problem=problem)
