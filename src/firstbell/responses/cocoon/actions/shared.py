"""What actions share: references of what telephones send, rows that are locked, and telling a named person."""

from datetime import datetime
from hashlib import sha256
from uuid import UUID

from firstbell.foundations.accounts.rules.codes import LETTERS
from firstbell.foundations.delivery import actions as delivery
from firstbell.pure.actor import Actor
from firstbell.pure.refusal import NotYours
from firstbell.responses.cocoon.models import Campaign, Operation


def reference_for(kind: str, key: UUID) -> str:
    """The reference of what a telephone sends under a key of its own: the same one each time it is sent."""
    number = int.from_bytes(sha256(key.bytes).digest(), "big")
    return f"{kind}-" + "".join(LETTERS[number // len(LETTERS) ** n % len(LETTERS)] for n in range(8))


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
