"""The list of a week: drawn by one person, decided on name by name by another, and frozen."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from firstbell.joint.intensification.actions.shared import locked_week, note
from firstbell.joint.intensification.models import Decision, Listed, Week
from firstbell.joint.intensification.queries.standing import (
    closed,
    digest_of,
    identities_on,
    loaded_weights,
    reports,
    standing_of,
)
from firstbell.joint.intensification.rules import listing, weeks
from firstbell.pure.actor import Actor
from firstbell.pure.ordering import EQUAL, Place, Weights
from firstbell.pure.periods import london_date
from firstbell.pure.refusal import NotYours
from firstbell.registers.incidents import queries as incidents


def draw_list(*, week: str, most: int, weights: Weights = EQUAL, by: Actor, now: datetime) -> int:
    """Draw the list of at least ``most`` names, and how many it has; anew for as long as nobody decided on one.

    It is a proposal to people, and nothing follows from it: each name waits for a decision of somebody else. Refused
    where no harm weights are loaded.
    """
    with transaction.atomic():
        row = locked_week(week, by)
        weeks.may_draw(standing_of(row), most)
        row.harm_id, harm = loaded_weights()
        today = london_date(now)
        found = reports(row.force, row.area, listing.first_day_of_window(today), today)
        pool = listing.pool(found, identities_on(today), harm, today)
        row.listed.all().delete()
        chosen = listing.drawn(pool, harm, weights, most)
        _write(row, chosen)
        row.status, row.drawn_by, row.drawn_at = weeks.DRAWN, by.name, now
        row.considered, row.unidentified = len(pool.suspects), pool.unidentified
        row.weights = {name: getattr(weights, name) for name in Weights.__dataclass_fields__}
        row.save()
        note("list_drawn", week, by, now, names=len(chosen), considered=row.considered, harm=harm.digest[:12])
    return len(chosen)


def decide_name(*, week: str, number: int, accepted: bool, why: str, by: Actor, now: datetime) -> None:
    """One name of the list is accepted or refused, with a reason. Refused to who drew it; a later decision counts."""
    with transaction.atomic():
        row = locked_week(week, by)
        weeks.may_decide(standing_of(row), by.name, why)
        listed = row.listed.filter(number=number).first()
        if listed is None or closed(listed, incidents.closed_to(by.name)):
            raise NotYours(f"{week} has no such name.", "Look at its list.")
        Decision.objects.create(listed=listed, accepted=accepted, why=why.strip(), by=by.name, recorded_at=now)
        note("name_accepted" if accepted else "name_refused", week, by, now, number=number)


def freeze_list(*, week: str, by: Actor, now: datetime) -> str:
    """From now on nothing of the list changes; the SHA-256 of it. Refused while a name waits for a decision."""
    with transaction.atomic():
        row = locked_week(week, by)
        weeks.may_freeze(standing_of(row), by.name, london_date(now))
        row.status, row.frozen_by, row.frozen_at = weeks.FROZEN, by.name, now
        row.digest = digest_of(row)
        row.save()
        note("list_frozen", week, by, now, digest=row.digest)
    return row.digest


def _write(row: Week, chosen: list[tuple[listing.Suspect, Place]]) -> None:
    names = incidents.names_of([number for suspect, _ in chosen for number, _ in suspect.records])
    Listed.objects.bulk_create(
        Listed(
            week=row,
            number=number,
            incident_id=suspect.records[0][0],
            person_id=suspect.records[0][1],
            identity=suspect.identity,
            records=[[record, names[record][1], person] for record, person in suspect.records],
            standing=place.rank,
            measured=_measured(suspect, place),
            as_victim=suspect.as_victim,
        )
        for number, (suspect, place) in enumerate(chosen, 1)
    )


def _measured(suspect: listing.Suspect, place: Place) -> Mapping[str, Any]:
    """What the place rests on, whole, as it was on the day."""
    facts = suspect.facts
    return {
        "days": facts.days,
        "reports": facts.reports,
        "harm": facts.harm,
        "victims": facts.victims,
        "unweighted": suspect.unweighted,
        "without_offence": suspect.without_offence,
        "score": place.score,
        "points": list(place.points),
        "contributions": place.contributions,
        "alone": [place.alone.best, place.alone.worst],
        "limits": [place.limits.best, place.limits.worst],
    }
