"""What a day is made of: the office's services, queues, desks and the plan, frozen at its opening.

These facts are the payload of `DayOpened`, so that a fold never reads a file. Instants are UTC
epoch milliseconds, durations whole minutes.
"""

from dataclasses import dataclass
from typing import Literal

from office.contract import DepartmentFacts, DeskFacts, OfficeFacts, PlaceFacts, Words

Span = tuple[int, int]
"""From (inclusive) to (exclusive), UTC epoch milliseconds."""


@dataclass(frozen=True, slots=True)
class Queue:
    """A queue (Terminschlange): its letter and who is served from it."""

    id: str
    letter: str
    kind: Literal["timed", "open"]
    quick: bool
    name: Words
    head_start_minutes: int = 0
    """Its tickets are called as if they were due so much earlier. Because waiting always counts,
    nobody is overtaken by anyone who is due later than this after them: no queue starves."""


@dataclass(frozen=True, slots=True)
class Service:
    """A service (Anliegen): what it is called, how long it takes, which queue it belongs to."""

    id: str
    queue: str
    name: Words
    hint: Words
    bring: tuple[Words, ...]
    icon: str
    minutes: int
    print_name: bool


@dataclass(frozen=True, slots=True)
class Rules:
    """The office's adjustable rules."""

    grid_minutes: int
    """Starts lie on this grid, counted in elapsed steps since local midnight."""
    lead_minutes: int
    """The earliest offered start is now + this."""
    early_call_minutes: int
    """A waiting ticket may be called so long before its start when nobody is due."""
    check_in_minutes: int = 60
    """Visitors may say "I am here" from so long before their start."""
    late_minutes: int = 10
    """Who comes so much too late keeps the place; later ones queue from their arrival."""
    expire_minutes: int = 30
    """A booked ticket whose visitor is not here so long after the start is given up."""
    hold_minutes: int = 4
    """How long a start is kept while the visitor makes sure. Never renewed."""
    later_minutes: int = 15
    """How far "later" sends a visitor back."""
    horizon_days: int = 84
    """So far ahead starts can be booked."""
    undo_seconds: int = 30
    """How long a desk can take back its last step."""


@dataclass(frozen=True, slots=True)
class DayConfig:
    office: OfficeFacts
    rules: Rules
    queues: tuple[Queue, ...]
    services: tuple[Service, ...]
    desks: tuple[DeskFacts, ...]
    departments: tuple[DepartmentFacts, ...]
    places: tuple[PlaceFacts, ...]


@dataclass(frozen=True, slots=True)
class DeskPlan:
    """When a desk works today and for which services."""

    desk: str
    spans: tuple[Span, ...]
    services: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DayPlan:
    """Who works which desk, when, for which services, on one date."""

    date: str
    """ISO date in the office's zone."""
    midnight: int
    """The local day's first instant."""
    hours: tuple[Span, ...]
    """Opening hours; empty on a closed day."""
    release_at: int | None
    """When the day's free starts become bookable; None: by hand only."""
    next_opening: int | None
    """The first opening after this day, so far as the office file knows it (14 days)."""
    desks: tuple[DeskPlan, ...]
