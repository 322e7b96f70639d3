"""Months of a measure with every record in one area only, the smallest that it surely lies in: what releases are of.

A table for the meeting counts a record in both of two areas that are recorded of it, and says so. Figures that anybody
can subtract from each other need each in one.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from firstbell.pure.figures.counting import Asked, Columns, Span
from firstbell.pure.figures.measures import Measure
from firstbell.pure.figures.people import rows_of_people
from firstbell.pure.figures.places import Gazetteer, Level, Placing
from firstbell.pure.figures.tables import Table, table
from firstbell.pure.refusal import Refused
from firstbell.reporting.performance.queries.refreshes import ColumnsInUse, open_columns
from firstbell.reporting.performance.rules.gazetteer import gazetteer
from firstbell.reporting.performance.rules.measures import measure as measure_of

ByArea = Mapping[str, int]
"""Counts by the code of the smallest area; "" for what lies in no single district."""


@dataclass(frozen=True, slots=True)
class MonthCounted:
    """``by`` has by column ("" for none) and by category the counts; ``whole``: it was loaded to its last day."""

    month: date
    definition: str
    extracted: datetime
    whole: bool
    by: Mapping[str, Mapping[str, ByArea]]


def months_once(code: str, *, span: Span, force: str, groups: Iterable[str] = ()) -> tuple[MonthCounted, ...]:
    """Every month of a span, in order. Refused before any columns were made, for a measure that does not count records
    (a share, distinct people, a sum), and where a record was lost on the way to its area."""
    measure = measure_of(code)
    if measure.is_share or measure.distinct or measure.adds:
        raise Refused(f"{measure.title} do not add up: they are no count of records.", "Choose a count of records.")
    with open_columns() as (opened, known):
        columns = replace(opened, gazetteer=_Once(gazetteer().places), made=set())
        tables = {group: _table(columns, known, measure, span, force, group) for group in ("", *groups)}
    return tuple(_month(month, tables) for month in span.months())


def people_once(code: str, *, year: int, force: str, most: int) -> ByArea:
    """A year's rows of people by neighbourhood, of each person no more than ``most``; what is placed in none is left
    out. Refused where the year was not wholly loaded."""
    asked = Asked(measure=measure_of(code), level=Level.MSOA, span=Span.ending(date(year, 12, 1), 12), force=force)
    with open_columns() as (opened, known):
        if known.loaded_until(force) < date(year, 12, 31):
            raise Refused(f"{year} was not loaded to its last day.", "Wait until it was; the feed may be late.")
        columns = replace(opened, gazetteer=_Once(gazetteer().places), made=set())
        return rows_of_people(columns, asked, most)


class _Once(Gazetteer):
    """Where a record falls once, whatever level is asked for: in a neighbourhood, else in a district, else nowhere."""

    def placing(self, codes: Iterable[str], level: Level) -> Placing:
        codes = tuple(codes)
        district, finest = (Gazetteer.placing(self, codes, one) for one in (Level.DISTRICT, Level.MSOA))
        if len(district.areas) != 1:
            return Placing((), district.why or "more than one district is recorded")
        return finest if len(finest.areas) == 1 else district


def _table(columns: Columns, known: ColumnsInUse, measure: Measure, span: Span, force: str, group: str) -> Table:
    asked = Asked(measure=measure, level=Level.MSOA, span=span, force=force, group=group)
    return table(columns, asked, loaded_until=known.loaded_until(force), extracted=known.extracted)


def _month(month: date, tables: Mapping[str, Table]) -> MonthCounted:
    whole = tables[""]
    by = {column: _by_category(found, month) for column, found in tables.items()}
    return MonthCounted(month, whole.measure.version, whole.extracted, whole.is_whole(month), by)


def _by_category(found: Table, month: date) -> dict[str, dict[str, int]]:
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for one in found.categories:
        if one.month == month:
            counts[one.group][one.areas[0] if one.areas else ""] += one.numerator
    for category, by_area in counts.items():
        if sum(by_area.values()) != found.total(month, category).numerator:
            raise Refused(f"The areas of {month:%B %Y} do not come to its total.", "Have the columns made anew.")
    return {category: dict(by_area) for category, by_area in counts.items()}
