"""For every case, after how many days it ended and how: what an estimate by competing risks is made of."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from firstbell.pure.periods import london_date
from firstbell.responses.case_progress.models import Case
from firstbell.responses.case_progress.queries.standing import days_of, stances_of
from firstbell.responses.case_progress.rules.ends import Days, end_of
from firstbell.responses.case_progress.rules.outcomes import CHARGED, codes
from firstbell.responses.case_progress.rules.reviewing import STANDS
from firstbell.responses.case_progress.rules.stages import CHARGE, REPORTED
from firstbell.responses.case_progress.rules.stances import stopped_on

CHUNK = 500


@dataclass(frozen=True, slots=True)
class CaseEnd:
    """``end`` is a key of ``rules.ends.ENDS``; ``days`` from the report until it, or until now for an open case."""

    case: str
    days: int
    end: str


def ends(*, force: str, now: datetime, first_day: date = date.min, last_day: date = date.max) -> Iterator[CaseEnd]:
    """Every case of a force reported from ``first_day`` to ``last_day``, a few hundred at a time."""
    rows = Case.objects.filter(force=force, reported_on__range=(first_day, last_day)).order_by("pk")
    for row in rows.prefetch_related("stages", "stances", "outcomes").iterator(chunk_size=CHUNK):
        found = end_of(_days(row), london_date(now))
        yield CaseEnd(row.reference, found.days, found.end)


def _days(row: Case) -> Days:
    stages = days_of(row)
    return Days(stages[REPORTED], stopped_on(stances_of(row.stances.all())), stages.get(CHARGE), _other(row))


def _other(row: Case) -> date | None:
    """The day of the outcome that stands, unless it is a charge, which is a stage."""
    given = [one for one in row.outcomes.all() if one.status == STANDS]
    latest = max(given, key=lambda one: one.pk, default=None)
    return latest.on if latest and codes()[latest.code].group != CHARGED else None
