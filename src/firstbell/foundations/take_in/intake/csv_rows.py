"""The rows of a CSV file, with its header held to what is expected."""

import csv
import difflib
from collections import deque
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from firstbell.foundations.take_in.intake.physical import (
    KEPT,
    LIMIT,
    encodings_of,
    physical_lines,
    refuse_what_is_no_text,
)
from firstbell.foundations.take_in.rules import Line, Row, Unusable

MOST_LINES = 50
"""How many lines one quoted row may run over. A quotation mark that is never closed swallows no more than that."""


def read_csv(
    path: Path,
    *,
    required: Collection[str],
    known: Collection[str] | None = None,
    aliases: Mapping[str, str] | None = None,
    limit: int = LIMIT,
) -> Iterator[Row]:
    """The rows of a CSV file in UTF-8 (a BOM is allowed), else in cp1252; its first line is the header.

    The header is checked at once. Column names are compared without regard to case, and ``aliases`` (another name:
    ours) are put into ours. Raises Unusable for an empty file, a column of ``required`` that is missing, one that comes
    twice or has no name, and, where ``known`` is given, one that is neither known nor required.

    Rows bear the number of their first physical line, and their values are stripped. Blank ones are left out. One that
    cannot be read comes with its ``problem``: too long, wrongly encoded, wrongly quoted, or with too few or too many
    fields. A quotation mark never closed costs its own line alone. Raises Unusable at the end of a file without rows.
    """
    refuse_what_is_no_text(path)
    records = _records(physical_lines(path, encodings=encodings_of(path, limit), limit=limit))
    header = next(records, None)
    if header is None:
        raise Unusable(
            path.name, reason="the file holds blank lines only.", remedy="Check that it was written to the end."
        )
    return _rows(path, _columns(path, header, tuple(required), known, aliases or {}), records)


@dataclass(frozen=True, slots=True)
class _Record:
    number: int
    cells: list[str]
    raw: str
    problem: str = ""


def _rows(path: Path, columns: list[str], records: Iterator[_Record]) -> Iterator[Row]:
    empty = True
    for record in records:
        empty = False
        if record.problem:
            yield Row(record.number, {}, record.problem, record.raw)
        else:
            cells = (cell.strip() for cell in record.cells)
            yield Row(record.number, dict(zip(columns, cells, strict=True)), "", record.raw)
    if empty:
        raise Unusable(
            path.name, 1, reason="nothing follows the header.", remedy="Check that it was written to the end."
        )


class _Feed:
    """What a csv.reader reads from: it remembers the lines of the record in hand, so that they can be handed back."""

    def __init__(self, lines: Iterator[Line]) -> None:
        self._lines = lines
        self._back: deque[Line] = deque()
        self.taken: list[Line] = []

    def __iter__(self) -> "_Feed":
        return self

    def __next__(self) -> str:
        line = self._back.popleft() if self._back else next(self._lines)
        if self.taken and (line.problem or len(self.taken) >= MOST_LINES):
            self._back.appendleft(line)
            raise StopIteration
        self.taken.append(line)
        return line.text + "\n"

    def start(self) -> Line | None:
        """The next line, left in place unless it cannot be read: with it a new record begins."""
        self.taken = []
        line = self._back.popleft() if self._back else next(self._lines, None)
        if line and not line.problem:
            self._back.appendleft(line)
        return line

    def keep_first(self) -> None:
        """Hand back all lines of the record but its first."""
        self._back.extendleft(reversed(self.taken[1:]))
        del self.taken[1:]


def _records(lines: Iterator[Line]) -> Iterator[_Record]:
    """Every record that is not blank. The first is the header and sets how many fields the others have."""
    feed = _Feed(lines)
    reader = csv.reader(feed, strict=True)
    width = 0
    while line := feed.start():
        if line.problem:
            yield _Record(line.number, [], line.raw, line.problem)
            continue
        record = _record(feed, reader, width)
        if record.problem or any(cell.strip() for cell in record.cells):
            width = width or len(record.cells)
            yield record


def _record(feed: _Feed, reader: Iterator[list[str]], width: int) -> _Record:
    """One record of ``width`` fields (0: of any). A fault in a record of several lines is put to its first alone."""
    cells: list[str] = []
    try:
        cells = next(reader)
        problem = _width_problem(cells, width, feed.taken[-1].unended)
    except csv.Error as error:
        problem = _quoting_problem(str(error), len(feed.taken))
    if problem:
        feed.keep_first()
    raw = "\n".join(line.text for line in feed.taken)[:KEPT]
    return _Record(feed.taken[0].number, cells, raw, problem)


def _width_problem(cells: list[str], width: int, unended: bool) -> str:
    if not width or len(cells) == width or not any(cell.strip() for cell in cells):
        return ""
    cut = "; the file may be cut off here" if unended and len(cells) < width else ""
    fields = "field" if len(cells) == 1 else "fields"
    return f"has {len(cells)} {fields}, not the header's {width}{cut}"


def _quoting_problem(error: str, lines: int) -> str:
    if "unexpected end" in error or lines > 1:
        return "opens a quotation mark and never closes it"
    if "expected after" in error:
        return "has a quotation mark in the middle of a field"
    if "field larger" in error:
        return f"has a field longer than {csv.field_size_limit():,} characters"
    return "cannot be read as comma-separated values"


def _columns(
    path: Path,
    header: _Record,
    required: Collection[str],
    known: Collection[str] | None,
    aliases: Mapping[str, str],
) -> list[str]:
    if header.problem:
        raise Unusable(path.name, header.number, reason=f"the header {header.problem}.", remedy="Correct the file.")
    ours = {name.casefold(): name for name in (*required, *(known or ()))}
    names = ours | {other.casefold(): name for other, name in aliases.items()}
    columns = [names.get(cell.strip().casefold(), cell.strip()) for cell in header.cells]
    _refuse_unnamed_or_twice(path, header.number, columns)
    _refuse_missing(path, header, columns, required)
    if known is not None:
        _refuse_unknown(path, header.number, columns, ours)
    return columns


def _refuse_unnamed_or_twice(path: Path, line: int, columns: list[str]) -> None:
    seen: set[str] = set()
    for place, column in enumerate(columns, start=1):
        if not column:
            raise Unusable(path.name, line, f"column {place}", "the column has no name.", "Name it, or take it out.")
        if column in seen:
            raise Unusable(path.name, line, column, "the column comes twice.", "Take one of them out.")
        seen.add(column)


def _refuse_missing(path: Path, header: _Record, columns: list[str], required: Collection[str]) -> None:
    for name in required:
        if name not in columns:
            remedy = f"Add it; the columns are: {', '.join(columns)}."
            if len(columns) == 1 and any(mark in header.raw for mark in ";\t|"):
                remedy = "Its columns must be separated by commas."
            raise Unusable(path.name, header.number, name, "the column is missing.", remedy)


def _refuse_unknown(path: Path, line: int, columns: list[str], ours: Mapping[str, str]) -> None:
    for column in columns:
        if column.casefold() not in ours:
            near = difflib.get_close_matches(column.casefold(), ours, n=1)
            remedy = f"Is it {ours[near[0]]}?" if near else f"Known are: {', '.join(ours.values())}."
            raise Unusable(path.name, line, column, "the column is not known.", remedy)
