"""A chart as SVG that needs no style sheet, so that a page and a PDF show the same; told apart without any colour.

The values are a line with dots, the mean a thin line, the limits dashes around a shaded band. A month that is more than
chance is a triangle that points up or down, whatever the colour; a break is a numbered dotted line. Neutral purple:
more reports are neither good nor bad.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil, floor, isfinite, log10

from markupsafe import Markup

from firstbell.pure.evaluation.finding import Direction
from firstbell.pure.trends.charts import Chart, Lines, Point
from firstbell.pure.trends.rebasing import Break

WIDTH, LEFT, RIGHT, TOP, BOTTOM, PLOT = 720, 92, 14, 34, 34, 220
PURPLE, BAND, INK, GREY = "#54319f", "#eee9f7", "#0b0c0c", "#6f777b"
Said = Callable[[float], str]


@dataclass(frozen=True, slots=True)
class Line:
    """One of several measures beside each other: its months in order."""

    words: str
    values: tuple[float, ...]
    said: Said


@dataclass(frozen=True, slots=True)
class Frame:
    """Where months and values lie on a picture: ``top`` is the value at the upper edge of the plot, ``y`` its place."""

    months: int
    low: float
    high: float
    y: float = TOP
    height: float = PLOT

    def across(self, at: float) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * (at + 0.5) / max(self.months, 1)

    def down(self, value: float) -> float:
        return self.y + self.height * (1 - (value - self.low) / (self.high - self.low))


def drawn(chart: Chart, *, name: str, title: str, words: str, said: Said) -> Markup:
    """One chart; ``said`` writes a value at the scale, ``words`` describe it to whoever does not see it."""
    points = chart.points()
    frame = _frame(points)
    inner = (
        _scale(frame, said)
        + _years(frame, [point.month for point in points])
        + Markup("").join(_segment(frame, points, *ends) for ends in _segments(chart))
        + _path(frame, [(at, point.value) for at, point in enumerate(points)])
        + Markup("").join(_dot(frame, at, point) for at, point in enumerate(points))
        + Markup("").join(_break(frame, points[0].month, at, one) for at, one in enumerate(breaks_of(chart), 1))
    )
    return _svg(TOP + PLOT + BOTTOM, name, title, words, inner)


def panels(lines: Sequence[Line], months: Sequence[date], *, name: str, title: str, words: str) -> Markup:
    """Several measures one above the other, each on a scale of its own that begins at nothing."""
    height, gap = 90.0, 52.0
    drawings = [_panel(line, months, 30 + at * (height + gap), height) for at, line in enumerate(lines)]
    return _svg(int(30 + len(lines) * (height + gap)), name, title, words, Markup("").join(drawings))


def breaks_of(chart: Chart) -> tuple[Break, ...]:
    """What is marked on it, in order of day: changes of the definition, and wherever limits begin anew."""
    found = {*chart.definitions, *(one for segment in chart.segments for one in segment.begun)}
    return tuple(sorted(found, key=lambda one: (one.on, one.reason)))


def _frame(points: Sequence[Point]) -> Frame:
    values = [point.value for point in points]
    values += [end for point in points if point.lines for end in (point.lines.lower, point.lines.upper)]
    low, high = min(0.0, *values) if min(values) < 0.4 * max(values) else min(values), max(values)
    step = _step(high - low or abs(high) or 1.0)
    return Frame(len(points), floor(low / step) * step, max(ceil(high / step), floor(low / step) + 1) * step)


def _step(span: float) -> float:
    """A round step that cuts a span into four to eight."""
    rough = span / 5
    power = 10.0 ** floor(log10(rough))
    return next(power * one for one in (1, 2, 2.5, 5, 10) if power * one >= rough)


def _scale(frame: Frame, said: Said) -> Markup:
    step = _step(frame.high - frame.low)
    many = round((frame.high - frame.low) / step)
    return Markup("").join(_rung(frame, frame.low + step * at, said) for at in range(many + 1))


def _rung(frame: Frame, value: float, said: Said) -> Markup:
    return Markup('<path d="M{} {:.1f}H{}" stroke="#cecece"/>').format(LEFT, frame.down(value), WIDTH - RIGHT) + _words(
        LEFT - 8, frame.down(value) + 5, said(value), "end"
    )


def _years(frame: Frame, months: Sequence[date]) -> Markup:
    """A mark at each January, and the year below it; of a shorter picture each month that begins a quarter."""
    foot = frame.y + frame.height
    marks = [at for at, month in enumerate(months) if month.month == 1]
    if len(months) < 18:
        marks = [at for at, month in enumerate(months) if month.month in (1, 4, 7, 10)]
    said = "%Y" if len(months) >= 18 else "%b %Y"
    return Markup("").join(
        Markup('<path d="M{0:.1f} {1:.1f}V{2:.1f}" stroke="{3}"/>').format(frame.across(at), foot, foot + 6, INK)
        + _words(frame.across(at), foot + 22, months[at].strftime(said), "middle")
        for at in marks
    )


def _segments(chart: Chart) -> list[tuple[int, int]]:
    """Where each segment starts and stops, in months."""
    ends, at = [], 0
    for segment in chart.segments:
        ends.append((at, at + len(segment.series)))
        at += len(segment.series)
    return ends


def _segment(frame: Frame, points: Sequence[Point], start: int, stop: int) -> Markup:
    """The band between limits, the limits as dashes, and the mean."""
    lines = [(at, points[at].lines) for at in range(start, stop)]
    if any(line is None for _, line in lines):
        return Markup("")
    upper, lower, middle = (_steps(frame, lines, one) for one in ("upper", "lower", "middle"))
    back = Markup("L").join(reversed(lower.split("L")))
    return Markup(
        '<path d="M{upper}L{back}Z" fill="{band}"/>'
        '<path d="M{upper}" fill="none" stroke="{ink}" stroke-width="1.5" stroke-dasharray="7 4"/>'
        '<path d="M{lower}" fill="none" stroke="{ink}" stroke-width="1.5" stroke-dasharray="7 4"/>'
        '<path d="M{middle}" fill="none" stroke="{grey}" stroke-width="1.5"/>'
    ).format(upper=upper, lower=lower, middle=middle, back=back, band=BAND, ink=INK, grey=GREY)


def _steps(frame: Frame, lines: Sequence[tuple[int, Lines | None]], which: str) -> str:
    """Half a month to either side of each: a limit that differs by month is drawn in steps."""
    return "L".join(
        f"{frame.across(at + side):.1f} {frame.down(getattr(line, which)):.1f}"
        for at, line in lines
        for side in (-0.5, 0.5)
    )


def _path(frame: Frame, values: Sequence[tuple[int, float]]) -> Markup:
    way = "L".join(f"{frame.across(at):.1f} {frame.down(value):.1f}" for at, value in values if isfinite(value))
    return Markup('<path d="M{}" fill="none" stroke="{}" stroke-width="2"/>').format(way, PURPLE) if way else Markup("")


def _dot(frame: Frame, at: int, point: Point) -> Markup:
    x, y = frame.across(at), frame.down(point.value)
    if point.signal is None:
        return Markup('<circle cx="{:.1f}" cy="{:.1f}" r="3" fill="{}"/>').format(x, y, PURPLE)
    tip = -9 if point.signal.direction is Direction.UP else 9
    return Markup('<path d="M{:.1f} {:.1f}l8 {}h-16z" fill="{}" stroke="#fff" stroke-width="1.5"/>').format(
        x, y + tip, -1.7 * tip, PURPLE
    )


def _break(frame: Frame, first: date, number: int, one: Break) -> Markup:
    """A dotted line on its day."""
    at = (one.on.year - first.year) * 12 + one.on.month - first.month + (one.on.day - 1) / 31 - 0.5
    x = frame.across(min(max(at, -0.5), frame.months - 0.5))
    return Markup('<path d="M{:.1f} {}V{}" stroke="{}" stroke-width="2" stroke-dasharray="2 4"/>').format(
        x, TOP - 8, TOP + PLOT, INK
    ) + _words(x, TOP - 14, str(number), "middle")


def _panel(line: Line, months: Sequence[date], y: float, height: float) -> Markup:
    known = [value for value in line.values if isfinite(value)]
    step = _step(max([*known, 0.0]) or 1.0)
    top = max(ceil(max([*known, 0.0]) / step), 1) * step
    frame = Frame(len(months), 0.0, top, y, height)
    dots = (
        Markup('<circle cx="{:.1f}" cy="{:.1f}" r="2.5" fill="{}"/>').format(frame.across(at), frame.down(one), PURPLE)
        for at, one in enumerate(line.values)
        if isfinite(one)
    )
    return (
        _words(LEFT, y - 10, line.words, "start")
        + _rung(frame, 0.0, line.said)
        + _rung(frame, top, line.said)
        + _years(frame, months)
        + _path(frame, list(enumerate(line.values)))
        + Markup("").join(dots)
    )


def _words(x: float, y: float, words: str, anchor: str) -> Markup:
    return Markup(
        '<text class="fb-chart__words" x="{:.1f}" y="{:.1f}" text-anchor="{}" font-family="DejaVu Sans, sans-serif" '
        'font-size="14" fill="{}">{}</text>'
    ).format(x, y, anchor, INK, words)


def _svg(height: int, name: str, title: str, words: str, inner: Markup) -> Markup:
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" class="fb-chart" viewBox="0 0 {} {}" role="img" '
        'aria-labelledby="{n}-title {n}-words"><title id="{n}-title">{}</title><desc id="{n}-words">{}</desc>'
        '<rect width="{}" height="{}" fill="#fff"/>{}</svg>'
    ).format(WIDTH, height, title, words, WIDTH, height, inner, n=name)
