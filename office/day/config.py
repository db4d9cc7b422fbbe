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
