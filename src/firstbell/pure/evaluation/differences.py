"""How far two groups of people are apart on average, with the interval that the lot itself gives.

Labels are shuffled as they could have fallen: among everybody where a lot was drawn, within each set where others were
drawn for one person. Each shuffle's difference is divided by its own standard error (Janssen 1997), so that the test is
exact where nothing was done to anybody, and stays near its level where the two groups vary differently.
"""

from dataclasses import dataclass

import numpy as np
import scipy
from numpy.typing import NDArray

from firstbell.pure.evaluation.panel import Matrix, Whole
from firstbell.pure.evaluation.shuffles import shuffles
from firstbell.pure.refusal import Refused

DRAWS = 1999
FEWEST_COMPARED = 10
"""People on a side, or sets: fewer say nothing."""
NO_ERROR = 1e-12


@dataclass(frozen=True, slots=True)
class Apart:
    """``difference`` of means, first group less second; ``low`` to ``high`` holds every one not ruled out at ``level``.

    ``p`` is two-sided, of no difference; it is at most 1 - level wherever the interval leaves out 0.
    """

    difference: float
    low: float
    high: float
    p: float
    level: float

    @property
    def detectable(self) -> float:
        """The smallest difference, either way, that data like these would show in four of five cases."""
        reach = float(scipy.stats.norm.ppf((1 + self.level) / 2))
        return (reach + float(scipy.stats.norm.ppf(0.8))) * (self.high - self.low) / (2 * reach)


def apart_by_lot(first: Matrix, second: Matrix, *, level: float = 0.95, draws: int = DRAWS, seed: int = 1) -> Apart:
    """Two groups that a lot made of one; (people,) each. Refused under 10 on a side."""
    _enough(len(first), len(second))
    values = np.concatenate((first, second))
    real = (np.arange(len(values)) < len(first)).astype(np.int64)
    return _apart(*_welch(values - values.mean(), shuffles(real, draws, seed).picks), level)


def apart_within_sets(
    first: Matrix, second: Matrix, drawn_for: Whole, *, level: float = 0.95, draws: int = DRAWS, seed: int = 1
) -> Apart:
    """Each of ``first`` against the mean of those of ``second`` who were ``drawn_for`` them (a place in ``first``).

    Anybody of a set could have been the one. Refused under 10 sets, and where somebody has nobody to be compared with.
    """
    sizes = np.bincount(drawn_for, minlength=len(first))
    _enough(len(first))
    if len(sizes) > len(first) or not sizes.all():
        raise Refused("Somebody has nobody to be compared with.", "Draw at least one person for each.")
    gaps, starts = _gaps(first, second, drawn_for, sizes)
    rng = np.random.default_rng(seed)
    picks = (rng.random((draws, len(first))) * (sizes + 1)).astype(np.int64)
    found = gaps[starts + np.vstack((np.zeros_like(starts), picks))]
    return _apart(found.mean(axis=1), found.std(axis=1, ddof=1) / np.sqrt(len(first)), level)


def _enough(*sides: int) -> None:
    if min(sides) < FEWEST_COMPARED:
        raise Refused(f"Fewer than {FEWEST_COMPARED} people on a side say nothing.", "Wait until there are more.")


def _gaps(first: Matrix, second: Matrix, drawn_for: Whole, sizes: Whole) -> tuple[Matrix, Whole]:
    """Everybody less the mean of the others of their set, set after set; and where each set begins, with its first."""
    order = np.argsort(np.concatenate((np.arange(len(first)), drawn_for)), kind="stable")
    values = np.concatenate((first, second))[order]
    starts = np.concatenate(([0], np.cumsum(sizes + 1)[:-1]))
    others = np.repeat(np.add.reduceat(values, starts), sizes + 1) - values
    return values - others / np.repeat(sizes, sizes + 1), starts


def _welch(values: Matrix, lots: Whole) -> tuple[Matrix, Matrix]:
    """(lots,): difference of means, and its standard error from the spread within each of the two groups."""
    means, spreads = zip(*(_mean_and_spread(values, lots == side) for side in (1, 0)), strict=True)
    return means[0] - means[1], np.sqrt(spreads[0] + spreads[1])


def _mean_and_spread(values: Matrix, chosen: NDArray[np.bool_]) -> tuple[Matrix, Matrix]:
    """(lots,): the mean of those chosen in each lot, and the variance of that mean."""
    many = chosen.sum(axis=1)
    mean = chosen @ values / many
    left = np.maximum(chosen @ values**2 - many * mean**2, 0)
    return mean, left / ((many - 1) * many)


def _apart(differences: Matrix, errors: Matrix, level: float) -> Apart:
    """(lots,) each. The first lot is the real one: with ten on each side there are too many to go through them all."""
    struck = np.abs(differences) / np.maximum(errors, NO_ERROR)
    real, reach = float(differences[0]), float(np.quantile(struck, level, method="higher")) * float(errors[0])
    return Apart(real, real - reach, real + reach, float((struck >= struck[0] - NO_ERROR).mean()), level)
