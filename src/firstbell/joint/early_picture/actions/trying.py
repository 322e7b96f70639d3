"""Somebody of the hub asks for a household that is closed to them, because it may be about them (decision 27)."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from firstbell.foundations.delivery import actions as delivery
from firstbell.joint.early_picture.actions.opening import who_hears
from firstbell.joint.early_picture.actions.shared import recorded
from firstbell.joint.early_picture.models import Try
from firstbell.joint.early_picture.queries.whose import closed_households
from firstbell.pure.actor import Actor
from firstbell.pure.periods import london_date
from firstbell.pure.policy import ForcePolicy


def note_try(*, of: str, by: Actor, now: datetime, policy: ForcePolicy) -> int:
    """Count that they asked, leave an entry, and tell the named people, once a day; to them it does not exist.

    ``of`` is what they asked for: the reference of a household or a matter, or the number of a question. How many
    households of that are closed to them; 0 where there is nothing, or where it is not theirs for another reason.
    """
    with transaction.atomic():
        closed = closed_households(of, seen_by=by)
        for number in sorted(closed):
            _note(number, by, now, policy)
    return len(closed)


def _note(household: int, by: Actor, now: datetime, policy: ForcePolicy) -> None:
    row, _ = Try.objects.get_or_create(household_id=household, reader=by.name.lower(), defaults={"tried_at": now})
    Try.objects.filter(pk=row.pk).update(tries=F("tries") + 1, tried_at=now)
    reference = row.household.reference
    recorded("closed_tried", reference, by, now)
    key = f"early-picture-{reference}-tried-{row.pk}-{london_date(now):%Y%m%d}"
    told = who_hears(policy, by.name)
    delivery.queue_to_each(to=told, key=key, template="hub_tried", reference=reference, by=by, now=now)
