"""Figures that are no counts of records: sums that one person can be most of, and maps with noise."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstbell.pure.disclosure import Budget, noisy_map, refuse_dominated, refuse_spent
from firstbell.pure.refusal import Refused
from world.counted import quarter, year

MEANS_WELL = [900.0, 60.0, *[5.0] * 10]


def guess_the_largest(total: float, second: float) -> float:
    """Whoever is second in a sum takes themselves off it: the rest is hardly more than the largest."""
    return total - second


def allowed(parts: list[float]) -> bool:
    try:
        refuse_dominated(parts)
    except Refused:
        return False
    return True


def test_the_second_finds_the_first_in_a_sum_that_means_well() -> None:
    assert guess_the_largest(sum(MEANS_WELL), 60) == pytest.approx(900, rel=0.1)
    assert not allowed(MEANS_WELL)


@given(st.lists(st.integers(1, 40) | st.integers(1, 2000), min_size=8, max_size=30))
def test_in_a_sum_that_is_allowed_the_second_is_a_tenth_off(parts: list[int]) -> None:
    second, first = sorted(parts)[-2:]
    if allowed(parts):
        assert len(parts) >= 10
        assert guess_the_largest(sum(parts), second) >= 1.1 * first


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        ([10.0] * 9, "fewer than 10 people"),
        ([10.0] * 9 + [0.0] * 5, "fewer than 10 people"),
        ([500.0, 450.0, *[5.0] * 10], "Two people are more than 90%"),
        ([10.0] * 12 + [-1.0], "below nought"),
        ([], "fewer than 10 people"),
    ],
)
def test_what_may_not_be_summed(parts: list[float], why: str) -> None:
    with pytest.raises(Refused, match=why):
        refuse_dominated(parts)


def test_a_sum_of_many_alike_is_allowed() -> None:
    refuse_dominated([10.0] * 10)


# --- maps -------------------------------------------------------------------------------------------------------------


def discrete_laplace(scale: float, size: int) -> np.ndarray:
    """Two geometric draws apart: enough to measure with, not to publish with."""
    chance = np.random.default_rng(20261122)
    stop = 1 - math.exp(-1 / scale)
    return chance.geometric(stop, size) - chance.geometric(stop, size)


@pytest.mark.parametrize(("epsilon", "records"), [(1.0, 1), (1.0, 5), (2.0, 1), (0.5, 3)])
def test_a_budget_knows_how_far_off_its_map_is(epsilon: float, records: int) -> None:
    budget = Budget(year(0), epsilon, records)
    off = np.abs(discrete_laplace(budget.scale, 400_000))
    assert off.mean() == pytest.approx(budget.mean_error, rel=0.02)
    assert (off <= budget.within(0.95)).mean() >= 0.949
    assert (off <= budget.within(0.95) - 1).mean() < 0.951


def test_one_epsilon_for_one_record_is_less_than_one_off() -> None:
    budget = Budget(year(0), epsilon=1, records=1)
    assert budget.mean_error == pytest.approx(0.85, abs=0.005)
    assert budget.within(0.95) == 3


def test_the_same_budget_over_twelve_months_would_be_twelve_off() -> None:
    assert Budget(year(0), epsilon=1 / 12, records=1).mean_error == pytest.approx(12, abs=0.05)


def test_noise_goes_on_every_area_and_nothing_falls_below_nought() -> None:
    noise = iter((3, -3, -9))
    scales = []

    def draw(scale: float) -> int:
        scales.append(scale)
        return next(noise)

    assert noisy_map({"W1": 0, "W2": 40, "W3": 5}, Budget(year(0)), draw) == {"W1": 3, "W2": 37, "W3": 0}
    assert scales == [5.0] * 3


def test_a_year_has_one_map() -> None:
    refuse_spent(Budget(year(1)), [Budget(year(0))])
    with pytest.raises(Refused, match="There is a map of January 2025 to December 2025"):
        refuse_spent(Budget(year(0), epsilon=0.1), [Budget(year(0))])


@pytest.mark.parametrize("epsilon", [0, -1, math.inf, math.nan])
def test_a_budget_without_an_epsilon_is_refused(epsilon: float) -> None:
    with pytest.raises(Refused, match="epsilon"):
        Budget(year(0), epsilon)


def test_a_map_is_of_a_year() -> None:
    with pytest.raises(Refused, match="of a year"):
        Budget(quarter(0))
