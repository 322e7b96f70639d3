"""What the desk decides about a notice: hold, release, re-route, withdraw, and receipts from outside (R7, R8, R11)."""

from datetime import datetime

from django.db import transaction

from firstbell.foundations.delivery import actions as delivery
from firstbell.foundations.delivery.rules.sending import Outcome
from firstbell.pure.actor import Actor
from firstbell.pure.policy import ForcePolicy
from firstbell.pure.refusal import Refused
from firstbell.registers.incidents import queries as incidents
from firstbell.registers.schools import queries as schools
from firstbell.responses.encompass.actions import chase, notices, reviews
from firstbell.responses.encompass.actions.steps import locked, take_step
from firstbell.responses.encompass.models import Hold, Notice
from firstbell.responses.encompass.queries import candidates, disclosures, noticed
from firstbell.responses.encompass.queries import seen as who_saw
from firstbell.responses.encompass.rules import conflict, desk_words, status
from firstbell.responses.encompass.rules.places import Question


def hold_notice(
    *, reference: str, reason: str, until: datetime | None, seen: str = "", by: Actor, now: datetime
) -> str:
    """Hold a notice that has not left, or approve the hold that another person placed.

    A hold works at once, is shown as unapproved until a second person holds it too, and never ends by itself (R7).
    ``seen`` is the state of the notice that the reader had before them: Refused where it is no longer so.
    """
    with transaction.atomic():
        notice = _as_seen(reference, seen)
        placed = notice.holds.select_for_update().filter(ended_at__isnull=True).first()
        if placed is not None and placed.code == "person":
            return _approve(notice, placed, by=by, now=now)
        status.hold(notice.status)
        if not reason.strip() or until is None:
            raise Refused("A hold needs a reason and an end.", "Say why, and until when.")
        if until <= now:
            raise Refused("The end of a hold must lie ahead.", "Give a later time.")
        if placed is not None:
            placed.ended_at, placed.ended_by = now, by.name
            placed.save()
        Hold.objects.create(notice=notice, code="person", reason=reason, placed_by=by.name, placed_at=now, until=until)
        notice.status = status.HELD
        take_step(notice=notice, what="held", by=by, now=now, why=reason, details={"code": "person"})
        return "held; a second person must approve it"


def approve_hold(*, reference: str, seen: str = "", by: Actor, now: datetime) -> None:
    """Agree to the hold that another person placed (R7). Refused where there is none, or it is one's own."""
    with transaction.atomic():
        notice = _as_seen(reference, seen)
        placed = notice.holds.select_for_update().filter(ended_at__isnull=True, code="person").first()
        if placed is None:
            raise Refused(f"Nobody holds notice {reference}.", "There is nothing to approve.")
        if placed.approved_at is None:
            _approve(notice, placed, by=by, now=now)


def _as_seen(reference: str, seen: str) -> Notice:
    """The notice, locked; Refused where it no longer stands as the reader saw it. What a page does not say passes."""
    notice = locked(reference)
    if seen and seen != noticed.state_of(notice):
        last = notice.steps.order_by("-id")[0]
        raise Refused(
            f"Notice {reference} is no longer as you saw it: {desk_words.step(last.what)} by {last.by} "
            f"at {desk_words.clock(last.at)}. Nothing was changed.",
            "Look at it as it is now, and decide again if you must.",
        )
    return notice


def _approve(notice: Notice, placed: Hold, *, by: Actor, now: datetime) -> str:
    if placed.placed_by.lower() == by.name.lower():
        raise Refused("A hold needs a second person.", "Ask somebody else at the desk to approve it.")
    placed.approved_by, placed.approved_at = by.name, now
    placed.save()
    take_step(notice=notice, what="hold_approved", by=by, now=now)
    return "the hold is approved"


def release_held(*, reference: str, reason: str, seen: str = "", by: Actor, now: datetime) -> None:
    """End a hold: the notice goes out with the next run. A person who releases a conflict takes it on themselves."""
    with transaction.atomic():
        notice = _as_seen(reference, seen)
        status.release(notice.status)
        placed = notice.holds.select_for_update().filter(ended_at__isnull=True).first()
        if placed is None:
            raise Refused(f"Notice {reference} is not held.", "Nothing needs to be released.")
        if placed.code == "protected":
            raise Refused("The notice would disclose what it must not.", "Correct the incident in a later version.")
        if placed.code == "conflict" and not reason.strip():
            raise Refused("Releasing a conflict needs a reason.", "Say how you know that the place may be told.")
        placed.ended_at, placed.ended_by = now, by.name
        placed.save()
        notice.status = status.DRAFT
        take_step(notice=notice, what="hold_ended", by=by, now=now, why=reason)


def reroute_notice(
    *, reference: str, to: str, reason: str, seen: str = "", by: Actor, now: datetime, policy: ForcePolicy
) -> None:
    """Send a notice to a named alternative instead: a known contact who is not tied to a party (R8)."""
    with transaction.atomic():
        notice = _as_seen(reference, seen)
        status.reroute(notice.status)
        contact = next(iter(schools.contact_by_email(to)), None)
        if contact is None:
            raise Refused("That e-mail is not a known contact.", "Add the person to the contacts of the place first.")
        facts = incidents.facts(notice.incident_id)
        if conflict.blocks_recipient(facts.parties, contact):
            raise Refused("That contact shares details with a party of the incident.", "Name somebody else.")
        notice.holds.filter(ended_at__isnull=True).update(ended_at=now, ended_by=by.name)
        notice.rerouted_to, notice.status, notice.released_at = contact.email, status.REROUTED, None
        take_step(notice=notice, what="rerouted", by=by, now=now, why=reason)


def withdraw_notice(
    *, reference: str, reason: str, seen: str = "", by: Actor, now: datetime, policy: ForcePolicy
) -> None:
    """Take a notice back (misidentification): who saw what is kept, those told are told, and the search reopens."""
    if not reason.strip():
        raise Refused("A withdrawal needs a reason.", "Say what was wrong with it.")
    with transaction.atomic():
        notice = _as_seen(reference, seen)
        status.withdraw(notice.status)
        why = f"{reason} {who_saw.sentence(notice)}"
        notices.close(reference=reference, into=status.WITHDRAWN, why=why, by=by, now=now)
        facts = incidents.facts(notice.incident_id)
        others = candidates.apart_from(facts.incident_id, notice.person_id, notice.urn)
        question = Question("withdrawn_misidentified", "A notice about this child was withdrawn.", others)
        reviews.ask(
            facts=facts, person_id=notice.person_id, question=question, by=by, now=now, policy=policy, again=True
        )


def told_by_telephone(
    *, reference: str, to: str, said: str, seen: str = "", by: Actor, now: datetime, policy: ForcePolicy
) -> None:
    """Somebody at the place was told by telephone and has it: that acknowledges the notice, and who it was is kept.

    Also a notice that waits because nobody there can be told by e-mail. Refused for a notice that a person or a rule
    holds. A second time changes nothing.
    """
    if not to.strip():
        raise Refused("Who was told is missing.", "Give the name and the role of the person you spoke to.")
    with transaction.atomic():
        notice = locked(reference)
        if notice.status == status.ACKNOWLEDGED:
            return
        notice = _as_seen(reference, seen)
        waits = notice.holds.select_for_update().filter(ended_at__isnull=True, code="no_contact")
        if notice.status == status.HELD and waits.exists():
            _tell_in_words(notice, by=by, now=now, policy=policy)
        status.acknowledge(notice.status)
        notice.status, notice.acknowledged_at = status.ACKNOWLEDGED, now
        notice.next_chase_at = notice.again_at = notice.phone_from = None
        why = f"Told by telephone: {to.strip()}. {said.strip()}".strip()
        take_step(notice=notice, what="acknowledged", by=by, now=now, why=why, details={"by": "telephone"})


def _tell_in_words(notice: Notice, *, by: Actor, now: datetime, policy: ForcePolicy) -> None:
    """A notice that could not leave by e-mail leaves by telephone: what it says is kept like any other's (R13)."""
    facts = incidents.facts(notice.incident_id)
    if disclosures.leaks_in(facts, notice.person_id, policy):
        raise Refused("The notice would disclose what it must not.", "Correct the incident in a later version.")
    notice.holds.filter(ended_at__isnull=True).update(ended_at=now, ended_by=by.name)
    notice.status, notice.released_at, notice.sent_at = status.SENT, now, now
    take_step(notice=notice, what="released", by=by, now=now)
    notices.disclose(notice, facts, now=now, policy=policy)


def note_handed_over(*, reference: str, by: Actor, now: datetime) -> None:
    """The other force has acknowledged the hand-over (R4)."""
    with transaction.atomic():
        notice = locked(reference)
        if notice.kind != "force":
            raise Refused(f"Notice {reference} is not a hand-over.", "Only a hand-over to a force is handed over.")
        if notice.status == status.HANDED_OVER:
            return
        status.hand_over(notice.status)
        notice.status, notice.acknowledged_at = status.HANDED_OVER, now
        take_step(notice=notice, what="handed_over", by=by, now=now)


def note_sent_to_force(*, reference: str, by: Actor, now: datetime) -> bool:
    """The hand-over stands in the folder that the other force fetches from."""
    with transaction.atomic():
        notice = locked(reference)
        if notice.kind != "force" or notice.status != status.RELEASED:
            return False
        notice.status, notice.sent_at = status.SENT, now
        take_step(notice=notice, what="sent", by=by, now=now)
        return True


def record_receipt(*, reference: str, outcome: Outcome, by: Actor, now: datetime, policy: ForcePolicy) -> None:
    """A receipt from outside, ``delivered`` or ``bounced``: for a notice's latest message, or a message's own key."""
    with transaction.atomic():
        notice = locked(reference.partition(".")[0])
        sent = notice.tellings.order_by("-id")
        telling = (sent.filter(key=reference) if "." in reference else sent).first()
        if telling is None:
            raise Refused(f"No message has left about {reference}.", "Check the reference.")
        delivery.record_receipt(key=telling.key, outcome=outcome, by=by, now=now)
        chase.note_receipt(notice=notice, key=telling.key, outcome=outcome, by=by, now=now, policy=policy)


def note_expired_hold(*, hold_id: int, by: Actor, now: datetime) -> None:
    """A hold that has run out stays, loudly: it is noted once and shown until a person decides (R7)."""
    with transaction.atomic():
        placed = Hold.objects.select_for_update().select_related("notice").get(pk=hold_id)
        if placed.expiry_noted_at is not None or placed.ended_at is not None:
            return
        placed.expiry_noted_at = now
        placed.save()
        take_step(notice=locked(placed.notice.reference), what="hold_expired", by=by, now=now)
