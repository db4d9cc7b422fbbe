"""Views show what the log holds, and nothing else."""

from dataclasses import asdict, replace
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from office import contract as wire
from office.day import commands as co
from office.day import views
from office.day.config import DeskPlan
from office.day.day import Day
from office.officefile import load_office
from office.writer import Done
from tests.office.day import small
from tests.office.day.small import Morning, at, config, open_morning, plan, spans

NIGHT = Path(__file__).parents[1] / "data" / "night.toml"
URL = "http://127.0.0.1:8800"


def local(clock: str) -> datetime:
    return datetime.fromisoformat(f"{small.DATE}T{clock}+01:00")


# ---- kiosk -----------------------------------------------------------------------------------


def test_the_kiosk_shows_what_is_free() -> None:
    view = views.kiosk_view(open_morning().opened, at("08:00"), URL)
    assert (view.state, view.now, view.opens_at) == ("open", local("08:00"), local("08:00"))
    assert (view.closes_at, view.date) == (local("12:00"), date(2026, 11, 26))
    offers = {s.id: s for s in view.services}
    assert offers["renew"].starts[:3] == (local("08:05"), local("08:10"), local("08:15"))
    assert offers["apply"].starts[-1] == local("11:30")
    assert (offers["ask"].timed, offers["ask"].starts) == (False, ())
    assert (offers["pickup"].quick, offers["ask"].free) == (True, 23)


def test_the_kiosk_offers_nothing_before_the_release_and_after_closing() -> None:
    for day, now, state in [
        (Morning(config(), plan()).opened, "07:00", "not_released"),
        (open_morning().opened, "12:00", "closed"),
    ]:
        view = views.kiosk_view(day, at(now), URL)
        assert view.state == state
        assert all(s.starts == () and s.free == 0 for s in view.services)


def test_the_kiosk_says_when_all_is_gone() -> None:
    hours = spans("08:00-08:30")
    morning = Morning(config(lead=0), plan([DeskPlan("1", hours, ("apply",))], hours))
    morning.ask(co.ReleaseDay())
    morning.now = at("08:00")
    assert views.kiosk_view(morning.opened, morning.now, URL).state == "open"
    morning.book("apply", "08:00")
    view = views.kiosk_view(morning.opened, morning.now, URL)
    assert (view.state, view.next_chance) == (
        "nothing_free", datetime.fromisoformat("2026-11-27T08:00+01:00")
    )  # fmt: skip


# ---- the board -------------------------------------------------------------------------------


def called(count: int) -> Morning:
    """So many tickets, the first called to desk 2."""
    morning = open_morning()
    for _ in range(count):
        morning.book("ask")
    morning.do(co.CallNext("2"))
    return morning


def test_a_call_has_the_position_of_its_event_as_id() -> None:
    morning = called(2)
    board = views.board_view(morning.opened, morning.now)
    (call,) = board.calls
    assert (call.id, call.number, call.kind, call.count) == (5, "A001", "call", 1)
    assert (call.desk.id, call.at, board.position) == ("2", local("08:00"), 5)
    assert board.next == ("A002",)
    morning.do(co.Recall("2"))
    (call,) = views.board_view(morning.opened, morning.now).calls
    assert (call.id, call.kind, call.count) == (6, "recall", 2)


def test_a_call_that_was_taken_up_moves_to_the_recent_ones() -> None:
    morning = called(1)
    assert views.board_view(morning.opened, morning.now).recent == ()
    morning.do(co.StartServing("2"))
    board = views.board_view(morning.opened, morning.now)
    assert board.calls == ()
    assert [(c.number, c.id) for c in board.recent] == [("A001", 4)]


def test_the_newest_calls_come_first_and_twelve_recent_ones_are_kept() -> None:
    morning = called(30)
    for _ in range(20):
        morning.do(co.Finish("2"))
        morning.do(co.CallNext("2"))
    board = views.board_view(morning.opened, morning.now)
    assert [c.number for c in board.calls] == ["A021"]
    assert [c.number for c in board.recent] == [f"A{n:03}" for n in range(20, 8, -1)]
    assert board.next == tuple(f"A{n:03}" for n in range(22, 28))


def test_a_quick_queue_is_marked() -> None:
    morning = open_morning()
    morning.book("pickup", "08:05")
    morning.do(co.CallNext("3"))
    (call,) = views.board_view(morning.opened, morning.now).calls
    assert call.quick


# ---- ticket and desk -------------------------------------------------------------------------


def test_a_ticket_s_owner_follows_it() -> None:
    morning = open_morning()
    other, mine = morning.book("ask"), morning.book("ask", origin="phone")

    def shown() -> tuple[str, int | None, str | None]:
        view = views.ticket_view(morning.opened, morning.opened.tickets[mine.id], morning.now)
        return view.state, view.ahead, view.call.desk.id if view.call else None

    assert shown() == ("booked", None, None)
    morning.do(co.CheckIn(mine.id))
    assert shown() == ("waiting", 1, None)
    morning.do(co.CallTicket("1", other.id))
    assert shown() == ("waiting", 0, None)
    morning.do(co.CallTicket("2", mine.id))
    assert shown() == ("called", None, "2")
    morning.do(co.StartServing("2"))
    assert shown() == ("serving", None, "2")
    morning.do(co.Finish("2"))
    assert shown() == ("done", None, None)


def test_a_desk_sees_its_own_first() -> None:
    morning = open_morning()
    pickup, renew = morning.book("pickup", "08:05"), morning.book("renew", "08:20")
    absent = morning.book("renew", "09:00", origin="phone")
    morning.now = at("08:01")
    view = views.desk_view(morning.opened, "1", morning.now, {})
    assert [r.id for r in view.waiting] == [renew.id, pickup.id]
    assert [r.id for r in view.booked] == [absent.id]
    assert (view.due, view.next_due, view.current) == (0, local("08:05"), None)
    morning.now = at("08:05")
    morning.do(co.CallNext("1"))
    view = views.desk_view(morning.opened, "1", morning.now, {})
    assert view.current is not None
    assert (view.current.id, view.current.calls, view.current.desk) == (renew.id, 1, "1")
    other = views.desk_view(morning.opened, "2", morning.now, {})
    assert [r.id for r in other.elsewhere] == [renew.id]
    morning.do(co.MarkMissed("1"))
    view = views.desk_view(morning.opened, "1", morning.now, {})
    assert [(r.id, r.state) for r in view.missed] == [(renew.id, "missed")]


def test_an_unknown_desk_has_no_view() -> None:
    with pytest.raises(KeyError):
        views.desk_view(open_morning().opened, "9", at("08:00"), {})


# ---- nothing else ------------------------------------------------------------------------------


def shown_numbers(day: Day, now: int) -> set[str]:
    board = views.board_view(day, now)
    desk = views.desk_view(day, "2", now, {})
    rows = (*desk.waiting, *desk.booked, *desk.elsewhere, *desk.over)
    current = (desk.current,) if desk.current else ()
    calls = {c.number for c in (*board.calls, *board.recent)}
    return calls | set(board.next) | {r.number for r in (*rows, *current)}


STEPS = [co.CallNext("2"), co.Recall("2"), co.StartServing("2"), co.Finish("2"), co.MarkMissed("2")]


@given(st.lists(st.sampled_from(["ask", *STEPS]), max_size=25))
def test_views_show_what_the_log_holds_only(steps: list[str | co.Command]) -> None:
    """Every number and every call that is shown has its event, at the position the call names."""
    morning = open_morning()
    for n, step in enumerate(steps):
        morning.ask(small.book(step, ticket=f"t{n}") if isinstance(step, str) else step)
    day = small.folded(morning.rows)
    facts = {r.position: r.fact for r in morning.rows}
    booked = {f.ticket: f.number for f in facts.values() if hasattr(f, "number")}
    assert shown_numbers(day, morning.now) <= set(booked.values())
    board = views.board_view(day, morning.now)
    for call in (*board.calls, *board.recent):
        fact = facts[call.id]
        assert type(fact).__name__ == ("Called" if call.kind == "call" else "Recalled")
        assert booked[fact.ticket] == call.number  # type: ignore[union-attr]
    ids = [c.id for c in board.calls]
    assert ids == sorted(ids, reverse=True)
    over = [t for t in day.tickets.values() if t.state in {"done", "missed", "serving"}]
    assert {c.number for c in board.calls}.isdisjoint(t.number for t in over)


def test_a_view_is_the_same_for_the_same_day_and_time() -> None:
    morning = called(3)
    again = small.folded(morning.rows)
    assert views.board_view(again, morning.now) == views.board_view(morning.opened, morning.now)


SHAPES = [wire.KioskView, wire.BoardView, wire.DeskView, wire.TicketView]


def test_views_cross_the_wire_unchanged() -> None:
    morning = called(3)
    day, now = morning.opened, morning.now
    made = [
        views.kiosk_view(day, now, URL),
        views.board_view(day, now),
        views.desk_view(day, "2", now, {}),
        views.ticket_view(day, next(iter(day.tickets.values())), now),
    ]
    for shape, view in zip(SHAPES, made, strict=True):
        adapter = TypeAdapter(shape)
        assert adapter.validate_json(adapter.dump_json(view)) == view


def test_a_screen_of_yesterday_reads_the_office_of_tomorrow() -> None:
    day = called(1).opened
    adapter = TypeAdapter(wire.BoardView)
    newer = {**asdict(views.board_view(day, at("08:00"))), "weather": "fine"}
    assert adapter.validate_python(newer).position == day.position


# ---- nights ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "clocks"),
    [
        ("2026-10-25", ["02:30+02:00", "02:30+01:00"]),
        ("2027-03-28", ["01:30+01:00", "03:00+02:00"]),
    ],
)
def test_starts_around_a_change_of_clocks(day: str, clocks: list[str]) -> None:
    """Both 2:30s of the long night are offered apart; the short night goes from 1:30 to 3:00."""
    file = load_office(NIGHT)
    drawn = file.plan(date.fromisoformat(day))
    night = Morning(file.config, drawn, drawn.midnight)
    night.ask(co.ReleaseDay())
    view = views.kiosk_view(night.opened, night.now, URL)
    (talk,) = (s for s in view.services if s.id == "talk")
    shown = [s.isoformat(timespec="minutes")[11:] for s in talk.starts]
    first = shown.index(clocks[0])
    assert clocks[1] in shown[first + 1 :]
    instants = [s.timestamp() for s in talk.starts]
    assert instants == sorted(set(instants))
    assert all((i * 1000 - drawn.midnight) % (15 * small.MINUTE) == 0 for i in instants[6:])
    assert len(set(shown)) == len(shown)


def test_an_office_open_over_midnight_has_two_days() -> None:
    file = load_office(NIGHT)
    saturday, sunday = (file.plan(date(2026, 11, d)) for d in (28, 29))
    assert saturday.hours[-1][1] == sunday.midnight == sunday.hours[0][0]
    evening = Morning(file.config, saturday, sunday.midnight - 10 * small.MINUTE)
    evening.ask(co.ReleaseDay())
    assert views.board_view(evening.opened, evening.now).state == "open"
    assert views.kiosk_view(evening.opened, evening.now, URL).next_chance == views.local(
        evening.opened, sunday.midnight
    )
    assert views.board_view(evening.opened, sunday.midnight).state == "closed"


@given(st.integers(0, 25 * 60 - 1), st.sampled_from(["2026-10-25", "2027-03-28"]))
def test_every_minute_of_a_night_is_shown_with_its_own_offset(minute: int, day: str) -> None:
    file = load_office(NIGHT)
    drawn = file.plan(date.fromisoformat(day))
    opened = Morning(file.config, drawn, drawn.midnight).opened
    instant = drawn.midnight + minute * small.MINUTE
    shown = views.local(opened, instant)
    assert shown.timestamp() * 1000 == instant
    assert shown.utcoffset() == shown.replace(tzinfo=ZoneInfo("Europe/Berlin"), fold=shown.fold
                                              ).utcoffset()  # fmt: skip


def test_a_ticket_as_given_out_names_what_the_slip_needs() -> None:
    morning = open_morning()
    morning.book("ask")
    ticket = morning.book("ask")
    given_out = views.booked_ticket(
        morning.opened, ticket, "SECRET", f"{URL}/T/SECRET", morning.now
    )
    assert (given_out.number, given_out.ahead, given_out.code) == ("A002", 1, ticket.code)
    assert (given_out.issued_at, given_out.start) == (local("08:00"), None)
    assert given_out.service == {"en": "Ask"}
    assert replace(given_out, secret="", url="") == views.booked_ticket(
        morning.opened, ticket, "", "", morning.now
    )
    assert isinstance(morning.ask(co.CallTicket("1", ticket.id)), Done)
