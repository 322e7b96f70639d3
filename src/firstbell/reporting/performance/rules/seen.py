"""One measure as a meeting sees it in a month: its figure, its chart and claim or why there is none, and its tables."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from firstbell.pure.documents.document import Form, shown
from firstbell.pure.figures.measures import Measure
from firstbell.pure.figures.tables import Count, Table
from firstbell.pure.periods import day_in_words
from firstbell.pure.trends.charts import Chart
from firstbell.pure.trends.claims import Claim
from firstbell.pure.trends.series import month_after
from firstbell.reporting.performance.rules.gazetteer import gazetteer

MONTHS = 48
"""As many as a claim needs: twelve and the 36 before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """``table`` has months up to ``month`` by area; ``area`` is "" for all that was asked for. ``chart`` and ``claim``
    are None where the rules of trends allow none, and ``no_chart`` and ``no_claim`` then say why. ``groups`` are tables
    of the same months by each column by which the measure may be broken down."""

    month: date
    table: Table
    area: str = ""
    chart: Chart | None = None
    no_chart: str = ""
    claim: Claim | None = None
    no_claim: str = ""
    groups: tuple[Table, ...] = ()

    @property
    def measure(self) -> Measure:
        return self.table.measure

    @property
    def place(self) -> str:
        return gazetteer().name(self.area) if self.area else ""

    def count(self, month: date) -> Count:
        """Of the area, or of everything."""
        if not self.area:
            return self.table.total(month)
        cells = [one for one in self.table.parts() if (one.area, one.month, one.group) == (self.area, month, "")]
        return cells[0] if cells else self.table.nothing(month, "")

    def figure(self) -> str:
        """The month's figure in a sentence, beside the same month a year before, and what is missing in it."""
        own, before = self.count(self.month), self.count(month_after(self.month, -12))
        where = f" in {self.place}" if self.place else ""
        said = f"{self.measure.title}{where}: {figure_in_words(self.measure, own)} in {self.month:%B %Y}"
        if before.month in self.table.span.months() and before.whole:
            said += f"; {figure_in_words(self.measure, before)} in {before.month:%B %Y}"
        if not own.whole:
            said += f". The month is loaded up to {day_in_words(self.table.loaded_until)} only, and is in no trend"
        if own.unknown:
            said += f". {own.unknown:,} more rows do not say whom they are about, and are in no count"
        return f"{said}."

    def trend(self) -> str:
        """What may be said of the last twelve months, or why nothing may."""
        return self.claim.words() if self.claim else f"No claim: {self.no_claim}"


def form_of(measure: Measure) -> Form:
    """How a value of it is read: a share, a mean, or a count."""
    if not measure.is_share:
        return Form.COUNT
    return Form.NUMBER if measure.adds else Form.SHARE


def says(measure: Measure) -> Callable[[float], str]:
    """What writes one of its values."""
    form = form_of(measure)
    return lambda value: shown(value, form)


def value_of(measure: Measure, count: Count) -> float:
    return count.share if measure.is_share else float(count.numerator)


def figure_in_words(measure: Measure, count: Count) -> str:
    if not measure.is_share:
        return f"{count.numerator:,}"
    if not count.denominator:
        return "nothing to count"
    of = f"{count.numerator:,} over {count.denominator:,}" if measure.adds else _of(count)
    return f"{says(measure)(count.share)} ({of})"


def _of(count: Count) -> str:
    return f"{count.numerator:,} of {count.denominator:,}"
