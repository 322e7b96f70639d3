"""What actions share: rows of the service that asks, locked, and the audit trail's words."""

from datetime import datetime

from firstbell.foundations.audit import actions as audit
from firstbell.pure.actor import Actor
from firstbell.pure.refusal import NotYours
from firstbell.responses.support.models import Client, Referral


def locked_client(reference: str, by: Actor) -> Client:
    """The client of the service that ``by`` acts for, locked until the transaction ends. NotYours for any other."""
    row = Client.objects.select_for_update().filter(reference=reference, service=by.organisation).first()
    if row is None:
        raise NotYours(f"There is no client {reference}.", "Look at the reference.")
    return row


def locked_referral(reference: str, by: Actor) -> Referral:
    """A referral to the service that ``by`` acts for, locked until the transaction ends. NotYours for any other."""
    rows = Referral.objects.select_for_update(of=("self",)).select_related("client")
    row = rows.filter(reference=reference, client__service=by.organisation).first()
    if row is None:
        raise NotYours(f"There is no referral {reference}.", "Look at the reference.")
    return row


def recorded(what: str, subject: str, by: Actor, now: datetime, why: str = "", **details: object) -> None:
    audit.record(by=by, now=now, action=f"support.{what}", subject=subject, why=why, details=details)
