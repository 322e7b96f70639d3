"""What was drawn by lot is not always what was done: the effect of the offer, and of the thing itself.

The effect of the offer (intention to treat) is what a lot protects. The effect on those who did as the lot said
(Angrist, Imbens and Rubin 1996) also needs that the lot works through the treatment alone and turns nobody away.
"""

import math
from dataclasses import dataclass

import scipy

from firstbell.pure.refusal import Refused


@dataclass(frozen=True, slots=True)
class Share:
    """``count`` of ``total`` people or places."""

    count: int
    total: int

    def __post_init__(self) -> None:
        if self.total < 1 or not 0 <= self.count <= self.total:
            raise Refused(f"{self.count} of {self.total} is not a share.", "Count part and whole again.")

    @property
    def value(self) -> float:
        return self.count / self.total

    @property
    def variance(self) -> float:
        """Of the share, if each of its people or places stands alone (binomial)."""
        return self.value * (1 - self.value) / self.total


@dataclass(frozen=True, slots=True, kw_only=True)
class Arm:
    """What came of one arm: how many really got the treatment, and how many had the outcome.

    Two totals, because the outcome is often known of other people than the delivery is.
    """

    treated: Share
    outcome: Share


@dataclass(frozen=True, slots=True)
class Difference:
    """A difference of shares, -1 to 1, and its standard error."""

    value: float
    error: float

    def interval(self, level: float = 0.95) -> tuple[float, float]:
        reach = float(scipy.stats.norm.ppf((1 + level) / 2)) * self.error
        return self.value - reach, self.value + reach


@dataclass(frozen=True, slots=True)
class Encouragement:
    """``offer``: the effect of being drawn; ``compliance``: how much more often those drawn got the treatment.

    ``complier``: the effect on those who got it because they were drawn; None where the lot hardly moved anybody. Its
    error takes compliance and outcome for independent, since counts of arms do not say how they go together.
    """

    offer: Difference
    compliance: Difference
    complier: Difference | None

    def words(self) -> str:
        drawn = f"Of those drawn for it, {_points(self.offer)} had the outcome than of the others."
        followed = f"The lot moved {self.compliance.value:.0%} of people to the treatment."
        if self.complier is None:
            return f"{drawn} {followed} That is too few, or too unsure, to say what the treatment itself did."
        return f"{drawn} {followed} Among those moved, {_points(self.complier)} had the outcome."


def encouraged(drawn: Arm, others: Arm) -> Encouragement:
    """Drawn less others; the complier effect is offer over compliance where the lot surely moved people (95 %)."""
    offer, compliance = _less(drawn.outcome, others.outcome), _less(drawn.treated, others.treated)
    moved = compliance.value > 0 and compliance.interval()[0] > 0
    return Encouragement(offer, compliance, _over(offer, compliance) if moved else None)


def _less(drawn: Share, others: Share) -> Difference:
    return Difference(drawn.value - others.value, math.sqrt(drawn.variance + others.variance))


def _over(offer: Difference, compliance: Difference) -> Difference:
    effect = offer.value / compliance.value
    return Difference(effect, math.hypot(offer.error, effect * compliance.error) / compliance.value)


def _points(found: Difference) -> str:
    low, high = (round(100 * end, 1) for end in found.interval())
    return f"{100 * found.value:+.1f} percentage points more ({low:+.1f} to {high:+.1f})"
