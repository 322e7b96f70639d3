"""What a family shall be like, before anybody in it has a name: drawn from the rates, or wished for a named case."""

from dataclasses import dataclass
from datetime import date
from random import Random

from firstbell.invented.rates import Rates

# Weights of the ages, in years on 31 August 2025, of pupils on a roll: half of three-year-olds are in a nursery class,
# and fewer stay on after 16.
AGES = tuple(range(2, 19))
AGE_WEIGHTS = (6, 45, 92, 96, 98, 100, 100, 101, 102, 103, 104, 104, 103, 101, 62, 58, 9)
# Those who are alone on a roll are more often the first of a family to start or the last to leave.
ALONE_WEIGHTS = (6, 62, 225, 195, 145, 95, 70, 60, 60, 65, 75, 110, 145, 185, 105, 100, 16)


@dataclass(frozen=True, slots=True)
class ChildWish:
    """One child. ``years`` is the age on 31 August 2025; below 2, or -1 for one born since, it is at no school.

    ``place``: ``roll`` (as the rates have it), a place that `Schooling.enrol` knows, or empty for no roll.
    ``parents``: ``both``, ``second`` (mother and her new partner), ``other_mother`` (father and another woman),
    ``friend`` (the friend's), ``none`` (related to nobody here). ``home``: whose.
    ``with_last`` is a twin, born on the day of the child before. ``forenames`` are wished, or drawn.
    """

    years: int
    place: str = "roll"
    parents: str = "both"
    home: str = "main"
    with_last: bool = False
    born: date | None = None
    sex: str = ""
    forenames: str = ""


@dataclass(frozen=True, slots=True)
class Wish:
    """A family. ``kind`` names its adults (`households.ADULTS`); ``names`` is ``""``, ``double``, ``mothers`` or
    ``step`` and says whose surname the children have; ``far`` and ``far_too`` are other forces' areas with a home of
    theirs. ``copies`` names the case whose eldest child's name and birth date this family's eldest has by chance."""

    kind: str
    children: tuple[ChildWish, ...]
    case: str = ""
    group: str = ""
    names: str = ""
    district: str = ""
    far: str = ""
    far_too: str = ""
    moved: bool = False
    refuge: bool = False
    father: str = ""
    mother: str = ""
    copies: str = ""

    @property
    def pupils(self) -> int:
        """Children of whom a roll has a line."""
        return sum(bool(child.place) for child in self.children)


def drawn(rng: Random, rates: Rates, pupils: int) -> Wish:
    """An ordinary family with so many pupils on a roll, and perhaps others who are on none."""
    kinds, weights = zip(*rates.kinds, strict=True)
    kind = rng.choices(kinds, weights)[0]
    children = _pupils(rng, rates, pupils, kind)
    if children[-1].years < 9 and rng.random() < rates.baby:
        parents = "second" if kind == "step" else "both"
        children.append(ChildWish(rng.randint(-1, 1), "", parents))
    elif rng.random() < rates.off_roll:
        apart = [years for years in AGES[2:15] if all(abs(years - child.years) > 1 for child in children)]
        children.extend(ChildWish(years, "") for years in rng.sample(apart, min(1, len(apart))))
    far = ""
    if rng.random() < rates.other_parent_far:
        far = rng.choice(("cheshire", "west-mercia", "west-midlands", "derbyshire"))
    return Wish(kind, tuple(children), names=_names(rng, rates, kind), far=far, moved=rng.random() < rates.moved_home)


def _pupils(rng: Random, rates: Rates, pupils: int, kind: str) -> list[ChildWish]:
    """From the eldest to the youngest; drawn again until all are of an age that a roll has, as often as it has it."""
    for _ in range(60):
        wishes = _siblings(rng, rates, pupils, kind)
        youngest = wishes[-1].years
        if youngest >= 2 and rng.randrange(100) < AGE_WEIGHTS[youngest - 2] + (pupils == 1) * 100:
            return wishes
    years = range(2 + 3 * pupils, 2, -3)
    return [ChildWish(min(18, age)) for age in years]


def _siblings(rng: Random, rates: Rates, pupils: int, kind: str) -> list[ChildWish]:
    wishes = [ChildWish(rng.choices(AGES, ALONE_WEIGHTS if pupils == 1 else AGE_WEIGHTS)[0])]
    while len(wishes) < pupils:
        before = wishes[-1]
        if rng.random() < (rates.triplets_of_multiples if before.with_last else rates.twins):
            wishes.append(ChildWish(before.years, parents=before.parents, with_last=True))
            continue
        parents = "second" if kind == "step" and (before.parents == "second" or rng.random() < 0.4) else "both"
        wishes.append(ChildWish(before.years - rng.choice((1, 2, 2, 2, 3, 3, 4, 5)), parents=parents))
    return wishes


def _names(rng: Random, rates: Rates, kind: str) -> str:
    chance = rng.random()
    if chance < rates.double_barrelled:
        return "double"
    if chance < rates.double_barrelled + rates.mothers_surname:
        return "mothers"
    return "step" if kind == "step" and rng.random() < rates.takes_step_name * 2 else ""
