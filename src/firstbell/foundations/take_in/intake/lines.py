"""Reading a file line by line or row by row, in bounded memory, whatever is in it."""

from collections.abc import Iterator
from pathlib import Path

from firstbell.foundations.take_in.intake.csv_rows import read_csv
from firstbell.foundations.take_in.intake.physical import LIMIT, physical_lines, refuse_what_is_no_text
from firstbell.foundations.take_in.rules import Line, Row, Unusable

__all__ = ["Line", "Row", "read_csv", "read_lines"]


def read_lines(path: Path, limit: int = LIMIT) -> Iterator[Line]:
    """The lines of a UTF-8 file (a BOM is allowed). Blank ones are left out but counted.

    A line longer than ``limit`` bytes, not in UTF-8 or with a NUL byte comes with its ``problem`` and without text.
    Raises Unusable at once for a file that is empty or no text, and at the end for one of blank lines only.
    """
    refuse_what_is_no_text(path)
    return _filled_lines(path, limit)


def _filled_lines(path: Path, limit: int) -> Iterator[Line]:
    filled = False
    for line in physical_lines(path, limit=limit):
        if line.problem or line.text.strip():
            filled = True
            yield line
    if not filled:
        raise Unusable(
            path.name, reason="the file holds blank lines only.", remedy="Check that it was written to the end."
        )
