"""`firstbell linkage show`: a child's record beside the pupils', for whoever decides a review or labels a sample."""

from collections.abc import Iterator
from typing import Annotated

import typer

from firstbell.config import env
from firstbell.interfaces.cli.options import ADMINISTRATOR, Now, administrator, instant
from firstbell.registers.incidents import actions
from firstbell.registers.incidents import queries as incidents
from firstbell.registers.linkage import queries
from firstbell.registers.linkage.rules.reviewing import PupilBeside, ReviewFacts

UNKNOWN = "not known"


def show(
    incident: str,
    child: str,
    force: Annotated[str | None, typer.Option(help="The incident's force, where a reference recurs.")] = None,
    blind: Annotated[bool, typer.Option("--blind", help="Without score and answer: to label a sample.")] = False,
    who: Annotated[str, typer.Option("--as", help="Who looks at it.")] = ADMINISTRATOR,
    now: Now = None,
) -> None:
    """Show the child's record beside those of the pupils who may be the child, and what speaks for and against.

    That somebody looked is written down.
    """
    number = incidents.find(force, incident)
    shown = queries.review_facts(number, child, blind=blind)
    actions.open_record(
        incident_id=number, what="linkage", child=child, by=administrator(who), now=instant(now), policy=env.policy()
    )
    for line in _in_words(shown):
        typer.echo(line)


def _in_words(facts: ReviewFacts) -> Iterator[str]:
    answer = "" if facts.blind else f": {facts.outcome}. {facts.reason}"
    yield f"{facts.incident_reference} {facts.person_id}, {facts.name}{answer}"
    if not facts.pupils:
        yield "No pupil on a roll may be this child."
    for pupil in facts.pupils:
        yield from _pupil_in_words(pupil)
    for sibling in facts.siblings:
        found = f", {sibling.outcome}" + (f": {sibling.pupil}" if sibling.pupil else "")
        yield f"In the same incident: {sibling.person_id} {sibling.name}, born {sibling.born or UNKNOWN}{found}"


def _pupil_in_words(pupil: PupilBeside) -> Iterator[str]:
    yield f"Pupil {pupil.pupil}" + (f", weight {pupil.weight:.1f} bits" if pupil.weight is not None else "")
    for field in pupil.fields:
        yield f"  {field.label}: {field.child or UNKNOWN} | {field.pupil or UNKNOWN}: {field.agreement}"
    yield f"  For: {'; '.join(pupil.speaks_for) or 'nothing'}"
    yield f"  Against: {'; '.join(pupil.speaks_against) or 'nothing'}"
    for place in pupil.registrations:
        until = f" to {place.leaving_date}" if place.leaving_date else ""
        yield f"  Registered at {place.urn or place.education} from {place.entry_date or UNKNOWN}{until}"
    for mate in pupil.same_home:
        yield f"  At the same home: {mate.forenames} {mate.surname}, born {mate.date_of_birth or UNKNOWN}"
    for said in pupil.judgements:
        yield f"  {said.judged_by} said: {said.verdict}. {said.reason}"
