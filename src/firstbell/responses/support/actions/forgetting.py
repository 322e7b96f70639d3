"""Forgetting a client whose time has passed, with everything of theirs."""

from datetime import datetime

from django.db import transaction

from firstbell.pure.actor import Actor
from firstbell.pure.refusal import NotYours, Refused
from firstbell.responses.support.actions.shared import recorded
from firstbell.responses.support.models import Client, ContactWay, Transfer
from firstbell.responses.support.queries.forgetting import OF_A_CLIENT, rows_of_clients


def forget_client(*, reference: str, by: Actor, now: datetime) -> dict[str, int]:
    """Everything of one client goes; how many rows of which table. Refused while a referral of theirs is open."""
    with transaction.atomic():
        row = Client.objects.select_for_update().filter(reference=reference).first()
        if row is None:
            raise NotYours(f"There is no client {reference}.", "Look at the reference.")
        if row.referrals.filter(ended_at=None).exists():
            raise Refused(f"{reference} has a referral that has not ended.", "Conclude it first.")
        rows = rows_of_clients((reference,))
        ContactWay.objects.filter(adult=row).update(adult=None)
        Transfer.objects.filter(onward__client=row).update(onward=None)
        for table, way in OF_A_CLIENT:
            table._default_manager.filter(**{way: reference}).delete()
        recorded("forgotten", reference, by, now, rows=sum(rows.values()))
    return rows
