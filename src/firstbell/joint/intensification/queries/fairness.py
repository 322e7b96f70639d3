"""Whom a list served worse, asked when time has passed: by sex, as far as reports record it. No answer goes back."""

from dataclasses import dataclass
from datetime import date, datetime

from firstbell.joint.intensification.models import Week
from firstbell.joint.intensification.queries.standing import (
    identities_on,
    loaded_weights,
    number_of,
    reports,
    weights_of,
)
from firstbell.joint.intensification.rules.groups import NOT_RECORDED
from firstbell.joint.intensification.rules.listing import ACCUSED, accused_in, first_day_of_window
from firstbell.pure.actor import Actor
from firstbell.pure.ordering import Caught, GroupErrors, Share, errors_by_group, shares_by_group
from firstbell.pure.periods import london_date

SERIOUS = 3
"""From so many points of gravity on, later reports count as serious harm."""


@dataclass(frozen=True, slots=True)
class Fairness:
    """Of everybody whom the list could have been drawn from, what was reported ``since`` it was drawn ``until`` the day
    it was asked. Groups of fewer than 30 events say nothing."""

    since: date
    until: date
    errors: tuple[GroupErrors, ...]
    shares: tuple[Share, ...]


def fairness(reference: str, *, seen_by: Actor, now: datetime) -> Fairness:
    """NotYours for another force's week. Of a week without a list there is nothing."""
    row = Week.objects.select_related("harm").get(pk=number_of(reference, seen_by))
    since, until = london_date(row.drawn_at or now), london_date(now)
    caught = _caught(row, since, until) if row.drawn_at else ()
    return Fairness(since, until, errors_by_group(caught), shares_by_group(caught))


def _caught(row: Week, since: date, until: date) -> tuple[Caught, ...]:
    harm = weights_of(row.harm) if row.harm else loaded_weights()[1]
    identities = identities_on(since)
    sexes: dict[str, str] = {}
    later: dict[str, list[str]] = {}
    for facts in reports(row.force, row.area, first_day_of_window(since), until):
        if london_date(facts.reported_at) > since:
            for identity in accused_in(facts, identities):
                later.setdefault(identity, []).extend(facts.offence_codes)
            continue
        for party in facts.parties:
            identity = identities.get((facts.incident_id, party.person.person_id), "")
            if identity and party.role in ACCUSED:
                sexes[identity] = party.person.sex or sexes.get(identity, NOT_RECORDED)
    listed = {identities.get((one.incident_id, one.person_id)) for one in row.listed.all()}
    weights = {identity: harm.of(later.get(identity, ())).weight for identity in sexes}
    return tuple(
        Caught(sex, identity in listed, harm.points(weights[identity]) >= SERIOUS, weights[identity])
        for identity, sex in sorted(sexes.items())
    )
