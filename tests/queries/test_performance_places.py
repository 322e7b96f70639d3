"""Where a report falls in figures: by neighbourhood and ward too, for the force alone where that is withheld, and with
a reason wherever it falls nowhere."""

import csv
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from firstbell.config import env
from firstbell.interfaces.cli.commands import app
from firstbell.pure.actor import Actor
from firstbell.pure.areas.neighbourhoods import neighbourhood_of, neighbourhoods, ward_names, ward_of
from firstbell.pure.figures.counting import Span
from firstbell.pure.figures.places import Gazetteer, Level, Why
from firstbell.pure.figures.tables import Table
from firstbell.pure.periods import day_in_words
from firstbell.pure.policy import ForcePolicy
from firstbell.pure.trends.rebasing import Break
from firstbell.reporting.performance import jobs, queries
from firstbell.reporting.performance.queries import tables
from firstbell.reporting.performance.rules.gazetteer import WITHHELD, gazetteer
from firstbell.reporting.performance.rules.measures import MEASURES
from world import intensification as world
from world.area import HOME, STOKE, Area, at
from world.feed import incident

pytestmark = pytest.mark.django_db

JOB = Actor("job:make figures' columns", "force:staffordshire")
NOVEMBER = date(2026, 11, 1)
COUNTY, NEXT_DOOR, REFUGE, AT_A_BORDER = "E10000028", "CW1 2BJ", "ST16 2DH", "ST14 5DJ"
"""A county, a postcode in Cheshire, one that a test withholds, and one whose outline errs."""


def report(
    folder: Path, number: int, postcode: str | None, authority: str | None = None, when: str = "2026-11-10 22:00"
) -> None:
    address = {"lines": ["12 Example Road"], "postcode": postcode, "uprn": None}
    where = {"location": {"kind": "home", "address": address}, "local_authority": authority}
    world.report(folder, f"STF/{number}", when, world.party(**world.AMY), **where)


@pytest.fixture
def reported(tmp_path: Path) -> None:
    """One report of each sort of place in November, and one in December, so that November is over."""
    report(tmp_path, 1, HOME, STOKE)
    report(tmp_path, 2, HOME, COUNTY)
    report(tmp_path, 3, REFUGE, COUNTY)
    report(tmp_path, 4, NEXT_DOOR)
    report(tmp_path, 5, None, STOKE)
    report(tmp_path, 6, None)
    report(tmp_path, 7, AT_A_BORDER)
    report(tmp_path, 8, None, "E10000006")
    report(tmp_path, 9, None, "E07000026")
    report(tmp_path, 10, HOME, when="2026-12-01 22:00")
    world.recognised()
    policy = ForcePolicy(withheld_postcodes=(REFUGE,))
    jobs.refresh_columns(by=JOB, now=at("2026-12-02 03:00"), policy=policy)


def table(level: Level, code: str = "reports") -> Table:
    return queries.table_of(code, level=level, span=Span.ending(NOVEMBER, 1))


def by_area(found: Table) -> Mapping[str, int]:
    return {one.area: one.numerator for one in found.parts()}


def unplaced(found: Table) -> Mapping[str, int]:
    return {one.why: one.numerator for one in found.unplaced()}


def test_a_report_is_counted_in_its_neighbourhood_and_in_its_ward(reported: None) -> None:
    """The one with two authorities is in the neighbourhood that its postcode surely is in."""
    assert by_area(table(Level.MSOA)) == {neighbourhood_of(HOME): 2}
    assert by_area(table(Level.WARD)) == {ward_of(HOME): 2}


def test_what_is_in_no_neighbourhood_is_counted_with_its_reason(reported: None) -> None:
    assert unplaced(table(Level.MSOA)) == {Why.WITHHELD: 1, Why.TOO_COARSE: 5, Why.NONE_RECORDED: 1}
    assert unplaced(table(Level.DISTRICT))[Why.SPLIT] == 1
    for level in Level:
        assert table(level).reconcile(NOVEMBER).residual == 0
        assert table(level).total(NOVEMBER).numerator == 9


def test_a_withheld_place_counts_for_the_force_and_is_in_no_part_of_it(reported: None) -> None:
    assert by_area(table(Level.FORCE)) == {"staffordshire": 9}
    for level in (Level.AUTHORITY, Level.DISTRICT, Level.MSOA, Level.WARD):
        assert unplaced(table(level))[Why.WITHHELD] == 1
        assert neighbourhood_of(REFUGE) not in by_area(table(level))


def test_two_places_that_do_not_lie_in_each_other_are_both_and_the_overlap_is_said(reported: None) -> None:
    found = table(Level.AUTHORITY)
    assert [(one.areas, one.numerator) for one in found.overlaps()] == [((STOKE, COUNTY), 1)]
    of = found.reconcile(NOVEMBER)
    assert (of.sum_of_parts, of.counted_again, of.unplaced) == (7, 1, 3)


def test_a_border_that_the_outlines_draw_otherwise_is_the_directorys(reported: None) -> None:
    """Its neighbourhood would lie in the district next door: it counts for the district that the directory says."""
    code = neighbourhood_of(AT_A_BORDER)
    assert code is not None
    assert neighbourhoods()[code].district not in by_area(table(Level.DISTRICT))
    assert code not in by_area(table(Level.MSOA))


def test_a_report_in_another_forces_area_has_a_district_and_no_neighbourhood(reported: None) -> None:
    assert by_area(table(Level.DISTRICT))["E06000049"] == 1


def test_an_area_that_is_no_more_is_counted_in_what_became_of_it_and_named(reported: None) -> None:
    """Allerdale is in Cumberland now; Cumbria was split, and nothing says where in it something happened."""
    found = table(Level.AUTHORITY)
    assert by_area(found)["E06000063"] == 1
    assert unplaced(found)[Why.SPLIT] == 1
    formerly = {gazetteer().formerly(code) for one in found.categories for code in one.formerly}
    assert formerly == {"Allerdale (E07000026, until 1 April 2023)", "Cumbria (E10000006, until 1 April 2023)"}


def test_everything_that_hangs_on_a_report_falls_where_it_does(reported: None) -> None:
    assert by_area(table(Level.MSOA, "victims")) == {neighbourhood_of(HOME): 1}


def exported(folder: Path, month: str = "2026-11") -> list[dict[str, str]]:
    """What ``export figures`` writes of reports as a whole."""
    out = folder / f"{month}.csv"
    ran = CliRunner().invoke(app, ["export", "figures", "--month", month, "--out", str(out)])
    assert ran.exit_code == 0, ran.output
    assert REFUGE not in out.read_text(encoding="utf-8")
    with out.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["measure"] == "reports" and not row["by"]]


def test_the_export_names_neighbourhoods_and_says_why_something_is_in_none(reported: None, tmp_path: Path) -> None:
    rows = exported(tmp_path)
    code, ward = neighbourhood_of(HOME), ward_of(HOME)
    assert code is not None
    assert ward is not None
    parts = {(row["level"], row["area"]): row["name"] for row in rows if row["line"] == "part"}
    assert parts["msoa", code] == neighbourhoods()[code].name
    assert parts["ward", ward] == ward_names()[ward][0]
    whys = {row["why"]: row["numerator"] for row in rows if row["line"] == "unplaced" and row["level"] == "msoa"}
    assert whys[Why.WITHHELD] == "1"
    formerly = {row["area"]: row["formerly"] for row in rows if row["level"] == "authority" and row["formerly"]}
    assert formerly["E06000063"].startswith("Allerdale")
    assert {row["numerator"] for row in rows if row["line"] == "residual"} == {"0"}
    assert {row["whole"] for row in rows} == {"True"}


def test_no_group_is_exported_of_an_area_so_small_that_it_would_be_one_person(reported: None) -> None:
    rows = [row for row in queries.figures(NOVEMBER) if row["by"]]
    assert {row["level"] for row in rows} == {"force", "authority", "district"}


def test_the_export_of_a_month_that_is_half_loaded_says_so(reported: None, tmp_path: Path) -> None:
    assert {row["whole"] for row in exported(tmp_path, "2026-12")} == {"False"}
    late = queries.table_of("reports", level=Level.FORCE, span=Span(NOVEMBER, date(2027, 1, 1)))
    assert late.is_whole(NOVEMBER)
    assert not late.is_whole(date(2026, 12, 1))


def test_a_late_revision_is_told_by_the_table_and_by_the_export(tmp_path: Path) -> None:
    """One report comes in December, and another turns out to be none of domestic abuse."""
    report(tmp_path, 1, HOME)
    report(tmp_path, 2, HOME)
    moment = at("2026-11-10 22:00").isoformat()
    late = [
        incident("STF/3", reported=moment),
        incident("STF/2", reported=moment) | {"version": 2, "domestic_abuse": False},
    ]
    Area(tmp_path).incidents(*late, now=at("2026-12-05 09:00"))
    jobs.refresh_columns(by=JOB, now=at("2026-12-06 03:00"), policy=ForcePolicy())
    of = queries.table_of("reports", level=Level.FORCE, span=Span.ending(NOVEMBER, 1), revised_since=date(2026, 11, 30))
    assert [(one.month, one.came, one.left) for one in of.revised] == [(NOVEMBER, 1, 1)]
    told = {row["line"]: (row["numerator"], row["why"]) for row in exported(tmp_path) if row["level"] == "force"}
    assert told["came"] == told["left"] == ("1", "after 30 November 2026")
    assert told["total"][0] == "2"


def test_a_boundary_that_changed_is_marked_on_the_chart_of_its_area_alone(
    reported: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    change = Break(date(2026, 4, 1), "Two villages went to the district next door.", "invented")
    moved = replace(gazetteer().places[STOKE], bounds=(change,))
    monkeypatch.setattr(tables, "gazetteer", lambda: Gazetteer(dict(gazetteer().places) | {STOKE: moved}))
    found = queries.table_of("reports", level=Level.DISTRICT, span=Span.ending(NOVEMBER, 24))
    assert change in queries.chart_of(found, area=STOKE).definitions
    assert change not in queries.chart_of(found, area="E06000049").definitions
    assert change not in queries.chart_of(found).definitions


def test_a_changed_definition_is_in_the_version_of_every_row_and_among_the_definitions(
    reported: None, tmp_path: Path
) -> None:
    changed = [one for one in MEASURES if one.changes]
    assert changed
    terms = {(row["version"], row["term"]) for row in queries.definitions()}
    for one in changed:
        last = max(change.on for change in one.changes)
        assert one.version == f"{one.code}/{last}"
        assert (one.version, f"Changed on {day_in_words(last)}") in terms


def test_every_neighbourhood_and_ward_is_a_place_within_its_district_and_authority() -> None:
    for code, level in (*((one, Level.MSOA) for one in neighbourhoods()), *((one, Level.WARD) for one in ward_names())):
        place = gazetteer().places[code]
        assert place.within[level] == code
        district = gazetteer().places[place.within[Level.DISTRICT]]
        assert district.within[Level.AUTHORITY] == place.within[Level.AUTHORITY]
    assert gazetteer().placing([WITHHELD], Level.AUTHORITY).why == Why.WITHHELD


def test_a_withheld_postcode_is_read_however_it_is_written(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("FIRSTBELL_HOME", str(tmp_path))
    (tmp_path / "force.toml").write_text('withheld_postcodes = ["st162dh"]', encoding="utf-8")
    assert env.policy().withheld_postcodes == (REFUGE,)


def test_a_withheld_postcode_that_is_none_stops_everything_and_is_not_repeated(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """One that is mistyped would otherwise be told."""
    monkeypatch.setenv("FIRSTBELL_HOME", str(tmp_path))
    (tmp_path / "force.toml").write_text('withheld_postcodes = ["ST16 2DH", "ST16 DHH"]', encoding="utf-8")
    with pytest.raises(ValueError, match="entry 2 of withheld_postcodes") as said:
        env.policy()
    assert "DHH" not in str(said.value)
