"""How cases end, when they can end in one of several ways: the share that has ended in each by each day.

A way of ending that is looked at alone, as if the others were mere losses from sight, is overstated (1 less Kaplan and
Meier). Aalen and Johansen (1978) share every day's loss out among the ways. It is a description: why a case ends in
one way, and what would have become of it otherwise, it does not say.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from firstbell.pure.evaluation.panel import Matrix, Whole
from firstbell.pure.refusal import Refused

FEWEST_SHOWN = 10
LEAST_LEFT = 1e-12
"""A share below this is nothing but rounding."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Endings:
    """``days``: (cases,), whole, from the report until the end, or until a case that is open was last looked at.

    ``ways``: (cases,), a place in ``names``, or -1 for a case that is still open. ``entered``: (cases,), the day after
    the report on which a case came into sight (0 unless said): before that, its end would not have been known of.
    A case that is lost from sight on a day was still seen on that day.
    """

    names: tuple[str, ...]
    days: Whole
    ways: Whole
    entered: Whole | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "days", _whole(self.days, "Days until the end"))
        object.__setattr__(self, "ways", _whole(self.ways, "Ways of ending", least=-1))
        entered = np.zeros_like(self.days) if self.entered is None else self.entered
        object.__setattr__(self, "entered", _whole(entered, "Days of coming into sight"))
        _check(self)


@dataclass(frozen=True, slots=True)
class Mark:
    """The end of a ``day``: ``open`` and ``ended`` shares that come to 1; ``at_risk`` were in sight as it began."""

    day: int
    at_risk: int
    open: float
    ended: dict[str, float]


def cumulative_incidence(endings: Endings, until: ArrayLike) -> tuple[Mark, ...]:
    """A mark for each of these whole days, in their order, however few are in sight by then: ``at_risk`` says it.

    Refused where a share cannot be known: from a day on which nobody was in sight while cases were open.
    """
    asked = _whole(until, "Days to mark")
    days = np.arange(int(asked.max()) + 1)
    at_risk = _at_risk(endings, days)
    hazards = _ends(endings, days) / np.where(at_risk > 0, at_risk, 1)
    left = np.cumprod(1 - hazards.sum(axis=0))
    before = np.concatenate(([1.0], left[:-1]))
    _check_in_sight(at_risk, before)
    ended = np.cumsum(hazards * before, axis=1)
    return tuple(
        Mark(
            int(day), int(at_risk[day]), float(left[day]), dict(zip(endings.names, ended[:, day].tolist(), strict=True))
        )
        for day in asked
    )


def may_be_shown(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """The marks at which enough cases were in sight to say anything of them in a picture."""
    return tuple(mark for mark in marks if mark.at_risk >= FEWEST_SHOWN)


def _at_risk(endings: Endings, days: Whole) -> Whole:
    """(days,): how many had come into sight before a day, or were from the report on, and had not ended or left."""
    came = np.asarray(endings.entered)
    return np.asarray([(((came < day) | (came == 0)) & (endings.days >= day)).sum() for day in days])


def _ends(endings: Endings, days: Whole) -> Matrix:
    """(ways, days): how many ended in each way on each day, of ``days`` that begin at 0."""
    counted = np.zeros((len(endings.names), len(days)))
    known = (endings.ways >= 0) & (endings.days < len(days))
    np.add.at(counted, (endings.ways[known], endings.days[known]), 1)
    return counted


def _check(endings: Endings) -> None:
    came = np.asarray(endings.entered)
    if not endings.days.shape == endings.ways.shape == came.shape:
        raise Refused("Days, ways and entries do not go together.", "Give one of each for every case.")
    if not endings.names or int(endings.ways.max()) >= len(endings.names):
        raise Refused("A case ended in a way that has no name.", "Name every way of ending.")
    if np.any((came > 0) & (came >= endings.days)):
        raise Refused(
            "A case came into sight when it had ended already.", "Leave it out: others like it were not seen."
        )


def _check_in_sight(at_risk: Whole, before: Matrix) -> None:
    """Nobody in sight while some are open, or somebody in sight when all had ended: the shares are not known."""
    unknown = np.flatnonzero((at_risk > 0) != (before > LEAST_LEFT))
    if len(unknown):
        raise Refused(
            f"What became of cases by day {unknown[0]} is not known: too few were in sight.",
            "Ask for an earlier day, or leave out cases that came into sight late.",
        )


def _whole(given: ArrayLike, what: str, least: int = 0) -> Whole:
    numbers = np.asarray(given)
    if numbers.ndim != 1 or not len(numbers):
        raise Refused(f"{what} are not given.", "Give one for each case.")
    if not np.all((numbers >= least) & (numbers == np.floor(numbers))):
        raise Refused(f"{what} are not whole numbers from {least}.", "Look at the one that is not.")
    return numbers.astype(np.int64)
