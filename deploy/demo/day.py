"""A believable morning: tickets booked by a crowd, some of them called, before the story begins."""

import random

from deploy.demo.people import Desk, Visitors
from deploy.demo.processes import House

CROWD = 34
CALLING_DESKS = ("2", "3", "5")


def morning(house: House, crowd: int = CROWD) -> None:
    """Fill the day with the same visitors every time."""
    chance = random.Random(1126)
    visitors = Visitors(house)
    for _ in range(crowd):
        view = visitors.view()
        offer = chance.choice([o for o in view.services if o.starts])
        # people prefer early times, but not all of them
        start = offer.starts[min(int(chance.expovariate(0.16)), len(offer.starts) - 1)]
        visitors.book(offer.id, start, chance.choice(view.office.languages))
    visitors.close()


def first_calls(house: House) -> None:
    """Some desks call, so that the board shows a day in progress."""
    for name in CALLING_DESKS:
        desk = Desk(house, name)
        waiting = [t for t in desk.view().waiting if t.state == "waiting"]
        if waiting:
            desk.press("call", waiting[0].id)
            desk.press("start")
        desk.close()
