"""How often a chart signals with nothing happening, and how often it sees what does happen: simulated, never assumed.

Charts are drawn by the same limits and rules as real ones, from normal values or from counts that vary more than
Poisson; a seed makes the answer the same each time. Months that follow on each other signal more often than that.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np

from firstbell.pure.evaluation.panel import Matrix
from firstbell.pure.refusal import Refused
from firstbell.pure.trends.limits import Limits, xmr
from firstbell.pure.trends.overdispersion import u_prime
from firstbell.pure.trends.rules import TREND_POINTS, Rule, Signs, found
from firstbell.pure.trends.seasons import monthly_index

RUNS = 20_000
SEED = 1
SPREAD = 0.05
"""Standard deviation of a simulated month over its mean; it matters only where a season is divided out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiet:
    """The share of quiet charts, 0 to 1, that show ``any`` signal, and one by each rule; a chart may by several."""

    any: float
    by_rule: dict[Rule, float]
    runs: int

    @property
    def error(self) -> float:
        """The Monte Carlo standard error of ``any``."""
        return float(np.sqrt(self.any * (1 - self.any) / self.runs))

    def words(self, charts: int = 20) -> str:
        expected = f"of {charts} such charts, about {charts * self.any:.0f}"
        return f"With nothing happening, {self.any:.0%} of charts like this show at least one signal: {expected}."


@cache
def quiet(
    *lengths: int,
    screened: bool = True,
    trend_points: int = TREND_POINTS,
    season_removed: bool = False,
    runs: int = RUNS,
    seed: int = SEED,
) -> Quiet:
    """For an XmR chart whose segments have these ``lengths`` in months, and for p' as one that does not screen."""
    values = 1 + SPREAD * np.random.default_rng(seed).standard_normal((runs, sum(lengths)))
    if season_removed:
        values = values / monthly_index(values)
    return _quiet(values, lengths, lambda segment: xmr(segment, screened=screened), trend_points)


@cache
def quiet_counts(
    *lengths: int,
    mean: float,
    dispersion: float,
    trend_points: int = TREND_POINTS,
    runs: int = RUNS,
    seed: int = SEED,
) -> Quiet:
    """For a u' chart of counts with this ``mean`` a month: small counts lean upwards, and signal more often."""
    counts = drawn_counts(np.random.default_rng(seed), mean, dispersion, (runs, sum(lengths)))
    return _quiet(counts, lengths, _u_prime, trend_points)


@dataclass(frozen=True, slots=True)
class Seen:
    """The share of charts, 0 to 1, that signal in the months after a step.

    ``fixed``: limits from the months before it alone; ``moving``: from all months, as charts here have them, so that
    the step widens its own limits.
    """

    fixed: float
    moving: float
    runs: int


@cache
def seen(
    rise: float,
    *,
    mean: float,
    dispersion: float,
    before: int = 36,
    after: int = 12,
    screened: bool = True,
    runs: int = RUNS,
    seed: int = SEED,
) -> Seen:
    """How often a step to (1 + ``rise``) times the ``mean`` count is seen within ``after`` months; 0: a false alarm."""
    rng = np.random.default_rng(seed)
    values = np.concatenate(
        (
            drawn_counts(rng, mean, dispersion, (runs, before)),
            drawn_counts(rng, mean * (1 + rise), dispersion, (runs, after)),
        ),
        axis=-1,
    )
    fixed = found(values, xmr(values[:, :before], screened=screened))
    moving = found(values, xmr(values, screened=screened))
    return Seen(_share_after(fixed, before), _share_after(moving, before), runs)


def drawn_counts(rng: np.random.Generator, mean: float, dispersion: float, shape: tuple[int, ...]) -> Matrix:
    """Poisson counts, or negative binomial ones whose variance is ``dispersion`` times their mean."""
    if dispersion < 1:
        raise Refused(f"A dispersion of {dispersion:g} is less than chance.", "Say 1, or what the counts show.")
    over = dispersion - 1
    counts = rng.negative_binomial(mean / over, 1 / dispersion, shape) if over > 0 else rng.poisson(mean, shape)
    return counts.astype(np.float64)


def _quiet(values: Matrix, lengths: tuple[int, ...], limits: Callable[[Matrix], Limits], trend_points: int) -> Quiet:
    shown = {rule: np.zeros(len(values), dtype=bool) for rule in Rule}
    for segment in np.split(values, np.cumsum(lengths)[:-1], axis=-1):
        if segment.shape[-1] > 1:
            drawn = _drawn(segment)
            for rule, signs in found(drawn, limits(drawn), trend_points=trend_points).items():
                shown[rule] |= signs.any(axis=-1)
    return Quiet(
        any=float(np.any(list(shown.values()), axis=0).mean()),
        by_rule={rule: float(flags.mean()) for rule, flags in shown.items()},
        runs=len(values),
    )


def _drawn(values: Matrix) -> Matrix:
    """Where nothing was counted in any month there is no chart: months all alike, which never signal, stand for it."""
    return np.where(values.any(axis=-1, keepdims=True), values, 1.0)


def _u_prime(counts: Matrix) -> Limits:
    return u_prime(counts.astype(np.int64), np.ones_like(counts))


def _share_after(by_rule: dict[Rule, Signs], before: int) -> float:
    return float(np.any([signs[:, before:].any(axis=-1) for signs in by_rule.values()], axis=0).mean())
