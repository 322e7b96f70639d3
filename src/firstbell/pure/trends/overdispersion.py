"""Counts that vary more than chance alone would have them: Laney's u' and p' charts (Quality Engineering 2002).

A force's monthly reports vary about three times as much as a Poisson count: an ordinary c-chart of them signals nearly
always. Laney takes from the counts themselves how much more they vary.
"""

import numpy as np

from firstbell.pure.evaluation.panel import Matrix, Whole
from firstbell.pure.refusal import Refused
from firstbell.pure.trends.limits import Limits

RANGE_TO_SIGMA = 1.128
"""The mean range of two normal values, in standard deviations."""


def u_prime(counts: Whole, sizes: Matrix) -> Limits:
    """Limits of ``counts`` over ``sizes``, (..., months) each, cut at zero; sizes are people, days or 1."""
    rate = _overall(counts, sizes)
    if np.any(counts < 0) or np.any(rate == 0):
        raise Refused("Nothing was counted in any month.", "Take a larger area or a commoner outcome.")
    return _laney(counts / sizes, rate, np.sqrt(rate / sizes))


def p_prime(counts: Whole, sizes: Matrix) -> Limits:
    """Limits of a share: ``counts`` of those among ``sizes``, (..., months) each, cut at 0 and 1."""
    share = _overall(counts, sizes)
    if np.any(counts > sizes) or np.any(counts < 0):
        raise Refused("More were counted than there were.", "Count those of whom it holds, and all.")
    if np.any((share == 0) | (share == 1)):
        raise Refused("All of them or none, in every month: a share that does not vary.", "Take another measure.")
    return _laney(counts / sizes, share, np.sqrt(share * (1 - share) / sizes), ceiling=1.0)


def dispersion(counts: Whole, sizes: Matrix) -> float:
    """How many times as much counts vary as Poisson counts: Pearson's, 1 if they are Poisson.

    ``counts`` and ``sizes``: (years, months); each year has a rate of its own, so that a change from year to year is
    no dispersion; a season is. Degrees of freedom are months less years.
    """
    rate = counts.sum(axis=-1, keepdims=True) / sizes.sum(axis=-1, keepdims=True)
    expected = rate * sizes
    squared = np.divide((counts - expected) ** 2, expected, where=expected > 0, out=np.zeros_like(expected))
    return float(squared.sum() / (counts.size - len(counts)))


def _overall(counts: Whole, sizes: Matrix) -> Matrix:
    if counts.shape[-1] < 2:
        raise Refused("One month alone has no limits.", "Wait for the next.")
    overall: Matrix = counts.sum(axis=-1, keepdims=True) / sizes.sum(axis=-1, keepdims=True)
    return overall


def _laney(drawn: Matrix, middle: Matrix, deviation: Matrix, ceiling: float = np.inf) -> Limits:
    """``deviation``: what chance alone would give each month; sigma z is how many times as much there is."""
    steps = np.abs(np.diff((drawn - middle) / deviation, axis=-1))
    sigma = steps.mean(axis=-1, keepdims=True) / RANGE_TO_SIGMA
    return Limits(middle=middle, reach=3 * deviation * sigma, spread=sigma, floor=0.0, ceiling=ceiling)
