"""Did it work: the estimate against statsmodels, the test against every lot, and how often both are wrong."""

from dataclasses import replace
from datetime import date
from itertools import permutations
from typing import Any

import numpy as np
import pytest
import statsmodels.api as sm

from firstbell.pure.evaluation import sensitivity, shuffles, stepped
from firstbell.pure.evaluation.finding import Direction, Finding
from firstbell.pure.evaluation.panel import Matrix, Panel, Whole, treated_from
from firstbell.pure.evaluation.plan import AnalysisPlan, Followed, Standing
from firstbell.pure.refusal import Refused

PLAN = AnalysisPlan(
    outcome="third-party reports",
    window_days=182,
    analysis="rate ratio, slots shuffled",
    smallest_ratio=1.3,
    expected_events=400,
    written=date(2026, 3, 2),
)


def invented(seed: int, areas: int = 12, periods: int = 8, ratio: float = 1.0) -> Panel:
    """Areas that differ, about four events in each and every period; slots by lot, none in the first period."""
    rng = np.random.default_rng(seed)
    slots = rng.permutation(1 + np.arange(areas) % (periods - 1))
    means = rng.gamma(4, 1, (areas, 1)) * ratio ** treated_from(slots, periods)
    return Panel(counts=rng.poisson(means), slots=slots)


def design(treated: Matrix) -> Matrix:
    """Treatment, an effect for each area, one for each period but the first."""
    areas, periods = treated.shape
    by_period = np.tile(np.eye(periods)[:, 1:], (areas, 1))
    return np.column_stack((treated.ravel(), np.repeat(np.eye(areas), periods, axis=0), by_period))


@pytest.mark.parametrize("seed", range(6))
def test_the_rate_ratio_is_that_of_a_generalised_linear_model(seed: int) -> None:
    drawn = invented(seed, ratio=1.4)
    homes = np.random.default_rng(seed).uniform(100, 900, drawn.counts.shape)
    panel = replace(drawn, exposure=homes)
    peer = sm.GLM(
        panel.counts.ravel(), design(panel.treated()), family=sm.families.Poisson(), offset=np.log(homes).ravel()
    ).fit(tol=1e-12, maxiter=200)
    ours = stepped.two_way_poisson(panel)
    assert np.log(ours.ratio) == pytest.approx(peer.params[0], abs=1e-7)
    assert ours.error == pytest.approx(peer.bse[0], rel=1e-6)


def rao(counts: Whole, slots: tuple[int, ...], mean: Matrix) -> float:
    """Rao's score statistic with a whole information matrix, by plain linear algebra."""
    treated = (np.arange(counts.shape[1]) >= np.array(slots)[:, None]).astype(float)
    columns, weights = design(treated), mean.ravel()
    information = columns.T @ (columns * weights[:, None])
    own, with_rest, rest = information[0, 0], information[0, 1:], information[1:, 1:]
    left = own - with_rest @ np.linalg.solve(rest, with_rest)
    return float((columns[:, 0] @ (counts.ravel() - weights)) ** 2 / left)


@pytest.mark.parametrize("seed", range(5))
def test_the_p_value_is_the_share_of_all_lots_at_least_as_striking(seed: int) -> None:
    rng = np.random.default_rng(seed)
    slots = (1, 1, 2, 2, 3, 3)
    panel = Panel(counts=rng.poisson(6, (6, 5)), slots=np.array(slots))
    without = sm.GLM(panel.counts.ravel(), design(panel.treated())[:, 1:], family=sm.families.Poisson()).fit(tol=1e-13)
    mean = without.fittedvalues.reshape(6, 5)
    real = rao(panel.counts, slots, mean)
    lots = sorted(set(permutations(slots)))
    expected = np.mean([rao(panel.counts, lot, mean) >= real * (1 - 1e-7) for lot in lots])
    assert len(lots) == shuffles.how_many([2, 2, 2]) == 90
    assert stepped.randomisation_test(panel, draws=90, seed=0) == pytest.approx(float(expected), abs=1e-12)


def test_every_lot_comes_once() -> None:
    lots = shuffles.shuffles(np.array([3, -1, 3, 5, 5, 1]), 1000, 0)
    assert lots.complete
    assert len({tuple(pick) for pick in lots.picks.tolist()}) == len(lots.picks) == 180


def test_a_drawn_lot_gives_as_many_areas_each_slot_as_the_real_one() -> None:
    real = np.array([1, 1, 2, 3, 3, 3, -1, 5, 5, 5, 5, 5])
    lots = shuffles.shuffles(real, 50, 0)
    assert not lots.complete
    assert all((np.sort(lots.options[pick]) == np.sort(real)).all() for pick in lots.picks)


def test_a_plan_is_judged_at_its_own_level_with_its_own_seed() -> None:
    panel, plan = invented(4, ratio=1.5), replace(PLAN, level=0.8)
    found = stepped.evaluate(panel, plan=plan, registered=plan.fingerprint(), level=0.99, seed=7)
    assert found.level == 0.8
    assert (found.low, found.high) == stepped.interval(panel, 0.8, seed=plan.seed())


def test_drawn_lots_count_the_real_one_and_answer_alike_for_one_seed() -> None:
    panel = invented(3, ratio=4.0)
    first = stepped.randomisation_test(panel, draws=199, seed=5)
    assert first == stepped.randomisation_test(panel, draws=199, seed=5) >= 1 / 200


def test_no_effect_is_found_no_more_often_than_promised() -> None:
    runs = 600
    wrong = np.mean([stepped.randomisation_test(invented(seed), draws=199, seed=seed) <= 0.05 for seed in range(runs)])
    error = (0.05 * 0.95 / runs) ** 0.5
    assert 0.05 - 3.5 * error <= wrong <= 0.05 + 3.5 * error


def test_the_interval_holds_the_truth_as_often_as_it_says() -> None:
    runs, held = 100, 0
    for seed in range(runs):
        low, high = stepped.interval(invented(seed, ratio=1.5), draws=99, seed=seed)
        held += low <= 1.5 <= high
    error = (0.05 * 0.95 / runs) ** 0.5
    assert 0.95 - 3.5 * error <= held / runs < 1


def test_the_interval_and_the_test_agree() -> None:
    for seed in range(12):
        found = stepped.evaluate(invented(seed, ratio=1.3), draws=199, seed=seed)
        assert (found.p <= 0.05) == (found.leaning is not Direction.CANNOT_TELL)


GOOD: dict[str, Any] = {"counts": np.ones((3, 4), dtype=int), "slots": np.array([1, 2, -1])}


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"counts": np.ones(4)}, "dimensions"),
        ({"counts": np.full((3, 4), 0.5)}, "whole numbers"),
        ({"counts": np.full((3, 4), -1)}, "counts -1 events"),
        ({"counts": np.ones((1, 4))}, "nothing to compare"),
        ({"counts": np.ones((3, 1))}, "cannot be compared with itself"),
        ({"slots": np.array([1, 2])}, "2 slots for 3 areas"),
        ({"slots": np.array([1, 2, 4])}, "Slot 4"),
        ({"slots": np.array([1, 2, -2])}, "Slot -2"),
        ({"slots": np.array([-1, -1, -1])}, "No area was treated"),
        ({"slots": np.array([2, 2, 2])}, "treated at once"),
        ({"slots": np.array([0, 0, -1])}, "from the first period"),
        ({"exposure": np.ones((3, 3))}, "does not fit"),
        ({"exposure": np.array([5.0, 5.0, 5.0, 5.0])}, "does not fit"),
        ({"exposure": 0.0}, "not above 0"),
        ({"exposure": float("nan")}, "not above 0"),
    ],
)
def test_a_panel_that_no_design_can_read_is_refused(wrong: dict[str, Any], reason: str) -> None:
    Panel(**GOOD)
    with pytest.raises(Refused, match=reason) as refused:
        Panel(**(GOOD | wrong))
    assert refused.value.remedy


def a_finding(low: float, high: float, events: int = 500, plan: AnalysisPlan | None = None) -> Finding:
    ratio = (low * high) ** 0.5
    standing = Standing.of(plan, plan.fingerprint() if plan else "")
    return Finding(ratio=ratio, low=low, high=high, p=0.04, areas=12, periods=8, events=events, standing=standing)


@pytest.mark.parametrize(
    ("found", "says"),
    [
        (a_finding(1.1, 1.9), "There were more"),
        (a_finding(0.4, 0.9), "There were fewer"),
        (a_finding(0.8, 1.9), "Cannot tell"),
        (a_finding(0.0, float("inf")), "Cannot tell"),
        (a_finding(1.1, 1.9, events=399, plan=PLAN), "Cannot tell"),
        (a_finding(1.1, 1.9, events=400, plan=PLAN), "There were more"),
    ],
)
def test_a_finding_says_what_it_can_tell_and_no_more(found: Finding, says: str) -> None:
    assert found.words().startswith(says)


def test_a_finding_that_cannot_tell_says_what_it_could_have_seen() -> None:
    words = a_finding(0.8, 1.8, events=50, plan=PLAN).words()
    assert "The plan needs 400 events" in words
    assert f"{a_finding(0.8, 1.8).detectable:.2f} times or more" in words
    assert a_finding(0.8, 1.8).detectable == pytest.approx(2.25 ** ((1.959964 + 0.841621) / (2 * 1.959964)), rel=1e-6)
    assert "No effect of any size" in a_finding(0.0, float("inf")).words()


OTHER: dict[str, Any] = {
    "outcome": "repeats with injury",
    "window_days": 183,
    "analysis": "another",
    "smallest_ratio": 1.31,
    "expected_events": 401,
    "written": date(2026, 3, 3),
    "level": 0.9,
}


def test_every_field_of_a_plan_is_in_its_fingerprint() -> None:
    assert set(OTHER) == set(AnalysisPlan.__dataclass_fields__)
    prints = {replace(PLAN, **{name: value}).fingerprint() for name, value in OTHER.items()}
    assert len(prints | {PLAN.fingerprint()}) == len(OTHER) + 1
    assert replace(PLAN).fingerprint() == PLAN.fingerprint()


def test_a_result_says_whether_its_plan_was_kept() -> None:
    changed = replace(PLAN, window_days=365)
    assert Standing.of(PLAN, PLAN.fingerprint()).followed is Followed.PLANNED
    assert Standing.of(changed, PLAN.fingerprint()).followed is Followed.CHANGED
    assert Standing.of(PLAN, "").followed is Standing.of(None, "x").followed is Followed.UNPLANNED


def test_a_negative_binomial_is_near_where_counts_spread_and_refused_where_they_do_not() -> None:
    rng = np.random.default_rng(4)
    slots = 1 + np.arange(20) % 7
    plain = Panel(counts=np.zeros((20, 8), dtype=int), slots=slots)
    mean = 30 * 1.5 ** plain.treated()
    spread = replace(plain, counts=rng.negative_binomial(8, 8 / (8 + mean)))
    found = sensitivity.negative_binomial(spread)
    low, high = found.interval(0.99)
    assert low < 1.5 < high
    assert found.error > 1.5 * stepped.two_way_poisson(spread).error
    with pytest.raises(Refused, match="period has no event"):
        sensitivity.negative_binomial(replace(plain, counts=mean.astype(int) * (np.arange(8) > 0)))
    with pytest.raises(Refused, match="does not settle"):
        sensitivity.negative_binomial(replace(plain, counts=np.round(mean).astype(int)))
