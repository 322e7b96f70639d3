"""How large an evaluation must be before it can answer: by formula for cells and cases, by trying it out for roll-outs.

Formulas: for rates that vary between units, the variance of a log rate ratio (delta method); for two shares, Fleiss.
Both are two-sided. They round to the nearest unit, so that power can fall short by what half a unit is worth.
"""

import math

import numpy as np
from numpy.random import Generator
from scipy import optimize, stats

from firstbell.pure.evaluation.panel import NEVER, Panel, Whole
from firstbell.pure.evaluation.stepped import randomisation_test
from firstbell.pure.refusal import Refused

LARGEST_RATIO = 1000.0
DRAWS = 199
"""Shuffles of one tried roll-out: 5 % is a whole number of 200, so that the test keeps its size."""


def cells_per_arm(
    rate: float, ratio: float, weeks: float, cv: float, *, level: float = 0.95, power: float = 0.8
) -> int:
    """Cells in each of two arms for a rate ratio to show in ``power`` of such trials.

    ``rate``: events per cell and week without effect; ``cv``: standard deviation of the cells' true rates over their
    mean. Cells with 0.040934 reports in four weeks of which a tenth come from a third party, 26 weeks and cv 1
    (``rate`` 0.0010234) need 10,979 for a ratio of 1.25, 3,086 for 1.5 and 954 for 2; where a fifth do, 5,647, 1,591
    and 493.
    """
    _above_nought(rate=rate, ratio=ratio, weeks=weeks)
    _an_effect(ratio)
    _may_vary(cv)
    return round(_cells(rate * weeks, ratio, cv, _reach(level, power)))


def minimum_detectable_ratio(
    cells: int, rate: float, weeks: float, cv: float, *, level: float = 0.95, power: float = 0.8
) -> float:
    """The smallest ratio above 1 that ``cells`` in each arm show in ``power`` of trials; infinite beyond a thousand.

    The reverse of ``cells_per_arm``, with the same units.
    """
    _above_nought(cells=cells, rate=rate, weeks=weeks)
    _may_vary(cv)
    reach = _reach(level, power)

    def lacking(log_ratio: float) -> float:
        return _cells(rate * weeks, math.exp(log_ratio), cv, reach) - cells

    furthest = math.log(LARGEST_RATIO)
    if lacking(furthest) > 0:
        return math.inf
    return math.exp(float(optimize.brentq(lacking, 1e-9, furthest, xtol=1e-12)))


def _cells(mean: float, ratio: float, cv: float, reach: float) -> float:
    variance = 1 / mean + 1 / (mean * ratio) + 2 * cv**2
    return float(reach**2 * variance / math.log(ratio) ** 2)


def cases_per_arm(p0: float, p1: float, *, level: float = 0.95, power: float = 0.8) -> int:
    """Cases in each of two arms for a share ``p0`` without, and ``p1`` with, to differ in ``power`` of such trials.

    The variance is pooled where nothing differs (Fleiss), without continuity correction: 5 to 10 % needs 434,
    10 to 15 % 686, 20 to 30 % 293.
    """
    if not (0 < p0 < 1 and 0 < p1 < 1) or p0 == p1:
        raise Refused(
            f"Shares of {p0:g} and {p1:g} cannot be told apart.", "Give two different shares between 0 and 1."
        )
    _reach(level, power)
    both = (p0 + p1) / 2
    without = stats.norm.ppf((1 + level) / 2) * math.sqrt(2 * both * (1 - both))
    with_it = stats.norm.ppf(power) * math.sqrt(p0 * (1 - p0) + p1 * (1 - p1))
    return round(float((without + with_it) ** 2 / (p1 - p0) ** 2))


def expected_events(areas: int, homes: float, periods: int, rate: float, ratio: float = 1.0) -> float:
    """Events over all areas and periods of a stepped roll-out, for ``plan.AnalysisPlan.expected_events``.

    ``rate``: events per home and period without effect; ``homes``: of each area; areas start as ``steps`` says.
    """
    _above_nought(homes=homes, rate=rate, ratio=ratio)
    slots = steps(areas, periods)
    treated = int(np.where(slots == NEVER, 0, periods - slots).sum())
    return homes * rate * (areas * periods + treated * (ratio - 1))


def steps(areas: int, periods: int) -> Whole:
    """(areas,): first treated periods, as equal a number in each as can be; period 0 has nobody, so that all wait."""
    if areas < 2 or periods < 2:
        raise Refused(f"{areas} areas over {periods} periods cannot step.", "Give two of each at the least.")
    if periods == 2:
        return np.where(np.arange(areas) % 2 == 0, 1, NEVER).astype(np.int64)
    return (1 + np.arange(areas) % (periods - 1)).astype(np.int64)


def simulated_power(
    areas: int,
    homes: float,
    periods: int,
    rate: float,
    ratio: float,
    cv: float,
    runs: int,
    seed: int,
    *,
    level: float = 0.95,
    draws: int = DRAWS,
) -> float:
    """The share of ``runs`` invented roll-outs in which the randomisation test says that there was an effect.

    ``rate``: events per home and period; ``homes``: of each area; ``cv``: of the areas' true rates. A ratio of 1 gives
    how often the test is wrong. Its own error is sqrt(share x (1 - share) / runs).
    """
    _above_nought(runs=runs, draws=draws)
    rng = np.random.default_rng(seed)
    found = 0
    for _ in range(runs):
        panel = invented_panel(rng, areas, homes, periods, rate, ratio, cv)
        found += randomisation_test(panel, draws=draws, seed=int(rng.integers(2**32))) <= 1 - level + 1e-12
    return found / runs


def invented_panel(
    rng: Generator, areas: int, homes: float, periods: int, rate: float, ratio: float, cv: float
) -> Panel:
    """One roll-out: areas' rates from a gamma distribution, counts from Poisson, slots by lot among ``steps``."""
    _above_nought(homes=homes, rate=rate, ratio=ratio)
    _may_vary(cv)
    slots = rng.permutation(steps(areas, periods))
    own = rng.gamma(cv**-2, cv**2, areas) if cv > 0 else np.ones(areas)
    nothing = Panel(counts=np.zeros((areas, periods), dtype=np.int64), slots=slots, exposure=homes)
    counts = rng.poisson(homes * rate * own[:, None] * ratio ** nothing.treated())
    return Panel(counts=counts, slots=slots, exposure=homes)


def _reach(level: float, power: float) -> float:
    """How many standard errors an effect must be from none."""
    if not (0.5 < level < 1 and 0.5 <= power < 1):
        raise Refused(f"Level {level:g} with power {power:g} says nothing.", "Say 0.95 and 0.8.")
    return float(stats.norm.ppf((1 + level) / 2) + stats.norm.ppf(power))


def _an_effect(ratio: float) -> None:
    if ratio == 1:
        raise Refused("A ratio of 1 is no effect to look for.", "Say 1.3, or 0.75.")


def _may_vary(cv: float) -> None:
    if not 0 <= cv < math.inf:
        raise Refused(f"A coefficient of variation of {cv:g} cannot be.", "Say 0 where all are alike, or 1.")


def _above_nought(**given: float) -> None:
    for name, value in given.items():
        if not 0 < value < math.inf:
            raise Refused(f"{name} is {value:g}.", "Give a number above 0.")
