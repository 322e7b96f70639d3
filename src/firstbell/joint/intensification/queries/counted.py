"""Results of weeks as figures count them: how many of a kind, and nobody."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from firstbell.joint.intensification.models import Result


@dataclass(frozen=True, slots=True)
class ResultCounted:
    """So many of a kind on a London day, in a week of a force; ``area`` is "" for a week of the whole force."""

    force: str
    area: str
    on: date
    kind: str
    many: int


def results_counted() -> Iterator[ResultCounted]:
    """Every result that was not struck."""
    rows = Result.objects.filter(struck_at=None).order_by("pk")
    return (ResultCounted(*row) for row in rows.values_list("week__force", "week__area", "on", "kind", "many"))
