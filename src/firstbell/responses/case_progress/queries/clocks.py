"""What victims are still to be told, and whether they were told in time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, Min, OuterRef, Q

from firstbell.pure.actor import Actor
from firstbell.registers.incidents import queries as incidents
from firstbell.responses.case_progress.models import About, KeyEvent
from firstbell.responses.case_progress.queries.standing import of_force
from firstbell.responses.case_progress.rules.clocks import state


@dataclass(frozen=True, slots=True)
class Clock:
    """A key event and how its clock stands: due, overdue, met, or met late. ``told_at`` is when the victim was first
    reached about it; ``attempts`` counts those that were about it, reached or not."""

    event: int
    case: str
    kind: str
    on: date
    due_on: date
    told_at: datetime | None
    attempts: int
    state: str


def clocks_running(*, seen_by: Actor, now: datetime) -> tuple[Clock, ...]:
    """What the victims of a force have not been told, due or overdue, what is due first first."""
    mine = of_force(seen_by, incidents.closed_to(seen_by.name), "case__")
    reached = About.objects.filter(event=OuterRef("pk"), attempt__reached=True)
    rows = KeyEvent.objects.filter(mine, ~Exists(reached), struck_at=None)
    return _clocks(rows.values_list("pk", flat=True), now)


def clocks_of(case: str, *, now: datetime) -> tuple[Clock, ...]:
    """Every clock of one case, in order of what is due first; none of those that were struck."""
    return _clocks(KeyEvent.objects.filter(case__reference=case, struck_at=None).values_list("pk", flat=True), now)


def _clocks(numbers: Iterable[int], now: datetime) -> tuple[Clock, ...]:
    rows = (
        KeyEvent.objects.filter(pk__in=numbers)
        .annotate(told_at=Min("attempts__attempt__at", filter=Q(attempts__attempt__reached=True)))
        .order_by("due_on", "pk")
        .select_related("case")
        .prefetch_related("attempts")
    )
    return tuple(
        Clock(
            event=row.pk,
            case=row.case.reference,
            kind=row.kind,
            on=row.on,
            due_on=row.due_on,
            told_at=row.told_at,
            attempts=len(row.attempts.all()),
            state=state(row.due_on, row.told_at, now),
        )
        for row in rows
    )
