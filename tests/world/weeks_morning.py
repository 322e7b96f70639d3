"""The Monday morning with an intensification week that begins today, frozen and worked on, one being decided, one over.

``main`` adds it to the home that ``world.monday`` made; whoever calls it sets Django up first.
"""

import json
from datetime import timedelta
from typing import Any

from firstbell.config import env
from firstbell.joint.intensification import actions, queries
from firstbell.pure.policy import ForcePolicy
from firstbell.registers.incidents import queries as incidents
from world.area import Area, at
from world.feed import incident, party, suspect
from world.intensification import JOB, PLANNER, SUPERVISOR, TEAM, decided, loaded, planned, recognised
from world.monday import MORNING

REPORTED = at("2026-11-05 22:00")
DRAWN = at("2026-11-20 15:00")
"""Friday afternoon, when lists were drawn and decided on."""
TODAY = MORNING.date()
BY: dict[str, Any] = {"by": PLANNER, "now": DRAWN}


def build(area: Area) -> dict[str, Any]:
    """By name, one thing of each kind that a page of weeks can show."""
    for number, name in enumerate(("Reed", "Shaw", "Lowe"), 1):
        reported(area, f"STF/2026/00009{number}0", name)
    both(area)
    recognised(DRAWN)
    loaded()
    waits = planned(
        title="Winter nights", first_day=TODAY + timedelta(days=7), last_day=TODAY + timedelta(days=9), **BY
    )
    actions.draw_list(week=waits, most=10, **BY)
    actions.add_team(week=waits, called="South", members=[TEAM.name], **BY)
    return {"week_waits": waits, "week_number": 1, "week_over": over(), **worked()}


def reported(area: Area, reference: str, name: str) -> None:
    """One man accused by one woman; Reed again by another."""
    people = [party(nominal=f"V/{name}"), suspect(surname=name, nominal=f"S/{name}")]
    document = incident(reference, reported=REPORTED.isoformat(), parties=people, offence_codes=["X2", "99Z"])
    area.incidents(document, now=REPORTED + timedelta(hours=1))
    assert incidents.find("staffordshire", reference)


def both(area: Area) -> None:
    """Somebody who accuses and is accused."""
    people = [
        party(role="both", surname="Marsh", nominal="B/1"),
        suspect(surname="Shaw", nominal="S/Shaw", role="both"),
    ]
    document = incident("STF/2026/0000999", reported=REPORTED.isoformat(), parties=people, offence_codes=["X1"])
    area.incidents(document, now=REPORTED + timedelta(hours=1))


def over() -> str:
    """A week that ended ten days ago, counted this morning."""
    first, before = TODAY - timedelta(days=13), at("2026-11-09 15:00")
    week = planned(title="Early winter", first_day=first, last_day=first + timedelta(days=3), by=PLANNER, now=before)
    actions.draw_list(week=week, most=10, by=PLANNER, now=before)
    decided(week, now=before)
    actions.freeze_list(week=week, by=SUPERVISOR, now=before)
    actions.judge_week(week=week, by=JOB, now=MORNING)
    return week


def worked() -> dict[str, Any]:
    """A week from today: frozen on Friday, with two tasks and a result."""
    week = planned(title="Sixteen days", first_day=TODAY, last_day=TODAY + timedelta(days=4), **BY)
    actions.draw_list(week=week, most=10, **BY)
    team = actions.add_team(week=week, called="North", members=[TEAM.name], **BY)
    decided(week, now=DRAWN)
    actions.freeze_list(week=week, by=SUPERVISOR, now=DRAWN)
    given: dict[str, Any] = {"week": week, "team": team, "due_on": TODAY}
    number = queries.week_list(week, seen_by=PLANNER).names[0].number
    task = actions.set_task(kind="listed", listed=number, text="Look for him at home.", **given, **BY)
    actions.set_task(kind="venue", about="The Example Arms", text="Train the staff at the bar.", **given, **BY)
    result = actions.record_result(week=week, kind="victim_contacted", on=TODAY, many=2, by=TEAM, now=MORNING)
    return {"week": week, "week_task": task, "week_result": result, "week_kind": "listed"}


def main() -> None:
    """Add it, and leave ``weeks.json`` beside it."""
    made = build(Area(env.home(), policy=ForcePolicy(force="staffordshire", desk_emails=("desk@force.example",))))
    (env.home() / "weeks.json").write_text(json.dumps(made), encoding="utf-8")
