"""`firstbell status` and `verify`: what needs a person, and whether everything holds."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

import typer

from firstbell.config import env
from firstbell.foundations.audit import queries as audit
from firstbell.foundations.audit.rules import ChainReport
from firstbell.foundations.delivery import queries as delivery
from firstbell.foundations.take_in import queries as take_ins
from firstbell.interfaces.cli.options import Json, Now, instant
from firstbell.pure.areas import authorities_of
from firstbell.pure.periods import london_date
from firstbell.pure.policy import ForcePolicy
from firstbell.registers.incidents import queries as incidents
from firstbell.registers.schools import queries as schools
from firstbell.responses.encompass import queries as encompass
from firstbell.responses.encompass.queries import Need

NEEDS_A_PERSON = 1
NO_ROLL = "No education roll is in force: no child can be found, and every one goes to a person"


def waiting(now: datetime, policy: ForcePolicy) -> list[Need]:
    """Everything that waits for a person, from every part, most pressing first."""
    silence = "No feed has ever been taken in: an empty list is no green light"
    found = [
        Need("no_feed", silence, int(not incidents.any_taken_in()), urgent=False),
        Need("no_roll", NO_ROLL, int(not schools.current_rolls()), urgent=False),
        Need("old_rolls", "Education rolls that look like an earlier year's", _of_another_year(now), urgent=False),
        *(Need("feed", feed.sentence, 1) for feed in incidents.feed_health(now, policy) if feed.state != "ok"),
        *encompass.needs(now),
        Need("ambiguous", "Messages that may or may not have left", len(delivery.ambiguous())),
        Need("failed", "Messages that could not be sent", delivery.counts().get("failed", 0)),
        Need("rejects", "Rejected lines to correct", take_ins.reject_count()),
        Need("half_taken", "Files not taken in to the end: take them in again", len(take_ins.unfinished())),
        Need("unverified", "Contacts to verify", len(schools.unverified_contacts(now, policy))),
        Need("contactless", "Open establishments here without a contact", _without_contact(policy), urgent=False),
    ]
    return [need for need in found if need.count]


def _of_another_year(now: datetime) -> int:
    return len(schools.rolls_of_another_year(london_date(now)))


def _without_contact(policy: ForcePolicy) -> int:
    return sum(1 for _ in schools.establishments_without_contact(authorities_of(policy.force)))


def status(now: Now = None, as_json: Json = False) -> None:
    """Say what is late, paused, silent or unverified. Exit status 1 if anything needs a person."""
    needs = waiting(instant(now), env.policy())
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
