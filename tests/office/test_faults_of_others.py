"""Faults that comparable systems have had in public, each named, each tested not to be ours.

Those about paper, screens, networks and load have their tests with the printer, the kiosk, the
board and the races; here are queues, calls, numbers, days and check-in.
"""

import asyncio
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from office import contract as wire
from office.access import Principal
from office.day import calling, views
from office.day import commands as co
from office.day.config import DeskPlan
from office.day.events import Called, TicketBooked
from office.problems import ProblemError
from office.writer import Done
from tests.office.day.small import (
    MINUTE,
    Morning,
    at,
    book,
    config,
    open_morning,
    plan,
    sample,
    sample_date,
    second_sample,
    spans,
    start_serials_at,
)
from tests.office.playing import KIOSK, STAFF, Playing, outcome, play
from tests.office.serving import SAMPLE

SUNDAY = at("01:00", "2026-11-29")


# ---- numbers -------------------------------------------------------------------------------------


def test_several_slips_from_one_press(tmp_path: Path) -> None:
    """ZMSKVR-1363, ZMS-2328, ZMSKVR-231 (it-at-m/eappointment); MADO-queue has no request id.
    Twenty taps at once and a retry after a lost answer: one ticket."""

    async def scene(there: Playing) -> None:
        request = wire.BookRequest(there.office.today(), (wire.Item("ask"),), "de")
        taps = [
            there.service.book(there.office, KIOSK, request, "one-and-the-same") for _ in range(20)
        ]
        tickets = await asyncio.gather(*taps)
        tickets.append(await there.service.book(there.office, KIOSK, request, "one-and-the-same"))
        assert {t.id for t in tickets} == {tickets[0].id}
        assert len(there.office.day.tickets) == 1

    play(tmp_path, SUNDAY, scene)


def test_duplicate_numbers(tmp_path: Path) -> None:
    """bcgov/queue-management counts rows; mrf345/FQM #230 takes max+1 without a lock; mrkaqz/queue
    too: 19 of 40 and 130 of 200 were duplicates with eight at once. A thousand from twenty, with a
    restart in mid-run: none."""
    numbers: list[str] = []

    async def scene(there: Playing) -> None:
        async def kiosk(n: int) -> None:
            by = Principal("kiosk", f"kiosk-{n}", "night")
            numbers.extend([(await there.book("ask", by=by)).number for _ in range(25)])

        await asyncio.gather(*(kiosk(n) for n in range(20)))

    for _ in range(2):
        play(tmp_path, SUNDAY, scene)
    assert sorted(numbers, key=lambda n: (len(n), n)) == [f"A{n:03}" for n in range(1, 1001)]


def test_open_numbers_reused_on_the_same_day() -> None:
    """ZMS: a number range of 1 to 5 began anew while its numbers still waited. Past 999 ours grow,
    and a number that was given back is not given again."""
    morning = open_morning()
    morning.day = start_serials_at(morning.opened, 997)
    first = morning.book("ask")
    morning.do(co.Cancel(first.id))
    assert [morning.book("ask").number for _ in range(3)] == ["A999", "A1000", "A1001"]


@pytest.mark.parametrize(
    ("day", "before", "after"),
    [("2026-11-29", "+01:00", "+01:00"), ("2026-10-25", "+02:00", "+01:00"),
     ("2027-03-28", "+01:00", "+02:00")],
)  # fmt: skip
def test_the_day_boundary_in_utc_breaks_numbers(
    tmp_path: Path, day: str, before: str, after: str
) -> None:
    """bcgov/queue-management #626, and MADO-queue's time zone: numbers begin anew at the office's
    own midnight, not at that of UTC an hour or two later, and not when the clocks change."""

    async def scene(there: Playing) -> None:
        evening = (await there.book("ask")).number
        await there.go(at("00:00", day, before))
        numbers = [(await there.book("ask")).number]
        for clock, offset in (("00:59", before), ("01:01", before), ("02:01", before),
                              ("03:01", after)):  # fmt: skip
            await there.go(at(clock, day, offset))
            numbers.append((await there.book("ask")).number)
        assert evening == "A001"
        assert numbers == ["A001", "A002", "A003", "A004", "A005"]

    play(tmp_path, at("00:00", day, before) - 5 * MINUTE, scene)


def test_transfer_burns_a_number_or_fails_when_the_other_quota_is_spent() -> None:
    """ZMS refuses to hand a visitor on once the other queue's numbers of the day are used up."""
    hours = spans("08:00-08:30")
    desks = [DeskPlan("1", hours, ("apply",)), DeskPlan("2", hours, ("ask",))]
    morning = Morning(config(lead=0), plan(desks, hours), at("08:00"))
    morning.ask(co.ReleaseDay())
    morning.book("apply", "08:00")
    ticket = morning.book("ask")
    assert morning.refused(book("apply", "08:00")).next_starts == (), "nothing is left"
    morning.do(co.CallNext("2"))
    assert morning.do(co.Transfer("2", "apply")).number == ticket.number
    assert dict(morning.opened.serials) == {"E": 1, "A": 1}


# ---- calls ---------------------------------------------------------------------------------------


def test_the_same_person_called_by_two_desks(tmp_path: Path) -> None:
    """MADO-queue (up to five of sixty rounds); ZMSKVR-1138. Two desks at once, by next and by name:
    each visitor at one desk, each desk with one visitor. (Four desks, two hundred rounds, over the
    network: see the races.)"""

    async def scene(there: Playing) -> None:
        for _ in range(30):
            first = await there.book("ask")
            rows = await asyncio.gather(
                outcome(there.press("call-next", "1")),
                outcome(there.press("call", "2", ticket=first.id)),
                outcome(there.press("call", "1", ticket=first.id)),
            )
            won = [row for row in rows if not isinstance(row, str)]
            assert [row.id for row in won] == [first.id]
            await there.press("finish", won[0].desk)
        calls = [r.fact.ticket for r in there.rows("2026-11-29") if isinstance(r.fact, Called)]
        assert len(calls) == len(set(calls)) == 30

    play(tmp_path, SUNDAY, scene)


def test_the_second_announcement_overwrites_the_first_or_names_the_wrong_desk() -> None:
    """mrf345/FQM #138, #161: two calls within 200 ms are two calls, each with its desk."""
    morning = open_morning()
    ask, renew = morning.book("ask"), morning.book("renew", "08:10")
    morning.do(co.CallNext("2"))
    morning.now += 200
    morning.do(co.CallNext("1"))
    shown = views.board_view(morning.opened, morning.now).calls
    assert [(c.number, c.desk.id) for c in shown] == [(renew.number, "1"), (ask.number, "2")]
    assert shown[0].id > shown[1].id


def test_the_first_call_on_an_empty_board_is_silent() -> None:
    """MADO-queue takes the first call it sees as old. Ours has an id beyond what any board that
    began with this day has announced."""
    morning = open_morning()
    empty = views.board_view(morning.opened, morning.now)
    assert (empty.calls, empty.recent) == ((), ())
    morning.book("ask")
    morning.do(co.CallNext("2"))
    (first,) = views.board_view(morning.opened, morning.now).calls
    assert (first.kind, first.count) == ("call", 1)
    assert first.id > empty.position


def test_a_repeated_call_makes_no_sound() -> None:
    """ZMS has no button for it, and shows the same row again. Every repetition is an event with an
    id of its own, counted."""
    morning = open_morning()
    morning.book("ask")
    morning.do(co.CallNext("2"))
    ids = []
    for _ in range(3):
        (shown,) = views.board_view(morning.opened, morning.now).calls
        ids.append((shown.id, shown.kind, shown.count))
        morning.do(co.Recall("2"))
    assert [(kind, count) for _, kind, count in ids] == [("call", 1), ("recall", 2), ("recall", 3)]
    assert len({id_ for id_, _, _ in ids}) == 3
    assert ids == sorted(ids)


def test_two_places_with_one_number_ring_once() -> None:
    """ZMS, two locations on one board: no letter and no desk's sign is given twice in an office."""
    for office in (sample(), second_sample()):
        letters = [queue.letter for queue in office.config.queues]
        labels = [desk.label for desk in office.config.desks]
        assert len(set(letters)) == len(letters)
        assert len(set(labels)) == len(labels)


def test_a_call_vanishes_after_a_minute_and_there_is_no_list_of_the_last() -> None:
    """MADO-queue; mrf345/FQM #172, #307: open for as long as nobody has taken it up, then in the
    list of the last calls with its desk and time."""
    morning = open_morning()
    ticket = morning.book("ask")
    morning.do(co.CallNext("2"))
    called_at, morning.now = morning.now, morning.now + 60 * MINUTE
    board = views.board_view(morning.opened, morning.now)
    assert [c.number for c in board.calls] == [ticket.number]
    morning.do(co.StartServing("2"))
    (last,) = views.board_view(morning.opened, morning.now).recent
    assert (last.number, last.desk.id) == (ticket.number, "2")
    assert last.at == views.local(morning.opened, called_at)


def test_more_than_ten_open_calls_are_lost() -> None:
    """ZMS shows ten rows at most: fifteen desks call at once, and all are shown."""
    desks = [str(n) for n in range(1, 16)]
    hours = spans("08:00-12:00")
    planned = plan([DeskPlan(desk, hours, ("ask",)) for desk in desks])
    morning = Morning(config(desks), planned, at("08:00"))
    morning.ask(co.ReleaseDay())
    numbers = [morning.book("ask").number for _ in desks]
    for desk in desks:
        morning.do(co.CallNext(desk))
    shown = views.board_view(morning.opened, morning.now).calls
    assert sorted(c.number for c in shown) == numbers
    assert {c.desk.id for c in shown} == set(desks)


def test_parked_or_missed_people_are_called_by_themselves() -> None:
    """ZMS-2411, ZMS-3258, ZMS-3267: not without somebody at a desk or the visitor doing it."""
    morning = open_morning()
    for ticket, aside in (("p", co.Park("2")), ("m", co.MarkMissed("2"))):
        morning.book("ask", ticket=ticket)
        morning.do(co.CallTicket("2", ticket))
        morning.do(aside)
    for _ in range(12):
        morning.now += 15 * MINUTE
        morning.ask(co.Expire())
        assert morning.refused(co.CallNext("2")).code == "nobody_due"
    assert views.desk_view(morning.opened, "2", morning.now, {}).due == 0


def test_a_mis_click_calls_another_person() -> None:
    """ZMSKVR-1385: taken back at once, the visitor waits where they were, the board is quiet."""
    morning = open_morning()
    right, wrong = morning.book("ask"), morning.book("ask")
    morning.do(co.CallTicket("2", wrong.id))
    morning.now += 5_000
    back = morning.do(co.Undo("2"))
    assert back == replace(wrong, changed=back.changed)
    board = views.board_view(morning.opened, morning.now)
    assert (board.calls, board.recent) == ((), ())
    assert morning.do(co.CallNext("2")).id == right.id


def test_low_priority_walk_ins_starve_behind_appointments() -> None:
    """ZMS, it-at-m/eappointment pull request 1309. Appointments all morning long: a walk-in is
    called as soon as nobody is due before their arrival (see test_fairness for every class)."""
    hours = spans("08:00-12:00")
    everything = [DeskPlan(d, hours, ("renew", "ask")) for d in ("1", "2")]
    morning = Morning(config(["1", "2"], lead=0), plan(everything), at("08:00"))
    morning.ask(co.ReleaseDay())
    for n in range(6):
        morning.book("renew", f"{8 + n // 3:02}:{n % 3 * 20:02}", ticket=f"a{n}")
        morning.book("renew", f"{8 + n // 3:02}:{n % 3 * 20:02}", ticket=f"b{n}")
    morning.now = at("08:10")
    walk_in = morning.book("ask")
    called = []
    while walk_in.id not in called:
        called.append(morning.do(co.CallNext("1")).id)
        morning.do(co.Finish("1"))
        morning.now += 20 * MINUTE
    assert called == ["a0", "b0", walk_in.id]


def test_absent_appointment_holders_block_desks() -> None:
    """CityLAB Berlin's study: without check-in, desks wait for people who are not there."""
    morning = open_morning()
    absent = morning.book("renew", "08:10", origin="phone")
    here = morning.book("renew", "08:30", origin="phone")
    morning.now = at("08:20")
    morning.do(co.CheckIn(here.id))
    assert morning.do(co.CallNext("1")).id == here.id
    morning.do(co.Finish("1"))
    morning.now = at("08:40")
    morning.ask(co.Expire())
    assert morning.opened.tickets[absent.id].state == "expired"
    assert morning.refused(co.CallNext("1")).code == "nobody_due"


def test_an_emergency_call_cannot_be_ended(tmp_path: Path) -> None:
    """ZMS-3212, ZMS-3503: called, answered, ended, and it stays so over a restart."""

    async def scene(there: Playing) -> None:
        def up() -> list[str]:
            view = there.service.desk_view(there.office, "2")
            return [n.kind for n in view.notices]

        async def press(action: str, desk: str, notice: str | None = None) -> None:
            await there.service.desk_command(
                there.office, STAFF, desk, action, there.key, wire.DeskOrder(notice=notice),  # type: ignore[arg-type]
            )  # fmt: skip

        assert up() == []
        await press("emergency", "1")
        notice = there.service.desk_view(there.office, "2").notices[0]
        await press("coming", "2", notice.id)
        assert up() == ["emergency"]
        await press("emergency-end", "1", notice.id)
        assert up() == []

    for _ in range(2):
        play(tmp_path, SUNDAY, scene)


def test_a_notice_asked_for_again_after_its_end_is_a_technical_error(tmp_path: Path) -> None:
    """Not of others but nearly ours: the answer got lost, the notice was ended meanwhile, and the
    page asks once more under the same key."""

    async def scene(there: Playing) -> None:
        request = wire.NoticeRequest("long_wait", {})
        first = await there.service.post_notice(there.office, STAFF, request, "the-same-key")
        await there.service.end_notice(there.office, STAFF, first.id, there.key)
        again = await there.service.post_notice(there.office, STAFF, request, "the-same-key")
        assert again.id == first.id
        assert there.service.board_view(there.office).notices == ()

    play(tmp_path, SUNDAY, scene)


# ---- slots and days ------------------------------------------------------------------------------


def test_two_people_win_one_slot(tmp_path: Path) -> None:
    """alextselegidis/easyappointments #31, #1783; LibreBooking #147; calcom/cal.com #13397;
    ZMSKVR-615. Twenty phones and a kiosk at once for the last place: one wins, the others are told
    the next three times."""

    async def scene(there: Playing) -> None:
        start = views.local(there.office.day, at("14:00"))
        while not isinstance(await outcome(there.book("pickup", start)), str):
            pass
        (last,) = [t for t in there.office.day.tickets.values() if t.state == "waiting"][-1:]
        secret = there.service._keys.visitor_secret(last.id)
        await there.service.cancel(Principal("visitor", "owner", "x"), secret, there.key)
        refused: list[wire.Problem] = []

        async def want(n: int) -> str:
            try:
                by = Principal("kiosk", f"k{n}", "x")
                return (await there.book("pickup", start, by=by)).number
            except ProblemError as error:
                refused.append(error.problem)
                return ""

        numbers = await asyncio.gather(*(want(n) for n in range(21)))
        assert sum(map(bool, numbers)) == 1
        assert {p.code for p in refused} == {"slot_taken"}
        assert all(len(p.next_starts) == 3 for p in refused)

    play(tmp_path, at("13:00"), scene, SAMPLE)


def test_one_lost_packet_deletes_the_visitor_s_ticket() -> None:
    """queuesg forgets who does not answer. However long nothing is heard of a visitor who is here,
    the place is still there."""
    morning = open_morning()
    ticket = morning.book("ask")
    for _ in range(6):
        morning.now += 30 * MINUTE
        morning.ask(co.Expire())
    assert morning.opened.tickets[ticket.id] == ticket
    assert calling.next_for(morning.opened, "2", morning.now) == ticket


def test_one_update_changed_all_tickets() -> None:
    """mrf345/FQM: one update changed all 661. Every command touches its own ticket only."""
    morning = open_morning()
    for n in range(6):
        morning.book("ask", ticket=f"t{n}")
    steps: list[co.Command] = [
        co.CallTicket("2", "t3"), co.Recall("2"), co.StartServing("2"), co.Park("2"),
        co.Unpark("2", "t3"), co.CallTicket("2", "t3"), co.SendBack("2", "end"), co.Undo("2"),
        co.MarkMissed("2"), co.CheckIn("t3"), co.CallTicket("2", "t3"), co.Transfer("2", "renew"),
        co.CallTicket("1", "t3"), co.RecordPrint("t3", "printed"), co.Finish("1"),
    ]  # fmt: skip
    for step in steps:
        before = dict(morning.opened.tickets)
        morning.do(step)
        changed = {id_ for id_, t in morning.opened.tickets.items() if t != before[id_]}
        assert changed == {"t3"}, step


def test_a_look_calls_or_changes_something() -> None:
    """mrf345/FQM calls by GET, so that a link preview calls somebody. (Every GET twice, over the
    network: see the routes.) A view is made of a day and leaves it as it is."""
    morning = open_morning()
    ticket = morning.book("ask")
    day = morning.opened
    for _ in range(2):
        views.board_view(day, morning.now)
        views.kiosk_view(day, morning.now, "http://localhost")
        views.desk_view(day, "2", morning.now, {})
        views.ticket_view(day, ticket, morning.now)
    assert morning.opened is day
    assert day.tickets[ticket.id].state == "waiting"


def test_one_unknown_place_blanks_the_board() -> None:
    """ZMSKVR-166, ZMSKVR-167: whoever asks for a desk that is not there is told so; the rest goes
    on, also with a desk that is not planned today."""
    morning = Morning(config(["1", "2", "3", "4"]), plan(), at("08:00"))
    morning.ask(co.ReleaseDay())
    morning.book("ask")
    assert morning.refused(co.CallNext("nowhere")).code == "unknown_desk"
    assert morning.refused(co.CallNext("4")).code == "desk_closed"
    morning.do(co.CallNext("2"))
    assert len(views.board_view(morning.opened, morning.now).calls) == 1
    assert views.desk_view(morning.opened, "4", morning.now, {}).current is None


def test_a_dead_dispenser_says_nothing_when_nothing_is_left() -> None:
    """mrf345/FQM #239; Stuttgart's citizens' office: it says so, and when the next chance is."""
    hours = spans("08:00-08:40")
    morning = Morning(config(lead=0), plan([DeskPlan("1", hours, ("apply",))], hours), at("08:00"))
    morning.ask(co.ReleaseDay())
    morning.book("apply", "08:00")
    shown = views.kiosk_view(morning.opened, morning.now, "http://localhost")
    assert (shown.state, shown.next_chance) == (
        "nothing_free", views.local(morning.opened, at("08:00", "2026-11-27")),
    )  # fmt: skip
    assert morning.refused(book("apply", "08:00")).code == "slot_taken"


def test_cancelled_rows_are_counted_as_people_ahead() -> None:
    """ZMS counts them in its waits. Who cancelled, was missed, parked or is not here is not
    ahead."""
    morning = open_morning()
    for n in range(5):
        origin: co.Origin = "phone" if n == 3 else "kiosk"
        morning.book("ask", ticket=f"t{n}", origin=origin)
    last = morning.book("ask")
    assert calling.ahead_of(morning.opened, last, morning.now) == 4
    morning.do(co.Cancel("t0"))
    for ticket, aside in (("t1", co.MarkMissed("2")), ("t2", co.Park("2"))):
        morning.do(co.CallTicket("2", ticket))
        morning.do(aside)
    assert calling.ahead_of(morning.opened, last, morning.now) == 1


def test_not_open_at_opening_time_although_released(tmp_path: Path) -> None:
    """ZMS-2757: it opens by the clock, with nobody there."""

    async def scene(there: Playing) -> None:
        now = datetime.fromisoformat("2026-11-26T07:29:59+01:00")
        await there.go(round(now.timestamp() * 1000))
        assert there.service.kiosk_view(there.office).state == "not_released"
        await there.go(at("07:30"))
        assert there.service.kiosk_view(there.office).state == "open"
        start = there.service.kiosk_view(there.office).services[0].starts[0]
        assert (await there.book("renew", start)).number

    play(tmp_path, at("05:00"), scene, SAMPLE)


def test_the_language_that_was_chosen_is_lost_on_the_way() -> None:
    """Tübingen at launch, ZMS, FQM: slip, phone page, board line and desk all know it."""
    plan_, made = sample().plan(sample_date()), sample().config
    morning = Morning(made, plan_, at("08:00"))
    morning.ask(co.ReleaseDay())
    wanted = replace(book("advice", "09:00", ticket="t"), language="ar")
    assert isinstance(morning.ask(wanted), Done)
    desk = next(d.desk for d in plan_.desks if "advice" in d.services)
    ticket = morning.do(co.CallTicket(desk, "t"))
    day, now = morning.opened, morning.now
    current = views.desk_view(day, desk, now, {}).current
    assert current is not None
    assert {
        views.booked_ticket(day, ticket, "S", "u", now).language,
        views.ticket_view(day, ticket, now).language,
        views.board_view(day, now).calls[0].language,
        current.language,
    } == {"ar"}
    assert [r.fact.language for r in morning.rows if isinstance(r.fact, TicketBooked)] == ["ar"]
