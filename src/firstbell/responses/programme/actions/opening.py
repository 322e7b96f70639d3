"""Opening what lies sealed of a participant, for the participant themself and nobody else."""

from datetime import datetime

from django.db import transaction

from firstbell.pure.actor import Actor
from firstbell.pure.refusal import Refused
from firstbell.responses.programme.actions.shared import recorded
from firstbell.responses.programme.models import ParticipantWay
from firstbell.responses.programme.queries.sealed import way_of

SEALED = ("detail", "when_safe")


def open_for_participant(*, key: str, request: str, by: Actor, now: datetime) -> str:
    """What lies behind an item's ``key``, which two people released to the participant who asked."""
    table, number, field = key.split(":")
    rows = ParticipantWay.objects.filter(pk=int(number)).select_related("participant")
    row = rows.first() if table == "programme.ParticipantWay" and field in SEALED else None
    if row is None:
        raise Refused("Nothing lies sealed there.", "Look at the page again.")
    with transaction.atomic():
        recorded("opened_for_participant", row.participant.reference, by, now, request=request, field=field)
    return str(getattr(way_of(row), field))
