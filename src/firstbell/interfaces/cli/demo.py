"""`firstbell demo`: an invented force area on real schools, the night's run, and what became of every child."""

import os
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from firstbell.config import env
from firstbell.interfaces.cli import demo_people, run, serve, show
from firstbell.interfaces.cli.options import administrator
from firstbell.interfaces.cli.take_in import WAYS_IN, Kind
from firstbell.invented import files, marks, world
from firstbell.invented.files import WrittenFile
from firstbell.invented.moments import RUN_AT
from firstbell.pure.periods import london
from firstbell.pure.refusal import Refused
from firstbell.registers.incidents import queries as incidents
from firstbell.responses.encompass import queries as encompass

TRUTH = "truth"
MARK = "THIS-IS-A-DEMO"


def demo(
    full: Annotated[bool, typer.Option("--full", help="170,000 pupils instead of 5,000.")] = False,
    write: Annotated[Path | None, typer.Option(help="Only write the invented files, with their truth, here.")] = None,
    seed: Annotated[int, typer.Option(help="Draw another area.")] = 1,
    serve_it: Annotated[bool, typer.Option("--serve", help="Then serve the pages, at that morning's time.")] = False,
    homes: Annotated[int, typer.Option(help="Homes around a town; 0: no homes at all.")] = 3_000,
    code: Annotated[str | None, typer.Option(help="Only say what this person's authenticator shows now.")] = None,
) -> None:
    """Invent a force area, take it in, run the night, and say what happened to every child and why."""
    if code is not None:
        demo_people.code(code)
        return
    area = world.area(seed, pupils=170_000 if full else 5_000, incidents=100)
    if write is not None:
        for file in files.write(area, write, homes):
            typer.echo(f"{file.kind:<16}{file.path}")
        return
    _only_in_a_demo()
    folder = env.home() / "demo-files"
    typer.echo("Inventing a force area on real schools and streets ...")
    written = files.write(area, folder, homes)
    _take_in([file for file in written if file.kind != TRUTH])
    typer.echo(f"\nThe run, as on {_clock(RUN_AT)}:\n")
    report, needs = run.work_through(RUN_AT)
    run.print_report(report)
    _table()
    _marks(next(file.path for file in written if file.kind == TRUTH))
    show.print_needs(needs)
    demo_people.say(demo_people.people(RUN_AT))
    _next_steps()
    if serve_it:
        serve.serve(work=True, now=RUN_AT.isoformat())


def _only_in_a_demo() -> None:
    """Invented people never get among real ones."""
    mark = env.home() / MARK
    run.setup()
    if not mark.exists():
        if incidents.any_taken_in():
            raise Refused(
                "This installation holds incidents that are not the demo's.", "Set FIRSTBELL_HOME to an empty folder."
            )
        mark.touch()


def _take_in(written: Sequence[WrittenFile]) -> None:
    for file in written:
        options = {"authority": file.authority, "as_of": file.as_of} if file.kind == Kind.ROLL else {}
        taken = WAYS_IN[Kind(file.kind)](path=file.path, by=administrator(), now=RUN_AT, **options)
        typer.echo(f"  {file.kind:<16}{taken.lines:>9,} lines  {file.path.name}")


def _table() -> None:
    table = Table(title="What became of every child, and why", title_justify="left", show_lines=False)
    for heading in ("incident", "child", "told", "state", "due", "why"):
        table.add_column(heading, overflow="fold")
    places: Counter[str] = Counter()
    for outcome in encompass.outcomes():
        due = _clock(outcome.due_by) if outcome.due_by else ""
        state = outcome.status or outcome.place.replace("_", " ")
        table.add_row(outcome.incident, outcome.child, outcome.told, state, due, outcome.why)
    for place, count in encompass.where_children_stand().items():
        places[place] += count
    Console(width=None if Console().is_terminal else 160).print(table)
    said = ", ".join(f"{count} {place.replace('_', ' ')}" for place, count in sorted(places.items()))
    typer.echo(f"Where the children stand: {said}.")


def _marks(truth: Path) -> None:
    told = marks.mark(truth, encompass.notices(), encompass.exposures())
    typer.echo(
        f"Against the truth, which the run never saw: {told.right} told rightly or rightly not told, "
        f"{told.person} before a person, {told.wrong} told wrongly, {told.missed} missed."
    )


def _clock(moment: datetime) -> str:
    return f"{london(moment):%a %d %b %H:%M}"


def _next_steps() -> None:
    home = os.path.relpath(env.home())
    typer.echo(
        f"""
Everything is left in {home}/ to be looked at: the e-mails in outbox/, with no personal data in any, and the files as a
force would send them in demo-files/. Go on with it, after `export FIRSTBELL_HOME={home}`:
  .venv/bin/firstbell serve --work --now {RUN_AT.isoformat()}
                                                               the pages, at http://localhost:8000, that morning
  .venv/bin/firstbell demo --code E-MAIL                       what somebody's authenticator shows, to sign in as them
  .venv/bin/firstbell export notices                           also reviews, exposures: what other systems receive
  .venv/bin/firstbell notice show REF --as CONTACT             read a notice as a school does, by a contact's e-mail
  .venv/bin/firstbell notice acknowledge REF --as CONTACT      and answer it
  .venv/bin/firstbell run --now 2026-02-13T07:45:00+00:00      three quarters of an hour before the bell
  .venv/bin/firstbell verify                                   the audit trail, and that every child stands somewhere"""
    )
