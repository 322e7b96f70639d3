"""Pauses of the scheme: an owner, a reason, an end, and seen by everybody who depends on it (R16)."""

from datetime import datetime

from django.db import transaction

from firstbell.foundations.audit import actions as audit
from firstbell.pure.actor import Actor
from firstbell.pure.refusal import Refused
from firstbell.responses.encompass.models import Pause


def start_pause(*, owner: str, until: datetime, reason: str, by: Actor, now: datetime) -> None:
    """Stop releasing notices until ``until``. Everything else goes on, so that nothing is lost."""
    if not owner.strip() or not reason.strip():
        raise Refused("A pause needs an owner and a reason.", "Say who answers for it, and why.")
    if until <= now:
        raise Refused("The end of a pause must lie ahead.", "Give a later time.")
    with transaction.atomic():
        if Pause.objects.select_for_update().filter(ended_at__isnull=True).exists():
            raise Refused("The scheme is paused already.", "End that pause first.")
        Pause.objects.create(owner=owner, reason=reason, started_at=now, until=until)
        audit.record(by=by, now=now, action="pause.started", subject="encompass", details={"until": until.isoformat()})


def end_pause(*, by: Actor, now: datetime) -> None:
    with transaction.atomic():
        ended = Pause.objects.filter(ended_at__isnull=True).update(ended_at=now, ended_by=by.name)
        if not ended:
            raise Refused("The scheme is not paused.", "Notices are being released.")
        audit.record(by=by, now=now, action="pause.ended", subject="encompass")
