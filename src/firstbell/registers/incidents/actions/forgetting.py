"""Forgetting an incident whose time has passed: the last that goes, after every part above has forgotten it."""

from datetime import datetime

from django.db import transaction

from firstbell.foundations.audit import actions as audit
from firstbell.pure.actor import Actor
from firstbell.registers.incidents.queries import OF_AN_INCIDENT, rows_of_incidents


def forget_incident(*, incident: int, by: Actor, now: datetime) -> dict[str, int]:
    """Every version of an incident goes; rows by table. The database refuses while any part still refers to it."""
    with transaction.atomic():
        rows = rows_of_incidents((incident,))
        for table, way in OF_AN_INCIDENT:
            table._default_manager.filter(**{way: incident}).delete()
        details = {"rows": sum(rows.values())}
        audit.record(by=by, now=now, action="incident.forgotten", subject=f"incident:{incident}", details=details)
    return rows
