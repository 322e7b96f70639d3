"""What actions share: rows of the service that asks, locked, and the audit trail's words."""

from datetime import datetime

from firstbell.foundations.audit import actions as audit
from firstbell.pure.actor import Actor
from firstbell.pure.periods import london_date
from firstbell.pure.refusal import NotYours, Refused
from firstbell.responses.support.models import Client, Referral
from firstbell.responses.support.rules import referrals as rules
from firstbell.responses.support.rules.cases import FIRST_REVIEW


def locked_client(reference: str, by: Actor) -> Client:
    """The client of the service that ``by`` acts for, locked until the transaction ends. NotYours for any other."""
    row = Client.objects.select_for_update().filter(reference=reference, service=by.organisation).first()
    if row is None:
        raise NotYours(f"There is no client {reference}.", "Look at the reference.")
    return row


def locked_referral(reference: str, by: Actor) -> Referral:
    """A referral to the service that ``by`` acts for, locked until the transaction ends. NotYours for any other."""
    rows = Referral.objects.select_for_update(of=("self",)).select_related("client")
    row = rows.filter(reference=reference, service=by.organisation).first()
    if row is None:
        raise NotYours(f"There is no referral {reference}.", "Look at the reference.")
    return row


def locked_case(reference: str, by: Actor) -> Referral:
    """As ``locked_referral``, and refused where nobody works on it."""
    row = locked_referral(reference, by)
    if row.status not in rules.WORKED:
        raise Refused(f"{reference} is not a case that anybody works on.", "Look at how it stands.")
    return row


def step(row: Referral, into: str, reason: str, by: Actor, now: datetime) -> None:
    """The referral becomes ``into``, with its entry in the audit trail."""
    rules.may_become(row.status, into, reason)
    row.status, row.step_reason = into, reason.strip()
    if into == rules.ENGAGED:
        row.engaged_at, row.review_by = now, london_date(now) + FIRST_REVIEW
    if into not in rules.STEPS:
        row.ended_at = now
    row.save()
    recorded(into, row.reference, by, now)


def recorded(what: str, subject: str, by: Actor, now: datetime, why: str = "", **details: object) -> None:
    audit.record(by=by, now=now, action=f"support.{what}", subject=subject, why=why, details=details)
