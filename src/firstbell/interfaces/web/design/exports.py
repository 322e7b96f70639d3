"""A list as a file that a spreadsheet opens without doing anything."""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any, TypeVar

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from firstbell.interfaces.web.design.components import words
from firstbell.interfaces.web.design.times import exact

Sent = TypeVar("Sent", bound=HttpResponseBase)
FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""How a text begins that a spreadsheet would take for a formula (OWASP, CSV injection)."""


CSV = "text/csv; charset=utf-8"
Columns = Sequence[tuple[str, Callable[[Any], object]]]
"""A heading, and what of a row stands below it."""


class Export(HttpResponse):
    """A file of the whole list; ``rows`` are the rows in it, for the audit entry."""

    rows: tuple[Any, ...] = ()


class Stream(StreamingHttpResponse):
    """A file of the whole of a list that is too long to be held: it is sent while it is read."""


def export(name: str, rows: Sequence[Any], columns: Columns) -> Export:
    """``name``.csv, UTF-8 with a mark by which spreadsheets know it. ``name`` names a list, never a person."""
    response = Export("".join(_lines(rows, columns)), content_type=CSV)
    response.rows = tuple(rows)
    return _named(response, name)


def stream(name: str, rows: Iterable[Any], columns: Columns) -> Stream:
    """The same of rows that come one after the other."""
    return _named(Stream(_lines(rows, columns), content_type=CSV), name)


def _lines(rows: Iterable[Any], columns: Columns) -> Iterator[str]:
    writer = csv.writer(_Passed(), lineterminator="\r\n")
    yield "\ufeff" + writer.writerow([safe(heading) for heading, _value in columns])
    yield from (writer.writerow([safe(value(row)) for _heading, value in columns]) for row in rows)


class _Passed:
    """Where a line is written to that goes on at once: ``writerow`` answers with what this does."""

    def write(self, line: str) -> str:
        return line


def _named(response: Sent, name: str) -> Sent:
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def safe(value: object) -> object:
    """A cell that no spreadsheet runs: a text that looks like a formula gets an apostrophe before it."""
    if value is None or value == "":
        return ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    text = exact(value) if isinstance(value, date) else words(value)
    return f"'{text}" if text.startswith(FORMULAS) or text.lstrip().startswith(FORMULAS) else text
