"""What the desk and the schools did with a Monday morning, in figures, and how far victims came, by who they are."""

from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow.parquet as parquet
import pytest
from django.conf import settings

from firstbell.pure.actor import Actor
from firstbell.pure.figures.counting import Span
from firstbell.pure.figures.places import Level
from firstbell.pure.figures.tables import Count
from firstbell.registers.incidents import actions as incidents
from firstbell.registers.incidents import queries as registered
from firstbell.reporting.performance import jobs, queries
from firstbell.responses.case_progress import actions as cases
from firstbell.responses.encompass import actions
from firstbell.responses.encompass.queries import effort, for_police
from world import monday, support
from world.area import Area, at
from world.cast import CAST
from world.desk import seat
from world.feed import child, incident, party, suspect

pytestmark = pytest.mark.django_db

JOB = Actor("job:make figures' columns", "force:staffordshire")
DESK = Actor(CAST["desk"].email, "force:staffordshire")
ASHA = Actor(CAST["asha"].email, "establishment:100001")
NOVEMBER = date(2026, 11, 1)
EIGHT, BELL = at("2026-11-23 08:00"), at("2026-11-23 08:30")
NEXT_NIGHT = at("2026-11-24 03:00")


@pytest.fixture
def area(tmp_path: Path) -> Area:
    return monday.build(tmp_path)


def made(area: Area, now: datetime = NEXT_NIGHT) -> None:
    assert jobs.refresh_columns(by=JOB, now=now, policy=area.policy) == 1


def rows(kind: str) -> list[dict[str, Any]]:
    folder = Path(settings.FIRSTBELL_HOME) / "columns" / queries.columns_in_use().reference
    return parquet.read_table(folder / f"{kind}.parquet").to_pylist()


def total(code: str, group: str = "", by: str = "") -> Count:
    found = queries.table_of(code, level=Level.AUTHORITY, span=Span.ending(NOVEMBER, 1), group=by)
    assert not by or len({one.group for one in found.totals}) == len(found.totals)
    return found.total(NOVEMBER, group)


def groups(code: str, by: str) -> dict[str, int]:
    found = queries.table_of(code, level=Level.AUTHORITY, span=Span.ending(NOVEMBER, 1), group=by)
    return {one.group: one.numerator for one in found.totals if one.numerator}


def references(area: Area, status: str = "sent", urn: str = "100001") -> list[str]:
    return [one["reference"] for one in area.notices() if (one["status"], one["establishment_urn"]) == (status, urn)]


def decide(area: Area, number: int, opened: datetime | None, decided: datetime, by: Actor = DESK) -> None:
    """On the question's page, which sending the decision opens once more, or without it."""
    incident_id, person = for_police.child_of(seat("desk"), number)
    for moment in (opened, decided) if opened else ():
        incidents.open_record(
            incident_id=incident_id, what="review", child=person, by=by, now=moment, policy=area.policy
        )
    actions.answer_review(
        number=number, seen=1, urn="100001", reason="The mother said so.", by=by, now=decided, policy=area.policy
    )


def test_a_conflict_that_the_check_found_is_counted_beside_other_holds(area: Area) -> None:
    """The caretaker of one school is a party, and another school has nobody to tell."""
    made(area)
    assert total("conflict_blocks").numerator == 1
    assert groups("conflict_blocks", "kind") == {"establishment": 1}
    held = groups("holds", "held_why")
    assert held["conflict"] == held["no_contact"] == 1
    assert sum(held.values()) == total("holds").numerator


def test_a_conflict_that_a_person_released_stays_counted(area: Area) -> None:
    (blocked,) = [one for one in area.notices() if one["incident_reference"] == "STF/2026/0000031"]
    actions.release_held(reference=blocked["reference"], reason="He left in May.", by=DESK, now=EIGHT)
    area.run(EIGHT + timedelta(minutes=1))
    made(area)
    assert total("conflict_blocks").numerator == 1


def test_acknowledged_before_the_bell_is_not_sent_before_it(area: Area) -> None:
    first, second, *others = references(area)
    for reference, now in ((first, EIGHT), (second, BELL + timedelta(minutes=5))):
        actions.acknowledge_notice(reference=reference, by=ASHA, now=now, policy=area.policy)
    made(area)
    counted = total("acknowledged")
    due = [one for one in rows("notices") if one["acknowledged"] is not None]
    assert (counted.numerator, counted.denominator) == (1, len(due))
    assert len(due) > len(others) > 0
    assert total("before_the_bell").numerator > counted.numerator


def test_a_notice_that_was_withdrawn_before_its_deadline_is_neither_late_nor_unanswered(area: Area) -> None:
    made(area)
    before = total("late").numerator, total("acknowledged").denominator
    (held,) = [one for one in area.notices() if one["incident_reference"] == "STF/2026/0000031"]
    actions.withdraw_notice(
        reference=held["reference"], reason="Another child.", by=DESK, now=EIGHT, policy=area.policy
    )
    made(area, NEXT_NIGHT + timedelta(days=1))
    assert (total("late").numerator, total("acknowledged").denominator) == (before[0] - 1, before[1] - 1)


def test_minutes_at_the_desk_are_those_from_a_pages_opening_to_its_decision(area: Area) -> None:
    """Seven minutes and a half are eight begun ones; an hour and a half is not looking; a command has no page."""
    numbers = [one.number for one in for_police.reviews(seat("desk"), EIGHT) if one.candidates][:4]
    assert len(numbers) == 4
    seven, soon, hours, command = numbers
    decide(area, seven, EIGHT, EIGHT + timedelta(minutes=7, seconds=30))
    decide(area, soon, EIGHT, EIGHT + timedelta(seconds=20))
    decide(area, hours, EIGHT, EIGHT + timedelta(minutes=90))
    decide(area, command, None, EIGHT + timedelta(minutes=10))
    made(area)
    untimed = Counter(one["timed"] for one in rows("notices"))[False]
    counted = total("desk_minutes")
    assert untimed == 2
    assert counted.numerator == 8 + 1
    assert counted.denominator == len(rows("notices")) - untimed


def test_a_look_by_somebody_else_or_at_another_child_is_nobodys_minutes(area: Area) -> None:
    one, other, *_ = (row.number for row in for_police.reviews(seat("desk"), EIGHT) if row.candidates)
    supervisor = Actor(CAST["supervisor"].email, "force:staffordshire")
    incident_id, person = for_police.child_of(seat("desk"), one)
    incidents.open_record(
        incident_id=incident_id, what="review", child=person, by=supervisor, now=EIGHT, policy=area.policy
    )
    decide(area, one, None, EIGHT + timedelta(minutes=5))
    decide(area, other, EIGHT + timedelta(minutes=1), EIGHT + timedelta(minutes=5))
    their, _ = for_police.child_of(seat("desk"), other)
    found = effort.minutes_to_decide([incident_id, their])
    assert sorted(found.values(), key=str) == [4, None]


def test_children_are_counted_a_report_and_each_once(area: Area) -> None:
    """A second report of the same child adds a child found, and no distinct one."""
    again = incident(
        "STF/2026/0000090",
        reported=monday.NIGHT.isoformat(),
        parties=[party(surname="Quinn"), suspect(surname="Quinn")],
        children=[child("C1", "Rosa", "Quinn", monday.BORN, sex="F")],
    )
    nobody = incident("STF/2026/0000091", reported=monday.NIGHT.isoformat(), children=[])
    made(area)
    before = total("distinct_children").numerator
    area.incidents(again, nobody, now=EIGHT)
    area.run(EIGHT + timedelta(minutes=1))
    made(area, NEXT_NIGHT + timedelta(days=1))
    found, distinct = total("children_a_report"), total("distinct_children")
    assert found.denominator == len(rows("reports"))
    assert found.numerator == found.denominator - 1 == len(rows("children"))
    assert (distinct.numerator, distinct.unknown) == (before, 0)
    assert before > 0


def test_a_report_that_nobody_has_looked_at_for_children_is_in_no_mean(area: Area) -> None:
    late = incident("STF/2026/0000092", reported=monday.NIGHT.isoformat())
    area.incidents(late, now=EIGHT)
    made(area)
    assert total("children_a_report").denominator == len(rows("reports")) - 1


def test_a_case_is_told_by_its_victim_and_a_referral_by_the_only_one_of_its_report(area: Area) -> None:
    """Of two victims one is a case's, and nothing says of whom the referral is."""
    old = party("P3", surname="Else", date_of_birth="1950-01-01", sex="M")
    several = incident("STF/2026/0000093", parties=[party(), old, suspect()], children=[])
    area.incidents(several, now=EIGHT)
    number = registered.find("staffordshire", "STF/2026/0000093")
    cases.open_case(incident=number, victim="P3", by=DESK, now=BELL)
    for report in ("STF/2026/0000093", "STF/2026/0000001", ""):
        support.referred(now=BELL, force="staffordshire" if report else "", incident_reference=report)
    made(area)
    assert [(one["stage"], one["sex"], one["age"]) for one in rows("stages")] == [("reported", "M", "65 and over")]
    assert sorted(one["sex"] for one in rows("referrals")) == ["F", "not recorded", "several victims"]
    assert groups("support_reached", "sex") == {}
    assert total("support_reached").denominator == 3
    assert groups("charges", "sex") == {}
