"""Tasks as their team sees them, without the list; and results day by day, for whoever plans and for teams."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from firstbell.joint.intensification.models import Task, Team, Week
from firstbell.joint.intensification.queries.lists import name_of
from firstbell.joint.intensification.queries.standing import closed, number_of
from firstbell.joint.intensification.queries.weeks import WeekLine
from firstbell.pure.actor import Actor
from firstbell.registers.incidents import queries as incidents


@dataclass(frozen=True, slots=True)
class TaskForTeam:
    """A task of the reader's own team. ``name`` and ``incident`` are of the accepted name that it is about, ``""``
    otherwise: no place, no score and nobody else of the list."""

    number: int
    week: str
    team: str
    kind: str
    about: str
    name: str
    incident: str
    text: str
    due_on: date
    done_at: datetime | None
    done_how: str


@dataclass(frozen=True, slots=True)
class TaskOfWeek:
    """A task as whoever plans the week sees it. ``listed`` is the number of a name on the list, or None."""

    number: int
    team: str
    kind: str
    about: str
    listed: int | None
    text: str
    due_on: date
    by: str
    done_at: datetime | None
    done_by: str
    done_how: str


@dataclass(frozen=True, slots=True)
class ResultShown:
    """A result as it was recorded; ``struck_why`` is ``""`` for one that stands."""

    number: int
    on: date
    kind: str
    many: int
    by: str
    struck_why: str


@dataclass(frozen=True, slots=True)
class Results:
    """What came of a week: ``total`` and each of ``days`` by kind, without what was struck. No two kinds are summed."""

    week: str
    total: dict[str, int]
    days: dict[date, dict[str, int]]
    entries: tuple[ResultShown, ...]


def tasks_of_my_teams(*, seen_by: Actor) -> tuple[TaskForTeam, ...]:
    """Tasks of every team that the reader is in, what is open and due first first."""
    shut = incidents.closed_to(seen_by.name)
    mine = [team.pk for team in _teams(seen_by) if seen_by.name in team.members]
    rows = Task.objects.filter(team__in=mine).select_related("team__week", "listed").order_by("due_on", "pk")
    open_to = [row for row in rows if not (row.listed and closed(row.listed, shut))]
    known = incidents.facts_many({row.listed.incident_id for row in open_to if row.listed})
    found = []
    for row in sorted(open_to, key=lambda row: row.done_at is not None):
        facts = known.get(row.listed.incident_id) if row.listed else None
        found.append(
            TaskForTeam(
                number=row.pk,
                week=row.team.week.reference,
                team=row.team.called,
                kind=row.kind,
                about=row.about,
                name=name_of(facts, row.listed.person_id) if row.listed else "",
                incident=facts.reference if facts else "",
                text=row.text,
                due_on=row.due_on,
                done_at=row.done_at,
                done_how=row.done_how,
            )
        )
    return tuple(found)


def weeks_of_my_teams(*, seen_by: Actor) -> tuple[WeekLine, ...]:
    """Every week in a team of which the reader is, the newest first; one that is not frozen has no tasks yet."""
    mine = {team.week_id for team in _teams(seen_by) if seen_by.name in team.members}
    rows = Week.objects.filter(pk__in=mine).order_by("-first_day", "-pk")
    return tuple(WeekLine(*row) for row in rows.values_list(*WeekLine.__dataclass_fields__))


def tasks_of_week(reference: str, *, seen_by: Actor) -> tuple[TaskOfWeek, ...]:
    """NotYours for another force's week. A task about a name that is closed to the reader is left out."""
    row = Week.objects.get(pk=number_of(reference, seen_by))
    shut = incidents.closed_to(seen_by.name)
    tasks = Task.objects.filter(team__week=row).select_related("team", "listed").order_by("due_on", "pk")
    return tuple(
        TaskOfWeek(
            number=one.pk,
            team=one.team.called,
            listed=one.listed.number if one.listed else None,
            **{name: getattr(one, name) for name in ("kind", "about", "text", "due_on", "by")},
            **{name: getattr(one, name) for name in ("done_at", "done_by", "done_how")},
        )
        for one in tasks
        if not (one.listed and closed(one.listed, shut))
    )


def results(reference: str, *, seen_by: Actor) -> Results:
    """NotYours for another force's week."""
    row = Week.objects.get(pk=number_of(reference, seen_by))
    entries = list(row.results.order_by("on", "pk"))
    days: dict[date, Counter[str]] = {}
    for one in entries:
        if one.struck_at is None:
            days.setdefault(one.on, Counter())[one.kind] += one.many
    return Results(
        week=row.reference,
        total=dict(sum(days.values(), Counter())),
        days={on: dict(counted) for on, counted in days.items()},
        entries=tuple(ResultShown(one.pk, one.on, one.kind, one.many, one.by, one.struck_why) for one in entries),
    )


def _teams(seen_by: Actor) -> list[Team]:
    return list(Team.objects.filter(week__force=seen_by.code)) if seen_by.kind == "force" else []
