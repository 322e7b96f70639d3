"""Measures as a meeting sees them, all of them counted over the same columns, opened once."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from firstbell.pure.figures.counting import Asked, Columns, Span, last_whole_month
from firstbell.pure.figures.places import Level
from firstbell.pure.figures.tables import Table, table, with_revisions
from firstbell.pure.refusal import NotYours, Refused
from firstbell.reporting.performance.queries.refreshes import ColumnsInUse, columns_in_use, open_columns
from firstbell.reporting.performance.queries.tables import chart_of, claim_of
from firstbell.reporting.performance.rules.measures import MEASURES, measure
from firstbell.reporting.performance.rules.seen import MONTHS, Seen

ALL = tuple(one.code for one in MEASURES)
Found = TypeVar("Found")


@dataclass(frozen=True, slots=True, kw_only=True)
class How:
    """How measures are looked at: in which ``month`` (its first day), of which ``force``, by which ``level``, of one
    ``area`` or ("") of all, by their groups too, and with what was revised since a day."""

    month: date
    force: str
    level: Level = Level.FORCE
    area: str = ""
    groups: bool = False
    revised_since: date | None = None


def last_month(force: str) -> date:
    """The last month of which every day was loaded. Refused before any columns were made."""
    return last_whole_month(columns_in_use().loaded_until(force))


def seen_measures(how: How, codes: Iterable[str] = ALL) -> tuple[Seen, ...]:
    """Each with four years of months that end with the month. Refused for a measure or an area that there is not, and
    before any columns were made."""
    with open_columns() as (columns, known):
        return tuple(_seen(columns, known, code, how) for code in codes)


def _seen(columns: Columns, known: ColumnsInUse, code: str, how: How) -> Seen:
    asked = Asked(measure=measure(code), level=how.level, span=Span.ending(how.month, MONTHS), force=how.force)
    found = _counted(columns, known, asked)
    if how.revised_since:
        found = with_revisions(found, columns, asked, how.revised_since)
    if how.area and how.area not in found.areas():
        raise NotYours(f"Nothing was counted in {how.area}.", "Choose an area of the table.")
    chart, no_chart = _or_why(lambda: chart_of(found, area=how.area))
    claim, no_claim = _or_why(lambda: claim_of(found, area=how.area))
    return Seen(
        month=how.month,
        table=found,
        area=how.area,
        chart=chart,
        no_chart=no_chart,
        claim=claim,
        no_claim=no_claim,
        groups=tuple(_grouped(columns, known, asked, how.month)) if how.groups and not how.area else (),
    )


def _grouped(columns: Columns, known: ColumnsInUse, asked: Asked, month: date) -> Iterable[Table]:
    """The month alone, by each column: a group's past is looked up where it is asked for."""
    for group in asked.measure.groups:
        yield _counted(columns, known, replace(asked, level=Level.FORCE, span=Span.ending(month, 1), group=group))


def _counted(columns: Columns, known: ColumnsInUse, asked: Asked) -> Table:
    return table(columns, asked, loaded_until=known.loaded_until(asked.force), extracted=known.extracted)


def _or_why(find: Callable[[], Found]) -> tuple[Found | None, str]:
    """What is found, or why the rules allow none."""
    try:
        return find(), ""
    except Refused as refusal:
        return None, f"{refusal.reason} {refusal.remedy}"
