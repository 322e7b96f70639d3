"""What a trial could see: the published sizes, and the formula beside a simulation of the same test."""

import math

import numpy as np
import pytest

from benchmarks.evaluation import slots_for
from firstbell.pure.evaluation import power
from firstbell.pure.evaluation.power import RollOut
from firstbell.pure.refusal import Refused

REPORTS = 18_245 / 480_000 * 14 / 2
"""Reports in 26 weeks from a cell of 14 homes, at a force's yearly number over an invented number of homes."""


@pytest.mark.parametrize(("share", "more", "cases"), [(0.05, 0.10, 434), (0.10, 0.15, 686), (0.20, 0.30, 293)])
def test_cases_that_two_arms_need(share: float, more: float, cases: int) -> None:
    assert round(power.cases_per_arm(share, more)) == cases


@pytest.mark.parametrize(
    ("third_party", "ratio", "cells"),
    [(0.1, 1.25, 10_979), (0.1, 1.5, 3_086), (0.1, 2, 954), (0.2, 1.25, 5_647), (0.2, 1.5, 1_591), (0.2, 2, 493)],
)
def test_cells_that_two_arms_need(third_party: float, ratio: float, cells: int) -> None:
    assert round(power.cells_per_arm(REPORTS * third_party, ratio, cv=1)) == cells


def planned(areas: int, events: float, dispersion: float = 1.0) -> RollOut:
    return RollOut(slots=slots_for(areas), periods=12, events=events, dispersion=dispersion)


@pytest.mark.parametrize(
    ("areas", "events", "ratio", "dispersion"), [(12, 4, 1.5, 1), (24, 4, 0.7, 1.5), (48, 2, 1.3, 1), (24, 3, 1, 1)]
)
def test_the_formula_is_within_three_points_of_the_simulation(
    areas: int, events: float, ratio: float, dispersion: float
) -> None:
    """Three points, and three standard errors of 400 runs; with 2,000 runs in the benchmarks."""
    design = planned(areas, events, dispersion)
    seen = power.simulated_power(design, ratio, runs=400, draws=199, seed=1)
    formula = power.power(design, ratio)
    assert abs(seen - formula) < 0.03 + 3 * math.sqrt(formula * (1 - formula) / 400)


@pytest.mark.parametrize("rise", [True, False])
def test_the_smallest_ratio_is_seen_in_four_of_five_cases_and_a_smaller_one_in_fewer(rise: bool) -> None:
    design = planned(24, 4)
    ratio = power.minimum_detectable_ratio(design, rise=rise)
    assert (ratio > 1) == rise
    assert power.power(design, ratio) == pytest.approx(0.8, abs=1e-3)
    assert power.power(design, ratio**0.9) < 0.8 < power.power(design, ratio**1.1)


def test_more_areas_see_smaller_effects_and_rough_counts_only_larger_ones() -> None:
    plain = power.minimum_detectable_ratio(planned(24, 4))
    assert power.minimum_detectable_ratio(planned(48, 4)) < plain < power.minimum_detectable_ratio(planned(24, 4, 2))


def test_without_an_effect_the_chance_is_the_level() -> None:
    assert power.power(planned(48, 9), 1.0) == pytest.approx(0.05, abs=0.01)


def test_a_plan_knows_how_many_events_it_expects() -> None:
    assert planned(24, 4).expected_events() == 24 * 12 * 4
    assert planned(24, 4).expected_events(1.5) > planned(24, 4).expected_events()


@pytest.mark.parametrize(
    "asked",
    [
        lambda: power.cases_per_arm(0.1, 0.1),
        lambda: power.cases_per_arm(0, 0.1),
        lambda: power.cells_per_arm(0.1, 1, cv=1),
        lambda: power.cells_per_arm(0, 2, cv=1),
        lambda: planned(24, 0),
        lambda: planned(24, 1, dispersion=0.5),
        lambda: RollOut(slots=np.array([1, 1]), periods=3, events=1),
        lambda: power.minimum_detectable_ratio(planned(12, 0.001)),
    ],
)
def test_what_cannot_be_planned_is_refused(asked: object) -> None:
    with pytest.raises(Refused):
        asked()
