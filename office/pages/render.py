"""From the contract's views to HTML: one function per page, nothing decided here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from assets.catalogue import languages
from office.contract import (
    DeskFacts,
    DeskView,
    KioskView,
    OfficeFacts,
    Problem,
    ServiceOffer,
    TicketView,
)
from office.pages import wording
from office.pages.environment import Visit, environment
from office.pages.statics import read_statics

FINAL_STATES = ("done", "cancelled", "expired")


@dataclass(frozen=True, slots=True)
class OwnTicket:
    """The ticket that this browser already has today."""

    number: str
    secret: str


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
        self, visit: Visit, view: KioskView, offer: ServiceOffer, *, problem: Problem | None = None
    ) -> str:
        """Step 2: the free starts of one service."""
        page = {"view": view, "offer": offer, "hours": _by_hour(offer.starts), "problem": problem}
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

    def ticket(
        self,
        visit: Visit,
        view: TicketView,
        secret: str,
        *,
        can_check_in: bool,
        problem: Problem | None = None,
        part: bool = False,
    ) -> str:
        """The ticket's page; with `part` only what follows the office."""
        page = {
            "view": view,
            "secret": secret,
            "can_check_in": can_check_in,
            "problem": problem,
            "final": view.state in FINAL_STATES or view.date != view.now.date(),
        }
        name = "ticket_live.html" if part else "ticket.html"
        return self._draw(name, visit, view.office, page)

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


def _by_hour(starts: Sequence[datetime]) -> list[tuple[str, list[datetime]]]:
    """[("10:00", [10:20, 10:45]), ("11:00", …)]: neighbours of one wall-clock hour together."""
    hours: list[tuple[str, list[datetime]]] = []
    for start in starts:
        label = wording.clock(start.replace(minute=0))
        if not hours or hours[-1][0] != label:
            hours.append((label, []))
        hours[-1][1].append(start)
    return hours
