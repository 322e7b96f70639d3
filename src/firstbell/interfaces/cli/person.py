"""`firstbell person`: who is one person across incidents. An administrator's tool; people get pages of their own."""

from typing import Annotated

import typer

from firstbell.config import env
from firstbell.interfaces.cli.options import Now, Reason, administrator, instant
from firstbell.pure.periods import london
from firstbell.registers.linkage import actions, queries
from firstbell.registers.linkage.queries import IdentityAnswer, OpenQuestion

person = typer.Typer(
    no_args_is_help=True, help="One person across incidents: show, part what is two, join what is one."
)

Who = Annotated[str, typer.Argument(help="A reference such as P-7K3QX2MBAD, or INCIDENT/PERSON.")]
Reference = Annotated[str, typer.Argument(help="The person's reference, such as P-7K3QX2MBAD.")]
By = Annotated[str, typer.Option("--as", help="Who says so.")]


@person.command()
def show(who: Who = "") -> None:
    """Show every incident that names somebody; without a name, whom only a person can tell apart or join."""
    if who:
        _print(_found(who))
        return
    for question in queries.needing_attention():
        typer.echo(_in_words(question))


@person.command()
def split(
    reference: Reference, records: Annotated[list[str], typer.Argument()], by: By, reason: Reason = "", now: Now = None
) -> None:
    """Part records (INCIDENT/PERSON) from the others: they are somebody else."""
    parted = actions.split_identity(
        reference=reference,
        records=[_record(name) for name in records],
        reason=reason,
        by=administrator(by),
        now=instant(now),
    )
    typer.echo(f"{reference}: parted; the others are {parted}")


@person.command()
def join(reference: Reference, other: Reference, by: By, reason: Reason = "", now: Now = None) -> None:
    """Make two one: they are the same person."""
    kept = actions.join_identities(
        reference=reference, other=other, reason=reason, by=administrator(by), now=instant(now)
    )
    typer.echo(f"{reference} and {other}: one person, {kept}")


def _found(who: str) -> IdentityAnswer:
    if "/" not in who:
        return queries.identity(who)
    found = queries.identity_of(env.policy().force, *_record(who))
    if found is None:
        raise typer.BadParameter(f"{who} names nobody who was recognised so far")
    return found


def _record(name: str) -> tuple[str, str]:
    incident, _, person_id = name.rpartition("/")
    return incident, person_id


def _print(found: IdentityAnswer) -> None:
    typer.echo(" ".join((found.reference, *(f"(also {other})" for other in found.also))))
    for one in found.appearances:
        typer.echo(f"{london(one.reported_at):%d %b %Y %H:%M}  {one.incident_reference}/{one.person_id}")


def _in_words(question: OpenQuestion) -> str:
    (one, other), (first, second) = question.references, question.appearances
    records = f"{first.incident_reference}/{first.person_id} and {second.incident_reference}/{second.person_id}"
    return f"{one} or {other}? {question.why} ({records}: {'; '.join(question.words)}; {question.weight:.1f} bits)"
