"""Forgetting who was told of an incident, once its time has passed."""

from datetime import datetime

from django.db import transaction

from firstbell.foundations.audit import actions as audit
from firstbell.pure.actor import Actor
from firstbell.responses.encompass.queries.forgetting import OF_AN_INCIDENT, rows_of_notices


def forget_notices(*, incident: int, by: Actor, now: datetime) -> dict[str, int]:
    """Every notice, review and exposure of an incident goes; rows by table.

    Only together with the incident itself: one that stayed would be assessed anew, and told.
    """
    with transaction.atomic():
        rows = rows_of_notices((incident,))
        for table, way in OF_AN_INCIDENT:
            table._default_manager.filter(**{way: incident}).delete()
        details = {"rows": sum(rows.values())}
        audit.record(by=by, now=now, action="notice.forgotten", subject=f"incident:{incident}", details=details)
    return rows
