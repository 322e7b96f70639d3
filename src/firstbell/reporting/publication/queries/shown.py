"""Figures of an entry of the register as they are read, whoever reads them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from firstbell.pure.areas.neighbourhoods import neighbourhoods
from firstbell.pure.disclosure import MSOA, Cell, Period, Release
from firstbell.pure.disclosure.rounding import HIDDEN_BELOW
from firstbell.reporting.performance.rules.measures import measure as measure_of
from firstbell.reporting.publication.models import RegisterEntry
from firstbell.reporting.publication.rules.drafting import Wanted
from firstbell.reporting.publication.rules.hierarchy import name_of
from firstbell.reporting.publication.rules.signing import MAP
from firstbell.reporting.publication.rules.values import checked, release_of
from firstbell.reporting.publication.rules.words import category_words, in_order, rate_words, stands


@dataclass(frozen=True, slots=True)
class PublicFigure:
    """One figure. ``area`` is a code, ``level`` is force, district or msoa, ``period`` is in words; ``category`` is
    what it is of, "" for everything; ``words`` is what stands in the table: ``fewer than 10``, ``125``, ``no large
    change``. ``number`` is None where there are words instead; ``rate`` is in words, "" where there is none.
    ``measure`` is the title of what was counted and ``release`` the reference under which it stands: a neighbourhood's
    page has figures of several."""

    area: str
    area_name: str
    level: str
    period: str
    category: str
    words: str
    number: int | None
    rate: str
    measure: str
    release: str


def wanted_of_row(row: RegisterEntry) -> Wanted:
    return Wanted(row.measure, row.level, Period(row.first, row.months), row.by_dimension)


def figures_of(row: RegisterEntry, *, revised: RegisterEntry | None = None) -> tuple[PublicFigure, ...]:
    """In order of area and category. With what revised them: what stands of them since.

    Refused where an entry is not what was signed.
    """
    if row.kind == MAP:
        return tuple(_of_map(row))
    release = release_of(row.reference, row.value, row.digest)
    later = release_of(revised.reference, revised.value, revised.digest) if revised else None
    return tuple(_shown(cell, release, later, row.force) for cell in in_order(release, row.force))


def _shown(cell: Cell, release: Release, later: Release | None, force: str) -> PublicFigure:
    area, first = release.areas[cell.area], release.figures[cell]
    figure = stands(later.figures[cell], first) if later else first
    return PublicFigure(
        cell.area,
        name_of(cell.area, force),
        area.level,
        cell.period.words(),
        category_words(release.measure, cell),
        figure.words(),
        figure.number,
        rate_words(figure, area, cell.period.months),
        measure_of(release.measure).title,
        release.reference,
    )


def _of_map(row: RegisterEntry) -> Iterator[PublicFigure]:
    counts = json.loads(checked(row.reference, row.value, row.digest))["counts"]
    period, measure = wanted_of_row(row).period.words(), measure_of(row.measure).title
    for code in sorted(counts, key=lambda code: neighbourhoods()[code].name if code in neighbourhoods() else code):
        many = counts[code]
        few = many < HIDDEN_BELOW
        words = f"fewer than about {HIDDEN_BELOW}" if few else f"about {many:,}"
        name = name_of(code, row.force)
        yield PublicFigure(code, name, MSOA, period, "", words, None if few else many, "", measure, row.reference)
