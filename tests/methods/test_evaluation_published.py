"""Published answers, met to the figures that were printed, and other people's code as a peer."""

import math

import moderndid
import numpy as np
import pytest
from statsmodels.stats.rates import confint_poisson_2indep, test_poisson_2indep

from firstbell.pure.evaluation.displacement import Change, wdq
from firstbell.pure.evaluation.encouragement import Arm, Share, encouraged
from firstbell.pure.evaluation.finding import Direction
from firstbell.pure.evaluation.panel import NEVER
from firstbell.pure.evaluation.rates import Rate, compare
from firstbell.pure.evaluation.staggered import Controls, Outcomes, group_effects
from firstbell.pure.refusal import Refused

test_poisson_2indep.__test__ = False  # a statistical test, not one of ours

PRINTED = (
    *(-0.0105, -0.0704, -0.1373, -0.1008),
    *(0.0065, -0.0028, -0.0046, -0.0412),
    *(0.0305, -0.0027, -0.0311, -0.0261),
)
"""County teen employment, groups 2004, 2006 and 2007 in 2004 to 2007, as the R package "did" prints them."""


@pytest.fixture(scope="module")
def counties():
    return moderndid.load_mpdta().sort(["countyreal", "year"])


@pytest.fixture(scope="module")
def outcomes(counties):
    started = counties["first.treat"].to_numpy().reshape(-1, 5)[:, 0]
    first = np.where(started == 0, NEVER, started - 2003)
    return Outcomes(values=counties["lemp"].to_numpy().reshape(-1, 5), first=first)


def test_all_twelve_effects_on_teen_employment_are_those_printed(outcomes):
    found = group_effects(outcomes, Controls.NEVER)
    assert [(effect.group, effect.period) for effect in found.effects] == [
        (g, t) for g in (1, 3, 4) for t in range(1, 5)
    ]
    assert [round(effect.estimate.value, 4) for effect in found.effects] == list(PRINTED)


def test_the_summaries_are_those_printed(outcomes):
    found = group_effects(outcomes, Controls.NEVER)
    by_time = {-3: 0.0305, -2: -0.0006, -1: -0.0245, 0: -0.0199, 1: -0.0510, 2: -0.1373, 3: -0.1008}
    assert {since: round(effect.value, 4) for since, effect in found.by_time.items()} == by_time
    assert [round(effect.value, 4) for effect in found.by_group.values()] == [-0.0797, -0.0229, -0.0261]
    assert round(found.overall_by_group.value, 4) == -0.0310
    assert round(found.overall_by_time.value, 4) == -0.0772
    assert round(found.simple.value, 4) == -0.0400
    assert found.overall_by_group.error == pytest.approx(0.0126, abs=0.0003)  # theirs is from a bootstrap
    assert found.pre_trend.p == pytest.approx(0.1681, abs=0.0005)


@pytest.mark.parametrize(
    ("controls", "theirs"), [(Controls.NOT_YET, "notyettreated"), (Controls.NEVER, "nevertreated")]
)
@pytest.mark.filterwarnings("ignore:Used bootstrap procedure:UserWarning")
def test_a_peer_finds_the_same_effects_and_errors(counties, outcomes, controls, theirs):
    names = {"yname": "lemp", "tname": "year", "idname": "countyreal", "gname": "first.treat"}
    peer = moderndid.att_gt(data=counties, **names, est_method="reg", control_group=theirs)
    found = group_effects(outcomes, controls)
    assert [effect.estimate.value for effect in found.effects] == pytest.approx(list(peer.att_gt), abs=1e-10)
    assert [effect.estimate.error for effect in found.effects] == pytest.approx(list(peer.se_gt), abs=1e-10)
    mine = {"group": found.overall_by_group, "dynamic": found.overall_by_time, "simple": found.simple}
    for kind, effect in mine.items():
        summed = moderndid.aggte(peer, type=kind, random_state=1)
        assert (effect.value, effect.error) == pytest.approx((summed.overall_att, summed.overall_se), abs=1e-10)


def test_without_asking_those_not_yet_treated_are_compared_with_too(outcomes):
    first = group_effects(outcomes).effects[0]
    assert round(first.estimate.value, 4) == -0.0194


def test_an_effect_that_grows_is_found_where_the_early_are_never_controls():
    rng = np.random.default_rng(3)
    first = np.repeat([2, 4, NEVER], 200)
    since = np.arange(8) - first[:, None] + 1
    effect = np.where((first[:, None] != NEVER) & (since > 0), since, 0)
    found = group_effects(Outcomes(values=effect + rng.normal(0, 0.1, effect.shape) + np.arange(8) ** 2, first=first))
    for time in range(6):
        assert found.by_time[time].value == pytest.approx(time + 1, abs=0.06)
    assert found.by_time[-1].value == pytest.approx(0, abs=0.06)


def test_groups_that_already_moved_apart_are_said_to():
    rng = np.random.default_rng(4)
    first = np.repeat([4, NEVER], 100)
    apart = np.where(first[:, None] == 4, np.arange(6), 0) + rng.normal(0, 0.5, (200, 6))
    warned = group_effects(Outcomes(values=apart, first=first)).pre_trend
    assert warned.p < 1e-6
    assert "already moved apart" in warned.words()
    alike = group_effects(Outcomes(values=rng.normal(0, 0.5, (200, 6)), first=first)).pre_trend
    assert "does not show that they moved alike" in alike.words()
    assert alike.effects == 3


def test_nothing_before_treatment_is_said_to_be_unknown():
    values = np.random.default_rng(5).normal(size=(20, 3))
    found = group_effects(Outcomes(values=values, first=np.repeat([1, NEVER], 10)))
    assert math.isnan(found.pre_trend.p)
    assert "cannot be checked" in found.pre_trend.words()


@pytest.mark.parametrize(
    ("first", "why"),
    [
        ([NEVER] * 6, "No unit was treated"),
        ([0, 0, 1, 1, NEVER, NEVER], "from the first period on"),
        ([1, 2, 2, 2, NEVER, NEVER], "Only one unit"),
        ([7, 7, 1, 1, NEVER, NEVER], "is not one of 3"),
        ([1, 1, NEVER], "do not fit"),
        ([1.5] * 6, "whole numbers"),
    ],
)
def test_groups_that_cannot_be_compared_are_refused(first, why):
    with pytest.raises(Refused, match=why):
        Outcomes(values=np.zeros((6, 3)), first=np.array(first))


def test_a_missing_outcome_and_a_group_without_controls_are_refused():
    with pytest.raises(Refused, match="Unit 2 has no outcome in period 1"):
        Outcomes(values=np.array([[0, 0]] * 2 + [[0, math.nan]]), first=np.array([1, 1, NEVER]))
    with pytest.raises(Refused, match="No treated group"):
        group_effects(Outcomes(values=np.zeros((4, 3)), first=np.array([1, 1, 1, 1])))


MINNEAPOLIS = {
    "drawn": Arm(treated=Share(84 + 5 + 5 + 83, 108 + 114), outcome=Share(47, 223)),
    "others": Arm(treated=Share(1, 92), outcome=Share(9, 93)),
}
"""Drawn not to be arrested (advised or separated) against drawn to be; treated: not arrested."""


def test_the_minneapolis_experiment():
    found = encouraged(**MINNEAPOLIS)
    assert round(found.compliance.value, 3) == 0.786
    assert round(found.offer.value, 3) == 0.114
    assert round(found.complier.value, 3) == 0.145
    assert found.complier.error > found.offer.error
    assert "moved 79% of people" in found.words()
    assert "+14.5 percentage points" in found.words()


def test_a_lot_that_moved_nobody_says_nothing_of_the_treatment():
    found = encouraged(
        Arm(treated=Share(52, 100), outcome=Share(30, 100)), Arm(treated=Share(50, 100), outcome=Share(10, 100))
    )
    assert found.offer.value == pytest.approx(0.2)
    assert found.complier is None
    assert "too few" in found.words()
    with pytest.raises(Refused, match="5 of 4"):
        Share(5, 4)


def test_two_published_rates():
    found = compare(Rate(60, 51_477.5), Rate(30, 54_308.7))
    assert round(found.wald, 6) == 0.000712
    assert round(found.score, 6) == 0.000632


@pytest.mark.parametrize("counts", [(60, 51_477.5, 30, 54_308.7), (3, 10.0, 9, 14.0), (1, 2.0, 1, 2.0)])
def test_a_peer_compares_rates_the_same_way(counts):
    found = compare(Rate(*counts[:2]), Rate(*counts[2:]))
    assert found.wald == pytest.approx(test_poisson_2indep(*counts, method="wald").pvalue, abs=1e-9)
    assert found.score == pytest.approx(test_poisson_2indep(*counts, method="score").pvalue, abs=1e-9)
    assert (found.low, found.high) == pytest.approx(confint_poisson_2indep(*counts, method="score"), rel=1e-6)


def test_rates_without_events_have_honest_ends():
    nothing = compare(Rate(0, 1.0), Rate(0, 1.0))
    assert math.isnan(nothing.ratio)
    assert (nothing.low, nothing.high, nothing.score) == (0.0, math.inf, 1.0)
    none_first, none_second = compare(Rate(0, 1.0), Rate(8, 1.0)), compare(Rate(8, 1.0), Rate(0, 1.0))
    assert (none_first.ratio, none_first.low, none_second.ratio, none_second.high) == (0.0, 0.0, math.inf, math.inf)
    assert none_first.high == pytest.approx(1 / none_second.low)
    with pytest.raises(Refused, match="no rate"):
        Rate(1, 0)
    with pytest.raises(Refused, match="not a number of events"):
        Rate(-1, 1)


TARGET, CONTROL = Change(100, 70), Change(200, 200)


def test_what_spread_and_what_moved_next_door():
    spread, moved = wdq(TARGET, Change(50, 45), CONTROL), wdq(TARGET, Change(50, 60), CONTROL)
    assert (round(spread.quotient, 3), spread.net) == (0.167, 35)
    assert (round(moved.quotient, 3), moved.net) == (-0.333, 20)
    assert "same way, by 0.17" in spread.words()
    assert "opposite way, by 0.33" in moved.words()


@pytest.mark.parametrize(
    ("target", "buffer", "control", "intended", "why"),
    [
        (Change(100, 120), Change(50, 45), CONTROL, Direction.DOWN, "did not go down"),
        (Change(100, 100), Change(50, 45), CONTROL, Direction.DOWN, "did not go down"),
        (Change(100, 90), Change(50, 45), Change(200, 100), Direction.DOWN, "did not go down"),
        (TARGET, Change(50, 45), CONTROL, Direction.UP, "did not go up"),
        (Change(100, 0), Change(50, 45), CONTROL, Direction.DOWN, "no event"),
        (TARGET, Change(50, 45), Change(200, 0), Direction.DOWN, "no event"),
        (TARGET, Change(50, 45), Change(0, 9), Direction.DOWN, "no event"),
    ],
)
def test_no_quotient_where_none_may_be_said(target, buffer, control, intended, why):
    found = wdq(target, buffer, control, intended)
    assert found.quotient is None
    assert why in found.words()
    assert "Displacement cannot be spoken of" in found.words()


def test_displacement_of_nothing_intended_is_refused():
    with pytest.raises(Refused, match="not intended"):
        wdq(TARGET, Change(50, 45), CONTROL, Direction.CANNOT_TELL)
    with pytest.raises(Refused, match="no counts"):
        Change(-1, 2)
