"""A chart's picture: everything that is on it can be told apart without colour, and nothing is anybody's words raw."""

from datetime import date
from xml.etree import ElementTree

import numpy as np
import pytest

from firstbell.pure.trends.charts import Chart, Method, chart
from firstbell.pure.trends.drawing import Line, breaks_of, drawn, panels
from firstbell.pure.trends.rebasing import Break
from firstbell.pure.trends.series import Series, month_after

SVG = "{http://www.w3.org/2000/svg}"
CHANGED = Break(date(2024, 4, 5), "Another system counts reports from this day on.")


def counted(*, spike: bool = False, zero: bool = False) -> Series:
    values = (np.random.default_rng(5).poisson(1500, 48) * (not zero)).astype(np.float64)
    values[40] += 900 * spike
    return Series(first=date(2022, 11, 1), values=values)


def parts(made: Chart, title: str = "Reports") -> ElementTree.Element:
    svg = drawn(made, name="reports", title=title, words="Forty-eight months.", said=lambda value: f"{value:,.0f}")
    return ElementTree.fromstring(svg)


def test_every_month_is_a_mark_and_a_month_that_is_more_than_chance_another_shape() -> None:
    quiet, loud = (parts(chart(counted(spike=spike), definitions=())) for spike in (False, True))
    signals = sum(point.signal is not None for point in chart(counted(spike=True), definitions=()).points())
    assert signals > 0
    assert len(list(loud.iter(f"{SVG}circle"))) == 48 - signals
    assert len(list(quiet.iter(f"{SVG}circle"))) > len(list(loud.iter(f"{SVG}circle")))


def test_a_break_is_a_numbered_line_and_limits_stop_at_it() -> None:
    one, two = chart(counted(), definitions=()), chart(counted(), definitions=(CHANGED,))
    dashes = [
        sum(path.get("stroke-dasharray") == "7 4" for path in parts(made).iter(f"{SVG}path")) for made in (one, two)
    ]
    assert dashes == [2, 4]
    assert breaks_of(two) == (CHANGED,)
    assert "1" in [text.text for text in parts(two).iter(f"{SVG}text")]


def test_a_break_that_limits_run_across_is_marked_all_the_same() -> None:
    made = chart(counted(), definitions=(CHANGED,), across="Both systems counted the same reports side by side.")
    assert len(made.segments) == 1
    assert breaks_of(made) == (CHANGED,)


def test_a_picture_says_what_it_is_and_needs_no_style_sheet() -> None:
    svg = drawn(
        chart(counted(), definitions=()),
        name="r",
        title="<Reports & more>",
        words="Words.",
        said=lambda value: f"{value}",
    )
    read = ElementTree.fromstring(svg)
    assert [one.text for one in read.iter(f"{SVG}title")] == ["<Reports & more>"]
    assert [one.text for one in read.iter(f"{SVG}desc")] == ["Words."]
    assert "style" not in svg
    assert read.get("role") == "img"


def test_everything_lies_within_the_picture() -> None:
    for made in (chart(counted(spike=True), definitions=(CHANGED,)), chart(counted(zero=True), definitions=())):
        for circle in parts(made).iter(f"{SVG}circle"):
            assert 0 <= float(circle.get("cx", "-1")) <= 720
            assert 0 <= float(circle.get("cy", "-1")) <= 290


@pytest.mark.parametrize("months", [1, 2, 13])
def test_a_short_chart_is_drawn_too(months: int) -> None:
    series = counted().months(0, months)
    assert len(list(parts(chart(series, definitions=())).iter(f"{SVG}circle"))) == months


def test_limits_of_a_share_that_differ_by_month_are_drawn_in_steps() -> None:
    sizes = np.random.default_rng(6).integers(900, 2000, 48)
    series = Series(first=date(2022, 11, 1), values=np.floor(sizes * 0.7), sizes=sizes)
    made = parts(chart(series, definitions=(), method=Method.P_PRIME))
    longest = max(len(path.get("d", "")) for path in made.iter(f"{SVG}path") if path.get("stroke-dasharray") == "7 4")
    assert longest > 48 * 2 * 8


def test_several_measures_stand_one_above_the_other_with_what_is_missing_left_out() -> None:
    months = [month_after(date(2026, 1, 1), many) for many in range(3)]
    lines = [Line(name, (1.0, float("nan"), 3.0), lambda value: f"{value:g}") for name in ("Reports", "Crimes")]
    read = ElementTree.fromstring(panels(lines, months, name="both", title="Both", words="Together."))
    assert len(list(read.iter(f"{SVG}circle"))) == 4
    assert {"Reports", "Crimes"} <= {text.text for text in read.iter(f"{SVG}text")}
