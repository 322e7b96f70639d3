"""Having limits begin anew: at a dated, written reason, and never because a chart would look better."""

from datetime import date, datetime

from django.db import transaction

from firstbell.foundations.audit import actions as audit
from firstbell.pure.actor import Actor
from firstbell.pure.periods import london_date
from firstbell.pure.refusal import NotYours, Refused
from firstbell.pure.trends.rebasing import Break
from firstbell.reporting.performance.models import Rebase
from firstbell.reporting.performance.rules.measures import measure as measure_of


def rebase_chart(*, measure: str, on: date, why: str, by: Actor, now: datetime) -> None:
    """Have limits of a measure begin anew from a day that is over, because of what changed on it."""
    code, begins = measure_of(measure).code, Break(on, why.strip())
    if by.kind != "force":
        raise NotYours("Charts are a force's.", "Act for the force.")
    if on > london_date(now):
        raise Refused(f"{on} is still to come: nothing has changed on it.", "Wait until it has.")
    with transaction.atomic():
        if Rebase.objects.filter(measure=code, on=on).exists():
            raise Refused(f"Limits of {code} begin anew on {on} already.", "Read the reason that is there.")
        Rebase.objects.create(measure=code, on=on, why=begins.reason, by=by.name, recorded_at=now)
        audit.record(by=by, now=now, action="figures.rebased", subject=code, details={"on": on.isoformat()})
