"""`firstbell status` and `verify`: what needs a person, and whether everything holds."""

import json
from collections.abc import Sequence
from dataclasses import asdict

import typer

from firstbell.config import env
from firstbell.foundations.audit import queries as audit
from firstbell.foundations.audit.rules import ChainReport
from firstbell.interfaces.cli.options import Json, Now, instant
from firstbell.responses.encompass import queries as encompass
from firstbell.responses.encompass.queries import Need

NEEDS_A_PERSON = 1


def status(now: Now = None, as_json: Json = False) -> None:
    """Say what is late, paused, silent or unverified. Exit status 1 if anything needs a person."""
    needs = encompass.waiting(instant(now), env.policy())
    if as_json:
        typer.echo(json.dumps(as_rows(needs)))
    elif needs:
        print_needs(needs)
    else:
        typer.echo("Nothing needs a person.")
    if any(need.urgent for need in needs):
        raise typer.Exit(NEEDS_A_PERSON)


def verify(as_json: Json = False) -> None:
    """Check the audit chain, and that every child in scope stands in exactly one place."""
    chain = audit.verify_chain()
    places = encompass.where_children_stand()
    nowhere = encompass.standing_nowhere()
    unfinished = encompass.unfinished()
    sound = chain.broken_at is None and not nowhere and not unfinished
    if as_json:
        counts = {place or "nowhere": count for place, count in places.items()}
        report = {
            "sound": sound,
            "audit": asdict(chain),
            "places": counts,
            "nowhere": nowhere,
            "unfinished": unfinished,
        }
        typer.echo(json.dumps(report))
    else:
        _print_chain(chain)
        for place, count in sorted(places.items()):
            typer.echo(f"{place or 'NOWHERE':<18}{count:>8,} children")
        for incident, child in nowhere:
            typer.echo(f"Child {child} of incident {incident} stands nowhere. Run `firstbell run`.", err=True)
        if unfinished:
            typer.echo(f"{unfinished} incidents are not yet worked through. Run `firstbell run`.", err=True)
    if not sound:
        raise typer.Exit(NEEDS_A_PERSON)


def _print_chain(chain: ChainReport) -> None:
    if chain.broken_at is None:
        typer.echo(f"Audit trail: {chain.entries:,} entries, whole, head {chain.head[:16]}.")
    else:
        typer.echo(f"Audit trail: BROKEN at entry {chain.broken_at}: {chain.reason}", err=True)


def print_needs(needs: Sequence[Need]) -> None:
    if needs:
        typer.echo("\nFor a person:")
    for need in needs:
        typer.echo(f"{need.count:>7,}  {need.sentence}")


def as_rows(needs: Sequence[Need]) -> list[dict[str, object]]:
    return [{"code": need.code, "count": need.count, "sentence": need.sentence} for need in needs]
