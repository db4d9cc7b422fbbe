"""The house page's routes: notices on all screens, today's release, the day's end."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import date
from typing import get_args

from fastapi import Request
from starlette.responses import Response

from office import contract as wire
from office.access import Principal, Staff
from office.live import LiveOffice
from office.pages import asking, paths
from office.problems import ProblemError, refuse

Change = Callable[[LiveOffice, Principal, Mapping[str, str]], Awaitable[object]]
POSTED: dict[str, wire.NoticeKind] = {
    kind: kind for kind in get_args(wire.NoticeKind) if kind != "emergency"
}
ENDS: dict[str, wire.WaitingEnd] = {end: end for end in get_args(wire.WaitingEnd)}


async def house(request: Request, office: str) -> Response:
    found = asking.service(request).office(office)
    staff = asking.access(request).staff(request, office)
    if staff is None:
        return asking.see(asking.kept(request, found, paths.sign_in(office)))
    return asking.page(_page(request, found, staff))


def _page(
    request: Request, office: LiveOffice, staff: Staff, problem: wire.Problem | None = None
) -> str:
    view = asking.service(request).board_view(office)
    visit = asking.visit(request, office, session=staff.id, staff=True, here=paths.house(office.id))
    return asking.pages(request).house(visit, view, problem=problem)


async def post_notice(request: Request, office: str) -> Response:
    """A notice of a kind with words of its own, or a message in the form's `words-de` …"""

    async def change(found: LiveOffice, by: Principal, sent: Mapping[str, str]) -> object:
        kind = POSTED.get(sent.get("kind", ""))
        if kind is None:
            raise refuse("invalid", "unknown kind of notice")
        languages = found.config.office.languages if kind == "message" else ()
        words = {tag: sent.get(f"words-{tag}", "").strip() for tag in languages}
        key = asking.key_of(sent, kind, words)
        wanted = wire.NoticeRequest(kind, words)
        return await asking.service(request).post_notice(found, by, wanted, key)

    return await _changed(request, office, change)


async def end_notice(request: Request, office: str) -> Response:
    async def change(found: LiveOffice, by: Principal, sent: Mapping[str, str]) -> None:
        notice = sent.get("notice", "")
        key = asking.key_of(sent, "end", notice)
        await asking.service(request).end_notice(found, by, notice, key)

    return await _changed(request, office, change)


async def close_day(request: Request, office: str) -> Response:
    async def change(found: LiveOffice, by: Principal, sent: Mapping[str, str]) -> None:
        waiting = ENDS.get(sent.get("waiting", ""))
        if waiting is None:
            raise refuse("invalid", "say what happens to those who wait")
        key = asking.key_of(sent, "close", waiting)
        await asking.service(request).close_day(found, by, _date(sent), waiting, key)

    return await _changed(request, office, change)


async def release_day(request: Request, office: str) -> Response:
    async def change(found: LiveOffice, by: Principal, sent: Mapping[str, str]) -> None:
        key = asking.key_of(sent, "release")
        await asking.service(request).release_day(found, by, _date(sent), key)

    return await _changed(request, office, change)


async def _changed(request: Request, office: str, change: Change) -> Response:
    """Back to the page; with a sentence if it was refused."""
    found = asking.service(request).office(office)
    sent = await asking.form(request)
    staff = asking.staff_of_form(request, office, sent)
    try:
        await change(found, asking.access(request).staff_principal(staff), sent)
    except ProblemError as error:
        html = _page(request, found, staff, error.problem)
        return asking.page(html, error.problem.status)
    return asking.see(asking.kept(request, found, paths.house(office)))


def _date(sent: Mapping[str, str]) -> date:
    try:
        return date.fromisoformat(sent.get("date", ""))
    except ValueError:
        raise refuse("invalid", "date is not an ISO date") from None
