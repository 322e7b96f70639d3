"""Women and girls, and everyone: who is reported, referred, supported and seen through. Counts, and nobody."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice

from firstbell.joint.intensification.queries.standing import reports
from firstbell.joint.intensification.rules.groups import Group, Victim, by_group, groups_of
from firstbell.joint.intensification.rules.listing import HARMED
from firstbell.registers.incidents import queries as incidents
from firstbell.registers.incidents.rules import IncidentFacts
from firstbell.registers.incidents.rules.characteristics import NOTHING, Characteristics
from firstbell.responses.case_progress import queries as cases
from firstbell.responses.case_progress.rules.stages import CHARGE
from firstbell.responses.support import queries as support

AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class _Known:
    """Referrals by the incident they came from (whether any took part), and victims whose case was charged."""

    referred: Mapping[str, bool]
    charged: frozenset[tuple[int, str]]


def groups(*, force: str, first_day: date, last_day: date) -> tuple[Group, ...]:
    """Of victims in reports from ``first_day`` to ``last_day``, as things stand now. Every figure is rounded."""
    known = _known(force, first_day)
    found = iter(reports(force, "", first_day, last_day))
    return by_group(victim for some in _some(found) for victim in _of_some(some, known))


def _some(found: Iterator[IncidentFacts]) -> Iterator[list[IncidentFacts]]:
    while some := list(islice(found, AT_ONCE)):
        yield some


def _of_some(some: list[IncidentFacts], known: _Known) -> Iterator[Victim]:
    said = incidents.characteristics_to_count([facts.incident_id for facts in some])
    for facts in some:
        yield from _victims(facts, known, said)


def _known(force: str, since: date) -> _Known:
    referred: dict[str, bool] = {}
    for one in support.referrals_from_incidents(force=force):
        referred[one.incident_reference] = referred.get(one.incident_reference, False) or one.engaged
    charges = cases.stage_days(force=force, stages=(CHARGE,), first_day=since, last_day=date.max)
    return _Known(referred, frozenset((one.incident, one.victim) for one in charges))


def _victims(facts: IncidentFacts, known: _Known, said: Mapping[tuple[int, str], Characteristics]) -> Iterator[Victim]:
    harmed = [one for one in facts.parties if one.role in HARMED]
    referred = facts.reference in known.referred
    whose_is_known = len(harmed) == 1 or not referred
    for party in harmed:
        yield Victim(
            groups=groups_of(party, facts, said.get((facts.incident_id, party.person.person_id), NOTHING)),
            referred=referred if whose_is_known else None,
            supported=known.referred.get(facts.reference, False) if whose_is_known else None,
            seen_through=(facts.incident_id, party.person.person_id) in known.charged,
        )
