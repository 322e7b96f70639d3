"""A document is said once: what stands in it is on its page, in its PDF and in its spreadsheet, whatever the words."""

import csv
import io
import re
import zipfile
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree

import pytest

from firstbell.pure.documents.document import (
    Column,
    Document,
    Form,
    Picture,
    Section,
    Sentences,
    Table,
    Terms,
    shown,
)
from firstbell.pure.documents.paper import as_pdf
from firstbell.pure.documents.rows import as_csv
from firstbell.pure.documents.webpage import as_page, body_of
from firstbell.pure.documents.workbook import NONE, as_workbook
from firstbell.pure.refusal import Refused

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
NASTY = '=HYPERLINK("http://example.example") <b>&'


def table(**more: Any) -> Table:
    given: dict[str, Any] = {
        "name": "reports",
        "title": "Reports by month",
        "columns": (Column("Month"), Column("How many", Form.COUNT), Column("Share", Form.SHARE)),
        "rows": (("May 2026", 1520, 0.368), ("June 2026", 1498, None), (NASTY, 3, float("nan"))),
        "notes": ("A note of the table.",),
    }
    return Table(**(given | more))


def document(*parts: Table | Picture | Sentences | Terms) -> Document:
    return Document(
        title="Performance meeting",
        reference="2026-10 FC-1",
        marking="Not for publication",
        made_at=datetime(2026, 11, 1, 7, tzinfo=UTC),
        sections=(
            Section("first", "First", parts or (Sentences(("One.", NASTY)), table(), Terms((("What", "That"),)))),
        ),
    )


def cells(book: bytes) -> list[list[object]]:
    """The cells of the last sheet: numbers as numbers, and words as they are shared."""
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        words = ["".join(one.itertext()) for one in ElementTree.fromstring(archive.read("xl/sharedStrings.xml"))]
        last = sorted(name for name in archive.namelist() if name.startswith("xl/worksheets/sheet"))[-1]
        rows = ElementTree.fromstring(archive.read(last)).iter(f"{SHEET}row")
        return [
            [
                words[int(one[0].text or 0)] if one.get("t") == "s" else float(one[0].text or 0)
                for one in row
                if len(one)
            ]
            for row in rows
        ]


@pytest.mark.parametrize(
    ("cell", "form", "said"),
    [
        (18245, Form.COUNT, "18,245"),
        (0.3679, Form.SHARE, "36.8%"),
        (1234.56, Form.NUMBER, "1,234.6"),
        (None, Form.COUNT, "–"),
        (float("nan"), Form.SHARE, "–"),
        ("no month", Form.WORDS, "no month"),
    ],
)
def test_a_cell_is_read_by_its_form(cell: str | float | None, form: Form, said: str) -> None:
    assert shown(cell, form) == said


@pytest.mark.parametrize("wrong", [{"name": "by area"}, {"name": "x" * 32}, {"rows": (("May 2026", 1520),)}])
def test_a_table_that_is_none_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(Refused):
        table(**wrong)


def test_two_tables_of_one_name_are_refused() -> None:
    with pytest.raises(Refused):
        document(table(), table())


def test_a_page_escapes_every_word_and_asks_nothing_of_anybody() -> None:
    page = as_page(document()).decode()
    assert NASTY not in page
    assert "&lt;b&gt;&amp;" in page
    assert "36.8%" in page
    assert not re.search(r"<script|<link|src=|url\(", page)


def test_the_numbers_of_a_picture_are_folded_away_and_never_left_out() -> None:
    body = body_of(document(table(of_picture=True)).sections)
    assert "<details" in body
    assert body.count("<tr") == 4
    assert "style=" not in body


def test_a_pdf_is_tagged_for_everybody_and_the_same_each_time() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="M0 0H10"/></svg>'
    told = document(Picture("one", "A line", "It goes from left to right.", svg), table())
    made = as_pdf(told)
    assert b"pdfuaid:part>1" in made
    assert made == as_pdf(told)


def test_a_spreadsheet_has_a_cover_contents_and_one_table_a_sheet() -> None:
    made = as_workbook(document())
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        names = re.findall(r'<sheet name="([^"]+)"', archive.read("xl/workbook.xml").decode())
        assert "mergeCell" not in "".join(
            archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/worksheets/sheet")
        )
    assert names == ["Cover", "Contents", "Reports"]
    rows = cells(made)
    assert ["May 2026", 1520.0, 0.368] in rows
    assert ["June 2026", 1498.0, NONE] in rows
    assert "A note of the table." in [row[0] for row in rows]


def test_no_text_becomes_a_formula_or_a_link_in_a_spreadsheet() -> None:
    made = as_workbook(document())
    assert [NASTY, 3.0, NONE] in cells(made)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert not [name for name in archive.namelist() if b"<f>" in archive.read(name)]


def test_a_table_without_rows_is_a_sheet_all_the_same() -> None:
    assert as_workbook(document(table(rows=())))


def test_rows_become_a_file_with_a_heading() -> None:
    made = as_csv([{"month": "2026-10", "areas": ["a", "b"]}])
    assert list(csv.DictReader(io.StringIO(made.decode()))) == [{"month": "2026-10", "areas": '["a", "b"]'}]
    assert as_csv([]) == b""
