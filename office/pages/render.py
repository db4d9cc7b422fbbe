"""From the contract's views to HTML: one function per page, nothing decided here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from assets.catalogue import languages
from office.contract import (
    BoardView,
    BookedTicket,
    DeskFacts,
    DeskView,
    KioskView,
    OfficeFacts,
    Problem,
    ServiceOffer,
    TicketView,
)
from office.pages.environment import Visit, environment
from office.pages.statics import read_statics

FINAL_STATES = ("done", "cancelled", "expired")


@dataclass(frozen=True, slots=True)
class OwnTicket:
    """The ticket that this browser already has today, or the start that it keeps."""

    number: str
    secret: str
    start: datetime | None = None
    held_until: datetime | None = None
    """Only while the start is kept and there is no number yet."""


class Pages:
    """All pages in all languages that have a catalogue. Shared by all requests."""

    def __init__(self, only: Sequence[str] = ()) -> None:
        self.languages = tuple(only) or languages()
        self.statics = read_statics()
        self._environments = {tag: environment(tag, self.statics) for tag in self.languages}

    def offered(self, office: OfficeFacts | None) -> tuple[str, ...]:
        """The languages a page of this office can be read in, the office's own first."""
        wanted = office.languages if office else self.languages
        return tuple(tag for tag in wanted if tag in self.languages) or self.languages

    # ---- the phone ---------------------------------------------------------------------------

    def booking(
        self,
        visit: Visit,
        view: KioskView,
        *,
        own: OwnTicket | None = None,
        problem: Problem | None = None,
    ) -> str:
        """Step 1: the services and what is free, or why nothing is."""
        page = {"view": view, "own": own, "problem": problem}
        return self._draw("services.html", visit, view.office, page)

    def starts(
        self,
        visit: Visit,
        view: KioskView,
        offer: ServiceOffer,
        *,
        own: OwnTicket | None = None,
        problem: Problem | None = None,
    ) -> str:
        """Step 2: the free starts of one service."""
        page = {"view": view, "offer": offer, "own": own, "problem": problem}
        return self._draw("starts.html", visit, view.office, page)

    def confirm(
        self,
        visit: Visit,
        view: KioskView,
        offer: ServiceOffer,
        start: datetime | None,
        *,
        problem: Problem | None = None,
    ) -> str:
        """Step 3: what will be booked, and the form that does it."""
        page = {"view": view, "offer": offer, "start": start, "problem": problem}
        return self._draw("confirm.html", visit, view.office, page)

    def title(self, visit: Visit, view: KioskView, *, problem: Problem | None = None) -> str:
        """The question whether a finished title is here; always empty."""
        return self._draw("title.html", visit, view.office, {"view": view, "problem": problem})

    def title_answer(
        self, visit: Visit, view: KioskView, offer: ServiceOffer, *, ready: bool
    ) -> str:
        """Yes, with the way to a pick-up time, or the one text for "not yet" and "unknown"."""
        page = {"view": view, "offer": offer, "ready": ready}
        return self._draw("title_answer.html", visit, view.office, page)

    def ticket(
        self,
        visit: Visit,
        view: TicketView,
        secret: str,
        *,
        service: str,
        present: bool = False,
        problem: Problem | None = None,
        part: bool = False,
    ) -> str:
        """The ticket's page; with `part` only what follows the office. `service`: the id of the
        first one, for choosing anew. `present`: the reader has scanned the code at the door."""
        today = view.now.date()
        page = {
            "view": view,
            "secret": secret,
            "service": service,
            "present": present,
            "can_check_in": present and may_check_in(view),
            "problem": problem,
            "final": view.state in FINAL_STATES or view.date < today,
            "follows": view.state not in FINAL_STATES and view.date == today,
        }
        name = "ticket_live.html" if part else "ticket.html"
        return self._draw(name, visit, view.office, page)

    def times(
        self,
        visit: Visit,
        view: TicketView,
        secret: str,
        starts: Sequence[datetime],
        *,
        problem: Problem | None = None,
    ) -> str:
        """The starts that a ticket can move to."""
        page = {"view": view, "secret": secret, "starts": starts, "problem": problem}
        return self._draw("times.html", visit, view.office, page)

    def notice(
        self,
        visit: Visit,
        problem: Problem,
        office: OfficeFacts | None = None,
        *,
        own: OwnTicket | None = None,
    ) -> str:
        """A refusal as a page of its own, for visitors."""
        return self._draw("notice.html", visit, office, {"problem": problem, "own": own})

    # ---- the desk ----------------------------------------------------------------------------

    def sign_in(
        self,
        visit: Visit,
        office: OfficeFacts,
        *,
        next_desk: str = "",
        problem: Problem | None = None,
    ) -> str:
        """`next_desk`: the desk whose page was asked for."""
        page = {"next_desk": next_desk, "problem": problem}
        return self._draw("sign_in.html", visit, office, page)

    def choose_desk(self, visit: Visit, office: OfficeFacts, desks: Sequence[DeskFacts]) -> str:
        return self._draw("desks.html", visit, office, {"desks": desks})

    def desk(
        self,
        visit: Visit,
        view: DeskView,
        *,
        problem: Problem | None = None,
        part: bool = False,
    ) -> str:
        """The desk's page; with `part` only what follows the office."""
        page = {"view": view, "problem": problem}
        name = "desk_live.html" if part else "desk.html"
        return self._draw(name, visit, view.office, page)

    def new_ticket(
        self, visit: Visit, view: KioskView, desk: DeskFacts, *, problem: Problem | None = None
    ) -> str:
        """What a desk can issue to somebody without phone or sight."""
        page = {"view": view, "desk": desk, "problem": problem}
        return self._draw("new_ticket.html", visit, view.office, page)

    def issued(
        self, visit: Visit, office: OfficeFacts, desk: DeskFacts, ticket: BookedTicket
    ) -> str:
        """A ticket that a desk has issued, to read out or print."""
        return self._draw("issued.html", visit, office, {"desk": desk, "ticket": ticket})

    def house(self, visit: Visit, view: BoardView, *, problem: Problem | None = None) -> str:
        """Notices on all screens, today's release, the day's end."""
        page = {"view": view, "problem": problem}
        return self._draw("house.html", visit, view.office, page)

    def staff_notice(
        self, visit: Visit, problem: Problem, office: OfficeFacts | None = None
    ) -> str:
        """A refusal as a page of its own, for staff."""
        return self._draw("staff_notice.html", visit, office, {"problem": problem})

    def _draw(
        self, name: str, visit: Visit, office: OfficeFacts | None, page: dict[str, Any]
    ) -> str:
        template = self._environments[visit.language].get_template(name)
        return template.render(page, visit=visit, office=office, offered=self.offered(office))


def may_check_in(view: TicketView) -> bool:
    """Whether "I am here" would be heard now, from somebody at the door."""
    if view.date != view.now.date():
        return False
    early = view.check_in_from is not None and view.now < view.check_in_from
    return view.may_return if view.state == "missed" else view.state == "booked" and not early
