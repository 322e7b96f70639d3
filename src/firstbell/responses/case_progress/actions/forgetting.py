"""Forgetting the cases of an incident whose time has passed."""

from datetime import datetime

from django.db import transaction

from firstbell.foundations.audit import actions as audit
from firstbell.pure.actor import Actor
from firstbell.pure.periods import london_date
from firstbell.responses.case_progress.models import Conference, Order
from firstbell.responses.case_progress.queries.forgetting import OF_AN_INCIDENT, rows_of_cases


def forget_cases(*, incident: int, by: Actor, now: datetime) -> dict[str, int]:
    """Every case of an incident goes, and conferences that are past and hear of no case any more; rows by table."""
    with transaction.atomic():
        rows = rows_of_cases((incident,))
        Order.objects.filter(case__incident=incident).update(follows=None)
        for table, way in OF_AN_INCIDENT:
            table._default_manager.filter(**{way: incident}).delete()
        empty = Conference.objects.filter(items=None, on__lt=london_date(now))
        rows[Conference._meta.label] = empty.count()
        Conference.objects.filter(pk__in=list(empty.values_list("pk", flat=True))).delete()
        details = {"rows": sum(rows.values())}
        audit.record(by=by, now=now, action="case.forgotten", subject=f"incident:{incident}", details=details)
    return rows
