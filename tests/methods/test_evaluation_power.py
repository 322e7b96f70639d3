"""How large an evaluation must be."""

import math
from typing import Any

import numpy as np
import pytest

from firstbell.pure.evaluation import power
from firstbell.pure.refusal import Refused

REPORTS_A_WEEK = 0.040934 / 4


@pytest.mark.parametrize(
    ("third_party", "ratio", "cells"),
    [(0.1, 1.25, 10_979), (0.1, 1.5, 3_086), (0.1, 2, 954), (0.2, 1.25, 5_647), (0.2, 1.5, 1_591), (0.2, 2, 493)],
)
def test_cells(third_party: float, ratio: float, cells: int) -> None:
    assert power.cells_per_arm(REPORTS_A_WEEK * third_party, ratio, 26, 1) == cells


@pytest.mark.parametrize(("p0", "p1", "cases"), [(0.05, 0.1, 434), (0.1, 0.15, 686), (0.2, 0.3, 293)])
def test_cases(p0: float, p1: float, cases: int) -> None:
    assert power.cases_per_arm(p0, p1) == power.cases_per_arm(p1, p0) == cases


@pytest.mark.parametrize("ratio", [1.1, 1.25, 2, 5])
def test_the_smallest_ratio_is_the_one_that_so_many_cells_are_for(ratio: float) -> None:
    cells = power.cells_per_arm(0.01, ratio, 26, 0.8)
    assert power.minimum_detectable_ratio(cells, 0.01, 26, 0.8) == pytest.approx(ratio, rel=0.03)


def test_too_few_cells_show_no_ratio_at_all() -> None:
    assert power.minimum_detectable_ratio(1, 0.00001, 1, 1) == math.inf


def test_a_trial_of_the_size_asked_for_succeeds_in_four_of_five() -> None:
    cells, runs, rng = power.cells_per_arm(0.02, 1.5, 26, 0.7), 2000, np.random.default_rng(1)
    means = [rng.gamma(0.7**-2, 0.7**2, (runs, cells)) * 0.52 * ratio for ratio in (1, 1.5)]
    none, some = (rng.poisson(mean) for mean in means)
    gap = np.log(some.mean(axis=1) / none.mean(axis=1))
    error = np.sqrt(sum(arm.var(axis=1) / arm.mean(axis=1) ** 2 / cells for arm in (none, some)))
    assert (gap / error > 1.96).mean() == pytest.approx(0.8, abs=3.5 * (0.16 / runs) ** 0.5 + 0.01)


def test_expected_events_are_those_that_come() -> None:
    expected = power.expected_events(12, 200, 8, 0.02, 1.5)
    assert power.expected_events(12, 200, 8, 0.02) == pytest.approx(12 * 200 * 8 * 0.02)
    rng = np.random.default_rng(2)
    came = [power.invented_panel(rng, 12, 200, 8, 0.02, 1.5, 0).events for _ in range(400)]
    assert np.mean(came) == pytest.approx(expected, abs=4 * (expected / 400) ** 0.5)


def test_areas_start_in_equal_numbers_and_none_in_the_first_period() -> None:
    assert np.bincount(power.steps(12, 5)).tolist() == [0, 3, 3, 3, 3]
    assert sorted(power.steps(4, 2).tolist()) == [-1, -1, 1, 1]


def test_power_grows_with_areas_and_with_the_effect() -> None:
    few, many = (power.simulated_power(areas, 200, 8, 0.02, 1.3, 0.5, 150, seed=3) for areas in (8, 32))
    strong = power.simulated_power(8, 200, 8, 0.02, 2.5, 0.5, 150, seed=3)
    assert few + 0.2 < many
    assert few + 0.2 < strong
    assert few == power.simulated_power(8, 200, 8, 0.02, 1.3, 0.5, 150, seed=3)


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        (power.cells_per_arm, (0, 1.5, 26, 1)),
        (power.cells_per_arm, (0.01, 1, 26, 1)),
        (power.cells_per_arm, (0.01, -2, 26, 1)),
        (power.cells_per_arm, (0.01, 1.5, math.nan, 1)),
        (power.cells_per_arm, (0.01, 1.5, 26, -1)),
        (power.minimum_detectable_ratio, (0, 0.01, 26, 1)),
        (power.minimum_detectable_ratio, (10, 0.01, 26, math.inf)),
        (power.cases_per_arm, (0.1, 0.1)),
        (power.cases_per_arm, (0, 0.1)),
        (power.expected_events, (12, 0, 8, 0.1)),
        (power.expected_events, (1, 10, 8, 0.1)),
        (power.simulated_power, (12, 200, 8, 0.02, 1.3, 0.5, 0, 1)),
        (power.simulated_power, (12, 200, 8, 0.02, 1.3, -0.5, 1, 1)),
    ],
)
def test_what_cannot_be_planned_is_refused(asked: Any, given: tuple[float, ...]) -> None:
    with pytest.raises(Refused) as refused:
        asked(*given)
    assert refused.value.remedy


def test_a_power_below_a_half_is_refused() -> None:
    with pytest.raises(Refused):
        power.cells_per_arm(0.01, 1.5, 26, 1, power=0.2)
    with pytest.raises(Refused):
        power.cases_per_arm(0.1, 0.2, level=1)
