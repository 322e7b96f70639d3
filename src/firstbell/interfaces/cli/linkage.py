"""`firstbell linkage`: train a model, look at one; what people decide and what is learnt from it; rolls as an index."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from firstbell.config import env
from firstbell.interfaces.cli import linkage_beside, linkage_index, linkage_people
from firstbell.interfaces.cli.take_in import NEEDS_A_PERSON
from firstbell.pure.matching.model import UnfitModel
from firstbell.registers.linkage import intake

linkage = typer.Typer(no_args_is_help=True, help="How children are found on the rolls: models, labels, audits.")
linkage.command("show")(linkage_beside.show)
linkage.command("sample")(linkage_people.sample)
linkage.command("label")(linkage_people.label)
linkage.command("learn")(linkage_people.learn)
linkage.command("switch-on")(linkage_people.switch_on)
linkage.command("switch-off")(linkage_people.switch_off)
linkage.command("second-models")(linkage_people.second_models)
linkage.command("fairness")(linkage_people.fairness)
linkage.command("index")(linkage_index.index)
linkage.command("find")(linkage_index.find)

Files = list[Path] | None
"""Where no file is named, typer gives None or an empty list."""


@linkage.command()
def train(
    on: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="The day that names the model.")],
    roll: Annotated[Files, typer.Option(help="A roll; again for each. Without files, what the database holds.")] = None,
    incidents: Annotated[Files, typer.Option(help="A file of incidents; again for each.")] = None,
    labels: Annotated[Path | None, typer.Option(help="Pairs that people judged.")] = None,
    into: Annotated[Path | None, typer.Option(help="A folder; models/ in the home folder if none is named.")] = None,
    seed: Annotated[int, typer.Option(help="Draw other pairs at random.")] = 1,
    sample: Annotated[int, typer.Option(min=1000, help="How many pairs at random.")] = intake.SAMPLE,
) -> None:
    """Learn a model from rolls and incidents, keep it as a dated file with its report, or say why it is refused."""
    day, rolls, found = on.date(), roll or [], incidents or []
    if bool(rolls) != bool(found):
        raise typer.BadParameter("name both rolls and incidents, or neither to learn from the database")
    materials = intake.read_materials(rolls=rolls, incidents=found, labels=labels, on=day)
    if materials.left_out:
        typer.echo(f"{materials.left_out:,} lines could not be used and are left out.", err=True)
    folder = into or env.home() / "models"
    with _told(), Console(stderr=True).status("reading") as status:
        kept = intake.train_model(
            materials=materials, on=day, seed=seed, sample=sample, into=folder, progress=status.update
        )
    _say(kept)


@linkage.command()
def report(
    model: Annotated[Path, typer.Argument(help="A model's file.")],
    against: Annotated[Path | None, typer.Option(help="The last model, to see what changed.")] = None,
) -> None:
    """Write the report of a model beside it."""
    with _told():
        typer.echo(f"Report: {intake.report_model(path=model, against=against)}")


@contextmanager
def _told() -> Iterator[None]:
    """A model that cannot be trusted needs a person: every fault is told, a line each."""
    try:
        yield
    except UnfitModel as faults:
        for fault in str(faults).splitlines():
            typer.echo(f"firstbell: {fault}", err=True)
        raise typer.Exit(NEEDS_A_PERSON) from None


def _say(kept: intake.Kept) -> None:
    typer.echo(f"{'':<44}{'m':>10}{'u':>14}{'bits':>8}")
    for comparison, level, m, u, bits in kept.learnt:
        typer.echo(f"{comparison:<10}{level:<34}{m:>10.5f}{u:>14.8f}{bits:>8.2f}")
    for sentence in kept.held:
        typer.echo(f"Held: {sentence}")
    typer.echo(f"Model:  {kept.model}\nReport: {kept.page}")
