"""What is no longer needed of how people signed in, removed."""

from datetime import datetime

from django.contrib.sessions.models import Session
from django.db import transaction

from firstbell.foundations.accounts.models import Device, Invitation, Token
from firstbell.foundations.accounts.queries import ended_invitations
from firstbell.foundations.audit import actions as audit
from firstbell.pure.actor import Actor


def remove_ended_invitations(*, before: datetime, by: Actor, now: datetime) -> int:
    """Remove invitations that were used, withdrawn or ran out before this moment. Returns how many."""
    with transaction.atomic():
        removed = Invitation.objects.filter(pk__in=ended_invitations(before)).delete()[0]
        _record("retention.invitations", removed, before, by, now)
    return removed


def remove_ended_sessions(*, by: Actor, now: datetime) -> int:
    """Remove sessions that have ended, and tokens of other systems that ran out. Returns how many."""
    with transaction.atomic():
        removed = Session.objects.filter(expire_date__lt=now).delete()[0]
        removed += Token.objects.filter(expires_at__lt=now).delete()[0]
        _record("retention.sessions", removed, now, by, now)
    return removed


def forget_devices(*, before: datetime, by: Actor, now: datetime) -> int:
    """Forget browsers in which nobody has signed in since this moment: the next time is a new device. How many."""
    with transaction.atomic():
        removed = Device.objects.filter(seen_at__lt=before).delete()[0]
        _record("retention.devices", removed, before, by, now)
    return removed


def _record(action: str, removed: int, before: datetime, by: Actor, now: datetime) -> None:
    if removed:
        details = {"removed": removed, "before": before.isoformat()}
        audit.record(by=by, now=now, action=action, subject="accounts", details=details)
