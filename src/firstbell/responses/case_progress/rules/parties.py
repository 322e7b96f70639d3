"""Whose case it may be: people whom its incident names, by their references there."""

from firstbell.pure.refusal import Refused
from firstbell.registers.incidents.rules import IncidentFacts
from firstbell.registers.people.rules import PersonFacts

BOTH = "both"
"""Both adults accuse each other: either may be the victim of one case and the suspect of another."""


def victims_of(incident: IncidentFacts) -> dict[str, str]:
    """What the incident calls its victims, and its children, who are victims in their own right; by reference."""
    parties = [party.person for party in incident.parties if party.role in ("victim", BOTH)]
    return _named([*parties, *(child.person for child in incident.children)])


def suspects_of(incident: IncidentFacts, victim: str) -> dict[str, str]:
    """What the incident calls those who may be the suspect of this victim's case; by reference."""
    parties = [party.person for party in incident.parties if party.role in ("suspect", BOTH)]
    return _named([person for person in parties if person.person_id != victim])


def may_be_victim(person: str, incident: IncidentFacts) -> None:
    """Refused unless the incident names them as a victim, or as a child."""
    if person not in victims_of(incident):
        raise Refused("The incident names no such victim or child.", "Look at its parties; use the reference there.")


def may_be_suspect(person: str, incident: IncidentFacts, victim: str) -> None:
    """Refused unless the incident names them as a suspect, and they are not the victim of this case."""
    if person not in suspects_of(incident, victim):
        raise Refused("The incident names no such suspect.", "Look at its parties; use the reference there.")


def _named(people: list[PersonFacts]) -> dict[str, str]:
    return {one.person_id: f"{one.forenames} {one.surname}".strip() or one.person_id for one in people}
