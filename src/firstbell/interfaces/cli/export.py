"""`firstbell export`: notices, reviews, exposures and rejects for other systems; returns for funders; figures, and the
pack of a performance meeting."""

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
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
from firstbell.pure.documents.rows import write_csv
from firstbell.reporting.performance import actions as performance_actions
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
    PACK = "pack"


class Format(StrEnum):
    """How."""

    JSONL = "jsonl"
    CSV = "csv"


def export(
    what: What,
    form: Annotated[Format, typer.Option("--format")] = Format.JSONL,
    out: Annotated[Path | None, typer.Option(help="A file, or of a pack a folder; else standard output.")] = None,
    profile: Annotated[Path | None, typer.Option(help="What a return is made of; for returns only.")] = None,
    month: Annotated[str, typer.Option(help="Which month, such as 2026-11; for figures and a pack only.")] = "",
) -> None:
    """Write notices, open reviews, exposures or rejected lines, one a line; a return as its profile says; a month's
    figures as CSV, with what they count in a second file beside it; or its pack for the meeting, into a folder."""
    if (what in OF_A_MONTH) != bool(month):
        raise typer.BadParameter("figures and a pack have a --month, and nothing else has")
    if what in OF_A_MONTH:
        OF_A_MONTH[what](_first_of(month), out)
        return
    if (what == What.RETURNS) != (profile is not None):
        raise typer.BadParameter("a return has a --profile, and nothing else has")
    rows = _return(profile) if profile else SOURCES[what]()
    with written_to(out) as target:
        (write_csv if form == Format.CSV else write_jsonl)(rows, target)


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
            write_csv(rows, target)
    details = {"month": f"{month:%Y-%m}", "columns": known.reference}
    audit.note(by=by, now=clock.now(), action="figures.exported", subject=known.reference, details=details)


def _export_pack(month: date, out: Path | None) -> None:
    """A file for each form, all of them or none. That it was done is an entry in the trail."""
    if out is None:
        raise typer.BadParameter("a pack needs --out, a folder for its files")
    by = administrator()
    made = {out / file.name: file.content for file in performance.pack_files(month, force=by.code)}
    out.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_whole(made)
    performance_actions.note_pack(month=month, files=[file.name for file in made], by=by, now=clock.now())
    for file in made:
        typer.echo(file)


OF_A_MONTH: dict[What, Callable[[date, Path | None], None]] = {
    What.FIGURES: _export_figures,
    What.PACK: _export_pack,
}


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


def write_whole(files: Mapping[Path, bytes]) -> None:
    """All of them are written beside their names before the first appears; only their user may read them."""
    parts = {file.with_name(file.name + ".part"): file for file in files}
    for part, file in parts.items():
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as target:
            target.write(files[file])
    for part, file in parts.items():
        part.replace(file)


def write_jsonl(rows: Iterable[Row], target: TextIO) -> None:
    for row in rows:
        target.write(json.dumps(row, ensure_ascii=False, default=str) + "\n")
