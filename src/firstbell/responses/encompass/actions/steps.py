"""What every action on a notice does: lock it, change it, and write down the step."""

from datetime import datetime

from firstbell.foundations.audit import actions as audit
from firstbell.pure.actor import Actor
from firstbell.pure.refusal import Refused
from firstbell.responses.encompass.models import Notice, Step


def locked(reference: str) -> Notice:
    """The notice, locked until the transaction ends. Refused if there is none of that reference."""
    notice = Notice.objects.select_for_update().filter(reference=reference).first()
    if notice is None:
        raise Refused(f"There is no notice {reference}.", "Look at the reference.")
    return notice


def take_step(
    *, notice: Notice, what: str, by: Actor, now: datetime, why: str = "", details: dict[str, object] | None = None
) -> None:
    """Save the notice, keep the step in its history, and write the audit entry. ``why`` may be a person's words."""
    notice.save()
    Step.objects.create(notice=notice, at=now, by=by.name, what=what, why=why)
    audit.record(by=by, now=now, action=f"notice.{what}", subject=notice.reference, details=details or {})
