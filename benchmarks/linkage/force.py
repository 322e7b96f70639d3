"""A force with a roll and a year of incidents, all invented: which pupil each child is, is known."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count
from random import Random

from benchmarks.linkage import slips
from benchmarks.linkage.families import Child, Family, families, stranger
from benchmarks.linkage.homes import Area, Nation, shortened
from benchmarks.linkage.rates import TESTING, TRAINING, ErrorRates
from benchmarks.linkage.reports import Officer
from benchmarks.linkage.rolls import RollWriter
from firstbell.invented.draws import stream
from firstbell.pure.matching.records import Home, Sought
from firstbell.registers.schools.rules import Pupil

TRAINING_SEED, TESTING_SEED = 1903, 2026
PUPILS, CHILDREN = 170_000, 20_000


@dataclass(frozen=True, slots=True)
class Case:
    """One child of one incident. ``truth`` is the pupil's row on the roll, None where the roll has no such pupil.

    ``group`` is the name group of the family; ``slips`` are what the report has wrong or leaves out, and why a child
    is not on the roll (``small``, ``left``, ``elsewhere``, ``twin``, ``stranger``).
    """

    child: Sought
    incident: int
    truth: int | None
    group: str
    slips: tuple[str, ...]


@dataclass
class Force:
    """A pupil's row is its index in ``roll``. Every pupil stands on one line: dual registration is kept out."""

    roll: list[Pupil]
    cases: list[Case]


def force(seed: int, pupils: int, children: int, rates: ErrorRates) -> Force:
    """The same force for the same arguments. Raises ValueError where more children are asked for than there are."""
    rng = stream("linkage", seed)
    area, writer = Area(rng), RollWriter(rng, rates)
    roll: list[Pupil] = []
    known: list[Family] = []
    for family in families(rng, rates, area):
        if len(roll) + len(family.pupils) > pupils:
            if len(roll) == pupils:
                break
            continue
        roll += writer.lines(family)
        known.append(family)
    return Force(roll, _Incidents(rng, rates, area, known, roll).cases(children))


def force_to_learn(pupils: int = PUPILS, children: int = CHILDREN) -> Force:
    """The force to learn from."""
    return force(TRAINING_SEED, pupils, children, TRAINING)


def force_to_judge(pupils: int = PUPILS, children: int = CHILDREN) -> Force:
    """The force to be judged on."""
    return force(TESTING_SEED, pupils, children, TESTING)


def nation(seed: int, pupils: int, rates: ErrorRates = TESTING, first: int = 0) -> Iterator[Pupil]:
    """The roll of a nation, or the part of one from the ``first`` line on, line by line, nothing kept."""
    rng = stream("linkage", seed)
    writer = RollWriter(rng, rates, first)
    left = pupils
    for family in families(rng, rates, Nation(rng)):
        lines = writer.lines(family)[:left]
        yield from lines
        left -= len(lines)
        if not left:
            return


class _Incidents:
    """A year of incidents: each family in one at most."""

    def __init__(self, rng: Random, rates: ErrorRates, area: Area, known: list[Family], roll: list[Pupil]) -> None:
        self._rng, self._rates, self._area, self._roll = rng, rates, area, roll
        self._known = known
        rng.shuffle(self._known)

    def cases(self, wanted: int) -> list[Case]:
        found: list[Case] = []
        for incident in count():
            if len(found) >= wanted:
                break
            found += self._of_one(incident, len(found))
        return found[:wanted]

    def _of_one(self, incident: int, first: int) -> list[Case]:
        family = self._family()
        officer = Officer(self._rng, self._rates, family, self._haste())
        adults, (homes, where) = self._adults(family), self._homes(family)
        cases = []
        for key, child in enumerate(self._named(family), first):
            sought, made = officer.write(str(key), child, adults)
            absent = (child.absent,) if child.absent else ()
            sought = replace(sought, homes=homes, upn=self._upn(child))
            cases.append(Case(sought, incident, child.row, family.customs.group, (*made, *where, *absent)))
        return cases

    def _family(self) -> Family:
        if self._rng.random() < self._rates.strangers:
            return stranger(self._rng, self._rates, self._area)
        if not self._known:
            raise ValueError("more children are asked for than these families have")
        return self._known.pop()

    def _named(self, family: Family) -> list[Child]:
        """Those of whom the report tells: at least one."""
        rng, rates = self._rng, self._rates
        likely = [rates.small_named if child.absent == "small" else rates.named for child in family.children]
        named = [child for child, rate in zip(family.children, likely, strict=True) if rng.random() < rate]
        return named or [rng.choice(family.pupils or family.children)]

    def _haste(self) -> float:
        """How many times the usual the officer gets things wrong; 1 on average."""
        share, times = self._rates.hurried, self._rates.hurried_times
        return times if self._rng.random() < share else (1 - share * times) / (1 - share)

    def _adults(self, family: Family) -> tuple[str, ...]:
        if self._rng.random() >= self._rates.adults_known:
            return ()
        adults = (family.customs.mother, family.customs.father)
        return (
            tuple(dict.fromkeys(adults))
            if self._rng.random() < self._rates.both_adults
            else (self._rng.choice(adults),)
        )

    def _upn(self, child: Child) -> str:
        known = child.row is not None and self._rng.random() < self._rates.upn_known
        return self._roll[child.row].upn_as_written if known and child.row is not None else ""

    def _homes(self, family: Family) -> tuple[tuple[Home, ...], tuple[str, ...]]:
        """The incident's word for where its children live, and what is wrong with it."""
        rng, rates = self._rng, self._rates
        if rng.random() < rates.no_home:
            return (), ("no_home",)
        made: list[str] = []
        home = family.home
        if rng.random() < rates.another_home:
            made.append("another_home")
            home = self._another(home)
        homes = [self._written(home, made)]
        if rng.random() < rates.two_homes:
            homes.append(self._written(family.home if rng.random() < 0.5 else self._area.home(), []))
        return tuple(homes), tuple(made)

    def _another(self, home: Home) -> Home:
        """Where a family lives that is not at home: in the same street, with another family of the roll, anywhere."""
        drawn = self._rng.random()
        if drawn < self._rates.near_home:
            return self._area.near(home)
        if drawn < self._rates.near_home + self._rates.anothers_home and self._known:
            return self._rng.choice(self._known).home
        return self._area.home()

    def _written(self, home: Home, made: list[str]) -> Home:
        rng, rates = self._rng, self._rates
        lines, postcode, _ = shortened(home) if rng.random() < rates.street_shortened else home
        if rng.random() < rates.no_house:
            made.append("no_house")
            lines = tuple(line.lstrip("0123456789 ") for line in lines if not line.startswith("Flat"))
        if rng.random() < rates.no_postcode:
            made.append("no_postcode")
            postcode = None
        elif postcode and rng.random() < rates.postcode_mistyped:
            made.append("postcode_mistyped")
            postcode = slips.digit_slip(rng, postcode)
        return lines, postcode, None
