"""Finished documents, ready for pick-up: "is mine here?" asked of keyed hashes alone.

Stored is an HMAC-SHA256 over office, document number and birth date, under a key that lies outside
of the database, with the date from which the document can be fetched. Nothing else, and nothing of
what is asked gets into a log. "Unknown" and "not yet" are one answer, made by the same work.
"""

import hashlib
import hmac
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from office.access import Principal
from office.contract import TitleAnswer, TitleCheck
from office.keys import Keys
from office.live import LiveOffice
from office.log import Log, titles
from office.problems import refuse
from office.throttle import Throttle

SHORTEST, LONGEST = 5, 20
LONGEST_ASKED = 64
PER_VISIT, VISIT_MS = 5, 3_600_000
PER_NUMBER, NUMBER_MS = 10, 24 * 3_600_000
PER_MINUTE, MINUTE_MS = 60, 60_000
ALIKE = str.maketrans("OI", "01")
"""Nobody who copies a number from a letter tells these apart; our documents have no O and no I."""


class NoNumber(ValueError):
    """A text that cannot be a document number."""


def normal_number(text: str) -> str:
    """Capital letters and digits 0–9 only, O read as 0 and I as 1. Raises NoNumber."""
    kept = (sign for sign in unicodedata.normalize("NFKC", text).upper() if sign.isalnum())
    digits = (str(unicodedata.digit(sign, sign)) for sign in kept)
    number = "".join(digits).translate(ALIKE)
    if not (SHORTEST <= len(number) <= LONGEST and number.isascii()):
        raise NoNumber
    return number


def title_hash(key: bytes, number: str, birth_date: date) -> str:
    """`number` is normal. The office is in the key."""
    said = f"{number}|{birth_date.isoformat()}"
    return hmac.new(key, said.encode(), hashlib.sha256).hexdigest()


# ---- the table -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Stored:
    """What storing a file changed."""

    new: int
    moved: int
    """Already there with another date."""
    same: int


@dataclass(frozen=True, slots=True)
class Counts:
    ready: int
    later: int


def store(log: Log, office: str, ready: Mapping[str, str]) -> Stored:
    """Hash → ISO date; the last word on a document counts. Raises StorageFailed."""
    mine = titles.c.office == office
    with log.transaction() as connection:
        found = connection.execute(sa.select(titles.c.hash, titles.c.ready_on).where(mine))
        known = {row.hash: row.ready_on for row in found}
        new = [{"office": office, "hash": h, "ready_on": d} for h, d in ready.items()
               if h not in known]  # fmt: skip
        moved = [{"h": h, "d": d} for h, d in ready.items() if known.get(h, d) != d]
        if new:
            connection.execute(sa.insert(titles), new)
        if moved:
            change = sa.update(titles).where(mine & (titles.c.hash == sa.bindparam("h")))
            connection.execute(change.values(ready_on=sa.bindparam("d")), moved)
    return Stored(len(new), len(moved), len(ready) - len(new) - len(moved))


def forget(log: Log, office: str, before: date) -> int:
    """Erase the documents that have been ready since before that date; how many."""
    old = (titles.c.office == office) & (titles.c.ready_on < before.isoformat())
    with log.transaction() as connection:
        return connection.execute(sa.delete(titles).where(old)).rowcount


def counts(log: Log, office: str, today: date) -> Counts:
    is_ready = titles.c.ready_on <= today.isoformat()
    query = sa.select(is_ready, sa.func.count()).where(titles.c.office == office).group_by(is_ready)
    with log.transaction() as connection:
        found = {bool(row[0]): int(row[1]) for row in connection.execute(query)}
    return Counts(found.get(True, 0), found.get(False, 0))


def ready_on(log: Log, office: str, hashed: str) -> str | None:
    """One row comes back whether the hash is known or not, so that both take the same time."""
    query = sa.select(sa.func.max(titles.c.ready_on)).where(
        (titles.c.office == office) & (titles.c.hash == hashed)
    )
    with log.transaction() as connection:
        found: str | None = connection.execute(query).scalar_one()
    return found


# ---- asking ----------------------------------------------------------------------------------


class TitleDesk:
    """Answers "is my title here?" and limits how often it may be asked."""

    def __init__(self, log: Log, keys: Keys) -> None:
        self._log = log
        self._keys = keys
        self._visits = Throttle(PER_VISIT, VISIT_MS)
        self._numbers = Throttle(PER_NUMBER, NUMBER_MS)
        self._all = Throttle(PER_MINUTE, MINUTE_MS)

    def check(self, office: LiveOffice, by: Principal, asked: TitleCheck, now: int) -> TitleAnswer:
        """Raises ProblemError invalid, too_many."""
        if not (len(asked.number) <= LONGEST_ASKED and 1 <= len(asked.visit) <= LONGEST_ASKED):
            raise refuse("invalid", f"number and visit have at most {LONGEST_ASKED} characters")
        key = self._keys.title_key(office.id)
        try:
            number = normal_number(asked.number)
        except NoNumber:
            number = f"?{asked.number}"  # nobody has it; the work is done all the same
        self._limit(office, by, asked.visit, title_hash(key, number, date.min), now)
        found = ready_on(self._log, office.id, title_hash(key, number, asked.birth_date))
        return TitleAnswer(ready=(found or "9999-12-31") <= office.today().isoformat())

    def _limit(self, office: LiveOffice, by: Principal, visit: str, number: str, now: int) -> None:
        """A phone is one visit, whatever it says; a kiosk says when the next visitor begins."""
        whose = by.name if by.kind == "visitor" else f"{by.name} {visit}"
        limits = (
            (self._visits, f"{office.id} {whose}"),
            (self._numbers, f"{office.id} {number}"),
            (self._all, office.id),
        )
        if any(throttle.full(key, now) for throttle, key in limits):
            raise refuse("too_many")
        for throttle, key in limits:
            throttle.count(key, now)
