"""What one command costs on a small and on a very full day, and how long a restart takes then.

The days are made by the rules themselves: an office with forty desks, half of its visitors with an
appointment; at three in the afternoon nine of ten tickets are over, the others wait, are booked,
parked, missed or at a desk. Both days have the same office, so that only the tickets differ.
"""

import gc
import tempfile
from collections.abc import Iterator
from functools import cache
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from statistics import quantiles as quantile
from time import perf_counter, thread_time_ns
from typing import get_args

from office.contract import TicketState
from office.day import capacity
from office.day import commands as co
from office.day.config import DayConfig, DayPlan, DeskPlan
from office.day.day import MINUTE, Day
from office.day.events import Place, Recorded
from office.keys import load_keys
from office.writer import Done, decide_one, order
from tests.bench.figures import Figure, quantiles
from tests.office.day.small import at, book, config, plan, service, spans
from tests.office.serving import Program

SERVICES = (service("renew", "e", 5), service("apply", "e", 10), service("ask", "a", 5))
DESKS = tuple(str(n) for n in range(1, 41))
OPENING, THREE_PM = at("08:00"), at("15:00")
OPEN_SHARE = 10
"""One of so many tickets is not over at three."""
SMALL_DAY, VERY_FULL_DAY = 500, 5000
TEN_DESKS_DAY = 700
"""Ten desks serve so many from eight to six when a visit takes less than nine minutes."""


def command(tickets: int, rounds: int = 80) -> Figure:
    """Milliseconds to decide and fold one command, each kind as often as any other. `growth`: of
    the p99 from the small day to this one. Of the thread's own time: it only computes, and what
    else runs on the machine is no concern of the rules."""
    day = full_day(tickets)[1]
    took = list(_measured(day, rounds))
    figure = {**quantiles(took), "p50": round(median(took), 4)}
    if tickets != SMALL_DAY:
        small = list(_measured(full_day(SMALL_DAY)[1], rounds))
        figure["growth"] = round(_p99(took) / _p99(small), 2)
        figure["growth_p50"] = round(median(took) / median(small), 2)
    return figure


def _p99(samples: list[float]) -> float:
    return quantile(samples, n=100)[98]


def restart() -> Figure:
    """Milliseconds from starting the real service until it answers, at three in the afternoon of a
    full day of ten desks; beside it the same on the very full day and without a ticket."""
    with tempfile.TemporaryDirectory() as folder:
        empty, full, very_full = (
            _restarted(Path(folder) / str(tickets), full_day(tickets)[0] if tickets else ())
            for tickets in (0, TEN_DESKS_DAY, VERY_FULL_DAY)
        )
    beside = {"empty": round(median(empty)), "tickets_5000": round(median(very_full))}
    return {"unit": "ms", "n": len(full), "value": round(median(full)), **beside}


def _restarted(folder: Path, rows: tuple[Recorded, ...], times: int = 5) -> list[float]:
    program = Program(folder, clock="2026-11-26T15:00+01:00")
    program.data.mkdir()
    load_keys(program.data / "keys.json", create=True)
    if rows:
        program.log().append(f"{program.office}/2026-11-26", list(rows), [])
    took = []
    for _ in range(times):
        begin = perf_counter()
        program.start()
        took.append((perf_counter() - begin) * 1000)
        program.kill()
    return took


def _measured(day: Day, rounds: int) -> Iterator[float]:
    gc.collect()
    for round_ in range(rounds):
        for wanted in commands(day, round_):
            asked = order(wanted, "staff:bench", f"bench-{round_}", repr(wanted))
            begin = thread_time_ns()
            _, rows, outcome = decide_one(day, asked, THREE_PM)
            took = (thread_time_ns() - begin) / 1e6
            assert isinstance(outcome, Done), (wanted, outcome)
            assert rows, wanted
            yield took


def commands(day: Day, pick: int) -> Iterator[co.Command]:
    """Everything that is asked often, of the same day each time."""

    def one(*states: TicketState) -> str:
        return islice(cycle(t.id for s in states for t in day.in_state(s)), pick, None).__next__()

    taken = {t.start for t in day.in_state("booked")}
    free = [s for s in capacity.free_starts(day, ("renew",), 10, THREE_PM) if s not in taken]
    start = free[pick % len(free)]
    idle = next(islice(cycle(d for d in DESKS if d not in day.at_desk), pick, None))
    called = day.tickets[one("called")].desk or ""
    busy = day.tickets[one("called", "serving")].desk or ""
    new = f"new-{pick}"
    yield book("ask", ticket=new)
    yield book("renew", start, ticket=new, origin="phone")
    yield book("renew", start, ticket=new, origin="phone", hold=True)
    yield co.Confirm(one("held"), (new,))
    yield co.Cancel(one("booked", "held"))
    yield co.Move(one("booked"), start)
    yield co.CheckIn(one("booked"))
    yield co.RecordPrint(one("waiting"), "printed")
    yield co.CallNext(idle)
    yield co.CallTicket(idle, one("waiting"))
    yield co.Recall(called)
    yield co.StartServing(called)
    yield co.MarkMissed(called)
    yield co.Undo(called)
    yield co.Finish(busy)
    yield co.Park(busy)
    yield co.Transfer(busy, "ask")
    for place in get_args(Place):
        yield co.SendBack(busy, place)
    yield co.Return(idle, one("missed"))
    yield co.Unpark(idle, one("parked"))


# ---- a full day ------------------------------------------------------------------------------


@cache
def full_day(tickets: int) -> tuple[tuple[Recorded, ...], Day]:
    """The log of a day up to three o'clock and the day itself."""
    hours = spans("08:00-18:00")
    planned = plan([DeskPlan(d, hours, ("renew", "apply", "ask")) for d in DESKS], hours)
    made = _Made(config(DESKS, SERVICES, early=60), planned)
    over, open_ = tickets - tickets // OPEN_SHARE, tickets // OPEN_SHARE
    for n in range(over):
        made.now = OPENING + n * (THREE_PM - OPENING - 10 * MINUTE) // over
        made.visit(n)
    made.now = THREE_PM - MINUTE
    for n in range(over, over + open_):
        made.leave_open(n, open_)
    made.now = THREE_PM
    for desk in DESKS[:20]:
        made.ask(co.CallNext(desk))
    for desk in DESKS[:10]:
        made.ask(co.StartServing(desk))
    assert made.day is not None
    return tuple(made.rows), made.day


class _Made:
    """A day while it is made."""

    def __init__(self, config: DayConfig, plan: DayPlan) -> None:
        self.day: Day | None = None
        self.rows: list[Recorded] = []
        self.now = at("07:30")
        self.ask(co.OpenDay(config, plan))
        self.ask(co.ReleaseDay())

    def ask(self, wanted: co.Command) -> None:
        asked = order(wanted, "staff:bench", f"key-{len(self.rows)}", "")
        self.day, rows, outcome = decide_one(self.day, asked, self.now)
        assert isinstance(outcome, Done), (wanted, outcome)
        self.rows += rows

    def book(self, n: int, timed: bool, origin: co.Origin, hold: bool = False) -> str:
        assert self.day is not None
        first = capacity.free_starts(self.day, ("renew",), 5, self.now)[0] if timed else None
        name = "renew" if timed else "ask"
        self.ask(book(name, first, ticket=f"t{n:05}", origin=origin, hold=hold))
        return f"t{n:05}"

    def visit(self, n: int) -> None:
        """Booked, called, served; every tenth was missed."""
        ticket, desk = self.book(n, n % 2 == 0, "kiosk"), DESKS[n % len(DESKS)]
        self.ask(co.CallTicket(desk, ticket))
        if n % 10 == 9:
            self.ask(co.MarkMissed(desk))
        else:
            self.ask(co.StartServing(desk))
            self.ask(co.Finish(desk))

    def leave_open(self, n: int, among: int) -> None:
        """Of ten: seven wait, the others are booked, held, or parked at their desk."""
        kind = n % 10
        if kind < 7:
            self.book(n, n % 2 == 0, "kiosk")
        elif kind < 9:
            self.book(n, True, "phone", hold=kind == 8)
        else:
            self.ask(co.CallTicket(DESKS[0], self.book(n, False, "kiosk")))
            self.ask(co.Park(DESKS[0]))
