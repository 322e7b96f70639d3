"""What a chosen group does by itself, and how soon somebody else tells."""

from dataclasses import fields
from datetime import date

import numpy as np
import pytest
from scipy import stats
from statsmodels.duration.survfunc import SurvfuncRight

from benchmarks.evaluation import spike
from firstbell.pure.evaluation import regression
from firstbell.pure.evaluation.plan import AnalysisPlan
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


@pytest.mark.parametrize("cv", [0.5, 1.0])
def test_places_chosen_for_a_spike_fall_by_themselves_and_the_band_says_so(cv: float) -> None:
    """The share that is not in the band is one in twenty, though every one of these falls looks like a success."""
    outside, fell, foretold = 0, [], []
    for seed in range(100):
        before, after, chosen = spike(seed, cv)
        expected = regression.band(regression.long_run(before), before[chosen], ahead=3.0)
        outside += not expected.low <= after[chosen].sum() <= expected.high
        fell.append(1 - after[chosen].sum() / 3 / before[chosen].sum())
        foretold.append(-expected.change)
    assert np.mean(fell) > 0.9
    assert np.mean(foretold) == pytest.approx(np.mean(fell), abs=0.02)
    assert outside <= stats.binom.ppf(0.99, 100, 0.05)


def test_the_band_is_exact_where_the_long_run_is_known() -> None:
    """Gamma with shape 2 and rate 40 in weeks: 20 places with 3 reports each in 8 weeks go on at (2 + 3) / (40 + 8)."""
    found = regression.band(regression.LongRun.known(2, 2 / 40), [3] * 20, 8.0, ahead=8.0)
    assert found.expected == pytest.approx(20 * 8 * 5 / 48)
    rng = np.random.default_rng(1)
    drawn = rng.poisson(8 * rng.gamma(5, 1 / 48, size=(20_000, 20)).sum(axis=1))
    assert np.mean((drawn >= found.low) & (drawn <= found.high)) == pytest.approx(0.96, abs=0.015)
    assert found.change == pytest.approx(20 * 8 * 5 / 48 / 60 - 1)
    assert "change by themselves" in found.words()


def test_the_long_run_is_recovered_from_all_units_even_when_they_were_watched_unequally() -> None:
    rng = np.random.default_rng(2)
    weeks = rng.integers(4, 53, size=20_000).astype(float)
    found = regression.long_run(rng.poisson(weeks * rng.gamma(2, 1 / 40, size=20_000)), weeks)
    assert found.cv == pytest.approx(2**-0.5, rel=0.05)
    assert found.weights @ found.rate == pytest.approx(2 / 40, rel=0.03)


def test_units_that_differ_by_chance_alone_all_go_on_alike() -> None:
    found = regression.long_run(np.tile([40, 41, 42], 100))
    assert found.cv < 0.02
    assert regression.band(found, [60, 60], ahead=10.0).expected == pytest.approx(2 * 410, rel=0.02)


def test_a_band_offers_no_effect() -> None:
    names = {field.name for field in fields(regression.Band)}
    assert not names & {"ratio", "effect", "p", "reduction"}
    assert "no sign of anything" in regression.Band(3, 9, 4, 1, 8, 0.95).words()


@pytest.mark.parametrize("counts", [[3, 2], [0] * 20, [-1] * 20, [[1, 2]] * 10])
def test_a_long_run_of_nothing_is_refused(counts: list[int]) -> None:
    with pytest.raises(Refused):
        regression.long_run(counts)


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
