"""The web pages' route table, the refusals as pages, the static files."""

from fastapi import Request
from starlette.responses import Response

from office import contract as wire
from office.live import LiveOffice
from office.pages import asking, house, ownticket, paths, phone, staff, title
from office.pages.render import Pages
from office.problems import refuse
from office.routes import Caller, Route

ONE_YEAR = "public, max-age=31536000, immutable"


def make_pages() -> Pages:
    """What `request.app.state.pages` holds."""
    return Pages()


def problem_page(request: Request, problem: wire.Problem) -> Response:
    """A refusal that no handler answered with a page of its own."""
    office = _office_of(request)
    visit = asking.visit(request, office, here=_way_back(request))
    facts = office.config.office if office else None
    if request.url.path.startswith("/o/"):
        return asking.page(
            asking.pages(request).staff_notice(visit, problem, facts), problem.status
        )
    return asking.page(asking.pages(request).notice(visit, problem, facts), problem.status)


async def static(request: Request, name: str) -> Response:
    file = asking.pages(request).statics.by_name.get(name)
    if file is None:
        raise refuse("not_found")
    return Response(file.content, media_type=file.media_type, headers={"Cache-Control": ONE_YEAR})


def _office_of(request: Request) -> LiveOffice | None:
    """The office that the address names, if there is one."""
    kind, _, rest = request.url.path.lstrip("/").partition("/")
    if kind not in ("b", "o"):
        return None
    return asking.service(request).offices.get(rest.partition("/")[0])


def _way_back(request: Request) -> str:
    """An address that can be read: what was posted cannot be linked to."""
    if request.method == "GET":
        return str(request.url.path)
    office = _office_of(request)
    if office is None:
        return "/"
    staff = request.url.path.startswith("/o/")
    return paths.desks(office.id) if staff else paths.booking(office.id)


_ANYONE: frozenset[Caller] = frozenset({"anyone"})
_LINK: frozenset[Caller] = frozenset({"link"})
_OWNER: frozenset[Caller] = frozenset({"owner"})
_PRESENT: frozenset[Caller] = frozenset({"present"})
_STAFF: frozenset[Caller] = frozenset({"staff"})

PAGES: tuple[Route, ...] = (
    Route("GET", "/q/{token}", phone.door, _ANYONE),
    Route("GET", "/Q/{token}", phone.door, _ANYONE),
    Route("GET", "/b/{office}", phone.booking, _ANYONE),
    Route("POST", "/b/{office}/tickets", phone.book, _PRESENT),
    Route("GET", "/b/{office}/title", title.title, _PRESENT),
    Route("POST", "/b/{office}/title", title.ask, _PRESENT),
    Route("GET", "/t/{secret}", ownticket.ticket, _LINK),
    Route("GET", "/T/{secret}", ownticket.ticket, _LINK),
    Route("GET", "/t/{secret}/times", ownticket.times, _LINK),
    Route("POST", "/t/{secret}/check-in", ownticket.check_in, _PRESENT),
    Route("POST", "/t/{secret}/confirm", ownticket.confirm, _OWNER),
    Route("POST", "/t/{secret}/leave", ownticket.leave, _OWNER),
    Route("POST", "/t/{secret}/cancel", ownticket.cancel, _OWNER),
    Route("POST", "/t/{secret}/move", ownticket.move, _OWNER),
    Route("GET", "/o/{office}/", staff.home, _ANYONE),
    Route("GET", "/o/{office}", staff.home, _ANYONE),
    Route("GET", "/o/{office}/sign-in", staff.sign_in_page, _ANYONE),
    Route("POST", "/o/{office}/sign-in", staff.sign_in, _ANYONE),
    Route("POST", "/o/{office}/sign-out", staff.sign_out, _STAFF),
    Route("GET", "/o/{office}/desks/{desk}", staff.desk, _STAFF),
    Route("GET", "/o/{office}/desks/{desk}/new", staff.new_ticket, _STAFF),
    Route("GET", "/o/{office}/desks/{desk}/issued/{ticket}", staff.issued, _STAFF),
    Route("POST", "/o/{office}/desks/{desk}/remark", staff.remark, _STAFF),
    Route("POST", "/o/{office}/desks/{desk}/{action}", staff.desk_command, _STAFF),
    Route("GET", "/o/{office}/house", house.house, _STAFF),
    Route("POST", "/o/{office}/house/notices", house.post_notice, _STAFF),
    Route("POST", "/o/{office}/house/notices/end", house.end_notice, _STAFF),
    Route("POST", "/o/{office}/house/close", house.close_day, _STAFF),
    Route("POST", "/o/{office}/house/release", house.release_day, _STAFF),
    Route("GET", "/static/{name}", static, _ANYONE),
)
"""The page handlers admit by themselves (they must answer with pages and redirects); the last
column says whom."""
