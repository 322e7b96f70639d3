"""Figures over a Monday morning and a week's reports: made, counted, drawn, asked about and exported."""

import csv
import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyarrow.parquet as parquet
import pytest
from django.conf import settings
from typer.testing import CliRunner

from firstbell.interfaces.cli.commands import app
from firstbell.pure.actor import Actor
from firstbell.pure.figures.counting import Span
from firstbell.pure.figures.places import Level
from firstbell.pure.policy import ForcePolicy
from firstbell.pure.refusal import NotYours, Refused
from firstbell.reporting.performance import actions, jobs, queries
from firstbell.reporting.performance.gateways import columns
from firstbell.reporting.performance.models import Refresh
from firstbell.reporting.performance.rules.kinds import KINDS, REPORTS
from firstbell.reporting.performance.rules.measures import MEASURES, measure
from world import intensification as world
from world import monday
from world.area import STOKE, at

pytestmark = pytest.mark.django_db

ANALYST = Actor("ana@force.example", "force:staffordshire")
ELSEWHERE = Actor("eve@mercia.example", "force:west-mercia")
JOB = Actor("job:make figures' columns", "force:staffordshire")
NIGHT = at("2026-11-24 03:00")
NOVEMBER = date(2026, 11, 1)
YEAR = Span.ending(NOVEMBER, 12)


def made(now: Any = NIGHT) -> int:
    return jobs.refresh_columns(by=JOB, now=now, policy=ForcePolicy())


def folder() -> Path:
    return Path(settings.FIRSTBELL_HOME) / "columns"


@pytest.fixture
def reported(tmp_path: Path) -> None:
    world.reported(tmp_path)
    made()


def total(code: str, month: date = NOVEMBER, group: str = "", **more: Any) -> int:
    found = queries.table_of(code, level=Level.DISTRICT, span=YEAR, **more)
    return found.total(month, group).numerator


def test_there_are_no_figures_before_columns_are_made() -> None:
    with pytest.raises(Refused):
        queries.table_of("reports", level=Level.FORCE, span=YEAR)
    assert made() == 0, "nothing was taken in, so there is nothing to make"


def test_columns_are_made_once_a_day_and_replaced_whole(reported: None) -> None:
    assert made(NIGHT + timedelta(hours=1)) == 0
    before = queries.columns_in_use().reference
    assert made(NIGHT + timedelta(days=1)) == 1
    assert queries.columns_in_use().reference != before
    assert {one.name for one in folder().iterdir()} <= set(Refresh.objects.values_list("reference", flat=True))


def test_columns_of_another_shape_answer_nothing_and_are_made_anew_the_same_day(reported: None) -> None:
    """As after a release of Firstbell that counts by one column more."""
    Refresh.objects.update(shape="")
    with pytest.raises(Refused, match="by another release"):
        queries.columns_in_use()
    assert made(NIGHT + timedelta(hours=1)) == 1
    assert total("reports", date(2026, 8, 1)) > 0
    assert made(NIGHT + timedelta(hours=2)) == 0


def test_a_making_that_stops_half_way_leaves_the_columns_before_in_use(
    reported: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = queries.columns_in_use().reference

    def broken(*_: object) -> None:
        raise OSError("the disk is full")

    with monkeypatch.context() as broke:
        broke.setattr(columns.Writing, "finish", broken)
        with pytest.raises(OSError, match="full"):
            made(NIGHT + timedelta(days=1))
    assert queries.columns_in_use().reference == before
    assert total("reports", date(2026, 8, 1)) > 0
    assert made(NIGHT + timedelta(days=1, hours=1)) == 0, "it may still be running"
    assert made(NIGHT + timedelta(days=1, hours=3)) == 1


def test_nothing_in_a_column_names_anybody_or_leads_to_them(reported: None) -> None:
    written = json.dumps(_everything(), default=str)
    for secret in ("STF/", "P1", "P2", "Amy", "Reed", "AMY", "ST4 ", "I-"):
        assert secret not in written
    first = {row["who"] for row in _rows("victims") if row["who"]}
    made(NIGHT + timedelta(days=1))
    assert first
    assert first.isdisjoint({row["who"] for row in _rows("victims")}), "every making has a key of its own"


def test_every_measure_can_be_counted_at_every_level_and_comes_to_its_total(reported: None) -> None:
    for one in MEASURES:
        for level in Level:
            for group in ("", *one.groups):
                found = queries.table_of(one.code, level=level, span=YEAR, group=group)
                for cell in found.totals if found.areas() else ():
                    assert found.reconcile(cell.month, cell.group).residual == 0, (one.code, level, group)


def test_reports_of_the_world_are_counted_as_by_hand(reported: None) -> None:
    rows = _rows("reports")
    for month in {row["month"] for row in rows}:
        counted = queries.table_of("reports", level=Level.AUTHORITY, span=Span.ending(month, 1)).total(month)
        assert counted.numerator == sum(row["month"] == month for row in rows)
    assert sum(row["month"] is not None for row in rows) > 5


def test_somebody_who_was_a_victim_before_is_a_repeat_victim(reported: None) -> None:
    found = queries.table_of("repeat_victims", level=Level.FORCE, span=YEAR)
    assert 0 < sum(one.numerator for one in found.totals) < sum(one.denominator for one in found.totals)


def test_a_month_that_is_not_over_is_not_whole(reported: None) -> None:
    found = queries.table_of("reports", level=Level.FORCE, span=YEAR)
    assert not found.is_whole(NOVEMBER)
    assert found.series().end <= NOVEMBER


def test_a_chart_is_refused_for_rolling_totals_and_begins_anew_only_for_a_reason(reported: None) -> None:
    found = queries.table_of("reports", level=Level.FORCE, span=Span.ending(NOVEMBER, 36))
    with pytest.raises(Refused):
        queries.chart_of(found, months_each=12)
    asked = {"measure": "reports", "on": date(2026, 1, 1), "by": ANALYST, "now": NIGHT}
    with pytest.raises(Refused):
        actions.rebase_chart(why="Better.", **asked)
    assert len(queries.chart_of(found).segments) == 1
    actions.rebase_chart(why="Reports are taken by another system from this day on.", **asked)
    assert len(queries.chart_of(found).segments) == 2
    with pytest.raises(Refused):
        actions.rebase_chart(why="Reports are taken by another system from this day on.", **asked)


def test_changes_of_a_definition_are_marked_on_its_chart(reported: None) -> None:
    found = queries.table_of("crimes", level=Level.FORCE, span=Span.ending(NOVEMBER, 60))
    assert queries.chart_of(found).definitions == measure("crimes").changes


def test_notices_are_counted_by_what_became_of_them(tmp_path: Path) -> None:
    area = monday.build(tmp_path)
    area.run(NIGHT)
    if not Refresh.objects.exclude(finished_at=None).exists():
        made()
    rows = _rows("notices")
    assert rows
    told = [row for row in rows if row["on_time"] is not None]
    bell = queries.table_of("before_the_bell", level=Level.AUTHORITY, span=YEAR).total(NOVEMBER)
    assert (bell.numerator, bell.denominator) == (sum(row["on_time"] for row in told), len(told))
    by_source = queries.table_of("found_by", level=Level.AUTHORITY, span=YEAR, group="found_by")
    assert sum(one.numerator for one in by_source.totals) == len(rows)
    late = queries.table_of("late", level=Level.FORCE, span=YEAR, group="late_why")
    assert all(one.group != "not recorded" for one in late.totals), "whatever is late has a reason"
    children = [total(code) for code in ("children_present", "children_related", "children_told")]
    assert len(_rows("children")) >= max(children) > 0
    ages = queries.table_of("contact_age", level=Level.AUTHORITY, span=YEAR).total(NOVEMBER)
    assert ages.share > 0
    assert STOKE in queries.table_of("contact_age", level=Level.AUTHORITY, span=YEAR).areas()


def test_a_question_is_kept_with_who_asked_and_every_answer() -> None:
    asked = {"asked_by": "Commissioner's office", "asked_on": date(2026, 11, 20), "by": ANALYST, "now": NIGHT}
    with pytest.raises(Refused):
        actions.ask_question(text="Why?", **asked)
    with pytest.raises(Refused):
        actions.ask_question(text="Why did reports rise in spring?", measure="no_such", **asked)
    one = actions.ask_question(text="Why did reports rise in spring?", measure="reports", **asked)
    for text in ("It is within what is usual.", "Corrected: one month was loaded late."):
        actions.answer_question(question=one, text=text, by=ANALYST, now=NIGHT)
    shown = queries.question(one, seen_by=ANALYST)
    assert [reply.text[:9] for reply in shown.replies] == ["It is wit", "Corrected"]
    assert [line.reference for line in queries.questions(seen_by=ANALYST)] == [one]
    assert not list(queries.questions(seen_by=ELSEWHERE))
    with pytest.raises(NotYours):
        queries.question(one, seen_by=ELSEWHERE)
    with pytest.raises(NotYours):
        actions.answer_question(question=one, text="From another force altogether.", by=ELSEWHERE, now=NIGHT)


def test_the_export_has_every_measure_and_its_parts_come_to_its_totals(reported: None) -> None:
    month = date(2026, 8, 1)
    rows = list(queries.figures(month))
    assert {row["measure"] for row in queries.definitions()} == {one.code for one in MEASURES}
    assert {row["month"] for row in rows} == {"2026-08"}
    totals = [row for row in rows if row["line"] == "total" and row["measure"] == "reports" and not row["by"]]
    assert len({row["numerator"] for row in totals}) == 1, "a total is the same at every level"
    assert all(row["numerator"] == 0 for row in rows if row["line"] == "residual")


def test_every_measure_says_what_it_counts() -> None:
    assert len({one.code for one in MEASURES}) == len(MEASURES)
    for line in queries.measures():
        said = dict(line.definition)
        assert all(said[term] for term in ("Measure", "What it says", "Counted", "Area", "Month", "Source", "Owner"))


def test_a_kind_on_disk_has_the_columns_that_it_declares(reported: None) -> None:
    file = folder() / queries.columns_in_use().reference / "reports.parquet"
    assert parquet.read_schema(file).names == [one.name for one in REPORTS.columns]


def _rows(kind: str) -> list[dict[str, Any]]:
    return parquet.read_table(folder() / queries.columns_in_use().reference / f"{kind}.parquet").to_pylist()


def _everything() -> dict[str, Any]:
    return {kind.name: _rows(kind.name) for kind in KINDS}


def test_a_month_is_written_as_figures_with_what_they_count_beside_them(reported: None, tmp_path: Path) -> None:
    out = tmp_path / "august.csv"
    ran = CliRunner().invoke(app, ["export", "figures", "--month", "2026-08", "--out", str(out)])
    assert ran.exit_code == 0, ran.output
    with out.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with (tmp_path / "august-definitions.csv").open(encoding="utf-8", newline="") as file:
        versions = {row["version"] for row in csv.DictReader(file)}
    assert {row["definition"] for row in rows} <= versions
    assert next(row["numerator"] for row in rows if (row["measure"], row["line"]) == ("reports", "total")) != "0"


@pytest.mark.parametrize("more", [[], ["--month", "August"], ["--month", "2026-08"]])
def test_figures_are_not_exported_without_a_month_and_a_file(more: list[str]) -> None:
    assert CliRunner().invoke(app, ["export", "figures", *more]).exit_code == 2
