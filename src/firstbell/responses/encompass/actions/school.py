"""What the one who is told does: opens, acknowledges, or answers that this is not their pupil (R11)."""

from datetime import datetime

from django.db import transaction

from firstbell.pure.actor import Actor
from firstbell.pure.policy import ForcePolicy
from firstbell.pure.refusal import Refused
from firstbell.registers.incidents import queries as incidents
from firstbell.responses.encompass.actions import notices, reviews
from firstbell.responses.encompass.actions.steps import locked, take_step
from firstbell.responses.encompass.models import Notice
from firstbell.responses.encompass.queries import candidates, recipients
from firstbell.responses.encompass.rules import status
from firstbell.responses.encompass.rules.places import Question


def open_notice(*, reference: str, by: Actor, now: datetime, policy: ForcePolicy) -> None:
    """Note that one who answers for the notice has opened it: who saw what, and when (R13)."""
    with transaction.atomic():
        notice = _for_answer(reference, by=by, now=now, policy=policy)
        status.open_(notice.status)
        if notice.status in status.UNOPENED:
            notice.status, notice.opened_at = status.OPENED, now
            notice.sent_at = notice.sent_at or now
        take_step(notice=notice, what="opened", by=by, now=now)


def acknowledge_notice(*, reference: str, note: str = "", by: Actor, now: datetime, policy: ForcePolicy) -> None:
    """Somebody is ready for the child. A second acknowledgement changes nothing and is not an error."""
    with transaction.atomic():
        notice = _for_answer(reference, by=by, now=now, policy=policy)
        if notice.status == status.ACKNOWLEDGED:
            return
        status.acknowledge(notice.status)
        notice.status, notice.acknowledged_at = status.ACKNOWLEDGED, now
        notice.opened_at = notice.opened_at or now
        notice.next_chase_at = notice.again_at = notice.phone_from = None
        take_step(notice=notice, what="acknowledged", by=by, now=now, why=note)


def not_our_pupil(*, reference: str, reason: str, by: Actor, now: datetime, policy: ForcePolicy) -> None:
    """Close this route as a misdirection and reopen the search: a person decides where the child goes."""
    with transaction.atomic():
        notice = _for_answer(reference, by=by, now=now, policy=policy)
        notices.close(reference=reference, into=status.NOT_OUR_PUPIL, why=reason, by=by, now=now)
        facts = incidents.facts(notice.incident_id)
        others = candidates.apart_from(facts.incident_id, notice.person_id, notice.urn)
        question = Question("not_our_pupil", "The place that was told answered: not our pupil.", others)
        reviews.ask(
            facts=facts, person_id=notice.person_id, question=question, by=by, now=now, policy=policy, again=True
        )


def _for_answer(reference: str, *, by: Actor, now: datetime, policy: ForcePolicy) -> Notice:
    notice = locked(reference)
    if not recipients.may_answer(notice, by.name, now=now, policy=policy):
        raise Refused(
            f"{by.name} does not answer for notice {reference}.",
            "Name a contact of the place it was sent to by the contact's e-mail.",
        )
    return notice
