"""Every page in every state, drawn from the sample views: for reading, checking and looking at."""

from collections.abc import Callable
from dataclasses import replace
from typing import get_args

from office.contract import RefusalCode
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
    return {name: services(name) for name in views} | {
        "own": lambda p, tag: p.booking(s.visit(tag), view, own=own),
        "wrong-date": lambda p, tag: p.booking(s.visit(tag), view, problem=s.refusal("wrong_date")),
        "starts": lambda p, tag: p.starts(s.visit(tag), view, renew),
        "starts-none": lambda p, tag: p.starts(s.visit(tag), view, permit),
        "slot-taken": lambda p, tag: p.starts(s.visit(tag), view, renew, problem=taken),
        "confirm": lambda p, tag: p.confirm(s.visit(tag), view, renew, s.at(10, 20)),
        "confirm-open": lambda p, tag: p.confirm(s.visit(tag), view, pickup, None),
        "expired-own": lambda p, tag: p.notice(
            s.visit(tag), s.refusal("presence_expired"), s.OFFICE, own=own
        ),
    }


def _ticket_pages() -> dict[str, Draw]:
    views = {state: s.ticket_view(state) for state in s.STATES} | {
        "next": s.ticket_view("waiting", ahead=0),
        "recalled": s.ticket_view("called", call=s.call(3)),
        "open-queue": s.ticket_view("waiting", start=None, number="K1007"),
        "yesterday": s.ticket_view("booked", now=s.NOW.replace(day=27)),
    }

    def ticket(name: str, can_check_in: bool = False) -> Draw:
        return lambda pages, tag: pages.ticket(
            s.visit(tag, "/t/" + s.SECRET), views[name], s.SECRET, can_check_in=can_check_in
        )

    return {f"ticket-{name}": ticket(name) for name in views} | {
        "ticket-here": ticket("booked", can_check_in=True),
        "ticket-refused": lambda p, tag: p.ticket(
            s.visit(tag), views["done"], s.SECRET, can_check_in=False,
            problem=s.refusal("wrong_state"),
        ),
    }  # fmt: skip


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
    row = s.row(HOSTILE, id=HOSTILE, service=words, language=HOSTILE)
    desk = s.desk_view(
        office=office, desk=there, desks=(there,), current=None, waiting=(row,), booked=(row,)
    )
    return {
        "services": lambda p, tag: p.booking(s.visit(tag, "/b/" + HOSTILE), kiosk),
        "starts": lambda p, tag: p.starts(s.visit(tag), kiosk, bad),
        "confirm": lambda p, tag: p.confirm(s.visit(tag), kiosk, bad, s.at(10, 20)),
        "ticket": lambda p, tag: p.ticket(s.visit(tag), ticket, HOSTILE, can_check_in=True),
        "desk": lambda p, tag: p.desk(s.visit(tag), desk),
        "desk-busy": lambda p, tag: p.desk(s.visit(tag), replace(desk, current=row)),
        "desks": lambda p, tag: p.choose_desk(s.visit(tag), office, (there,)),
    }
