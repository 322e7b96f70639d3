"""The four components of the ordering, 0 to 5 points each, by a table that everybody may read.

No force publishes how it weighs recency, frequency, gravity and victims (METHODS.md section 6.1), so the steps here are
ours: each is a number that a reader can count after. They are the same for everybody and are not learnt from anything.
"""

import math
from bisect import bisect_right
from dataclasses import dataclass, fields
from typing import NamedTuple

from firstbell.pure.ordering.harm import HarmWeights
from firstbell.pure.refusal import Refused

MOST_POINTS = 5
WINDOW_DAYS = 730
"""What is longer ago than two years counts for nothing."""

COMPONENTS = {
    "recency": "How lately they were last reported as a suspect",
    "frequency": "How many reports named them as a suspect in two years",
    "gravity": "How much harm the loaded weights give the offences of these reports",
    "victims": "How many people these reports name as their victims",
}

LATEST_DAYS = (28, 56, 91, 182, 365)
"""Days since the last report up to which there are 5, 4, 3, 2 and 1 points; beyond the last there are none."""

FEWEST = {"frequency": (1, 2, 3, 5, 8), "victims": (1, 2, 3, 4, 5)}
"""From how many reports, and victims, there are 1, 2, 3, 4 and 5 points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the ordering knows of a suspect: days since the last report, reports, summed harm weight, and victims, all
    within two years. There is no place here for anything else."""

    days: int
    reports: int
    harm: float
    victims: int

    def __post_init__(self) -> None:
        if not all(0 <= getattr(self, one.name) < math.inf for one in fields(self)):
            raise Refused("A suspect's facts are counts of 0 or more.", "Count them again.")


class Points(NamedTuple):
    """0 to 5 for each component."""

    recency: int
    frequency: int
    gravity: int
    victims: int


def points_of(facts: Facts, weights: HarmWeights) -> Points:
    """The points of these facts. More of any fact, or a later report, never gives fewer."""
    return Points(
        _of_recency(facts.days),
        bisect_right(FEWEST["frequency"], facts.reports),
        weights.points(facts.harm),
        bisect_right(FEWEST["victims"], facts.victims),
    )


def _of_recency(days: int) -> int:
    return sum(days <= most for most in LATEST_DAYS)
