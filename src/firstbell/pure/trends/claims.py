"""May it be called stable? Only as a claim that was tested, with a margin that was set before anybody counted.

The last 12 months are held against the 36 before. Four yearly totals cannot show it: three degrees of freedom are too
few, so that months are asked for. Months whose chance ups and downs outlast them make every answer too sure of itself.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

import scipy

from firstbell.pure.evaluation.rates import Rate
from firstbell.pure.periods import day_in_words
from firstbell.pure.refusal import Refused, is_written_out
from firstbell.pure.trends.overdispersion import dispersion
from firstbell.pure.trends.rebasing import Break, in_pandemic, inside
from firstbell.pure.trends.series import Series, refuse_rolling

FORCE_MARGIN = 0.05
DISTRICT_MARGIN = 0.10
RECENT, BEFORE = 12, 36


class Verdict(StrEnum):
    STABLE = "stable"
    CHANGED = "changed"
    CHANGED_LITTLE = "changed, but by less than the margin"
    CANNOT_SAY = "too variable to say"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """``recent`` against ``before``: a rate ratio with its error, and what may be said of it.

    ``margin``: the largest change, as a share, that is still called stable. ``dispersion``: how many times as much
    months vary within a year as Poisson counts, at least 1, on ``df`` degrees of freedom (infinite: known).
    ``crossed``: changes of definitions between the months that are compared, and ``across``: why they may be.
    """

    recent: Rate
    before: Rate
    margin: float
    dispersion: float = 1.0
    df: float = math.inf
    crossed: tuple[Break, ...] = ()
    across: str = ""

    def __post_init__(self) -> None:
        if not 0 < self.margin < 1:
            raise Refused(f"A margin of {self.margin:g} is none.", "Say 0.05 for a force, 0.10 for a district.")
        if 0 in (self.recent.events, self.before.events):
            raise Refused("Nothing was counted in one of the two times.", "See whether its months were loaded.")

    @property
    def ratio(self) -> float:
        return self.recent.events / self.recent.exposure * self.before.exposure / self.before.events

    @property
    def error(self) -> float:
        """The standard error of the logarithm of ``ratio``."""
        return math.sqrt(self.dispersion * (1 / self.recent.events + 1 / self.before.events))

    @property
    def p(self) -> float:
        """Of "it changed by the margin or more", one-sided; stable at 0.05 and below."""
        change = math.log(self.ratio)
        nearest = min(math.log(1 + self.margin) - change, change - math.log(1 - self.margin))
        return float(scipy.stats.t.sf(nearest / self.error, self.df))

    def interval(self, level: float) -> tuple[float, float]:
        """The ratios that are not rejected at ``level``, such as 0.9."""
        reach = _quantile((1 + level) / 2, self.df) * self.error
        return self.ratio * math.exp(-reach), self.ratio * math.exp(reach)

    @property
    def verdict(self) -> Verdict:
        low, high = self.interval(0.9)
        within = 1 - self.margin < low and high < 1 + self.margin
        low, high = self.interval(0.95)
        changed = not low <= 1 <= high
        if changed:
            return Verdict.CHANGED_LITTLE if within else Verdict.CHANGED
        return Verdict.STABLE if within else Verdict.CANNOT_SAY

    def words(self) -> str:
        """The verdict, what it rests on, and the margin."""
        level = 0.95 if self.verdict is Verdict.CHANGED else 0.9
        low, high = (_change(end) for end in self.interval(level))
        rests = f"{_change(self.ratio)} than before ({level:.0%} interval: {low} to {high})"
        crossed = "".join(f" Between them, on {day_in_words(one.on)}: {one.reason}" for one in self.crossed)
        reason = f" {self.across}" if self.crossed else ""
        return f"{self.verdict.capitalize()}: {rests}, by a margin of ±{100 * self.margin:g}%.{crossed}{reason}"


def claim(series: Series, *, margin: float, definitions: Iterable[Break], across: str = "") -> Claim:
    """What may be said of the last 12 months of ``series`` against the 36 before: counts, over sizes if it has any.

    ``margin``: ``FORCE_MARGIN`` or ``DISTRICT_MARGIN``, unless the measure has set another beforehand. Refused for
    fewer than 48 months, for rolling totals, for a baseline within the pandemic, and across a change of
    ``definitions`` unless ``across`` says in writing why.
    """
    refuse_rolling(series)
    months = _last_four_years(series)
    crossed = inside(months, definitions)
    if crossed and not is_written_out(across):
        raise Refused(
            f"What is counted changed on {day_in_words(crossed[0].on)}: {crossed[0].reason}",
            "Wait for four years after it, or write why it may be compared.",
        )
    counts, sizes = months.counts, months.over
    return Claim(
        recent=Rate(int(counts[BEFORE:].sum()), float(sizes[BEFORE:].sum())),
        before=Rate(int(counts[:BEFORE].sum()), float(sizes[:BEFORE].sum())),
        margin=margin,
        dispersion=max(1.0, dispersion(counts.reshape(-1, 12), sizes.reshape(-1, 12))),
        df=len(months) - len(months) // 12,
        crossed=crossed,
        across=across,
    )


def _last_four_years(series: Series) -> Series:
    if len(series) < BEFORE + RECENT:
        raise Refused(f"{len(series)} months cannot show that something is stable.", "Give four years of months.")
    months = series.months(len(series) - BEFORE - RECENT, len(series))
    if in_pandemic(months.first, months.month(BEFORE)):
        raise Refused("March 2020 to March 2021 are never a baseline.", "Wait until they lie four years back.")
    return months


@cache
def _quantile(share: float, df: float) -> float:
    return float(scipy.stats.t.ppf(share, df))


def _change(ratio: float) -> str:
    return f"{abs(ratio - 1):.1%} {'more' if ratio >= 1 else 'fewer'}"
