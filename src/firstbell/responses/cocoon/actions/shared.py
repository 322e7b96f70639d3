"""What actions share: references, rows that are locked, and telling a named person."""

import secrets
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from firstbell.foundations.delivery import actions as delivery
from firstbell.pure.actor import Actor
from firstbell.pure.policy import ForcePolicy
from firstbell.pure.refusal import NotYours
from firstbell.responses.cocoon.models import Campaign, Operation

LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def drawn_reference(kind: str) -> str:
    """``OC-7K3QX2MB``: drawn, so that it says nothing of what it stands for."""
    return f"{kind}-" + "".join(secrets.choice(LETTERS) for _ in range(8))


def reference_for(kind: str, key: UUID) -> str:
    """The reference of what a telephone sends under a key of its own: the same one each time it is sent."""
    number = int.from_bytes(sha256(key.bytes).digest()[:5], "big")
    return f"{kind}-" + "".join(LETTERS[number >> 5 * n & 31] for n in range(8))


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


def who_hears(policy: ForcePolicy, without: str) -> list[str]:
    """Whom an alarm goes to, without whoever caused it; nobody where the force has named nobody."""
    wanted = policy.cocoon_alarm_emails or policy.desk_emails
    return [one for one in wanted if one.strip().lower() != without.lower()]


def tell(*, to: list[str], reference: str, occasion: str, by: Actor, now: datetime) -> None:
    """One message to each, once an occasion. Call it last: the audit trail's head stays locked from here on."""
    for one in to:
        recipient = sha256(one.strip().lower().encode()).hexdigest()[:12]
        key = f"cocoon-{reference}-{occasion}-{recipient}"
        delivery.queue_message(key=key, to=one, template="cocoon_alarm", reference=reference, by=by, now=now)
