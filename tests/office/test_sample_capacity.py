"""The sample office can serve what the real one reports: 70 to 100 cases a day, more on Thursday.

Shown by packing whole days of cases, minute by minute, onto the desks that may serve them; and
bounded from above, so that the sample does not promise more than the office says of itself.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations, count, pairwise

import pytest

from assets import path
from office.day.config import DayPlan, Span
from office.officefile import OfficeFile, load_office

MINUTE = 60_000
ORDINARY = {
    "Monday": date(2026, 11, 23),
    "Tuesday": date(2026, 11, 24),
    "Wednesday": date(2026, 11, 25),
    "Friday": date(2026, 11, 27),
}
THURSDAY = date(2026, 11, 26)
ALL_DAYS = {**ORDINARY, "Thursday": THURSDAY}

# "Je nach Anliegen": of a hundred visitors, how many come for what. Assumed, as the office has
# published no figures: the usual mix is a guess, and the other two are as far from it as it takes
# to reach both ends of what the office reports. Nobody is late and nothing stands idle here.
MIXES = {
    "long concerns": dict(renew=34, apply=16, permit=12, travel=10, letter=6, advice=10, pickup=12),
    "usual": dict(renew=34, apply=11, permit=14, travel=9, letter=6, advice=6, pickup=20),
    "quick concerns": dict(renew=30, apply=5, permit=20, travel=9, letter=4, advice=3, pickup=29),
}
Mix = Mapping[str, int]
Minutes = Mapping[str, int]
Table = dict[str, dict[str, tuple[int, int]]]


@pytest.fixture(scope="module")
def office() -> OfficeFile:
    return load_office(path("offices/kreis-unna.toml"))


def cases(mix: Mix, number: int) -> Counter[str]:
    """So many cases in the proportions of the mix, rounded by largest remainders."""
    exact = {service: share * number / sum(mix.values()) for service, share in mix.items()}
    whole = Counter({service: int(share) for service, share in exact.items()})
    by_rest = sorted(exact, key=lambda service: whole[service] - exact[service])
    whole.update(by_rest[: number - whole.total()])
    return whole


# ---- packing ---------------------------------------------------------------------------------


@dataclass
class Stretch:
    """One span of one desk, filled from its beginning."""

    desk: str
    span: Span
    services: frozenset[str]
    booked: list[tuple[str, Span]] = field(default_factory=list)

    @property
    def free_from(self) -> int:
        return self.booked[-1][1][1] if self.booked else self.span[0]

    def left(self) -> int:
        return (self.span[1] - self.free_from) // MINUTE

    def book(self, service: str, minutes: int) -> None:
        start = self.free_from
        self.booked.append((service, (start, start + minutes * MINUTE)))


def stretches(plan: DayPlan) -> list[Stretch]:
    return [
        Stretch(desk.desk, span, frozenset(desk.services))
        for desk in plan.desks
        for span in desk.spans
    ]


def packed(plan: DayPlan, minutes: Minutes, wanted: Counter[str]) -> list[Stretch] | None:
    """Place every case; None when this packing finds no room (there might still be some).

    The services with the least room come first, each case where the fewest others want to be.
    """
    room = stretches(plan)
    choice = {service: sum(s.left() for s in room if service in s.services) for service in wanted}
    rivals = {s.desk: sum(wanted[other] * minutes[other] for other in s.services) for s in room}
    for service in sorted(wanted, key=lambda service: (choice[service], -minutes[service])):
        for _ in range(wanted[service]):
            fitting = [s for s in room if service in s.services and s.left() >= minutes[service]]
            if not fitting:
                return None
            best = min(fitting, key=lambda s: (rivals[s.desk], s.left()))
            best.book(service, minutes[service])
    return room


def most(plan: DayPlan, minutes: Minutes, mix: Mix) -> int:
    """The greatest number of cases of the mix that could be packed, all smaller ones too."""
    return next(n for n in count(1) if packed(plan, minutes, cases(mix, n + 1)) is None)


def bound(plan: DayPlan, minutes: Minutes, mix: Mix) -> int:
    """No packing whatever serves more: each group of services needs its minutes at its desks."""
    groups = [set(g) for size in range(1, len(mix) + 1) for g in combinations(mix, size)]
    supplied = [(group, _supply(plan, minutes, group)) for group in groups]

    def could_fit(wanted: Counter[str]) -> bool:
        return all(sum(wanted[s] * minutes[s] for s in group) <= has for group, has in supplied)

    return next(n for n in count(1) if not could_fit(cases(mix, n + 1)))


def _supply(plan: DayPlan, minutes: Minutes, group: set[str]) -> int:
    return sum(
        _fillable(s.left(), [minutes[service] for service in group & s.services])
        for s in stretches(plan)
    )


def _fillable(length: int, lengths: list[int]) -> int:
    """The most minutes of a stretch that cases of these lengths can fill."""
    sums = {0}
    for total in range(length + 1):
        if any(total - one in sums for one in lengths):
            sums.add(total)
    return max(sums)


# ---- what is shown ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def table(office: OfficeFile) -> Table:
    """Weekday → mix → (packed, bound)."""
    minutes = {service.id: service.minutes for service in office.config.services}
    plans = {name: office.plan(day) for name, day in ALL_DAYS.items()}
    return {
        name: {
            mix: (most(plan, minutes, MIXES[mix]), bound(plan, minutes, MIXES[mix]))
            for mix in MIXES
        }
        for name, plan in plans.items()
    }


def test_an_ordinary_day_serves_70_to_100_cases_and_thursday_more(
    table: Table, capsys: pytest.CaptureFixture[str]
) -> None:
    with capsys.disabled():
        print("\n" + shown(table))
    for name in ORDINARY:
        long_, usual, quick = (table[name][mix] for mix in MIXES)
        assert 70 <= long_[0] < usual[0] < quick[0], name
        assert quick[0] >= 100, name
        assert usual[1] <= 100, name
        assert quick[1] <= 105, name
        assert long_[1] <= 80, name
        for mix in MIXES:
            assert table["Thursday"][mix][0] >= 1.2 * table[name][mix][1], mix
    assert table["Thursday"]["usual"][0] > 100


def shown(table: Table) -> str:
    lines = [f"{'cases packed (most possible)':<30}" + "".join(f"{mix:>16}" for mix in MIXES)]
    for name, row in table.items():
        cells = (f"{f'{number} ({upper})':>16}" for number, upper in row.values())
        lines.append(f"  {name:<28}" + "".join(cells))
    return "\n".join(lines)


def test_the_packing_is_near_the_best_there_can_be(table: Table) -> None:
    for row in table.values():
        for number, upper in row.values():
            assert 0.95 * upper <= number <= upper


@pytest.mark.parametrize("weekday", ALL_DAYS)
@pytest.mark.parametrize("mix", MIXES)
def test_a_packed_day_is_a_real_day(
    office: OfficeFile, table: Table, weekday: str, mix: str
) -> None:
    minutes = {service.id: service.minutes for service in office.config.services}
    plan = office.plan(ALL_DAYS[weekday])
    wanted = cases(MIXES[mix], table[weekday][mix][0])
    day = packed(plan, minutes, wanted)
    assert day is not None
    by_desk = {desk.desk: desk for desk in plan.desks}
    for desk in by_desk.values():
        booked = sorted(
            (b for s in day if s.desk == desk.desk for b in s.booked), key=lambda b: b[1]
        )
        for service, (start, end) in booked:
            assert service in desk.services
            assert end - start == minutes[service] * MINUTE
            assert any(a <= start and end <= b for a, b in desk.spans)
            assert (start - plan.midnight) % (office.config.rules.grid_minutes * MINUTE) == 0
        assert all(one[1][1] <= following[1][0] for one, following in pairwise(booked))
    assert Counter(service for s in day for service, _ in s.booked) == wanted


def test_mixes_cover_all_services_and_keep_their_number(office: OfficeFile) -> None:
    services = {service.id for service in office.config.services}
    for mix in MIXES.values():
        assert set(mix) == services
        assert sum(mix.values()) == 100
        assert all(cases(mix, number).total() == number for number in range(1, 200))


def test_a_pickup_waits_for_no_other_concern(office: OfficeFile) -> None:
    pickup = next(service for service in office.config.services if service.id == "pickup")
    queue = next(queue for queue in office.config.queues if queue.id == pickup.queue)
    assert (queue.letter, queue.quick) == ("K", True)
    assert [s.id for s in office.config.services if s.queue == queue.id] == ["pickup"]
    for day in ALL_DAYS.values():
        plan = office.plan(day)
        desks = [desk for desk in plan.desks if "pickup" in desk.services]
        assert [(desk.services, desk.spans) for desk in desks] == [(("pickup",), plan.hours)]
