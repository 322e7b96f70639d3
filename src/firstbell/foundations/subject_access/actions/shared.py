"""What actions share: a request of the organisation that asks, locked, and the audit trail's words."""

from datetime import datetime

from firstbell.foundations.audit import actions as audit
from firstbell.foundations.subject_access.models import Request
from firstbell.foundations.subject_access.rules.requests import must_be_open
from firstbell.pure.actor import Actor
from firstbell.pure.refusal import NotYours


def locked_request(reference: str, by: Actor) -> Request:
    """An open request to the organisation of ``by``, locked until the transaction ends. NotYours for any other."""
    rows = Request.objects.select_for_update().filter(reference=reference, organisation=by.organisation)
    row = rows.first()
    if row is None:
        raise NotYours(f"There is no request {reference}.", "Look at the reference.")
    must_be_open(row.status)
    return row


def recorded(what: str, reference: str, by: Actor, now: datetime, why: str = "", **details: object) -> None:
    audit.record(by=by, now=now, action=f"subject_access.{what}", subject=reference, why=why, details=details)
