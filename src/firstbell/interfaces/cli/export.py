"""`firstbell export`: notices, reviews, exposures and rejects for other systems; returns for funders; figures."""

import csv
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, TextIO

import typer

from firstbell.config import clock, returns
from firstbell.foundations.audit import actions as audit
from firstbell.foundations.take_in import queries as take_ins
from firstbell.interfaces.cli.options import administrator
from firstbell.reporting.performance import queries as performance
from firstbell.responses.encompass import queries as encompass

Row = dict[str, object]


class What(StrEnum):
    """What can be exported."""

    NOTICES = "notices"
    REVIEWS = "reviews"
    EXPOSURES = "exposures"
    REJECTS = "rejects"
    RETURNS = "returns"
    FIGURES = "figures"


class Format(StrEnum):
    """How."""

    JSONL = "jsonl"
    CSV = "csv"


def export(
    what: What,
    form: Annotated[Format, typer.Option("--format")] = Format.JSONL,
    out: Annotated[Path | None, typer.Option(help="A file; standard output if none is named.")] = None,
    profile: Annotated[Path | None, typer.Option(help="What a return is made of; for returns only.")] = None,
    month: Annotated[str, typer.Option(help="Which month's figures, such as 2026-11; for figures only.")] = "",
) -> None:
    """Write notices, open reviews, exposures or rejected lines, one a line; a return as its profile says; or a month's
    figures as CSV, with what they count in a second file beside it."""
    if (what == What.FIGURES) != bool(month):
        raise typer.BadParameter("figures have a --month, and nothing else has")
    if what == What.FIGURES:
        _export_figures(_first_of(month), out)
        return
    if (what == What.RETURNS) != (profile is not None):
        raise typer.BadParameter("a return has a --profile, and nothing else has")
    rows = _return(profile) if profile else SOURCES[what]()
    with written_to(out) as target:
        (_write_csv if form == Format.CSV else write_jsonl)(rows, target)


def _first_of(month: str) -> date:
    try:
        return date.fromisoformat(f"{month}-01")
    except ValueError:
        raise typer.BadParameter("a month is written 2026-11") from None


def _export_figures(month: date, out: Path | None) -> None:
    """Two files, each whole or not at all. That it was done is an entry in the trail."""
    if out is None:
        raise typer.BadParameter("figures need --out, as what they count is written beside them")
    known, by = performance.columns_in_use(), administrator()
    for file, rows in ((out, performance.figures(month)), (beside(out), performance.definitions())):
        with written_to(file) as target:
            _write_csv(rows, target)
    details = {"month": f"{month:%Y-%m}", "columns": known.reference}
    audit.note(by=by, now=clock.now(), action="figures.exported", subject=known.reference, details=details)


def beside(out: Path) -> Path:
    """Where the definitions of a file of figures stand."""
    return out.with_name(f"{out.stem}-definitions{out.suffix}")


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
