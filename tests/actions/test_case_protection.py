"""Risk and protection in a case: who may do what, and that nothing is ever overwritten."""

from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from firstbell.foundations.audit.queries import entries
from firstbell.foundations.audit.rules import Sought
from firstbell.pure.actor import Actor
from firstbell.pure.refusal import NotYours, Refused
from firstbell.responses.case_progress import actions, queries
from firstbell.responses.case_progress.models import Assessment, Breach, Item, Research
from firstbell.responses.case_progress.rules.risk import GRADES
from world import case_progress as world
from world.area import at
from world.case_progress import ELSEWHERE, NOW, OFFICER, SUPERVISOR, WHY, breach, order

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(tmp_path: Path) -> str:
    return world.opened(tmp_path)


def trail(subject: str) -> list[str]:
    return [entry.action for entry in entries(Sought(subject=subject), most=99)][::-1]


def assess(case: str, grade: str = "high", when: str = "2027-01-12 10:00", **more: Any) -> None:
    form: dict[str, Any] = {"tool": "dash", "version": "2009", "answers": {"q1": "yes", "q2": "not_asked"}}
    asked = form | {"assessed_at": at(when), "by": OFFICER, "now": NOW} | more
    actions.record_assessment(case=case, grade=grade, **asked)


def test_the_same_answers_are_stored_with_every_grade_and_the_latest_counts(case: str) -> None:
    for hour, grade in enumerate(GRADES, 10):
        assess(case, grade, f"2027-01-12 {hour}:00")
    found = queries.assessments(case, seen_by=OFFICER)
    assert [one.grade for one in found] == ["high", "medium", "standard"]
    assert {tuple(one.answers.items()) for one in found} == {(("q1", "yes"), ("q2", "not_asked"))}
    assert trail(case)[1:] == ["case.risk_assessed"] * 3


def test_a_supervisor_grades_the_latest_again_and_both_grades_stay(case: str) -> None:
    with pytest.raises(Refused, match="No risk is assessed"):
        actions.grade_again(case=case, grade="high", by=SUPERVISOR, now=NOW)
    assess(case, "medium")
    with pytest.raises(Refused, match="cannot be its supervisor"):
        actions.grade_again(case=case, grade="medium", by=OFFICER, now=NOW)
    with pytest.raises(Refused, match="not written out"):
        actions.grade_again(case=case, grade="high", by=SUPERVISOR, now=NOW)
    actions.grade_again(case=case, grade="medium", by=SUPERVISOR, now=NOW)
    actions.grade_again(case=case, grade="high", why=WHY, by=SUPERVISOR, now=NOW)
    (found,) = queries.assessments(case, seen_by=OFFICER)
    assert (found.grade, found.by) == ("medium", OFFICER.name)
    assert [(one.grade, one.why) for one in found.second_grades] == [("medium", ""), ("high", WHY)]


def test_a_report_cannot_be_moved_past_its_assessment(case: str) -> None:
    assess(case)
    with pytest.raises(Refused, match="Something in the case is of 12 January 2027"):
        actions.correct_stage(case=case, stage="reported", on=world.day(13), why=WHY, by=SUPERVISOR, now=NOW)


def test_a_case_of_another_force_is_not_assessed_nor_shown(case: str) -> None:
    with pytest.raises(NotYours):
        assess(case, by=ELSEWHERE)
    assert not Assessment.objects.exists()
    with pytest.raises(NotYours):
        queries.assessments(case, seen_by=ELSEWHERE)


def test_a_notice_ends_when_a_court_must_hear_of_it_and_an_order_follows(case: str) -> None:
    notice = order(case, "dvpn", "2027-01-15 10:00")
    made = order(case, "dvpo", "2027-01-18 09:00", ends_at=at("2027-02-10 00:00"), follows=notice)
    first, second = queries.orders(case, seen_by=OFFICER, now=NOW)
    assert first.hear_by == first.entries[0].ends_at == at("2027-01-18 10:00")
    assert (second.order, second.follows, second.hear_by) == (made, notice, None)
    assert (first.in_force, second.in_force) == (False, True)
    with pytest.raises(Refused, match="end before it starts"):
        order(case, "bail", "2027-01-18 09:00", ends_at=at("2027-01-17 09:00"))
    with pytest.raises(Refused, match="followed by a DVPO"):
        order(case, "bail", "2027-01-18 09:00", follows=notice)


def test_a_variation_and_a_discharge_are_entries_and_nothing_is_overwritten(case: str) -> None:
    number = order(case, "bail", "2027-01-12 09:00")
    vary = {"case": case, "order": number, "why": WHY, "by": SUPERVISOR, "now": NOW}
    actions.vary_order(**vary, at=at("2027-01-14 09:00"), conditions=["No calls"])
    actions.discharge_order(**vary, at=at("2027-01-16 09:00"))
    (found,) = queries.orders(case, seen_by=OFFICER, now=NOW)
    assert [(one.conditions, one.ends_at, one.why) for one in found.entries] == [
        (("Stay away", "Sleep at his mother's"), None, ""), (("No calls",), None, WHY),
        ((), at("2027-01-16 09:00"), WHY),
    ]  # fmt: skip
    assert not found.in_force
    with pytest.raises(Refused, match="had ended"):
        actions.vary_order(**vary, at=at("2027-01-17 09:00"), conditions=["No calls"])
    assert trail(case)[1:] == ["case.order_recorded", "case.order_varied", "case.order_discharged"]


def test_a_breach_is_of_a_condition_that_the_order_had_at_that_time(case: str) -> None:
    number = order(case, "bail", "2027-01-12 09:00", ends_at=at("2027-01-20 09:00"))
    actions.vary_order(
        case=case, order=number, at=at("2027-01-14 09:00"), conditions=["No calls"], ends_at=at("2027-01-20 09:00"),
        why=WHY, by=OFFICER, now=NOW,
    )  # fmt: skip
    breach(case, number, "2027-01-13 09:00", "Stay away")
    breach(case, number, "2027-01-15 09:00", "No calls", arrested=False)
    for when, condition, reason in (
        ("2027-01-12 08:59", "Stay away", "made after that"),
        ("2027-01-15 09:00", "Stay away", "no such condition"),
        ("2027-01-20 09:00", "No calls", "had ended"),
    ):
        with pytest.raises(Refused, match=reason):
            breach(case, number, when, condition)
    (found,) = queries.orders(case, seen_by=OFFICER, now=NOW)
    assert [(one.condition, one.arrested) for one in found.breaches] == [("Stay away", True), ("No calls", False)]


def test_an_order_is_of_its_own_case(case: str, tmp_path: Path) -> None:
    theirs = order(world.opened(tmp_path, "STF/2"), "bail", "2027-01-12 09:00")
    with pytest.raises(NotYours):
        breach(case, theirs, "2027-01-13 09:00", "Stay away")
    with pytest.raises(NotYours):
        order(case, "dapo", "2027-01-13 09:00", follows=theirs)
    with pytest.raises(NotYours):
        breach(case, theirs, "2027-01-13 09:00", "Stay away", by=ELSEWHERE)
    assert not Breach.objects.exists()


def research(case: str, item: int, agency: str = "housing", **more: Any) -> None:
    asked = {"text": "Moved in March, rent in arrears.", "knows_family": True, "by": OFFICER, "now": NOW} | more
    actions.record_research(case=case, item=item, agency=agency, **asked)


def test_a_conference_is_called_for_a_day_to_come_and_a_case_is_on_its_agenda_once(case: str) -> None:
    with pytest.raises(Refused, match="is past"):
        world.conference("2027-01-28")
    with pytest.raises(NotYours):
        world.conference(by=Actor("asha@school.example", "establishment:staffordshire"))
    meeting = world.conference()
    world.referred(case, meeting)
    with pytest.raises(Refused, match="already"):
        world.referred(case, meeting)
    with pytest.raises(Refused, match="met on"):
        world.referred(case, meeting, now=at("2027-02-04 09:00"))
    with pytest.raises(NotYours):
        world.referred(case, world.conference(by=ELSEWHERE))
    assert trail(meeting) == ["conference.called"]
    assert trail(case)[1:] == ["case.referred_to_conference"]


def test_the_grade_that_counts_bears_out_a_high_grade(case: str) -> None:
    meeting = world.conference()
    with pytest.raises(Refused, match="not high"):
        world.referred(case, meeting, grounds=["high_grade"])
    assess(case, "high")
    actions.grade_again(case=case, grade="medium", why=WHY, by=SUPERVISOR, now=NOW)
    with pytest.raises(Refused, match="not high"):
        world.referred(case, meeting, grounds=["high_grade"])
    actions.grade_again(case=case, grade="high", by=SUPERVISOR, now=NOW)
    world.referred(case, meeting, grounds=["high_grade", "high_grade"], why="")
    assert Item.objects.get().grounds == ["high_grade"]


def test_each_agency_enters_its_research_once_and_corrects_it_by_a_further_entry(case: str) -> None:
    item = world.referred(case, world.conference())
    research(case, item)
    with pytest.raises(Refused, match="entered already"):
        research(case, item)
    with pytest.raises(IntegrityError), transaction.atomic():
        Research.objects.create(
            item_id=item, agency="housing", text="x", knows_family=True, by=OFFICER.name, recorded_at=NOW
        )
    corrected = {"text": "Moved in April, rent is paid.", "knows_family": False, "by": OFFICER, "now": NOW}
    with pytest.raises(Refused, match="no research of health"):
        actions.correct_research(case=case, item=item, agency="health", why=WHY, **corrected)
    actions.correct_research(case=case, item=item, agency="housing", why=WHY, **corrected)
    assert list(Research.objects.order_by("pk").values_list("knows_family", flat=True)) == [True, False]


def test_a_task_has_an_agency_and_is_done_once_with_how(case: str) -> None:
    item = world.referred(case, world.conference("2027-01-29"))
    with pytest.raises(Refused, match="an agency that owns it"):
        world.task(case, item, "2027-01-29", agency="")
    number = world.task(case, item, "2027-01-29")
    done = {"case": case, "task": number, "on": world.day(29), "by": OFFICER, "now": NOW}
    with pytest.raises(Refused, match="not written out"):
        actions.finish_task(**done, how="")
    actions.finish_task(**done, how="A locksmith came on Friday.")
    with pytest.raises(Refused, match="It was done on"):
        actions.finish_task(**done, how="A locksmith came on Friday.")
    assert trail(case)[-2:] == ["case.task_set", "case.task_finished"]


def test_items_and_tasks_are_of_their_own_case(case: str, tmp_path: Path) -> None:
    other = world.opened(tmp_path, "STF/2")
    item = world.referred(other, world.conference())
    number = world.task(other, item, "2027-02-10")
    with pytest.raises(NotYours):
        research(case, item)
    with pytest.raises(NotYours):
        world.task(case, item, "2027-02-10")
    with pytest.raises(NotYours):
        actions.finish_task(case=case, task=number, on=world.day(29), how=WHY, by=OFFICER, now=NOW)
