"""Everything that some figures speak of, as few unknown counts as can stand for it.

A figure is of a *region*: what it takes in of places, months, sexes, ages. The counts that nobody knows are those of
the smallest pieces, a hundred thousand for a force. But a table of MSOAs by year and one of districts by quarter have
in common only districts by year: so the unknowns are *margins*, sums as fine as some figures ask for, tied together
where two of them overlap. Of whole numbers of nought or more that agree where they are tied, there are always pieces
with these sums (Dobra and Fienberg 2000, PNAS 97:11885, on decomposable margins), so nothing is lost by it.

Figures that ask for a cycle (sex by age, age by place, place by sex) get one margin that is fine enough for all.
"""

import math
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

import numpy as np
import scipy
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Matrix = Any
"""A scipy.sparse.csr_array, which has no types."""

Some = frozenset[Hashable]
Region = Mapping[str, Some]
"""By the name of an axis, what a region takes in of it; everything of an axis that is not named."""

Depths = tuple[int, ...]
"""How finely a margin divides each axis: its level there."""


@dataclass(frozen=True, slots=True, eq=False)
class Axis:
    """One way in which counts are divided, from coarse to fine.

    ``levels[n][at]`` is the number of the part in which element ``at`` lies; at level 0 there is one part, and every
    level divides the parts of the one before.
    """

    elements: Mapping[Hashable, int]
    levels: tuple[Ints, ...]

    def size(self, level: int) -> int:
        return int(self.levels[level].max()) + 1

    def parts(self, some: Some | None, level: int) -> Ints:
        """The parts at a level in which some elements lie; all parts for None."""
        if some is None:
            return np.arange(self.size(level))
        return np.unique(self.levels[level][[self.elements[one] for one in some]])

    def depth(self, some: Some | None) -> int:
        """The coarsest level at which some elements are whole parts."""
        if some is None:
            return 0
        fits = (np.bincount(of)[self.parts(some, level)].sum() == len(some) for level, of in enumerate(self.levels))
        return next(level for level, whole in enumerate(fits) if whole)

    def gathers(self, fine: int, coarse: int) -> Matrix:
        """The 0-1 matrix, coarse x fine, that adds the parts of one level up to those of another."""
        pairs = np.unique(np.column_stack((self.levels[coarse], self.levels[fine])), axis=0)
        shape = (self.size(coarse), self.size(fine))
        return scipy.sparse.csr_array((np.ones(len(pairs), dtype=np.int64), pairs.T), shape=shape)


def axis(divisions: Iterable[Sequence[Some]]) -> Axis:
    """The axis on which every set of every division is made of whole parts; sets of one division may overlap."""
    coarse_first = sorted(divisions, key=lambda sets: -max(map(len, sets)))
    everything = frozenset[Hashable]().union(*(some for sets in coarse_first for some in sets))
    elements = {one: at for at, one in enumerate(sorted(everything, key=repr))}
    levels = [np.zeros(len(elements), dtype=np.int64)]
    for sets in coarse_first:
        levels.append(_divided(levels[-1], elements, sets))
    return Axis(elements, tuple(levels))


def pieces(sets: Sequence[Some]) -> list[Some]:
    """The smallest pieces into which sets that may overlap divide each other."""
    found = axis([sets])
    inside: list[list[Hashable]] = [[] for _ in range(found.size(1))]
    for one, at in found.elements.items():
        inside[found.levels[1][at]].append(one)
    return [frozenset(piece) for piece in inside]


def _divided(level: Ints, elements: Mapping[Hashable, int], sets: Sequence[Some]) -> Ints:
    """The parts of a level, each divided by which of the sets its elements are in."""
    inside: list[list[int]] = [[part] for part in level.tolist()]
    for number, some in enumerate(sets):
        for one in some:
            inside[elements[one]].append(number)
    number_of = {key: at for at, key in enumerate(dict.fromkeys(map(tuple, inside)))}
    return np.array([number_of[tuple(key)] for key in inside], dtype=np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class Margins:
    """Unknown counts, numbered through all margins; ``starts``: where each margin's begin, and their number at last.

    ``ties``: rows over unknowns, each 0 for the true counts.
    """

    axes: Mapping[str, Axis]
    depths: tuple[Depths, ...]
    starts: tuple[int, ...]
    ties: Matrix

    @property
    def unknowns(self) -> int:
        return self.starts[-1]

    def of(self, region: Region) -> Ints:
        """The unknowns whose sum is a region's count; one of the regions of which the margins were made."""
        asked = _depths(self.axes, region)
        at = next(at for at, depths in enumerate(self.depths) if _as_fine(depths, asked))
        parts = [one.parts(region.get(name), level) for (name, one), level in self._levels(at)]
        places = np.ravel_multi_index(np.ix_(*parts), [one.size(level) for (_, one), level in self._levels(at)])
        return self.starts[at] + places.ravel()

    def _levels(self, at: int) -> Iterator[tuple[tuple[str, Axis], int]]:
        return zip(self.axes.items(), self.depths[at], strict=True)

    def rows(self, regions: Sequence[Region]) -> Matrix:
        """A row for each region: 1 at the unknowns whose sum is its count."""
        columns = [self.of(region) for region in regions]
        ends = np.cumsum([0, *map(len, columns)])
        ones = np.ones(ends[-1], dtype=np.int64)
        return scipy.sparse.csr_array((ones, np.concatenate(columns), ends), shape=(len(regions), self.unknowns))


def margins(axes: Mapping[str, Axis], regions: Iterable[Region]) -> Margins:
    """The margins that some regions ask for."""
    asked = {_depths(axes, region) for region in regions}
    chain = list(_eliminated(asked, lambda depths: _size(axes, depths)))
    starts = np.cumsum([0, *(_size(axes, depths) for depths, _ in chain)]).tolist()
    return Margins(axes, tuple(depths for depths, _ in chain), tuple(starts), _ties(axes, chain, starts))


def _eliminated(asked: set[Depths], size: Callable[[Depths], int]) -> Iterator[tuple[Depths, Depths]]:
    """Margins in which everything asked for fits, each with what it shares with a later one.

    The finest level of an axis is taken away, with all that is asked for together with it; the smallest such margin
    first. What is shared is asked for in its place.
    """
    while any(map(any, asked)):
        axis = min(_divided_axes(asked), key=lambda at: size(_together(asked, at)))
        whole = _together(asked, axis)
        shared = (*whole[:axis], whole[axis] - 1, *whole[axis + 1 :])
        yield whole, shared
        asked = {one for one in asked if one[axis] < whole[axis]} | {shared}
    yield from ((depths, depths) for depths in asked)


def _divided_axes(asked: set[Depths]) -> list[int]:
    return [at for at, levels in enumerate(zip(*asked, strict=True)) if any(levels)]


def _together(asked: set[Depths], axis: int) -> Depths:
    """As fine as everything that is asked for at the finest level of an axis."""
    finest = max(one[axis] for one in asked)
    return tuple(map(max, zip(*(one for one in asked if one[axis] == finest), strict=True)))


def _ties(axes: Mapping[str, Axis], chain: Sequence[tuple[Depths, Depths]], starts: Sequence[int]) -> Matrix:
    """Every margin adds up, in what it shares, to the next later one that is fine enough."""
    ties = [scipy.sparse.csr_array((0, starts[-1]), dtype=np.int64)]
    for at, (depths, shared) in enumerate(chain[:-1]):
        to = next(later for later in range(at + 1, len(chain)) if _as_fine(chain[later][0], shared))
        mine, theirs = _summed(axes, depths, shared), _summed(axes, chain[to][0], shared)
        ties.append(_moved(mine, starts, at) - _moved(theirs, starts, to))
    return scipy.sparse.vstack(ties, format="csr")


def _summed(axes: Mapping[str, Axis], fine: Depths, coarse: Depths) -> Matrix:
    """The 0-1 matrix that adds one margin up to another."""
    each = (axis.gathers(*levels) for axis, *levels in zip(axes.values(), fine, coarse, strict=True))
    return reduce(lambda one, other: scipy.sparse.kron(one, other, format="csr"), each)


def _moved(matrix: Matrix, starts: Sequence[int], at: int) -> Matrix:
    """The same rows, over all unknowns."""
    shape = (matrix.shape[0], starts[-1])
    return scipy.sparse.csr_array((matrix.data, matrix.indices + starts[at], matrix.indptr), shape=shape)


def _depths(axes: Mapping[str, Axis], region: Region) -> Depths:
    return tuple(axis.depth(region.get(name)) for name, axis in axes.items())


def _as_fine(depths: Depths, asked: Depths) -> bool:
    return all(mine >= level for mine, level in zip(depths, asked, strict=True))


def _size(axes: Mapping[str, Axis], depths: Depths) -> int:
    return math.prod(axis.size(level) for axis, level in zip(axes.values(), depths, strict=True))
