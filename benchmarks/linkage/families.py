"""Families: children with names and birth dates, those on the roll and those who are not, in one home."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import Protocol

from benchmarks.linkage.names import Customs, Pool, customs, forenames_of, pool, surname_of
from benchmarks.linkage.rates import ErrorRates
from benchmarks.linkage.slips import nickname
from firstbell.pure.matching.records import Home
from firstbell.pure.periods import years_between

TODAY = date(2026, 2, 12)
"""The day of every roll and report: ages are as of it."""
_YEAR = 365.25


class Homes(Protocol):
    def home(self) -> Home: ...


@dataclass(slots=True)
class Child:
    """``row`` is the place on the roll; None where ``absent`` says why: small, left, elsewhere, twin, stranger."""

    forenames: tuple[str, ...]
    known_as: str
    surname: str
    previous_surname: str
    born: date
    sex: str
    absent: str = ""
    row: int | None = None


@dataclass(slots=True)
class Family:
    customs: Customs
    home: Home
    children: list[Child]

    @property
    def pupils(self) -> list[Child]:
        return [child for child in self.children if not child.absent]


def families(rng: Random, rates: ErrorRates, homes: Homes) -> Iterator[Family]:
    """Families with at least one child on the roll, without end."""
    while True:
        ways = customs(rng, rates)
        children = _children(rng, rates, ways)
        if any(not child.absent for child in children):
            yield Family(ways, homes.home(), children)


def stranger(rng: Random, rates: ErrorRates, homes: Homes) -> Family:
    """A family of which no child is on the roll."""
    family = next(families(rng, rates, homes))
    for child in family.children:
        child.absent = "stranger"
    return family


def _children(rng: Random, rates: ErrorRates, ways: Customs) -> list[Child]:
    """The children of one home who are under 18."""
    births = list(_births(rng, rates))
    earlier = rng.randint(1, max(1, len(births) - 1)) if ways.earlier else 0
    found: list[Child] = []
    for place, (born, twin) in enumerate(births):
        if years_between(born, TODAY) < 18:
            found.append(_child(rng, rates, ways, born, place < earlier, found))
            _let_twin_go(rng, rates, found, twin)
    return found


def _births(rng: Random, rates: ErrorRates) -> Iterator[tuple[date, bool]]:
    """Days of birth, the eldest first, and whether it is the second of twins. Drawn so that some are grown up."""
    born = TODAY - timedelta(days=rng.random() * 21.5 * _YEAR)
    for _ in range(_sizes(rates.family_size).draw(rng).count("x")):
        if born > TODAY:
            return
        yield born, False
        if rng.random() < rates.twins:
            yield born, True
        born += timedelta(days=max(300, rng.gammavariate(3.2, 330)))


@cache
def _sizes(weights: tuple[float, ...]) -> Pool:
    return pool(("x" * size, weight) for size, weight in enumerate(weights, 1))


def _child(rng: Random, rates: ErrorRates, ways: Customs, born: date, of_earlier: bool, siblings: list[Child]) -> Child:
    sex = "F" if rng.random() < 0.488 else "M"
    given = forenames_of(rng, rates, ways, sex, born.year, [called(sibling) for sibling in siblings])
    surname = surname_of(rng, rates, ways, sex, of_earlier=of_earlier)
    previous = ""
    if of_earlier and rng.random() < rates.takes_step_name:
        previous = surname if rng.random() < rates.previous_surname else ""
        surname = ways.father
    return Child(given, _known_as(rng, rates, given), surname, previous, born, sex, _absence(rng, rates, born))


def called(child: Child) -> str:
    """The forename that tells the child from brothers and sisters: not a Muhammad that all of them bear."""
    return own_name(child.forenames)


def own_name(forenames: tuple[str, ...]) -> str:
    return forenames[1] if len(forenames) > 1 and forenames[0].startswith(("Muham", "Moham")) else forenames[0]


def _known_as(rng: Random, rates: ErrorRates, given: tuple[str, ...]) -> str:
    if rng.random() >= rates.known_as:
        return ""
    if len(given) > 1 and rng.random() < 0.3:
        return given[-1]
    short = nickname(rng, own_name(given), rates.by_rule)
    return short if short != own_name(given) else ""


def _absence(rng: Random, rates: ErrorRates, born: date) -> str:
    """Why the roll does not have a child: too small for reception, left at 16, taught elsewhere."""
    age = years_between(born, TODAY)
    if born > date(TODAY.year - 5, 8, 31):
        return "small"
    if age >= 16 and rng.random() < rates.left_at_16:
        return "left"
    return "elsewhere" if rng.random() < rates.elsewhere else ""


def _let_twin_go(rng: Random, rates: ErrorRates, found: list[Child], twin: bool) -> None:
    """Twins are both at school or neither, but for the few of whom one is elsewhere."""
    if twin and len(found) > 1:
        one, other = found[-2:]
        other.absent = one.absent
        if not one.absent and rng.random() < rates.twin_elsewhere:
            other.absent = "twin"
