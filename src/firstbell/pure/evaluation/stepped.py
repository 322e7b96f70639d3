"""Did it work, where areas were treated from slots drawn by lot? The lot is the test: no distribution is assumed.

The estimate is the rate ratio of a Poisson model with area and period effects. Its p-value asks in which share of the
lots that could have been drawn the data would look at least as striking; its interval is every ratio that this
test does not reject. Nothing here compares a place with its own past alone.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import scipy

from firstbell.pure.evaluation.finding import Finding
from firstbell.pure.evaluation.panel import Matrix, Panel, Whole, treated_from
from firstbell.pure.evaluation.plan import AnalysisPlan, Standing
from firstbell.pure.evaluation.shuffles import Shuffles, shuffles
from firstbell.pure.evaluation.two_way import Fit, fit

DRAWS = 1999
FURTHEST = math.log(1000)
"""A rate ratio beyond a thousand, or below a thousandth, is not looked for."""
FINE = 0.002
"""How closely the ends of an interval are found, in log ratio: 0.2 %."""


@dataclass(frozen=True, slots=True)
class RateRatio:
    """A rate ratio; 0 or infinite where one side has no event, nan where the data are silent.

    ``error``: the standard error of its logarithm if counts were Poisson. They hardly ever are: it is for comparing
    with other tools, and the interval that is shown comes from the lot.
    """

    ratio: float
    error: float

    def interval(self, level: float = 0.95) -> tuple[float, float]:
        """The interval that goes with ``error``: only as good as the model behind it."""
        reach = float(scipy.stats.norm.ppf((1 + level) / 2)) * self.error
        return self.ratio * math.exp(-reach), self.ratio * math.exp(reach)


def two_way_poisson(panel: Panel) -> RateRatio:
    """Maximum likelihood, equal to a Poisson regression on area, period and treatment (held against statsmodels)."""
    treated, log_ratio = panel.treated(), 0.0
    for _ in range(100):
        found = _fit_at(panel, log_ratio)
        information = found.information(treated)
        if information <= 1e-9 * max(panel.events, 1):
            return _at_the_edge(log_ratio)
        step = found.score(treated) / information
        log_ratio += float(np.clip(step, -2, 2))
        if abs(log_ratio) > FURTHEST:
            return _at_the_edge(log_ratio)
        if abs(step) < 1e-10:
            break
    return RateRatio(math.exp(log_ratio), information**-0.5)


def _at_the_edge(log_ratio: float) -> RateRatio:
    """One side has no event that could be compared, or neither has."""
    if log_ratio == 0:
        return RateRatio(math.nan, math.inf)
    return RateRatio(math.inf if log_ratio > 0 else 0.0, math.inf)


def _fit_at(panel: Panel, log_ratio: float) -> Fit:
    """What is expected of each area and period if treatment multiplies its rate by exp(``log_ratio``)."""
    return fit(panel.counts.astype(np.float64), panel.homes * np.exp(log_ratio * panel.treated()))


def randomisation_test(panel: Panel, *, draws: int = DRAWS, seed: int) -> float:
    """The p-value, two-sided, of "no effect on any area". No interval or ratio is taken from a formula here.

    The statistic is Rao's score for the treatment, squared and divided by its information, from one fit without effect.
    Slots are shuffled among areas: all ways where there are no more than ``draws``, else p = (1 + b) / (1 + m).
    """
    return _p_value(panel, shuffles(panel.slots, draws, seed), 0.0)


def interval(panel: Panel, level: float = 0.95, *, draws: int = DRAWS, seed: int) -> tuple[float, float]:
    """The ratios that the randomisation test does not reject, rounded outwards: 0 and infinite where it never does."""
    return _inverted(panel, two_way_poisson(panel), shuffles(panel.slots, draws, seed), level)


def evaluate(
    panel: Panel,
    *,
    plan: AnalysisPlan | None = None,
    registered: str = "",
    level: float = 0.95,
    draws: int = DRAWS,
    seed: int = 1,
) -> Finding:
    """The whole answer. With a plan, ``level`` and ``seed`` are the plan's own, so that nobody can try others.

    ``registered``: the plan's fingerprint as it was stored before the first slot; empty if none was.
    """
    if plan is not None:
        level, seed = plan.level, plan.seed()
    estimate, lots = two_way_poisson(panel), shuffles(panel.slots, draws, seed)
    low, high = _inverted(panel, estimate, lots, level)
    return Finding(
        ratio=estimate.ratio,
        low=low,
        high=high,
        p=_p_value(panel, lots, 0.0),
        areas=panel.areas,
        periods=panel.periods,
        events=panel.events,
        level=level,
        standing=Standing.of(plan, registered),
    )


def _inverted(panel: Panel, estimate: RateRatio, lots: Shuffles, level: float) -> tuple[float, float]:
    if math.isnan(estimate.ratio):
        return 0.0, math.inf
    middle = _log_within_reach(estimate.ratio)
    step = 2 * estimate.error if math.isfinite(estimate.error) else 0.5

    def rejected(log_ratio: float) -> bool:
        return _p_value(panel, lots, log_ratio) <= 1 - level + 1e-12

    low, high = (_end(rejected, middle, sign * step) for sign in (-1, 1))
    return (0.0 if low <= -FURTHEST else math.exp(low)), (math.inf if high >= FURTHEST else math.exp(high))


def _log_within_reach(ratio: float) -> float:
    return float(np.clip(math.log(ratio), -FURTHEST, FURTHEST)) if ratio > 0 else -FURTHEST


def _end(rejected: Callable[[float], bool], middle: float, step: float) -> float:
    """Walk from ``middle`` until the test rejects, then halve; the end that is returned is a rejected one."""
    inside, outside = middle, middle + step
    while not rejected(outside):
        if abs(outside) >= FURTHEST:
            return outside
        inside, outside = outside, outside + (step := 2 * step)
    while abs(outside - inside) > FINE:
        between = (inside + outside) / 2
        inside, outside = (inside, between) if rejected(between) else (between, outside)
    return outside


def _p_value(panel: Panel, lots: Shuffles, log_ratio: float) -> float:
    """The share of lots at least as striking as the real one, if the ratio were exp(``log_ratio``) in truth."""
    found = _fit_at(panel, log_ratio)
    as_drawn = Shuffles(lots.options, np.searchsorted(lots.options, panel.slots)[None, :], complete=False)
    table = _table(found, lots.options)
    real = float(_striking(as_drawn.sums(table), found)[0])
    return float((_striking(lots.sums(table), found) >= real * (1 - 1e-9)).mean())


def _table(found: Fit, options: Whole) -> Matrix:
    """(areas, options, 2 + periods): what an area would add to score and information with each slot."""
    treated = treated_from(options, found.mean.shape[1])
    score = found.left_over @ treated.T
    within = treated[None, :, :] - ((found.mean / _safe(found.mean)) @ treated.T)[:, :, None]
    own = found.mean[:, None, :] * within
    return np.concatenate((score[:, :, None], (own * within).sum(axis=2, keepdims=True), own), axis=2)


def _safe(mean: Matrix) -> Matrix:
    totals = mean.sum(axis=1, keepdims=True)
    return np.where(totals > 0, totals, 1)


def _striking(sums: Matrix, found: Fit) -> Matrix:
    """Rao's statistic for each lot; 0 where a lot would leave nothing to compare."""
    score, all_of_it, by_period = sums[:, 0], sums[:, 1], sums[:, 2:]
    information = all_of_it - ((by_period @ found.inverse) * by_period).sum(axis=1)
    told = information > 1e-9 * np.maximum(all_of_it, 1e-300)
    return np.where(told, score**2 / np.where(told, information, 1), 0.0)
