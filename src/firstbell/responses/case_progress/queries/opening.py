"""Whose case may be opened out of an incident."""

from dataclasses import dataclass

from firstbell.pure.actor import Actor
from firstbell.pure.refusal import NotYours
from firstbell.registers.incidents import queries as incidents
from firstbell.responses.case_progress.models import Case
from firstbell.responses.case_progress.queries.standing import of_force
from firstbell.responses.case_progress.rules.parties import victims_of


@dataclass(frozen=True, slots=True)
class IncidentToOpen:
    """An incident: what it calls its ``victims``, by reference; its ``cases`` are (victim's reference, case's)."""

    number: int
    reference: str
    victims: dict[str, str]
    cases: tuple[tuple[str, str], ...]


def incident_to_open(number: int, *, seen_by: Actor) -> IncidentToOpen:
    """The incident of this number. NotYours where it is another force's, or closed to whoever asks."""
    facts = incidents.facts_many([number]).get(number)
    theirs = facts is None or seen_by.organisation != f"force:{facts.force}"
    if facts is None or theirs or incidents.is_closed_to(number, seen_by.name):
        raise NotYours("There is no such incident.", "Look at the reference.")
    return IncidentToOpen(number, facts.reference, victims_of(facts), cases_of(number, seen_by=seen_by))


def cases_of(incident: int, *, seen_by: Actor) -> tuple[tuple[str, str], ...]:
    """The cases of an incident that was opened already: (victim's reference, case's reference)."""
    rows = Case.objects.filter(of_force(seen_by), incident_id=incident).order_by("pk")
    return tuple(rows.values_list("victim", "reference"))
