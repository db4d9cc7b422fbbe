"""Where the pages live: every address that a page links or posts to, in one place."""

from datetime import datetime
from typing import Literal
from urllib.parse import quote, urlencode

from office.service import DeskAction

TicketAction = Literal["confirm", "leave", "cancel", "move"]
HouseAction = Literal["notices", "notices/end", "close", "release"]


def booking(office: str) -> str:
    return f"/b/{_part(office)}"


def service(office: str, service_id: str) -> str:
    """The page with the service's free starts; it asks at once where none is needed."""
    return f"{booking(office)}?{urlencode({'service': service_id})}"


def confirm(office: str, service_id: str, start: datetime | None) -> str:
    """The page that asks once more; without a start it is a number alone."""
    if start is None:
        return service(office, service_id)
    query = {"service": service_id, "start": start.isoformat()}
    return f"{booking(office)}?{urlencode(query)}"


def book(office: str) -> str:
    return f"{booking(office)}/tickets"


def title(office: str) -> str:
    """Where a visitor asks whether a finished title is here."""
    return f"{booking(office)}/title"


def ticket(secret: str) -> str:
    return f"/t/{_part(secret)}"


def check_in(secret: str) -> str:
    return f"{ticket(secret)}/check-in"


def ticket_action(secret: str, action: TicketAction) -> str:
    return f"{ticket(secret)}/{action}"


def times(secret: str) -> str:
    """The page with the starts that the ticket can move to."""
    return f"{ticket(secret)}/times"


def ticket_feed(office: str, secret: str) -> str:
    return f"/api/v1/{_part(office)}/tickets/{_part(secret)}/feed"


def staff(office: str) -> str:
    return f"/o/{_part(office)}"


def desks(office: str) -> str:
    """Where a desk is chosen."""
    return f"{staff(office)}/"


def sign_in(office: str, desk_id: str = "") -> str:
    """`desk_id`: where to go on afterwards."""
    query = f"?{urlencode({'desk': desk_id})}" if desk_id else ""
    return f"{staff(office)}/sign-in{query}"


def sign_out(office: str) -> str:
    return f"{staff(office)}/sign-out"


def desk(office: str, desk_id: str) -> str:
    return f"{staff(office)}/desks/{_part(desk_id)}"


def desk_action(office: str, desk_id: str, action: DeskAction) -> str:
    return f"{desk(office, desk_id)}/{action}"


def remark(office: str, desk_id: str) -> str:
    return f"{desk(office, desk_id)}/remark"


def new_ticket(office: str, desk_id: str) -> str:
    """Where a desk issues a ticket for somebody without phone or sight."""
    return f"{desk(office, desk_id)}/new"


def issued(office: str, desk_id: str, ticket_id: str) -> str:
    """The ticket that a desk has issued, to read out or print."""
    return f"{desk(office, desk_id)}/issued/{_part(ticket_id)}"


def house(office: str) -> str:
    """Notices and the day's end."""
    return f"{staff(office)}/house"


def house_action(office: str, action: HouseAction) -> str:
    return f"{house(office)}/{action}"


def desk_feed(office: str, desk_id: str) -> str:
    return f"/api/v1/{_part(office)}/desks/{_part(desk_id)}/feed"


def live_part(page: str) -> str:
    """The part of a page that follows the office, alone."""
    return f"{page}?part=live"


def _part(text: str) -> str:
    return quote(text, safe="")
