"""Who of the hub asked for a household that is closed to them: for supervisors, and never for whoever asked."""

from dataclasses import dataclass
from datetime import datetime

from firstbell.foundations.accounts.rules.organisations import FORCE
from firstbell.foundations.lists.queries import LongList
from firstbell.joint.early_picture.models import Try
from firstbell.joint.early_picture.queries.whose import closed_to
from firstbell.pure.actor import Actor


@dataclass(frozen=True, slots=True)
class TryShown:
    """Somebody (``reader``, by their sign-in) asked for ``household`` so often, last at ``tried_at``."""

    household: str
    reader: str
    tries: int
    tried_at: datetime


def tries(*, seen_by: Actor) -> LongList[TryShown]:
    """The latest first. Without one's own, and without households that are closed to who asks; for the force's hub."""
    rows = Try.objects.exclude(reader=seen_by.name.lower()).order_by("-tried_at", "-pk")
    named = set(rows.values_list("household", flat=True)) if seen_by.kind == FORCE else set()
    open_to_them = named - closed_to(seen_by, named)
    return LongList(
        rows.filter(household__in=open_to_them).values_list("household__reference", "reader", "tries", "tried_at"),
        lambda row: TryShown(*row),
        orders={"tries": "tries", "tried_at": "tried_at"},
        searched=("household__reference",),
    )
