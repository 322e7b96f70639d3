"""What somebody wants to publish: which table, of which months, and the counts that it is made of."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from firstbell.pure.disclosure import LEVELS, MSOA, Areas, Cell, Period
from firstbell.pure.disclosure.releases import Breakdown
from firstbell.pure.figures.counting import Span
from firstbell.pure.periods import day_in_words
from firstbell.pure.refusal import Refused, is_written_out
from firstbell.pure.trends.series import month_after
from firstbell.reporting.publication.rules.hierarchy import levels_down_to, placed
from firstbell.reporting.publication.rules.publishable import Publishable, publishable

MonthBy = Mapping[str, Mapping[str, Mapping[str, int]]]
"""Counts of a month by column ("" for none), by category and by the smallest area."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A table by ``level``, the levels above it as its totals, of one ``period``; by one dimension or ("") none."""

    measure: str
    level: str
    period: Period
    by_dimension: str = ""

    @property
    def of(self) -> Publishable:
        return publishable(self.measure)

    @property
    def span(self) -> Span:
        return Span(self.period.first, month_after(self.period.first, self.period.months))

    @property
    def ways(self) -> Iterator[Breakdown]:
        """Everybody, and each category."""
        yield ()
        for category in self.of.categories.get(self.by_dimension, ()):
            yield ((self.by_dimension, category),)


def may_draft(wanted: Wanted, summary: str, today: date) -> None:
    """Refused for what is never published, for months that are not over, and for a definition that changed in them."""
    levels_down_to(wanted.level)
    wanted.of.dimension(wanted.by_dimension)
    if not is_written_out(summary):
        raise Refused("A release has a summary in plain words.", "Say in a sentence or two what the figures show.")
    if wanted.span.until > today:
        raise Refused(f"{wanted.period.words()} is not over.", "Wait until it is.")
    for change in wanted.of.changes(wanted.by_dimension):
        if wanted.span.first < change.on < wanted.span.until:
            raise Refused(
                f"What is counted became another thing on {day_in_words(change.on)}: {change.reason}",
                "Publish periods that end before that day, or begin on it.",
            )


def may_count(months: Iterable[tuple[date, bool]]) -> None:
    """Refused where a month was not loaded to its last day: what is still growing would be published twice."""
    for month, whole in months:
        if not whole:
            raise Refused(f"{month:%B %Y} was not loaded to its last day.", "Wait until it was; the feed may be late.")


def counts_of(wanted: Wanted, months: Sequence[MonthBy], areas: Areas, force: str) -> dict[Cell, int]:
    """The true count of every cell of the table. Refused for a category that nobody has named."""
    levels = levels_down_to(wanted.level)
    counts: dict[Cell, int] = {}
    for way in wanted.ways:
        by_area = placed(_summed(months, way, wanted), areas, force)
        counts |= {
            Cell(code, wanted.period, way): many for code, many in by_area.items() if areas[code].level in levels
        }
    return counts


def _summed(months: Sequence[MonthBy], way: Breakdown, wanted: Wanted) -> dict[str, int]:
    """Over months, by the smallest area."""
    column, category = way[0] if way else ("", "")
    total: dict[str, int] = {}
    for month in months:
        _all_named(month.get(column), column, wanted)
        for code, many in month[column].get(category, {}).items():
            total[code] = total.get(code, 0) + many
    return total


def _all_named(by_category: Mapping[str, object] | None, column: str, wanted: Wanted) -> None:
    if by_category is None:
        raise Refused(f"These months were counted without {column}.", "Publish them as they were counted.")
    if column and (unknown := sorted(by_category.keys() - wanted.of.categories[column])):
        raise Refused(f"{unknown[0]!r} is no category of {column} that anybody named.", "Have it named first.")


def finest_level(levels: Iterable[str]) -> str:
    """Of the levels of some figures, the one that their table is by."""
    return max(levels, key=LEVELS.index, default=MSOA)
