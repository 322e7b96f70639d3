"""What watches over visiting: reports that stop a campaign, and the monthly test of independence."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db import transaction

from firstbell.foundations.audit import actions as audit
from firstbell.pure.actor import Actor
from firstbell.pure.periods import london_date
from firstbell.pure.policy import ForcePolicy
from firstbell.responses.cocoon.actions.campaigns import pause
from firstbell.responses.cocoon.actions.shared import locked_campaign, locked_operation, tell
from firstbell.responses.cocoon.models import CellHome, Operation, Safety, SelfAudit, Slot, Visit
from firstbell.responses.cocoon.queries.sealed import target_of
from firstbell.responses.cocoon.rules import doors, gates, modes, stopping
from firstbell.responses.cocoon.rules.alarms import who_hears
from firstbell.responses.cocoon.rules.planner import VISITED
from firstbell.responses.cocoon.rules.selfaudit import Walked, independence
from firstbell.responses.cocoon.rules.stopping import Reported


def report_safety(*, campaign: str, kind: str, on: date, operation: str = "", by: Actor, now: datetime) -> None:
    """Somebody was punished after visits, or turned away from help: the stop rule hears of it."""
    stopping.may_report(kind, on, london_date(now))
    with transaction.atomic():
        row = locked_campaign(campaign)
        whose = locked_operation(operation) if operation else None
        Safety.objects.create(campaign=row, kind=kind, operation=whose, on=on, reported_by=by.name, recorded_at=now)
        audit.record(by=by, now=now, action="cocoon.safety_reported", subject=campaign, details={"kind": kind})


def pause_if_unsafe(*, campaign: str, by: Actor, now: datetime, policy: ForcePolicy) -> bool:
    """Weigh the reports that nobody has weighed; pause the campaign and tell a named person if the rule says so."""
    with transaction.atomic():
        row = locked_campaign(campaign)
        fresh = list(row.safety.filter(weighed_at=None).order_by("on", "pk"))
        days = [london_date(at) for at in Visit.objects.filter(slot__campaign=row).values_list("at", flat=True)]
        why = stopping.must_stop(
            [Reported(one.kind, one.on) for one in fresh], min(days, default=None), max(days, default=None)
        )
        Safety.objects.filter(pk__in=[one.pk for one in fresh]).update(weighed_at=now)
        stops = bool(why) and row.status == modes.RUNNING
        if stops:
            pause(row, why, now)
        details = {"reports": len(fresh), "paused": stops}
        audit.record(by=by, now=now, action="cocoon.safety_weighed", subject=campaign, details=details)
        if why:
            told = who_hears(policy, by.name)
            tell(to=told, reference=campaign, occasion=f"unsafe-{fresh[-1].pk}", by=by, now=now)
    return stops


def audit_month(*, month: date, by: Actor, now: datetime) -> None:
    """Test whether the visits of the month that begins on this day were independent of whom they were for.

    Seals are opened by the machine; what is kept are a count and three p-values.
    """
    with transaction.atomic():
        walks = list(_walked(month))
        SelfAudit.objects.update_or_create(
            month=month,
            defaults={
                "at": now,
                "operations": len(walks),
                "skips": independence([one[0] for one in walks]),
                "stays": independence([one[1] for one in walks]),
                "revisits": independence([one[2] for one in walks]),
            },
        )
        audit.record(by=by, now=now, action="cocoon.self_audited", subject="cocoon", details={"seals": len(walks)})


def _walked(month: date) -> Iterator[tuple[Walked, Walked, Walked]]:
    """Skips, stays and revisits at every door, of each cell visited in the month for which there was an operation."""
    following = (month + timedelta(days=32)).replace(day=1)
    slots = {
        (slot.campaign_id, slot.cell_id): slot
        for slot in Slot.objects.filter(arm=VISITED, day__gte=month, day__lt=following).select_related("cell")
    }
    for row in Operation.objects.exclude(signed_off_at=None).exclude(status=gates.WITHDRAWN):
        home = CellHome.objects.filter(uprn=target_of(row).uprn, halo=False, cell__slots__in=list(slots.values()))
        for cell_id, position in home.values_list("cell_id", "position").distinct():
            for slot in (slot for key, slot in slots.items() if key[1] == cell_id):
                yield _values(slot, position)


def _values(slot: Slot, position: int) -> tuple[Walked, Walked, Walked]:
    visits = {(one.position, one.attempt): one for one in slot.visits.all()}
    skips, stays, revisits = [], [], []
    for door in range(slot.cell.doors):
        first = visits.get((door, 1))
        skips.append(float(first is None or first.outcome == doors.NO_ANSWER))
        stays.append(float(first.minutes if first else 0))
        revisits.append(float((door, 2) in visits))
    return (
        Walked(skips[position], tuple(skips)),
        Walked(stays[position], tuple(stays)),
        Walked(revisits[position], tuple(revisits)),
    )
