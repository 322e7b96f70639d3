"""Visits as figures count them: what became of doors, and of no door in particular."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.db.models.functions import TruncDate

from firstbell.pure.periods import LONDON
from firstbell.responses.cocoon.models import Visit


@dataclass(frozen=True, slots=True)
class DoorsCounted:
    """So many doors of an ``outcome`` on a London day. In which campaign or cell is not told."""

    on: date
    outcome: str
    many: int


def doors_counted() -> Iterator[DoorsCounted]:
    rows = Visit.objects.annotate(on=TruncDate("at", tzinfo=LONDON)).values_list("on", "outcome")
    return (DoorsCounted(*row) for row in rows.annotate(many=Count("pk")).order_by("on", "outcome").iterator())
