"""Queueing messages, claiming them to send, and keeping what became of them.

To send is never done here: a message is claimed, sent by its gateway outside any transaction, and then recorded. Every
change is a compare-and-set: it says in which state the message must still be, and does nothing if it is not.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.db.models import F

from firstbell.foundations.audit import actions as audit
from firstbell.foundations.delivery.models import Message
from firstbell.foundations.delivery.rules.sending import (
    AMBIGUOUS,
    CLAIMED,
    FAILED,
    SENT,
    WAITING,
    Claim,
    Claimed,
    Outcome,
    Outgoing,
    SendFailure,
    TemporaryFailure,
    after_receipt,
    checked_key,
    next_try,
)
from firstbell.foundations.delivery.rules.templates import Reference, Words
from firstbell.pure.actor import Actor
from firstbell.pure.refusal import Refused


def queue_message(*, key: str, to: str, template: str, reference: str, by: Actor, now: datetime) -> None:
    """Have a message sent, once for its key however often this is called.

    ``key`` (letters, digits, ``.``, ``_``, ``-``) stands in the e-mail and in file names: nothing of a person.
    ``to`` is not judged here: what is no address fails when it is sent, and is shown to a person.
    Call it last in a transaction: the audit trail's head stays locked from here to its end.
    Raises ValueError for a bad key, an unknown template or what is no reference; Refused for another message's key.
    """
    words = Words(template, Reference(reference))
    wanted = {"recipient": to.strip(), "template": words.template, "reference": words.reference.text}
    with transaction.atomic():
        message, new = Message.objects.get_or_create(
            key=checked_key(key), defaults={**wanted, "queued_at": now, "next_try_at": now}
        )
        if new:
            _audit("queued", key, by, now, {"template": template, "reference": reference})
        elif any(getattr(message, name) != value for name, value in wanted.items()):
            raise Refused(f"Message {key} exists with another recipient or text.", "Give the new message its own key.")


def queue_to_each(*, to: Iterable[str], key: str, template: str, reference: str, by: Actor, now: datetime) -> None:
    """``queue_message`` to each of these people, once for the key and whom it goes to; the key names none of them."""
    for one in to:
        recipient = sha256(one.strip().lower().encode()).hexdigest()[:12]
        queue_message(key=f"{key}-{recipient}", to=one, template=template, reference=reference, by=by, now=now)


def claim_message(*, key: str, holder: str, via: str, until: datetime, by: Actor, now: datetime) -> Claimed | None:
    """Take a message that is due, so that nobody else sends it. None if somebody else has it, or it is not due.

    ``holder`` is this process, ``via`` the gateway's name, ``until`` a real time (see ``Claim``).
    Its own transaction, committed on return (RuntimeError inside another).
    """
    with transaction.atomic(durable=True):
        due = Message.objects.filter(key=key, status=WAITING, next_try_at__lte=now)
        taken = due.update(
            status=CLAIMED,
            claims=F("claims") + 1,
            claimed_by=holder,
            claimed_via=via,
            claimed_at=now,
            claimed_until=until,
        )
        if not taken:
            return None
        message = Message.objects.get(key=key)
        _audit("claimed", key, by, now, {"claim": message.claims, "via": via})
    words = Words(message.template, Reference(message.reference))
    return Claimed(Claim(key, message.claims, holder, via, now, until), Outgoing(key, message.recipient, words, now))


def record_sent(*, claim: Claim, provider_reference: str, sent_at: datetime, by: Actor, now: datetime) -> bool:
    """The gateway has it. False (as in all of these) if the claim no longer stands, and nothing was changed."""
    changes = {"status": SENT, "sent_at": sent_at, "provider_reference": provider_reference[:200]}
    return _end_claim(claim, "sent", {**changes, "failed_reason": "", "fault": ""}, by=by, now=now)


def record_failure(*, claim: Claim, failure: SendFailure, by: Actor, now: datetime) -> bool:
    """It did not leave. After a temporary failure it is tried again, six times at most; then a person is told."""
    with transaction.atomic():
        tries = Message.objects.filter(key=claim.key).values_list("tries", flat=True).get() + 1
        again = next_try(tries, now) if isinstance(failure, TemporaryFailure) else None
        changes: dict[str, object] = {"tries": tries, "failed_reason": failure.reason[:200]}
        if again is None:
            changes |= {"status": FAILED, "fault": failure.fault}
        else:
            changes |= {"status": WAITING, "next_try_at": again}
        what = "failed" if again is None else "put_off"
        return _end_claim(claim, what, changes, by=by, now=now, details={"reason": failure.reason, "tries": tries})


def record_ambiguous(*, claim: Claim, reason: str, by: Actor, now: datetime) -> bool:
    """Nobody can tell whether it left: it is shown to a person and never sent again by itself."""
    changes = {"status": AMBIGUOUS, "failed_reason": reason[:200]}
    return _end_claim(claim, "ambiguous", changes, by=by, now=now, details={"reason": reason})


def return_to_waiting(*, claim: Claim, by: Actor, now: datetime) -> bool:
    """Whoever claimed it is gone, and its gateway says that it was not sent."""
    return _end_claim(claim, "waiting_again", {"status": WAITING, "next_try_at": now}, by=by, now=now)


def put_off_waiting(*, until: datetime, by: Actor, now: datetime) -> int:
    """The gateway is out of order: what is due waits too, without using up its tries. Returns how many."""
    with transaction.atomic():
        number = Message.objects.filter(status=WAITING, next_try_at__lte=now).update(next_try_at=until)
        if number:
            _audit("all_put_off", "delivery", by, now, {"messages": number})
        return number


def record_receipt(*, key: str, outcome: Outcome, by: Actor, now: datetime) -> None:
    """A receipt from outside; the same one twice changes nothing. A bounce is kept, whatever comes before or after.

    Refused for a message that does not exist or was never sent; ValueError for another outcome.
    """
    if outcome not in ("delivered", "bounced"):
        raise ValueError("a receipt says delivered or bounced")
    with transaction.atomic():
        message = _locked(key)
        status = after_receipt(message.status, claims=message.claims, outcome=outcome)
        if message.delivered_at if outcome == "delivered" else message.bounced_at:
            return
        message.status = status
        message.sent_at = message.sent_at or message.claimed_at
        if outcome == "delivered":
            message.delivered_at = now
        else:
            message.bounced_at = now
        message.save()
        _audit(outcome, key, by, now)


def resolve_ambiguous(*, key: str, sent: bool, by: Actor, now: datetime) -> None:
    """A person has found out whether an ambiguous message left. If not, it is sent again.

    Refused for a job, and for a message that is not ambiguous.
    """
    if by.name.startswith("job:"):
        raise Refused("Whether an ambiguous message left is for a person to decide.", "Ask the force's desk.")
    with transaction.atomic():
        message = _locked(key)
        if message.status != AMBIGUOUS:
            raise Refused(f"Message {key} is not ambiguous but {message.status}.", "There is nothing to decide.")
        message.failed_reason = ""
        if sent:
            message.status, message.sent_at = SENT, message.claimed_at
        else:
            message.status, message.next_try_at = WAITING, now
        message.save()
        _audit("resolved", key, by, now, {"sent": sent})


def try_again(*, key: str, by: Actor, now: datetime) -> None:
    """A person has repaired what made a message fail: it is sent anew, with all its tries. Refused if none did fail."""
    with transaction.atomic():
        message = _locked(key)
        if message.status != FAILED:
            raise Refused(f"Message {key} has not failed but is {message.status}.", "Only a failed one is tried again.")
        message.status, message.next_try_at, message.tries = WAITING, now, 0
        message.failed_reason = message.fault = ""
        message.save()
        _audit("tried_again", key, by, now)


def forget_messages(*, keys: Collection[str], subject: str, by: Actor, now: datetime) -> dict[str, int]:
    """Messages go with the thing they told of (``subject``, a reference): how many rows of which table."""
    with transaction.atomic():
        gone = Message.objects.filter(key__in=list(keys)).delete()[0]
        audit.record(by=by, now=now, action="message.forgotten", subject=subject, details={"rows": gone})
    return {Message._meta.label: gone}


def _locked(key: str) -> Message:
    message = Message.objects.select_for_update().filter(key=key).first()
    if message is None:
        raise Refused("There is no message with this key.", "Check the key.")
    return message


def _end_claim(
    claim: Claim,
    what: str,
    changes: Mapping[str, object],
    *,
    by: Actor,
    now: datetime,
    details: Mapping[str, object] | None = None,
) -> bool:
    with transaction.atomic():
        standing = Message.objects.filter(key=claim.key, status=CLAIMED, claims=claim.number)
        if not standing.update(**changes):
            return False
        _audit(what, claim.key, by, now, {"claim": claim.number, **(details or {})})
        return True


def _audit(what: str, key: str, by: Actor, now: datetime, details: Mapping[str, object] | None = None) -> None:
    audit.record(by=by, now=now, action=f"message.{what}", subject=key, details=details)
