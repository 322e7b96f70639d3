"""What a trial could see, asked before it begins: how many, how likely, how small.

Formulas for two arms drawn one by one (Fleiss; Hayes and Moulton for cells that differ). For stepped roll-outs there is
a formula, and beside it a simulation of the very test that will be used (``stepped.randomisation_test``).
"""

import math
from dataclasses import dataclass

import numpy as np
import scipy
from numpy.typing import ArrayLike

from firstbell.pure.evaluation.panel import Matrix, Panel, Whole, treated_from
from firstbell.pure.evaluation.stepped import randomisation_test
from firstbell.pure.evaluation.two_way import fit
from firstbell.pure.refusal import Refused

LARGEST = 50.0
"""A rate ratio beyond this is not planned for."""


def cases_per_arm(share: float, with_effect: float, *, level: float = 0.95, power: float = 0.8) -> float:
    """Cases in each arm, before rounding up, to tell two shares (0 to 1) apart."""
    if not (0 < share < 1 and 0 < with_effect < 1 and share != with_effect):
        raise Refused(f"{share:g} against {with_effect:g}: no difference of shares.", "Give two, between 0 and 1.")
    between = (share + with_effect) / 2
    pooled = math.sqrt(2 * between * (1 - between))
    apart = math.sqrt(share * (1 - share) + with_effect * (1 - with_effect))
    return ((_tail(level) * pooled + _reach(power) * apart) / (share - with_effect)) ** 2


def cells_per_arm(events: float, ratio: float, *, cv: float, level: float = 0.95, power: float = 0.8) -> float:
    """Cells in each arm, before rounding up, to see a rate ``ratio`` where an untreated cell counts ``events``.

    ``cv``: how much cells differ in the long run, as a standard deviation over the mean.
    """
    if events <= 0 or ratio <= 0 or ratio == 1 or cv < 0:
        raise Refused("Nothing to plan for.", "Give events and a ratio above 0, the ratio not 1.")
    spread = 1 / events + 1 / (events * ratio) + 2 * cv**2
    return (_tail(level) + _reach(power)) ** 2 * spread / math.log(ratio) ** 2


@dataclass(frozen=True, slots=True, kw_only=True)
class RollOut:
    """A stepped roll-out as it is planned.

    ``slots``: (areas,) as in ``Panel``; ``events``: expected in an area and period without treatment, (areas, periods)
    or anything that spreads to it; ``dispersion``: variance of a count over its mean, 1 if Poisson.
    """

    slots: Whole
    periods: int
    events: ArrayLike
    dispersion: float = 1.0

    def __post_init__(self) -> None:
        object.__setattr__(self, "slots", np.asarray(self.slots))
        Panel(counts=np.ones((len(self.slots), self.periods), dtype=np.int64), slots=self.slots)
        if self.dispersion < 1 or not np.all(np.asarray(self.events) > 0):
            raise Refused("Events are above 0 and a dispersion is 1 or more.", "Take both from last year's counts.")

    def means(self, ratio: float) -> Matrix:
        """(areas, periods): expected counts if treatment multiplies rates by ``ratio``."""
        shape = (len(self.slots), self.periods)
        return np.asarray(np.broadcast_to(np.asarray(self.events, dtype=np.float64), shape) * ratio ** self.treated())

    def treated(self) -> Matrix:
        return treated_from(self.slots, self.periods)

    def expected_events(self, ratio: float = 1.0) -> float:
        """All events, over all areas and periods: what an ``AnalysisPlan`` expects."""
        return float(self.means(ratio).sum())


def power(planned: RollOut, ratio: float, *, level: float = 0.95) -> float:
    """The chance, 0 to 1, that the randomisation test sees a rate ``ratio``. Within .03 of ``simulated_power``.

    Rao's score is taken as normal, with the mean and variance that it has under this ratio, in the real lot and in
    the shuffled ones.
    """
    means, treated = planned.means(ratio), planned.treated()
    without = fit(means, np.ones_like(means))
    residual, score = _residual(without.mean, treated), without.score(treated)
    needed = _tail_of_lots(residual, level) * math.sqrt(planned.dispersion * without.information(treated))
    spread = math.sqrt(planned.dispersion * float((means * residual**2).sum()))
    return float(scipy.stats.norm.sf((needed - score) / spread) + scipy.stats.norm.cdf((-needed - score) / spread))


def minimum_detectable_ratio(
    planned: RollOut, *, power_wanted: float = 0.8, level: float = 0.95, rise: bool = True
) -> float:
    """The rate ratio nearest to 1 seen with this chance: above 1, or below if not ``rise``. Refused if none is."""
    sign = 1 if rise else -1

    def short_by(log_ratio: float) -> float:
        return power(planned, math.exp(sign * log_ratio), level=level) - power_wanted

    if short_by(math.log(LARGEST)) < 0:
        raise Refused(
            f"{planned.expected_events():,.0f} expected events show no effect of any size.",
            "Take more areas, longer periods or a commoner outcome.",
        )
    return math.exp(sign * float(scipy.optimize.brentq(short_by, 1e-6, math.log(LARGEST), xtol=1e-4)))


def simulated_power(
    planned: RollOut, ratio: float, *, runs: int = 1000, draws: int = 499, level: float = 0.95, seed: int
) -> float:
    """The share of ``runs`` invented roll-outs, each with slots drawn anew, in which the test rejects."""
    rng = np.random.default_rng(seed)
    found = [randomisation_test(_drawn(planned, ratio, rng), draws=draws, seed=seed + run) for run in range(runs)]
    return float(np.mean(np.array(found) <= 1 - level + 1e-12))


def _drawn(planned: RollOut, ratio: float, rng: np.random.Generator) -> Panel:
    slots = rng.permutation(planned.slots)
    means = RollOut(slots=slots, periods=planned.periods, events=planned.events).means(ratio)
    over = planned.dispersion - 1
    counts = rng.negative_binomial(means / over, 1 / planned.dispersion) if over > 0 else rng.poisson(means)
    return Panel(counts=counts, slots=slots)


def _residual(weights: Matrix, treated: Matrix) -> Matrix:
    """``treated`` less the area and period effects that come nearest to it, by weighted least squares."""
    found = fit(weights, weights / weights.mean())
    own = found.within_areas(treated)
    by_period = found.inverse @ (found.mean * own).sum(axis=0)
    return own - found.within_areas(np.broadcast_to(by_period, treated.shape))


def _tail_of_lots(residual: Matrix, level: float) -> float:
    """How far out the real lot must be among the shuffled ones, which with few areas look like it and move with it.

    ``echo``: the share of the real lot's squared score that a shuffled one has on average.
    """
    alike, tail = residual.T @ residual, _tail(level)  # by periods: as much in all as by areas, and small
    echo = float((alike**2).sum() / ((len(residual) - 1) * np.trace(alike) ** 2))
    return tail * math.sqrt((1 - echo) / (1 - tail**2 * echo)) if tail**2 * echo < 1 else math.inf


def _tail(level: float) -> float:
    return float(scipy.stats.norm.ppf((1 + level) / 2))


def _reach(power: float) -> float:
    return float(scipy.stats.norm.ppf(power))
