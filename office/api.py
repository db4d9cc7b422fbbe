"""The JSON API under /api/v1/{office}: thin handlers over `Service`, and the table of who may
call."""

from datetime import date
from typing import Annotated

from fastapi import Depends, Header, Request
from fastapi.responses import JSONResponse
from starlette.responses import StreamingResponse

from office import contract as wire
from office.contract import PING_SECONDS
from office.feeds import PHONE_PING_SECONDS, Channel, listen
from office.live import LiveOffice
from office.problems import refuse
from office.routes import Asked, Caller, Route, asked
from office.service import DeskAction

Key = Annotated[str, Header(alias="Idempotency-Key")]
PREFIX = "/api/v1/{office}"


def _asked(*who: Caller) -> frozenset[Caller]:
    return frozenset(who)


KIOSK, BOARD, STAFF, LINK = _asked("kiosk"), _asked("board"), _asked("staff"), _asked("link")
OWNER = _asked("owner")
BOOKERS, PRESENT = _asked("kiosk", "present", "staff"), _asked("present")
VISITORS = _asked("kiosk", "present")


async def healthz(request: Request) -> JSONResponse:
    """Alive, and since which log position: no secrets, no visitors."""
    offices = {o.id: {"date": o.day.plan.date, "position": o.position()}
               for o in request.app.state.service.offices.values()}  # fmt: skip
    return JSONResponse({"status": "ok", "offices": offices})


# ---- kiosk and booking -----------------------------------------------------------------------


async def kiosk(
    call: Annotated[Asked, Depends(asked(BOOKERS))], date: date | None = None
) -> wire.KioskView:
    """Today, or what is free on a later `date`."""
    if date is None:
        return call.service.kiosk_view(call.office)
    return await call.service.day_ahead(call.office, date)


async def kiosk_feed(call: Annotated[Asked, Depends(asked(KIOSK))]) -> StreamingResponse:
    return _feed(call.office, call.office.kiosk)


async def book(
    request: Request,
    body: wire.BookRequest,
    call: Annotated[Asked, Depends(asked(BOOKERS))],
    key: Key = "",
) -> wire.BookedTicket:
    visitor = None
    if call.principal.kind == "visitor":
        visitor = request.app.state.access.visitor(request, call.office.id)
    return await call.service.book(call.office, call.principal, body, key, visitor)


async def printed(
    ticket: str,
    body: wire.PrintedRequest,
    call: Annotated[Asked, Depends(asked(KIOSK))],
    key: Key = "",
) -> JSONResponse:
    await call.service.record_print(call.office, call.principal, ticket, body.outcome, key)
    return JSONResponse({})


async def check_title(
    body: wire.TitleCheck, call: Annotated[Asked, Depends(asked(VISITORS))]
) -> wire.TitleAnswer:
    return call.service.check_title(call.office, call.principal, body)


# ---- board -----------------------------------------------------------------------------------


async def board(call: Annotated[Asked, Depends(asked(BOARD))]) -> wire.BoardView:
    return call.service.board_view(call.office)


async def board_feed(call: Annotated[Asked, Depends(asked(BOARD))]) -> StreamingResponse:
    return _feed(call.office, call.office.board)


# ---- the visitor's ticket --------------------------------------------------------------------


async def ticket(secret: str, call: Annotated[Asked, Depends(asked(LINK))]) -> wire.TicketView:
    return await call.service.ticket_view(secret)


async def ticket_feed(
    secret: str, call: Annotated[Asked, Depends(asked(LINK))]
) -> StreamingResponse:
    found = await call.service.find_ticket(secret)
    if found.office is not call.office or found.day is not call.office.day:
        raise refuse("wrong_date")
    return _feed(call.office, call.office.phone_channel(found.ticket.id), PHONE_PING_SECONDS)


async def check_in(
    secret: str, call: Annotated[Asked, Depends(asked(PRESENT))], key: Key = ""
) -> wire.TicketView:
    return await call.service.check_in(call.office, call.principal, secret, key)


async def check_in_at_kiosk(
    body: wire.CheckInRequest, call: Annotated[Asked, Depends(asked(KIOSK))], key: Key = ""
) -> wire.BookedTicket:
    return await call.service.check_in_at_kiosk(call.office, call.principal, body, key)


async def confirm(
    secret: str, call: Annotated[Asked, Depends(asked(OWNER))], key: Key = ""
) -> wire.BookedTicket:
    return await call.service.confirm(call.principal, secret, key)


async def cancel(
    secret: str, call: Annotated[Asked, Depends(asked(OWNER))], key: Key = ""
) -> wire.TicketView:
    return await call.service.cancel(call.principal, secret, key)


async def move(
    secret: str,
    body: wire.MoveRequest,
    call: Annotated[Asked, Depends(asked(OWNER))],
    key: Key = "",
) -> wire.TicketView:
    return await call.service.move(call.principal, secret, body.start, key)


# ---- desk ------------------------------------------------------------------------------------


async def desk(desk: str, call: Annotated[Asked, Depends(asked(STAFF))]) -> wire.DeskView:
    return call.service.desk_view(call.office, desk)


async def desk_feed(desk: str, call: Annotated[Asked, Depends(asked(STAFF))]) -> StreamingResponse:
    call.service.check_desk(call.office, desk)
    return _feed(call.office, call.office.desk_channel(desk))


async def desk_command(
    desk: str,
    action: DeskAction,
    call: Annotated[Asked, Depends(asked(STAFF))],
    body: wire.DeskOrder | None = None,
    key: Key = "",
) -> wire.DeskAnswer:
    wanted = body if body is not None else wire.DeskOrder()
    return await call.service.desk_command(call.office, call.principal, desk, action, key, wanted)


async def remark(
    desk: str, body: wire.Remark, call: Annotated[Asked, Depends(asked(STAFF))]
) -> JSONResponse:
    await call.service.remark(call.office, desk, body.ticket, body.text)
    return JSONResponse({})


# ---- the house -------------------------------------------------------------------------------


async def post_notice(
    body: wire.NoticeRequest, call: Annotated[Asked, Depends(asked(STAFF))], key: Key = ""
) -> wire.NoticeFacts:
    return await call.service.post_notice(call.office, call.principal, body, key)


async def end_notice(
    notice: str, call: Annotated[Asked, Depends(asked(STAFF))], key: Key = ""
) -> JSONResponse:
    await call.service.end_notice(call.office, call.principal, notice, key)
    return JSONResponse({})


async def release_day(
    date: date, call: Annotated[Asked, Depends(asked(STAFF))], key: Key = ""
) -> JSONResponse:
    await call.service.release_day(call.office, call.principal, date, key)
    return JSONResponse({})


async def close_day(
    date: date,
    body: wire.CloseRequest,
    call: Annotated[Asked, Depends(asked(STAFF))],
    key: Key = "",
) -> JSONResponse:
    await call.service.close_day(call.office, call.principal, date, body.waiting, key)
    return JSONResponse({})


def _feed(office: LiveOffice, channel: Channel, ping_s: float = PING_SECONDS) -> StreamingResponse:
    listener = channel.join(office.clock.now())
    return StreamingResponse(
        listen(listener, office.clock, office.local, office.position, office.closing, ping_s),
        media_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


API: tuple[Route, ...] = (
    Route("GET", "/kiosk", kiosk, BOOKERS),
    Route("GET", "/kiosk/feed", kiosk_feed, KIOSK),
    Route("POST", "/tickets", book, BOOKERS),
    Route("POST", "/tickets/{ticket}/printed", printed, KIOSK),
    Route("GET", "/board", board, BOARD),
    Route("GET", "/board/feed", board_feed, BOARD),
    Route("GET", "/tickets/{secret}", ticket, LINK),
    Route("GET", "/tickets/{secret}/feed", ticket_feed, LINK),
    Route("POST", "/tickets/{secret}/check-in", check_in, PRESENT),
    Route("GET", "/desks/{desk}", desk, STAFF),
    Route("GET", "/desks/{desk}/feed", desk_feed, STAFF),
    Route("POST", "/desks/{desk}/remark", remark, STAFF),
    Route("POST", "/desks/{desk}/{action}", desk_command, STAFF),
    Route("POST", "/notices", post_notice, STAFF),
    Route("DELETE", "/notices/{notice}", end_notice, STAFF),
    Route("POST", "/plan/{date}/release", release_day, STAFF),
    Route("POST", "/plan/{date}/close", close_day, STAFF),
    Route("POST", "/check-in", check_in_at_kiosk, KIOSK),
    Route("POST", "/titles/check", check_title, VISITORS),
    Route("POST", "/tickets/{secret}/confirm", confirm, OWNER),
    Route("POST", "/tickets/{secret}/cancel", cancel, OWNER),
    Route("POST", "/tickets/{secret}/move", move, OWNER),
)
