"""What a chosen group does by itself, and how soon somebody else tells."""

from datetime import date

import numpy as np
import pytest
from statsmodels.duration.survfunc import SurvfuncRight

from firstbell.pure.evaluation.plan import AnalysisPlan
from firstbell.pure.evaluation.regression import band, spread
from firstbell.pure.evaluation.survival import Waits, compare_arms, cumulative
from firstbell.pure.refusal import Refused

PLAN = AnalysisPlan(
    outcome="time to first third-party report",
    window_days=90,
    analysis="share reported by then",
    smallest_ratio=1.5,
    expected_events=20,
    written=date(2025, 3, 3),
)


def spiky(rng, *, cells=4000, chosen=100):
    """Counts of 12 weeks, the ``chosen`` spikiest cells, and their counts in the next 12 weeks; nobody did anything."""
    rates = rng.gamma(4, 3 * 0.041 / 4, cells)
    counts = rng.poisson(rates)
    worst = np.zeros(cells, dtype=bool)
    worst[np.argsort(-counts, kind="stable")[:chosen]] = True
    return counts, worst, rng.poisson(rates)


def test_the_spikiest_cells_fall_by_themselves_as_the_band_says():
    rng, inside, fell, said = np.random.default_rng(20), 0, [], []
    for _ in range(300):
        counts, worst, after = spiky(rng)
        expected = band(counts, worst)
        inside += expected.low <= after[worst].mean() <= expected.high
        fell.append(1 - after[worst].mean() / counts[worst].mean())
        said.append(expected.fall)
    assert np.mean(fell) > 0.8
    assert np.mean(said) == pytest.approx(np.mean(fell), abs=0.01)
    assert inside / 300 >= 0.92


def test_a_chosen_group_that_really_changed_leaves_the_band():
    counts, worst, after = spiky(np.random.default_rng(21))
    expected = band(counts, worst)
    assert not expected.low <= 3 * after[worst].mean() <= expected.high


def test_the_band_by_hand():
    counts = np.array([0, 0, 0, 8])  # mean 2, variance beyond Poisson's 12 - 2 = 10, so a = 0.4 and b = 0.2
    assert spread(counts, np.ones(4)).variance == pytest.approx(10)
    found = band(counts, counts > 0, ahead=0.5)
    assert found.expected == pytest.approx(0.5 * (0.4 + 8) / (0.2 + 1))
    assert (found.before, found.units) == (4, 1)
    assert found.fall == pytest.approx(1 - 3.5 / 4)
    assert "fall by 12% by themselves, from 4.00 to 3.50 each" in found.words()


def test_units_that_are_all_alike_fall_back_to_the_mean():
    counts = np.array([1, 1, 2, 0])
    found = band(counts, counts == 2)
    assert (found.expected, found.low, found.high) == (1, 0, 3)
    quiet = band(counts, counts == 0)
    assert np.isnan(quiet.fall)
    assert "expected to have events again" in quiet.words()


def test_units_watched_longer_are_known_better():
    counts, watched = np.array([1, 1, 9, 9, 1, 9]), np.array([1, 1, 1, 3, 3, 3])
    rate, unsure = spread(counts, watched).expected(np.array([3.0, 9.0]), np.array([1.0, 3.0]))
    assert unsure[1] < unsure[0]
    assert rate[1] < rate[0] * 1.2


@pytest.mark.parametrize(
    ("counts", "chosen", "more", "why"),
    [
        ([1, 2], [True, True], {}, "All units are chosen"),
        ([1, 2], [False, False], {}, "or none"),
        ([0, 0], [True, False], {}, "No unit had an event"),
        ([-1, 2], [True, False], {}, "not a number of events"),
        ([1, 2, 3], [True, False], {}, "do not go together"),
        ([1, 2], [True, False], {"watched": 0}, "Times watched"),
        ([1, 2], [True, False], {"ahead": 0}, "time to come"),
    ],
)
def test_groups_that_have_no_band_are_refused(counts, chosen, more, why):
    with pytest.raises(Refused, match=why):
        band(counts, chosen, **more)


def test_the_share_by_day_by_hand():
    waits = Waits(days=[3, 5, 5, 8, 10, 10], reported=[True, True, False, True, False, False])
    steps = cumulative(waits, 9)
    assert [(step.day, step.at_risk, step.reports) for step in steps] == [(3, 6, 1), (5, 5, 1), (8, 3, 1), (9, 2, 0)]
    assert [step.share for step in steps] == pytest.approx([1 / 6, 1 / 3, 5 / 9, 5 / 9])
    assert cumulative(waits, 90)[-1].day == 10


def test_a_peer_draws_the_same_curve():
    rng = np.random.default_rng(22)
    days, reported = rng.integers(0, 60, 400), rng.random(400) < 0.4
    peer = SurvfuncRight(days, reported)
    steps = [step for step in cumulative(Waits(days=days, reported=reported), 60) if step.reports]
    assert [step.day for step in steps] == peer.surv_times.tolist()
    assert [step.at_risk for step in steps] == peer.n_risk.tolist()
    assert [step.share for step in steps] == pytest.approx((1 - peer.surv_prob).tolist())


def followed(rng, visited, *, sooner=1.0):
    """Cases told of after 200 days on average, visited ones ``sooner`` times as fast; a third leave before day 120."""
    told = rng.exponential(200, len(visited)) / np.where(visited, sooner, 1)
    left = np.where(rng.random(len(visited)) < 1 / 3, rng.integers(1, 120, len(visited)), 120)
    return Waits(days=np.floor(np.minimum(told, left)), reported=told < left)


def test_visited_cases_that_are_told_of_sooner_are_seen():
    visited = np.arange(1000) % 2 == 0
    found = compare_arms(followed(np.random.default_rng(23), visited, sooner=2.5), visited, plan=PLAN, draws=499)
    assert found.p == pytest.approx(1 / 500)
    assert found.words().startswith("More cases had been reported: visited ones. By day 90")
    assert found.visited[-1].day == found.waiting[-1].day == 90


def test_leaving_early_moves_the_difference_neither_way():
    rng, visited = np.random.default_rng(25), np.arange(300) % 2 == 0
    runs = [compare_arms(followed(rng, visited, sooner=2.5), visited, plan=PLAN, draws=1) for _ in range(200)]
    truth = np.exp(-90 / 200) - np.exp(-90 * 2.5 / 200)
    assert np.mean([run.difference for run in runs]) == pytest.approx(truth, abs=0.017)  # four standard errors


def test_few_reports_cannot_tell_whatever_their_p_value():
    visited = np.repeat([True, False], 10)
    waits = Waits(days=np.where(visited, 5, 100), reported=visited)
    found = compare_arms(waits, visited, plan=PLAN, draws=999)
    assert (found.difference, found.reports) == (1, 10)
    assert found.p <= 0.002
    assert found.words().startswith("Cannot tell")


def test_no_effect_is_hardly_ever_taken_for_one():
    rng, visited = np.random.default_rng(24), np.arange(60) % 2 == 0
    found = [compare_arms(followed(rng, visited), visited, plan=PLAN, draws=99).p for _ in range(300)]
    assert np.mean(np.array(found) <= 0.05) <= 0.085
    assert np.mean(np.array(found) <= 0.5) == pytest.approx(0.5, abs=0.1)


def test_cases_of_one_cell_are_drawn_together():
    """Ten cells, each of which tells at once or never: 200 cases seem much, and are ten."""
    cell = np.repeat(np.arange(10), 20)
    visited, told = cell < 5, np.isin(cell, (0, 1, 2, 3, 5))
    waits = Waits(days=np.where(told, 10, 120), reported=told)
    assert compare_arms(waits, visited, plan=PLAN).p < 0.001
    together = compare_arms(waits, visited, plan=PLAN, drawn_with=cell)
    assert together.p == pytest.approx(52 / 252)  # of 252 lots, 2 x (1 + 25) part the cells by 3 of 5 or more
    assert together.words().startswith("Cannot tell")


def test_nobody_told_of_is_no_difference():
    found = compare_arms(Waits(days=[120] * 8, reported=[False] * 8), [True, False] * 4, plan=PLAN)
    assert (found.difference, found.p) == (0, 1)


@pytest.mark.parametrize(
    ("days", "reported", "why"),
    [
        ([], [], "No case"),
        ([1.5], [True], "whole number"),
        ([-1], [True], "whole number"),
        ([1], [True, False], "go together"),
    ],
)
def test_waits_that_are_no_waits_are_refused(days, reported, why):
    with pytest.raises(Refused, match=why):
        Waits(days=days, reported=reported)


def test_arms_that_cannot_be_compared_are_refused():
    waits = Waits(days=[120, 120, 40, 50], reported=[False, False, True, False])
    with pytest.raises(Refused, match="No waiting case was watched for 90 days"):
        compare_arms(waits, [True, True, False, False], plan=PLAN)
    with pytest.raises(Refused, match="No waiting case"):
        compare_arms(waits, [True] * 4, plan=PLAN)
    with pytest.raises(Refused, match="different arms"):
        compare_arms(waits, [True, False, True, False], plan=PLAN, drawn_with=[1, 1, 2, 3])
    with pytest.raises(Refused, match="for every case"):
        compare_arms(waits, [True, False], plan=PLAN)
