"""The monthly test: quiet when visits are independent of the target, and likely to speak up when they are not."""

from math import sqrt

import numpy as np
import pytest
from scipy.stats import norm

from firstbell.responses.cocoon.rules.selfaudit import SMALLEST_GROUP, Walked, independence

OPERATIONS = 300


def skips(
    rng: np.random.Generator, *, elsewhere: float, at_target: float, operations: int = OPERATIONS
) -> list[Walked]:
    """Cells of 12 to 24 doors; each door is skipped with a chance of its own, the target's with another."""
    walks = []
    for doors in rng.integers(12, 25, operations):
        skipped = rng.random(doors) < elsewhere
        target = int(rng.integers(doors))
        skipped[target] = rng.random() < at_target
        walks.append(Walked(float(skipped[target]), tuple(skipped.astype(float))))
    return walks


def found(rounds: int, **chances: float) -> float:
    """In which share of rounds the test says at 5 % that something is wrong."""
    rng = np.random.default_rng(17)
    values = [independence(skips(rng, **chances)) for _ in range(rounds)]
    return sum(p is not None and p < 0.05 for p in values) / rounds


def test_a_five_point_excess_in_three_hundred_operations_is_found_about_as_often_as_planned() -> None:
    """By the normal approximation 78 in 100: 15 % skipped at the target, 10 % at every other door."""
    expected, real = OPERATIONS * 0.10, OPERATIONS * 0.15
    limit = expected + norm.ppf(0.975) * sqrt(expected * 0.9)
    planned = norm.sf((limit - real) / sqrt(real * 0.85))
    assert planned == pytest.approx(0.78, abs=0.01)
    assert found(400, elsewhere=0.10, at_target=0.15) == pytest.approx(planned, abs=0.08)


def test_where_nothing_is_wrong_it_seldom_says_so() -> None:
    assert found(400, elsewhere=0.10, at_target=0.10) == pytest.approx(0.05, abs=0.03)


def test_stays_are_tested_by_the_same_rule() -> None:
    rng = np.random.default_rng(3)
    longer = []
    for _ in range(100):
        minutes = rng.normal(6, 1, 14)
        minutes[5] += 0.8
        longer.append(Walked(float(minutes[5]), tuple(minutes.tolist())))
    p = independence(longer)
    assert p is not None
    assert p < 0.001


def test_few_operations_are_never_looked_at_together() -> None:
    rng = np.random.default_rng(3)
    walks = skips(rng, elsewhere=0.1, at_target=1.0, operations=SMALLEST_GROUP)
    assert independence(walks) is not None
    assert independence(walks[:-1]) is None


def test_doors_that_are_all_alike_say_nothing() -> None:
    assert independence([Walked(6.0, (6.0,) * 14)] * 30) == 1.0
