"""The ticket as the printer wants it."""

from office.contract import BookedTicket, OfficeFacts
from printer.slip import Slip


def slip_of(ticket: BookedTicket, office: OfficeFacts) -> Slip:
    """What stands on paper: the service only where the office allows it."""
    return Slip(
        office=office.name,
        number=ticket.number,
        date=ticket.date,
        start=f"{ticket.start:%H:%M}" if ticket.start else None,
        service=ticket.service if ticket.print_service else None,
        bring=ticket.bring,
        wait_at=ticket.wait_at,
        ahead=ticket.ahead,
        url=ticket.url,
        code=ticket.code,
        language=ticket.language,
        issued_at=ticket.issued_at,
        home=office.languages[0],
    )
