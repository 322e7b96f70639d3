"""A share of counted things, with what is not known of it."""

import math
from dataclasses import dataclass
from statistics import NormalDist

from firstbell.pure.refusal import Refused

SQUARED = NormalDist().inv_cdf(0.975) ** 2


@dataclass(frozen=True, slots=True)
class Portion:
    """So many ``events`` ``of`` so many, as a ``share`` from 0 to 1 (nan of none), and Wilson's 95 % interval of it."""

    events: int
    of: int

    def __post_init__(self) -> None:
        if not 0 <= self.events <= self.of:
            raise Refused(f"{self.events} of {self.of} is no share.", "Count both again.")

    @property
    def share(self) -> float:
        return self.events / self.of if self.of else math.nan

    @property
    def low(self) -> float:
        return self._middle - self._reach if self.events else 0.0

    @property
    def high(self) -> float:
        return self._middle + self._reach if self.events < self.of else 1.0

    @property
    def _middle(self) -> float:
        return (self.events + SQUARED / 2) / (self.of + SQUARED)

    @property
    def _reach(self) -> float:
        apart = self.events * (self.of - self.events) / self.of + SQUARED / 4
        return math.sqrt(SQUARED * apart) / (self.of + SQUARED)
