"""Where values lie while nothing changes but chance: the XmR chart, and what every chart's limits have in common.

Constants, screening and their order are those of NHS England's "Making Data Count", as NHSRplotthedots 0.2.2 has them.
"""

from dataclasses import dataclass

import numpy as np

from firstbell.pure.evaluation.panel import Matrix
from firstbell.pure.refusal import Refused

REACH = 2.66
"""Three standard deviations in mean moving ranges: 3 / 1.128."""
SCREENED_FROM = 3.267
"""Moving ranges from so many mean moving ranges on are left out, once (Nelson 1982)."""
NEAR = 2 / 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Limits of one chart, or of many at once: (..., months), or (..., 1) where every month has the same.

    ``middle``: the mean; ``reach``: how far the limits lie from it, before they are cut at ``floor`` and ``ceiling``.
    ``spread``: (..., 1), the mean moving range of XmR, sigma z of u' and p'. ``screened``: whether moving ranges that
    stand out were left out of it.
    """

    middle: Matrix
    reach: Matrix
    spread: Matrix
    floor: float = -np.inf
    ceiling: float = np.inf
    screened: bool = False

    @property
    def lower(self) -> Matrix:
        return np.maximum(self.middle - self.reach, self.floor)

    @property
    def upper(self) -> Matrix:
        return np.minimum(self.middle + self.reach, self.ceiling)

    @property
    def near_lower(self) -> Matrix:
        return np.maximum(self.middle - NEAR * self.reach, self.floor)

    @property
    def near_upper(self) -> Matrix:
        return np.minimum(self.middle + NEAR * self.reach, self.ceiling)


def xmr(values: Matrix, *, screened: bool = True) -> Limits:
    """Limits of individual values, (..., months), at least two of them.

    ``screened`` is the package's default; NHS England's own spreadsheet does not screen. On counts whose mean is small
    the lower limit is below zero and holds nothing: take ``overdispersion.u_prime``.
    """
    if values.shape[-1] < 2:
        raise Refused("One month alone has no limits.", "Wait for the next.")
    ranges = np.abs(np.diff(values, axis=-1))
    mean_range = ranges.mean(axis=-1, keepdims=True)
    kept = (ranges < SCREENED_FROM * mean_range) | (mean_range == 0) if screened else np.ones_like(ranges, dtype=bool)
    spread = ranges.sum(axis=-1, keepdims=True, where=kept) / kept.sum(axis=-1, keepdims=True)
    return Limits(
        middle=values.mean(axis=-1, keepdims=True),
        reach=REACH * spread,
        spread=spread,
        screened=screened,
    )
