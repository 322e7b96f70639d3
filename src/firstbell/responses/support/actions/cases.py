"""Working on a case: needs, goals, tasks and reviews, and closing it with what became of each need."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from django.db import transaction

from firstbell.pure.actor import Actor
from firstbell.pure.periods import london_date
from firstbell.pure.refusal import NotYours
from firstbell.responses.support.actions.shared import locked_case, recorded, step
from firstbell.responses.support.models import Closure, Goal, Need, Review, Task
from firstbell.responses.support.rules import cases as rules
from firstbell.responses.support.rules.cases import NeedAnswer
from firstbell.responses.support.rules.referrals import CLOSED


def record_need(*, referral: str, need: str, text: str = "", on: date, by: Actor, now: datetime) -> None:
    """Something of the list that the client needs, found ``on`` a London day, once a case; ``text`` in their words."""
    with transaction.atomic():
        row = locked_case(referral, by)
        rules.may_record_need(need, row.needs.values_list("need", flat=True), on, london_date(now))
        Need.objects.create(referral=row, need=need, text=text.strip(), on=on, by=by.name, recorded_at=now)
        recorded("need_recorded", referral, by, now)


def set_goal(*, referral: str, need: str, text: str, by: Actor, now: datetime) -> int:
    """What the client aims at, for a need that is recorded; the number of the goal."""
    rules.may_set_goal(text)
    with transaction.atomic():
        row = locked_case(referral, by)
        towards = row.needs.filter(need=need).first()
        if towards is None:
            raise NotYours(f"{referral} has no such need.", "Record it first.")
        goal = Goal.objects.create(towards=towards, text=text.strip(), by=by.name, recorded_at=now)
        recorded("goal_set", referral, by, now, goal=goal.pk)
    return goal.pk


def set_task(*, referral: str, goal: int, owner: str, text: str, due_on: date, by: Actor, now: datetime) -> int:
    """What somebody of the list of owners does towards a goal, by a London day; the number of the task."""
    rules.may_set_task(owner, text, due_on, london_date(now))
    with transaction.atomic():
        row = locked_case(referral, by)
        aim = Goal.objects.filter(towards__referral=row, pk=goal).first()
        if aim is None:
            raise NotYours(f"{referral} has no such goal.", "Look at its goals.")
        task = Task.objects.create(goal=aim, owner=owner, text=text.strip(), due_on=due_on, by=by.name, recorded_at=now)
        recorded("task_set", referral, by, now, task=task.pk)
    return task.pk


def finish_task(*, referral: str, task: int, on: date, how: str, by: Actor, now: datetime) -> None:
    """It was done on a London day, and how."""
    with transaction.atomic():
        row = locked_case(referral, by)
        found = Task.objects.filter(goal__towards__referral=row, pk=task).first()
        if found is None:
            raise NotYours(f"{referral} has no such task.", "Look at its tasks.")
        rules.may_finish(found.done_on, on, how, london_date(now))
        found.done_on, found.done_how, found.done_by = on, how.strip(), by.name
        found.save()
        recorded("task_finished", referral, by, now, task=task)


def review_case(*, referral: str, on: date, text: str, review_by: date, by: Actor, now: datetime) -> None:
    """What had changed on a London day, and by when the next review is."""
    rules.may_review(text, on, review_by, london_date(now))
    with transaction.atomic():
        row = locked_case(referral, by)
        Review.objects.create(referral=row, on=on, text=text.strip(), review_by=review_by, by=by.name, recorded_at=now)
        row.review_by = review_by
        row.save()
        recorded("case_reviewed", referral, by, now)


def close_case(
    *,
    referral: str,
    answers: Mapping[str, NeedAnswer],
    outcomes: Collection[str],
    text: str = "",
    by: Actor,
    now: datetime,
) -> None:
    """A client who took part needs no more support: each need has its answer, and the client stated outcomes."""
    with transaction.atomic():
        row = locked_case(referral, by)
        needs = list(row.needs.all())
        rules.may_close([one.need for one in needs], answers, outcomes)
        _answer(needs, answers)
        stated = [one for one in rules.OUTCOMES if one in outcomes]
        Closure.objects.create(referral=row, outcomes=stated, text=text.strip(), by=by.name, recorded_at=now)
        step(row, CLOSED, "", by, now)


def _answer(needs: list[Need], answers: Mapping[str, NeedAnswer]) -> None:
    for row in needs:
        row.answer, row.why = answers[row.need].answer, answers[row.need].why.strip()
    Need.objects.bulk_update(needs, ["answer", "why"])
