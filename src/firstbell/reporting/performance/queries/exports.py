"""A month's figures and their definitions as rows for a file, one at a time."""

from collections.abc import Iterator
from datetime import date

from firstbell.pure.figures.counting import Asked, Span
from firstbell.pure.figures.measures import Measure
from firstbell.pure.figures.places import Level
from firstbell.pure.figures.tables import Table, table
from firstbell.reporting.performance.queries.refreshes import open_columns
from firstbell.reporting.performance.rules.gazetteer import gazetteer
from firstbell.reporting.performance.rules.measures import MEASURES

Row = dict[str, object]


def figures(month: date, *, force: str = "") -> Iterator[Row]:
    """Every measure of a month: its total, its parts at every level, overlaps, what is unplaced, and what is left over.

    A row says which it is (``line``); ``whole`` is false where the month was not loaded to its last day.
    """
    with open_columns() as (columns, known):
        for measure in MEASURES:
            for level in Level:
                for group in ("", *measure.groups):
                    asked = Asked(measure=measure, level=level, span=Span.ending(month, 1), force=force, group=group)
                    until = known.loaded_until(force)
                    found = table(columns, asked, loaded_until=until, extracted=known.extracted)
                    yield from _rows(found, month, group)


def definitions() -> Iterator[Row]:
    """Every term of every definition: what a figure counts is in the same words as on its page."""
    for measure in MEASURES:
        for term, said in measure.documentation():
            yield {"measure": measure.code, "version": measure.version, "term": term, "said": said}


def _rows(found: Table, month: date, column: str) -> Iterator[Row]:
    names = gazetteer()
    for total in found.totals:
        if total.month == month:
            yield _row(found, "total", "", total.group, column, total.numerator, total.denominator, total.unknown)
    for part in found.parts():
        if part.month == month:
            name = names.name(part.area)
            cells = (part.numerator, part.denominator, part.unknown)
            yield _row(found, "part", part.area, part.group, column, *cells) | {"name": name}
    for one in (*found.overlaps(), *found.unplaced()):
        if one.month == month:
            line = "overlap" if one.areas else "unplaced"
            cells = (one.numerator, one.denominator, one.unknown)
            yield _row(found, line, "+".join(one.areas), one.group, column, *cells) | {"why": one.why}
    if not found.areas():
        return
    for group in sorted({total.group for total in found.totals if total.month == month}):
        yield _row(found, "residual", "", group, column, found.reconcile(month, group).residual, None, None)


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
        "why": "",
        "whole": found.is_whole(month),
        "extracted": found.extracted.isoformat(),
    }
