"""What the one who is told does: opens, acknowledges, or answers that it is not for them (R11)."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from firstbell.foundations.audit import actions as audit
from firstbell.pure.actor import Actor
from firstbell.pure.policy import ForcePolicy
from firstbell.pure.refusal import Refused
from firstbell.registers.incidents import queries as incidents
from firstbell.responses.encompass.actions import chase, notices, reviews
from firstbell.responses.encompass.actions.steps import take_step
from firstbell.responses.encompass.models import Notice
from firstbell.responses.encompass.queries import candidates, recipients, whose
from firstbell.responses.encompass.rules import status
from firstbell.responses.encompass.rules.places import Question

LONGEST_TEXT = 4000


def open_notice(*, reference: str, by: Actor, now: datetime, policy: ForcePolicy) -> None:
    """Note that one who answers for the notice has opened it: who saw what, and when (R13)."""
    with transaction.atomic():
        notice = for_answer(reference, by=by, now=now, policy=policy)
        status.open_(notice.status)
        if notice.status in status.UNOPENED:
            notice.status, notice.opened_at = status.OPENED, now
            notice.sent_at = notice.sent_at or now
        take_step(notice=notice, what="opened", by=by, now=now)


def note_listed(*, references: Sequence[str], by: Actor, now: datetime) -> None:
    """Note that somebody saw a list with the names of the children of these notices (R13). An empty one is no list."""
    with transaction.atomic():
        if references:
            audit.record(
                by=by, now=now, action="notices.listed", subject=by.organisation, details={"notices": list(references)}
            )


def note_copy(*, reference: str, form: str, by: Actor, now: datetime, policy: ForcePolicy) -> None:
    """Note that somebody took a copy of the notice for their own records, as ``pdf`` or ``json`` (R13)."""
    with transaction.atomic():
        notice = for_answer(reference, by=by, now=now, policy=policy)
        status.open_(notice.status)
        take_step(notice=notice, what="copied", by=by, now=now, details={"form": form})


def acknowledge_notice(
    *, reference: str, note: str = "", seen: int | None = None, by: Actor, now: datetime, policy: ForcePolicy
) -> bool:
    """Somebody is ready for the child. A second acknowledgement changes nothing, is not an error, and answers False.

    ``seen`` is the number of the version that was read, where that is known: an older one than the latest is refused.
    """
    with transaction.atomic():
        notice = for_answer(reference, by=by, now=now, policy=policy)
        if notice.status == status.ACKNOWLEDGED:
            return False
        status.acknowledge(notice.status)
        if seen is not None and seen < notice.disclosures.count():
            raise Refused("New information came while you were reading.", "Read what is new, then acknowledge.")
        notice.status, notice.acknowledged_at = status.ACKNOWLEDGED, now
        notice.opened_at = notice.opened_at or now
        notice.next_chase_at = notice.again_at = notice.phone_from = None
        take_step(notice=notice, what="acknowledged", by=by, now=now, why=checked(note))
        return True


def not_our_pupil(*, reference: str, reason: str, by: Actor, now: datetime, policy: ForcePolicy) -> bool:
    """Close this route as a misdirection and reopen the search: a person decides where the child goes.

    False where somebody of the place has answered so before: nothing changes.
    """
    with transaction.atomic():
        notice = for_answer(reference, by=by, now=now, policy=policy)
        if notice.status == status.NOT_OUR_PUPIL:
            return False
        notices.close(reference=reference, into=status.NOT_OUR_PUPIL, why=checked(reason), by=by, now=now)
        facts = incidents.facts(notice.incident_id)
        others = candidates.apart_from(facts.incident_id, notice.person_id, notice.urn)
        question = Question("not_our_pupil", "The place that was told answered: not our pupil.", others)
        reviews.ask(
            facts=facts, person_id=notice.person_id, question=question, by=by, now=now, policy=policy, again=True
        )
        return True


def pass_to_next(*, reference: str, reason: str = "", by: Actor, now: datetime, policy: ForcePolicy) -> bool:
    """I am not the right person: the next contact is told at once. False where nobody is left: the desk telephones.

    Who says it twice has said it once.
    """
    with transaction.atomic():
        notice = for_answer(reference, by=by, now=now, policy=policy)
        status.pass_to_next(notice.status)
        if notice.steps.filter(what=recipients.PASSED, by__iexact=by.name, at__gte=notice.released_at).exists():
            return notice.phone_from is None
        take_step(notice=notice, what=recipients.PASSED, by=by, now=now, why=checked(reason))
        return chase.tell_next(notice, "notice_escalated", by=by, now=now, policy=policy)


def note_action(*, reference: str, text: str, by: Actor, now: datetime, policy: ForcePolicy) -> None:
    """Write down what was done for the child. The same words from the same person at the end are one note."""
    with transaction.atomic():
        notice = for_answer(reference, by=by, now=now, policy=policy)
        status.note(notice.status)
        words = checked(text)
        if not words:
            raise Refused("The note is empty.", "Write what was done.")
        last = notice.steps.filter(what="action_noted").order_by("-id").first()
        if last is None or (last.by, last.why) != (by.name, words):
            take_step(notice=notice, what="action_noted", by=by, now=now, why=words)


def for_answer(reference: str, *, by: Actor, now: datetime, policy: ForcePolicy) -> Notice:
    """The notice, locked, for one who answers for it. NotYours for everybody else."""
    mine = Notice.objects.select_for_update().filter(whose.at_place_of(by), reference=reference)
    notice = mine.first()
    if notice is None or not whose.answers_for(notice, by, now=now, policy=policy):
        raise whose.not_yours(reference)
    return notice


def checked(text: str) -> str:
    """Somebody's words without blanks around them. Refused where they are a document."""
    words = text.replace("\0", "").strip()
    if len(words) > LONGEST_TEXT:
        raise Refused(f"That is longer than {LONGEST_TEXT} characters.", "Say it shorter.")
    return words
