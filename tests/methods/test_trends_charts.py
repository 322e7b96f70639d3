"""Charts: where limits begin anew, what they run across, what the chart says of itself."""

from datetime import date

import numpy as np
import pytest

from firstbell.pure.evaluation.finding import Direction
from firstbell.pure.refusal import Refused
from firstbell.pure.trends.charts import Chart, Method, chart
from firstbell.pure.trends.limits import xmr
from firstbell.pure.trends.quiet import quiet, quiet_counts
from firstbell.pure.trends.rebasing import KNOWN_DEFINITIONS, Break
from firstbell.pure.trends.rules import Meaning, Rule
from firstbell.pure.trends.seasons import monthly_index, without_season
from firstbell.pure.trends.series import Series, month_after

NEW_SYSTEM = Break(date(2024, 4, 1), "The force moved to a new record system.")
NEW_RULE = Break(date(2023, 5, 17), "Two crimes of one report are recorded as one.")
ALIKE = "Compared with the old rule for six months: the counts differ by less than 1 %."


def monthly(values: list[float] | np.ndarray, first: date = date(2022, 4, 1), **more: object) -> Series:
    return Series(first=first, values=np.array(values, dtype=np.float64), **more)


def reports(months: int, first: date = date(2022, 4, 1)) -> Series:
    return monthly(np.random.default_rng(1).poisson(1520, months), first)


def firsts(drawn: Chart) -> list[date]:
    return [segment.series.first for segment in drawn.segments]


def test_without_a_break_a_chart_is_one_segment_with_the_limits_of_all_its_months() -> None:
    series = reports(36)
    drawn, limits = chart(series, definitions=()), xmr(series.values)
    (segment,) = drawn.segments
    assert (segment.begun, segment.trial, drawn.crossed) == ((), False, ())
    points = drawn.points()
    assert [point.month for point in points] == [month_after(date(2022, 4, 1), n) for n in range(36)]
    assert [point.value for point in points] == series.values.tolist()
    assert {point.lines.lower for point in points if point.lines} == {float(limits.lower[0])}
    assert {point.lines.upper for point in points if point.lines} == {float(limits.upper[0])}


def test_a_chart_is_screened_unless_it_is_told_otherwise_and_says_which() -> None:
    series = monthly([1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1])
    screened, plain = chart(series, definitions=()), chart(series, definitions=(), screened=False)
    laney = chart(series, definitions=(), method=Method.U_PRIME)
    assert (screened.screened, plain.screened, laney.screened) == (True, False, False)
    assert [round(one.points()[0].lines.upper, 2) for one in (screened, plain)] == [4.60, 6.95]
    assert screened.points()[4].signal.rule is Rule.OUTSIDE


def test_limits_begin_anew_at_a_definition_and_the_line_carries_its_reason() -> None:
    drawn = chart(reports(48), definitions=(NEW_SYSTEM, NEW_RULE))
    assert firsts(drawn) == [date(2022, 4, 1), date(2023, 6, 1), date(2024, 4, 1)]
    assert [segment.begun for segment in drawn.segments] == [(), (NEW_RULE,), (NEW_SYSTEM,)]
    assert drawn.definitions == (NEW_RULE, NEW_SYSTEM)
    assert drawn.crossed == ()
    assert "run across" not in drawn.words()


def test_a_month_in_which_something_changed_stays_before_the_line() -> None:
    assert NEW_RULE.month == date(2023, 6, 1)
    assert NEW_SYSTEM.month == date(2024, 4, 1)
    assert Break(date(2023, 12, 2), "Counted in another way from now on.").month == date(2024, 1, 1)


def test_limits_run_across_a_definition_only_for_a_written_reason_and_the_chart_says_so() -> None:
    drawn = chart(reports(48), definitions=(NEW_SYSTEM, NEW_RULE), across=ALIKE)
    assert firsts(drawn) == [date(2022, 4, 1)]
    assert drawn.crossed == (NEW_RULE, NEW_SYSTEM)
    for said in ("17 May 2023", NEW_RULE.reason, "1 April 2024", ALIKE):
        assert said in drawn.words()
    with pytest.raises(Refused, match="written reason"):
        chart(reports(48), definitions=(NEW_SYSTEM,), across="same")


def test_a_change_within_the_last_month_is_marked_and_said_though_no_limits_can_begin_there() -> None:
    series = reports(24)
    late = Break(date(2024, 3, 20), "Reports by a form on the web are counted, too.")
    drawn = chart(series, definitions=(late,))
    assert (firsts(drawn), drawn.definitions, drawn.crossed) == ([series.first], (late,), (late,))
    assert "20 March 2024" in drawn.words()


def test_what_changed_before_or_after_all_months_is_not_marked() -> None:
    series = reports(24)
    before = Break(series.first, "Counted like this from the first month on.")
    after = Break(series.end, "Counted in another way only after the last month.")
    drawn = chart(series, definitions=(before, after))
    assert (firsts(drawn), drawn.definitions) == ([series.first], ())


def test_a_rebase_is_dated_and_written() -> None:
    drawn = chart(reports(48), definitions=(), rebases=(NEW_SYSTEM,))
    assert firsts(drawn) == [date(2022, 4, 1), date(2024, 4, 1)]
    assert drawn.definitions == ()
    for reason in ("", "   ", "looks better"):
        with pytest.raises(Refused, match="without a written reason"):
            Break(date(2024, 4, 1), reason)


def test_running_across_a_definition_does_not_undo_a_rebase() -> None:
    drawn = chart(reports(48), definitions=(NEW_RULE, NEW_SYSTEM), rebases=(NEW_SYSTEM,), across=ALIKE)
    assert firsts(drawn) == [date(2022, 4, 1), date(2024, 4, 1)]
    assert drawn.crossed == (NEW_RULE,)


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        (date(2018, 4, 1), [date(2018, 4, 1), date(2020, 3, 1), date(2021, 4, 1)]),
        (date(2020, 3, 1), [date(2020, 3, 1), date(2021, 4, 1)]),
        (date(2020, 9, 1), [date(2020, 9, 1), date(2021, 4, 1)]),
        (date(2021, 4, 1), [date(2021, 4, 1)]),
    ],
)
def test_the_pandemic_is_a_segment_of_its_own_whatever_is_asked(first: date, expected: list[date]) -> None:
    assert firsts(chart(reports(60, first), definitions=(), across=ALIKE)) == expected


def test_no_signal_reaches_over_a_line() -> None:
    """Four months up before the line and three after it: one chart's trend, and two segments' nothing."""
    rising = monthly([5, 1, 4, 2, 3, 1, 2, 3, 4, 5, 6, 7, 3, 5, 4, 6])
    line = Break(date(2023, 1, 1), "A second team records reports, too.")
    assert any(point.signal for point in chart(rising, definitions=()).points())
    assert not any(point.signal for point in chart(rising, definitions=(line,)).points())


def test_limits_of_fewer_than_twelve_months_are_trial_limits() -> None:
    for months, trial in ((11, True), (12, False)):
        (segment,) = chart(reports(months), definitions=()).segments
        assert segment.trial is trial
        assert ("trial limits" in chart(reports(months), definitions=()).words()) is trial


def test_one_month_alone_has_no_limits_and_no_signal() -> None:
    drawn = chart(reports(25), definitions=(NEW_SYSTEM,))
    assert [segment.limits is None for segment in drawn.segments] == [False, True]
    last = drawn.points()[-1]
    assert (last.month, last.lines, last.signal) == (date(2024, 4, 1), None, None)


@pytest.mark.parametrize("months", [1, 40])
def test_a_rolling_year_has_no_chart(months: int) -> None:
    with pytest.raises(Refused, match="sums up 12 months"):
        chart(monthly(np.arange(months), months_each=12), definitions=())


def test_reports_of_domestic_abuse_are_neither_better_nor_worse_unless_somebody_says() -> None:
    high = monthly([*([10, 11] * 8), 30])
    signal = chart(high, definitions=()).points()[-1].signal
    assert signal.means(chart(high, definitions=()).good) is Meaning.CHANGE
    assert signal.means(chart(high, definitions=(), good=Direction.DOWN).good) is Meaning.CONCERN


def test_small_areas_are_drawn_over_their_people() -> None:
    series = monthly(np.random.default_rng(2).poisson(3, 36), sizes=np.linspace(900, 1100, 36))
    points = chart(series, definitions=(), method=Method.U_PRIME).points()
    assert points[0].value == series.values[0] / 900
    assert all(point.lines.lower == 0 for point in points)
    assert points[0].lines.upper > points[-1].lines.upper


def test_the_chart_says_how_often_one_like_it_signals_with_nothing_happening() -> None:
    drawn = chart(reports(48), definitions=(NEW_SYSTEM,), screened=False, trend_points=6)
    assert drawn.quiet() == quiet(24, 24, screened=False, trend_points=6)
    assert drawn.quiet().words() in drawn.words()


def test_the_chart_of_a_small_area_says_what_charts_of_such_counts_do() -> None:
    drawn = chart(monthly([2, 4] * 18), definitions=(NEW_RULE,), method=Method.U_PRIME)
    assert drawn.quiet() == quiet_counts(14, 22, mean=3, dispersion=1.0)
    rough = chart(monthly([0, 6] * 18), definitions=(), method=Method.U_PRIME)
    assert rough.quiet() == quiet_counts(36, mean=3, dispersion=9.4)  # (6 / sqrt(3) / 1.128) squared


def test_the_season_divided_out_leaves_what_is_not_seasonal_and_is_said() -> None:
    swing = 1 + 0.1 * np.sin(2 * np.pi * np.arange(60) / 12)
    adjusted = without_season(monthly(1520 * swing))
    assert adjusted.values == pytest.approx(np.full(60, 1520.0))
    drawn = chart(without_season(reports(48)), definitions=())
    assert drawn.quiet() == quiet(48, season_removed=True)
    assert drawn.words().startswith("The season was divided out. ")
    assert "The season" not in chart(reports(48), definitions=()).words()


def test_a_monthly_index_is_that_of_the_last_whole_years() -> None:
    index = monthly_index(np.array([99.0, *([1.0] * 11 + [13.0]) * 4]))
    assert index == pytest.approx(np.array([6.5, *([0.5] * 11 + [6.5]) * 4]))


@pytest.mark.parametrize(
    ("series", "why"),
    [
        (reports(47), "47 months do not show a season"),
        (monthly([0, *range(1, 12)] * 4), "never has any"),
        (monthly(np.arange(60), months_each=12), "sums up 12 months"),
    ],
)
def test_a_season_that_cannot_be_known_is_refused(series: Series, why: str) -> None:
    with pytest.raises(Refused, match=why):
        without_season(series)


def test_the_known_changes_of_definition_say_what_changed_and_by_which_law() -> None:
    for one in KNOWN_DEFINITIONS:
        assert "Domestic Abuse Act 2021, section" in one.source
    assert firsts(chart(reports(36), definitions=KNOWN_DEFINITIONS)) == [date(2022, 4, 1), date(2023, 5, 1)]
