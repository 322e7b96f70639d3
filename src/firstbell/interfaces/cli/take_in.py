"""`firstbell take-in`: a file in, whole or resumed, its rejects kept."""

import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from firstbell.foundations.take_in.rules import TakenIn
from firstbell.interfaces.cli.options import Json, Now, administrator, instant
from firstbell.joint.intensification.intake import take_in_harm_weights
from firstbell.registers.incidents.intake import take_in_incidents
from firstbell.registers.premises.intake import take_in_homes
from firstbell.registers.schools import intake as schools

NEEDS_A_PERSON = 1


class Kind(StrEnum):
    """What a file may hold."""

    ESTABLISHMENTS = "establishments"
    LINKS = "links"
    ROLL = "roll"
    CONTACTS = "contacts"
    STAFF = "staff"
    TERMS = "terms"
    CLOSURES = "closures"
    INCIDENTS = "incidents"
    HOMES = "homes"
    HARM_WEIGHTS = "harm-weights"


def take_in(
    kind: Kind,
    file: Path,
    authority: Annotated[str | None, typer.Option(help="Of a roll: the authority's code.")] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", help="Of a roll: the date of the extract.")] = None,
    profile: Annotated[Path | None, typer.Option(help="Of incidents: the mapping of a force's own extract.")] = None,
    shrink_agreed_by: Annotated[
        str | None, typer.Option("--shrink-agreed-by", help="Of a roll or homes that halve: who agreed.")
    ] = None,
    calendar: Annotated[str | None, typer.Option(help="Of an .ics file: whose calendar it is.")] = None,
    answers: Annotated[
        str | None, typer.Option("--as", help="Of harm weights: the e-mail of who answers for them.")
    ] = None,
    now: Now = None,
    as_json: Json = False,
) -> None:
    """Take in a file. The same file twice changes nothing; bad lines are kept as rejects."""
    moment = instant(now)
    by = administrator(_needed(kind, answers, "--as")) if kind == Kind.HARM_WEIGHTS else administrator()
    options: dict[str, object] = {}
    if kind == Kind.ROLL:
        options = {
            "authority": _needed(kind, authority, "--authority"),
            "as_of": date_of(_needed(kind, as_of, "--as-of")),
        }
        options["shrink_agreed_by"] = shrink_agreed_by
    if kind == Kind.HOMES:
        options = {"shrink_agreed_by": shrink_agreed_by}
    if kind == Kind.INCIDENTS:
        options = {"profile": profile}
    if kind in (Kind.TERMS, Kind.CLOSURES) and calendar:
        options = {"calendar": calendar}
    with Progressing(kind, quiet=as_json) as step:
        taken = WAYS_IN[kind](path=file, by=by, now=moment, progress=step, **options)
    _say(taken, as_json)
    if taken.rejected:
        raise typer.Exit(NEEDS_A_PERSON)


WAYS_IN: dict[Kind, Callable[..., TakenIn]] = {
    Kind.ESTABLISHMENTS: schools.take_in_establishments,
    Kind.LINKS: schools.take_in_links,
    Kind.ROLL: schools.take_in_roll,
    Kind.CONTACTS: schools.take_in_contacts,
    Kind.STAFF: schools.take_in_staff,
    Kind.TERMS: schools.take_in_terms,
    Kind.CLOSURES: schools.take_in_closures,
    Kind.INCIDENTS: take_in_incidents,
    Kind.HOMES: take_in_homes,
    Kind.HARM_WEIGHTS: take_in_harm_weights,
}


class Progressing:
    """Lines done so far, on a terminal only."""

    def __init__(self, kind: str, *, quiet: bool) -> None:
        console = Console(stderr=True)
        columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
        self.progress = Progress(*columns, console=console, transient=True, disable=quiet or not console.is_terminal)
        self.kind = kind

    def __enter__(self) -> Callable[[int], None]:
        self.progress.start()
        task = self.progress.add_task(f"{self.kind}: 0 lines")
        return lambda done: self.progress.update(task, description=f"{self.kind}: {done:,} lines")

    def __exit__(self, *_: object) -> None:
        self.progress.stop()


def _say(taken: TakenIn, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps(asdict(taken), default=str))
        return
    typer.echo(
        f"{taken.kind}: {taken.lines:,} lines of {taken.file}: {taken.changed:,} changed something, "
        f"{taken.unchanged:,} changed nothing, {taken.rejected:,} rejected."
    )
    if taken.rejected:
        typer.echo("The rejected lines are kept: firstbell export rejects")


def _needed(kind: Kind, value: str | None, option: str) -> str:
    if value is None:
        raise typer.BadParameter(f"{kind.value} needs {option}")
    return value


def date_of(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a date such as 2026-02-06") from None
