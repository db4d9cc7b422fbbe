"""The rules: (day, command, now) → facts, or a refusal with a stable code. Pure."""

from collections.abc import Callable, Mapping
from typing import Any

from office.day import arriving, booking, house, importing, serving
from office.day import commands as co
from office.day import events as ev
from office.day.day import Day
from office.day.refusal import Decision, Refusal

Rule = Callable[[Any, Day, int], Decision]

RULES: Mapping[type, Rule] = {
    co.ReleaseDay: house.release,
    co.CloseDay: house.close,
    co.PostNotice: house.post_notice,
    co.CallForHelp: house.call_for_help,
    co.AnswerHelp: house.answer_help,
    co.EndHelp: house.end_help,
    co.EndNotice: house.end_notice,
    co.Book: booking.book,
    co.ImportBooking: importing.take_over,
    co.Confirm: booking.confirm,
    co.Cancel: booking.cancel,
    co.Move: booking.move,
    co.MoveAway: booking.move_away,
    co.Expire: booking.expire,
    co.CheckIn: arriving.check_in,
    co.RecordPrint: arriving.record_print,
    co.CallNext: serving.call_next,
    co.CallTicket: serving.call_ticket,
    co.Recall: serving.recall,
    co.StartServing: serving.start,
    co.Finish: serving.finish,
    co.MarkMissed: serving.mark_missed,
    co.Return: serving.return_,
    co.Park: serving.park,
    co.Unpark: serving.unpark,
    co.Transfer: serving.transfer,
    co.SendBack: serving.send_back,
    co.Undo: serving.undo,
    co.Pause: serving.pause,
    co.Resume: serving.resume,
}


def decide(day: Day | None, command: co.Command, now: int) -> Decision:
    """What the command does to the day. `day` is None only before its opening."""
    if isinstance(command, co.OpenDay):
        return () if day is not None else _open(command)
    if day is None:
        return Refusal("starting", "the day is not open yet")
    return RULES[type(command)](command, day, now)


def _open(command: co.OpenDay) -> Decision:
    return (ev.DayOpened(command.config, command.plan, command.config.office.zone),)
