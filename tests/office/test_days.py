"""Days ahead and the day's change, attacked: one writer a day, nothing lost, nobody twice."""

import asyncio
from datetime import date
from pathlib import Path

import pytest

from office import contract as wire
from office.access import Principal
from office.day.day import MINUTE
from office.log import Log
from office.problems import ProblemError
from office.service import Service
from tests.office.day.small import at
from tests.office.serving import Serving
from tests.office.test_moves import KIOSK, STAFF, TODAY, TOMORROW, book, move, play, start


def phone(name: str) -> Principal:
    return Principal("visitor", name, "kreis-unna")


async def hold(serving: Serving, service: Service, who: str, clock: str, day: str = TODAY,
               key: str = "", held: bool = True) -> wire.BookedTicket:  # fmt: skip
    request = wire.BookRequest(
        date.fromisoformat(day), (wire.Item("renew"),), "de", start(day, clock), held
    )
    return await service.book(serving.office, phone(who), request, key or f"{who}-{day}-{clock}")


async def code_of(asked: object) -> str:
    with pytest.raises(ProblemError) as refused:
        await asked  # type: ignore[misc]
    return refused.value.problem.code


def test_two_first_bookings_of_a_day_open_it_once(tmp_path: Path) -> None:
    async def scene(serving: Serving, service: Service) -> None:
        one, two = await asyncio.gather(
            book(serving, service, "09:00", TOMORROW), book(serving, service, "09:20", TOMORROW)
        )
        assert {one.number, two.number} == {"A001", "A002"}
        assert len(serving.store.log.read(f"kreis-unna/{TOMORROW}")) == 3

    play(tmp_path, scene)


def test_a_command_in_the_very_moment_of_midnight_finds_the_one_writer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The day changes while the log is slow: what is answered then is in the day that everybody
    sees, and the next command is saved as well."""
    slow = asyncio.Event()
    remarks = Log.remarks

    def slowly(self: Log, office: str, day: str) -> dict[str, str]:
        asyncio.run_coroutine_threadsafe(_set(slow), loop[0]).result()
        return remarks(self, office, day)

    async def _set(event: asyncio.Event) -> None:
        event.set()

    loop: list[asyncio.AbstractEventLoop] = []

    async def scene(serving: Serving, service: Service) -> None:
        loop.append(asyncio.get_running_loop())
        ticket = await book(serving, service, "09:00", TOMORROW)
        monkeypatch.setattr(Log, "remarks", slowly)
        serving.clock.at = at("00:00", TOMORROW)
        change = asyncio.create_task(serving.office.tick())
        await slow.wait()
        owner = Principal("visitor", f"owner-{ticket.id}", "kreis-unna")
        await service.cancel(owner, ticket.secret, "cancel-at-midnight")
        await change
        assert serving.office.day.plan.date == TOMORROW
        assert serving.office.day.tickets[ticket.id].state == "cancelled"
        serving.clock.at = at("08:00", TOMORROW)
        await serving.office.tick()
        assert (await book(serving, service, "09:20", TOMORROW)).number == "A002"

    play(tmp_path, scene)


def test_a_ticket_that_went_away_and_came_back_leaves_the_board_alive(tmp_path: Path) -> None:
    async def scene(serving: Serving, service: Service) -> None:
        ticket = await book(serving, service, "10:00")
        for action in ("call", "park"):
            wanted = wire.DeskOrder(ticket=ticket.id)
            await service.desk_command(serving.office, STAFF, "1", action, f"key-{action}", wanted)  # type: ignore[arg-type]
        await move(service, ticket, TOMORROW, "09:00", "away-away")
        await move(service, ticket, TODAY, "11:00", "back-again")
        assert service.board_view(serving.office).recent == ()

    play(tmp_path, scene)


def test_late_visitors_keep_their_grace_after_closing(tmp_path: Path) -> None:
    """The day closes itself when nobody is expected any more, not one second after six."""

    async def scene(serving: Serving, service: Service) -> None:
        ticket = await hold(serving, service, "late", "17:40", held=False)
        serving.clock.at = at("18:00") + 1000
        await serving.office.tick()
        assert serving.office.day.closed is None
        view = await service.check_in(serving.office, phone("late"), ticket.secret, "here-at-last")
        assert view.state == "waiting"

    play(tmp_path, scene)


def test_expiry_goes_on_after_the_clock_was_set_back(tmp_path: Path) -> None:
    async def scene(serving: Serving, service: Service) -> None:
        first = await hold(serving, service, "one", "10:00", held=False)
        second = await hold(serving, service, "two", "10:20", held=False)
        for clock in ("10:31", "09:41", "12:30"):
            serving.clock.at = at(clock)
            await serving.office.tick()
        states = [serving.office.day.tickets[t.id].state for t in (first, second)]
        assert states == ["expired", "expired"]

    play(tmp_path, scene)


def test_a_hold_that_ran_out_is_not_renewed_by_the_same_visitor(tmp_path: Path) -> None:
    async def scene(serving: Serving, service: Service) -> None:
        await hold(serving, service, "one", "10:40")
        serving.clock.at += 5 * MINUTE
        await serving.office.tick()
        assert (
            await code_of(hold(serving, service, "one", "10:40", key="once-more")) == "hold_ended"
        )
        assert (await hold(serving, service, "two", "10:40")).held_until is not None
        assert (await hold(serving, service, "one", "11:00")).held_until is not None

    play(tmp_path, scene)


def test_a_hold_left_by_choice_can_be_taken_again(tmp_path: Path) -> None:
    async def scene(serving: Serving, service: Service) -> None:
        ticket = await hold(serving, service, "one", "10:40")
        await service.cancel(phone("one"), ticket.secret, "another-time")
        again = await hold(serving, service, "one", "10:40", key="after-all")
        assert again.held_until is not None

    play(tmp_path, scene)


def test_one_visitor_books_one_later_day_only(tmp_path: Path) -> None:
    async def scene(serving: Serving, service: Service) -> None:
        await hold(serving, service, "one", "10:40", held=False)
        await hold(serving, service, "one", "09:00", TOMORROW, held=False)
        third = hold(serving, service, "one", "09:00", "2026-11-30", held=False)
        assert await code_of(third) == "one_ticket_only"

    play(tmp_path, scene)


def test_days_no_calendar_should_be_asked_for_are_refused(tmp_path: Path) -> None:
    async def scene(serving: Serving, service: Service) -> None:
        ticket = await book(serving, service, "10:40")
        far = date(9999, 12, 31)
        assert await code_of(service.day_ahead(serving.office, far)) == "wrong_date"
        request = wire.BookRequest(far, (wire.Item("renew"),), "de", start("9999-12-31", "09:00"))
        assert (
            await code_of(service.book(serving.office, KIOSK, request, "far-away")) == "wrong_date"
        )
        for day in ("9999-12-31", "0001-01-01"):
            assert await code_of(move(service, ticket, day, "00:00", f"far-{day}")) == "wrong_date"

    play(tmp_path, scene)


def test_a_notice_posted_again_with_its_key_is_no_error_after_its_end(tmp_path: Path) -> None:
    async def scene(serving: Serving, service: Service) -> None:
        request = wire.NoticeRequest("long_wait", {})
        posted = await service.post_notice(serving.office, STAFF, request, "post-once")
        await service.end_notice(serving.office, STAFF, posted.id, "end-once")
        again = await service.post_notice(serving.office, STAFF, request, "post-once")
        assert again.id == posted.id
        assert not service.kiosk_view(serving.office).notices

    play(tmp_path, scene)


def test_a_ticket_moved_to_today_is_not_here_yet(tmp_path: Path) -> None:
    async def scene(serving: Serving, service: Service) -> None:
        ticket = await book(serving, service, "09:00", TOMORROW)
        assert (await move(service, ticket, TODAY, "11:00")).state == "booked"

    play(tmp_path, scene)


def test_closing_with_tomorrow_takes_those_who_were_handed_on(tmp_path: Path) -> None:
    async def scene(serving: Serving, service: Service) -> None:
        ticket = await book(serving, service, "10:00")
        for action, wanted in (
            ("call", wire.DeskOrder(ticket=ticket.id)),
            ("transfer", wire.DeskOrder(service="letter")),
        ):
            await service.desk_command(serving.office, STAFF, "1", action, f"key-{action}", wanted)  # type: ignore[arg-type]
        await service.close_day(serving.office, STAFF, date(2026, 11, 26), "tomorrow", "close-now")
        assert (await service.ticket_view(ticket.secret)).date == date(2026, 11, 27)

    play(tmp_path, scene)


def test_a_notice_reaches_the_phones_without_waiting_for_the_tick(tmp_path: Path) -> None:
    async def scene(serving: Serving, service: Service) -> None:
        ticket = await book(serving, service, "10:40")
        listener = serving.office.phone_channel(ticket.id).join(serving.clock.now())
        await listener.next(1)
        await book(serving, service, "11:00")
        assert await listener.next(0.05) is None, "what is not urgent comes with the next tick"
        await service.post_notice(
            serving.office, STAFF, wire.NoticeRequest("evacuation", {}), "out-now!"
        )
        frame = await listener.next(1)
        assert frame is not None
        assert b"evacuation" in frame

    play(tmp_path, scene)
