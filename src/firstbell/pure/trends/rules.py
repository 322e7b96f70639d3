"""What on a chart is more than chance: four rules, in the order in which they take precedence.

They are those of NHS England's "Making Data Count", as NHSRplotthedots 0.2.2 has them. Which way is better is said by
whoever asks; where nobody has agreed on it, as with reports of domestic abuse, a signal is a change and no more.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from firstbell.pure.evaluation.finding import Direction
from firstbell.pure.evaluation.panel import Matrix
from firstbell.pure.refusal import Refused
from firstbell.pure.trends.limits import NEAR, Limits
from firstbell.pure.trends.series import Series, refuse_rolling

Signs = NDArray[np.int8]
"""(..., months): 1 up, -1 down, 0 neither."""

SHIFT_POINTS = 7
TREND_POINTS = 7
ROUNDING = 1e-9
"""Differences below this share of the largest value are nothing but rounding."""


class Rule(StrEnum):
    """In order of precedence: where several hold, the first is shown."""

    OUTSIDE = "outside a limit"
    TREND = "trend"
    TWO_OF_THREE = "two of three near a limit"
    SHIFT = "shift"


class Meaning(StrEnum):
    IMPROVEMENT = "improvement"
    CONCERN = "concern"
    CHANGE = "change"


@dataclass(frozen=True, slots=True)
class Signal:
    """A month that is more than chance by ``rule``: high or rising (UP), low or falling (DOWN)."""

    rule: Rule
    direction: Direction

    def means(self, good: Direction) -> Meaning:
        """``good``: which way is better; CANNOT_TELL where nobody has agreed on it."""
        if good is Direction.CANNOT_TELL:
            return Meaning.CHANGE
        return Meaning.IMPROVEMENT if self.direction is good else Meaning.CONCERN


def signals(series: Series, limits: Limits, *, trend_points: int = TREND_POINTS) -> tuple[Signal | None, ...]:
    """For each month the first rule that holds. Refused for rolling totals, of which every chart signals."""
    refuse_rolling(series)
    by_rule = found(series.drawn, limits, trend_points=trend_points)
    return tuple(_first({rule: int(signs[month]) for rule, signs in by_rule.items()}) for month in range(len(series)))


def found(drawn: Matrix, limits: Limits, *, trend_points: int = TREND_POINTS) -> dict[Rule, Signs]:
    """Each rule by itself, on (..., months); ``trend_points``: 7, or 6 as other guides have it.

    A value on the mean ends a run, a step to an equal value ends a trend, and a value on a limit is not beyond it.
    """
    if trend_points not in (6, 7):
        raise Refused(f"A trend of {trend_points} points is in no guide.", "Say 7, or 6.")
    rounding = ROUNDING * np.abs(drawn).max(axis=-1, keepdims=True)
    away = drawn - limits.middle
    side, outside = _signs(away, rounding), _signs(away, limits.reach + rounding)
    near = np.where(outside == 0, _signs(away, NEAR * limits.reach + rounding), 0).astype(np.int8)
    steps = _signs(np.diff(drawn, axis=-1), rounding)
    return {
        Rule.OUTSIDE: outside,
        Rule.TREND: _covered(_all_one_way(steps, trend_points - 1), trend_points, drawn.shape),
        Rule.TWO_OF_THREE: np.where(near != 0, _covered(_two_of_three(near, side), 3, drawn.shape), 0).astype(np.int8),
        Rule.SHIFT: _covered(_all_one_way(side, SHIFT_POINTS), SHIFT_POINTS, drawn.shape),
    }


def _first(by_rule: dict[Rule, int]) -> Signal | None:
    for rule, sign in by_rule.items():
        if sign:
            return Signal(rule, Direction.UP if sign > 0 else Direction.DOWN)
    return None


def _signs(away: Matrix, beyond: Matrix) -> Signs:
    return np.where(np.abs(away) > beyond, np.sign(away), 0).astype(np.int8)


def _sums(signs: Signs, length: int) -> NDArray[np.int32]:
    """(..., windows): the sum of each window of so many months; no window where there are too few."""
    total = np.cumsum(signs, axis=-1, dtype=np.int32)
    before = np.concatenate((np.zeros_like(total[..., :1]), total), axis=-1)
    return before[..., length:] - before[..., : max(before.shape[-1] - length, 0)]


def _all_one_way(signs: Signs, length: int) -> Signs:
    """(..., windows): the sign of each window of so many equal signs."""
    sums = _sums(signs, length)
    return np.where(np.abs(sums) == length, np.sign(sums), 0).astype(np.int8)


def _two_of_three(near: Signs, side: Signs) -> Signs:
    """(..., windows): the side of each window of three on one side, two or three of them near a limit."""
    return np.where(np.abs(_sums(near, 3)) >= 2, _all_one_way(side, 3), 0).astype(np.int8)


def _covered(windows: Signs, length: int, shape: tuple[int, ...]) -> Signs:
    """(..., months): the sign of the last window over each month; a peak between two trends belongs to the second."""
    signs = np.zeros(shape, dtype=np.int8)
    for offset in reversed(range(length)):
        months = signs[..., offset : offset + windows.shape[-1]]
        months[...] = np.where(windows != 0, windows, months)
    return signs
