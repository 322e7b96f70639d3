"""What victims are still to be told, and whether they were told in time."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from firstbell.foundations.lists.queries import LongList, each
from firstbell.pure.actor import Actor
from firstbell.pure.periods import london_date
from firstbell.responses.case_progress.models import KeyEvent
from firstbell.responses.case_progress.queries.standing import open_to
from firstbell.responses.case_progress.rules.clocks import DUE, EVENTS, OVERDUE, state, working_days

RUNNING = Q(told_at=None, struck_at=None)
"""Events that happened, and of which the victim has not been told."""


@dataclass(frozen=True, slots=True)
class Clock:
    """A key event and how its clock stands: due, overdue, met, or met late. ``told_at`` is when the victim was first
    reached about it; ``attempts`` counts those that were about it, reached or not; ``working_days`` are left until the
    last day, or are past it where they are below 0."""

    event: int
    case: str
    kind: str
    on: date
    due_on: date
    told_at: datetime | None
    attempts: int
    state: str
    working_days: int


def clocks_running(*, seen_by: Actor, now: datetime) -> LongList[Clock]:
    """What the victims of a force have not been told, due or overdue, what is due first first."""
    today = london_date(now)
    return LongList(
        _events(open_to(seen_by, "case__"), RUNNING),
        lambda row: _clock(row, now),
        narrows={
            "state": {OVERDUE: Q(due_on__lt=today), DUE: Q(due_on__gte=today)},
            "kind": each("kind", EVENTS),
        },
        orders={"on": "on", "due_on": "due_on"},
        searched=("case__reference",),
    )


def clocks_of(case: str, *, now: datetime) -> tuple[Clock, ...]:
    """Every clock of one case, in order of what is due first; none of those that were struck."""
    return tuple(_clock(row, now) for row in _events(Q(case__reference=case, struck_at=None)))


def _events(*which: Q) -> QuerySet[KeyEvent]:
    rows = KeyEvent.objects.filter(*which).order_by("due_on", "pk")
    return rows.select_related("case").prefetch_related("attempts")


def _clock(row: KeyEvent, now: datetime) -> Clock:
    return Clock(
        event=row.pk,
        case=row.case.reference,
        kind=row.kind,
        on=row.on,
        due_on=row.due_on,
        told_at=row.told_at,
        attempts=len(row.attempts.all()),
        state=state(row.due_on, row.told_at, now),
        working_days=working_days(row.due_on, london_date(now)),
    )
