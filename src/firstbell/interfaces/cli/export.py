"""`firstbell export`: notices, reviews, exposures and rejects for other systems."""

import csv
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated, TextIO

import typer

from firstbell.foundations.take_in import queries as take_ins
from firstbell.responses.encompass import queries as encompass

Row = dict[str, object]


class What(StrEnum):
    """What can be exported."""

    NOTICES = "notices"
    REVIEWS = "reviews"
    EXPOSURES = "exposures"
    REJECTS = "rejects"


class Format(StrEnum):
    """How."""

    JSONL = "jsonl"
    CSV = "csv"


def export(
    what: What,
    form: Annotated[Format, typer.Option("--format")] = Format.JSONL,
    out: Annotated[Path | None, typer.Option(help="A file; standard output if none is named.")] = None,
) -> None:
    """Write notices, open reviews, exposures or rejected lines, one a line."""
    with written_to(out) as target:
        (_write_csv if form == Format.CSV else write_jsonl)(SOURCES[what](), target)


def _rejects() -> Iterator[Row]:
    return (asdict(reject) for reject in take_ins.rejects())


SOURCES: dict[What, Callable[[], Iterable[Row]]] = {
    What.NOTICES: encompass.notices,
    What.REVIEWS: encompass.reviews,
    What.EXPOSURES: encompass.exposures,
    What.REJECTS: _rejects,
}


@contextmanager
def written_to(out: Path | None) -> Iterator[TextIO]:
    """The file appears whole or not at all, and only its user may read it."""
    if out is None:
        yield sys.stdout
        return
    part = out.with_name(out.name + ".part")
    with os.fdopen(
        os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8", newline=""
    ) as file:
        yield file
    part.replace(out)


def write_jsonl(rows: Iterable[Row], target: TextIO) -> None:
    for row in rows:
        target.write(json.dumps(row, ensure_ascii=False, default=str) + "\n")


def _write_csv(rows: Iterable[Row], target: TextIO) -> None:
    writer: csv.DictWriter[str] | None = None
    for row in rows:
        if writer is None:
            writer = csv.DictWriter(target, fieldnames=list(row), lineterminator="\n")
            writer.writeheader()
        writer.writerow({name: _cell(value) for name, value in row.items()})


def _cell(value: object) -> object:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value
