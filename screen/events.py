"""What a screen hears of the office, as the facts that its pure core is advanced by."""

from dataclasses import dataclass

from office.contract import BoardView, KioskView, Ping


@dataclass(frozen=True, slots=True)
class ViewArrived:
    """The office sent its whole view; after `Lost` this also says that it is back."""

    view: KioskView | BoardView


@dataclass(frozen=True, slots=True)
class PingArrived:
    """The office is there and has nothing new."""

    ping: Ping


@dataclass(frozen=True, slots=True)
class Lost:
    """Nothing was heard for STALE_SECONDS. `reason` is for the log, never for visitors."""

    reason: str


FeedEvent = ViewArrived | PingArrived | Lost
