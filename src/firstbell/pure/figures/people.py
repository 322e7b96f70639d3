"""Rows of people, of each person no more than so many: what a yearly map with noise is counted from."""

# ruff: noqa: S608 - names of columns and kinds are identifiers that a Kind holds, and every value is bound

from collections import Counter

from firstbell.pure.figures.counting import Asked, Columns, rows_kept
from firstbell.pure.refusal import Refused


def rows_of_people(columns: Columns, asked: Asked, most: int) -> dict[str, int]:
    """By the area of the level asked for, rows that count, of each reference the first ``most`` only.

    Which of somebody's rows are counted depends on that person's rows alone, so that a person changes the counts by at
    most ``most`` in all. Rows without a reference, and those that fall to no single area, are in no count.
    """
    who, kind = asked.measure.distinct, asked.measure.counts.name
    if not who or most < 1:
        raise Refused(f"{asked.measure.title} are not counted by person.", "Choose a measure of distinct people.")
    numbered = (
        f"SELECT places, row_number() OVER (PARTITION BY {who} ORDER BY month, places) AS nth FROM {kind}"
        f" WHERE {who} IS NOT NULL AND month IS NOT NULL AND {rows_kept(asked)}"
    )
    given = {"first": asked.span.first, "until": asked.span.until, "force": asked.force, "most": most}
    question = f"SELECT places, count(*) FROM ({numbered}) WHERE nth <= $most GROUP BY places"
    used = {name: value for name, value in given.items() if f"${name}" in question}
    counts: Counter[str] = Counter()
    for codes, many in columns.connection.sql(question, params=used).fetchall():
        areas = columns.gazetteer.placing(codes or (), asked.level).areas
        if len(areas) == 1:
            counts[areas[0]] += many
    return dict(counts)
