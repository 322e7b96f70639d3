"""The lots that could have been drawn: who was first treated when, shuffled among areas."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import scipy

from firstbell.pure.evaluation.panel import Matrix, Whole


@dataclass(frozen=True, slots=True)
class Shuffles:
    """``options``: the slots that were drawn; ``picks``: (lots, areas), which option each area has in each lot.

    ``complete``: every possible lot once. If not, the first lot is the one that was really drawn.
    """

    options: Whole
    picks: Whole
    complete: bool

    def sums(self, table: Matrix) -> Matrix:
        """(lots, columns): for each lot, the rows of ``table`` (areas, options, columns) that it picks, added up."""
        lots, areas = self.picks.shape
        rows = self.picks + np.arange(areas) * len(self.options)
        starts = np.arange(0, lots * areas + 1, areas)
        chosen = scipy.sparse.csr_array(
            (np.ones(rows.size), rows.ravel(), starts), shape=(lots, areas * len(self.options))
        )
        return np.asarray(chosen @ table.reshape(-1, table.shape[-1]))


def shuffles(slots: Whole, draws: int, seed: int) -> Shuffles:
    """Every lot where there are no more than ``draws``; else the real one and ``draws`` more, drawn by ``seed``."""
    options, mine = np.unique(slots, return_inverse=True)
    sizes = np.bincount(mine)
    if how_many(sizes.tolist()) <= draws:
        return Shuffles(options, np.array(list(_every_lot(sizes.tolist())), dtype=np.int64), complete=True)
    rng = np.random.default_rng(seed)
    drawn = rng.permuted(np.tile(mine, (draws, 1)), axis=1)
    return Shuffles(options, np.vstack((mine, drawn)).astype(np.int64), complete=False)


def how_many(sizes: list[int]) -> int:
    """How many lots give so many areas each slot: 4 areas, two slots of two each, is 6."""
    return math.factorial(sum(sizes)) // math.prod(math.factorial(size) for size in sizes)


def _every_lot(sizes: list[int]) -> Iterator[list[int]]:
    """Option 0 goes to every possible choice of areas, and the others go to those that are left."""
    areas, last = sum(sizes), len(sizes) - 1
    if last == 0:
        yield [0] * areas
        return
    for chosen in combinations(range(areas), sizes[last]):
        for rest in _every_lot(sizes[:last]):
            others = iter(rest)
            yield [last if area in chosen else next(others) for area in range(areas)]
