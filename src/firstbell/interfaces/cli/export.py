"""`firstbell export`: notices, reviews, exposures and rejects for other systems; returns for funders."""

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

from firstbell.config import clock, returns
from firstbell.foundations.audit import actions as audit
from firstbell.foundations.take_in import queries as take_ins
from firstbell.interfaces.cli.options import administrator
from firstbell.responses.encompass import queries as encompass

Row = dict[str, object]


class What(StrEnum):
    """What can be exported."""

    NOTICES = "notices"
    REVIEWS = "reviews"
    EXPOSURES = "exposures"
    REJECTS = "rejects"
    RETURNS = "returns"


class Format(StrEnum):
    """How."""

    JSONL = "jsonl"
    CSV = "csv"


def export(
    what: What,
    form: Annotated[Format, typer.Option("--format")] = Format.JSONL,
    out: Annotated[Path | None, typer.Option(help="A file; standard output if none is named.")] = None,
    profile: Annotated[Path | None, typer.Option(help="What a return is made of; for returns only.")] = None,
) -> None:
    """Write notices, open reviews, exposures or rejected lines, one a line; or a return as its profile says."""
    if (what == What.RETURNS) != (profile is not None):
        raise typer.BadParameter("a return has a --profile, and nothing else has")
    rows = _return(profile) if profile else SOURCES[what]()
    with written_to(out) as target:
        (_write_csv if form == Format.CSV else write_jsonl)(rows, target)


def _return(path: Path) -> list[Row]:
    """The rows of a return; that it was made is an entry in the trail."""
    profile = returns.read_profile(path)
    made = returns.make_return(profile)
    details = {"source": profile.source, "rows": len(made), "fields": [one.field for one in profile.columns]}
    audit.note(by=administrator(), now=clock.now(), action="return.exported", subject="returns", details=details)
    return made


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
