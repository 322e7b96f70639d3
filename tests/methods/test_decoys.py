"""What a visit tells him, against a simulation of whom visits come for."""

from math import exp, inf

import numpy as np
import pytest

from firstbell.pure.partition import epsilon, probability_mine, timing_odds
from firstbell.pure.refusal import Refused

DRAWN = 1_000_000
CASES = [(0.15, 0.02, 0.05), (0.15, 0.02, 0.25), (0.15, 0.02, 0.5), (0.4, 0.1, 0.16), (0.15, 0.02, 1.0)]


def drawn(q: float, other: float, anyway: float) -> tuple[np.ndarray, np.ndarray]:
    """Whether his case led to a visit, and whether a visit came, a million times."""
    chance = np.random.default_rng(20261122)
    his = chance.random(DRAWN) < q
    return his, his | (chance.random(DRAWN) < other) | (chance.random(DRAWN) < anyway)


@pytest.mark.parametrize(("q", "other", "anyway"), CASES)
def test_how_sure_he_can_be(q: float, other: float, anyway: float) -> None:
    his, visited = drawn(q, other, anyway)
    assert probability_mine(q, other, anyway) == pytest.approx(his[visited].mean(), abs=0.005)


@pytest.mark.parametrize(("q", "other", "anyway"), CASES)
def test_epsilon_is_how_much_likelier_a_visit_is_with_his_case(q: float, other: float, anyway: float) -> None:
    his, visited = drawn(q, other, anyway)
    assert exp(-epsilon(other, anyway)) == pytest.approx(visited[~his].mean(), abs=0.005)


@pytest.mark.parametrize(
    ("anyway", "sure", "told"),
    [(0, 0.898, 3.91), (0.05, 0.719, 2.67), (0.10, 0.599, 2.14), (0.16, 0.5, 1.73), (0.25, 0.4, 1.33), (1, 0.15, 0)],
)
def test_the_table_that_a_supervisor_sees(anyway: float, sure: float, told: float) -> None:
    assert probability_mine(0.15, 0.02, anyway) == pytest.approx(sure, abs=0.005)
    assert epsilon(0.02, anyway) == pytest.approx(told, abs=0.005)


@pytest.mark.parametrize(
    ("window", "visits", "odds", "sure"),
    [(3, 1, 122, 0.955), (14, 1, 26, 0.82), (28, 1, 13, 0.70), (28, 4, 3.3, 0.37), (90, 4, 1.0, 0.15)],
)
def test_a_visit_soon_after_tells_more(window: float, visits: float, odds: float, sure: float) -> None:
    times = timing_odds(window, visits)
    before = 0.15 / 0.85
    assert times == pytest.approx(odds, rel=0.02)
    assert before * times / (1 + before * times) == pytest.approx(sure, abs=0.005)


def test_who_is_visited_only_for_his_case_knows() -> None:
    assert probability_mine(0.15, 0, 0) == 1
    assert epsilon(0, 0) == inf


@pytest.mark.parametrize("wrong", [-0.1, 1.1, float("nan"), inf])
def test_what_is_no_chance_is_refused(wrong: float) -> None:
    for given in ((wrong, 0.1, 0.1), (0.1, wrong, 0.1), (0.1, 0.1, wrong)):
        with pytest.raises(Refused, match="No chance"):
            probability_mine(*given)
    with pytest.raises(Refused, match="No chance"):
        epsilon(0.1, wrong)


def test_no_visit_says_nothing() -> None:
    with pytest.raises(Refused, match="any visit"):
        probability_mine(0, 0, 0)


@pytest.mark.parametrize("given", [(0, 1), (14, 0), (-1, 1), (float("nan"), 1), (inf, 1)])
def test_odds_of_no_time_are_refused(given: tuple[float, float]) -> None:
    with pytest.raises(Refused, match="give no odds"):
        timing_odds(*given)
