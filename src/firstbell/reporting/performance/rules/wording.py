"""A measure as sections of a document: what a page, a PDF and a spreadsheet say of it, once."""

from collections.abc import Iterable, Iterator
from datetime import date

from firstbell.pure.documents.document import Cell, Column, Form, Part, Picture, Section, Sentences, Table, Terms
from firstbell.pure.evaluation.finding import Direction
from firstbell.pure.figures.measures import Measure
from firstbell.pure.figures.places import Level
from firstbell.pure.figures.tables import Category, Count
from firstbell.pure.periods import day_in_words
from firstbell.pure.trends.charts import Chart, Point
from firstbell.pure.trends.drawing import Line, breaks_of, drawn, panels
from firstbell.reporting.performance.rules.gazetteer import gazetteer
from firstbell.reporting.performance.rules.seen import Seen, form_of, says, value_of

LEVELS = {
    Level.FORCE: "force",
    Level.AUTHORITY: "local authority",
    Level.DISTRICT: "district",
    Level.MSOA: "neighbourhood (MSOA)",
    Level.WARD: "ward",
}
YES_NO = {"true": "yes", "false": "no"}
"""What a column of yes and no holds, as people read it."""
TOGETHER = ("reports", "crimes", "victims", "crime_ratio")
"""The four lines that are never read one without the others."""
HOW_TO_READ = (
    "A dot is a month. The band between the dashes is where months lie while nothing but chance changes.",
    "A triangle is a month that is more than chance by one of four rules: outside a limit, a trend of seven, two of"
    " three near a limit, or seven on one side. It says that something changed, and not what.",
    "More reports are neither good nor bad: most abuse is never reported, and a rise can mean that more people ask"
    " for help.",
)


def month_in_words(month: date | None) -> str:
    return f"{month:%B %Y}" if month else "no month is known"


def sections_of(seen: Seen, level: int = 2) -> tuple[Section, ...]:
    """Everything of one measure: its figure and chart, by area, by group, what was revised, and what it counts."""
    code = seen.measure.code
    found = [Section(code, seen.measure.title, tuple(_main(seen)), level)]
    below: list[tuple[str, str, Iterable[Part]]] = [
        ("areas", f"By {LEVELS[seen.table.level]}", _areas(seen)),
        ("groups", "By group", _groups(seen)),
        ("revised", "Revised since", _revised(seen)),
        ("definition", "What it counts", _definition(seen.measure)),
    ]
    for name, heading, parts in below:
        if given := tuple(parts):
            found.append(Section(f"{code}_{name}", f"{seen.measure.title}: {_small(heading)}", given, level + 1))
    return tuple(found)


def _small(words: str) -> str:
    return words[0].lower() + words[1:]


def _main(seen: Seen) -> Iterator[Part]:
    yield Sentences((seen.measure.said, seen.figure(), seen.trend()))
    if seen.chart is None:
        yield Sentences((f"No chart: {seen.no_chart}",))
        return
    name = f"{seen.measure.code}_chart"
    title = f"{seen.measure.title}{f', {seen.place}' if seen.place else ''}, month by month"
    words = words_of(seen.chart)
    yield Picture(
        name, title, " ".join(words), drawn(seen.chart, name=name, title=title, words=words[0], said=says(seen.measure))
    )
    yield Sentences(words)
    yield _months(seen.chart, seen.measure, title)


def words_of(chart: Chart) -> tuple[str, ...]:
    """What is on a chart, for everybody: how it was made, what signals, what is marked, how far it is to be trusted."""
    points = chart.points()
    signals = [point for point in points if point.signal]
    found = (
        f"{len(signals)} of {len(points)} months are more than chance" if signals else "No month is more than chance"
    )
    last = f"; the last is {month_in_words(signals[-1].month)} ({_signal(signals[-1])})" if signals else ""
    screened = ", moving ranges that stand out left out once" if chart.screened else ""
    marked = [f"Line {at}, {day_in_words(one.on)}: {one.reason}" for at, one in enumerate(breaks_of(chart), 1)]
    return (f"{found}{last}. {chart.method} chart{screened}.", *marked, chart.words())


def _signal(point: Point) -> str:
    if point.signal is None:
        return ""
    way = {Direction.UP: "high or rising", Direction.DOWN: "low or falling"}.get(point.signal.direction, "")
    return f"{point.signal.rule}: {way}"


def _months(chart: Chart, measure: Measure, title: str) -> Table:
    form = form_of(measure)
    heads = ("Value", "Lower limit", "Mean", "Upper limit")
    limits = Form.NUMBER if form is Form.COUNT else form
    columns = (Column("Month"), Column(heads[0], form), *(Column(one, limits) for one in heads[1:]), Column("Signal"))
    return Table(
        name=f"{measure.code}_months",
        title=f"{title}: the numbers of the chart",
        columns=columns,
        rows=tuple(_month(point) for point in chart.points()),
        of_picture=True,
    )


def _month(point: Point) -> tuple[Cell, ...]:
    lines = point.lines
    limits: tuple[Cell, ...] = (lines.lower, lines.middle, lines.upper) if lines else (None, None, None)
    return (month_in_words(point.month), point.value, *limits, _signal(point) or "none")


def _columns(measure: Measure, first: str, *more: Column) -> tuple[Column, ...]:
    counted = [Column("Sum" if measure.adds and measure.is_share else "How many", Form.COUNT)]
    if measure.is_share:
        counted += [Column("Out of", Form.COUNT), Column("Mean" if measure.adds else "Share", form_of(measure))]
    return (Column(first), *counted, *more)


def _cells(measure: Measure, one: Count | Category) -> tuple[Cell, ...]:
    if not measure.is_share:
        return (one.numerator,)
    return (one.numerator, one.denominator, one.numerator / one.denominator if one.denominator else None)


def _areas(seen: Seen) -> Iterator[Part]:
    table, measure, month = seen.table, seen.measure, seen.month
    if table.level is Level.FORCE:
        return
    parts = [one for one in table.parts() if one.month == month and not one.group]
    if parts:
        total = table.total(month).numerator
        share = () if measure.is_share else (Column("Of the total", Form.SHARE),)
        rows = (
            (
                gazetteer().name(one.area),
                *_cells(measure, one),
                *((one.numerator / total if total else None,) if share else ()),
            )
            for one in parts
        )
        yield Table(
            name=f"{measure.code}_by_area",
            title=f"{measure.title} by {LEVELS[table.level]}, {month_in_words(month)}",
            columns=_columns(measure, "Area", *share),
            rows=tuple(rows),
        )
    yield from _identity(seen, bool(parts))
    yield from _nowhere(seen)


def _identity(seen: Seen, any_parts: bool) -> Iterator[Part]:
    """The total and what it is made of, with what is left over: nothing is ever scaled to fit."""
    if not any_parts:
        yield Sentences((f"Nothing of {month_in_words(seen.month)} falls to any {LEVELS[seen.table.level]}.",))
        return
    found = seen.table.reconcile(seen.month)
    rows = [(term.name, term.records if term.known else None) for term in found.terms()]
    yield Table(
        name=f"{seen.measure.code}_identity",
        title=f"What the total of {month_in_words(seen.month)} is made of: {seen.measure.title}",
        columns=(Column("What"), Column("Records", Form.COUNT)),
        rows=(*rows, ("total, counted apart", found.total.count)),
        notes=(found.words(),),
    )


def _nowhere(seen: Seen) -> Iterator[Part]:
    """Rows in two areas, in none, and those recorded under areas that are no more: each with how many, and why."""
    mine = [one for one in seen.table.categories if one.month == seen.month and not one.group]
    names = gazetteer()
    lines = [
        f"{one.numerator:,} in {' and in '.join(map(names.name, one.areas))}." for one in mine if len(one.areas) > 1
    ]
    lines += [f"{one.numerator:,} in none: {one.why}." for one in mine if not one.areas and one.numerator]
    formerly = sorted({code for one in mine for code in one.formerly})
    if formerly:
        under = "; ".join(map(names.formerly, formerly))
        lines.append(f"Some are recorded under areas that are no more, and counted in what became of them: {under}.")
    undated = sum(one.numerator for one in seen.table.categories if one.month is None and not one.group)
    if undated:
        lines.append(f"{undated:,} have no date, and are in no month.")
    if lines:
        yield Sentences(tuple(lines), listed=True)


def _groups(seen: Seen) -> Iterator[Part]:
    """All groups of a month in one table."""
    rows = [
        (table.group.replace("_", " "), YES_NO.get(one.group, one.group.replace("_", " ")), *_cells(seen.measure, one))
        for table in seen.groups
        for one in table.totals
        if one.month == seen.month
    ]
    if rows:
        first, *counted = _columns(seen.measure, "Broken down by")
        yield Table(
            name=f"{seen.measure.code}_by_group",
            title=f"{seen.measure.title} by group, {month_in_words(seen.month)}",
            columns=(first, Column("Group"), *counted),
            rows=tuple(rows),
            notes=("Small numbers are for those who answer for them, and not for publication.",),
        )


def _revised(seen: Seen) -> Iterator[Part]:
    table = seen.table
    if table.revised_since is None:
        return
    since = day_in_words(table.revised_since)
    rows = tuple(
        (month_in_words(one.month), one.came, one.left)
        for one in table.revised
        if one.month is None or one.month < seen.month
    )
    if not rows:
        yield Sentences((f"Nothing came to earlier months, or left them, after {since}.",))
        return
    yield Table(
        name=f"{seen.measure.code}_revised",
        title=f"What came to earlier months, or left them, after {since}: {seen.measure.title}",
        columns=(Column("Month"), Column("Came", Form.COUNT), Column("Left", Form.COUNT)),
        rows=rows,
        notes=("Rows, whoever they are about.",),
    )


def _definition(measure: Measure) -> Iterator[Part]:
    yield Terms(measure.documentation())


def together(found: Iterable[Seen], level: int = 2) -> Section:
    """Reports, crimes, distinct victims and crimes to reports, on one picture and in one table."""
    seen = [one for code in TOGETHER for one in found if one.measure.code == code]
    months = [month for month in seen[0].table.span.months() if seen[0].table.is_whole(month)]
    lines = [
        Line(one.measure.title, tuple(value_of(one.measure, one.count(month)) for month in months), says(one.measure))
        for one in seen
    ]
    words = "Read none without the others: reports may rise while crimes or victims do not."
    title = "Reports, crimes, distinct victims, and crimes to reports"
    parts: tuple[Part, ...] = (Sentences((words, *(one.figure() for one in seen))),)
    if months:
        table = Table(
            name="four_lines",
            title=f"{title}: the numbers of the picture",
            columns=(Column("Month"), *(Column(one.measure.title, form_of(one.measure)) for one in seen)),
            rows=tuple(
                (month_in_words(month), *(line.values[at] for line in lines)) for at, month in enumerate(months)
            ),
            of_picture=True,
        )
        svg = panels(lines, months, name="four_lines_chart", title=title, words=words)
        parts += (Picture("four_lines_chart", title, words, svg), table)
    return Section("together", "Four lines together", parts, level)
