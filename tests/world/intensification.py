"""An intensification week from Monday 23 November 2026 in a force whose suspects came to notice in the months before.

Reed was reported four times, of two victims; Shaw once; Lowe accuses and is accused. Linkage has recognised them all.
"""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from firstbell.joint.intensification import actions, queries
from firstbell.pure.actor import Actor
from firstbell.pure.policy import ForcePolicy
from firstbell.registers.linkage import jobs as linkage
from world.area import Area, at
from world.cast import CAST
from world.feed import Json, incident, party, suspect
from world.invented_harm import TEXT

PLANNER, SUPERVISOR, TEAM = (
    Actor(CAST[name].email, "force:staffordshire") for name in ("week_planner", "week_supervisor", "week_team")
)
ELSEWHERE = Actor(CAST["desk_elsewhere"].email, "force:west-mercia")
JOB = Actor("job:judge weeks", "force:staffordshire")
NOW = at("2026-11-18 10:00")
"""Wednesday of the week before, when it is planned."""
FIRST, LAST = date(2026, 11, 23), date(2026, 11, 27)
START = at("2026-11-23 08:00")
MIDWEEK = at("2026-11-25 17:00")
WHY = "Three reports since August, and bail conditions that nobody has checked."

REED: Json = {"forenames": "Daniel", "surname": "Reed", "date_of_birth": "1990-05-06", "nominal": "N100"}
SHAW: Json = {"forenames": "Carl", "surname": "Shaw", "date_of_birth": "1985-01-02", "nominal": "N200"}
LOWE: Json = {"forenames": "Robin", "surname": "Lowe", "date_of_birth": "1988-03-04", "nominal": "N300"}
AMY: Json = {"nominal": "N900"}
BEA: Json = {"forenames": "Bea", "surname": "Holt", "date_of_birth": "1993-09-09", "nominal": "N901"}


def report(
    folder: Path, reference: str, when: str, *people: Json, codes: tuple[str, ...] = ("X2",), **facts: Any
) -> None:
    """One report, taken in an hour later."""
    moment = at(when)
    document = incident(
        reference, reported=moment.isoformat(), parties=list(people), offence_codes=list(codes), **facts
    )
    Area(folder).incidents(document, now=moment + timedelta(hours=1))


def reported(folder: Path) -> None:
    """Everything that was reported before the week, and who is who in it."""
    reed = suspect(**REED)
    report(folder, "STF/1", "2026-08-03 22:00", party(**AMY), reed)
    report(folder, "STF/2", "2026-09-14 22:00", party(**AMY), reed, codes=("X2", "99Z"))
    report(folder, "STF/3", "2026-10-20 22:00", party(**BEA), reed, codes=("X3",))
    report(folder, "STF/4", "2026-11-10 22:00", party(**AMY), reed, codes=())
    report(folder, "STF/5", "2026-06-01 22:00", party(**BEA), suspect(**SHAW))
    report(folder, "STF/6", "2026-11-01 22:00", party(role="both", **LOWE), suspect(**SHAW, role="both"), codes=("X1",))
    report(folder, "STF/7", "2026-11-02 22:00", party(**AMY), suspect(**LOWE), codes=("X1",))
    recognised()


def recognised(now: datetime = NOW) -> None:
    """Linkage's night: who is one person across incidents."""
    while linkage.identify_people(
        by=Actor("job:identify people", "force:staffordshire"), now=now, policy=ForcePolicy()
    ):
        pass


def planned(**more: Any) -> str:
    asked = {
        "title": "Sixteen days",
        "objectives": ["Every outstanding suspect looked for"],
        "first_day": FIRST,
        "last_day": LAST,
        "by": PLANNER,
        "now": NOW,
    } | more
    return actions.plan_week(**asked)


def loaded() -> None:
    actions.load_harm_weights(text=TEXT, by=PLANNER, now=NOW)


def drawn(**more: Any) -> str:
    """A week with its list, drawn by the planner from whatever was reported."""
    loaded()
    week = planned(**more)
    actions.draw_list(week=week, most=10, by=PLANNER, now=NOW)
    return week


def decided(week: str, *refused: str, now: datetime = NOW) -> str:
    """Every name accepted by the supervisor but those of these surnames."""
    shown = queries.week_list(week, seen_by=SUPERVISOR)
    for one in (*shown.names, *shown.apart):
        accepted = not any(one.name.endswith(name) for name in refused)
        actions.decide_name(week=week, number=one.number, accepted=accepted, why=WHY, by=SUPERVISOR, now=now)
    return week


def frozen(*refused: str) -> str:
    """A week whose list is drawn, decided on and frozen on its first morning, with a team."""
    week = decided(drawn(), *refused)
    actions.add_team(week=week, called="North", members=[TEAM.name], by=PLANNER, now=NOW)
    actions.freeze_list(week=week, by=SUPERVISOR, now=START)
    return week


def team_of(week: str) -> int:
    return queries.week(week, seen_by=PLANNER).teams[0].number


def number_of(week: str, surname: str, seen_by: Actor = PLANNER) -> int:
    shown = queries.week_list(week, seen_by=seen_by)
    return next(one.number for one in (*shown.names, *shown.apart) if one.name.endswith(surname))


def worked_on(now: datetime) -> str:
    """A week from tomorrow, drawn now from whatever is on file, with a task and an arrest about its first name."""
    loaded()
    first = now.date() + timedelta(days=1)
    week = planned(first_day=first, last_day=first, now=now)
    actions.draw_list(week=week, most=10, by=PLANNER, now=now)
    team = actions.add_team(week=decided(week), called="North", members=[TEAM.name], by=PLANNER, now=now)
    actions.freeze_list(week=week, by=SUPERVISOR, now=now)
    about: Json = {"kind": "listed", "listed": 1, "text": "Find him.", "due_on": first}
    task = actions.set_task(week=week, team=team, **about, by=PLANNER, now=now)
    actions.record_result(week=week, kind="arrest", on=first, task=task, by=TEAM, now=now + timedelta(days=1))
    return week
