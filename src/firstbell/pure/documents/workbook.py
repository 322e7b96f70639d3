"""The tables of a document as a spreadsheet that everybody can read, by the Analysis Function's good practice.

A cover, a sheet of contents that leads to each table, one table a sheet under one heading, no merged or empty cells,
numbers as numbers, and a sign where there is no figure. Pictures stay out: their tables say the same.
"""

import io
import warnings
from functools import cache
from types import ModuleType
from typing import Any

from firstbell.pure.documents.document import Cell, Document, Form, Table

NONE = "[x]"
"""The Analysis Function's sign for what is not available."""
LEGEND = f"{NONE}: there is no such figure."
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
"""A text that begins like a formula stays a text."""
FORMATS = {Form.COUNT: "#,##0", Form.SHARE: "0.0%", Form.NUMBER: "#,##0.0"}


def as_workbook(document: Document) -> bytes:
    """An .xlsx file, dated as its figures are."""
    target = io.BytesIO()
    sheets = {_label(table): _sheet(table) for table in document.tables()}
    with warnings.catch_warnings():
        # there are no notes apart from those that stand at their tables
        warnings.filterwarnings("ignore", "No note text provided")
        # gptables asks pandas for what a later one will not have: its business, and pinned in our lock
        warnings.simplefilter("ignore", DeprecationWarning)
        made = _gptables().produce_workbook(
            target, sheets, cover=_cover(document), workbook_options=OPTIONS, gridlines="show_all"
        )
    _date(made, document)
    made.close()
    return target.getvalue()


@cache
def _gptables() -> ModuleType:
    """Imported only for whoever asks for a spreadsheet: with pandas, it takes longer than everything else together."""
    with warnings.catch_warnings():
        # it leaves the file of its theme open when it is imported; nothing that we could close
        warnings.simplefilter("ignore", ResourceWarning)
        import gptables

    module: ModuleType = gptables
    return module


def _date(made: Any, document: Document) -> None:
    at = document.made_at.replace(tzinfo=None)
    made.set_properties({"title": document.title, "comments": document.marking, "created": at})
    made.set_custom_property("Reference", document.reference)


def _cover(document: Document) -> Any:
    about = [line for section in document.sections[:1] for part in section.parts for line in getattr(part, "lines", ())]
    return _gptables().Cover(
        title=document.title,
        intro=[document.marking, f"Reference: {document.reference}"],
        about=[*about, LEGEND, "Each sheet has one table. Its first lines say what it is, and what to know of it."],
        contact=["Whoever sent you this file answers for it."],
        cover_label="Cover",
    )


def _sheet(table: Table) -> Any:
    import pandas as pd

    heads = [column.words for column in table.columns]
    rows = [[_cell(cell) for cell in row] for row in table.rows] or [[NONE] * len(heads)]
    formats = [
        {"column": {"columns": [column.words], "format": {"num_format": FORMATS[column.form], "align": "right"}}}
        for column in table.columns
        if column.is_number
    ]
    return _gptables().GPTable(
        pd.DataFrame(rows, columns=heads, dtype=object),
        table_name=f"table_{table.name}",
        title=table.title,
        instructions="This worksheet contains one table.",
        subtitles=list(table.notes),
        legend=[LEGEND] if any(NONE in row for row in rows) else [],
        index_columns={2: 0},
        additional_formatting=formats,
    )


def _cell(cell: Cell) -> str | int | float:
    """No cell stays empty: whoever hears a sheet read out would not know whether something is missing."""
    return NONE if cell is None or cell != cell or cell == "" else cell


def _label(table: Table) -> str:
    return table.name.replace("_", " ").capitalize()
