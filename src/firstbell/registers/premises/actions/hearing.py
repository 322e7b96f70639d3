"""Who hears whom, a square at a time."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from firstbell.foundations.audit import actions as audit
from firstbell.pure.actor import Actor
from firstbell.registers.premises.models import HeardThrough, Home, SquareDue
from firstbell.registers.premises.rules.hearing import Heard

BATCH = 5_000


def record_hearing(*, squares: Mapping[int, UUID], pairs: Iterable[Heard], by: Actor, now: datetime) -> int:
    """Put ``pairs`` in the place of all pairs that have a home in one of the squares. Returns how many.

    ``squares`` with the stamps that they had when the homes were read: one whose homes changed meanwhile stays due.
    """
    rows = sorted(pairs)
    with transaction.atomic():
        here = Home.objects.filter(square__in=squares).values("uprn")
        HeardThrough.objects.filter(first_uprn__in=here).delete()
        HeardThrough.objects.filter(second_uprn__in=here).delete()
        kept = (HeardThrough(first_uprn=one.first, second_uprn=one.second, how=one.how) for one in rows)
        HeardThrough.objects.bulk_create(kept, batch_size=BATCH, ignore_conflicts=True)
        for square, stamp in squares.items():
            SquareDue.objects.filter(square=square, stamp=stamp).delete()
        details = {"squares": len(squares), "pairs": len(rows)}
        audit.record(by=by, now=now, action="premises.hearing", subject="homes:hearing", details=details)
    return len(rows)
