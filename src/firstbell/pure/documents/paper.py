"""Documents as PDF/UA-1: pure computation, text in and bytes out, with the same letters on every machine."""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Final

import typst

from firstbell.pure.documents.document import Document, Part, Picture, Sentences, Table, Terms

FONTS = Path(__file__).parent / "fonts"
TEMPLATE = Path(__file__).parent / "document.typ"
STANDARD: Final = "ua-1"


def as_pdf(document: Document) -> bytes:
    """The document as ``document.typ`` lays it out, stamped with when its figures were counted."""
    laid_out = {
        "title": document.title,
        "lang": document.lang,
        "reference": document.reference,
        "marking": document.marking,
        "sections": [
            {"heading": one.heading, "level": one.level, "parts": [_part(part) for part in one.parts]}
            for one in document.sections
        ],
    }
    return printed(TEMPLATE, laid_out, at=document.made_at)


def printed(template: Path, document: Mapping[str, object], *, at: datetime) -> bytes:
    """What ``template`` (Typst) lays out of ``document``, which it reads as JSON under its own name; stamped ``at``."""
    made: bytes = typst.compile(
        str(template),
        root=str(template.parent),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={template.stem: json.dumps(document)},
        pdf_standards=[STANDARD],
        timestamp=int(at.timestamp()),
    )
    return made


def _part(part: Part) -> dict[str, object]:
    match part:
        case Table():
            columns = [{"words": one.words, "number": one.is_number} for one in part.columns]
            return {"table": part.title, "columns": columns, "rows": part.shown(), "notes": part.notes}
        case Picture():
            return {"picture": part.svg, "words": f"{part.title}. {part.words}"}
        case Terms():
            return {"terms": part.rows}
        case Sentences():
            return {"lines": part.lines, "listed": part.listed}
