"""Referring somebody to a programme: oneself, or a suspect of an incident who has agreed."""

from datetime import datetime

from django.db import transaction

from firstbell.foundations.seals.rules import drawn_reference
from firstbell.pure.actor import Actor
from firstbell.pure.refusal import NotYours
from firstbell.responses.programme.actions.shared import recorded
from firstbell.responses.programme.models import Participant, ParticipantWay
from firstbell.responses.programme.queries.for_referrers import SuspectForReferrer, suspects
from firstbell.responses.programme.queries.sealed import sealed
from firstbell.responses.programme.rules import participants as rules
from firstbell.responses.programme.rules.ways import Way, check_way


def refer(*, provider: str, said: rules.Introduction, way: Way | None = None, by: Actor, now: datetime) -> str:
    """Somebody referred to ``provider`` (``provider:choices``), and their reference. ``way``: how to reach them."""
    with transaction.atomic():
        return _referred(provider, said, way, by, now)


def refer_suspect(
    *, incident: int, person_id: str, provider: str, agreed: bool, way: Way, by: Actor, now: datetime
) -> str:
    """A suspect who has agreed, by the names of their incident (Firstbell's number), and their reference.

    NotYours where the incident is closed to ``by``, or names no such suspect. Nothing of the incident is kept.
    """
    named = _named(incident, person_id, by)
    said = rules.Introduction(
        referred_from=rules.AGENCY,
        forenames=named.forenames,
        surname=named.surname,
        date_of_birth=named.born,
        agreed=agreed,
    )
    with transaction.atomic():
        return _referred(provider, said, way, by, now)


def _named(incident: int, person_id: str, by: Actor) -> SuspectForReferrer:
    found = next((one for one in suspects(incident, seen_by=by) if one.person_id == person_id), None)
    if found is None:
        raise NotYours("The incident names no such suspect.", "Look at its parties.")
    return found


def _referred(provider: str, said: rules.Introduction, way: Way | None, by: Actor, now: datetime) -> str:
    rules.may_refer(said)
    row = Participant.objects.create(
        reference=drawn_reference("PP"),
        provider=provider,
        forenames=said.forenames.strip(),
        surname=said.surname.strip(),
        date_of_birth=said.date_of_birth,
        referred_from=said.referred_from,
        referrer=by.organisation,
        status=rules.REFERRED,
        made_by=by.name,
        made_at=now,
    )
    if way is not None:
        _keep(row, way)
    recorded("referred", row.reference, by, now, referred_from=said.referred_from)
    return row.reference


def _keep(row: Participant, way: Way) -> None:
    check_way(way)
    ParticipantWay.objects.create(
        participant=row,
        channel=way.channel,
        detail=sealed(way.detail, "detail", row.reference),
        when_safe=sealed(way.when_safe, "when_safe", row.reference),
        message_allowed=way.message_allowed,
    )
