"""What a release must be before anybody asks what could be found out from it.

Each rule closes a door that rounding leaves open, whatever the counts are; and none of them looks at a count.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby, product

from firstbell.pure.disclosure.hierarchy import DISTRICT, FORCE, MSOA, at_level, refuse_areas
from firstbell.pure.disclosure.releases import Cell, Period, Release
from firstbell.pure.disclosure.rounding import revised, rounded
from firstbell.pure.refusal import Refused

FINEST_MONTHS = {MSOA: 12, DISTRICT: 3, FORCE: 1}
"""A year by MSOA, a quarter by district, a month for the force."""

BROKEN_DOWN = {MSOA: 0, DISTRICT: 1, FORCE: 1}
"""By how many dimensions at a time: sex, age or kind, and never two of them together."""


def refuse_form(candidate: Release, released: Sequence[Release]) -> None:
    """Raises Refused unless the candidate has the form of a release, by itself and beside all that was released."""
    _something_new(candidate, released)
    refuse_areas(candidate.areas)
    _same_divisions(candidate, released)
    _periods(candidate, released)
    _fine_enough(candidate)
    _whole_tables(candidate)
    _never_otherwise(candidate, released)
    _by_the_rule(candidate, released)


def beside(candidate: Release, released: Sequence[Release]) -> list[Release]:
    """The releases that speak of the same: of the same measure, with a month in common, directly or through others."""
    rest = [one for one in released if one.measure == candidate.measure]
    found, months = [], candidate.covers
    while near := [one for one in rest if one.covers & months]:
        found += near
        rest = [one for one in rest if one not in near]
        months = months.union(*(one.covers for one in near))
    return sorted(found, key=lambda one: list(released).index(one))


def _something_new(candidate: Release, released: Sequence[Release]) -> None:
    if any(one.reference == candidate.reference for one in released):
        raise Refused(f"{candidate.reference} has been released.", "Give the release a reference of its own.")
    if not candidate.figures:
        raise Refused(f"{candidate.reference} has no figures.", "Release a table, or nothing.")
    if unknown := sorted({cell.area for cell in candidate.figures} - candidate.areas.keys()):
        raise Refused(f"{unknown[0]} is none of the areas.", "Give the hierarchy whole.")


def _same_divisions(candidate: Release, released: Sequence[Release]) -> None:
    """Nothing that was counted by one division is counted by another: the pieces between the two would be found."""
    for one in beside(candidate, released):
        if one.areas != candidate.areas:
            raise Refused(
                f"{one.reference} counted by other areas: where a boundary moved, what lies between could be found.",
                "Keep to the areas by which a period was first published; use new ones from the next year on.",
            )
        for name in candidate.categories.keys() & one.categories.keys():
            if set(candidate.categories[name]) != set(one.categories[name]):
                raise Refused(
                    f"{one.reference} has other categories of {name}: their differences could be found.",
                    "Keep to the categories by which a period was first published.",
                )


def _periods(candidate: Release, released: Sequence[Release]) -> None:
    periods = _all_periods(candidate)
    for period in periods:
        _month_quarter_or_year(period)
    for one, other in product(periods, periods | _all_periods(*beside(candidate, released))):
        shared = one.covers & other.covers
        if shared and shared not in (one.covers, other.covers):
            raise Refused(
                f"{one.words()} and {other.words()} overlap: the months in which they differ could be found.",
                "Publish periods that follow each other, and no rolling totals.",
            )


def _all_periods(*releases: Release) -> set[Period]:
    return {cell.period for one in releases for cell in one.figures}


def _month_quarter_or_year(period: Period) -> None:
    if period.months not in FINEST_MONTHS.values():
        raise Refused(
            f"{period.words()} is no month, quarter or year: a series that adds up gives away what each step added.",
            "Publish months, quarters or years, each by itself.",
        )
    if period.months > 1 and period.first.month % 3 != 1:
        raise Refused(
            f"{period.words()} begins inside a quarter.", "Begin quarters and years in January, April, July or October."
        )


def _fine_enough(candidate: Release) -> None:
    for cell in candidate.figures:
        level = candidate.areas[cell.area].level
        if cell.period.months < FINEST_MONTHS[level]:
            raise Refused(
                f"{cell.words()}: by {level} a figure is of {FINEST_MONTHS[level]} months or more.",
                "Publish a longer period, or the district or force.",
            )
        if len(cell.breakdown) > BROKEN_DOWN[level]:
            raise Refused(
                f"{cell.words()}: by {level} figures are broken down by {BROKEN_DOWN[level] or 'nothing'}.",
                "Publish one dimension at a time, and by district or force only.",
            )


def _whole_tables(candidate: Release) -> None:
    """A row that is left out says that it was left out, and a total gives it back."""
    for (level, period, dimensions), given in _tables(candidate):
        for name in dimensions:
            if name not in candidate.categories:
                raise Refused(f"Nobody has said what categories there are of {name}.", "Name them all.")
        choices = [[(name, category) for category in candidate.categories[name]] for name in dimensions]
        whole = {Cell(code, period, way) for code in at_level(candidate.areas, level) for way in product(*choices)}
        if wrong := sorted(whole ^ given):
            raise Refused(
                f"The table by {level} for {period.words()} is not whole: {wrong[0].words()} is missing, or unknown.",
                "Publish every area and every category of a table, or not the table.",
            )


def _tables(candidate: Release) -> Iterator[tuple[tuple[str, Period, tuple[str, ...]], set[Cell]]]:
    """Cells that stand in one table: of a level, for a period, by the same dimensions."""

    def table(cell: Cell) -> tuple[str, Period, tuple[str, ...]]:
        return candidate.areas[cell.area].level, cell.period, cell.dimensions

    for key, cells in groupby(sorted(candidate.figures, key=table), key=table):
        yield key, set(cells)


def _never_otherwise(candidate: Release, released: Sequence[Release]) -> None:
    """In one edition a cell has one figure, however often it is released. Others' may be nearer to the count."""
    for one in released:
        if (one.measure, bool(one.revises)) == (candidate.measure, bool(candidate.revises)):
            _agreeing(candidate, one)


def _agreeing(candidate: Release, one: Release) -> None:
    for cell, figure in candidate.figures.items():
        if cell in one.figures and not figure.agrees_with(one.figures[cell]):
            raise Refused(
                f"{one.reference} has another figure for {cell.words()}: the two together tell more than either.",
                f"Repeat the figure, or revise {one.reference} as a whole.",
            )


def _by_the_rule(candidate: Release, released: Sequence[Release]) -> None:
    before = _revised_release(candidate, released) if candidate.revises else None
    for cell, figure in candidate.figures.items():
        ruled = revised(figure.low, before.figures[cell]) if before else rounded(figure.low)
        if figure != ruled:
            raise Refused(
                f"The figure for {cell.words()} was not made by the rule for public figures.",
                "Make the release from its counts.",
            )


def _revised_release(candidate: Release, released: Sequence[Release]) -> Release:
    """The release that the candidate revises: a first one that was not revised before, with the same cells."""
    before = next((one for one in released if one.reference == candidate.revises), None)
    if before is None or before.revises:
        raise Refused(f"{candidate.revises} is no first release.", "Revise a release that was made.")
    if any(one.revises == candidate.revises for one in released):
        raise Refused(
            f"{candidate.revises} has been revised: a second revision would be compared with both.",
            "Leave it as it is.",
        )
    if (before.figures.keys(), before.areas) != (candidate.figures.keys(), candidate.areas):
        raise Refused("A release is revised as a whole.", f"Give the cells and areas of {before.reference}.")
    return before
