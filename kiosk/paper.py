"""The slip: on its way, out, or not; and what the office is told of it. Pure."""

from dataclasses import replace

from kiosk.events import Effects, Printed, ReportPrinted
from kiosk.patience import PRINTED_SECONDS, SHOWN_SECONDS, UNCONFIRMED_SECONDS
from kiosk.state import Paper, State, Ticketed, moved
from office.contract import PrintOutcome


def report(ticket_id: str, outcome: PrintOutcome) -> ReportPrinted:
    return ReportPrinted(ticket_id, outcome, f"{ticket_id}-{outcome}")


def printed(state: State, event: Printed, now: float) -> tuple[State, Effects]:
    step = state.step
    if not (isinstance(step, Ticketed) and step.ticket.id == event.ticket_id):
        return state, (report(event.ticket_id, event.outcome),)
    if event.outcome == "failed":
        return shown(state, step, now)
    paper: Paper = "printed" if event.outcome == "printed" else "unconfirmed"
    return settled(state, step, paper, now), (report(event.ticket_id, event.outcome),)


def settled(state: State, step: Ticketed, paper: Paper, now: float) -> State:
    stay = PRINTED_SECONDS if paper == "printed" else UNCONFIRMED_SECONDS
    return moved(state, replace(step, paper=paper, until=now + stay), now)


def shown(state: State, step: Ticketed, now: float) -> tuple[State, Effects]:
    """No paper: the screen is the ticket, so it stays longer and may be asked to stay on."""
    after = replace(step, paper="none", until=now + SHOWN_SECONDS)
    return moved(state, after, now), (report(step.ticket.id, "shown"),)
