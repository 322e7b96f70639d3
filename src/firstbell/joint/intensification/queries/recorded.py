"""What is recorded of parties by what people are counted by: for counts alone, and the only place that opens it."""

from collections.abc import Iterable, Iterator
from itertools import islice

from firstbell.joint.intensification.rules.groups import groups_of
from firstbell.registers.incidents import queries as incidents
from firstbell.registers.incidents.rules import IncidentFacts, PartyFacts
from firstbell.registers.incidents.rules.characteristics import NOTHING

AT_ONCE = 500

Recorded = tuple[IncidentFacts, PartyFacts, dict[str, str]]
"""A party of a report, with the group of each dimension that they are in."""


def recorded(reports: Iterable[IncidentFacts], roles: frozenset[str]) -> Iterator[Recorded]:
    """Every party of these reports in one of these roles."""
    found = iter(reports)
    while some := list(islice(found, AT_ONCE)):
        said = incidents.characteristics_to_count([facts.incident_id for facts in some])
        for facts in some:
            for party in facts.parties:
                if party.role in roles:
                    who = facts.incident_id, party.person.person_id
                    yield facts, party, groups_of(party, facts, said.get(who, NOTHING))
