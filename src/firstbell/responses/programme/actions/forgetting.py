"""Forgetting a participant whose time has passed, with everything of theirs and what their partner answered."""

from datetime import datetime

from django.db import transaction

from firstbell.pure.actor import Actor
from firstbell.pure.refusal import NotYours, Refused
from firstbell.responses.programme.actions.shared import recorded
from firstbell.responses.programme.models import Participant
from firstbell.responses.programme.queries.forgetting import OF_A_PARTICIPANT, rows_of_participants


def forget_participant(*, reference: str, by: Actor, now: datetime) -> dict[str, int]:
    """Everything of one participant goes; how many rows of which table. Refused while they have not ended."""
    with transaction.atomic():
        row = Participant.objects.select_for_update().filter(reference=reference).first()
        if row is None:
            raise NotYours(f"There is no participant {reference}.", "Look at the reference.")
        if row.ended_at is None:
            raise Refused(f"{reference} has not ended.", "Look at how it stands.")
        rows = rows_of_participants((reference,))
        for table, way in OF_A_PARTICIPANT:
            table._default_manager.filter(**{way: reference}).delete()
        recorded("forgotten", reference, by, now, rows=sum(rows.values()))
    return rows
