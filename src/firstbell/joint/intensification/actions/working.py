"""What teams are given to do, and what came of each day."""

from datetime import date, datetime

from django.db import transaction

from firstbell.joint.intensification.actions.shared import locked_week, note
from firstbell.joint.intensification.models import Listed, Result, Task, Week
from firstbell.joint.intensification.queries.standing import accepted_of, closed, standing_of
from firstbell.joint.intensification.rules import weeks, working
from firstbell.pure.actor import Actor
from firstbell.pure.periods import london_date
from firstbell.pure.refusal import NotYours
from firstbell.registers.incidents import queries as incidents


def set_task(
    *,
    week: str,
    team: int,
    kind: str,
    text: str,
    due_on: date,
    listed: int | None = None,
    about: str = "",
    by: Actor,
    now: datetime,
) -> int:
    """Something for a team to do on a day of the week, and its number, given by somebody with a name.

    ``listed`` is the number of an accepted name, for a task of that kind only; ``about`` a reference. Refused before
    the list is frozen, and about a name that was refused.
    """
    with transaction.atomic():
        row = locked_week(week, by)
        weeks.may_work(standing_of(row))
        name = _name(row, listed, by)
        working.may_set(
            kind,
            text,
            accepted=accepted_of(name) if name else None,
            due_on=due_on,
            first_day=row.first_day,
            last_day=row.last_day,
        )
        group = row.teams.filter(pk=team).first()
        if group is None:
            raise NotYours(f"{week} has no such team.", "Look at its teams.")
        made = Task.objects.create(
            team=group, kind=kind, listed=name, about=about.strip(), text=text.strip(), due_on=due_on, by=by.name,
            recorded_at=now,
        )  # fmt: skip
        note("task_set", week, by, now, task=made.pk, kind=kind)
    return made.pk


def finish_task(*, week: str, task: int, how: str, by: Actor, now: datetime) -> None:
    """A task of the team of ``by`` is done, and how. NotYours for another team's."""
    with transaction.atomic():
        row = locked_week(week, by)
        found = Task.objects.filter(team__week=row, pk=task).select_related("team").first()
        if found is None or by.name not in found.team.members:
            raise NotYours(f"{week} has no such task.", "Look at your team's tasks.")
        working.may_finish(found.done_at is not None, how)
        found.done_at, found.done_by, found.done_how = now, by.name, how.strip()
        found.save()
        note("task_done", week, by, now, task=task)


def record_result(
    *, week: str, kind: str, on: date, many: int = 1, task: int | None = None, by: Actor, now: datetime
) -> int:
    """So many of a kind on a London day, by somebody of a team of the week; the result's number.

    ``task`` is one of their team's about a name on the list, where the result is of that person. An arrest and a charge
    are two results, each recorded when it happens.
    """
    with transaction.atomic():
        row = locked_week(week, by)
        weeks.may_work(standing_of(row))
        name = _of_team(row, task, by)
        working.may_record(
            kind,
            many,
            on,
            of_listed=name is not None,
            first_day=row.first_day,
            last_day=row.last_day,
            today=london_date(now),
        )
        made = Result.objects.create(week=row, on=on, kind=kind, many=many, listed=name, by=by.name, recorded_at=now)
        note("result_recorded", week, by, now, result=made.pk, kind=kind, many=many, on=on.isoformat())
    return made.pk


def strike_result(*, week: str, result: int, why: str, by: Actor, now: datetime) -> None:
    """A result that never was. It stays, with why, and counts no more. NotYours for whoever is in no team."""
    with transaction.atomic():
        row = locked_week(week, by)
        _of_team(row, None, by)
        found = row.results.filter(pk=result).first()
        if found is None:
            raise NotYours(f"{week} has no such result.", "Look at its results.")
        working.may_strike(found.struck_at is not None, why)
        found.struck_at, found.struck_by, found.struck_why = now, by.name, why.strip()
        found.save()
        note("result_struck", week, by, now, result=result)


def _name(row: Week, number: int | None, by: Actor) -> Listed | None:
    if number is None:
        return None
    found = row.listed.filter(number=number).first()
    if found is None or closed(found, incidents.closed_to(by.name)):
        raise NotYours(f"{row.reference} has no such name.", "Look at its list.")
    return found


def _of_team(row: Week, task: int | None, by: Actor) -> Listed | None:
    """The name that a task is about, if any. NotYours unless ``by`` is in a team, and the task is that team's."""
    mine = [team for team in row.teams.all() if by.name in team.members]
    if not mine:
        raise NotYours(f"You are in no team of {row.reference}.", "Ask whoever plans it.")
    if task is None:
        return None
    found = Task.objects.filter(team__in=mine, pk=task).select_related("listed").first()
    if found is None:
        raise NotYours(f"{row.reference} has no such task.", "Look at your team's tasks.")
    return found.listed
