"""A table of one measure and its chart, and the definition of what they count."""

from dataclasses import dataclass, replace
from datetime import date

from firstbell.pure.figures.counting import Asked, Span
from firstbell.pure.figures.places import Level
from firstbell.pure.figures.tables import Table, table, with_revisions
from firstbell.pure.trends.charts import Chart, chart
from firstbell.pure.trends.claims import DISTRICT_MARGIN, FORCE_MARGIN, Claim, claim
from firstbell.pure.trends.rebasing import Break
from firstbell.reporting.performance.models import Rebase
from firstbell.reporting.performance.queries.refreshes import open_columns
from firstbell.reporting.performance.rules.gazetteer import gazetteer
from firstbell.reporting.performance.rules.measures import MEASURES, measure


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """A measure in the list, with its whole definition as terms and what they say."""

    code: str
    title: str
    groups: tuple[str, ...]
    definition: tuple[tuple[str, str], ...]


def measures() -> tuple[MeasureLine, ...]:
    return tuple(MeasureLine(one.code, one.title, one.groups, one.documentation()) for one in MEASURES)


def table_of(
    code: str, *, level: Level, span: Span, force: str = "", group: str = "", revised_since: date | None = None
) -> Table:
    """A measure month by month. ``revised_since``: with what came to its months, or left them, after that day.

    Refused for a measure that is not there, a group that it has not, and before any columns were made.
    """
    asked = Asked(measure=measure(code), level=level, span=span, force=force, group=group)
    with open_columns() as (columns, known):
        found = table(columns, asked, loaded_until=known.loaded_until(force), extracted=known.extracted)
        return with_revisions(found, columns, asked, revised_since) if revised_since else found


def chart_of(found: Table, *, area: str = "", group: str = "", across: str = "", months_each: int = 1) -> Chart:
    """The chart of a table's whole months, with every change of the definition and of the area's boundary marked.

    Limits begin anew at changes and where somebody rebased them with a reason. Refused for ``months_each`` above 1:
    rolling totals signal with nothing happening.
    """
    series = replace(found.series(area, group), months_each=months_each)
    definitions = (*found.measure.changes, *gazetteer().bounds(area))
    return chart(
        series,
        definitions=definitions,
        rebases=rebases(found.measure.code),
        across=across,
        method=found.measure.method,
        good=found.measure.good,
    )


def claim_of(found: Table, *, area: str = "", group: str = "", across: str = "") -> Claim:
    """What may be said of the last twelve whole months against the 36 before, by the margin set for such an area."""
    margin = DISTRICT_MARGIN if area else FORCE_MARGIN
    definitions = (*found.measure.changes, *gazetteer().bounds(area))
    return claim(found.series(area, group), margin=margin, definitions=definitions, across=across)


def rebases(code: str) -> tuple[Break, ...]:
    """Where people had limits of a measure begin anew, in order of day."""
    rows = Rebase.objects.filter(measure=code).order_by("on")
    return tuple(Break(row.on, row.why, f"recorded by {row.by}") for row in rows)
