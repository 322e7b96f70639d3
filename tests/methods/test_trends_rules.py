"""The four rules: what each calls a signal, which comes first, what it means, and a slow twin that agrees."""

from datetime import date
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstbell.pure.evaluation.finding import Direction
from firstbell.pure.refusal import Refused
from firstbell.pure.trends.limits import Limits, xmr
from firstbell.pure.trends.rules import Meaning, Rule, Signal, found, signals
from firstbell.pure.trends.series import Series

UP, DOWN, CANNOT_TELL = Direction.UP, Direction.DOWN, Direction.CANNOT_TELL
AROUND_ZERO = Limits(middle=np.array([0.0]), reach=np.array([9.0]), spread=np.array([1.0]))
"""Limits at 9 and -9, near them from 6 and -6 on."""

LETTERS = {Rule.OUTSIDE: "o", Rule.TREND: "t", Rule.TWO_OF_THREE: "n", Rule.SHIFT: "s"}


def shown(values: list[float], trend_points: int = 7) -> str:
    """A letter a month: o outside, t trend, n near, s shift; capital where it is high or rising, a dot for none."""
    series = Series(first=date(2022, 4, 1), values=np.array(values, dtype=np.float64))
    found = signals(series, AROUND_ZERO, trend_points=trend_points)
    letters = [(LETTERS[one.rule], one.direction) if one else (".", DOWN) for one in found]
    return "".join(letter.upper() if direction is UP else letter for letter, direction in letters)


@pytest.mark.parametrize(
    ("values", "expected", "why"),
    [
        ([1, 10, -1, -10], ".O.o", "beyond a limit"),
        ([1, 9, -1, -9], "....", "on a limit is not beyond it"),
        ([-3, -2, -1, 1, 2, 3, 4], "TTTTTTT", "six steps up make seven points"),
        ([4, 3, 2, 1, -1, -2, -3], "ttttttt", "and down"),
        ([-3, -2, -1, 1, 2, 3, 3], ".......", "a step to an equal value ends it"),
        ([-3, -2, -1, 1, 2, 3], "......", "six points are none, unless a guide says so"),
        ([-3, -2, -1, 0, 1, 2, 3, 2, 1, 0, -1, -2, -3], "TTTTTTttttttt", "a peak belongs to the later trend"),
        ([7, 1, 8], "N.N", "two of three near a limit, and the third on their side"),
        ([7, 7, 7], "NNN", "three of three"),
        ([7, -1, 8], "...", "not where the third is on the other side"),
        ([7, 0, 8], "...", "nor where it is on the mean"),
        ([7, -7, -1], "...", "nor where they are near different limits"),
        ([7, 1, 1, 8], "....", "nor two of four"),
        ([7, 12, 8], "NON", "a month outside keeps its rule and does not count as near"),
        ([7, 12, 1], ".O.", "so that one near and one outside are not two"),
        ([6, 1, 6], "...", "on the near line is not beyond it"),
        ([1, 2, 1, 2, 1, 2, 1], "SSSSSSS", "seven on one side"),
        ([1, 2, 1, 2, 1, 2, -1], ".......", "six are none"),
        ([1, 2, 1, 0, 2, 1, 2, 1], "........", "a month on the mean ends it"),
        ([-1, -2, -1, -2, -1, -2, -1, -2], "ssssssss", "eight on the other"),
    ],
)
def test_what_is_a_signal(values: list[float], expected: str, why: str) -> None:
    assert shown(values) == expected, why


@pytest.mark.parametrize(
    ("values", "expected", "why"),
    [
        ([1, 2, 3, 4, 5, 7, 10], "TTTTTTO", "outside comes before trend"),
        ([1, 2, 3, 4, 5, 7, 8], "TTTTTTT", "trend before near and shift"),
        ([1, 2, 1, 7, 2, 8, 1], "SSSNSNS", "near before shift"),
        ([1, 2, 1, 2, 12, 2, 1], "SSSSOSS", "outside before shift, of which it is a month"),
    ],
)
def test_the_first_rule_that_holds_is_shown(values: list[float], expected: str, why: str) -> None:
    assert shown(values) == expected, why


def test_other_guides_take_six_points_for_a_trend() -> None:
    assert shown([-3, -2, -1, 1, 2, 3], trend_points=6) == "TTTTTT"
    assert shown([-3, -2, -1, 1, 2, 2], trend_points=6) == "......"
    with pytest.raises(Refused, match="A trend of 5 points"):
        shown([1, 2], trend_points=5)


@pytest.mark.parametrize(
    ("direction", "good", "word"),
    [
        (UP, UP, "improvement"),
        (DOWN, DOWN, "improvement"),
        (UP, DOWN, "concern"),
        (DOWN, UP, "concern"),
        (UP, CANNOT_TELL, "change"),
        (DOWN, CANNOT_TELL, "change"),
    ],
)
def test_a_signal_is_good_or_bad_only_where_somebody_agreed_which_way_is_good(
    direction: Direction, good: Direction, word: str
) -> None:
    assert {Signal(rule, direction).means(good) for rule in Rule} == {Meaning(word)}


def test_rolling_totals_are_refused() -> None:
    rolling = Series(first=date(2022, 4, 1), values=np.arange(24), months_each=12)
    with pytest.raises(Refused, match="sums up 12 months") as said:
        signals(rolling, xmr(rolling.values))
    assert said.value.remedy == "Give the months one by one."


@pytest.mark.parametrize("rolled", [3, 12])
def test_because_every_chart_of_rolling_years_signals_with_nothing_happening(rolled: int) -> None:
    """2,000 charts of 48 sums: all of them for a year, and 99 % for a quarter."""
    months = np.random.default_rng(1).normal(1520, 67.5, (2_000, 47 + rolled))
    total = np.cumsum(months, axis=-1)
    sums = total[:, rolled - 1 :] - np.concatenate((np.zeros((2_000, 1)), total[:, :-rolled]), axis=-1)
    cried = np.any([signs.any(axis=-1) for signs in found(sums, xmr(sums)).values()], axis=0).mean()
    assert cried == 1 if rolled == 12 else cried > 0.97


def slowly(values: list[int]) -> list[tuple[Rule, int] | None]:
    """The rules around zero once more, month by month and window by window, in plain words."""
    side = [(value > 0) - (value < 0) for value in values]
    outside = [abs(value) > 9 for value in values]
    near = [6 < abs(value) <= 9 for value in values]
    steps = [(later > value) - (later < value) for value, later in pairwise(values)]
    answer: list[tuple[Rule, int] | None] = []
    for month in range(len(values)):
        trends = [
            steps[first]
            for first in range(max(0, month - 6), month + 1)
            if first + 6 < len(values) and len(set(steps[first : first + 6])) == 1 and steps[first]
        ]
        threes = [
            side[first]
            for first in range(max(0, month - 2), month + 1)
            if first + 2 < len(values) and abs(sum(side[first : first + 3])) == 3 and sum(near[first : first + 3]) > 1
        ]
        shifts = [
            side[first]
            for first in range(max(0, month - 6), month + 1)
            if first + 6 < len(values) and abs(sum(side[first : first + 7])) == 7
        ]
        if outside[month]:
            answer.append((Rule.OUTSIDE, side[month]))
        elif trends:
            answer.append((Rule.TREND, trends[-1]))
        elif near[month] and threes:
            answer.append((Rule.TWO_OF_THREE, side[month]))
        else:
            answer.append((Rule.SHIFT, side[month]) if shifts else None)
    return answer


@given(st.lists(st.integers(-11, 11), min_size=1, max_size=60))
def test_a_slow_twin_agrees(drawn: list[int]) -> None:
    values = np.array(drawn, dtype=np.float64)
    quick = signals(Series(first=date(2022, 4, 1), values=values), AROUND_ZERO)
    assert [one and (one.rule, 1 if one.direction is UP else -1) for one in quick] == slowly(drawn)


@given(st.lists(st.integers(-11, 11), min_size=7, max_size=30).map(sorted))
def test_turned_upside_down_every_signal_points_the_other_way(drawn: list[int]) -> None:
    values = np.array([*drawn, *drawn[::-2]], dtype=np.float64)
    for rule, signs in found(values, AROUND_ZERO).items():
        assert (found(-values, AROUND_ZERO)[rule] == -signs).all()


@given(st.integers(1, 5), st.integers(2, 50))
def test_many_charts_at_once_are_the_same_as_one_after_the_other(charts: int, months: int) -> None:
    values = np.random.default_rng(charts * months).integers(0, 30, (charts, months)).astype(np.float64)
    together = found(values, xmr(values))
    for at in range(charts):
        alone = found(values[at], xmr(values[at]))
        assert all((together[rule][at] == alone[rule]).all() for rule in Rule)


@pytest.mark.parametrize(
    ("given_values", "why"),
    [
        ({"values": [1.0, np.nan, 3.0]}, "May 2022 has no value"),
        ({"values": []}, "one value for each month"),
        ({"values": [1.0], "first": date(2022, 4, 2)}, "not the first day"),
        ({"values": [1.0, 2.0], "sizes": [1.0]}, "1 sizes for 2 months"),
        ({"values": [1.0, 2.0], "sizes": [1.0, 0.0]}, "not above 0"),
    ],
)
def test_a_series_that_is_not_whole_is_refused(given_values: dict[str, object], why: str) -> None:
    with pytest.raises(Refused, match=why):
        Series(**{"first": date(2022, 4, 1), **given_values})


def test_what_is_not_counted_is_no_count() -> None:
    for values in ([1.5, 2.0], [-1.0, 2.0]):
        with pytest.raises(Refused, match="not counts"):
            _ = Series(first=date(2022, 4, 1), values=np.array(values)).counts
