"""Places or people chosen because their count was high fall by themselves: the band that shows by how much.

Every chart of a chosen group carries this band. A count inside it is what no effect at all looks like; a count outside
it is still no effect of anything, as nothing was drawn by lot. Gamma-Poisson: a unit's next rate is (a + x) / (b + t).
"""

import math
from dataclasses import dataclass

import numpy as np
import scipy
from numpy.typing import ArrayLike

from firstbell.pure.evaluation.panel import Matrix, Whole
from firstbell.pure.refusal import Refused

MOST_DIFFERENT = 5.0
NARROWER = 2


@dataclass(frozen=True, slots=True)
class LongRun:
    """How rates differ between all units in the long run, as far as is known: gamma, shape ``a`` and mean ``rate``.

    Each is (ways,): ways in which it may be, with ``weights`` that sum to 1. With few events nobody knows better.
    """

    a: Matrix
    rate: Matrix
    weights: Matrix

    @classmethod
    def known(cls, a: float, rate: float) -> "LongRun":
        return cls(np.array([a]), np.array([rate]), np.ones(1))

    @property
    def cv(self) -> float:
        """How much units differ, as a standard deviation over the mean: the middle of what is likely."""
        order = np.argsort(-self.a)
        return float(self.a[order][np.searchsorted(np.cumsum(self.weights[order]), 0.5)] ** -0.5)

    def ahead(self, counts: Matrix, exposure: Matrix, coming: Matrix) -> tuple[Matrix, Matrix]:
        """(ways,), mean and variance of what the units' rates come to together over ``coming``, given counts so far."""
        each, after = self._each(counts, exposure, coming)
        return each.sum(axis=1), (each * after).sum(axis=1)

    def expected(self, counts: Matrix, exposure: Matrix, coming: Matrix) -> Matrix:
        """(units,), what each unit is expected to count over ``coming``: its count so far, shrunk towards the rest."""
        return np.asarray(self.weights @ self._each(counts, exposure, coming)[0])

    def _each(self, counts: Matrix, exposure: Matrix, coming: Matrix) -> tuple[Matrix, Matrix]:
        """(ways, units): what a unit's rate comes to on average, and how much of it each count so far is worth."""
        after = coming / ((self.a / self.rate)[:, None] + exposure)
        return after * (self.a[:, None] + counts), after


def long_run(counts: ArrayLike, exposure: ArrayLike = 1.0) -> LongRun:
    """From *all* units, chosen or not, by their likelihood; (units,) each, exposure above 0.

    Every standard deviation over the mean up to 5 is thought equally likely beforehand, and so is every mean rate on
    the log scale. Refused under 10 units or without an event.
    """
    found, time = _together(counts, exposure)
    if len(found) < 10 or not found.any():
        raise Refused(
            "Too few units, or no event: nobody knows how they differ.", "Give all units, not the chosen ones."
        )
    kinds, how_many = np.unique(np.column_stack((found, time)), axis=0, return_counts=True)
    middle, near = math.log(found.sum() / time.sum()), 4 * math.sqrt(((found > 0) * found**2).sum()) / found.sum()
    cvs, logs = np.linspace(0.01, MOST_DIFFERENT, 60), np.linspace(middle - near, middle + near, 15)
    for _ in range(NARROWER):
        weights = _likely(cvs, logs, kinds, how_many)
        cvs, logs = _around(cvs, weights.sum(axis=1), 40), _around(logs, weights.sum(axis=0), 15)
    weights = _likely(cvs, logs, kinds, how_many)
    kept = weights > 1e-7
    rows, columns = np.nonzero(kept)
    return LongRun(cvs[rows] ** -2.0, np.exp(logs[columns]), weights[kept] / weights[kept].sum())


def _likely(cvs: Matrix, logs: Matrix, kinds: Matrix, how_many: Whole) -> Matrix:
    """(cvs, logs), summing to 1: how likely each makes the counts (negative binomial); ``kinds`` (kinds, 2)."""
    shape, rate = (cvs**-2.0)[:, None, None], np.exp(logs)[None, :, None]
    chances = scipy.stats.nbinom.logpmf(kinds[:, 0], shape, shape / (shape + rate * kinds[:, 1]))
    together = chances @ how_many.astype(np.float64)
    weights = np.exp(together - together.max())
    return np.asarray(weights / weights.sum())


def _around(grid: Matrix, weights: Matrix, points: int) -> Matrix:
    """A finer grid over what is not all but impossible."""
    likely = np.flatnonzero(weights > 1e-6 * weights.max())
    low, high = max(likely[0] - 1, 0), min(likely[-1] + 1, len(grid) - 1)
    return np.linspace(grid[low], grid[high], points)


@dataclass(frozen=True, slots=True)
class Band:
    """What a chosen group would count next with no effect: about ``expected``, from ``low`` to ``high``."""

    chosen: int
    before: float
    expected: float
    low: float
    high: float
    level: float

    @property
    def change(self) -> float:
        """How much the count changes with no effect at all, as a share: -0.8 is a fall by 80 %. nan if it was 0."""
        return self.expected / self.before - 1 if self.before else math.nan

    def words(self) -> str:
        return (
            f"These {self.chosen:,} were chosen, so they change by themselves: with no effect at all"
            f" {self.expected:,.1f} would be expected, and between {self.low:,.0f} and {self.high:,.0f} in"
            f" {self.level:.0%} of cases. A count inside is no sign of anything; a count outside is not proof."
        )


def band(
    units: LongRun, counts: ArrayLike, exposure: ArrayLike = 1.0, *, ahead: ArrayLike = 1.0, level: float = 0.95
) -> Band:
    """For the chosen units: ``counts`` by which they were chosen in ``exposure``, and ``ahead``, the exposure to come.

    ``before`` is put into the exposure to come. Where exposures differ, the sum of gammas is taken as one gamma with
    its mean and variance. What is not known of the long run makes the band wider.
    """
    found, time = _together(counts, exposure)
    coming = np.broadcast_to(np.asarray(ahead, dtype=np.float64), found.shape)
    means, spreads = units.ahead(found, time, coming)
    low, high = (_reached(units.weights, means, spreads, share) for share in ((1 - level) / 2, (1 + level) / 2))
    return Band(len(found), float((found / time * coming).sum()), float(units.weights @ means), low, high, level)


def _reached(weights: Matrix, means: Matrix, spreads: Matrix, share: float) -> float:
    """The smallest count that is reached with at least this chance from below, over all ways."""
    sizes, chances = means**2 / spreads, means / (means + spreads)
    low, high = -1, max(int(scipy.stats.nbinom.ppf(share, sizes, chances).max()), 0)
    while high - low > 1:
        middle = (low + high) // 2
        enough = float(weights @ scipy.stats.nbinom.cdf(middle, sizes, chances)) >= share
        low, high = (low, middle) if enough else (middle, high)
    return float(high)


def _together(counts: ArrayLike, exposure: ArrayLike) -> tuple[Matrix, Matrix]:
    found = np.atleast_1d(np.asarray(counts, dtype=np.float64))
    time = np.broadcast_to(np.asarray(exposure, dtype=np.float64), found.shape)
    if found.ndim != 1 or not len(found) or np.any(found < 0) or not np.all(time > 0):
        raise Refused("Counts are one for each unit and not negative, exposures above 0.", "Correct them.")
    return found, time
