"""What actions share: participants of whoever asks, locked, and the audit trail's words."""

from datetime import datetime

from django.db.models import Q

from firstbell.foundations.audit import actions as audit
from firstbell.pure.actor import Actor
from firstbell.pure.refusal import NotYours
from firstbell.responses.programme.models import Participant
from firstbell.responses.programme.rules.partners import FORCE, SUPPORT


def locked_participant(reference: str, by: Actor) -> Participant:
    """A participant of the provider that ``by`` acts for, locked. NotYours for any other."""
    return _locked(reference, Q(provider=by.organisation))


def locked_for_support(reference: str, by: Actor) -> Participant:
    """A participant for whose partner the service of ``by`` answers, locked. NotYours for any other."""
    if by.kind != SUPPORT:
        raise NotYours(f"There is no participant {reference}.", "Look at the reference.")
    return _locked(reference, Q(support_service=by.organisation))


def locked_for_force(reference: str, by: Actor) -> Participant:
    """Any participant, locked, for a force that counts reports. NotYours for an organisation of another kind."""
    if by.kind != FORCE:
        raise NotYours(f"There is no participant {reference}.", "Look at the reference.")
    return _locked(reference, Q())


def _locked(reference: str, whose: Q) -> Participant:
    row = Participant.objects.select_for_update().filter(whose, reference=reference).first()
    if row is None:
        raise NotYours(f"There is no participant {reference}.", "Look at the reference.")
    return row


def recorded(what: str, subject: str, by: Actor, now: datetime, why: str = "", **details: object) -> None:
    audit.record(by=by, now=now, action=f"programme.{what}", subject=subject, why=why, details=details)
