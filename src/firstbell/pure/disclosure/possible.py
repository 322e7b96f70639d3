"""Which counts are possible, given everything that was said of them."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import scipy

from firstbell.pure.disclosure.margins import Ints, Matrix
from firstbell.pure.refusal import Refused

MOST = 10_000_000
"""No count of anything here is larger: more than the people of any force area."""

STEPS = 20_000
"""Nodes of a search for whole numbers, after which it is given up."""

SLACK = 1e-4
"""How far a solver's sum may be off; sums of whole numbers differ by 1."""

NONE_POSSIBLE = 2
"""The solver's word for it."""


@dataclass(frozen=True, slots=True, eq=False)
class Possible:
    """All whole counts of nought or more that are tied as ``ties`` say (0 each), with ``figures`` between ``low`` and
    ``high``. Columns are unknowns."""

    ties: Matrix
    figures: Matrix
    low: Ints
    high: Ints

    def knowing(self, which: Ints) -> "Possible":
        """What would be possible if only these figures, by their numbers, were published."""
        return replace(self, figures=self.figures[which], low=self.low[which], high=self.high[which])

    def fits(self, counts: Ints) -> bool:
        sums = self.figures @ counts
        tied = not (self.ties @ counts).any()
        return bool(tied and (counts >= 0).all() and (sums >= self.low).all() and (sums <= self.high).all())

    def least(self, weights: Ints) -> Ints:
        """Possible counts of which the weighted sum is smallest, exact: checked in whole numbers.

        From a linear programme; where its answer is no whole numbers, from a search for those that are. Refused where
        no counts are possible, and where the search is given up.
        """
        for whole in (False, True):
            answer = self._solved(weights, whole=whole)
            if answer.status == NONE_POSSIBLE:
                raise Refused(
                    "No counts fit all of these figures and those released before.",
                    "Count every table of a period from the same frozen extract.",
                )
            found = _rounded(answer)
            if found is not None and self.fits(found) and weights @ found < _bound(answer) + 1 - SLACK:
                return found
        raise Refused("It could not be decided what these figures give away.", "Release fewer tables together.")

    def between(self, weights: Ints) -> tuple[int, int]:
        """The smallest and largest possible value of a weighted sum."""
        return int(weights @ self.least(weights)), int(weights @ self.least(-weights))

    def _solved(self, weights: Ints, *, whole: bool) -> Any:
        nothing = np.zeros(self.ties.shape[0])
        return scipy.optimize.milp(
            weights,
            integrality=np.full(len(weights), int(whole)),
            bounds=scipy.optimize.Bounds(0, MOST),
            constraints=scipy.optimize.LinearConstraint(
                scipy.sparse.vstack((self.ties, self.figures), format="csc"),
                np.concatenate((nothing, self.low)),
                np.concatenate((nothing, self.high)),
            ),
            options={"mip_rel_gap": 0, "node_limit": STEPS},
        )


def _rounded(answer: Any) -> Ints | None:
    return None if answer.x is None else np.rint(answer.x).astype(np.int64)


def _bound(answer: Any) -> float:
    """What the sum can in no case be below."""
    return float(answer.fun if answer.mip_dual_bound is None else answer.mip_dual_bound)
