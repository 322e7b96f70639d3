"""Area and period effects of a Poisson model, by the likelihood that is left once every area's total is given.

Given its total, an area's counts are multinomial, so that only the periods' effects are searched for (Newton's method).
The maximum is that of the model with an effect for each area. Areas and periods without an event say nothing: they
drop out.
"""

from dataclasses import dataclass

import numpy as np

from firstbell.pure.evaluation.panel import Matrix

LONGEST_STEP = 1.5
ROUNDS = 200


@dataclass(frozen=True, slots=True)
class Fit:
    """``mean``: (areas, periods), expected counts; ``inverse``: (periods, periods), of the information on periods."""

    counts: Matrix
    mean: Matrix
    inverse: Matrix

    @property
    def left_over(self) -> Matrix:
        """Observed less expected: every row and every column sums to 0."""
        return self.counts - self.mean

    def score(self, treated: Matrix) -> float:
        """Slope of the log-likelihood in the log rate ratio of ``treated`` (areas, periods)."""
        return float((treated * self.left_over).sum())

    def information(self, treated: Matrix) -> float:
        """What the data hold on that log ratio, in 1/variance, once area and period effects have taken theirs."""
        own = self.mean * self.within_areas(treated)
        by_period = own.sum(axis=0)
        return float((own * treated).sum() - by_period @ self.inverse @ by_period)

    def within_areas(self, treated: Matrix) -> Matrix:
        """``treated`` (areas, periods) less its expected average in each area."""
        totals = self.mean.sum(axis=1, keepdims=True)
        expected = (self.mean * treated).sum(axis=1, keepdims=True) / np.where(totals > 0, totals, 1)
        return np.asarray(treated - expected)


def fit(counts: Matrix, weights: Matrix) -> Fit:
    """Expected counts ``weights`` x area x period whose margins are those of ``counts``; both (areas, periods).

    ``weights`` are above 0: the exposure, times any rate ratio that is supposed. ArithmeticError if it does not settle.
    """
    totals, goal = counts.sum(axis=1, keepdims=True), counts.sum(axis=0)
    effects = _start(goal, weights)
    for _ in range(ROUNDS):
        shares = weights * effects
        mean = totals * shares / shares.sum(axis=1, keepdims=True)
        inverse = _inverse(mean, totals)
        gap = goal - mean.sum(axis=0)
        if np.abs(gap).max() <= 1e-10 * max(goal.sum(), 1):
            return Fit(counts, mean, inverse)
        effects = effects * np.exp(np.clip(inverse @ gap, -LONGEST_STEP, LONGEST_STEP))
    raise ArithmeticError(f"area and period effects did not settle in {ROUNDS} rounds")


def _start(goal: Matrix, weights: Matrix) -> Matrix:
    return goal / weights.sum(axis=0) if goal.any() else np.ones_like(goal)


def _inverse(mean: Matrix, totals: Matrix) -> Matrix:
    """Of a matrix whose rows sum to 0: what is added stands only where nothing that is asked of it can see it."""
    by_period = mean.sum(axis=0)
    information = np.diag(by_period + (by_period == 0)) - mean.T @ (mean / np.where(totals > 0, totals, 1))
    return np.asarray(np.linalg.inv(information + max(by_period.mean(), 1e-12)))
