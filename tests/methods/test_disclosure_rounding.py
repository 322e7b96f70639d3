"""What is published of a count, and what a reader of it knows."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstbell.pure.disclosure import FEWER, Figure, exact, rate, revised, rounded
from firstbell.pure.refusal import Refused

counts = st.integers(0, 60) | st.integers(0, 30_000)


@given(counts)
def test_a_figure_is_said_of_the_counts_that_it_names_and_of_no_others(count: int) -> None:
    figure = rounded(count)
    assert figure.low <= count <= figure.high
    assert {rounded(one) for one in range(figure.low, figure.high + 1)} == {figure}
    assert rounded(figure.high + 1) != figure
    assert figure.low == 0 or rounded(figure.low - 1) != figure


@given(counts)
def test_no_figure_tells_a_count_or_that_there_is_any_below_ten(count: int) -> None:
    figure = rounded(count)
    assert figure.low < figure.high
    assert figure.low == 0 or figure.low >= 10
    assert (figure == FEWER) == (count < 10)
    assert figure.number is None or (figure.number % 5 == 0 and abs(figure.number - count) <= 2)


@given(counts, counts)
def test_a_revised_figure_tells_of_ten_that_came_or_went_or_of_nothing(first: int, later: int) -> None:
    before, after = rounded(first), revised(later, rounded(first))
    assert after.low <= later <= after.high
    least, most = after.low - before.high, after.high - before.low
    assert least >= 10 or most <= -10 or (least < 0 < most and most - least >= 10)


@given(counts, counts)
def test_no_large_change_is_said_of_all_counts_that_it_could_be_said_of(first: int, later: int) -> None:
    before = rounded(first)
    after = revised(later, before)
    said = {count for count in range(max(0, first - 60), first + 60) if revised(count, before) == after}
    assert after.words() != "no large change" or said == set(range(after.low, after.high + 1))


def test_a_late_report_is_not_seen() -> None:
    """By plain rounding, one late report turns one figure in five, and whoever sees it turn is certain of it."""
    chance = np.random.default_rng(20261122)
    first, late = chance.poisson(14, 20_000), chance.random(20_000) < 0.3
    plain = np.array([rounded(int(count + one)) != rounded(int(count)) for count, one in zip(first, late, strict=True)])
    ours = [revised(int(count + one), rounded(int(count))) for count, one in zip(first, late, strict=True)]
    silent = np.array([one.number is None for one in ours])
    assert late[plain].mean() == 1
    assert plain[late].mean() == pytest.approx(0.2, abs=0.03)
    assert late[silent].mean() == pytest.approx(late.mean(), abs=0.01)
    assert silent.all()


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (rounded(0), "fewer than 10"),
        (rounded(9), "fewer than 10"),
        (rounded(12), "10"),
        (rounded(13), "15"),
        (rounded(18_245), "18,245"),
        (rounded(6_713), "6,715"),
        (revised(16, rounded(12)), "no large change"),
        (revised(0, rounded(0)), "no large change"),
        (revised(40, rounded(12)), "40"),
        (revised(3, rounded(40)), "fewer than 10"),
        (exact(6_713), "6,713"),
    ],
)
def test_what_stands_in_the_table(figure: Figure, words: str) -> None:
    assert figure.words() == words


@pytest.mark.parametrize("wrong", [-1, 2.5, float("nan"), float("inf")])
def test_what_is_no_count_is_refused(wrong: float) -> None:
    with pytest.raises(Refused, match="is not a count"):
        rounded(wrong)


def test_a_rate_is_of_the_figure_and_not_of_the_count() -> None:
    assert rate(rounded(13), 7_160) == rate(rounded(17), 7_240) == pytest.approx(15 * 1000 / 7_200)
    assert rate(rounded(9), 7_200) is None
    with pytest.raises(Refused, match="gives no rate"):
        rate(rounded(13), 49)
