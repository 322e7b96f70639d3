"""Rows as a file of comma-separated values, for whoever counts further."""

import csv
import io
import json
from collections.abc import Iterable, Mapping


def as_csv(rows: Iterable[Mapping[str, object]]) -> bytes:
    """UTF-8, a heading of the first row's names; a list or mapping in a cell as JSON. Nothing where there is no row."""
    target = io.StringIO(newline="")
    writer: csv.DictWriter[str] | None = None
    for row in rows:
        if writer is None:
            writer = csv.DictWriter(target, fieldnames=list(row), lineterminator="\n")
            writer.writeheader()
        writer.writerow({name: cell(value) for name, value in row.items()})
    return target.getvalue().encode()


def cell(value: object) -> object:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value
