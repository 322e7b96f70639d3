"""A month's pack for the meeting, and the files that are made of it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from firstbell.pure.documents.document import Document
from firstbell.pure.documents.paper import as_pdf
from firstbell.pure.documents.rows import as_csv
from firstbell.pure.documents.webpage import as_page
from firstbell.pure.documents.workbook import as_workbook
from firstbell.pure.figures.places import Level
from firstbell.reporting.performance.queries.exports import Row, definitions, figures
from firstbell.reporting.performance.queries.questions import questions_of_meeting
from firstbell.reporting.performance.queries.refreshes import columns_in_use
from firstbell.reporting.performance.queries.seen import How, seen_measures
from firstbell.reporting.performance.rules.packs import Pack, document_of

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class FileOfPack:
    """``name`` has a place for the month; ``kind`` is the media type; ``of`` says in words what it is."""

    code: str
    name: str
    kind: str
    of: str


@dataclass(frozen=True, slots=True)
class PackFile:
    name: str
    kind: str
    content: bytes


OF_DOCUMENT: dict[FileOfPack, Callable[[Document], bytes]] = {
    FileOfPack("page", "performance-{}.html", "text/html; charset=utf-8", "Web page in one file"): as_page,
    FileOfPack("pdf", "performance-{}.pdf", "application/pdf", "PDF"): as_pdf,
    FileOfPack("spreadsheet", "performance-{}.xlsx", XLSX, "Spreadsheet"): as_workbook,
}
OF_ROWS: dict[FileOfPack, Callable[[date, str], Iterable[Row]]] = {
    FileOfPack("figures", "figures-{}.csv", CSV, "Figures (CSV)"): lambda month, force: figures(month, force=force),
    FileOfPack("definitions", "figures-{}-definitions.csv", CSV, "What they count (CSV)"): lambda *_: definitions(),
}
FILES = (*OF_DOCUMENT, *OF_ROWS)
"""Every file of a pack, in the order in which they are offered."""


def pack(month: date, *, force: str) -> Document:
    """Everything that a meeting reads of a month (its first day). Refused before any columns were made."""
    return document_of(_pack(How(month=month, force=force, level=Level.DISTRICT, groups=True, revised_since=month)))


def pack_in_short(month: date, *, force: str) -> Document:
    """The same without what each measure's own page has: a sentence a measure, the four lines, and the questions."""
    return document_of(_pack(How(month=month, force=force)), in_short=True)


def _pack(how: How) -> Pack:
    known = columns_in_use()
    return Pack(
        month=how.month,
        force=how.force,
        columns=known.reference,
        extracted=known.extracted,
        loaded_until=known.loaded_until(how.force),
        seen=seen_measures(how),
        questions=questions_of_meeting(how.force, how.month),
    )


def pack_files(month: date, *, force: str, codes: Iterable[str] = ()) -> Iterator[PackFile]:
    """Those of a month, whole, one after the other; all of them, or only those named."""
    asked = frozenset(codes) or frozenset(one.code for one in FILES)
    document = pack(month, force=force) if asked & {one.code for one in OF_DOCUMENT} else None
    for one in FILES:
        if one.code in asked:
            content = OF_DOCUMENT[one](document) if document and one in OF_DOCUMENT else _rows(one, month, force)
            yield PackFile(one.name.format(f"{month:%Y-%m}"), one.kind, content)


def _rows(one: FileOfPack, month: date, force: str) -> bytes:
    return as_csv(OF_ROWS[one](month, force))
