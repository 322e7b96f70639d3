"""Forgetting who was on lists, when the incident that put them there is forgotten."""

from datetime import datetime

from django.db import transaction

from firstbell.joint.intensification.actions.shared import note
from firstbell.joint.intensification.queries.forgetting import OF_AN_INCIDENT, rows_of_lists
from firstbell.pure.actor import Actor


def forget_listed(*, incident: int, by: Actor, now: datetime) -> dict[str, int]:
    """Every name that an incident put on a list goes, with decisions, tasks and results about it; rows by table.

    The week's own digest stays, and says from then on that the list is not whole any more.
    """
    with transaction.atomic():
        rows = rows_of_lists((incident,))
        for table, way in OF_AN_INCIDENT:
            table._default_manager.filter(**{way: incident}).delete()
        note("names_forgotten", f"incident:{incident}", by, now, rows=sum(rows.values()))
    return rows
