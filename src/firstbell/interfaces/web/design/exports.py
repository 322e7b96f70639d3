"""A list as a file that a spreadsheet opens without doing anything."""

import csv
import io
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.http import HttpResponse

from firstbell.interfaces.web.design.components import words
from firstbell.interfaces.web.design.times import exact

FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""How a text begins that a spreadsheet would take for a formula (OWASP, CSV injection)."""


class Export(HttpResponse):
    """A file of the whole list; ``rows`` are the rows in it, for the audit entry."""

    rows: tuple[Any, ...] = ()


def export(name: str, rows: Sequence[Any], columns: Sequence[tuple[str, Callable[[Any], object]]]) -> Export:
    """``name``.csv, UTF-8 with a mark by which spreadsheets know it. ``name`` names a list, never a person."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([safe(heading) for heading, _value in columns])
    writer.writerows([safe(value(row)) for _heading, value in columns] for row in rows)
    response = Export("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    response.rows = tuple(rows)
    return response


def safe(value: object) -> object:
    """A cell that no spreadsheet runs: a text that looks like a formula gets an apostrophe before it."""
    if value is None or value == "":
        return ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    text = exact(value) if isinstance(value, date) else words(value)
    return f"'{text}" if text.startswith(FORMULAS) or text.lstrip().startswith(FORMULAS) else text
