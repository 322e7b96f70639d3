"""A chart as facts: its segments with their limits, the signals, what was defined anew, and what it is worth."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np

from firstbell.pure.evaluation.finding import Direction
from firstbell.pure.periods import day_in_words
from firstbell.pure.refusal import Refused, is_written_out
from firstbell.pure.trends.limits import Limits, xmr
from firstbell.pure.trends.overdispersion import p_prime, u_prime
from firstbell.pure.trends.quiet import Quiet, quiet, quiet_counts
from firstbell.pure.trends.rebasing import PANDEMIC, Break, inside, pieces
from firstbell.pure.trends.rules import TREND_POINTS, Signal, signals
from firstbell.pure.trends.series import Series, refuse_rolling

TRIAL_BELOW = 12
"""Months: limits of a shorter segment are called trial limits."""


class Method(StrEnum):
    """XmR for anything; u' for counts of small areas, or over people or days; p' for shares."""

    XMR = "XmR"
    U_PRIME = "u'"
    P_PRIME = "p'"


@dataclass(frozen=True, slots=True)
class Lines:
    middle: float
    lower: float
    upper: float


@dataclass(frozen=True, slots=True)
class Point:
    """One month, as a chart and its table show it; without lines where its segment has no limits."""

    month: date
    value: float
    lines: Lines | None
    signal: Signal | None


@dataclass(frozen=True, slots=True)
class Segment:
    """Months between two lines; ``limits`` None where it is one month alone; ``begun``: why it begins."""

    series: Series
    limits: Limits | None
    signals: tuple[Signal | None, ...]
    begun: tuple[Break, ...]

    @property
    def trial(self) -> bool:
        return len(self.series) < TRIAL_BELOW

    def points(self) -> tuple[Point, ...]:
        drawn, lines = self.series.drawn.tolist(), self._lines()
        return tuple(
            Point(self.series.month(at), drawn[at], lines[at], signal) for at, signal in enumerate(self.signals)
        )

    def _lines(self) -> list[Lines] | list[None]:
        if self.limits is None:
            return [None] * len(self.series)
        lines = (self.limits.middle, self.limits.lower, self.limits.upper)
        return list(map(Lines, *(np.broadcast_to(line, len(self.series)).tolist() for line in lines)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """``definitions``: every change of a definition within its months, to be marked; ``crossed``: those that limits
    run across nevertheless, and ``across``: why. ``screened`` is to be printed with it; ``good``: which way is better.
    """

    segments: tuple[Segment, ...]
    definitions: tuple[Break, ...]
    crossed: tuple[Break, ...]
    across: str
    method: Method
    screened: bool
    trend_points: int
    good: Direction

    def points(self) -> tuple[Point, ...]:
        return tuple(point for segment in self.segments for point in segment.points())

    def quiet(self) -> Quiet:
        """How often a chart of such segments signals with nothing happening; of u', with counts of this size."""
        lengths = tuple(len(segment.series) for segment in self.segments)
        if self.method is Method.U_PRIME:
            mean, dispersion = self._count()
            return quiet_counts(*lengths, mean=mean, dispersion=dispersion, trend_points=self.trend_points)
        return quiet(
            *lengths,
            screened=self.screened,
            trend_points=self.trend_points,
            season_removed=self.segments[0].series.season_removed,
        )

    def _count(self) -> tuple[float, float]:
        """The mean count of a month and its dispersion, to two figures: no more is known, and few need simulating."""
        counts = np.concatenate([segment.series.values for segment in self.segments])
        sigmas = [segment.limits.spread.item() for segment in self.segments if segment.limits]
        dispersion = float(np.mean(np.square(sigmas))) if sigmas else 1.0
        return float(f"{counts.mean():.2g}"), float(f"{max(dispersion, 1.0):.2g}")

    def words(self) -> str:
        """What a reader must know before believing it: how often it cries wolf, and what its limits run across."""
        removed = self.segments[0].series.season_removed
        said = ["The season was divided out."] * removed + [self.quiet().words()]
        said += [
            f"Limits run across a change on {day_in_words(one.on)}: {one.reason} {self.across}".strip()
            for one in self.crossed
        ]
        if any(segment.trial for segment in self.segments):
            said.append(f"Limits of fewer than {TRIAL_BELOW} months are trial limits.")
        return " ".join(said)


def chart(
    series: Series,
    *,
    definitions: Iterable[Break],
    rebases: Iterable[Break] = (),
    across: str = "",
    method: Method = Method.XMR,
    screened: bool = True,
    trend_points: int = TREND_POINTS,
    good: Direction = Direction.CANNOT_TELL,
) -> Chart:
    """Limits begin anew at each rebase, at each change of the measure's ``definitions``, and around the pandemic.

    With ``across``, a written reason, limits run across changes of definitions, and the chart says so. ``screened``
    is for XmR alone. Refused for rolling totals.
    """
    refuse_rolling(series)
    if across and not is_written_out(across):
        raise Refused("Limits across a change of definition need a written reason.", "Write why they may.")
    definitions = inside(series, definitions)
    breaks = (*PANDEMIC, *rebases, *(() if across else definitions))
    screened = screened and method is Method.XMR
    segments = tuple(
        _segment(months, begun, method, screened, trend_points) for months, begun in pieces(series, breaks)
    )
    begun = {one for segment in segments for one in segment.begun}
    return Chart(
        segments=segments,
        definitions=definitions,
        crossed=tuple(one for one in definitions if one not in begun),
        across=across,
        method=method,
        screened=screened,
        trend_points=trend_points,
        good=good,
    )


def limits_of(series: Series, method: Method, *, screened: bool = True) -> Limits:
    """Limits of all months together, whatever changed among them; ``chart`` asks for one segment at a time."""
    if method is Method.XMR:
        return xmr(series.drawn, screened=screened)
    return (u_prime if method is Method.U_PRIME else p_prime)(series.counts, series.over)


def _segment(series: Series, begun: tuple[Break, ...], method: Method, screened: bool, trend_points: int) -> Segment:
    if len(series) < 2:
        return Segment(series, None, (None,), begun)
    limits = limits_of(series, method, screened=screened)
    return Segment(series, limits, signals(series, limits, trend_points=trend_points), begun)
