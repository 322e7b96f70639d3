"""A release as files: rows, what must be known to read them, and both as a spreadsheet."""

from collections.abc import Sequence
from datetime import UTC, datetime, time
from functools import lru_cache
from operator import itemgetter

from django.http import HttpResponse
from django.utils.translation import get_language, gettext

from firstbell.interfaces.web.design.exports import export
from firstbell.interfaces.web.public.words import LEVELS, rounding
from firstbell.pure.documents.document import Column, Document, Form, Section, Sentences, Table
from firstbell.pure.documents.workbook import as_workbook
from firstbell.reporting.publication.queries import PublicRelease

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KEPT_FOR = "public, max-age=3600"
"""Files are frozen, the same for everybody, and say nothing of who asked; pages are kept nowhere, like all others."""
MOST_KEPT = 16
"""Spreadsheets: whoever asks for one again and again has it made once."""


def rows_file(name: str, rows: Sequence[dict[str, object]]) -> HttpResponse:
    """``name``.csv with a column for each key of the first row."""
    return _kept(export(name, rows, [(heading, itemgetter(heading)) for heading in (rows[0] if rows else ())]))


def workbook_file(release: PublicRelease) -> HttpResponse:
    response = HttpResponse(_workbook(release, get_language()), content_type=WORKBOOK)
    response["Content-Disposition"] = f'attachment; filename="figures-{release.reference}.xlsx"'
    return _kept(response)


def about(release: PublicRelease) -> list[tuple[str, str]]:
    """What must be known of a release to read its figures, each with what it is called."""
    return [
        (gettext("Release"), release.reference),
        (gettext("Title"), release.title),
        (gettext("In plain words"), release.summary),
        (gettext("What is counted"), release.measure),
        *((gettext("What it counts, and what it does not"), said) for said in release.says),
        (gettext("Areas"), str(LEVELS[release.level])),
        (gettext("Period"), release.period),
        (gettext("Published on"), release.published_on.isoformat()),
        (gettext("Revises"), release.revises or gettext("Nothing: these were counted first")),
        (gettext("Revised by"), release.revised_by or gettext("Nothing yet")),
        (gettext("How figures are rounded"), rounding()),
    ]


@lru_cache(maxsize=MOST_KEPT)
def _workbook(release: PublicRelease, language: str | None) -> bytes:
    return as_workbook(_document(release))


def _document(release: PublicRelease) -> Document:
    said = tuple(f"{what}: {words}" for what, words in about(release))
    return Document(
        title=release.title,
        reference=release.reference,
        marking=gettext("Published figures, for anybody"),
        made_at=datetime.combine(release.published_on, time(), tzinfo=UTC),
        sections=(
            Section("about", gettext("About these figures"), (Sentences(said),)),
            Section("figures", gettext("Figures"), (_table(release),)),
        ),
    )


def _table(release: PublicRelease) -> Table:
    columns = (
        Column(gettext("Area code")),
        Column(gettext("Area")),
        Column(gettext("Period")),
        Column(gettext("Of which")),
        Column(gettext("Figure"), Form.COUNT),
        Column(gettext("Rate")),
    )
    every = gettext("All")
    rows = tuple(
        (
            one.area,
            one.area_name,
            one.period,
            one.category or every,
            one.words if one.number is None else one.number,
            one.rate or None,
        )
        for one in release.figures
    )
    return Table(name="figures", title=release.period, columns=columns, rows=rows, notes=(rounding(),))


def _kept(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = KEPT_FOR
    return response
