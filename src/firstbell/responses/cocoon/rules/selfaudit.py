"""The monthly test whether visits are independent of whom they are for. It hears values of doors, and no door."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import erfc, sqrt
from statistics import fmean

SMALLEST_GROUP = 20
"""Fewer operations than this are never looked at together: what is found would be about somebody."""


@dataclass(frozen=True, slots=True)
class Walked:
    """One value of every door of one visited cell, and that of the target's door among them."""

    target: float
    doors: tuple[float, ...]

    @property
    def ahead(self) -> float:
        """By how much the target's door is above the cell's mean."""
        return self.target - fmean(self.doors)

    @property
    def variance(self) -> float:
        mean = fmean(self.doors)
        return fmean([(value - mean) ** 2 for value in self.doors])


def independence(walks: Sequence[Walked]) -> float | None:
    """The two-sided p-value of the target's door being any door of its cell; None where too few were walked.

    Where every door of a cell is as likely to be the target's, its value has the mean and variance of the cell's
    doors; summed over cells, the difference is normal. Cells whose doors are all alike say nothing.
    """
    if len(walks) < SMALLEST_GROUP:
        return None
    spread = sqrt(sum(walk.variance for walk in walks))
    if spread == 0:
        return 1.0
    return erfc(abs(sum(walk.ahead for walk in walks)) / spread / sqrt(2))
