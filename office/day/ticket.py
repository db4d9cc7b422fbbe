"""A ticket as a day knows it: frozen, changed only by the fold."""

from dataclasses import dataclass
from typing import Literal

from office.contract import PrintOutcome, TicketState

Origin = Literal["kiosk", "phone", "desk", "import"]
"""import: booked in another system; its visitor is not here yet and has no phone page."""


@dataclass(frozen=True, slots=True)
class BookedItem:
    """One service on a ticket, its minutes fixed at booking."""

    service: str
    persons: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Ticket:
    """Instants are epoch milliseconds."""

    id: str
    number: str
    """"" while the start is only held."""
    queue: str
    items: tuple[BookedItem, ...]
    start: int | None
    planned_desk: str | None
    language: str
    origin: Origin
    owner: str
    """The principal that booked it."""
    code: str
    state: TicketState
    booked_at: int
    due: int = 0
    """What its turn goes by: the start, the arrival in an open queue, or a place given later."""
    placed: bool = False
    """`due` is a place given later: its queue's head start is used up."""
    held_until: int | None = None
    here_at: int | None = None
    desk: str | None = None
    call_position: int = 0
    call_at: int = 0
    calls: int = 0
    returns: int = 0
    """How often it came back after it was missed."""
    over_position: int = 0
    changed: int = 0
    """Position of the last event about it."""
    paper: PrintOutcome | None = None

    @property
    def minutes(self) -> int:
        return sum(item.minutes for item in self.items)

    @property
    def persons(self) -> int:
        return max(item.persons for item in self.items)

    @property
    def services(self) -> tuple[str, ...]:
        return tuple(item.service for item in self.items)
