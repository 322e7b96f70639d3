"""Where a walk is cut into cells: an exact dynamic programme over whole numbers, the same on every machine.

A way of cutting costs the weight of the pairs that hear each other and fall into different cells, and ``mu`` times the
square of every cell's size. The second term is what visiting costs: the squares of the sizes, summed and divided by the
homes, are the doors to be expected when any home is as likely as another. As all pairs less those inside cells are the
pairs cut, a cell by itself costs ``mu * size**2`` less the weight inside it, and the best way of cutting the first
``e`` homes follows from the best ways of cutting fewer.

A home that no cell can hold is left out, which costs more than all cells together: so as few as possible are.
"""

from dataclasses import dataclass

import numpy as np

from firstbell.pure.partition.homes import Flags, Floats, Ints
from firstbell.pure.partition.rule import Rule
from firstbell.pure.refusal import Refused

UNIT = 1e-5
"""Costs are counted in whole hundred-thousandths."""
NEVER = 1 << 61
"""The cost of a cell that may not be."""
CHUNK = 8192
"""Ends looked at together: what bounds the memory, whatever the number of homes."""


@dataclass(frozen=True, slots=True, eq=False)
class Walk:
    """Homes in walking order as sums from the start: ``metres`` walked to each home, ``plausible`` homes before it (and
    one entry more); and the pairs that hear each other, ``earlier`` ascending, with their ``weight`` in units."""

    metres: Floats
    plausible: Ints
    earlier: Ints
    later: Ints
    weight: Ints

    @classmethod
    def of(cls, steps: Floats, plausible: Flags, first: Ints, second: Ints, weight: Floats) -> "Walk":
        """From the metres between neighbours on the walk, and pairs of places on it in any order."""
        low, high = np.minimum(first, second), np.maximum(first, second)
        order = np.argsort(low, kind="stable")
        return cls(
            np.concatenate(([0.0], np.cumsum(steps))),
            np.concatenate(([0], np.cumsum(plausible))).astype(np.int64),
            low[order],
            high[order],
            np.rint(weight[order] / UNIT).astype(np.int64),
        )

    def __len__(self) -> int:
        return len(self.plausible) - 1


def cell_sizes(walk: Walk, rule: Rule) -> Ints:
    """Sizes of the cells in walking order, 0 for a home that is in none: their sum and the zeros make up the homes.

    Of two ways of equal cost, that whose last cell is smaller. Raises Refused for a walk so long that its costs could
    not be told apart any more (millions of homes).
    """
    chosen = _choices(walk, rule)
    sizes, end = [], len(walk)
    while end:
        sizes.append(chosen[end])
        end -= max(chosen[end], 1)
    return np.array(sizes[::-1], dtype=np.int64)


def holdable(walk: Walk, rule: Rule) -> tuple[Flags, Flags]:
    """For each home, whether some run of homes that is a cell by size and walk holds it; and by plausible homes too."""
    near, kept = np.zeros(len(walk) + 1, dtype=np.int64), np.zeros(len(walk) + 1, dtype=np.int64)
    for size in range(rule.k, min(rule.largest, len(walk)) + 1):
        ends = np.arange(size, len(walk) + 1)
        short, both = _short(walk, ends, ends - size, rule), _may_be(walk, ends, ends - size, rule)
        for count, holds in ((near, short), (kept, both)):
            count[ends[holds] - size] += 1
            count[ends[holds]] -= 1
    return np.cumsum(near)[:-1] > 0, np.cumsum(kept)[:-1] > 0


def _choices(walk: Walk, rule: Rule) -> list[int]:
    """For each number of homes, the size of the last cell in the best way to cut them; 0: the last one is left out.

    A cell has at least ``k`` homes, so ``k`` neighbouring ends never depend on each other and are done at once.
    """
    best = np.zeros(len(walk) + 1, dtype=np.int64)
    chosen = np.zeros(len(walk) + 1, dtype=np.int64)
    left_out = _cost_of_leaving_out(walk, rule) * np.arange(rule.k + 1)
    sizes = np.arange(rule.k, rule.largest + 1)
    chunk = CHUNK // rule.k * rule.k or rule.k
    for start in range(1, len(walk) + 1, chunk):
        ends = np.arange(start, min(start + chunk, len(walk) + 1))
        costs, starts = _costs(walk, ends, rule), np.maximum(ends[:, None] - sizes, 0)
        for row in range(0, len(ends), rule.k):
            total = costs[row : row + rule.k] + best[starts[row : row + rule.k]]
            picked, at = total.argmin(axis=1), slice(start + row, start + row + len(total))
            found, steps = total[np.arange(len(total)), picked], left_out[: len(total) + 1]
            reached = np.minimum.accumulate(np.concatenate(([best[at.start - 1]], found - steps[1:])))[1:] + steps[1:]
            best[at], chosen[at] = reached, np.where(reached == found, sizes[picked], 0)
    return chosen.tolist()


def _costs(walk: Walk, ends: Ints, rule: Rule) -> Ints:
    """What a cell of ``k``, ``k + 1``, ... homes costs that ends before each of ``ends``; NEVER if it may not be."""
    sizes = np.arange(rule.k, rule.largest + 1)
    starts = ends[:, None] - sizes
    may_be = (starts >= 0) & _may_be(walk, ends[:, None], np.maximum(starts, 0), rule)
    doors = np.rint(rule.mu * sizes**2 / UNIT).astype(np.int64)
    return np.where(may_be, doors - _inside(walk, ends, rule.largest)[:, rule.k :], NEVER)


def _may_be(walk: Walk, ends: Ints, starts: Ints, rule: Rule) -> Flags:
    enough: Flags = walk.plausible[ends] - walk.plausible[starts] >= rule.plausible
    return enough & _short(walk, ends, starts, rule)


def _short(walk: Walk, ends: Ints, starts: Ints, rule: Rule) -> Flags:
    short: Flags = walk.metres[ends - 1] - walk.metres[starts] <= rule.longest_walk
    return short


def _inside(walk: Walk, ends: Ints, largest: int) -> Ints:
    """The weight of the pairs among the last 0, 1, ... ``largest`` homes before each of ``ends``."""
    origin = ends[0] - largest
    reach = np.zeros((ends[-1] - origin, largest), dtype=np.int64)
    among = slice(*np.searchsorted(walk.earlier, (origin, ends[-1])))
    earlier, apart = walk.earlier[among], walk.later[among] - walk.earlier[among]
    near = apart < largest
    np.add.at(reach, (earlier[near] - origin, apart[near]), walk.weight[among][near])
    reach = np.cumsum(reach, axis=1)
    inside = np.zeros((len(ends), largest + 1), dtype=np.int64)
    for size in range(2, largest + 1):
        inside[:, size] = inside[:, size - 1] + reach[ends - size - origin, size - 1]
    return inside


def _cost_of_leaving_out(walk: Walk, rule: Rule) -> int:
    """More than any two ways of cutting can differ by."""
    cost = 1 + int(walk.weight.sum()) + int(np.ceil(rule.mu * rule.largest / UNIT)) * len(walk)
    if cost * len(walk) >= NEVER:
        raise Refused(f"{len(walk)} homes are too many for one walk.", "Divide the area, and cut each part by itself.")
    return cost
