"""`firstbell setup`, `run` and `work`."""

import json
from datetime import datetime

import typer
from django.core.management import call_command

from firstbell.config import clock, env
from firstbell.config.schedule import SCHEDULE
from firstbell.foundations.jobs import jobs
from firstbell.foundations.jobs.rules import RunReport
from firstbell.interfaces.cli import show
from firstbell.interfaces.cli.options import Json, Now, instant
from firstbell.responses.encompass import queries as encompass
from firstbell.responses.encompass.queries import Need

NEEDS_A_PERSON = 1


def setup() -> None:
    """Create or upgrade everything. Safe to repeat."""
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    typer.echo(f"Firstbell is set up in {env.home().name}/.")


def run(now: Now = None, as_json: Json = False) -> None:
    """Do every job that is due, until nothing is left to do."""
    moment = instant(now)
    report, needs = work_through(moment)
    if as_json:
        typer.echo(json.dumps({"done": report.done, "failed": report.failed, "needs": show.as_rows(needs)}))
    else:
        print_report(report)
        show.print_needs(needs)
    if report.failed or any(need.urgent for need in needs):
        raise typer.Exit(NEEDS_A_PERSON)


def work_through(moment: datetime) -> tuple[RunReport, list[Need]]:
    """Run the whole schedule once, as at ``moment``, and see what waits for a person after it."""
    policy = env.policy()
    report = jobs.run_due(jobs=SCHEDULE, now=moment, policy=policy)
    return report, encompass.waiting(moment, policy)


def print_report(report: RunReport) -> None:
    for name, done in report.done.items():
        if done:
            typer.echo(f"{name:<18}{done:>8,}")
    for name, error in report.failed.items():
        typer.echo(f"{name:<18} FAILED ({error}); it is tried again with the next run", err=True)


def work() -> None:
    """Run for ever."""
    jobs.work_for_ever(jobs=SCHEDULE, clock=clock.now, policy=env.policy(), pause=5.0)
