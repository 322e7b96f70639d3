"""What actions share: the audit trail's words, and rows that are locked until the transaction ends."""

from collections.abc import Iterable
from datetime import datetime

from firstbell.foundations.audit import actions as audit
from firstbell.joint.early_picture.models import Household, Matter
from firstbell.joint.early_picture.queries.whose import household_of, matter_of
from firstbell.pure.actor import Actor

SEALED = "informant"
"""As what the audit trail knows whoever reports: their name is sealed there too."""


def recorded(what: str, subject: str, by: Actor, now: datetime, why: str = "", **details: object) -> None:
    audit.record(by=by, now=now, action=f"early_picture.{what}", subject=subject, why=why, details=details)


def recorded_sealed(what: str, subject: str, by: Actor, now: datetime, **details: object) -> None:
    """As ``recorded``, and the trail does not say who it was but for the organisation."""
    recorded(what, subject, Actor(SEALED, by.organisation), now, **details)


def locked_household(reference: str, by: Actor) -> Household:
    return Household.objects.select_for_update().get(pk=household_of(reference, seen_by=by).pk)


def locked_matter(reference: str, by: Actor) -> Matter:
    return Matter.objects.select_for_update().get(pk=matter_of(reference, seen_by=by).pk)


def changed(households: Iterable[int], now: datetime) -> None:
    """What stands of these changed: they are held against the thresholds again."""
    Household.objects.filter(pk__in=list(households)).update(changed_at=now, weighed_at=None)
