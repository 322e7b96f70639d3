"""A case that is worked on: needs, goals, tasks and reviews, and that it is closed with each need answered."""

from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from firstbell.pure.refusal import NotYours, Refused
from firstbell.responses.support import actions, queries
from firstbell.responses.support.rules.cases import NeedAnswer
from world.support import DESK, ELSEWHERE, NOW, TODAY, WORKER, accepted, deeds, engaged, needing, referred

pytestmark = pytest.mark.django_db

DUE = date(2026, 12, 4)
AIM = "A flat of her own that he does not know of."
TEXT = "Ring the housing office about a flat."
MET = {"housing": NeedAnswer("met")}


def aimed(referral: str, need: str = "housing") -> int:
    return actions.set_goal(referral=referral, need=need, text=AIM, by=WORKER, now=NOW)


def task(referral: str, goal: int, due_on: date = DUE) -> int:
    given = {"owner": "worker", "text": TEXT, "due_on": due_on, "by": WORKER, "now": NOW}
    return actions.set_task(referral=referral, goal=goal, **given)


def test_from_a_need_to_its_answer() -> None:
    reference, _ = engaged()
    needing(reference, text="She sleeps at a friend's.")
    number = task(reference, aimed(reference))
    actions.finish_task(
        referral=reference, task=number, on=TODAY, how="They offered her a viewing.", by=WORKER, now=NOW
    )
    actions.review_case(
        referral=reference, on=TODAY, text="She has seen the flat and wants it.", review_by=DUE, by=WORKER, now=NOW
    )
    before = queries.action_plan(reference, seen_by=WORKER)
    assert (before.review_by, before.closure, [one.text for one in before.reviews]) == (
        DUE, None, ["She has seen the flat and wants it."]
    )  # fmt: skip
    ((goal,),) = [one.goals for one in before.needs]
    assert (goal.text, [(one.owner, one.due_on, one.done_on) for one in goal.tasks]) == (AIM, [("worker", DUE, TODAY)])
    actions.close_case(referral=reference, answers=MET, outcomes=["less_alone", "safer"], by=WORKER, now=NOW)
    after = queries.action_plan(reference, seen_by=WORKER)
    assert [(one.need, one.answer) for one in after.needs] == [("housing", "met")]
    assert after.closure
    assert after.closure.outcomes == ("safer", "less_alone")
    assert queries.referral(reference, seen_by=WORKER).status == "closed"
    assert deeds()[:6] == [
        f"support.{what}"
        for what in ("closed", "case_reviewed", "task_finished", "task_set", "goal_set", "need_recorded")
    ]


def test_no_case_is_closed_while_a_need_waits_for_its_answer() -> None:
    reference, _ = engaged()
    needing(reference)
    needing(reference, "money")
    with pytest.raises(Refused, match="Each need is answered"):
        actions.close_case(referral=reference, answers=MET, outcomes=["safer"], by=WORKER, now=NOW)
    assert queries.referral(reference, seen_by=WORKER).status == "engaged"
    assert [one.answer for one in queries.action_plan(reference, seen_by=WORKER).needs] == ["", ""]
    with pytest.raises(Refused, match="is not what can come of it"):
        actions.conclude_referral(reference=reference, into="closed", by=WORKER, now=NOW)


def test_only_a_client_who_took_part_has_a_case_that_is_closed() -> None:
    reference, _ = accepted()
    needing(reference)
    with pytest.raises(Refused, match="cannot become closed"):
        actions.close_case(referral=reference, answers=MET, outcomes=["safer"], by=WORKER, now=NOW)
    assert queries.action_plan(reference, seen_by=WORKER).closure is None


def test_nothing_is_planned_in_a_case_that_nobody_works_on() -> None:
    waits = referred()
    with pytest.raises(Refused, match="not a case that anybody works on"):
        needing(waits)
    done, _ = engaged()
    needing(done)
    actions.close_case(referral=done, answers=MET, outcomes=["safer"], by=WORKER, now=NOW)
    with pytest.raises(Refused, match="not a case that anybody works on"):
        aimed(done)


def test_a_goal_and_a_task_are_of_their_own_case() -> None:
    (mine, _), (other, _) = engaged(), accepted(forenames="Ben")
    needing(mine)
    goal = aimed(mine)
    number = task(mine, goal)
    with pytest.raises(NotYours, match="no such need"):
        aimed(other)
    with pytest.raises(NotYours, match="no such goal"):
        task(other, goal)
    with pytest.raises(NotYours, match="no such task"):
        actions.finish_task(referral=other, task=number, on=TODAY, how="Somebody did it for her.", by=WORKER, now=NOW)


def test_another_service_finds_no_case_here() -> None:
    reference, _ = engaged()
    needing(reference)
    for stranger in (ELSEWHERE, DESK):
        with pytest.raises(NotYours):
            needing(reference, "money", by=stranger)
        with pytest.raises(NotYours):
            queries.action_plan(reference, seen_by=stranger)
        with pytest.raises(NotYours):
            actions.close_case(referral=reference, answers=MET, outcomes=["safer"], by=stranger, now=NOW)
        assert queries.reviews_due(seen_by=stranger, now=NOW + timedelta(days=90)) == ()


def test_what_is_due_and_overdue_in_the_cases_of_one_worker(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    reference, _ = engaged()
    actions.allocate_referral(reference=reference, worker=WORKER.name, by=WORKER, now=NOW)
    needing(reference)
    goal = aimed(reference)
    late, soon = task(reference, goal, TODAY), task(reference, goal)
    tomorrow = NOW + timedelta(days=1)
    for worker, found in (("", 2), (WORKER.name, 2), ("nobody@service.example", 0)):
        with django_assert_num_queries(1):
            due = queries.tasks_due(seen_by=WORKER, now=tomorrow, worker=worker)
        assert [(one.task, one.state) for one in due] == [(late, "overdue"), (soon, "due")][:found]
    actions.finish_task(referral=reference, task=late, on=TODAY, how="They offered her a viewing.", by=WORKER, now=NOW)
    assert [one.task for one in queries.tasks_due(seen_by=WORKER, now=tomorrow)] == [soon]
    actions.conclude_referral(reference=reference, into="declined", by=WORKER, now=NOW)
    assert queries.tasks_due(seen_by=WORKER, now=tomorrow) == (), "nobody works on it any more"


def test_whoever_takes_part_is_reviewed_within_four_weeks() -> None:
    reference, _ = engaged()
    assert queries.reviews_due(seen_by=WORKER, now=NOW) == ()
    for days, state in ((21, "due"), (28, "due"), (29, "overdue")):
        (found,) = queries.reviews_due(seen_by=WORKER, now=NOW + timedelta(days=days))
        assert (found.referral, found.state) == (reference, state)
