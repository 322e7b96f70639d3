"""A yearly map under differential privacy: what it costs and what it is worth. The noise itself is not here.

Whoever makes the map brings ``draw``, which answers with a whole number from the discrete Laplace distribution of a
scale (OpenDP's ``make_laplace`` on integers does; a generator of pseudo-random numbers does not). Everything else is
arithmetic: one person's records in a year, up to a most that is counted, change no map's odds by more than e to the
epsilon. Noise has no bounds, so that a map tells the auditor nothing; it spends a budget instead, once a year.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from firstbell.pure.disclosure.releases import Period
from firstbell.pure.refusal import Refused

Draw = Callable[[float], int]


@dataclass(frozen=True, slots=True)
class Budget:
    """What a map may tell of one person: ``epsilon``, printed with the map.

    ``records``: the most of one person that are counted in the ``year``, in all areas together; more are left out.
    """

    year: Period
    epsilon: float = 1.0
    records: int = 5

    def __post_init__(self) -> None:
        if self.year.months != 12:
            raise Refused("A map is of a year: the same budget over twelve months is noise.", "Give a year.")
        if not 0 < self.epsilon < math.inf or self.records < 1:
            raise Refused("A budget needs an epsilon above 0 and the most records of one person.", "Give both.")

    @property
    def scale(self) -> float:
        """Of the discrete Laplace noise on each area's count."""
        return self.records / self.epsilon

    @property
    def mean_error(self) -> float:
        """How far, in the mean, a count on the map is from the truth."""
        kept = math.exp(-1 / self.scale)
        return 2 * kept / (1 - kept**2)

    def within(self, share: float = 0.95) -> int:
        """The least distance from the truth within which a ``share`` of all counts stays."""
        kept = math.exp(-1 / self.scale)
        return max(0, math.ceil(math.log((1 - share) * (1 + kept) / 2) / math.log(kept)) - 1)


def refuse_spent(budget: Budget, spent: Sequence[Budget]) -> None:
    """Raises Refused where any of a year's budget was spent: of two maps the noise averages out."""
    if any(budget.year.covers & one.year.covers for one in spent):
        raise Refused(f"There is a map of {budget.year.words()} already.", "Publish that one again.")


def noisy_map(counts: Mapping[str, int], budget: Budget, draw: Draw) -> dict[str, int]:
    """What the map shows of each area. ``counts``: of every area of the hierarchy, nought among them."""
    return {code: max(0, count + draw(budget.scale)) for code, count in counts.items()}
