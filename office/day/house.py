"""What concerns the whole house: release, notices, emergency calls, the day's end."""

from office.day import commands as co
from office.day import events as ev
from office.day import hours
from office.day.day import Day, Notice
from office.day.refusal import Decision, Refusal

MAX_WORDS = 200
"""Characters of a message: more cannot be read from the last row of a waiting room."""


def release(command: co.ReleaseDay, day: Day, now: int) -> Decision:
    return () if day.released else (ev.DayReleased(),)


def close(command: co.CloseDay, day: Day, now: int) -> Decision:
    """No more tickets; what nobody is here for expires; desks finish whom they have."""
    if day.closed is not None:
        return () if day.closed == command.waiting else (ev.DayClosed(command.waiting),)
    held = tuple(ev.HoldEnded(t.id) for t in day.in_state("held"))
    absent = tuple(ev.Expired(t.id) for t in day.in_state("booked"))
    return held + absent + (ev.DayClosed(command.waiting),)


def closes_by_itself(day: Day, now: int) -> bool:
    """After closing time, as soon as nobody waits or is being served any more. While somebody is
    still here, staff close the day and say what happens."""
    end = hours.closes_at(day)
    if day.closed is not None or end is None or now < end:
        return False
    coming = day.in_state("held") or day.in_state("booked")  # they expire in their own time
    return not (coming or day.at_desk or day.in_state("waiting") or day.in_state("parked"))


def post_notice(command: co.PostNotice, day: Day, now: int) -> Decision:
    languages = day.config.office.languages
    if command.kind == "emergency":
        return Refusal("invalid", "an emergency call comes from a desk")
    if command.kind == "message" and any(not command.words.get(tag) for tag in languages):
        return Refusal("invalid", "a message needs its words in " + ", ".join(languages))
    if any(len(text) > MAX_WORDS for text in command.words.values()):
        return Refusal("invalid", f"a message has at most {MAX_WORDS} characters in each language")
    return (ev.NoticePosted(command.notice, command.kind, command.words),)


def call_for_help(command: co.CallForHelp, day: Day, now: int) -> Decision:
    if not _has_desk(command.desk, day):
        return Refusal("unknown_desk", command.desk[:60])
    if any(n.kind == "emergency" and n.desk == command.desk for n in day.notices.values()):
        return ()
    return (ev.NoticePosted(command.notice, "emergency", {}, command.desk),)


def answer_help(command: co.AnswerHelp, day: Day, now: int) -> Decision:
    if not _has_desk(command.desk, day):
        return Refusal("unknown_desk", command.desk[:60])
    notice = day.notices.get(command.notice)
    if notice is None or notice.kind != "emergency":
        return Refusal("unknown_notice")
    if command.desk in notice.coming:
        return ()
    return (_answered(notice, command.desk),)


def end_help(command: co.EndHelp, day: Day, now: int) -> Decision:
    if not _has_desk(command.desk, day):
        return Refusal("unknown_desk", command.desk[:60])
    notice = day.notices.get(command.notice)
    if notice is None or notice.kind != "emergency":
        return Refusal("unknown_notice")
    return (ev.NoticeEnded(command.notice),)


def end_notice(command: co.EndNotice, day: Day, now: int) -> Decision:
    if command.notice not in day.notices:
        return Refusal("unknown_notice")
    return (ev.NoticeEnded(command.notice),)


def _answered(notice: Notice, desk: str) -> ev.NoticePosted:
    coming = (*notice.coming, desk)
    return ev.NoticePosted(notice.id, notice.kind, notice.words, notice.desk, coming)


def _has_desk(desk: str, day: Day) -> bool:
    return any(d.id == desk for d in day.config.desks)
