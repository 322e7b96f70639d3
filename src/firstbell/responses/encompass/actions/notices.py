"""Notices drafted, updated and closed: one a child and place, never a second (R12)."""

from datetime import datetime

from django.db import transaction

from firstbell.foundations.delivery import actions as delivery
from firstbell.pure.actor import Actor
from firstbell.pure.policy import ForcePolicy
from firstbell.pure.refusal import Refused
from firstbell.registers.incidents.rules import IncidentFacts
from firstbell.registers.schools import queries as schools
from firstbell.responses.encompass.actions.steps import locked, take_step
from firstbell.responses.encompass.models import Disclosure, Hold, Notice, Telling
from firstbell.responses.encompass.queries import disclosures, places
from firstbell.responses.encompass.rules import deadlines, status
from firstbell.responses.encompass.rules.places import Place


def draft(
    *,
    facts: IncidentFacts,
    person_id: str,
    place: Place,
    decided_by: str,
    by: Actor,
    now: datetime,
    policy: ForcePolicy,
) -> Notice:
    """The notice for this child and place: made if there is none, brought up to the incident's version if there is.

    Refused where the place has answered that this is not its pupil, or the notice was withdrawn after it left.
    """
    with transaction.atomic():
        key = places.place_key(place)
        notice = Notice.objects.select_for_update().filter(
            incident_id=facts.incident_id, person_id=person_id, place=key
        )
        existing = notice.first()
        if existing is None:
            return _new(facts, person_id, place, decided_by, by=by, now=now, policy=policy)
        if existing.status == status.NOT_OUR_PUPIL or (existing.status == status.WITHDRAWN and existing.sent_at):
            if decided_by == "person":
                raise Refused(
                    f"Notice {existing.reference} to that place was closed ({existing.status.replace('_', ' ')}).",
                    "Choose another place, or telephone that one.",
                )
            return existing
        _refresh(existing, facts, place, decided_by, by=by, now=now, policy=policy)
        return existing


def _new(
    facts: IncidentFacts,
    person_id: str,
    place: Place,
    decided_by: str,
    *,
    by: Actor,
    now: datetime,
    policy: ForcePolicy,
) -> Notice:
    calendar = schools.calendar_of(place.urn) if place.urn else None
    due_by, confidence = deadlines.due_by(place, reported_at=facts.reported_at, calendar=calendar, policy=policy)
    notice = Notice(
        reference=places.notice_reference(facts, person_id, place),
        incident_id=facts.incident_id,
        person_id=person_id,
        place=places.place_key(place),
        kind=place.kind,
        urn=place.urn or "",
        authority=place.authority or "",
        force=place.force or "",
        status=status.DRAFT,
        due_by=due_by,
        calendar_known=confidence == "known",
        incident_version=facts.version,
        found_by=list(place.found_by),
        decided_by=decided_by,
        why=place.why,
        created_at=now,
    )
    take_step(notice=notice, what="drafted", by=by, now=now, why=place.why, details={"place": notice.place})
    return notice


def _refresh(
    notice: Notice,
    facts: IncidentFacts,
    place: Place,
    decided_by: str,
    *,
    by: Actor,
    now: datetime,
    policy: ForcePolicy,
) -> None:
    if notice.status == status.WITHDRAWN:
        notice.status, notice.closed_at = status.DRAFT, None
        take_step(notice=notice, what="revived", by=by, now=now)
    if set(place.found_by) - set(notice.found_by):
        notice.found_by = sorted(set(notice.found_by) | set(place.found_by))
        notice.save()
    if decided_by == "person" and notice.decided_by != "person":
        notice.decided_by = "person"
        take_step(notice=notice, what="confirmed", by=by, now=now)
    if facts.version > notice.incident_version:
        _bring_to_version(notice, facts, by=by, now=now, policy=policy)


def _bring_to_version(notice: Notice, facts: IncidentFacts, *, by: Actor, now: datetime, policy: ForcePolicy) -> None:
    """A later version updates a notice that has left, and only rewrites one that has not."""
    notice.incident_version = facts.version
    if notice.released_at is None:
        take_step(notice=notice, what="rewritten", by=by, now=now, details={"version": facts.version})
        return
    notice.updates += 1
    take_step(notice=notice, what="updated", by=by, now=now, details={"version": facts.version})
    if notice.kind != "force" and disclose(notice, facts, now=now, policy=policy):
        tell_again(notice, f"update{notice.updates}", "notice_update", by=by, now=now)


def disclose(notice: Notice, facts: IncidentFacts, *, now: datetime, policy: ForcePolicy) -> bool:
    """Keep what the notice now says. False if it says the same as before."""
    content = disclosures.content_for(facts, notice.person_id, policy)
    last = notice.disclosures.order_by("-number").first()
    if last is not None and last.content == content:
        return False
    Disclosure.objects.create(
        notice=notice,
        number=last.number + 1 if last else 1,
        incident_version=facts.version,
        profile=policy.profile,
        content=content,
        at=now,
    )
    return True


def tell(notice: Notice, recipient: str, rung: str, template: str, *, by: Actor, now: datetime) -> None:
    """Queue one message about the notice; the same recipient at the same rung is never told twice."""
    key = places.message_key(notice.reference, recipient, rung)
    _, new = Telling.objects.get_or_create(
        key=key, defaults={"notice": notice, "rung": rung, "recipient": recipient, "queued_at": now}
    )
    if new:
        delivery.queue_message(key=key, to=recipient, template=template, reference=notice.reference, by=by, now=now)


def tell_again(notice: Notice, rung: str, template: str, *, by: Actor, now: datetime) -> None:
    """The same news to everybody who was told before."""
    for recipient in sorted(set(notice.tellings.values_list("recipient", flat=True))):
        tell(notice, recipient, rung, template, by=by, now=now)


def close(*, reference: str, into: str, why: str, by: Actor, now: datetime) -> Notice:
    """End a notice as ``withdrawn`` or ``not_our_pupil``; those who were told of a withdrawn one are told so."""
    with transaction.atomic():
        notice = locked(reference)
        (status.withdraw if into == status.WITHDRAWN else status.not_our_pupil)(notice.status)
        notice.status, notice.closed_at, notice.next_chase_at, notice.phone_from = into, now, None, None
        Hold.objects.filter(notice=notice, ended_at__isnull=True).update(ended_at=now, ended_by=by.name)
        take_step(notice=notice, what=into, by=by, now=now, why=why)
        if into == status.WITHDRAWN and notice.sent_at:
            tell_again(notice, "withdrawn", "notice_withdrawn", by=by, now=now)
        return notice
