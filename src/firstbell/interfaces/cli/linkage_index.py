"""`firstbell linkage index` and `find`: rolls that are in no database, another authority's or a nation's."""

import os
from pathlib import Path
from typing import Annotated

import typer

from firstbell.interfaces.cli.export import write_jsonl, written_to
from firstbell.interfaces.cli.options import Now, instant
from firstbell.interfaces.cli.take_in import NEEDS_A_PERSON, Progressing, date_of
from firstbell.registers.linkage.intake import Rejected, find_in_index, index_rolls


def index(
    rolls: Annotated[list[Path], typer.Argument(metavar="ROLL.csv...", help="Rolls in the format firstbell.roll/1.")],
    into: Annotated[Path, typer.Option("--into", metavar="FOLDER", help="A folder that is not there yet.")],
    as_of: Annotated[str, typer.Option("--as-of", help="The date of the extract.")],
    authority: Annotated[str, typer.Option(help="The authority's code, where all lines are one's.")] = "",
    workers: Annotated[int, typer.Option(min=1, help="Processes that read at once.")] = os.cpu_count() or 1,
    now: Now = None,
) -> None:
    """Make the index of rolls, to look children up in them without a database."""
    with Progressing("index", quiet=False) as step:
        made = index_rolls(
            paths=rolls,
            into=into,
            as_of=date_of(as_of),
            authority=authority,
            now=instant(now),
            workers=workers,
            progress=step,
            rejected=_say_rejected,
        )
    typer.echo(f"index: {made.lines:,} lines in {into}, {made.rejected:,} rejected.")
    if made.rejected:
        raise typer.Exit(NEEDS_A_PERSON)


def find(
    incidents: Annotated[Path, typer.Argument(metavar="INCIDENTS.jsonl")],
    index: Annotated[Path, typer.Option("--index", metavar="FOLDER", help="What `linkage index` has made.")],
    out: Annotated[
        Path | None, typer.Option("--out", help="A file, which appears whole; else standard output.")
    ] = None,
) -> None:
    """Say of every child of the incidents which pupil it is: an answer a line, with its candidates and reasons."""
    rejects: list[Rejected] = []
    with written_to(out) as file:
        write_jsonl(find_in_index(path=incidents, index=index, rejected=rejects.append), file)
    for reject in rejects:
        _say_rejected(reject)
    if rejects:
        raise typer.Exit(NEEDS_A_PERSON)


def _say_rejected(reject: Rejected) -> None:
    field = f", {reject.field}" if reject.field else ""
    typer.echo(f"{reject.file}, line {reject.line}{field}: {reject.reason}.", err=True)
