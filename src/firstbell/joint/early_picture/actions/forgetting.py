"""Forgetting a household whose time has passed, with everything of it."""

from datetime import datetime

from django.db import transaction

from firstbell.joint.early_picture.actions.shared import recorded
from firstbell.joint.early_picture.models import Household
from firstbell.joint.early_picture.queries.forgetting import OF_A_HOUSEHOLD, joined_into, rows_of_households
from firstbell.pure.actor import Actor
from firstbell.pure.refusal import NotYours, Refused


def forget_household(*, reference: str, by: Actor, now: datetime) -> dict[str, int]:
    """Everything of one household goes, and of those that were joined into it; how many rows of which table. Refused
    while it is at the hub's table."""
    with transaction.atomic():
        row = Household.objects.select_for_update().filter(reference=reference).first()
        if row is None:
            raise NotYours(f"There is no household {reference}.", "Look at the reference.")
        if row.matters.filter(closed_at=None).exists():
            raise Refused(f"{reference} is at the hub’s table.", "Close its matter first.")
        rows = rows_of_households((reference,))
        everything = joined_into((reference,))
        Household.objects.filter(reference__in=everything).update(joined_into=None)
        for table, way in OF_A_HOUSEHOLD:
            table._default_manager.filter(**{f"{way}__in": everything}).delete()
        recorded("forgotten", reference, by, now, rows=sum(rows.values()))
    return rows
