"""Every page in every state, drawn from the sample views: for reading, checking and looking at."""

from collections.abc import Callable
from dataclasses import replace
from typing import get_args

from office.contract import Item, Problem, RefusalCode, ServiceFacts
from office.pages.render import OwnTicket, Pages
from tests.office.pages import samples as s

Draw = Callable[[Pages, str], str]
REFUSALS: tuple[RefusalCode, ...] = get_args(RefusalCode)


def _booking_pages() -> dict[str, Draw]:
    own = OwnTicket("E042", s.SECRET)
    taken = s.refusal("slot_taken", next_starts=(s.at(10, 25), s.at(10, 45), s.at(11)))
    renew, _, permit, pickup = s.OFFERS
    tomorrow = s.at(8).replace(day=27)
    views = {
        "services": s.kiosk_view(),
        "closed": s.kiosk_view(state="closed", next_chance=tomorrow),
        "closed-early": s.kiosk_view(state="closed", now=s.at(7)),
        "not-released": s.kiosk_view(state="not_released", next_chance=s.at(10)),
        "nothing-free": s.kiosk_view(
            state="nothing_free", services=(permit, permit), next_chance=tomorrow
        ),
    }

    def services(name: str) -> Draw:
        return lambda pages, tag: pages.booking(s.visit(tag), views[name])

    view = s.kiosk_view()
    told = s.kiosk_view(notices=(s.LONG_WAIT, s.notice("closing_early"), s.MESSAGE))
    evacuated = s.kiosk_view(notices=(s.EVACUATION, s.LONG_WAIT))
    kept = OwnTicket("", s.SECRET, s.at(10, 20), s.at(9, 45))
    return {name: services(name) for name in views} | {
        "own": lambda p, tag: p.booking(s.visit(tag), view, own=own),
        "wrong-date": lambda p, tag: p.booking(s.visit(tag), view, problem=s.refusal("wrong_date")),
        "services-kept": lambda p, tag: p.booking(s.visit(tag), view, own=kept),
        "services-told": lambda p, tag: p.booking(s.visit(tag), told),
        "services-evacuation": lambda p, tag: p.booking(s.visit(tag), evacuated),
        "starts": lambda p, tag: p.starts(s.visit(tag), view, renew),
        "starts-kept": lambda p, tag: p.starts(s.visit(tag), view, renew, own=kept),
        "starts-none": lambda p, tag: p.starts(s.visit(tag), view, permit),
        "slot-taken": lambda p, tag: p.starts(s.visit(tag), view, renew, problem=taken),
        "confirm": lambda p, tag: p.confirm(s.visit(tag), view, renew, s.at(10, 20)),
        "confirm-open": lambda p, tag: p.confirm(s.visit(tag), view, pickup, None),
        "expired-own": lambda p, tag: p.notice(
            s.visit(tag), s.refusal("presence_expired"), s.OFFICE, own=own
        ),
    }


def _ticket_pages() -> dict[str, Draw]:
    tomorrow = s.TODAY.replace(day=27)
    views = {state: s.ticket_view(state) for state in s.STATES} | {
        "next": s.ticket_view("waiting", ahead=0),
        "recalled": s.ticket_view("called", call=s.call(3)),
        "open-queue": s.ticket_view("waiting", start=None, number="K1007"),
        "yesterday": s.ticket_view("booked", now=s.NOW.replace(day=27)),
        "tomorrow": s.ticket_view(
            "booked", date=tomorrow, start=s.at(10, 20).replace(day=27),
            check_in_from=s.at(9, 20).replace(day=27),
        ),
        "early": s.ticket_view("booked", start=s.at(11), check_in_from=s.at(10)),
        "late": s.ticket_view("booked", start=s.at(9, 30), check_in_from=s.at(8, 30)),
        "missed-twice": s.ticket_view("missed", may_return=False),
        "hold-ended": s.ticket_view("expired", number="", code=""),
        "told": s.ticket_view("waiting", notices=(s.LONG_WAIT, s.MESSAGE)),
        "evacuation": s.ticket_view("called", notices=(s.EVACUATION, s.LONG_WAIT)),
        "closing-served": s.ticket_view("waiting", closing="served"),
        "closing-tomorrow": s.ticket_view("waiting", closing="tomorrow"),
        "closing-voucher": s.ticket_view("waiting", closing="voucher"),
    }  # fmt: skip

    def ticket(name: str, present: bool = False, problem: Problem | None = None) -> Draw:
        return lambda pages, tag: pages.ticket(
            s.visit(tag, "/t/" + s.SECRET), views[name], s.SECRET, service="renew",
            present=present, problem=problem,
        )  # fmt: skip

    starts = (s.at(10), s.at(10, 45), s.at(13, 30))
    present = ("booked", "early", "late", "missed", "missed-twice", "expired", "hold-ended")
    refused = {
        "too_early": ("early", s.refusal("too_early", next_chance=s.at(10))),
        "too_late": ("expired", s.refusal("too_late", next_starts=starts)),
        "already_here": ("waiting", s.refusal("already_here")),
        "wrong_date": ("tomorrow", s.refusal("wrong_date")),
        "hold_ended": ("hold-ended", s.refusal("hold_ended", next_starts=starts)),
        "wrong_state": ("done", s.refusal("wrong_state")),
    }
    return (
        {f"ticket-{name}": ticket(name) for name in views}
        | {f"ticket-{name}-present": ticket(name, present=True) for name in present}
        | {f"ticket-refused-{code}": ticket(n, True, p) for code, (n, p) in refused.items()}
        | {
            "times": lambda p, tag: p.times(
                s.visit(tag), views["booked"], s.SECRET, s.OFFERS[0].starts
            ),
            "times-none": lambda p, tag: p.times(s.visit(tag), views["booked"], s.SECRET, ()),
            "times-taken": lambda p, tag: p.times(
                s.visit(tag), views["booked"], s.SECRET, starts,
                problem=s.refusal("slot_taken", next_starts=starts),
            ),
        }
    )  # fmt: skip


def _notices() -> dict[str, Draw]:
    def notice(code: RefusalCode) -> Draw:
        return lambda pages, tag: pages.notice(s.visit(tag), s.refusal(code), s.OFFICE)

    return {f"notice-{code}": notice(code) for code in REFUSALS} | {
        "notice-nowhere": lambda p, tag: p.notice(s.visit(tag), s.refusal("not_found"))
    }


def _desk_pages() -> dict[str, Draw]:
    views = {
        "free": s.desk_view(),
        "called": s.desk_view(current=s.CALLED, waiting=s.WAITING[1:]),
        "serving": s.desk_view(current=s.SERVING, waiting=s.WAITING[1:]),
        "not-due": s.desk_view(due=0, next_due=s.at(10, 20)),
        "empty": s.desk_view(due=0, waiting=(), booked=(), elsewhere=(), over=()),
        "everything": s.desk_view(
            waiting=(
                replace(s.WAITING[0], remark="Braucht eine Rampe."),
                replace(s.WAITING[1], paper="failed"),
                *s.WAITING[2:],
                *s.OTHERS,
            ),
            missed=s.MISSED,
            parked=s.PARKED,
            undo="A030",
            undo_until=s.at(9, 41).replace(second=24),
            notices=(s.LONG_WAIT,),
        ),
        "called-everything": s.desk_view(
            current=replace(s.CALLED, remark="Holt noch ein Foto."),
            waiting=s.WAITING + s.OTHERS,
            missed=s.MISSED,
            parked=s.PARKED,
            undo="A031",
            undo_until=s.at(9, 41).replace(second=24),
        ),
        "paused": s.desk_view(paused=True),
        "paused-serving": s.desk_view(current=s.SERVING, paused=True),
        "emergency": s.desk_view(current=s.SERVING, notices=(s.EMERGENCY,)),
        "own-emergency": s.desk_view(notices=(s.OWN_EMERGENCY,)),
        "evacuation": s.desk_view(notices=(s.EVACUATION, s.EMERGENCY)),
        "closed": s.desk_view(closing="tomorrow", due=0, waiting=s.OTHERS, booked=()),
        "full": s.desk_view(waiting=tuple(s.row(f"A{n:03}") for n in range(40, 80)), due=40),
    }
    refused = s.refusal("nobody_due", next_chance=s.at(10, 20))

    def desk(name: str) -> Draw:
        return lambda pages, tag: pages.desk(s.visit(tag, "/o/kreis-unna/desks/4"), views[name])

    def refusal(code: RefusalCode) -> Draw:
        return lambda pages, tag: pages.desk(s.visit(tag), views["free"], problem=s.refusal(code))

    def staff_notice(code: RefusalCode) -> Draw:
        return lambda pages, tag: pages.staff_notice(s.visit(tag), s.refusal(code), s.OFFICE)

    return (
        {f"desk-{name}": desk(name) for name in views}
        | {f"desk-refused-{code}": refusal(code) for code in REFUSALS}
        | {f"staff-{code}": staff_notice(code) for code in REFUSALS}
        | {
            "desk-refused": lambda p, tag: p.desk(s.visit(tag), views["not-due"], problem=refused),
            "sign-in": lambda p, tag: p.sign_in(s.visit(tag), s.OFFICE),
            "sign-in-wrong": lambda p, tag: p.sign_in(
                s.visit(tag), s.OFFICE, next_desk="4", problem=s.refusal("sign_in_failed")
            ),
            "new-ticket": lambda p, tag: p.new_ticket(s.visit(tag), s.kiosk_view(), s.DESKS[3]),
            "new-ticket-closed": lambda p, tag: p.new_ticket(
                s.visit(tag), s.kiosk_view(state="closed"), s.DESKS[3]
            ),
            "new-ticket-taken": lambda p, tag: p.new_ticket(
                s.visit(tag),
                s.kiosk_view(),
                s.DESKS[3],
                problem=s.refusal("slot_taken", next_starts=(s.at(10, 25), s.at(10, 45))),
            ),
            "issued": lambda p, tag: p.issued(s.visit(tag), s.OFFICE, s.DESKS[3], s.TICKET),
            "house-cries": lambda p, tag: p.house(
                replace(s.visit(tag), notices=(s.EVACUATION, s.EMERGENCY)), s.board_view()
            ),
            "house": lambda p, tag: p.house(s.visit(tag), s.board_view()),
            "house-busy": lambda p, tag: p.house(
                s.visit(tag),
                s.board_view(
                    notices=(s.EVACUATION, s.LONG_WAIT, s.MESSAGE),
                    closing="voucher",
                    state="not_released",
                ),
            ),
            "house-refused": lambda p, tag: p.house(
                s.visit(tag), s.board_view(), problem=s.refusal("unknown_notice")
            ),
            "desks": lambda p, tag: p.choose_desk(s.visit(tag), s.OFFICE, s.DESKS),
        }
    )


PHONE = _booking_pages() | _ticket_pages() | _notices()
STAFF = _desk_pages()
ALL = PHONE | STAFF

HOSTILE = "<script>alert('x')</script> \" onload=x &amp;"


def hostile_pages() -> dict[str, Draw]:
    """Pages whose every name is an attack."""
    words = dict.fromkeys(s.LANGUAGES, HOSTILE)
    office = replace(s.OFFICE, name=words, address=HOSTILE, short=HOSTILE, wait_at=words)
    there = replace(s.DESKS[3], name=words, room=HOSTILE, floor=words)
    bad = replace(s.OFFERS[0], id=HOSTILE, name=words, hint=words, bring=(words,))
    kiosk = s.kiosk_view(office=office, services=(bad,))
    ticket = s.ticket_view(
        "called", office=office, service=words, bring=(words,), code=HOSTILE, number=HOSTILE,
        call=replace(s.call(), desk=there),
    )  # fmt: skip
    row = s.row(
        HOSTILE, id=HOSTILE, service=words, language=HOSTILE, remark=HOSTILE,
        items=(Item(HOSTILE),),
    )  # fmt: skip
    told = (s.notice("message", words=words), replace(s.EMERGENCY, desk=there, coming=(there,)))
    desk = s.desk_view(
        office=office, desk=there, desks=(there,), current=None, waiting=(row,), booked=(row,),
        parked=(replace(row, id="other"),), missed=(replace(row, id="third"),), undo=HOSTILE,
        undo_until=s.NOW,
        services=(ServiceFacts(HOSTILE, words, 5, True, True),), notices=told,
    )  # fmt: skip
    kiosk = replace(kiosk, notices=told[:1])
    issued = replace(s.TICKET, id=HOSTILE, number=HOSTILE, code=HOSTILE, service=words)
    return {
        "services": lambda p, tag: p.booking(s.visit(tag, "/b/" + HOSTILE), kiosk),
        "starts": lambda p, tag: p.starts(s.visit(tag), kiosk, bad),
        "confirm": lambda p, tag: p.confirm(s.visit(tag), kiosk, bad, s.at(10, 20)),
        "ticket": lambda p, tag: p.ticket(
            s.visit(tag), ticket, HOSTILE, service=HOSTILE, present=True
        ),
        "desk": lambda p, tag: p.desk(s.visit(tag), desk),
        "desk-busy": lambda p, tag: p.desk(s.visit(tag), replace(desk, current=row)),
        "desks": lambda p, tag: p.choose_desk(s.visit(tag), office, (there,)),
        "new-ticket": lambda p, tag: p.new_ticket(s.visit(tag), kiosk, there),
        "issued": lambda p, tag: p.issued(s.visit(tag), office, there, issued),
        "house": lambda p, tag: p.house(
            s.visit(tag), s.board_view(office=office, notices=told[:1])
        ),
    }
