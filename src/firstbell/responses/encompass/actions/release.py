"""Release: the conflict check, the gate on what may be said, and the first message (R7 to R11, R15)."""

from datetime import datetime

from django.db import transaction

from firstbell.pure.actor import Actor
from firstbell.pure.policy import ForcePolicy
from firstbell.registers.incidents import queries as incidents
from firstbell.registers.incidents.rules import IncidentFacts
from firstbell.responses.encompass.actions import notices
from firstbell.responses.encompass.actions.steps import locked, take_step
from firstbell.responses.encompass.models import Hold, Notice
from firstbell.responses.encompass.queries import disclosures, recipients
from firstbell.responses.encompass.rules import status


def release_notice(*, reference: str, by: Actor, now: datetime, policy: ForcePolicy) -> str:
    """Release a drafted or re-routed notice, or hold it with a reason that a person can read. The new status."""
    with transaction.atomic():
        notice = locked(reference)
        if notice.status not in status.TO_RELEASE:
            return notice.status
        facts = incidents.facts(notice.incident_id)
        reason = _reason_to_hold(notice, facts, now=now, policy=policy)
        if reason is not None:
            return _hold(notice, *reason, by=by, now=now)
        _let_go(notice, facts, by=by, now=now, policy=policy)
        return notice.status


def _reason_to_hold(
    notice: Notice, facts: IncidentFacts, *, now: datetime, policy: ForcePolicy
) -> tuple[str, str] | None:
    if notice.kind == "force":
        return None
    conflicts = recipients.conflicts_at(notice, facts, now=now, policy=policy)
    if conflicts and not notice.rerouted_to and not _cleared(notice, conflicts):
        return ("conflict", conflicts)
    if not recipients.next_for(notice, now=now, policy=policy):
        return ("no_contact", "No contact can be told. Name one, or re-route the notice.")
    leaks = disclosures.leaks_in(facts, notice.person_id, policy)
    if leaks:
        return ("protected", f"The notice would disclose what it must not: {', '.join(leaks)}.")
    return None


def _cleared(notice: Notice, conflicts: str) -> bool:
    """A person who released this notice knew of exactly these conflicts; a new one blocks again."""
    return notice.holds.filter(code="conflict", reason=conflicts, ended_at__isnull=False).exists()


def _hold(notice: Notice, code: str, reason: str, *, by: Actor, now: datetime) -> str:
    Hold.objects.create(notice=notice, code=code, reason=reason, placed_by=by.name, placed_at=now)
    notice.status = status.HELD
    take_step(notice=notice, what="held", by=by, now=now, why=reason, details={"code": code})
    return notice.status


def _let_go(notice: Notice, facts: IncidentFacts, *, by: Actor, now: datetime, policy: ForcePolicy) -> None:
    notice.status, notice.released_at = status.RELEASED, now
    if notice.kind == "force":
        take_step(notice=notice, what="released", by=by, now=now)
        return
    first = recipients.next_for(notice, now=now, policy=policy)[0]
    notice.rung = 1
    notice.again_at = recipients.again_at(notice, now=now, policy=policy)
    notice.next_chase_at = recipients.next_chase_at(notice, told_at=now, policy=policy)
    take_step(notice=notice, what="released", by=by, now=now)
    notices.disclose(notice, facts, now=now, policy=policy)
    notices.tell(notice, first, "1", "notice_waiting", by=by, now=now)


def end_hold_without_contact(*, reference: str, by: Actor, now: datetime, policy: ForcePolicy) -> bool:
    """A notice that waited for a contact goes on once there is one. True if it did."""
    with transaction.atomic():
        notice = locked(reference)
        waiting = notice.holds.filter(code="no_contact", ended_at__isnull=True)
        if notice.status != status.HELD or not waiting.exists():
            return False
        if not recipients.next_for(notice, now=now, policy=policy):
            return False
        waiting.update(ended_at=now, ended_by=by.name)
        notice.status = status.DRAFT
        take_step(notice=notice, what="contact_found", by=by, now=now)
        return True
