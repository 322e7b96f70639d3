"""Charts as SVG, drawn on this machine alone."""

from collections.abc import Callable, Sequence
from typing import Any

Cells = Sequence[Sequence[str | int | float]]
Draw = Callable[[Sequence[str], Cells], str]
INK, OTHER = "#1d3557", "#c8553d"  # told apart also by whoever does not see red and green


def bars(columns: Sequence[str], rows: Cells) -> str:
    """A bar for each number of a row, under the row's words."""
    import altair as alt  # a second to import, and only a report needs it

    words, numbers = _parted(columns, rows)
    chart = alt.Chart(_data(columns, rows, words, numbers)).mark_bar()
    return _svg(
        chart.encode(
            x=alt.X("value:Q", title=numbers[0] if len(numbers) == 1 else "share"),
            y=alt.Y("what:N", title=None, sort=None, axis=alt.Axis(labelLimit=400)),
            yOffset=alt.YOffset("which:N", sort=None),
            color=_colour(alt, numbers),
        )
    )


def points(columns: Sequence[str], rows: Cells) -> str:
    """The first two numbers of each row as points, by powers of ten where they are all above 0."""
    import altair as alt

    words, numbers = _parted(columns, rows)
    data = _data(columns, rows, words, numbers[:2])
    powers = all(one["value"] > 0 for one in data.values)
    scale = alt.Scale(type="log" if powers else "linear")
    axis = alt.Axis(format="~e", tickCount=8) if powers else alt.Axis()
    chart = alt.Chart(data).mark_point(filled=True, size=60)
    return _svg(
        chart.encode(
            x=alt.X("value:Q", title=" and ".join(numbers[:2]), scale=scale, axis=axis),
            y=alt.Y("what:N", title=None, sort=None, axis=alt.Axis(labelLimit=400, grid=True)),
            color=_colour(alt, numbers[:2]),
            shape=alt.Shape("which:N", sort=None, legend=None),
        )
    )


def lines(columns: Sequence[str], rows: Cells) -> str:
    """The last two numbers of each row, over the first."""
    import altair as alt

    over, shown = columns[0], list(columns[-2:])
    values = [
        {"over": row[0], "which": which, "value": value}
        for row in rows
        for which, value in zip(shown, row[-2:], strict=True)
    ]
    chart = alt.Chart(alt.InlineData(values=values)).mark_line()
    return _svg(
        chart.encode(
            x=alt.X("over:Q", title=f"{over} in bits"),
            y=alt.Y("value:Q", title="share"),
            color=_colour(alt, shown),
            strokeDash=alt.StrokeDash("which:N", sort=None, legend=None),
        ).properties(width=600, height=300)
    )


def _parted(columns: Sequence[str], rows: Cells) -> tuple[list[str], list[str]]:
    words = [name for name, cell in zip(columns, rows[0], strict=True) if isinstance(cell, str)]
    return words, [name for name in columns if name not in words]


def _data(columns: Sequence[str], rows: Cells, words: Sequence[str], numbers: Sequence[str]) -> Any:
    import altair as alt

    named = [dict(zip(columns, row, strict=True)) for row in rows]
    values = [
        {"what": ": ".join(str(row[word]) for word in words), "which": number, "value": row[number]}
        for row in named
        for number in numbers
    ]
    return alt.InlineData(values=values)


def _colour(alt: Any, names: Sequence[str]) -> Any:
    legend = alt.Legend(title=None, orient="top") if len(names) > 1 else None
    return alt.Color("which:N", sort=None, legend=legend, scale=alt.Scale(domain=list(names), range=[INK, OTHER]))


def _svg(chart: Any) -> str:
    import vl_convert

    spec = chart.configure(background="white").to_dict()
    return str(vl_convert.vegalite_to_svg(spec))
