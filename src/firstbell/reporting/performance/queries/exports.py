"""A month's figures and their definitions as rows for a file, one at a time."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from firstbell.pure.figures.counting import Asked, Span
from firstbell.pure.figures.measures import Measure
from firstbell.pure.figures.places import Level
from firstbell.pure.figures.tables import Category, Count, Table, table, with_revisions
from firstbell.pure.periods import day_in_words
from firstbell.pure.trends.series import month_after
from firstbell.reporting.performance.queries.refreshes import open_columns
from firstbell.reporting.performance.rules.gazetteer import gazetteer
from firstbell.reporting.performance.rules.measures import MEASURES

Row = dict[str, object]
TOO_SMALL_FOR_GROUPS = (Level.MSOA, Level.WARD)
"""By these everything is counted once, and not by sex, age or any other group: a cell would be one person."""


def figures(month: date, *, force: str = "") -> Iterator[Row]:
    """Every measure of a month: its total, its parts at every level, overlaps, what is unplaced, and what is left over;
    rows without a date, which are in no month, and rows that came to the month, or left it, after its last day.

    A row says which it is (``line``); ``whole`` is false where the month was not loaded to its last day; ``formerly``
    are areas that are no more by which some of it is recorded, and ``why`` says why something falls to no area.
    """
    with open_columns() as (columns, known):
        until, last_day = known.loaded_until(force), month_after(month, 1) - timedelta(1)
        for measure in MEASURES:
            for level in Level:
                for group in ("", *(() if level in TOO_SMALL_FOR_GROUPS else measure.groups)):
                    asked = Asked(measure=measure, level=level, span=Span.ending(month, 1), force=force, group=group)
                    found = table(columns, asked, loaded_until=until, extracted=known.extracted)
                    yield from _rows(found, month, group)
            whole = Asked(measure=measure, level=Level.FORCE, span=Span.ending(month, 1), force=force)
            found = table(columns, whole, loaded_until=until, extracted=known.extracted)
            yield from _revised(with_revisions(found, columns, whole, last_day))


def definitions() -> Iterator[Row]:
    """Every term of every definition: what a figure counts is in the same words as on its page."""
    for measure in MEASURES:
        for term, said in measure.documentation():
            yield {"measure": measure.code, "version": measure.version, "term": term, "said": said}


def _rows(found: Table, month: date, column: str) -> Iterator[Row]:
    for total in found.totals:
        line = "undated" if total.month is None else "total"
        yield _row(found, line, "", total.group, column, total.numerator, total.denominator, total.unknown)
    yield from _parts(found, month, column)
    for one in (*found.overlaps(), *found.unplaced()):
        if one.month == month:
            line = "overlap" if one.areas else "unplaced"
            cells = (one.numerator, one.denominator, one.unknown)
            more = {"why": one.why, "formerly": "; ".join(map(gazetteer().formerly, one.formerly))}
            yield _row(found, line, "+".join(one.areas), one.group, column, *cells) | more
    for group in sorted({total.group for total in found.totals if total.month == month}) if found.areas() else ():
        yield _row(found, "residual", "", group, column, found.reconcile(month, group).residual, None, None)


def _parts(found: Table, month: date, column: str) -> Iterator[Row]:
    recorded = [one for one in found.categories if one.formerly and one.month == month]
    for part in found.parts():
        if part.month == month:
            cells = (part.numerator, part.denominator, part.unknown)
            more = {"name": gazetteer().name(part.area), "formerly": _formerly(recorded, part)}
            yield _row(found, "part", part.area, part.group, column, *cells) | more


def _revised(found: Table) -> Iterator[Row]:
    """Rows, whoever they are about: a late revision is seen, and nobody has to find it in two exports."""
    for one in found.revised:
        if one.month is not None:
            why = f"after {day_in_words(found.revised_since)}" if found.revised_since else ""
            for line, many in (("came", one.came), ("left", one.left)):
                yield _row(found, line, "", "", "", many, None, None) | {"why": why}


def _formerly(recorded: Iterable[Category], part: Count) -> str:
    """Under which areas that are no more some of a part is recorded, of categories of which some are."""
    mine = (one for one in recorded if one.group == part.group and part.area in one.areas)
    return "; ".join(map(gazetteer().formerly, sorted({code for one in mine for code in one.formerly})))


def _row(
    found: Table,
    line: str,
    area: str,
    group: str,
    column: str,
    numerator: int,
    denominator: int | None,
    unknown: int | None,
) -> Row:
    measure: Measure = found.measure
    month = found.span.first
    return {
        "month": f"{month:%Y-%m}",
        "measure": measure.code,
        "definition": measure.version,
        "level": found.level.value,
        "line": line,
        "area": area,
        "name": "",
        "by": column,
        "group": group,
        "numerator": numerator,
        "denominator": denominator if measure.is_share else None,
        "unknown": unknown,
        "formerly": "",
        "why": "",
        "whole": found.is_whole(month),
        "extracted": found.extracted.isoformat(),
    }
