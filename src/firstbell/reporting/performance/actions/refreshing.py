"""Making the columns anew: claimed, then made outside any transaction, then recorded, from which they are in use."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from firstbell.foundations.audit import actions as audit
from firstbell.foundations.seals.rules import drawn_reference
from firstbell.pure.actor import Actor
from firstbell.pure.refusal import Refused
from firstbell.reporting.performance.models import Refresh
from firstbell.reporting.performance.queries.refreshes import is_due
from firstbell.reporting.performance.rules.kinds import SHAPE


def claim_refresh(*, by: Actor, now: datetime) -> str:
    """The reference of a making that is now this job's. Refused where none is due."""
    with transaction.atomic():
        if not is_due(now):
            raise Refused("Columns are made already, or are being made.", "Wait until tomorrow.")
        row = Refresh.objects.create(reference=drawn_reference("FC"), claimed_at=now, shape=SHAPE)
        audit.record(by=by, now=now, action="figures.claimed", subject=row.reference)
    return row.reference


def record_refresh(
    *,
    refresh: str,
    files: Mapping[str, Mapping[str, object]],
    loaded: Mapping[str, date],
    by: Actor,
    now: datetime,
) -> None:
    """The columns of a making are whole, and in use from here on."""
    with transaction.atomic():
        row = Refresh.objects.select_for_update().get(reference=refresh)
        row.finished_at, row.files = now, {name: dict(told) for name, told in files.items()}
        row.loaded = {force: day.isoformat() for force, day in loaded.items()}
        row.save()
        rows = {name: told["rows"] for name, told in files.items()}
        audit.record(by=by, now=now, action="figures.made", subject=refresh, details=rows)
