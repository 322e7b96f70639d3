"""What anybody may read of how a list is ordered, beside every list: components, steps to points, weights."""

from collections.abc import Sequence

from firstbell.pure.ordering import COMPONENTS, Weights
from firstbell.pure.ordering.components import FEWEST, LATEST_DAYS

PARTS = COMPONENTS
"""Each component in words, in their order."""


def weighing(*, recency: int, frequency: int, gravity: int, victims: int) -> Weights:
    """What each component counts for, in hundredths. Refused unless they are 100 together."""
    return Weights(recency, frequency, gravity, victims)


def steps(begins: Sequence[float]) -> tuple[tuple[float, float, float, float], ...]:
    """For 1 to 5 points: up to how many days, from how many reports, above how much weight, from how many victims."""
    days, (reports, victims) = LATEST_DAYS[::-1], (FEWEST["frequency"], FEWEST["victims"])
    return tuple(zip(days, reports, begins, victims, strict=True))
