"""Figures that add up: counted by DuckDB, and held against a count by hand of the same invented records."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from firstbell.pure.figures.counting import Asked, Columns, Span, last_whole_month, opened
from firstbell.pure.figures.kinds import Column, Kind, Type
from firstbell.pure.figures.measures import Is, Measure
from firstbell.pure.figures.places import Gazetteer, Level, Place, Why
from firstbell.pure.figures.schemas import schema_of
from firstbell.pure.figures.tables import Table, table, with_revisions
from firstbell.pure.refusal import Refused
from firstbell.pure.trends.charts import chart
from firstbell.pure.trends.rebasing import Break
from firstbell.pure.trends.series import Series

VICTIMS = Kind(
    "victims",
    "victim of a report",
    (
        Column("who", Type.REFERENCE, "who it is"),
        Column("again", Type.YES_NO, "whether they were one before"),
        Column("sex", Type.WORD, "as recorded"),
    ),
)
WORDS = {
    "said": "How many.",
    "area_rule": "where it happened",
    "date_rule": "the day of the report",
    "source": "invented",
    "owner": "analyst",
    "since": date(2024, 1, 1),
}
ROWS = Measure(code="rows", title="Rows", counts=VICTIMS, groups=("sex",), **WORDS)
PEOPLE = Measure(code="people", title="People", counts=VICTIMS, distinct="who", **WORDS)
AGAIN = Measure(
    code="again", title="Again", counts=VICTIMS, distinct="who", numerator=(Is("again"),), denominator=(), **WORDS
)
JANUARY, FEBRUARY = date(2026, 1, 1), date(2026, 2, 1)
SPAN = Span(JANUARY, date(2026, 3, 1))
GAZETTEER = Gazetteer.of(
    [
        Place("m1", "North 001", {Level.MSOA: "m1", Level.DISTRICT: "N", Level.AUTHORITY: "A"}),
        Place("hidden", "Withheld", why=Why.WITHHELD),
        Place("n1", "North ward", {Level.WARD: "n1", Level.DISTRICT: "N", Level.AUTHORITY: "A"}),
        Place("s1", "South ward", {Level.WARD: "s1", Level.DISTRICT: "S", Level.AUTHORITY: "A"}),
        Place("N", "North", {Level.DISTRICT: "N", Level.AUTHORITY: "A"}),
        Place("S", "South", {Level.DISTRICT: "S", Level.AUTHORITY: "A"}),
        Place("old", "Old North", became=("N",), ended=date(2025, 4, 1)),
        Place("torn", "Torn", became=("N", "S"), ended=date(2025, 4, 1)),
    ]
)
EXTRACTED = datetime(2026, 3, 2, tzinfo=UTC)


def row(**said: Any) -> dict[str, Any]:
    plain = {"force": "mid", "month": JANUARY, "places": ["N"], "came": JANUARY, "gone": None}
    return plain | {"who": None, "again": False, "sex": None} | said


@contextmanager
def columns_of(rows: Sequence[dict[str, Any]]) -> Iterator[Columns]:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "victims.parquet"
        parquet.write_table(pyarrow.Table.from_pylist(list(rows), schema=schema_of(VICTIMS)), file)
        with opened({"victims": file}, GAZETTEER) as columns:
            yield columns


def counted(
    rows: Sequence[dict[str, Any]], measure: Measure = ROWS, level: Level = Level.DISTRICT, **more: Any
) -> Table:
    until = more.pop("loaded_until", date(2026, 2, 28))
    with columns_of(rows) as columns:
        asked = Asked(measure=measure, level=level, span=SPAN, **more)
        return table(columns, asked, loaded_until=until, extracted=EXTRACTED)


def by_area(found: Table, month: date | None = JANUARY) -> dict[str, int]:
    return {one.area: one.numerator for one in found.parts() if one.month == month}


def test_a_record_in_two_areas_is_in_both_and_the_overlap_is_said() -> None:
    found = counted([row(), row(places=["N", "S"]), row(places=["S"])])
    assert by_area(found) == {"N": 2, "S": 2}
    of = found.reconcile(JANUARY)
    assert (of.total.count, of.sum_of_parts, of.counted_again, of.residual) == (3, 4, 1, 0)


def test_a_record_without_a_place_is_in_the_total_and_unplaced_with_its_reason() -> None:
    found = counted([row(), row(places=[]), row(places=["E99"])])
    assert {(one.why, one.numerator) for one in found.unplaced()} == {(Why.NONE_RECORDED, 1), (Why.NOT_KNOWN, 1)}
    of = found.reconcile(JANUARY)
    assert (of.total.count, of.unplaced, of.residual) == (3, 2, 0)


def test_a_former_area_counts_in_its_one_heir_and_the_reader_is_told() -> None:
    found = counted([row(places=["old"])])
    assert by_area(found) == {"N": 1}
    assert [one.formerly for one in found.categories] == [("old",)]


def test_an_area_that_was_split_is_placed_only_where_its_heirs_lie_together() -> None:
    rows = [row(places=["torn"])]
    assert [one.why for one in counted(rows).unplaced()] == [Why.SPLIT]
    assert by_area(counted(rows, level=Level.AUTHORITY)) == {"A": 1}


def test_a_district_says_nothing_of_wards() -> None:
    found = counted([row(), row(places=["n1"])], level=Level.WARD)
    assert by_area(found) == {"n1": 1}
    assert [one.why for one in found.unplaced()] == [Why.TOO_COARSE]


def test_a_neighbourhood_and_a_ward_cut_across_each_other_and_are_told_apart() -> None:
    rows = [row(places=["m1", "n1"])]
    assert by_area(counted(rows, level=Level.MSOA)) == {"m1": 1}
    assert by_area(counted(rows, level=Level.WARD)) == {"n1": 1}
    assert by_area(counted(rows)) == {"N": 1}


def test_a_place_that_is_withheld_is_in_no_area_of_any_level_and_says_so() -> None:
    for level in (Level.AUTHORITY, Level.DISTRICT, Level.MSOA, Level.WARD):
        found = counted([row(places=["hidden"]), row(places=["m1", "n1"])], level=level)
        assert [(one.why, one.numerator) for one in found.unplaced()] == [(Why.WITHHELD, 1)]
        assert found.reconcile(JANUARY).residual == 0


def test_two_codes_of_one_district_are_one_place() -> None:
    assert by_area(counted([row(places=["n1", "N"])])) == {"N": 1}


def test_a_record_without_a_date_is_shown_beside_the_months() -> None:
    found = counted([row(month=None), row()])
    assert (found.total(None).numerator, found.total(JANUARY).numerator) == (1, 1)


def test_a_month_that_is_half_loaded_is_shown_and_in_no_trend() -> None:
    found = counted([row(), row(month=FEBRUARY)], loaded_until=date(2026, 2, 27))
    assert [(one.month, one.whole) for one in found.totals] == [(JANUARY, True), (FEBRUARY, False)]
    assert len(found.series()) == 1
    with pytest.raises(Refused):
        counted([row()], loaded_until=date(2026, 1, 30)).series()


@pytest.mark.parametrize(
    ("day", "month"),
    [(date(2026, 2, 28), FEBRUARY), (date(2026, 2, 27), JANUARY), (date(2025, 12, 31), date(2025, 12, 1))],
)
def test_the_last_whole_month(day: date, month: date) -> None:
    assert last_whole_month(day) == month


def test_a_late_revision_of_an_earlier_month_is_told() -> None:
    late = row(came=date(2026, 3, 1))
    withdrawn = row(gone=date(2026, 3, 1))
    with columns_of([row(), late, late, withdrawn]) as columns:
        asked = Asked(measure=ROWS, level=Level.DISTRICT, span=SPAN)
        now = table(columns, asked, loaded_until=date(2026, 2, 28), extracted=EXTRACTED)
        told = with_revisions(now, columns, asked, date(2026, 2, 28)).revised
        before = Asked(measure=ROWS, level=Level.DISTRICT, span=SPAN, known_on=date(2026, 2, 28))
        then = table(columns, before, loaded_until=date(2026, 2, 28), extracted=EXTRACTED)
    assert [(one.month, one.came, one.left) for one in told] == [(JANUARY, 2, 1)]
    assert now.total(JANUARY).numerator == 3
    assert then.total(JANUARY).numerator == 2
    assert now.total(JANUARY).numerator - then.total(JANUARY).numerator == told[0].came - told[0].left


def test_people_are_counted_once_a_month_and_once_an_area() -> None:
    found = counted([row(who=1), row(who=1), row(who=1, places=["S"]), row(who=2)], PEOPLE)
    assert by_area(found) == {"N": 2, "S": 1}
    of = found.reconcile(JANUARY)
    assert (of.total.count, of.counted_again, of.residual) == (2, 1, 0)


def test_whoever_is_not_identified_is_in_no_count_and_said() -> None:
    found = counted([row(who=1), row(), row()], PEOPLE)
    assert (found.total(JANUARY).numerator, found.total(JANUARY).unknown) == (1, 2)


def test_somebody_with_one_row_nowhere_falls_where_the_other_is() -> None:
    found = counted([row(who=1), row(who=1, places=[])], PEOPLE)
    assert by_area(found) == {"N": 1}
    assert found.reconcile(JANUARY).residual == 0


def test_a_share_is_of_people() -> None:
    total = counted([row(who=1, again=True), row(who=1), row(who=2)], AGAIN).total(JANUARY)
    assert (total.numerator, total.denominator) == (1, 2)


def test_groups_are_one_column_at_a_time_and_not_recorded_is_one() -> None:
    found = counted([row(sex="female"), row()], group="sex")
    assert {one.group: one.numerator for one in found.totals} == {"female": 1, "not recorded": 1}
    with pytest.raises(Refused):
        Asked(measure=PEOPLE, level=Level.DISTRICT, span=SPAN, group="sex")


def test_what_is_lost_on_the_way_is_left_over_and_seen() -> None:
    found = counted([row(), row(places=["S"])])
    lost = Table(**{name: getattr(found, name) for name in Table.__slots__} | {"categories": found.categories[1:]})
    assert lost.reconcile(JANUARY).residual == 1


def test_a_changed_definition_is_marked_on_the_chart_and_written_in_the_documentation() -> None:
    change = Break(date(2025, 6, 1), "Recorded in another system from here on.", "invented")
    measure = Measure(code="m", title="M", counts=VICTIMS, changes=(change,), **WORDS)
    drawn = chart(Series(first=date(2025, 1, 1), values=[5.0] * 12), definitions=measure.changes)
    assert drawn.definitions == (change,)
    assert ("Changed on 1 June 2025", "Recorded in another system from here on. invented") in measure.documentation()
    assert measure.version == "m/2025-06-01"


def test_the_documentation_is_made_of_what_is_counted() -> None:
    said = dict(AGAIN.documentation())
    assert said["Counted"] == "each who once a month, over every victim of a report, where again is yes"
    assert said["Out of"] == "every victim of a report"


def test_a_measure_of_a_column_that_is_not_there_is_refused() -> None:
    with pytest.raises(Refused):
        Measure(code="m", title="M", counts=VICTIMS, numerator=(Is("height"),), **WORDS)


def test_words_of_a_measure_are_no_sql() -> None:
    measure = Measure(code="m", title="M", counts=VICTIMS, numerator=(Is("sex", ("' OR true --",)),), **WORDS)
    assert counted([row(sex="female")], measure).total(JANUARY).numerator == 0


def test_somebody_in_two_areas_and_no_month_is_counted_once() -> None:
    """A month that is not known equals no other in SQL, and is one month all the same."""
    found = counted([row(who=1, month=None), row(who=1, month=None, places=["S"])], PEOPLE)
    assert found.reconcile(None).residual == 0
    assert by_area(found, None) == {"N": 1, "S": 1}


CODES = st.lists(st.sampled_from(["m1", "n1", "s1", "N", "S", "old", "torn", "hidden", "E99"]), max_size=3, unique=True)
RECORDS = st.lists(
    st.builds(
        row,
        places=CODES,
        month=st.sampled_from([JANUARY, FEBRUARY, None]),
        who=st.one_of(st.none(), st.integers(1, 6)),
        sex=st.sampled_from(["female", "male", None]),
    ),
    max_size=25,
)


@settings(max_examples=25, deadline=None)
@given(
    RECORDS, st.sampled_from([Level.AUTHORITY, Level.DISTRICT, Level.MSOA, Level.WARD]), st.sampled_from([ROWS, PEOPLE])
)
def test_parts_overlaps_and_unplaced_always_come_to_the_total(
    rows: list[dict[str, Any]], level: Level, measure: Measure
) -> None:
    found = counted(rows, measure, level)
    if not found.areas():
        return
    for month in (JANUARY, FEBRUARY, None):
        of = found.reconcile(month)
        assert of.residual == 0
        assert of.total.count == _by_hand(rows, measure, month)
        assert {part.name: part.figure.count for part in of.parts if part.figure.count} == _areas_by_hand(
            rows, measure, level, month
        )


def _by_hand(rows: list[dict[str, Any]], measure: Measure, month: date | None) -> int:
    mine = [one for one in rows if one["month"] == month]
    return len({one["who"] for one in mine} - {None}) if measure.distinct else len(mine)


def _areas_by_hand(rows: list[dict[str, Any]], measure: Measure, level: Level, month: date | None) -> dict[str, int]:
    within: dict[str, set[object]] = {}
    for number, one in enumerate(rows):
        who = one["who"] if measure.distinct else f"row {number}"
        if one["month"] != month or who is None:
            continue
        for area in GAZETTEER.placing(one["places"], level).areas:
            within.setdefault(area, set()).add(who)
    return dict(Counter({area: len(who) for area, who in within.items()}))
