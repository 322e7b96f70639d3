"""Sent is not done: the next contact is told before the bell, and then a person telephones (R11)."""

from datetime import datetime

from django.db import transaction

from firstbell.foundations.delivery import queries as delivery
from firstbell.pure.actor import Actor
from firstbell.pure.policy import ForcePolicy
from firstbell.registers.schools import actions as schools
from firstbell.responses.encompass.actions import notices
from firstbell.responses.encompass.actions.steps import locked, take_step
from firstbell.responses.encompass.models import Notice, Telling
from firstbell.responses.encompass.queries import recipients
from firstbell.responses.encompass.rules import status


def follow_message(*, key: str, by: Actor, now: datetime, policy: ForcePolicy) -> bool:
    """Carry what became of a message over to its notice. False if nothing has become of it yet."""
    with transaction.atomic():
        notice = locked(key.partition(".")[0])  # a notice before its tellings, everywhere: nobody waits in a ring
        telling = Telling.objects.select_for_update().get(key=key)
        message = delivery.message(key)
        if message is None or telling.outcome != "queued" or message.status in ("waiting", "claimed", "ambiguous"):
            return False
        if message.status == "failed" and message.fault != "recipient":
            return False  # ours to repair, and then it is sent after all
        if message.status == "failed":
            _note_failure(notice, telling, "failed", by=by, now=now, policy=policy)
            return True
        telling.outcome = "sent"
        telling.save()
        if notice.status == status.RELEASED:
            notice.status, notice.sent_at = status.SENT, message.sent_at
            take_step(notice=notice, what="sent", by=by, now=now)
        return True


def note_receipt(*, notice: Notice, key: str, outcome: str, by: Actor, now: datetime, policy: ForcePolicy) -> None:
    """Carry a receipt (``delivered`` or ``bounced``) over to its notice, inside the caller's transaction."""
    telling = Telling.objects.select_for_update().get(key=key)
    if telling.outcome == outcome:
        return
    if outcome == "bounced":
        _note_failure(notice, telling, "bounced", by=by, now=now, policy=policy)
        return
    telling.outcome = outcome
    telling.save()
    if notice.status in (status.RELEASED, status.SENT):
        notice.status, notice.delivered_at = status.DELIVERED, now
        notice.sent_at = notice.sent_at or now
        take_step(notice=notice, what="delivered", by=by, now=now)


def _note_failure(
    notice: Notice, telling: Telling, outcome: str, *, by: Actor, now: datetime, policy: ForcePolicy
) -> None:
    """A message that did not arrive: the contact is no longer live, and the next one is told at once."""
    telling.outcome = outcome
    telling.save()
    schools.mark_contact_bounced(email=telling.recipient, by=by, now=now)
    take_step(notice=notice, what=outcome, by=by, now=now)
    if notice.status in status.AWAITING_ANSWER:
        tell_next(notice, "notice_waiting", by=by, now=now, policy=policy)


def chase_notice(*, reference: str, by: Actor, now: datetime, policy: ForcePolicy) -> bool:
    """Do what is due for a notice that nobody has acknowledged. False if nothing is."""
    with transaction.atomic():
        notice = locked(reference)
        if notice.status not in status.AWAITING_ANSWER or notice.next_chase_at is None or notice.next_chase_at > now:
            return False
        if notice.again_at is not None and notice.again_at <= now:
            notice.again_at = None
            notices.tell_again(notice, "again", "notice_again", by=by, now=now)
            notice.next_chase_at = recipients.next_chase_at(notice, told_at=now, policy=policy)
            take_step(notice=notice, what="shown_again", by=by, now=now)
            return True
        tell_next(notice, "notice_escalated", by=by, now=now, policy=policy)
        return True


def tell_next(notice: Notice, template: str, *, by: Actor, now: datetime, policy: ForcePolicy) -> bool:
    """Tell the next contact, inside the caller's transaction; where nobody is left, the desk telephones, and False."""
    left = recipients.next_for(notice, now=now, policy=policy)
    if not left:
        notice.next_chase_at = notice.again_at
        notice.phone_from = notice.phone_from or now
        take_step(notice=notice, what="telephone", by=by, now=now, why="No further contact can be told by e-mail.")
        return False
    notice.rung += 1
    notice.next_chase_at = recipients.next_chase_at(notice, told_at=now, policy=policy)
    take_step(notice=notice, what="escalated", by=by, now=now, details={"rung": notice.rung})
    notices.tell(notice, left[0], str(notice.rung), template, by=by, now=now)
    return True
