"""Whom a list served worse, asked when time has passed, by what is recorded of suspects. No answer goes back."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from firstbell.joint.intensification.models import Week
from firstbell.joint.intensification.queries.recorded import recorded
from firstbell.joint.intensification.queries.standing import (
    identities_on,
    loaded_weights,
    number_of,
    reports,
    weights_of,
)
from firstbell.joint.intensification.rules.listing import ACCUSED, accused_in, first_day_of_window
from firstbell.joint.intensification.rules.serving import Served, Suspected, served, together
from firstbell.pure.actor import Actor
from firstbell.pure.periods import london_date

SERIOUS = 3
"""From so many points of gravity on, later reports count as serious harm."""


@dataclass(frozen=True, slots=True)
class Fairness:
    """Of everybody whom the list could have been drawn from, what was reported ``since`` it was drawn ``until`` the day
    it was asked."""

    since: date
    until: date
    groups: tuple[Served, ...]


def fairness(reference: str, *, seen_by: Actor, now: datetime) -> Fairness:
    """NotYours for another force's week. Of a week without a list there is nothing."""
    row = Week.objects.select_related("harm").get(pk=number_of(reference, seen_by))
    since, until = london_date(row.drawn_at or now), london_date(now)
    return Fairness(since, until, served(_suspected(row, since, until)) if row.drawn_at else ())


def _suspected(row: Week, since: date, until: date) -> list[Suspected]:
    """Who anybody is by what the law protects stays within this call: what is answered has no name beside it."""
    harm = weights_of(row.harm) if row.harm else loaded_weights()[1]
    identities = identities_on(since)
    groups: dict[str, dict[str, str]] = {}
    for facts, party, said in recorded(reports(row.force, row.area, first_day_of_window(since), since), ACCUSED):
        if identity := identities.get((facts.incident_id, party.person.person_id)):
            groups[identity] = together(groups.get(identity, {}), said)
    later: dict[str, list[str]] = {}
    for facts in reports(row.force, row.area, since + timedelta(1), until):
        for identity in accused_in(facts, identities):
            later.setdefault(identity, []).extend(facts.offence_codes)
    listed = {identities.get((one.incident_id, one.person_id)) for one in row.listed.all()}
    weights = {identity: harm.of(later.get(identity, ())).weight for identity in groups}
    return [
        Suspected(said, identity in listed, harm.points(weights[identity]) >= SERIOUS, weights[identity])
        for identity, said in groups.items()
    ]
