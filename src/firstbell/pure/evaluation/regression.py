"""What a group that was chosen for its bad spell would have done next if nobody had come.

Rates differ among units as a gamma distribution does, and counts are Poisson. A unit with x events in time t is then
expected to have (a + x) / (b + t) in each unit of time to come, where a and b are learnt from all units, chosen or not.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import stats

from firstbell.pure.evaluation.panel import Matrix
from firstbell.pure.refusal import Refused


@dataclass(frozen=True, slots=True)
class Spread:
    """How rates differ among all units: their ``mean`` and ``variance``, per unit of time; variance 0 is all alike."""

    mean: float
    variance: float

    def expected(self, counts: Matrix, watched: Matrix) -> tuple[Matrix, Matrix]:
        """Mean and variance of each unit's rate given its count: those of a gamma, (a + x) / (b + t) and so on."""
        if self.variance == 0:
            return np.full_like(counts, self.mean), np.zeros_like(counts)
        a, b = self.mean**2 / self.variance, self.mean / self.variance
        rate = (a + counts) / (b + watched)
        return rate, rate / (b + watched)


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """The mean count of a chosen group: ``before``, and ``expected`` next with no effect at all, ``low`` to ``high``.

    ``before`` is brought to the length of the time to come. The band holds the chance of the counts and the
    differences among units; a and b are taken as known, so that it is too narrow where all units had few events.
    """

    units: int
    before: float
    expected: float
    low: float
    high: float
    level: float

    @property
    def fall(self) -> float:
        """The share by which the group falls by itself; negative if it rises, nan if it had no event."""
        return 1 - self.expected / self.before if self.before else math.nan

    def words(self) -> str:
        """What every chart of a chosen group says."""
        if math.isnan(self.fall):
            moved = "would be expected to have events again"
        else:
            moved = f"would be expected to {'fall' if self.fall >= 0 else 'rise'} by {abs(self.fall):.0%} by themselves"
        return (
            f"These {self.units} were chosen by their counts. With no effect at all they {moved}, from "
            f"{self.before:.2f} to {self.expected:.2f} each ({self.level:.0%} band {self.low:.2f} to {self.high:.2f})."
        )


def band(
    counts: ArrayLike, chosen: ArrayLike, *, watched: ArrayLike = 1.0, ahead: float = 1.0, level: float = 0.95
) -> Band:
    """``counts``: (units,) of all units, not the chosen alone; ``chosen``: (units,) true or false.

    ``watched``: one time for all or (units,), and ``ahead``, the time to come, in the same unit; above 0. Refused if
    all or none are chosen, or nothing happened.
    """
    events, mine = np.asarray(counts, dtype=np.float64), np.asarray(chosen, dtype=np.bool_)
    _check(events, mine, ahead, level)
    time = _times(watched, len(events))
    rate, unsure = spread(events, time).expected(events[mine], time[mine])
    mean, variance = float(rate.sum()) * ahead, float(unsure.sum()) * ahead**2
    low, high = _ends(mean, variance, level)
    units = int(mine.sum())
    before = float((events[mine] / time[mine]).mean()) * ahead
    return Band(units=units, before=before, expected=mean / units, low=low / units, high=high / units, level=level)


def spread(counts: Matrix, watched: Matrix) -> Spread:
    """By moments: the variance of the counts beyond Poisson's; 0 where they vary less than that."""
    mean = float(counts.sum() / watched.sum())
    beyond = ((counts - mean * watched) ** 2 - mean * watched).sum()
    return Spread(mean, max(float(beyond / (watched**2).sum()), 0.0))


def _ends(mean: float, variance: float, level: float) -> tuple[float, float]:
    """Of the group's total: negative binomial, exactly so where all were watched equally long."""
    tails = ((1 - level) / 2, (1 + level) / 2)
    if variance <= 1e-12 * mean:
        low, high = stats.poisson.ppf(tails, mean)
    else:
        low, high = stats.nbinom.ppf(tails, mean**2 / variance, mean / (mean + variance))
    return float(low), float(high)


def _times(watched: ArrayLike, units: int) -> Matrix:
    given = np.asarray(watched, dtype=np.float64)
    if given.shape not in ((), (units,)) or not np.all(np.isfinite(given) & (given > 0)):
        raise Refused("Times watched do not fit the units.", "Give one time for all, or one for each, above 0.")
    return np.broadcast_to(given, (units,))


def _check(counts: Matrix, chosen: NDArray[np.bool_], ahead: float, level: float) -> None:
    if counts.ndim != 1 or counts.shape != chosen.shape:
        raise Refused("Counts and choices do not go together.", "Give one of each for every unit.")
    if not np.all(np.isfinite(counts) & (counts >= 0) & (counts == np.floor(counts))):
        raise Refused("A count is not a number of events.", "Count events: 0, 1, 2 and so on.")
    if chosen.all() or not chosen.any():
        raise Refused("All units are chosen, or none.", "Give all units, so that the chosen can be told from the rest.")
    if not counts.any():
        raise Refused("No unit had an event.", "Wait for the first.")
    if not 0 < ahead < math.inf or not 0 < level < 1:
        raise Refused("The time to come is above 0 and a level between 0 and 1.", "Say 0.95, and the time watched.")
