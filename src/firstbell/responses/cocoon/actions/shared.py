"""What actions share: rows that are locked, and telling a named person."""

from datetime import datetime

from firstbell.foundations.delivery import actions as delivery
from firstbell.pure.actor import Actor
from firstbell.pure.refusal import NotYours
from firstbell.responses.cocoon.models import Campaign, Operation


def locked_campaign(reference: str) -> Campaign:
    """The campaign, locked until the transaction ends. NotYours where there is none."""
    row = Campaign.objects.select_for_update().filter(reference=reference).first()
    if row is None:
        raise NotYours(f"There is no campaign {reference}.", "Look at the reference.")
    return row


def locked_operation(reference: str) -> Operation:
    """The operation, locked until the transaction ends. NotYours where there is none."""
    row = Operation.objects.select_for_update().filter(reference=reference).first()
    if row is None:
        raise NotYours(f"There is no operation {reference}.", "Look at the reference.")
    return row


def tell(*, to: list[str], reference: str, occasion: str, by: Actor, now: datetime) -> None:
    """One message to each, once an occasion. Call it last: the audit trail's head stays locked from here on."""
    key = f"cocoon-{reference}-{occasion}"
    delivery.queue_to_each(to=to, key=key, template="cocoon_alarm", reference=reference, by=by, now=now)
