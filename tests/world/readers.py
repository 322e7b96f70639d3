"""What anybody can do with public figures: read them, add and subtract, and go round until nothing gets closer.

Nothing here uses the auditor, or knows what was counted.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from math import inf
from typing import Any

from firstbell.pure.disclosure import Release
from world.counted import ALL, CATEGORIES, Counted

Sets = tuple[frozenset[Any], ...]
"""What a count is of: blocks, months, sexes, ages."""

PLACE, TIME, SEX, AGE = range(4)


@dataclass(frozen=True)
class Known:
    """A figure as its reader understands it: the count of ``sets`` lies from ``low`` to ``high``."""

    sets: Sets
    low: float
    high: float
    number: int | None = None
    release: str = ""
    revised: bool = False

    def less(self, parts: Sequence["Known"], rest: Sets) -> "Known":
        """The rest of it, without some parts."""
        low = max(0, self.low - sum(one.high for one in parts))
        return Known(rest, low, self.high - sum(one.low for one in parts), revised=self.revised)

    def claim(self) -> "Claim":
        return Claim(self.sets, self.low, self.high, self.revised)


@dataclass(frozen=True)
class Claim:
    """That the count of ``sets`` lies from ``low`` to ``high``.

    ``change``: how many more there are a year on. ``own``: records of the reader's, which are not counted in it.
    ``crossed``: it is of a cell of which there are never any figures.
    """

    sets: Sets
    low: float
    high: float
    revised: bool = False
    change: bool = False
    own: int = 0
    crossed: bool = False

    def truth(self, counted: Counted) -> int:
        if self.change:
            return _count(counted.later, self.sets) - _count(counted, self.sets)
        return _count(counted.later if self.revised else counted, self.sets) - self.own


@dataclass(frozen=True)
class Published:
    """``own``: the reader's own record, as who reported or was reported. ``rates``: per 1,000 of so many people."""

    releases: Sequence[Release]
    own: Sets
    rates: Mapping[Sets, tuple[float, int]] = field(default_factory=dict)

    def known(self) -> list[Known]:
        return [one for release in self.releases for one in _read(release)]


def with_some(sets: Sets, axis: int, some: frozenset[Any]) -> Sets:
    return (*sets[:axis], some, *sets[axis + 1 :])


def inside(small: Sets, large: Sets) -> bool:
    return all(one <= other for one, other in zip(small, large, strict=True))


def differences(known: Iterable[Known], axis: int) -> Iterator[Claim]:
    """What lies between two figures where one is of a part of the other."""
    for group in _along(known, axis):
        for one, other in product(group, repeat=2):
            if other.sets[axis] < one.sets[axis]:
                rest = with_some(one.sets, axis, one.sets[axis] - other.sets[axis])
                yield one.less([other], rest).claim()


def sums(known: Iterable[Known], axis: int) -> Iterator[tuple[Known, list[Known]]]:
    """Figures, each with others of one kind that are of separate parts of it."""
    for group in _along(known, axis):
        different = {one.sets: one for one in group}.values()
        for whole in different:
            sizes = {len(one.sets[axis]) for one in different if one.sets[axis] < whole.sets[axis]}
            for size in sizes:
                parts = [one for one in different if len(one.sets[axis]) == size and one.sets[axis] < whole.sets[axis]]
                if len(frozenset().union(*(one.sets[axis] for one in parts))) == size * len(parts):
                    yield whole, parts


def subtracted(known: Iterable[Known], axis: int) -> Iterator[Claim]:
    """Each part of a sum, as the whole without all others."""
    for whole, parts in sums(known, axis):
        if sum(len(one.sets[axis]) for one in parts) == len(whole.sets[axis]):
            for part in parts:
                yield whole.less([one for one in parts if one is not part], part.sets).claim()


def closed_in(known: Sequence[Known], rounds: int = 6) -> list[Claim]:
    """Every figure, as close as all sums together tell it."""
    now = {(one.sets, one.revised): one for one in known}
    adding = [found for axis in range(4) for found in sums(now.values(), axis) if _is_whole(*found, axis)]
    for _ in range(rounds):
        for whole, parts in adding:
            _close_in(now, whole, parts)
    return [one.claim() for one in now.values()]


def _close_in(now: dict[tuple[Sets, bool], Known], whole: Known, parts: Sequence[Known]) -> None:
    total, each = now[whole.sets, whole.revised], [now[one.sets, one.revised] for one in parts]
    found = [replace(total, low=sum(one.low for one in each), high=sum(one.high for one in each))]
    found += [total.less([one for one in each if one is not part], part.sets) for part in each]
    for one in found:
        was = now[one.sets, one.revised]
        now[one.sets, one.revised] = replace(was, low=max(was.low, one.low), high=min(was.high, one.high))


def _is_whole(whole: Known, parts: Sequence[Known], axis: int) -> bool:
    return sum(len(one.sets[axis]) for one in parts) == len(whole.sets[axis])


def _along(known: Iterable[Known], axis: int) -> Iterable[list[Known]]:
    """Figures that differ on one axis only."""
    groups: dict[tuple[Sets, bool], list[Known]] = {}
    for one in known:
        groups.setdefault((with_some(one.sets, axis, frozenset()), one.revised), []).append(one)
    return groups.values()


def _read(release: Release) -> Iterator[Known]:
    for cell, figure in release.figures.items():
        ways = {name: frozenset(category.split(ALL)) for name, category in cell.breakdown}
        sex, age = (ways.get(name, frozenset(CATEGORIES[name])) for name in ("sex", "age"))
        sets = (release.areas[cell.area].blocks, cell.period.covers, sex, age)
        high = inf if figure.high is None else figure.high
        yield Known(sets, figure.low, high, figure.number, release.reference, bool(release.revises))


def _count(counted: Counted, sets: Sets) -> int:
    return counted.of(sets[PLACE], sets[TIME], {"sex": sets[SEX], "age": sets[AGE]})
