"""Refusals as RFC 9457 problem documents: a stable code, a status, an English title."""

from office.contract import Item, Problem, RefusalCode
from office.day import views
from office.day.day import Day
from office.day.refusal import Refusal

_KINDS: dict[RefusalCode, tuple[int, str]] = {
    "invalid": (422, "The request is not valid"),
    "not_found": (404, "There is nothing here"),
    "method_not_allowed": (405, "This verb is not allowed here"),
    "too_large": (413, "The request is too large"),
    "no_credentials": (401, "Credentials are missing or unknown"),
    "forbidden": (403, "These credentials do not allow this"),
    "csrf": (403, "The form is too old or comes from another site; load the page again"),
    "sign_in_failed": (403, "The pass phrase is wrong"),
    "too_many": (429, "Too many requests; try again in a minute"),
    "presence_required": (403, "Scan the code at the entrance first"),
    "presence_expired": (403, "This code has expired; scan the code at the entrance again"),
    "one_ticket_only": (409, "This visitor already has a ticket today"),
    "key_missing": (400, "An Idempotency-Key header of 8 to 64 characters is required"),
    "key_reused": (422, "This Idempotency-Key was used for another request"),
    "unknown_office": (404, "There is no such office"),
    "unknown_service": (422, "There is no such service"),
    "unknown_desk": (404, "There is no such desk"),
    "unknown_ticket": (404, "There is no such ticket"),
    "wrong_date": (422, "There are no tickets for this day"),
    "closed": (409, "The office is closed"),
    "not_released": (409, "Today's free times are not released yet"),
    "start_required": (422, "This service needs a start"),
    "start_past": (409, "This start is in the past"),
    "slot_taken": (409, "This start is not free"),
    "nothing_free": (409, "Nothing is free today any more"),
    "nobody_due": (409, "Nobody is due at this desk"),
    "desk_busy": (409, "This desk has a visitor; finish or mark as missed first"),
    "desk_idle": (409, "Nobody is called to this desk"),
    "desk_closed": (409, "This desk is not planned today"),
    "wrong_state": (409, "The ticket's state does not allow this"),
    "desk_paused": (409, "This desk takes a break; resume first"),
    "too_early": (409, "It is too early to check in"),
    "too_late": (409, "The start is over; take another one"),
    "already_here": (409, "This ticket is already checked in"),
    "hold_ended": (409, "The start was not kept any longer"),
    "unknown_code": (404, "There is no ticket with this code today"),
    "nothing_to_undo": (409, "There is nothing to take back"),
    "unknown_notice": (404, "There is no such notice"),
    "day_closed": (409, "The day is closed"),
    "storage_failed": (503, "The office could not save this; nothing was changed, try again"),
    "starting": (503, "The office is starting"),
    "internal": (500, "Something went wrong in the office service"),
}


class ProblemError(Exception):
    """Carries a problem document to the edge of the service."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def problem(code: RefusalCode, detail: str = "") -> Problem:
    status, title = _KINDS[code]
    return Problem(code=code, title=title, status=status, detail=detail)


def refuse(code: RefusalCode, detail: str = "") -> ProblemError:
    """To be raised."""
    return ProblemError(problem(code, detail))


def from_refusal(day: Day, refusal: Refusal) -> Problem:
    """A rule's refusal with its instants in the office's zone."""
    status, title = _KINDS[refusal.code]
    chance = refusal.next_chance
    return Problem(
        code=refusal.code,
        title=title,
        status=status,
        detail=refusal.detail,
        next_starts=tuple(views.local(day, start) for start in refusal.next_starts),
        next_chance=None if chance is None else views.local(day, chance),
        items=tuple(Item(item.service, item.persons) for item in refusal.items),
    )
