"""Sending what waits, and settling what a killed process left behind."""

import logging
from datetime import datetime, timedelta

from django.conf import settings

from firstbell.foundations.delivery import actions, queries
from firstbell.foundations.delivery.gateways.choice import gateway_of
from firstbell.foundations.delivery.rules.sending import (
    ASK_AGAIN_FOR,
    CLAIM_HOLDS,
    PUT_OFF,
    Claim,
    Claimed,
    Gateway,
    PermanentFailure,
    SendFailure,
    Standing,
    TemporaryFailure,
    Unclear,
    checked_address,
    settlement,
    standing,
)
from firstbell.foundations.jobs import jobs as workers
from firstbell.pure.actor import Actor
from firstbell.pure.policy import ForcePolicy

CHUNK = 200
"""Messages a call: seconds, where the gateway is well. A call ends with the first one that is not."""

log = logging.getLogger("firstbell.delivery")


def send_waiting(*, by: Actor, now: datetime, policy: ForcePolicy) -> int:
    """Send what is due, up to 200 messages; returns how many were dealt with, 0 when none is due."""
    gateway = _gateway()
    dealt_with = 0
    for key in queries.due_to_send(now, CHUNK):
        until = workers.clock() + CLAIM_HOLDS
        claimed = actions.claim_message(key=key, holder=workers.holder(), via=gateway.name, until=until, by=by, now=now)
        if claimed is None:
            continue  # somebody else has it
        dealt_with += 1
        if not _send(claimed, gateway, by=by, now=now):
            break
    return dealt_with


def settle_claims(*, by: Actor, now: datetime, policy: ForcePolicy) -> int:
    """Find out what became of messages whose sender is gone, and leave a live one's alone; returns how many."""
    gateway = _gateway()
    settled = 0
    for claim in queries.claims():
        seen = standing(claim, me=workers.holder(), alive=workers.alive(claim.holder), clock=workers.clock())
        if seen != "live":
            settled += _settle(claim, seen, gateway, by=by, now=now)
    return settled


def _gateway() -> Gateway:
    return gateway_of(settings.FIRSTBELL_EMAIL_URL, settings.FIRSTBELL_HOME)


def _send(claimed: Claimed, gateway: Gateway, *, by: Actor, now: datetime) -> bool:
    """Send one message and record what came of it. False if the next one would probably fare no better."""
    claim = claimed.claim
    try:
        reference = _sent_by(claimed, gateway)
    except SendFailure as failure:
        actions.record_failure(claim=claim, failure=failure, by=by, now=now)
        if failure.fault == "gateway":
            actions.put_off_waiting(until=now + PUT_OFF, by=by, now=now)
        return isinstance(failure, PermanentFailure) and failure.fault == "recipient"
    except Unclear as unclear:
        _settle(claim, "abandoned", gateway, by=by, now=now, reason=unclear.reason)
        actions.put_off_waiting(until=now + PUT_OFF, by=by, now=now)
        return False
    actions.record_sent(claim=claim, provider_reference=reference, sent_at=now, by=by, now=now)
    return True


def _sent_by(claimed: Claimed, gateway: Gateway) -> str:
    """The provider's reference. What goes wrong in a way that nobody thought of may have done so after sending."""
    message = claimed.message
    checked_address(message.to)
    if claimed.claim.number > 1 and gateway.find(message.key):
        return ""  # an earlier try did leave after all
    try:
        return gateway.send(message)
    except (SendFailure, Unclear):
        raise
    except Exception as error:
        log.error("%s from the gateway for message %s", type(error).__name__, message.key)
        raise Unclear(f"the gateway failed in an unknown way ({type(error).__name__})") from error


def _settle(
    claim: Claim, seen: Standing, gateway: Gateway, *, by: Actor, now: datetime, reason: str = "its sender was stopped"
) -> bool:
    """Ask the gateway and record what it says. False if that must wait."""
    age = max(now - claim.at, timedelta(0))
    try:
        # another gateway than the one that sent would say no, and be wrong
        answer = gateway.find(claim.key) if claim.via == gateway.name else None
    except TemporaryFailure:
        if age < ASK_AGAIN_FOR:
            return False
        answer = None
    match settlement(answer, seen=seen, age=age, memory=gateway.memory):
        case "sent":
            return actions.record_sent(claim=claim, provider_reference="", sent_at=claim.at, by=by, now=now)
        case "waiting":
            return actions.return_to_waiting(claim=claim, by=by, now=now)
        case "ambiguous":
            return actions.record_ambiguous(claim=claim, reason=reason, by=by, now=now)
        case "later":
            return False
