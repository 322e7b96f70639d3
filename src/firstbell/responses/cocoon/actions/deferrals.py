"""Leaving a whole cell out. The audit entry names no cell, and no entry names cell and operation together."""

from datetime import datetime

from django.db import transaction

from firstbell.foundations.audit import actions as audit
from firstbell.pure.actor import Actor
from firstbell.pure.periods import london_date
from firstbell.pure.refusal import Refused
from firstbell.responses.cocoon.actions.operations import end, standing_of
from firstbell.responses.cocoon.actions.shared import locked_campaign, locked_operation
from firstbell.responses.cocoon.models import Campaign, Deferral, Slot
from firstbell.responses.cocoon.queries.sealed import target_of
from firstbell.responses.cocoon.rules import deferring, gates, modes
from firstbell.responses.cocoon.rules.planner import DEFERRED


def defer_cell(*, campaign: str, cell: str, by: Actor, now: datetime) -> None:
    """Leave a whole cell out of a campaign because a door of it must not be visited; no door and no reason is kept."""
    with transaction.atomic():
        row = locked_campaign(campaign)
        slot = row.slots.filter(cell__code=cell).first()
        if slot is None:
            raise Refused(f"{cell} is not in {campaign}.", "Look at the campaign's cells.")
        _defer(row, slot, by, now)
        audit.record(by=by, now=now, action="cocoon.cell_deferred", subject=campaign)


def defer_operation(*, reference: str, by: Actor, now: datetime) -> None:
    """The same for whoever knows the operation and not its cell: the seal is opened by the machine and shown to nobody.

    The operation ends. A cell whose visits have begun, or that is in no campaign, stays as it is.
    """
    with transaction.atomic():
        row = locked_operation(reference)
        gates.may_end(standing_of(row))
        slots = Slot.objects.filter(cell__homes__uprn=target_of(row).uprn, cell__homes__halo=False, deferral=None)
        for slot in slots.filter(campaign__status__in=(modes.DRAWN, modes.RUNNING, modes.PAUSED)).distinct():
            try:
                _defer(locked_campaign(slot.campaign.reference), slot, by, now)
            except Refused:
                continue
        end(row, gates.DEFERRED, now)
        audit.record(by=by, now=now, action="cocoon.operation_deferred", subject=reference)


def _defer(row: Campaign, slot: Slot, by: Actor, now: datetime) -> None:
    deferring.may_defer(status=row.status, arm=slot.arm, day=slot.day, visited=slot.visits.count(), on=london_date(now))
    Deferral.objects.get_or_create(slot=slot, defaults={"asked_by": by.name, "at": now})
    Slot.objects.filter(pk=slot.pk).update(arm=DEFERRED)
