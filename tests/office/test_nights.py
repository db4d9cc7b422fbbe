"""An office that is open through midnight, both changes of the clocks and a clock that is set back:
everything a visitor can do there, through the service."""

from datetime import date, datetime
from pathlib import Path

import pytest

from office import contract as wire
from office.access import Principal
from office.day.day import MINUTE
from office.day.events import Called, TicketBooked
from tests.office.day.small import at
from tests.office.playing import KIOSK, PHONE, Playing, outcome, play

HOUR = 60 * MINUTE
AUTUMN, SPRING = "2026-10-25", "2027-03-28"
BEFORE = {AUTUMN: at("00:00", AUTUMN, "+02:00"), SPRING: at("00:00", SPRING)}
SATURDAY = at("23:50", "2026-11-28")
SUNDAY = at("00:00", "2026-11-29")


# ---- the clocks change ---------------------------------------------------------------------------


def test_in_autumn_the_hour_that_comes_twice_is_given_away_twice(tmp_path: Path) -> None:
    """Two starts read 2:30; each is another instant, and its offset says which."""

    async def scene(night: Playing) -> None:
        starts = night.starts()
        half_past = [s for s in starts if (s.hour, s.minute) == (2, 30)]
        assert [s.isoformat()[-6:] for s in half_past] == ["+02:00", "+01:00"]
        assert (half_past[1].timestamp() - half_past[0].timestamp()) == 3600
        tickets = [await night.book("talk", s) for s in half_past]
        assert [t.start for t in tickets] == half_past
        await night.go(at("02:30", AUTUMN, "+02:00"))
        assert (await night.press("call-next")).number == tickets[0].number
        await night.press("finish")
        assert await outcome(night.press("call-next")) == "nobody_due"
        await night.go(at("02:30", AUTUMN, "+01:00"))
        assert (await night.press("call-next")).number == tickets[1].number

    play(tmp_path, BEFORE[AUTUMN], scene)


def test_in_spring_the_hour_that_is_left_out_is_given_to_nobody(tmp_path: Path) -> None:
    async def scene(night: Playing) -> None:
        starts = night.starts()
        assert not [s for s in starts if s.hour == 2]
        assert {1, 3} <= {s.hour for s in starts}
        first, last = starts[0], starts[-1]
        assert (first.isoformat()[-6:], last.isoformat()[-6:]) == ("+01:00", "+02:00")
        ghost = datetime.fromisoformat("2027-03-28T02:30:00+01:00")  # = 3:30 in summer time
        ticket = await night.book("talk", ghost)
        assert ticket.start is not None
        assert ticket.start.isoformat() == "2027-03-28T03:30:00+02:00"

    play(tmp_path, BEFORE[SPRING], scene)


@pytest.mark.parametrize(("day", "hours"), [(AUTUMN, 5), (SPRING, 3)])
def test_a_desk_works_the_hours_that_pass_from_midnight_to_four(
    tmp_path: Path, day: str, hours: int
) -> None:
    """Thirty minutes each at desk 2 until four, one after the other, and not one more."""

    async def scene(night: Playing) -> None:
        midnight = BEFORE[day]
        taken = 0
        for half in range(2 * hours):
            start = datetime.fromtimestamp((midnight + half * HOUR // 2) / 1000).astimezone()
            for _ in range(2):  # desk 1 is open until six
                taken += not isinstance(await outcome(night.book("talk", start)), str)
        assert taken == 4 * hours
        after = datetime.fromtimestamp((midnight + hours * HOUR) / 1000).astimezone()
        assert not isinstance(await outcome(night.book("talk", after)), str)
        assert await outcome(night.book("talk", after)) == "slot_taken"

    play(tmp_path, BEFORE[day], scene)


@pytest.mark.parametrize("day", [AUTUMN, SPRING])
def test_numbers_and_turns_go_on_through_the_change(tmp_path: Path, day: str) -> None:
    async def scene(night: Playing) -> None:
        given = []
        for quarter in range(16):
            await night.go(BEFORE[day] + HOUR + quarter * 15 * MINUTE)
            given.append((await night.book("ask")).number)
        assert given == [f"A{n:03}" for n in range(1, 17)]
        assert await night.serve_all() == given
        rows = night.rows(day)
        assert [r.at for r in rows] == sorted(r.at for r in rows)

    play(tmp_path, BEFORE[day], scene)


@pytest.mark.parametrize("day", [AUTUMN, SPRING])
def test_holds_check_in_and_giving_up_count_minutes_that_pass(tmp_path: Path, day: str) -> None:
    """A hold made a minute before the change lasts four minutes, not 64; late is late."""

    async def scene(night: Playing) -> None:
        change = BEFORE[day] + (3 if day == AUTUMN else 2) * HOUR
        await night.go(change - MINUTE)
        starts = night.starts()
        held = await night.book("talk", starts[3], hold=True)
        booked = await night.book("talk", starts[0], by=PHONE)
        await night.go(change + 3 * MINUTE - 1)
        assert (await night.service.find_ticket(held.secret)).ticket.state == "held"
        await night.go(change + 3 * MINUTE)
        assert (await night.service.find_ticket(held.secret)).ticket.state == "expired"
        assert booked.start is not None
        due = round(booked.start.timestamp() * 1000)
        await night.go(due + 30 * MINUTE - 1)
        assert (await night.service.find_ticket(booked.secret)).ticket.state == "booked"
        await night.go(due + 30 * MINUTE)
        answer = await outcome(
            night.service.check_in(night.office, PHONE, booked.secret, night.key)
        )
        assert answer == "too_late"

    play(tmp_path, BEFORE[day], scene)


# ---- midnight ------------------------------------------------------------------------------------


def test_midnight_begins_numbers_anew_and_mixes_no_days(tmp_path: Path) -> None:
    async def scene(night: Playing) -> None:
        late = [await night.book("ask") for _ in range(3)]
        await night.press("call-next")
        await night.go(SUNDAY)
        early = [await night.book("ask") for _ in range(3)]
        assert [t.number for t in early] == [t.number for t in late] == ["A001", "A002", "A003"]
        assert await night.serve_all() == ["A001", "A002", "A003"]
        called = [r.fact.ticket for r in night.rows("2026-11-29") if isinstance(r.fact, Called)]
        assert called == [t.id for t in early]

    play(tmp_path, SATURDAY, scene)


def test_a_start_of_tomorrow_held_before_midnight_is_confirmed_after_it(tmp_path: Path) -> None:
    async def scene(night: Playing) -> None:
        await night.go(SUNDAY - 2 * MINUTE)
        start = datetime.fromtimestamp((SUNDAY + HOUR) / 1000).astimezone()
        request = wire.BookRequest(date(2026, 11, 29), (wire.Item("talk"),), "de", start, True)
        held = await night.service.book(night.office, PHONE, request, night.key)
        assert (held.state, held.number) == ("held", "")
        await night.go(SUNDAY + MINUTE)
        given = await night.service.confirm(PHONE, held.secret, night.key)
        assert (given.number, given.state, given.start) == ("C001", "booked", start)
        assert not [r for r in night.rows("2026-11-28") if isinstance(r.fact, TicketBooked)]

    play(tmp_path, SATURDAY, scene)


def test_yesterday_s_ticket_does_not_check_in_today(tmp_path: Path) -> None:
    async def scene(night: Playing) -> None:
        ticket = await night.book("ask", by=PHONE)
        await night.go(SUNDAY)
        code = wire.CheckInRequest(secret=ticket.secret)
        asked = night.service.check_in_at_kiosk(night.office, KIOSK, code, night.key)
        assert await outcome(asked) == "wrong_date"
        code = wire.CheckInRequest(code=ticket.code)
        asked = night.service.check_in_at_kiosk(night.office, KIOSK, code, night.key)
        assert await outcome(asked) == "unknown_code"

    play(tmp_path, SATURDAY, scene)


# ---- a clock that is set back --------------------------------------------------------------------


def test_a_clock_set_back_an_hour_stops_nobody(tmp_path: Path) -> None:
    """Who waits is still called, in the same order; numbers go on; the log stays in order."""

    async def scene(night: Playing) -> None:
        three = at("03:00", "2026-11-29")
        await night.go(three)
        first = await night.book("ask")
        await night.go(three + 5 * MINUTE)
        second = await night.book("ask")
        await night.go(three - 55 * MINUTE)
        third = await night.book("ask")
        assert await night.serve_all() == [first.number, second.number, third.number]
        rows = night.rows("2026-11-29")
        assert [r.at for r in rows] == sorted(r.at for r in rows)
        assert [r.position for r in rows] == list(range(1, len(rows) + 1))

    play(tmp_path, SUNDAY, scene)


def test_what_expires_after_the_clock_was_set_back_still_expires(tmp_path: Path) -> None:
    """The same instant comes twice: once for each of two who did not come."""

    async def scene(night: Playing) -> None:
        three = at("03:00", "2026-11-29")
        start = datetime.fromtimestamp(three / 1000).astimezone()
        await night.go(three - HOUR)
        first = await night.book("talk", start, by=PHONE)
        await night.go(three + 30 * MINUTE)
        await night.go(three - HOUR)
        second = await night.book("talk", start, by=Principal("visitor", "v2", "night"))
        await night.go(three + 30 * MINUTE)
        states = [(await night.service.find_ticket(t.secret)).ticket.state for t in (first, second)]
        assert states == ["expired", "expired"]

    play(tmp_path, SUNDAY, scene)


def test_nothing_is_undone_an_hour_later_however_the_clock_was_set(tmp_path: Path) -> None:
    async def scene(night: Playing) -> None:
        three = at("03:00", "2026-11-29")
        await night.go(three)
        await night.book("ask")
        await night.press("call-next")
        await night.go(three - HOUR)
        await night.press("missed")
        await night.go(three + MINUTE)
        assert await outcome(night.press("undo")) == "nothing_to_undo"

    play(tmp_path, SUNDAY, scene)


def test_dates_far_away_are_refused_not_feared(tmp_path: Path) -> None:
    async def scene(night: Playing) -> None:
        for far in (date.max, date.min, date(9999, 12, 20), date(2026, 11, 27), date(2027, 3, 1)):
            asked = night.service.day_ahead(night.office, far)
            assert await outcome(asked) == "wrong_date"
            request = wire.BookRequest(far, (wire.Item("ask"),), "de")
            booked = night.service.book(night.office, KIOSK, request, night.key)
            assert await outcome(booked) in {"wrong_date", "closed"}

    play(tmp_path, SATURDAY, scene)
