"""A release: figures that were made public together, as a value that nothing changes any more."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from firstbell.pure.disclosure.hierarchy import Areas
from firstbell.pure.disclosure.rounding import Figure, revised, rounded
from firstbell.pure.refusal import Refused

Breakdown = tuple[tuple[str, str], ...]
"""Dimensions with a category each: ``(("sex", "female"),)``; empty for everybody."""


LONGEST = 120
"""Months of the longest period."""


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """So many ``months`` from the ``first`` day of one on, ten years at most."""

    first: date
    months: int

    def __post_init__(self) -> None:
        ends_too_late = self.first.year + LONGEST // 12 >= date.max.year
        if self.first.day != 1 or not 1 <= self.months <= LONGEST or ends_too_late:
            raise Refused(
                "A period is a whole number of months, ten years of them at most.", "Begin it on the first of a month."
            )

    @property
    def covers(self) -> frozenset[int]:
        """Its months, numbered through all years."""
        begin = self.first.year * 12 + self.first.month - 1
        return frozenset(range(begin, begin + self.months))

    def words(self) -> str:
        last = max(self.covers)
        end = date(last // 12, last % 12 + 1, 1)
        if self.months == 1:
            return f"{end:%B %Y}"
        return f"{self.first:%B %Y} to {end:%B %Y}"


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """What one figure is of: an area by its code, a period, and a category of whatever it is broken down by."""

    area: str
    period: Period
    breakdown: Breakdown = ()

    @property
    def dimensions(self) -> tuple[str, ...]:
        return tuple(name for name, _ in self.breakdown)

    def words(self) -> str:
        said = (f"{name} {category}" for name, category in self.breakdown)
        return ", ".join((self.area, self.period.words(), *said))


@dataclass(frozen=True, slots=True)
class Release:
    """Figures of one ``measure``, under a ``reference`` of their own.

    ``areas``: the hierarchy, whole; ``categories``: of each dimension all that there are, "not known" or "other" among
    them, so that together they are everybody; ``revises``: the reference of the release whose figures are revised.
    Every release but a revision counts what the first one of its period counted, from the same frozen extract.
    """

    reference: str
    measure: str
    areas: Areas
    figures: Mapping[Cell, Figure]
    categories: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    revises: str = ""

    def __post_init__(self) -> None:
        for name in ("areas", "figures", "categories"):
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))

    @property
    def covers(self) -> frozenset[int]:
        """The months that any of its figures is of."""
        return frozenset().union(*(cell.period.covers for cell in self.figures))


def first_release(
    reference: str,
    measure: str,
    areas: Areas,
    counts: Mapping[Cell, int],
    categories: Mapping[str, tuple[str, ...]] | None = None,
) -> Release:
    """The release of true counts, each rounded by itself."""
    figures = {cell: rounded(count) for cell, count in counts.items()}
    return Release(reference, measure, areas, figures, categories or {})


def revision(reference: str, before: Release, counts: Mapping[Cell, int]) -> Release:
    """The release that revises ``before``, whole, by counts of the same cells as they are known now."""
    if counts.keys() != before.figures.keys():
        raise Refused(
            "A release is revised as a whole.", f"Count every cell of {before.reference} again, and no other."
        )
    figures = {cell: revised(count, before.figures[cell]) for cell, count in counts.items()}
    return Release(reference, before.measure, before.areas, figures, before.categories, before.reference)
