"""What is written down when somebody of a service reads of a client."""

from datetime import datetime

from django.db import transaction

from firstbell.pure.actor import Actor
from firstbell.responses.support.actions.shared import locked_referral, recorded


def open_referral(*, reference: str, by: Actor, now: datetime) -> None:
    """Note that somebody of the service reads this referral and its client. NotYours for any other service's."""
    with transaction.atomic():
        locked_referral(reference, by)
        recorded("referral_read", reference, by, now)
