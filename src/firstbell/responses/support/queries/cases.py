"""What a case is worked with, as its service reads it, and what is due in a service's cases."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Prefetch, QuerySet

from firstbell.pure.actor import Actor
from firstbell.pure.periods import london_date
from firstbell.responses.support.models import Closure, Goal, Need, Referral, Task
from firstbell.responses.support.queries.whose import number_of, of_service
from firstbell.responses.support.rules.cases import state
from firstbell.responses.support.rules.referrals import WORKED

AHEAD = timedelta(days=7)
"""How long before its day a review shows among those that are due."""


@dataclass(frozen=True, slots=True)
class TaskShown:
    """``done_on`` is None for what is yet to be done."""

    task: int
    owner: str
    text: str
    due_on: date
    done_on: date | None
    done_how: str


@dataclass(frozen=True, slots=True)
class GoalShown:
    goal: int
    text: str
    tasks: tuple[TaskShown, ...]


@dataclass(frozen=True, slots=True)
class NeedShown:
    """A need in the order of its day. ``answer`` and ``why`` are "" until the case is closed."""

    need: str
    text: str
    on: date
    answer: str
    why: str
    goals: tuple[GoalShown, ...]


@dataclass(frozen=True, slots=True)
class ReviewShown:
    on: date
    text: str
    review_by: date
    by: str


@dataclass(frozen=True, slots=True)
class ClosureShown:
    outcomes: tuple[str, ...]
    text: str
    by: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class ActionPlan:
    """Needs, goals and tasks of a case, its reviews, the latest first, and how it was closed, None while it is not."""

    referral: str
    needs: tuple[NeedShown, ...]
    reviews: tuple[ReviewShown, ...]
    review_by: date | None
    closure: ClosureShown | None


@dataclass(frozen=True, slots=True)
class TaskDue:
    """A task that is not done, in a case that somebody works on: due or overdue."""

    task: int
    referral: str
    worker: str
    need: str
    owner: str
    text: str
    due_on: date
    state: str


@dataclass(frozen=True, slots=True)
class ReviewDue:
    """A case whose next review is within a week, or overdue."""

    referral: str
    worker: str
    review_by: date
    state: str


def action_plan(referral: str, *, seen_by: Actor) -> ActionPlan:
    """Of one referral to their service. NotYours for any other."""
    row = Referral.objects.get(pk=number_of(referral, seen_by))
    goals = Goal.objects.order_by("pk").prefetch_related(Prefetch("tasks", Task.objects.order_by("due_on", "pk")))
    needs = row.needs.order_by("on", "pk").prefetch_related(Prefetch("goals", goals))
    reviews = row.reviews.order_by("-on", "-pk").values_list(*ReviewShown.__dataclass_fields__)
    return ActionPlan(
        referral=referral,
        needs=tuple(map(_need, needs)),
        reviews=tuple(ReviewShown(*one) for one in reviews),
        review_by=row.review_by,
        closure=_closure(row),
    )


def tasks_due(*, seen_by: Actor, now: datetime, worker: str = "") -> tuple[TaskDue, ...]:
    """What has yet to be done in cases of their service, what is due first first; of one worker, or all."""
    rows = Task.objects.filter(goal__towards__referral__in=_cases(seen_by, worker), done_on=None)
    referral = "goal__towards__referral__"
    columns = ("pk", f"{referral}reference", f"{referral}worker", "goal__towards__need", "owner", "text", "due_on")
    shown = rows.order_by("due_on", "pk").values_list(*columns)
    today = london_date(now)
    return tuple(
        TaskDue(task, reference, named, need, owner, text, due_on, state(due_on, today))
        for task, reference, named, need, owner, text, due_on in shown
    )


def reviews_due(*, seen_by: Actor, now: datetime, worker: str = "") -> tuple[ReviewDue, ...]:
    """Cases of their service to be reviewed within a week, the longest overdue first; of one worker, or all."""
    today = london_date(now)
    rows = _cases(seen_by, worker).filter(review_by__lte=today + AHEAD).order_by("review_by", "pk")
    shown = rows.values_list("reference", "worker", "review_by")
    return tuple(
        ReviewDue(reference, named, day, state(day, today)) for reference, named, day in shown if day is not None
    )


def _cases(seen_by: Actor, worker: str) -> QuerySet[Referral]:
    rows = Referral.objects.filter(of_service(seen_by), status__in=WORKED)
    return rows.filter(worker=worker) if worker else rows


def _need(row: Need) -> NeedShown:
    goals = tuple(GoalShown(goal.pk, goal.text, tuple(map(_task, goal.tasks.all()))) for goal in row.goals.all())
    return NeedShown(row.need, row.text, row.on, row.answer, row.why, goals)


def _task(row: Task) -> TaskShown:
    return TaskShown(row.pk, row.owner, row.text, row.due_on, row.done_on, row.done_how)


def _closure(row: Referral) -> ClosureShown | None:
    found = Closure.objects.filter(referral=row).first()
    return ClosureShown(tuple(found.outcomes), found.text, found.by, found.recorded_at) if found else None
