"""The measures of linkage, on examples small enough to be worked out by hand."""

from math import inf

import pytest

from benchmarks.linkage.judging import (
    Found,
    best_f1,
    ceiling,
    clopper_pearson,
    held_out,
    recall_at,
    steps,
    three_way,
    threshold,
    wilson,
)

# Six children; the first four are pupils 10 to 13, the others on no roll. Right, right, wrong, right, wrong, nobody.
TRUTHS = [10, 11, 12, 13, None, None]
FOUND = [Found(10, 9.0), Found(11, 8.0), Found(99, 7.0), Found(13, 6.0), Found(14, 5.0), Found(None, 0.0)]


def test_each_score_is_a_step_and_links_with_one_score_stand_or_fall_together() -> None:
    assert [(step.score, step.links, step.right) for step in steps(FOUND, TRUTHS)] == [
        (9.0, 1, 1),
        (8.0, 2, 2),
        (7.0, 3, 2),
        (6.0, 4, 3),
        (5.0, 5, 3),
    ]
    tied = [Found(10, 1.0), Found(99, 1.0), Found(12, 1.0)]
    assert [(step.links, step.right) for step in steps(tied, [10, 11, 12])] == [(3, 2)]


def test_recall_is_of_all_on_the_roll_at_the_last_threshold_that_is_precise_enough() -> None:
    assert recall_at(FOUND, TRUTHS) == 2 / 4
    assert recall_at(FOUND, TRUTHS, 0.75) == 3 / 4
    assert recall_at(FOUND, TRUTHS, 0.6) == 3 / 4


def test_recall_may_come_back_after_an_early_error() -> None:
    """One wrong link at the very top does not end it: two of three are right further down."""
    assert recall_at([Found(99, 9.0), Found(11, 8.0), Found(12, 7.0)], [10, 11, 12], 0.66) == 2 / 3


def test_a_child_on_no_roll_is_never_linked_rightly() -> None:
    assert recall_at([Found(10, 1.0)], [None]) == 0.0
    assert recall_at([Found(None, 1.0)], [None]) == 0.0
    assert [step.right for step in steps([Found(3, 1.0), Found(None, 2.0)], [None, None])] == [0]


def test_the_best_balance() -> None:
    """F1 is 2/5, 4/6, 4/7, 6/8, 6/9: best at the fourth step, with precision 3/4 and recall 3/4."""
    assert best_f1(FOUND, TRUTHS) == (0.75, 0.75)
    assert best_f1([Found(None, 0.0)], [1]) == (0.0, 0.0)


def test_the_threshold_is_the_lowest_score_that_is_precise_enough() -> None:
    assert threshold(FOUND, TRUTHS) == 8.0
    assert threshold(FOUND, TRUTHS, 0.75) == 6.0
    assert threshold([Found(99, 3.0)], [10]) == inf


def test_each_half_is_linked_by_the_other_halfs_threshold() -> None:
    """Half 0 is right down to 5, so half 1 is linked from 5 on; half 1 is right from 8 on only, and so is half 0."""
    found = [Found(1, 9.0), Found(2, 5.0), Found(3, 8.0), Found(99, 6.0), Found(None, 99.0)]
    truths, halves = [1, 2, 3, 4, 5], [0, 0, 1, 1, 1]
    assert held_out(found, truths, halves) == [True, False, True, True, False]


def test_a_method_that_decides_is_believed() -> None:
    found = [Found(1, 0.1, "automatic"), Found(2, 9.0, "review"), Found(None, 9.0, "none")]
    assert held_out(found, [1, 2, 3], [0, 1, 0]) == [True, False, False]


def test_three_ways() -> None:
    """Two linked, both right. For three of four a person must see the wrong one at 7 and the right one at 6."""
    outcome = three_way(FOUND, TRUTHS, [True, True, False, False, False, False], wanted=0.75)
    assert (outcome.links, outcome.right, outcome.wrong) == (2, 2, 0)
    assert (outcome.recall, outcome.precision) == (0.5, 1.0)
    assert (outcome.reviewed, outcome.reached) == (2, 3)
    assert outcome.review_share == 2 / 6


def test_nobody_is_asked_where_links_are_enough_and_none_can_help_where_the_pupil_is_not_shown() -> None:
    automatic = [True, True, False, True, False, False]
    assert three_way(FOUND, TRUTHS, automatic, wanted=0.75).reviewed == 0
    assert three_way(FOUND, TRUTHS, automatic, wanted=0.76).reviewed is None
    assert three_way(FOUND, TRUTHS, [False] * 6, wanted=0.5).reviewed == 2


def test_wrong_links_are_counted() -> None:
    outcome = three_way(FOUND, TRUTHS, [True, True, True, True, True, False])
    assert (outcome.wrong, outcome.precision) == (2, 3 / 5)


def test_intervals_are_those_of_the_textbooks() -> None:
    """Wilson of 8 in 10: Newcombe (1998). Clopper and Pearson of none in n: 1 - 0.025 ** (1 / n)."""
    assert wilson(8, 10) == pytest.approx((0.4902, 0.9433), abs=5e-4)
    assert wilson(0, 0) == (0.0, 1.0)
    low, high = clopper_pearson(0, 10)
    assert (low, high) == pytest.approx((0.0, 1 - 0.025**0.1), abs=1e-9)
    assert clopper_pearson(10, 10) == pytest.approx((0.025**0.1, 1.0), abs=1e-9)
    assert clopper_pearson(8, 10) == pytest.approx((0.4439, 0.9748), abs=5e-4)


def test_the_ceiling_is_the_share_whose_pupil_is_a_candidate() -> None:
    assert ceiling([{10, 99}, {1}, set(), {13}, {5}], [10, 11, 12, 13, None]) == 2 / 4
