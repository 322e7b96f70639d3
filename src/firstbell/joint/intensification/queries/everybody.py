"""Women and girls, and everyone: who is reported, referred, supported and seen through. Counts, and nobody."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from firstbell.joint.intensification.queries.recorded import Recorded, recorded
from firstbell.joint.intensification.queries.standing import reports
from firstbell.joint.intensification.rules.groups import Group, Victim, by_group
from firstbell.joint.intensification.rules.listing import HARMED
from firstbell.responses.case_progress import queries as cases
from firstbell.responses.case_progress.rules.stages import CHARGE
from firstbell.responses.support import queries as support


@dataclass(frozen=True, slots=True)
class _Known:
    """Referrals by the incident they came from (whether any took part), and victims whose case was charged."""

    referred: Mapping[str, bool]
    charged: frozenset[tuple[int, str]]


def groups(*, force: str, first_day: date, last_day: date) -> tuple[Group, ...]:
    """Of victims in reports from ``first_day`` to ``last_day``, as things stand now. Every figure is rounded."""
    known = _known(force, first_day)
    return by_group(_victim(one, known) for one in recorded(reports(force, "", first_day, last_day), HARMED))


def _known(force: str, since: date) -> _Known:
    referred: dict[str, bool] = {}
    for one in support.referrals_from_incidents(force=force):
        referred[one.incident_reference] = referred.get(one.incident_reference, False) or one.engaged
    charges = cases.stage_days(force=force, stages=(CHARGE,), first_day=since, last_day=date.max)
    return _Known(referred, frozenset((one.incident, one.victim) for one in charges))


def _victim(one: Recorded, known: _Known) -> Victim:
    facts, party, groups_in = one
    referred = facts.reference in known.referred
    whose_is_known = sum(other.role in HARMED for other in facts.parties) == 1 or not referred
    return Victim(
        groups=groups_in,
        referred=referred if whose_is_known else None,
        supported=known.referred.get(facts.reference, False) if whose_is_known else None,
        seen_through=(facts.incident_id, party.person.person_id) in known.charged,
    )
