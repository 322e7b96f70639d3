"""Whoever was on a list is told of it when they ask and two people agree, and forgotten with the report of them."""

from pathlib import Path

import pytest

from firstbell.config import destruction, subject_access
from firstbell.foundations.subject_access.rules.items import WITHHOLD, bearing
from firstbell.joint.intensification import actions, queries
from firstbell.joint.intensification.models import Decision, Listed, Result, Task, Week
from firstbell.registers.incidents import queries as incidents
from world import intensification as world
from world.area import at
from world.intensification import FIRST, MIDWEEK, NOW, PLANNER, START, SUPERVISOR, TEAM

pytestmark = pytest.mark.django_db


@pytest.fixture
def week(tmp_path: Path) -> str:
    """Frozen, with an arrest of Reed out of a task about him."""
    world.reported(tmp_path)
    found = world.frozen()
    asked = {"team": world.team_of(found), "kind": "listed", "listed": world.number_of(found, "Reed")}
    task = actions.set_task(week=found, text="Find him.", due_on=FIRST, **asked, by=PLANNER, now=START)
    actions.record_result(week=found, kind="arrest", on=FIRST, task=task, by=TEAM, now=MIDWEEK)
    return found


def test_whoever_was_on_a_list_is_told_only_when_two_people_agree(week: str) -> None:
    number = incidents.find("staffordshire", "STF/4")
    found = queries.about_listed(number, "P2")
    tables = {item.table for item in found}
    assert tables == {f"intensification.{name}" for name in ("Listed", "Decision", "Task", "Result")}
    assert {item.field for item in found} >= {"measured", "standing", "accepted", "why"}
    assert not {item.field for item in found} & {"identity", "records", "person_id"}
    own = [item for item in found if item.told.own]
    assert {bearing(item.told, asks_for_themselves=True).default for item in own} == {WITHHOLD}
    assert queries.about_listed(number, "P1") == ()
    (holding,) = [one for one in subject_access.HOLDINGS if one.part == "intensification"]
    assert tuple(holding.about(f"{number}:P2")) == found


def test_a_name_goes_with_the_report_that_put_it_on_the_list_and_the_week_stays(week: str) -> None:
    rows = destruction.rows_of_incidents(["staffordshire:STF/4"])
    mine = {name: many for name, many in rows.items() if name.startswith("intensification")}
    assert mine == {f"intensification.{name}": 1 for name in ("Listed", "Decision", "Task", "Result")}
    gone = destruction.forget_incident("staffordshire:STF/4", by=PLANNER, now=at("2034-01-01 09:00"))
    assert {name: many for name, many in gone.items() if name.startswith("intensification")} == mine
    assert (Listed.objects.count(), Decision.objects.count()) == (2, 2)
    assert not Task.objects.exists()
    assert not Result.objects.exists()
    assert Week.objects.count() == 1
    assert queries.week_list(week, seen_by=SUPERVISOR).whole is False


def test_a_report_is_not_old_while_somebody_decides_or_does_something_about_its_name(week: str) -> None:
    number = incidents.find("staffordshire", "STF/4")
    assert number in queries.listed_since(START)
    assert number not in queries.listed_since(at("2027-01-01 09:00"))
    assert incidents.find("staffordshire", "STF/1") not in queries.listed_since(NOW)
