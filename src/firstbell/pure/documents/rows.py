"""Rows as comma-separated values, for whoever counts further."""

import csv
import io
import json
from collections.abc import Iterable, Mapping
from typing import TextIO


def as_csv(rows: Iterable[Mapping[str, object]]) -> bytes:
    """The same in UTF-8, whole."""
    target = io.StringIO(newline="")
    write_csv(rows, target)
    return target.getvalue().encode()


def write_csv(rows: Iterable[Mapping[str, object]], target: TextIO) -> None:
    """A heading of the first row's names, then the rows while they are read; a list or mapping in a cell as JSON.
    Nothing where there is no row."""
    writer: csv.DictWriter[str] | None = None
    for row in rows:
        if writer is None:
            writer = csv.DictWriter(target, fieldnames=list(row), lineterminator="\n")
            writer.writeheader()
        writer.writerow({name: _cell(value) for name, value in row.items()})


def _cell(value: object) -> object:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value
