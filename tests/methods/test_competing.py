"""How cases end when they can end in one of several ways."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.duration.survfunc import CumIncidenceRight

from firstbell.pure.evaluation.competing import Endings, cumulative_incidence, may_be_shown
from firstbell.pure.refusal import Refused

WITHDRAWN, CHARGED, OTHER, OPEN = 0, 1, 2, -1
NAMES = ("withdrawn", "charged", "other")


def endings(days: list[int], ways: list[int], entered: list[int] | None = None) -> Endings:
    came = None if entered is None else np.array(entered)
    return Endings(names=NAMES, days=np.array(days), ways=np.array(ways), entered=came)


def test_the_five_cases_that_can_be_done_by_hand() -> None:
    """Of five, one withdraws on day 1, one is charged on 2, one is lost on 3, one withdraws on 4, one ends on 5."""
    cases = endings([1, 2, 3, 4, 5], [WITHDRAWN, CHARGED, OPEN, WITHDRAWN, OTHER])
    (last,) = cumulative_incidence(cases, [5])
    assert last.ended == pytest.approx({"withdrawn": 0.5, "charged": 0.2, "other": 0.3}, abs=1e-12)
    assert last.at_risk == 1
    assert last.open == pytest.approx(0, abs=1e-12)


def test_each_mark_tells_how_many_were_in_sight_as_the_day_began() -> None:
    cases = endings([1, 2, 3, 4, 5], [WITHDRAWN, CHARGED, OPEN, WITHDRAWN, OTHER])
    marks = cumulative_incidence(cases, [0, 3, 2])
    assert [(mark.day, mark.at_risk, round(mark.open, 12)) for mark in marks] == [(0, 5, 1.0), (3, 3, 0.6), (2, 4, 0.6)]


def test_who_withdraws_at_once_counts_on_the_day_of_the_report() -> None:
    (mark,) = cumulative_incidence(endings([0, 0, 3, 9], [WITHDRAWN, CHARGED, OPEN, OPEN]), [0])
    assert mark.ended == {"withdrawn": 0.25, "charged": 0.25, "other": 0.0}


def test_what_is_lost_is_shared_out_and_not_given_to_one_way_alone() -> None:
    """One way looked at alone (1 less Kaplan and Meier) says 1 here, whatever became of the others."""
    cases = endings([1, 2, 3, 4], [CHARGED, CHARGED, CHARGED, WITHDRAWN])
    (mark,) = cumulative_incidence(cases, [4])
    assert mark.ended["withdrawn"] == pytest.approx(0.25)


def test_it_agrees_with_the_truth_of_a_simulation() -> None:
    """Constant hazards a and b: by day t, a / (a + b) of what has ended, 1 - (1 - a - b)^t, ended in the first way."""
    a, b, until, people = 0.010, 0.006, 90, 40_000
    rng = np.random.default_rng(20261127)
    days = rng.geometric(a + b, people)
    ways = np.where(rng.random(people) < a / (a + b), WITHDRAWN, CHARGED)
    lost = rng.geometric(0.008, people)
    seen = endings(np.minimum(days, lost).tolist(), np.where(days <= lost, ways, OPEN).tolist())
    (mark,) = cumulative_incidence(seen, [until])
    truth = a / (a + b) * (1 - (1 - a - b) ** until)
    assert mark.ended["withdrawn"] == pytest.approx(truth, abs=0.01)


def test_another_program_says_the_same() -> None:
    """statsmodels' estimate of the same cases, many of which end on the same day."""
    rng = np.random.default_rng(44)
    days, ways = rng.integers(1, 25, 400), rng.integers(OPEN, 3, 400)
    theirs = CumIncidenceRight(days, ways + 1)
    until = int(theirs.times.max())
    (mark,) = cumulative_incidence(Endings(names=NAMES, days=days, ways=ways), [until])
    assert list(mark.ended.values()) == pytest.approx([one[-1] for one in theirs.cinc], abs=1e-12)


def test_cases_that_came_into_sight_late_do_not_flatter() -> None:
    """Half come to notice on day 20 only if they are open by then; counted from the start they would seem to last."""
    rng = np.random.default_rng(7)
    days, late = rng.geometric(0.03, 60_000), np.arange(60_000) % 2 == 0
    seen = ~late | (days > 20)
    chosen, came = days[seen], np.where(late, 20, 0)[seen]
    ways = np.full(len(chosen), WITHDRAWN)
    truth = 1 - 0.97**40
    (mark,) = cumulative_incidence(Endings(names=NAMES, days=chosen, ways=ways, entered=came), [40])
    (naive,) = cumulative_incidence(Endings(names=NAMES, days=chosen, ways=ways), [40])
    assert mark.ended["withdrawn"] == pytest.approx(truth, abs=0.01)
    assert naive.ended["withdrawn"] < truth - 0.05


@given(
    st.lists(st.tuples(st.integers(0, 30), st.sampled_from((WITHDRAWN, CHARGED, OTHER, OPEN))), min_size=1, max_size=60)
)
def test_the_ways_and_what_is_open_come_to_one(cases: list[tuple[int, int]]) -> None:
    days, ways = zip(*cases, strict=True)
    for mark in cumulative_incidence(endings(list(days), list(ways)), range(max(days) + 1)):
        assert abs(sum(mark.ended.values()) + mark.open - 1) < 1e-12
        assert all(share >= 0 for share in mark.ended.values())


def test_few_in_sight_are_not_shown() -> None:
    cases = endings([1] * 4 + [9] * 9, [WITHDRAWN] * 4 + [OPEN] * 9)
    assert [mark.day for mark in may_be_shown(cumulative_incidence(cases, [1, 2, 9]))] == [1]


@pytest.mark.parametrize(
    ("cases", "until", "says"),
    [
        (([5, 9], [WITHDRAWN, OPEN]), [10], "by day 10 is not known"),
        (([5], [OPEN]), [6], "by day 6 is not known"),
        (([5, 9], [WITHDRAWN, WITHDRAWN], [0, 6]), [8], "by day 7 is not known"),
        (([5, 9], [WITHDRAWN, WITHDRAWN], [0, 9]), [5], "when it had ended already"),
        (([5, 9], [WITHDRAWN]), [5], "do not go together"),
        (([5, 9], [WITHDRAWN, 3]), [5], "no name"),
        (([5, -1], [WITHDRAWN, OPEN]), [5], "not whole numbers from 0"),
        (([5, 9], [WITHDRAWN, -2]), [5], "not whole numbers from -1"),
        (([], []), [5], "are not given"),
    ],
)
def test_what_cannot_be_known_is_refused(cases: tuple[list[int], ...], until: list[int], says: str) -> None:
    with pytest.raises(Refused) as no:
        cumulative_incidence(endings(*cases), until)
    assert says in no.value.reason
