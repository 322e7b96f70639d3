"""Charts as SVG made here, each with its table beside it: whoever cannot see one reads the same numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, log

from markupsafe import Markup

WIDTH, ROW, LEFT, RIGHT, TOP = 720, 46, 16, 16, 26
TICKS = (0.1, 0.25, 0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 4.0, 10.0)
NARROWEST = log(2)
"""A scale never shows less than half to double: a small doubt must not look large."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A ratio of rates with the ends of its interval, all above 0; ``words`` name it. ``high`` may be infinite."""

    words: str
    ratio: float
    low: float
    high: float


def intervals(rows: Sequence[Interval], *, title: str, description: str, name: str = "intervals") -> Markup:
    """Each ratio as a point on its interval, over a line at 1, which is no difference; by powers."""
    reach = _reach(rows)
    height = TOP + ROW * len(rows) + 34
    lines = Markup("").join(_interval(row, at, reach) for at, row in enumerate(rows))
    return _svg(height, name, title, description, _axis(reach, height - 30) + lines)


def _reach(rows: Sequence[Interval]) -> float:
    """How far the scale goes on either side of 1, in logarithms, at most a hundredfold."""
    ends = [abs(log(min(max(end, 0.01), 100.0))) for row in rows for end in (row.low, row.ratio, row.high)]
    return max([NARROWEST, *ends]) * 1.08


def _over(value: float, reach: float) -> float:
    """Where a ratio lies from left to right; what goes beyond the scale lies on its edge."""
    share = (log(max(value, 1e-9)) / reach + 1) / 2 if value != float("inf") else 1.0
    return LEFT + (WIDTH - LEFT - RIGHT) * min(max(share, 0.0), 1.0)


def _interval(row: Interval, at: int, reach: float) -> Markup:
    y = TOP + ROW * at + 26
    low, middle, high = (_over(value, reach) for value in (row.low, row.ratio, row.high))
    return Markup(
        '<text class="fb-chart__words" x="{:d}" y="{:d}">{}</text>'
        '<path class="fb-chart__interval" d="M{:.1f} {:d}H{:.1f}"/>'
        '<circle class="fb-chart__point" cx="{:.1f}" cy="{:d}" r="6"/>'
    ).format(LEFT, y - 14, row.words, low, y, high, middle, y)


def _axis(reach: float, y: int) -> Markup:
    shown = [tick for tick in TICKS if abs(log(tick)) <= reach]
    if len(shown) > 6:
        shown = [tick for tick in shown if tick in (0.1, 0.25, 0.5, 1.0, 2.0, 4.0, 10.0)]
    return Markup("").join(_tick(_over(tick, reach), y, f"{tick:g}", tick == 1) for tick in shown)


@dataclass(frozen=True, slots=True)
class Bar:
    """Shares of one whole that come to 1 at most, in the order of the parts; ``words`` name the bar."""

    words: str
    shares: tuple[float, ...]


BAR, GAP, NAMED = 22, 6, 110
"""How high a bar is, what is between two, and how much room its name has on the left."""


def stacked(bars: Sequence[Bar], *, title: str, description: str, name: str = "stacked") -> Markup:
    """Each bar's shares in a row, on a scale from 0 to the next tenth above the longest; see ``legend``."""
    most = min(1.0, (floor(max([0.0, *(sum(bar.shares) for bar in bars)]) * 10 + 1e-9) + 1) / 10)
    foot = TOP + (BAR + GAP) * len(bars)
    ticks = Markup("").join(
        _tick(_along(most * part / 5, most), foot, f"{100 * most * part / 5:g}%", part == 0) for part in range(6)
    )
    lines = Markup("").join(_bar(bar, TOP + (BAR + GAP) * at, most) for at, bar in enumerate(bars))
    return _svg(foot + 34, name, title, description, ticks + lines)


def legend(parts: Sequence[str]) -> Markup:
    """What each share of a bar is, in the order of the bar."""
    sample = Markup('<li><svg class="fb-legend__sample" viewBox="0 0 44 28" aria-hidden="true">{}</svg>{}</li>')
    lines = (sample.format(_share(4, 40, 4, at), words) for at, words in enumerate(parts))
    return Markup('<ul class="govuk-list fb-legend">{}</ul>').format(Markup("").join(lines))


def _along(share: float, most: float) -> float:
    return NAMED + (WIDTH - NAMED - 2 * RIGHT) * share / most


def _bar(bar: Bar, y: int, most: float) -> Markup:
    words = Markup('<text class="fb-chart__words" x="{}" y="{}">{}</text>').format(LEFT, y + BAR - 5, bar.words)
    ends = [sum(bar.shares[:at]) for at in range(len(bar.shares) + 1)]
    parts = (_share(_along(ends[at], most), _along(ends[at + 1], most), y, at) for at in range(len(bar.shares)))
    return words + Markup("").join(parts)


def _share(left: float, right: float, y: int, part: int) -> Markup:
    return Markup(
        '<rect class="fb-chart__share fb-chart__share--{}" x="{:.1f}" y="{}" width="{:.1f}" height="{}"/>'
    ).format(part, left, y, right - left, BAR)


def _tick(x: float, y: int, words: str, strong: bool) -> Markup:
    look = "fb-chart__base" if strong else "fb-chart__tick"
    return Markup(
        '<path class="{}" d="M{:.1f} {:d}V{:d}"/><text class="fb-chart__number" x="{:.1f}" y="{:d}">{}</text>'
    ).format(look, x, TOP - 10, y, x, y + 20, words)


def _svg(height: int, name: str, title: str, description: str, inner: Markup) -> Markup:
    return Markup(
        '<svg class="fb-chart" viewBox="0 0 {} {}" role="img" aria-labelledby="{n}-title {n}-words">'
        '<title id="{n}-title">{}</title><desc id="{n}-words">{}</desc>{}</svg>'
    ).format(WIDTH, height, title, description, inner, n=name)
