"""A force area that does not exist, and what was counted in it: records by block, month, sex and age.

Three districts of four MSOAs of two blocks each, and two years. In half of the MSOAs next to nothing happens.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from firstbell.pure.disclosure import DISTRICT, FORCE, MSOA, Area, Areas, Cell, Period

FIRST_YEAR = 2025
MONTHS = 24
SEXES = ("female", "male")
AGES = ("under 25", "25 to 44", "45 to 64", "over 64")
CATEGORIES: Mapping[str, tuple[str, ...]] = {"sex": SEXES, "age": AGES}
DISTRICTS = ("West", "East", "North")
MSOAS = tuple(f"{district[0]}{number}" for district in DISTRICTS for number in range(1, 5))
QUIET = ("W1", "W2", "E1", "E2", "N1", "N2")
BLOCKS = tuple(f"{msoa}{half}" for msoa in MSOAS for half in "ab")
ALL = " and "
"""Joins the categories that are counted as one: ``under 25 and 25 to 44``."""

Counts = NDArray[np.int64]


def areas() -> Areas:
    msoas = [_area(msoa, MSOA, [msoa]) for msoa in MSOAS]
    districts = [_area(name, DISTRICT, [msoa for msoa in MSOAS if msoa[0] == name[0]]) for name in DISTRICTS]
    return {area.code: area for area in (*msoas, *districts, _area("Force", FORCE, MSOAS))}


def _area(code: str, level: str, msoas: Sequence[str]) -> Area:
    return Area(code, level, frozenset(f"{msoa}{half}" for msoa in msoas for half in "ab"), 3000 * len(msoas))


@dataclass(frozen=True)
class Counted:
    """``records``, and how they are known a year on, with late ones and without some: (block, month, sex, age)."""

    records: Counts
    known_later: Counts

    @property
    def later(self) -> "Counted":
        return Counted(self.known_later, self.known_later)

    def and_one_more(self, block: str, month: int, sex: str, age: str) -> "Counted":
        """The same, and a year on a single record more."""
        late = self.records.copy()
        late[BLOCKS.index(block), month, SEXES.index(sex), AGES.index(age)] += 1
        return Counted(self.records, late)

    def of(self, blocks: Iterable[str], months: Iterable[int], categories: Mapping[str, Iterable[str]]) -> int:
        """The count of a region. Months are numbered as Period does; a dimension that is not named is everybody."""
        begin = min(Period(date(FIRST_YEAR, 1, 1), 1).covers)
        where = np.ix_(
            [BLOCKS.index(block) for block in blocks],
            [month - begin for month in months],
            [SEXES.index(one) for one in categories.get("sex", SEXES)],
            [AGES.index(one) for one in categories.get("age", AGES)],
        )
        return int(self.records[where].sum())

    def count(self, cell: Cell, within: Areas) -> int:
        categories = {name: category.split(ALL) for name, category in cell.breakdown}
        return self.of(within[cell.area].blocks, cell.period.covers, categories)

    def counts(self, cells: Iterable[Cell], within: Areas) -> dict[Cell, int]:
        return {cell: self.count(cell, within) for cell in cells}


def counted(seed: int, busy: float = 300.0, quiet: float = 5.0) -> Counted:
    """``busy`` and ``quiet``: records that an MSOA has in a year, in the mean."""
    chance = np.random.default_rng(seed)
    yearly = np.array([quiet if block[:2] in QUIET else busy * chance.uniform(0.5, 1.5) for block in BLOCKS])
    mean = yearly[:, None, None, None] / 24 * np.outer((0.75, 0.25), (0.3, 0.6, 0.06, 0.04))
    records = chance.poisson(mean, (len(BLOCKS), MONTHS, len(SEXES), len(AGES)))
    late = chance.random(records.shape) < 0.01
    gone = (records > 0) & (chance.random(records.shape) < 0.02)
    return Counted(records, records + late - gone)


def month(number: int) -> Period:
    """From 0 on."""
    return Period(date(FIRST_YEAR + number // 12, number % 12 + 1, 1), 1)


def quarter(number: int) -> Period:
    return replace(month(3 * number), months=3)


def year(number: int) -> Period:
    return replace(month(12 * number), months=12)


def table(level: str, period: Period, *dimensions: str) -> list[Cell]:
    """A row for each area of a level and, where a dimension is named, a column for each category."""
    codes = [area.code for area in areas().values() if area.level == level]
    ways = [((name, one),) for name in dimensions for one in CATEGORIES[name]] or [()]
    return [Cell(code, period, way) for code in codes for way in ways]
