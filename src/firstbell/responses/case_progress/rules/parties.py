"""Whose case it may be: people whom its incident names, by their references there."""

from firstbell.pure.refusal import Refused
from firstbell.registers.incidents.rules import IncidentFacts

BOTH = "both"
"""Both adults accuse each other: either may be the victim of one case and the suspect of another."""


def may_be_victim(person: str, incident: IncidentFacts) -> None:
    """Refused unless the incident names them as a victim, or as a child: children are victims in their own right."""
    victims = {party.person.person_id for party in incident.parties if party.role in ("victim", BOTH)}
    if person not in victims | {child.person.person_id for child in incident.children}:
        raise Refused("The incident names no such victim or child.", "Look at its parties; use the reference there.")


def may_be_suspect(person: str, incident: IncidentFacts, victim: str) -> None:
    """Refused unless the incident names them as a suspect, and they are not the victim of this case."""
    suspects = {party.person.person_id for party in incident.parties if party.role in ("suspect", BOTH)}
    if person not in suspects or person == victim:
        raise Refused("The incident names no such suspect.", "Look at its parties; use the reference there.")
