"""Holds placed and ended; what is old proposed, approved, destroyed one thing at a time, and certified."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime

from django.db import transaction

from firstbell.foundations.audit import actions as audit
from firstbell.foundations.retention import rules
from firstbell.foundations.retention.models import Certificate, LegalHold, Removal, RemovalLine
from firstbell.foundations.seals.rules import drawn_reference
from firstbell.pure.actor import Actor
from firstbell.pure.refusal import NotYours, Refused


def place_hold(*, kind: str, reference: str, reason: str, by: Actor, now: datetime) -> str:
    """``reference`` of this kind is not destroyed until a person ends the hold. What the hold is called."""
    rules.check_hold(kind, reference, reason)
    subject, name = rules.subject_of(kind, reference.strip()), drawn_reference("LH")
    with transaction.atomic():
        # whoever destroys it has locked its line: the hold waits until it is gone, or keeps it
        list(RemovalLine.objects.select_for_update().filter(subject=subject, state=rules.WAITING))
        if LegalHold.objects.filter(subject=subject, ended_at=None).exists():
            raise Refused("It is held already.", "Look at the list of holds.")
        LegalHold.objects.create(
            reference=name, kind=kind, subject=subject, reason=reason.strip(), placed_by=by.name, placed_at=now
        )
        _record("hold_placed", name, by, now, reason.strip(), of=subject)
    return name


def end_hold(*, reference: str, reason: str, by: Actor, now: datetime) -> None:
    with transaction.atomic():
        row = LegalHold.objects.select_for_update().filter(reference=reference).first()
        if row is None:
            raise NotYours(f"There is no hold {reference}.", "Look at the list.")
        rules.may_end_hold(row.ended_at is not None, reason)
        row.ended_by, row.ended_at, row.ended_why = by.name, now, reason.strip()
        row.save()
        _record("hold_ended", reference, by, now, reason.strip(), of=row.subject)


def propose_removal(*, kind: str, years: int, before: date, subjects: Sequence[str], by: Actor, now: datetime) -> str:
    """These are older than they may be kept. Nothing is destroyed until somebody else approves it."""
    reference = drawn_reference("RM")
    with transaction.atomic():
        waiting = Removal.objects.filter(kind=kind, status__in=(rules.PROPOSED, rules.APPROVED)).exists()
        rules.may_propose(subjects, waiting)
        row = Removal.objects.create(
            reference=reference, kind=kind, years=years, before=before, proposed_by=by.name, proposed_at=now
        )
        RemovalLine.objects.bulk_create(RemovalLine(removal=row, subject=subject) for subject in subjects)
        _record("proposed", reference, by, now, kind=kind, subjects=len(subjects))
    return reference


def approve_removal(*, reference: str, by: Actor, now: datetime) -> None:
    """A second person lets it be destroyed. It goes with the next runs, one thing at a time."""
    with transaction.atomic():
        row = _locked(reference)
        rules.may_approve(row.status, row.proposed_by, by.name)
        row.status, row.approved_by, row.approved_at = rules.APPROVED, by.name, now
        row.save()
        _record("approved", reference, by, now)


def take_back_removal(*, reference: str, by: Actor, now: datetime) -> None:
    """Nothing of it is destroyed."""
    with transaction.atomic():
        row = _locked(reference)
        rules.may_take_back(row.status)
        row.status, row.finished_at = rules.WITHDRAWN, now
        row.save()
        row.lines.all().delete()
        _record("taken_back", reference, by, now)


def destroy(*, line: int, forget: Callable[[], Mapping[str, int]] | None, by: Actor, now: datetime) -> bool:
    """Destroy one thing whole or not at all, and whether it went. ``forget`` has every part forget it, and says how
    many rows of which table went; None where it is not old any more. What is held by now is kept."""
    with transaction.atomic():
        row = RemovalLine.objects.select_for_update().filter(pk=line, state=rules.WAITING).first()
        if row is None:
            return False
        held = LegalHold.objects.filter(subject=row.subject, ended_at=None).exists()
        if forget is None or held:
            row.state = rules.KEPT
        else:
            row.state, row.rows = rules.GONE, dict(forget())
        row.save()
        _record("destroyed" if row.state == rules.GONE else "kept", row.subject, by, now)
    return row.state == rules.GONE


def certify(*, removal: str, by: Actor, now: datetime) -> str:
    """The certificate of a removal of which nothing waits any more; the list of what it was goes."""
    reference = drawn_reference("DC")
    with transaction.atomic():
        row = _locked(removal)
        lines = list(row.lines.all())
        if row.status != rules.APPROVED or any(line.state == rules.WAITING for line in lines):
            raise Refused("Something of it still waits.", "Let the next run go on with it.")
        gone = [line for line in lines if line.state == rules.GONE]
        same = ("kind", "years", "before", "proposed_by", "proposed_at", "approved_by", "approved_at")
        Certificate.objects.create(
            reference=reference,
            removal=removal,
            destroyed=len(gone),
            kept=len(lines) - len(gone),
            rows=rules.summed(line.rows for line in gone),
            digest=rules.digest_of(line.subject for line in gone),
            made_at=now,
            **{name: getattr(row, name) for name in same},
        )
        row.status, row.finished_at = rules.DONE, now
        row.save()
        row.lines.all().delete()
        _record("certified", reference, by, now, removal=removal, destroyed=len(gone))
    return reference


def _locked(reference: str) -> Removal:
    row = Removal.objects.select_for_update().filter(reference=reference).first()
    if row is None:
        raise NotYours(f"Nothing is proposed as {reference}.", "Look at the list.")
    return row


def _record(what: str, subject: str, by: Actor, now: datetime, why: str = "", **details: object) -> None:
    audit.record(by=by, now=now, action=f"retention.{what}", subject=subject, why=why, details=details)
