"""Judging a campaign, once, by what was registered before it was drawn."""

import math
from datetime import datetime

from django.db import transaction

from firstbell.foundations.audit import actions as audit
from firstbell.pure.actor import Actor
from firstbell.pure.evaluation.finding import Finding
from firstbell.pure.evaluation.panel import Panel
from firstbell.pure.evaluation.stepped import evaluate
from firstbell.pure.periods import london_date
from firstbell.pure.refusal import Refused
from firstbell.responses.cocoon.actions.shared import locked_campaign
from firstbell.responses.cocoon.models import Registration, Result
from firstbell.responses.cocoon.queries.reports import reports_in
from firstbell.responses.cocoon.queries.results import plan_of, weeks_of
from firstbell.responses.cocoon.rules import judging


def judge_campaign(*, campaign: str, by: Actor, now: datetime) -> int:
    """Judge every registered outcome whose time is over and that is not judged yet; how many there were.

    A second time changes nothing: what was found stays as it was found.
    """
    with transaction.atomic():
        row = locked_campaign(campaign)
        waiting = [one for one in row.registrations.filter(result=None) if weeks_of(one).after <= london_date(now)]
        for one in waiting:
            _judge(one, now)
        details = {"outcomes": [one.outcome for one in waiting]}
        audit.record(by=by, now=now, action="cocoon.campaign_judged", subject=campaign, details=details)
    return len(waiting)


def _judge(row: Registration, now: datetime) -> None:
    """Where the design can tell nothing, that is what was found."""
    try:
        found = _found(row)
    except Refused:
        weeks = weeks_of(row).many
        found = Finding(
            ratio=math.nan, low=0, high=math.inf, p=1, areas=row.campaign.slots.count(), periods=weeks, events=0
        )
    Result.objects.create(
        registration=row,
        at=now,
        ratio=None if math.isnan(found.ratio) else found.ratio,
        low=found.low,
        high=found.high,
        p=found.p,
        events=found.events,
        cells=found.areas,
        weeks=found.periods,
    )


def _found(row: Registration) -> Finding:
    weeks, plan = weeks_of(row), plan_of(row)
    slots = row.campaign.slots.select_related("cell").order_by("cell__code")
    days, doors = {one.cell.code: one.day for one in slots}, [[one.cell.doors] for one in slots]
    panel = Panel(
        counts=judging.counts(row.outcome, reports_in(row.campaign, weeks), list(days), weeks),
        slots=judging.first_weeks(days, list(days), weeks),
        exposure=doors,
    )
    return evaluate(panel, plan=plan, registered=row.fingerprint)
