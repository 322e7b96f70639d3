"""What actions share: a week that is locked, and the audit entry."""

from datetime import datetime

from firstbell.foundations.audit import actions as audit
from firstbell.joint.intensification.models import Week
from firstbell.joint.intensification.queries.standing import not_there
from firstbell.joint.intensification.rules.weeks import is_a_person
from firstbell.pure.actor import Actor


def locked_week(reference: str, by: Actor) -> Week:
    """The week, locked until the transaction ends, for somebody with a name. NotYours where it is not their force's."""
    is_a_person(by)
    row = Week.objects.select_for_update().filter(reference=reference, force=by.code).first()
    if row is None or by.kind != "force":
        raise not_there(reference)
    return row


def note(what: str, subject: str, by: Actor, now: datetime, **details: object) -> None:
    """The entry in the audit trail. Call it last: the trail's head stays locked from here on."""
    audit.record(by=by, now=now, action=f"week.{what}", subject=subject, details=details)
