"""A table of one measure: parts, overlaps, what is unplaced and the total, month by month, and whether they agree."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import numpy as np

from firstbell.pure.figures.counting import Asked, Columns, Span
from firstbell.pure.figures.measures import Measure
from firstbell.pure.figures.places import Level
from firstbell.pure.refusal import Refused
from firstbell.pure.trends.reconciling import Figure, Overlap, Part, Reconciliation
from firstbell.pure.trends.series import Series, month_after


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """One cell. ``area`` is "" for everything asked for, ``month`` None for rows without a date.

    ``unknown``: rows without the reference that is counted, which no count holds. ``whole``: the month was loaded to
    its last day; a month that was not is shown, and in no trend.
    """

    measure: str
    area: str
    month: date | None
    group: str
    numerator: int
    denominator: int
    unknown: int = 0
    whole: bool = True

    @property
    def share(self) -> float:
        """nan out of nothing."""
        return self.numerator / self.denominator if self.denominator else float("nan")


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """Rows that fall to exactly these ``areas``; where to none, ``why``. ``formerly``: codes of areas that are no more,
    by which some of them are recorded."""

    month: date | None
    group: str
    areas: tuple[str, ...]
    why: str
    formerly: tuple[str, ...]
    numerator: int
    denominator: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Revised:
    """Rows that came to a month, or left it, after the day up to which it had been counted."""

    month: date | None
    came: int
    left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """``loaded_until``: the last London day of which everything is here; ``extracted``: when the columns were made.

    ``revised`` are changes to months after ``revised_since``, oldest month first.
    """

    measure: Measure
    level: Level
    span: Span
    group: str
    categories: tuple[Category, ...]
    totals: tuple[Count, ...]
    loaded_until: date
    extracted: datetime
    revised: tuple[Revised, ...] = ()
    revised_since: date | None = None

    def areas(self) -> tuple[str, ...]:
        return tuple(sorted({area for one in self.categories for area in one.areas}))

    def is_whole(self, month: date | None) -> bool:
        return month is None or month_after(month, 1).toordinal() - 1 <= self.loaded_until.toordinal()

    def parts(self) -> tuple[Count, ...]:
        """A count of each area, month and group that has any; rows in two areas are in both."""
        sums: dict[tuple[date | None, str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
        for one in self.categories:
            for area in one.areas:
                cell = sums[one.month, one.group, area]
                for at, number in enumerate((one.numerator, one.denominator, one.unknown)):
                    cell[at] += number
        ordered = sorted(sums.items(), key=lambda item: (item[0][0] or date.min, *item[0][1:]))
        return tuple(
            Count(
                measure=self.measure.code,
                area=area,
                month=month,
                group=group,
                numerator=top,
                denominator=bottom,
                unknown=unknown,
                whole=self.is_whole(month),
            )
            for (month, group, area), (top, bottom, unknown) in ordered
        )

    def overlaps(self) -> tuple[Category, ...]:
        return tuple(one for one in self.categories if len(one.areas) > 1)

    def unplaced(self) -> tuple[Category, ...]:
        return tuple(one for one in self.categories if not one.areas)

    def reconcile(self, month: date | None, group: str = "") -> Reconciliation:
        """The identity of one month: its total is counted apart from its parts, and what differs is left over. Refused
        where nothing falls to any area."""
        mine = [one for one in self.categories if (one.month, one.group) == (month, group)]
        by_area: dict[str, int] = dict.fromkeys(self.areas(), 0)
        for one in mine:
            for area in one.areas:
                by_area[area] += one.numerator
        return Reconciliation(
            total=self._figure(self.total(month, group).numerator),
            parts=tuple(Part(area, self._figure(many)) for area, many in by_area.items()),
            overlaps=tuple(Overlap(frozenset(one.areas), one.numerator) for one in mine if len(one.areas) > 1),
            unplaced=sum(one.numerator for one in mine if not one.areas),
            revised=0,
        )

    def total(self, month: date | None, group: str = "") -> Count:
        for one in self.totals:
            if (one.month, one.group) == (month, group):
                return one
        return self.nothing(month, group)

    def series(self, area: str = "", group: str = "") -> Series:
        """The whole months of one area, or of everything, for a chart or a claim: a month with nothing is 0, and the
        last ones, which are not whole, are left out. Refused where no month is whole."""
        cells = self.parts() if area else self.totals
        known = {one.month: one for one in cells if one.area == area and one.group == group}
        months = [month for month in self.span.months() if self.is_whole(month)]
        if not months:
            raise Refused("No month was loaded to its last day.", "Wait until one is.")
        counts = [known.get(month) or self.nothing(month, group) for month in months]
        sizes = [one.denominator for one in counts] if self.measure.is_share else 1.0
        return Series(first=months[0], values=np.array([one.numerator for one in counts]), sizes=sizes)

    def nothing(self, month: date | None, group: str) -> Count:
        whole = self.is_whole(month)
        code = self.measure.code
        return Count(measure=code, area="", month=month, group=group, numerator=0, denominator=0, whole=whole)

    def _figure(self, count: int) -> Figure:
        return Figure(
            count=count,
            unit=self.measure.distinct or self.measure.counts.name,
            place_rule=self.measure.area_rule,
            period_rule=self.measure.date_rule,
            extracted=self.extracted,
            definition=self.measure.version,
        )


def table(columns: Columns, asked: Asked, *, loaded_until: date, extracted: datetime) -> Table:
    return Table(
        measure=asked.measure,
        level=asked.level,
        span=asked.span,
        group=asked.group,
        categories=tuple(_categories(columns, asked)),
        totals=tuple(_totals(columns, asked, loaded_until)),
        loaded_until=loaded_until,
        extracted=extracted,
    )


def with_revisions(of: Table, columns: Columns, asked: Asked, since: date) -> Table:
    """The table with what came to its months, or left them, after the end of a London day."""
    found = _lines(columns.revisions(asked, since))
    revised = tuple(Revised(one["month"], one["came"], one["gone"]) for one in found)
    return replace(of, revised=revised, revised_since=since)


def _categories(columns: Columns, asked: Asked) -> Iterator[Category]:
    for one in _lines(columns.categories(asked)):
        yield Category(
            month=one["month"],
            group=one["grouped"],
            areas=tuple(one["areas"]),
            why=one["why"],
            formerly=tuple(sorted(one["formerly"])),
            numerator=one["numerator"],
            denominator=one["denominator"],
            unknown=one["unknown"],
        )


def _totals(columns: Columns, asked: Asked, loaded_until: date) -> Iterator[Count]:
    for one in _lines(columns.totals(asked)):
        month = one["month"]
        yield Count(
            measure=asked.measure.code,
            area="",
            month=month,
            group=one["grouped"],
            numerator=one["numerator"],
            denominator=one["denominator"],
            unknown=one["unknown"],
            whole=month is None or month_after(month, 1).toordinal() - 1 <= loaded_until.toordinal(),
        )


def _lines(reader: Any) -> Iterator[dict[str, Any]]:
    for batch in reader:
        yield from batch.to_pylist()
