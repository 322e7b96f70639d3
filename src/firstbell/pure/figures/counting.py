"""Counting a measure over columns: DuckDB over Parquet, whether one force's thousands or a nation's millions.

The rows of a fact are grouped by the codes that are recorded of them, and only then placed: there are few sets of codes
and many rows. What comes out are **categories**: rows that fall to exactly these areas, both of two and none among
them. Parts, overlaps and what is unplaced are sums of categories, so that they come to the total by how they are made;
the total is counted apart all the same, so that what is lost on the way would be left over and seen.
"""

# ruff: noqa: S608 - names of columns and kinds are identifiers that a Kind holds, and every value is escaped or bound

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pyarrow

from firstbell.pure.figures.kinds import month_of
from firstbell.pure.figures.measures import Is, Measure
from firstbell.pure.figures.places import Gazetteer, Level, Placing
from firstbell.pure.refusal import Refused
from firstbell.pure.trends.series import month_after


@dataclass(frozen=True, slots=True)
class Span:
    """Whole months from ``first`` on, ``until`` not included; each the first day of a month."""

    first: date
    until: date

    def __post_init__(self) -> None:
        if {self.first.day, self.until.day} != {1} or self.first >= self.until:
            raise Refused(f"{self.first} to {self.until} are no whole months.", "Give the first days of two months.")

    @classmethod
    def ending(cls, month: date, months: int = 48) -> "Span":
        """So many months, of which ``month`` is the last."""
        return cls(month_after(month_of(month), 1 - months), month_after(month_of(month), 1))

    def months(self) -> tuple[date, ...]:
        many = (self.until.year - self.first.year) * 12 + self.until.month - self.first.month
        return tuple(month_after(self.first, n) for n in range(many))


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is counted: a measure at a level, of one ``force`` or ("") of all, ``group`` a column or "" for none.

    ``known_on``: as the records stood at the end of a London day; None for as they stand now.
    """

    measure: Measure
    level: Level
    span: Span
    force: str = ""
    group: str = ""
    known_on: date | None = None

    def __post_init__(self) -> None:
        self.measure.may_group_by(self.group)


@dataclass(frozen=True, slots=True)
class Columns:
    """The columnar copy, opened: one view a kind. Made by ``opened``."""

    connection: Any
    gazetteer: Gazetteer
    made: set[str] = field(default_factory=set)
    counted: dict[Asked, Any] = field(default_factory=dict)
    people: dict[Asked, str] = field(default_factory=dict)

    def categories(self, asked: Asked) -> Any:
        """An Arrow reader of (force, month, group, areas, why, formerly, numerator, denominator, unknown), in order of
        month, group and areas. ``unknown``: rows without the reference that is counted, which are in no count."""
        if asked.level is Level.FORCE:
            inner = _of_forces(asked)
        else:
            self._place(asked)
            inner = self._distinct(asked) if asked.measure.distinct else _rows(asked)
        return self._read(f"{inner} ORDER BY month, grouped, areas, why, force", asked)

    def totals(self, asked: Asked) -> Any:
        """An Arrow reader of (month, group, numerator, denominator, unknown), counted without asking for any place, and
        so once for every level."""
        whole = replace(asked, level=Level.FORCE)
        if whole not in self.counted:
            self.counted[whole] = self._totals(whole).read_all()
        return self.counted[whole].to_reader()

    def _totals(self, asked: Asked) -> Any:
        measure = asked.measure
        top, bottom = _counted(measure)
        return self._read(
            f"SELECT month, {_group(asked)} AS grouped, {top} AS numerator, {bottom} AS denominator,"
            f" {_unknown(measure)} AS unknown FROM {measure.counts.name} WHERE {rows_kept(asked)}"
            " GROUP BY ALL ORDER BY ALL",
            asked,
        )

    def revisions(self, asked: Asked, since: date) -> Any:
        """An Arrow reader of (month, came, left): rows that came to a month after a day's end, and that left it."""
        chosen = _where((*(asked.measure.denominator or ()), *asked.measure.numerator))
        return self._read(
            "SELECT month, count(*) FILTER (came > $since AND gone IS NULL) AS came,"
            " count(*) FILTER (came <= $since AND gone > $since) AS gone"
            f" FROM {asked.measure.counts.name} WHERE {chosen} AND {_within(asked)}"
            " GROUP BY month HAVING came > 0 OR gone > 0 ORDER BY month",
            asked,
            since=since,
        )

    def _distinct(self, asked: Asked) -> str:
        """References counted once a month, in the areas of all their rows together: who is where is worked out once for
        every level. Most have rows with one set of codes only; those with more (few) are spread over theirs."""
        whole = replace(asked, level=Level.FORCE)
        if whole not in self.people:
            name = f"{asked.measure.counts.name}_{len(self.people)}"
            for statement in _people(whole, name):
                self.connection.execute(statement, self._given(statement, whole))
            self.people[whole] = name
        return _OF_PEOPLE.format(name=self.people[whole], placed=_placed(asked))

    def _place(self, asked: Asked) -> None:
        """A table of where every set of codes falls at this level, made once."""
        kind, table = asked.measure.counts.name, _placed(asked)
        self._number(kind)
        if table in self.made:
            return
        sets = self.connection.sql(f"SELECT number, places FROM {kind}_sets").fetchall()
        rows = [_set(number, self.gazetteer.placing(codes or (), asked.level)) for number, codes in sets]
        self.connection.register("placed_rows", pyarrow.Table.from_pylist(rows, schema=_PLACED))
        self.connection.execute(f"CREATE TEMP TABLE {table} AS FROM placed_rows")
        self.made.add(table)

    def _number(self, kind: str) -> None:
        """The rows of a kind with the number of their set of codes in its place, once: lists are slow to group by."""
        if kind in self.made:
            return
        self.connection.execute(
            f"CREATE TEMP TABLE {kind}_sets AS SELECT row_number() OVER ()::INTEGER AS number, places FROM"
            f" (SELECT DISTINCT places FROM {kind})"
        )
        self.connection.execute(
            f"CREATE TEMP TABLE {kind}_numbered AS SELECT {kind}.* EXCLUDE (places), number FROM {kind}"
            f" JOIN {kind}_sets ON {kind}_sets.places IS NOT DISTINCT FROM {kind}.places"
        )
        self.made.add(kind)

    def _read(self, question: str, asked: Asked, **more: object) -> Any:
        return self.connection.sql(question, params=self._given(question, asked, **more)).to_arrow_reader(100_000)

    def _given(self, question: str, asked: Asked, **more: object) -> dict[str, object]:
        given = {"first": asked.span.first, "until": asked.span.until, "force": asked.force, "known": asked.known_on}
        return {name: value for name, value in (given | more).items() if f"${name}" in question}


def _set(number: int, placing: Placing) -> dict[str, Any]:
    return {"number": number, "areas": list(placing.areas), "why": placing.why, "formerly": list(placing.formerly)}


_PLACED = pyarrow.schema(
    [
        ("number", pyarrow.int32()),
        ("areas", pyarrow.list_(pyarrow.string())),
        ("why", pyarrow.string()),
        ("formerly", pyarrow.list_(pyarrow.string())),
    ]
)


@contextmanager
def opened(
    files: Mapping[str, Path], gazetteer: Gazetteer, *, threads: int = 2, memory: str = "4GB"
) -> Iterator[Columns]:
    """The columns of these Parquet files, by kind, for reading. ``memory`` is what counting may use before it spills
    to disk beside the database's own temporary folder."""
    connection = duckdb.connect(config={"threads": threads, "memory_limit": memory})
    connection.execute("SET enable_progress_bar = false")
    try:
        for kind, file in files.items():
            path = str(file).replace("'", "''")
            connection.execute(f"CREATE VIEW {kind} AS FROM read_parquet('{path}')")
        yield Columns(connection, gazetteer)
    finally:
        connection.close()


def _placed(asked: Asked) -> str:
    return f"{asked.measure.counts.name}_by_{asked.level.value}"


def _rows(asked: Asked) -> str:
    """Rows counted by their codes, then placed."""
    top, bottom = _counted(asked.measure)
    return (
        f"WITH counted AS (SELECT force, month, {_group(asked)} AS grouped, number, {top} AS top, {bottom} AS bottom"
        f" FROM {asked.measure.counts.name}_numbered WHERE {rows_kept(asked)} GROUP BY ALL)"
        " SELECT force, month, grouped, areas, why, list_distinct(flatten(list(formerly))) AS formerly,"
        " sum(top)::BIGINT AS numerator, sum(bottom)::BIGINT AS denominator, 0::BIGINT AS unknown"
        f" FROM counted JOIN {_placed(asked)} USING (number) GROUP BY force, month, grouped, areas, why"
    )


def _people(asked: Asked, name: str) -> tuple[str, ...]:
    """What makes two tables: ``settled``, counts by set of codes of whoever has one in a month, and ``spread``, whoever
    has several with each of them."""
    measure, kind = asked.measure, f"{asked.measure.counts.name}_numbered"
    records = (
        f"(SELECT month, {_group(asked)} AS grouped, {measure.distinct} AS who, number,"
        f" ({_where(measure.numerator)}) AS top FROM {kind} WHERE {rows_kept(asked)}) AS records"
    )
    return (
        f"CREATE TEMP TABLE {name} AS SELECT month, grouped, who, min(number) AS lo, max(number) AS hi,"
        f" bool_or(top) AS top FROM {records} WHERE who IS NOT NULL GROUP BY ALL",
        f"CREATE TEMP TABLE {name}_settled AS SELECT month, grouped, lo AS number, count(*) FILTER (top) AS numerator,"
        f" count(*) AS denominator, 0 AS unknown FROM {name} WHERE lo = hi GROUP BY ALL"
        f" UNION ALL SELECT month, grouped, number, 0, 0, count(*) FROM {records} WHERE who IS NULL GROUP BY ALL",
        f"CREATE TEMP TABLE {name}_spread AS SELECT DISTINCT records.month, records.grouped, records.who, number,"
        f" {name}.top FROM {name} JOIN {records} ON {name}.month IS NOT DISTINCT FROM records.month"
        f" AND {name}.grouped = records.grouped AND {name}.who = records.who WHERE lo <> hi",
        f"DROP TABLE {name}",
    )


_OF_PEOPLE = (
    "WITH several AS (SELECT month, grouped, who, any_value(top) AS top, min(why) AS why,"
    " list_sort(list_distinct(flatten(list(areas)))) AS areas FROM {name}_spread JOIN {placed} USING (number)"
    " GROUP BY month, grouped, who),"
    " found AS (SELECT month, grouped, areas, why, numerator, denominator, unknown FROM {name}_settled"
    " JOIN {placed} USING (number) UNION ALL"
    " SELECT month, grouped, areas, CASE WHEN len(areas) > 0 THEN '' ELSE why END, count(*) FILTER (top), count(*), 0"
    " FROM several GROUP BY ALL)"
    " SELECT '' AS force, month, grouped, areas, why, []::VARCHAR[] AS formerly, sum(numerator)::BIGINT AS numerator,"
    " sum(denominator)::BIGINT AS denominator, sum(unknown)::BIGINT AS unknown FROM found GROUP BY ALL"
)


def _of_forces(asked: Asked) -> str:
    """A record is one force's, and a reference says who somebody is within one: nothing is in two."""
    top, bottom = _counted(asked.measure)
    return (
        f"SELECT force, month, {_group(asked)} AS grouped, [force] AS areas, '' AS why, []::VARCHAR[] AS formerly,"
        f" ({top})::BIGINT AS numerator, ({bottom})::BIGINT AS denominator, {_unknown(asked.measure)} AS unknown"
        f" FROM {asked.measure.counts.name} WHERE {rows_kept(asked)} GROUP BY ALL"
    )


def _unknown(measure: Measure) -> str:
    return f"count(*) FILTER ({measure.distinct} IS NULL)" if measure.distinct else "0::BIGINT"


def _counted(measure: Measure) -> tuple[str, str]:
    """Numerator and denominator in SQL. Both are of rows that are kept."""
    top = _where(measure.numerator)
    if measure.distinct:
        who = measure.distinct
        everybody = f"count(DISTINCT {who})"
        return f"{everybody} FILTER ({top})" if measure.numerator else everybody, everybody
    if measure.adds:
        return f"coalesce(sum({measure.adds}) FILTER ({top}), 0)::BIGINT", "count(*)"
    return f"count(*) FILTER ({top})", "count(*)"


def rows_kept(asked: Asked) -> str:
    """The rows that are counted at all: the denominator's, or, of a plain count, the numerator's."""
    base = asked.measure.denominator if asked.measure.denominator is not None else asked.measure.numerator
    stands = "came <= $known AND (gone IS NULL OR gone > $known)" if asked.known_on else "gone IS NULL"
    return f"{_where(base)} AND {stands} AND {_within(asked)}"


def _within(asked: Asked) -> str:
    """Months asked for; what has no month is shown beside them. Forces asked for."""
    force = "force = $force" if asked.force else "true"
    return f"(month IS NULL OR (month >= $first AND month < $until)) AND {force}"


def _where(conditions: tuple[Is, ...]) -> str:
    """In SQL; a name stands in quotation marks, as it may be a word of SQL."""
    said = ((one.column, ", ".join(map(_literal, one.values))) for one in conditions)
    return " AND ".join(f'"{column}" IN ({values})' for column, values in said) or "true"


def _literal(value: str | bool) -> str:
    return str(value).lower() if isinstance(value, bool) else "'" + value.replace("'", "''") + "'"


def _group(asked: Asked) -> str:
    return f"""coalesce("{asked.group}"::VARCHAR, 'not recorded')""" if asked.group else "''"


def last_whole_month(loaded_until: date) -> date:
    """The last month of which every day was loaded, given the last day that was."""
    first = month_of(loaded_until)
    return first if (loaded_until + timedelta(1)).day == 1 else month_after(first, -1)
