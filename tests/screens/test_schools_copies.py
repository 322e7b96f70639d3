"""A copy for the setting's own records: PDF/UA and JSON, with every letter of every name."""

import re
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from shutil import which

import pytest
from django.urls import reverse
from pytest_django import Settings

from firstbell.foundations.audit.models import Entry
from firstbell.interfaces.web.schools.pdf import as_pdf
from firstbell.pure.documents.paper import FONTS
from world import Area
from world.cast import Door
from world.feed import child
from world.told import notice, schools, tell, told

NAMES = ("Siân O'Brien-D’Arcy", "محمد بن سعيد", "שרה לוי", "محمد علی ٹیپو ڈار", "Łukasz Żółć", "Wolfeschlegelstein" * 4)
AT = datetime(2026, 11, 23, 7, 45, tzinfo=UTC)


@pytest.fixture
def area(tmp_path: Path, db: None, settings: Settings, morning: datetime) -> Area:
    settings.FIRSTBELL_HOME = tmp_path
    made = schools(tmp_path)
    made.pupil("100001", "محمد", "بن سعيد", "2016-06-01")
    made.take_in_registers(morning)
    tell(made, told(), told("STF/2026/0000009", children=[child("C9", "محمد", "بن سعيد")]))
    return made


def document(name: str) -> dict[str, object]:
    part = {"heading": "Said", "head": ["What", "Said"], "rows": [["Child's name", name]]}
    return {
        "title": "Notice N-7K3QX2MBAD", "lang": "en", "reference": "N-7K3QX2MBAD", "confidential": "Confidential",
        "heading": "Notice N-7K3QX2MBAD", "state": "New", "parts": [part],
    }  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_pdf_is_tagged_titled_and_says_what_language_it_is_in(name: str) -> None:
    made = as_pdf(document(name), at=AT)
    assert made.startswith(b"%PDF-")
    assert re.search(rb"<pdfuaid:part>1</pdfuaid:part>", made)
    assert b"/MarkInfo" in made
    assert re.search(rb"/Lang\s*\(en", made)
    assert b"/DisplayDocTitle true" in made
    assert b"Notice N-7K3QX2MBAD" in made
    assert name.encode() not in made.split(b"xpacket")[1]


@pytest.mark.parametrize("name", NAMES)
def test_every_letter_of_a_name_has_a_shape(name: str, tmp_path: Path) -> None:
    """Text that has no shape in the fonts beside the template cannot be read back out of the PDF either."""
    if which("pdftotext") is None:
        pytest.skip("poppler is not on this machine")
    file = tmp_path / "notice.pdf"
    file.write_bytes(as_pdf(document(name), at=AT))
    text = subprocess.run(["pdftotext", "-raw", file, "-"], capture_output=True, text=True, check=True).stdout
    assert _letters(name) <= _letters(text)


def _letters(text: str) -> set[str]:
    return {letter for letter in text if letter.isalpha()}


def test_the_same_notice_at_the_same_time_is_the_same_file() -> None:
    assert as_pdf(document("Ada"), at=AT) == as_pdf(document("Ada"), at=AT)


def test_nothing_in_a_name_is_read_as_a_command() -> None:
    as_pdf(document('#panic("x") $ @nobody <label> ] } \\'), at=AT)


def test_the_fonts_come_with_the_pages() -> None:
    assert {file.suffix for file in FONTS.iterdir()} == {".ttf", ".txt"}


def test_the_file_is_named_by_the_reference_and_taking_it_is_in_the_trail(area: Area, signed_in_as: Door) -> None:
    asha = signed_in_as("asha")
    for view, kind in (("pdf", "application/pdf"), ("json", "application/json")):
        answer = asha.get(reverse(f"schools:{view}", args=(notice("STF/2026/0000009"),)))
        assert (answer.status_code, answer["Content-Type"]) == (200, kind)
        assert answer["Cache-Control"] == "no-store"
        assert answer["Content-Disposition"] == f'attachment; filename="{notice("STF/2026/0000009")}.{view}"'
    forms = [entry.details for entry in Entry.objects.filter(action="notice.copied").order_by("sequence")]
    assert forms == ['{"form":"pdf"}', '{"form":"json"}']


def test_the_json_is_in_the_format_that_is_documented(area: Area, signed_in_as: Door) -> None:
    found = signed_in_as("asha").get(reverse("schools:json", args=(notice(),))).json()
    assert list(found) == [
        "format", "reference", "place", "status", "came_at", "due_by", "acknowledged_at", "version", "content",
        "versions", "notes", "timeline",
    ]  # fmt: skip
    assert found["format"] == "firstbell.notice/1"
    assert found["content"]["child_name"] == "Oliver Okafor"
    assert found["content"]["date_of_birth"] == "2016-06-01"
    assert found["due_by"] == "2026-11-23T08:30+00:00"
    written = Path("docs/how-to/read-a-notice.md").read_text(encoding="utf-8")
    assert all(f"`{field}`" in written for field in (*found, *found["content"]))
