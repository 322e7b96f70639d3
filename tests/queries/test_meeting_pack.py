"""The pack of a month: said once, made four times, by one command; and what is asked in it."""

import csv
import io
import json
import zipfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from firstbell.foundations.audit.models import Entry
from firstbell.interfaces.cli.commands import app
from firstbell.pure.actor import Actor
from firstbell.pure.documents.document import Document, Picture, Sentences, Table
from firstbell.pure.figures.places import Level
from firstbell.pure.policy import ForcePolicy
from firstbell.pure.refusal import NotYours, Refused
from firstbell.reporting.performance import actions, jobs, queries
from firstbell.reporting.performance.rules.measures import MEASURES
from firstbell.reporting.performance.rules.wording import sections_of
from world import figures_drawn
from world import intensification as world
from world.area import at

pytestmark = pytest.mark.django_db

ANALYST = Actor("ana@force.example", "force:staffordshire")
JOB = Actor("job:make figures' columns", "force:staffordshire")
NIGHT = at("2026-11-24 03:00")
AUGUST = date(2026, 8, 1)
FORCE = "staffordshire"


@pytest.fixture
def reported(tmp_path: Path) -> None:
    world.reported(tmp_path)
    jobs.refresh_columns(by=JOB, now=NIGHT, policy=ForcePolicy())


def said(document: Document) -> str:
    return "\n".join(
        line for one in document.sections for part in one.parts if isinstance(part, Sentences) for line in part.lines
    )


def test_there_is_no_pack_before_figures() -> None:
    with pytest.raises(Refused):
        queries.pack(AUGUST, force=FORCE)


def test_a_pack_has_every_measure_and_every_picture_has_its_table(reported: None) -> None:
    document = queries.pack(AUGUST, force=FORCE)
    headings = [one.heading for one in document.sections]
    assert [one.title for one in MEASURES if one.title not in headings] == []
    for section in document.sections:
        pictures = [part for part in section.parts if isinstance(part, Picture)]
        tables = [part for part in section.parts if isinstance(part, Table) and part.of_picture]
        assert len(pictures) == len(tables), section.heading
        assert all(part.words for part in pictures)
    names = [table.name for table in document.tables()]
    assert len(set(names)) == len(names)


def test_a_measure_without_a_chart_or_a_claim_says_why(reported: None) -> None:
    for one in queries.seen_measures(queries.How(month=AUGUST, force=FORCE)):
        assert (one.chart is None) == bool(one.no_chart), one.measure.code
        assert (one.claim is None) == bool(one.no_claim), one.measure.code
        assert one.measure.title in one.figure()


@pytest.mark.parametrize("level", [Level.AUTHORITY, Level.DISTRICT, Level.MSOA])
def test_the_parts_of_every_table_by_area_come_to_its_total_with_what_is_left_over(level: Level) -> None:
    figures_drawn.made(NIGHT, reports=1_200, months=2)
    known = dict[str, int]()
    for seen in queries.seen_measures(queries.How(month=date(2026, 10, 1), force=FORCE, level=level)):
        found = [part for section in sections_of(seen) for part in section.parts if isinstance(part, Table)]
        for table in [one for one in found if one.name.endswith("_identity")]:
            numbers = {str(name): int(number or 0) for name, number in table.rows}
            total = numbers.pop("total, counted apart")
            assert sum(numbers.values()) == total, table.name
            assert numbers["not explained"] == 0
            known |= {name: known.get(name, 0) + number for name, number in numbers.items()}
    assert known["in no part"] > 0, "some have no place"
    assert (known["counted again"] < 0) == (level is Level.AUTHORITY), "some fall to two authorities"


def test_a_month_that_is_not_whole_says_so(reported: None) -> None:
    (reports,) = queries.seen_measures(queries.How(month=date(2026, 11, 1), force=FORCE), ["reports"])
    assert "and is in no trend" in reports.figure()
    assert queries.last_month(FORCE) == date(2026, 10, 1)


def test_an_area_where_nothing_was_counted_is_nobodys(reported: None) -> None:
    with pytest.raises(NotYours):
        queries.seen_measures(queries.How(month=AUGUST, force=FORCE, area="E06000099"), ["reports"])


def test_what_was_asked_is_in_the_pack_until_its_month_is_over(reported: None) -> None:
    asked: dict[str, Any] = {"asked_by": "Commissioner's office", "asked_on": date(2026, 8, 20), "by": ANALYST}
    one = actions.ask_question(text="Why did reports rise in spring?", now=NIGHT, **asked)
    other = actions.ask_question(text="Are children counted as often as there was a report?", now=NIGHT, **asked)
    actions.answer_question(question=one, text="It is within what is usual.", by=ANALYST, now=NIGHT)

    def log(month: date) -> set[str]:
        tables = [table for table in queries.pack(month, force=FORCE).tables() if table.name == "questions"]
        return {str(row[0]) for table in tables for row in table.rows}

    assert log(AUGUST) == {one, other}
    assert log(date(2026, 12, 1)) == {other}, "answered in November, and still open"


def test_one_command_makes_the_pack_and_leaves_an_entry(reported: None, tmp_path: Path) -> None:
    folder = tmp_path / "pack"
    actions.ask_question(
        text="=HYPERLINK of a question is no formula.",
        asked_by="@office",
        asked_on=date(2026, 8, 20),
        by=ANALYST,
        now=NIGHT,
    )
    ran = CliRunner().invoke(app, ["export", "pack", "--month", "2026-08", "--out", str(folder)])
    assert ran.exit_code == 0, ran.output
    files = {file.name: file.read_bytes() for file in folder.iterdir()}
    assert set(files) == {one.name.format("2026-08") for one in queries.FILES}
    assert {file.stat().st_mode & 0o077 for file in folder.iterdir()} == {0}
    page = files["performance-2026-08.html"].decode()
    assert "Not for publication" in page
    assert "<script" not in page
    assert "http://" not in page.replace("http://www.w3.org/", "")
    assert b"pdfuaid:part>1" in files["performance-2026-08.pdf"]
    with zipfile.ZipFile(io.BytesIO(files["performance-2026-08.xlsx"])) as book:
        assert not [name for name in book.namelist() if b"<f>" in book.read(name)], "no text became a formula"
    rows = list(csv.DictReader(io.StringIO(files["figures-2026-08.csv"].decode())))
    assert {row["month"] for row in rows} == {"2026-08"}
    entry = Entry.objects.get(action="figures.packed")
    assert json.loads(entry.details) == {"month": "2026-08", "files": sorted(files)}


def test_the_same_columns_make_the_same_page_and_pdf_again(reported: None) -> None:
    first, second = (
        {one.name: one.content for one in queries.pack_files(AUGUST, force=FORCE, codes=("page", "pdf"))}
        for _ in range(2)
    )
    assert first == second


def test_a_pack_that_fails_half_way_leaves_no_file(
    reported: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> Any:
        yield from ()
        raise OSError("the disk is full")

    monkeypatch.setattr(queries, "pack_files", broken)
    ran = CliRunner().invoke(app, ["export", "pack", "--month", "2026-08", "--out", str(tmp_path / "pack")])
    assert ran.exit_code != 0
    assert not (tmp_path / "pack").exists()
    assert not Entry.objects.filter(action="figures.packed").exists()


def test_what_came_late_is_shown_by_its_month(reported: None) -> None:
    how = queries.How(month=date(2026, 11, 1), force=FORCE, revised_since=NIGHT.date() - timedelta(days=400))
    (reports,) = queries.seen_measures(how, ["reports"])
    assert sum(one.came for one in reports.table.revised) > 0
