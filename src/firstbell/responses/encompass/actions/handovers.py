"""Hand-overs between forces: opened and accepted by the other one, and received from it (R4)."""

from datetime import datetime

from django.db import transaction

from firstbell.foundations.audit import actions as audit
from firstbell.foundations.take_in.rules import Unfit
from firstbell.pure.actor import Actor
from firstbell.pure.policy import ForcePolicy
from firstbell.pure.refusal import NotYours, Refused
from firstbell.registers.incidents import actions as incidents
from firstbell.responses.encompass.actions.steps import take_step
from firstbell.responses.encompass.models import Notice
from firstbell.responses.encompass.rules import received, status


def open_handover(*, reference: str, by: Actor, now: datetime) -> None:
    """Note that somebody of the other force has opened what was handed over to it (R13). NotYours for anybody else."""
    with transaction.atomic():
        notice = _theirs(reference, by)
        status.open_(notice.status)
        if notice.status in status.UNOPENED:
            notice.status, notice.opened_at = status.OPENED, now
        take_step(notice=notice, what="opened", by=by, now=now)


def accept_handover(*, reference: str, by: Actor, now: datetime) -> None:
    """The other force has the child now. A second time changes nothing. NotYours for anybody but that force."""
    with transaction.atomic():
        notice = _theirs(reference, by)
        if notice.status == status.HANDED_OVER:
            return
        status.hand_over(notice.status)
        notice.status, notice.acknowledged_at = status.HANDED_OVER, now
        take_step(notice=notice, what="handed_over", by=by, now=now)


def receive_handover(*, text: str, by: Actor, now: datetime, policy: ForcePolicy) -> tuple[str, bool]:
    """Take over what another force hands over, a ``firstbell.handover/1``: the next run finds the child's place.

    The incident's reference, and whether anything is new in it. Refused for what is no hand-over to this force, and for
    other content under a version that is here already.
    """
    document = received.incident_from(text, policy.force)
    with transaction.atomic():
        try:
            new = incidents.record_version(document=document, by=by, now=now, feed=False)
        except Unfit:
            raise Refused(
                "This hand-over is here already, in other words.", "Ask the force that sent it for a later version."
            ) from None
        details = {"version": document.version, "new": new}
        subject = f"{document.force}/{document.reference}"
        audit.record(by=by, now=now, action="handover.received", subject=subject, details=details)
    return document.reference, new


def _theirs(reference: str, by: Actor) -> Notice:
    notice = Notice.objects.select_for_update().filter(reference=reference, kind="force", force=by.code).first()
    if by.kind != "force" or notice is None or notice.sent_at is None or notice.status in status.CLOSED:
        raise NotYours("There is no such hand-over.", "Look at the reference.")
    return notice
