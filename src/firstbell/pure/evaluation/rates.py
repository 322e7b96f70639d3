"""Two rates of counted events, compared."""

import math
from dataclasses import dataclass

import scipy

from firstbell.pure.refusal import Refused


@dataclass(frozen=True, slots=True)
class Rate:
    """``events`` counted over ``exposure``, in whatever both rates share: home-weeks, person-years; above 0."""

    events: int
    exposure: float

    def __post_init__(self) -> None:
        if self.events < 0 or self.events != int(self.events):
            raise Refused(f"{self.events} is not a number of events.", "Count events: 0, 1, 2 and so on.")
        if not 0 < self.exposure < math.inf:
            raise Refused(
                f"An exposure of {self.exposure:g} gives no rate.", "Give the homes or weeks watched, above 0."
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """``ratio`` of the first rate to the second; nan where neither has an event, infinite where the second has none.

    ``low`` to ``high`` is every ratio that the score test does not reject at ``level``; ``score`` and ``wald`` are
    two-sided p-values of "the same rate" if counts are Poisson. Counts that cluster differ more than this allows for.
    """

    ratio: float
    low: float
    high: float
    score: float
    wald: float
    level: float = 0.95


def compare(first: Rate, second: Rate, level: float = 0.95) -> Compared:
    """Gu, Ng, Tang and Schucany 2008, statistics 1 (Wald) and 2 (score), and the interval that goes with the latter."""
    if not 0 < level < 1:
        raise Refused(f"There is no interval at level {level:g}.", "Say 0.95.")
    share = first.exposure / second.exposure
    events = first.events + second.events
    apart = first.events - second.events * share
    low, high = _odds(first.events, events, level)
    return Compared(
        ratio=_divided(first.events, second.events * share),
        low=low / share,
        high=high / share,
        score=_two_sided(apart, events * share),
        wald=_two_sided(apart, first.events + second.events * share**2),
        level=level,
    )


def _two_sided(apart: float, variance: float) -> float:
    return 1.0 if variance == 0 else float(2 * scipy.stats.norm.sf(abs(apart) / math.sqrt(variance)))


def _odds(mine: int, events: int, level: float) -> tuple[float, float]:
    """Wilson's interval for the first rate's share of all events, as odds."""
    if events == 0:
        return 0.0, math.inf
    squared = float(scipy.stats.norm.ppf((1 + level) / 2)) ** 2
    middle = mine + squared / 2
    reach = math.sqrt(squared * (mine * (events - mine) / events + squared / 4))
    low = 0.0 if mine == 0 else (middle - reach) / (events + squared - middle + reach)
    high = math.inf if mine == events else (middle + reach) / (events + squared - middle - reach)
    return low, high


def _divided(above: float, below: float) -> float:
    if below == 0:
        return math.inf if above else math.nan
    return above / below
