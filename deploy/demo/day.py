"""A believable morning before the story begins: a crowd that books, and desks that serve it."""

import random

from deploy.demo.people import Desk, Visitors
from deploy.demo.processes import House

BEGIN, LATER, NOW = (f"2026-11-26T{time}+01:00" for time in ("08:02", "09:24", "09:41"))
EARLY, LATE = 18, 16
NOT_COME = 4
"""Every so many-th visitor of the early morning does not come when called."""


def morning(house: House) -> None:
    """From 8:02 to 9:41, always the same. Leaves the office running at 9:41."""
    chance = random.Random(1126)
    house.set_clock(BEGIN)
    house.start_office()
    _book(house, EARLY, chance)
    house.move_clock(LATER)
    _serve(house)
    _book(house, LATE, chance)
    house.move_clock(NOW)
    _call(house, ("2", "3", "5"))


def _book(house: House, crowd: int, chance: random.Random) -> None:
    visitors = Visitors(house)
    for _ in range(crowd):
        view = visitors.view()
        offer = chance.choice([o for o in view.services if o.starts])
        # people prefer early times, but not all of them
        start = offer.starts[min(int(chance.expovariate(0.2)), len(offer.starts) - 1)]
        visitors.book(offer.id, start, chance.choice(view.office.languages))
    visitors.close()


def _serve(house: House) -> None:
    """Everybody whose time has come by now was called; nearly all came."""
    served = 0
    for name in ("1", "2", "3", "4", "5", "7"):
        desk = Desk(house, name)
        while desk.view().due:
            desk.press("call-next")
            served += 1
            if served % NOT_COME:
                desk.press("start")
                desk.press("finish")
            else:
                desk.press("missed")
        desk.close()


def _call(house: House, desks: tuple[str, ...]) -> None:
    """Some desks have a visitor, so that the board shows a day in progress."""
    for name in desks:
        desk = Desk(house, name)
        if desk.view().due:
            desk.press("call-next")
            desk.press("start")
        desk.close()
