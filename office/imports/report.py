"""What an import of appointments did, in plain sentences for whoever started it."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from office.day.day import Day, fold
from office.day.ticket import Ticket
from office.imports.appointments import Appointments, Wanted
from office.imports.inbox import Entry
from office.log import Log

Days = Mapping[str, Day]
"""Days of the log by ISO date; those without any event are absent."""
REASONS = {
    "slot_taken": "no desk that does this is free then",
    "start_past": "it is over already",
    "closed": "the office is closed then",
    "unknown_service": "that day does not have this service",
}
STILL_THERE = {"booked", "waiting", "called", "serving", "parked"}


def days_of(log: Log, office: str, dates: Iterable[str]) -> Days:
    """Raises LogError."""
    days = {}
    for date in sorted(set(dates)):
        day: Day | None = None
        for recorded in log.read(f"{office}/{date}"):
            day = fold(day, recorded)
        if day is not None:
            days[date] = day
    return days


def summary(found: Appointments, entries: Sequence[Entry]) -> str:
    states = Counter(entry.state for entry in entries)
    parts = [f"{states['taken']} taken", f"{states['there']} already there"]
    parts += [f"{states[state]} {state}" for state in ("changed", "refused") if states[state]]
    if found.faults:
        parts.append(f"{len(found.faults)} rows left out")
    if found.other_days:
        parts.append(f"{found.other_days} on other days")
    return ", ".join(parts)


def to_do(
    found: Appointments, entries: Sequence[Entry], gone: Sequence[Wanted], days: Days, zone: str
) -> list[str]:
    """One sentence for everything that a person has to look at, by line."""
    when = _when(zone)
    lines = [(fault.line, f"line {fault.line}: {fault.what}") for fault in found.faults]
    for entry in entries:
        sentence = _sentence(entry, _ticket(days, entry.wanted), when)
        if sentence:
            lines.append((entry.wanted.line, f"line {entry.wanted.line}: {sentence}"))
    missing = [(wanted, _ticket(days, wanted)) for wanted in gone]
    last = [f"no longer in the file: {_name(t, when)}; cancel it if that is right"
            for _, t in missing if t is not None and t.state in STILL_THERE]  # fmt: skip
    return [text for _, text in sorted(lines)] + last


def codes(entries: Sequence[Entry], days: Days, zone: str) -> str:
    """CSV: what to tell the visitors, by the line of the file."""
    when = _when(zone)
    rows = ["line;start;service;number;code"]
    for entry in entries:
        ticket = _ticket(days, entry.wanted)
        if ticket is not None and ticket.state in STILL_THERE:
            start = when(ticket.start)
            rows.append(
                f"{entry.wanted.line};{start};{ticket.services[0]};{ticket.number};{ticket.code}"
            )
    return "\n".join(rows) + "\n"


def _sentence(entry: Entry, ticket: Ticket | None, when: Callable[[int | None], str]) -> str | None:
    wanted = entry.wanted
    match entry.state:
        case "refused":
            code, _, detail = entry.reason.partition(": ")
            reason = REASONS.get(code) or detail or "that day cannot be booked (yet)"
            return f"{when(wanted.start)} {wanted.service} is refused: {reason}"
        case "changed" if ticket is not None:
            return f"has changed since it was taken, but its ticket has not: {_name(ticket, when)}"
        case "there" if ticket is not None and ticket.state == "cancelled":
            return f"its ticket is cancelled: {_name(ticket, when)}"
        case _:
            return None


def _name(ticket: Ticket, when: Callable[[int | None], str]) -> str:
    return f"{ticket.number}, {when(ticket.start)}, {ticket.services[0]}"


def _ticket(days: Days, wanted: Wanted) -> Ticket | None:
    day = days.get(wanted.date)
    return day.tickets.get(wanted.ticket) if day is not None else None


def _when(zone: str) -> Callable[[int | None], str]:
    def text(at: int | None) -> str:
        moment = datetime.fromtimestamp((at or 0) / 1000, UTC).astimezone(ZoneInfo(zone))
        return f"{moment:%Y-%m-%d %H:%M}"

    return text
