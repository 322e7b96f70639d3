"""What actions share: the audit trail's words, and rows that are locked until the transaction ends."""

from collections.abc import Iterable
from datetime import datetime

from firstbell.foundations.accounts.rules.organisations import FORCE
from firstbell.foundations.audit import actions as audit
from firstbell.joint.early_picture.models import Concern, Household, Matter
from firstbell.joint.early_picture.queries.whose import concern_number, household_number, matter_number
from firstbell.pure.actor import Actor
from firstbell.pure.refusal import NotYours

SEALED = "informant"
"""As what the audit trail knows whoever reports: their name is sealed there too."""


def recorded(what: str, subject: str, by: Actor, now: datetime, why: str = "", **details: object) -> None:
    audit.record(by=by, now=now, action=f"early_picture.{what}", subject=subject, why=why, details=details)


def sealed(by: Actor) -> Actor:
    """As the audit trail knows them: of an agency, or the public, it may be who reported, and only the organisation is
    said."""
    return by if by.kind == FORCE else Actor(SEALED, by.organisation)


def locked_household(reference: str, by: Actor) -> Household:
    return Household.objects.select_for_update().get(pk=household_number(reference, seen_by=by))


def locked_matter(reference: str, by: Actor) -> Matter:
    return Matter.objects.select_for_update().get(pk=matter_number(reference, seen_by=by))


def locked_matter_of_the_hub(reference: str, by: Actor) -> Matter:
    """A matter for whoever decides, writes or sets tasks at the table: the force's hub. NotYours for an agency with a
    part in it, which reads that part and finishes its own tasks."""
    row = locked_matter(reference, by)
    if by.kind != FORCE:
        raise NotYours(f"There is no matter {reference}.", "Look at the reference.")
    return row


def locked_concern(reference: str, by: Actor) -> Concern:
    return Concern.objects.select_for_update().get(pk=concern_number(reference, seen_by=by))


def changed(households: Iterable[int], now: datetime) -> None:
    """What stands of these changed: they are held against the thresholds again."""
    Household.objects.filter(pk__in=list(households)).update(changed_at=now, weighed_at=None)
