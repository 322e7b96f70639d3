"""Records closed to those of the police who are tied to a party, and every reading of a record written down (R13)."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from firstbell.foundations.audit import actions as audit
from firstbell.foundations.delivery import actions as delivery
from firstbell.pure.actor import Actor
from firstbell.pure.periods import london_date
from firstbell.pure.policy import ForcePolicy
from firstbell.pure.refusal import NotYours, Refused
from firstbell.registers.incidents import queries
from firstbell.registers.incidents.models import ComparedOfficer, Incident, Restriction
from firstbell.registers.incidents.rules import IncidentFacts
from firstbell.registers.incidents.rules.ties import BY_HAND, TIES, Officer, restriction_reference

NO_RECORD = ("There is no such record.", "Look at the reference.")


def open_record(
    *, incident_id: int, what: str, child: str = "", why: str = "", by: Actor, now: datetime, policy: ForcePolicy
) -> None:
    """Note that somebody of the police reads ``what`` (``incident``, ``review``, ``notice``, ``address``) of a record.

    NotYours where the record is closed to them: they learn nothing, and the alarm is raised.
    """
    with transaction.atomic():
        incident = Incident.objects.filter(pk=incident_id).first()
        closed = incident is not None and queries.is_closed_to(incident_id, by.name)
        if incident is not None and closed:
            _note_try(incident, by=by, now=now, policy=policy)
        elif incident is not None:
            details = {"child": child} if child else {}
            audit.record(
                by=by, now=now, action=f"{what}.read", subject=_subject(incident), why=why.strip(), details=details
            )
    if incident is None or closed:
        raise NotYours(*NO_RECORD)


def restrict_record(*, incident_id: int, to: str, reason: str, by: Actor, now: datetime) -> str:
    """Close an incident to somebody of the police by hand, such as a party's relative. What it is called from then on.

    Refused without a reason, for oneself, and for whom it is closed to already; NotYours where it is closed to ``by``.
    """
    email = to.strip().lower()
    if not email or not reason.strip():
        raise Refused("To close a record needs a person's e-mail and a reason.", "Give both.")
    if not Incident.objects.filter(pk=incident_id).exists() or queries.is_closed_to(incident_id, by.name):
        raise NotYours(*NO_RECORD)
    if email == by.name.lower():
        raise Refused("Nobody closes a record to themselves.", "Ask another supervisor to close it to you.")
    with transaction.atomic():
        row = Restriction.objects.select_for_update().filter(incident_id=incident_id, email=email).first()
        if row is not None and row.lifted_at is None:
            raise Refused("The record is closed to this person already.", "Nothing needs to be done.")
        row = row or Restriction(incident_id=incident_id, email=email)
        row.tie, row.reason, row.placed_by, row.placed_at = BY_HAND, reason.strip(), by.name, now
        row.lifted_at, row.lifted_by, row.lifted_because, row.told_at = None, "", "", None
        row.save()
        _record("record.closed", row, by=by, now=now)
        return restriction_reference(row.pk)


def lift_restriction(*, number: int, reason: str, by: Actor, now: datetime) -> None:
    """Open a record again to somebody it was closed to: a namesake, as a rule. NotYours where that is oneself."""
    if not reason.strip():
        raise Refused("To open a closed record needs a reason.", "Say how you know that this person is not tied to it.")
    with transaction.atomic():
        row = Restriction.objects.select_for_update().filter(pk=number).first()
        if row is None or queries.is_closed_to(row.incident_id, by.name):
            raise NotYours(*NO_RECORD)
        if row.lifted_at is not None:
            raise Refused("This record was opened again before.", "Nothing needs to be done.")
        row.lifted_at, row.lifted_by, row.lifted_because = now, by.name, reason.strip()
        row.save()
        _record("record.opened_again", row, by=by, now=now)


def compare_officer(*, officer: Officer, by: Actor, now: datetime) -> int:
    """Close to somebody of the police, as they are known now, every incident they are tied to. How many were closed."""
    ties = queries.tied_to(officer)
    with transaction.atomic():
        closed = [_close(number, officer.email, kind, by=by, now=now) for number, kind in sorted(ties.items())]
        ComparedOfficer.objects.update_or_create(
            email=officer.email, defaults={"stamp": officer.stamp, "compared_at": now}
        )
        audit.record(by=by, now=now, action="officer.compared", subject="incidents", details={"closed": sum(closed)})
        return sum(closed)


def tell_of_restriction(*, number: int, by: Actor, now: datetime, policy: ForcePolicy) -> bool:
    """Raise the alarm about a record that was closed. True if it had not been raised."""
    with transaction.atomic():
        row = Restriction.objects.select_for_update().select_related("incident").get(pk=number)
        if row.told_at is not None or row.lifted_at is not None:
            return False
        row.told_at = now
        row.save()
        _alarm(row, "closed", by=by, now=now, policy=policy)
        _record("record.closed_told", row, by=by, now=now)
        return True


def close_at_arrival(incidents: Sequence[IncidentFacts], by: Actor, now: datetime) -> None:
    """Close each of these to whoever of the police is tied to it, before anybody can read it."""
    for incident_id, email, kind in queries.ties_of(incidents):
        _close(incident_id, email, kind, by=by, now=now)


def _close(incident_id: int, email: str, kind: str, *, by: Actor, now: datetime) -> bool:
    with transaction.atomic():
        row, new = Restriction.objects.get_or_create(
            incident_id=incident_id, email=email, defaults={"tie": kind, "placed_by": by.name, "placed_at": now}
        )
        if new:
            _record("record.closed", row, by=by, now=now)
        return new


def _note_try(incident: Incident, *, by: Actor, now: datetime, policy: ForcePolicy) -> None:
    """Somebody asked for a record that is closed to them: count it, and say so once a day."""
    email = by.name.lower()
    kind = next((tied for _, who, tied in queries.ties_of([queries.facts(incident.pk)]) if who == email), BY_HAND)
    _close(incident.pk, email, kind, by=by, now=now)
    row = Restriction.objects.select_for_update().select_related("incident").get(incident=incident, email=email)
    row.tries, row.tried_at = row.tries + 1, now
    row.save()
    _alarm(row, f"tried-{london_date(now):%Y%m%d}", by=by, now=now, policy=policy)
    _record("record.closed_tried", row, by=by, now=now)


def _alarm(row: Restriction, why: str, *, by: Actor, now: datetime, policy: ForcePolicy) -> None:
    """Tell the named people; never the one to whom the record is closed."""
    reference = restriction_reference(row.pk)
    named = policy.restricted_alarm_emails or policy.desk_emails
    others = [one for one in named if one.strip().lower() != row.email]
    key = f"{reference}.{why}"
    delivery.queue_to_each(to=others, key=key, template="desk_alarm", reference=reference, by=by, now=now)


def _record(action: str, row: Restriction, *, by: Actor, now: datetime) -> None:
    details = {"tie": row.tie, "reference": restriction_reference(row.pk)}
    audit.record(
        by=by, now=now, action=action, subject=_subject(row.incident), why=row.reason or TIES[row.tie], details=details
    )


def _subject(incident: Incident) -> str:
    return f"{incident.force}/{incident.reference}"
