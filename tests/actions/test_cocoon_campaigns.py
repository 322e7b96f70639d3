"""Campaigns: drawn once and never changed; paused for harm; tested each month; judged once."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from firstbell.foundations.audit.queries import entries
from firstbell.foundations.audit.rules import Sought
from firstbell.foundations.delivery import queries as delivery
from firstbell.pure.actor import Actor
from firstbell.pure.evaluation.finding import Direction
from firstbell.pure.policy import ForcePolicy
from firstbell.pure.refusal import Refused
from firstbell.responses.cocoon import actions, jobs, queries
from firstbell.responses.cocoon.models import Slot
from world import cocoon
from world.area import Area
from world.cast import CAST, join
from world.cocoon import FIRST_DAY, LAST_DAY, NOW, POLICY, actor, entry, on

pytestmark = pytest.mark.django_db
PLANNER, SUPERVISOR, VIC = actor("planner"), actor("cocoon_supervisor"), actor("visitor")
JOB = Actor("job:cocoon", "force:staffordshire")
AFTER = on(date(2027, 6, 1))


@pytest.fixture
def town(tmp_path: Path) -> Area:
    """Twenty-four terraces of twelve: too few for a calendar, and quick."""
    cocoon.settle(tmp_path, cocoon.terraces(streets=24, houses=12))
    return Area(tmp_path, policy=POLICY)


def programme(**terms: Any) -> str:
    return cocoon.started(**{"mode": "programme", "control_share": 0.25} | terms)


def arms(campaign: str) -> list[str]:
    return list(Slot.objects.filter(campaign__reference=campaign).order_by("cell__code").values_list("arm", flat=True))


def test_cells_wait_are_visited_or_left_out_in_the_shares_that_were_planned(town: Area) -> None:
    campaign = programme(control_share=0.25, deferral_share=0.17)
    assert {arm: arms(campaign).count(arm) for arm in set(arms(campaign))} == {
        "waiting": 6,
        "deferred": 3,
        "visited": 15,
    }
    days = [slot.day for slot in queries.campaign(campaign, NOW).slots if slot.day]
    assert min(days) >= FIRST_DAY
    assert max(days) <= LAST_DAY
    assert not [day for day in days if day.weekday() == 6]
    assert max(days.count(day) for day in set(days)) <= 2


def test_nothing_is_drawn_before_it_is_written_down_how_it_is_judged(town: Area) -> None:
    terms: dict[str, Any] = {"mode": "programme", "cells": cocoon.cells(), "first_day": FIRST_DAY, "last_day": LAST_DAY}
    campaign = actions.plan_campaign(title="January", **terms, by=PLANNER, now=NOW)
    with pytest.raises(Refused, match="Nobody wrote down how"):
        actions.draw_campaign(reference=campaign, by=PLANNER, now=NOW)


def test_what_is_drawn_does_not_change_midway(town: Area) -> None:
    campaign = programme()
    shown = queries.campaign(campaign, NOW)
    with pytest.raises(Refused, match="end it, and plan a new one"):
        actions.draw_campaign(reference=campaign, by=PLANNER, now=NOW)
    again: dict[str, Any] = {
        "window_weeks": 8,
        "analysis": "drawn_slots",
        "detectable_ratio": 1.5,
        "expected_events": 100.0,
    }
    for outcome in ("third_party_reports", "injuries"):
        with pytest.raises(Refused, match="cannot be written any more"):
            actions.register_analysis(campaign=campaign, outcome=outcome, **again, by=PLANNER, now=NOW)
    assert queries.campaign(campaign, NOW) == shown
    actions.pause_campaign(reference=campaign, why="Snow", by=SUPERVISOR, now=NOW, policy=POLICY)
    actions.start_campaign(reference=campaign, by=SUPERVISOR, now=NOW)
    assert queries.campaign(campaign, NOW) == shown


def test_a_campaign_that_was_ended_can_be_planned_anew(town: Area) -> None:
    campaign = programme()
    actions.end_campaign(reference=campaign, by=SUPERVISOR, now=NOW)
    assert queries.campaign(programme(), NOW).plan_fingerprint != queries.campaign(campaign, NOW).plan_fingerprint


def test_a_triggered_campaign_needs_a_supervisor_of_cocoon_who_answers_for_it(town: Area) -> None:
    terms: dict[str, Any] = {
        "mode": "triggered",
        "cells": cocoon.cells()[:1],
        "first_day": FIRST_DAY,
        "last_day": LAST_DAY,
    }
    for authority in ("", PLANNER.name, CAST["desk"].email, "nobody@force.example"):
        with pytest.raises(Refused, match="answer"):
            actions.plan_campaign(title="Now", **terms, authority=authority, by=PLANNER, now=NOW)
    reference = actions.plan_campaign(title="Now", **terms, authority=SUPERVISOR.name, by=PLANNER, now=NOW)
    assert queries.campaign(reference, NOW).authority == SUPERVISOR.name
    cost, calendar = queries.mode_cost("triggered"), queries.mode_cost("calendar")
    assert (round(cost.mine, 3), round(cost.epsilon, 2)) == (0.898, 3.91)
    assert (calendar.mine, calendar.epsilon) == (calendar.prior, 0)


def test_only_visiting_officers_walk(town: Area) -> None:
    campaign = programme()
    cell = next(slot.cell for slot in queries.campaign(campaign, NOW).slots if slot.day)
    join("analyst", now=NOW, policy=POLICY)
    pair = (CAST["visitor"].email, CAST["analyst"].email)
    with pytest.raises(Refused, match="is no visiting officer"):
        actions.assign_pairs(campaign=campaign, pairs={cell: pair}, by=PLANNER, now=NOW)
    waiting = next(slot.cell for slot in queries.campaign(campaign, NOW).slots if not slot.day)
    pair = (CAST["visitor"].email, CAST["second_visitor"].email)
    with pytest.raises(Refused, match="is not visited"):
        actions.assign_pairs(campaign=campaign, pairs={waiting: pair}, by=PLANNER, now=NOW)


def test_a_cell_that_is_left_out_for_safety_looks_like_one_that_was_drawn_to_be(town: Area) -> None:
    campaign = programme(deferral_share=0.17)
    number = cocoon.reported(town, "STF/1", 5, 6, now=NOW)
    reference = actions.propose_operation(incident=number, basis="consent", by=actor("desk"), now=NOW)
    before, seen = arms(campaign), queries.campaign(campaign, NOW)
    actions.defer_operation(reference=reference, by=actor("advocate"), now=NOW)
    changed = [n for n, (was, now) in enumerate(zip(before, arms(campaign), strict=True)) if was != now]
    assert len(changed) <= 1
    assert queries.operation(reference).status == "deferred"
    assert queries.campaign(campaign, NOW) == seen
    going = Slot.objects.filter(campaign__reference=campaign, arm="visited").order_by("pk")
    for cell in list(going.values_list("cell__code", flat=True))[:3]:
        actions.defer_cell(campaign=campaign, cell=cell, by=actor("advocate"), now=NOW)
    assert queries.campaign(campaign, NOW) == seen
    later = {slot.cell: slot.arm for slot in queries.campaign(campaign, AFTER).slots}
    assert list(later.values()).count("deferred") >= 6
    assert queries.cell_map(NOW)[0].arm in ("visited", "waiting")


def test_a_cell_is_not_left_out_once_somebody_has_knocked(town: Area) -> None:
    campaign = programme(deferral_share=0.0)
    slot = next(one for one in queries.campaign(campaign, NOW).slots if one.day)
    when = on(slot.day or FIRST_DAY)
    actions.record_visits(entries=[entry(campaign, slot.cell, 0, when)], by=VIC, now=when)
    with pytest.raises(Refused, match="have begun"):
        actions.defer_cell(campaign=campaign, cell=slot.cell, by=actor("advocate"), now=when)


def visited(campaign: str, **said: Any) -> None:
    """Every door of every cell that is visited, as one phone sends it."""
    slots = Slot.objects.filter(campaign__reference=campaign, arm="visited").select_related("cell")
    made = [
        entry(campaign, slot.cell.code, door, on(slot.day or FIRST_DAY), **said)
        for slot in slots
        for door in slot.order
    ]
    assert len(actions.record_visits(entries=made, by=VIC, now=AFTER).accepted) == len(made)


def test_harm_after_visits_pauses_the_campaign_and_tells_a_named_person_once(town: Area) -> None:
    campaign = programme()
    watch: dict[str, Any] = {"by": JOB, "now": on(LAST_DAY), "policy": POLICY}
    report: dict[str, Any] = {"campaign": campaign, "kind": "retaliation", "by": actor("advocate"), "now": on(LAST_DAY)}
    actions.report_safety(on=FIRST_DAY, **report)
    assert jobs.keep_watch(**watch) == 1
    assert queries.campaign(campaign, NOW).status == "running", "nobody has been visited"
    visited(campaign)
    actions.report_safety(on=LAST_DAY, **report)
    assert jobs.keep_watch(**watch) == 1
    assert jobs.keep_watch(**watch) == 0
    shown = queries.campaign(campaign, NOW)
    assert (shown.status, shown.paused_why) == ("paused", "After its visits there was a report: retaliation.")
    assert delivery.counts()["waiting"] == 1
    actions.start_campaign(reference=campaign, by=SUPERVISOR, now=on(LAST_DAY))
    jobs.keep_watch(**watch)
    assert queries.campaign(campaign, NOW).status == "running", "a person has decided that it goes on"


def test_harm_pauses_a_campaign_even_where_nobody_is_named_to_hear_of_it(town: Area) -> None:
    campaign = programme()
    visited(campaign)
    actions.report_safety(campaign=campaign, kind="disengaged", on=LAST_DAY, by=actor("advocate"), now=on(LAST_DAY))
    jobs.keep_watch(by=JOB, now=on(LAST_DAY), policy=ForcePolicy())
    assert queries.campaign(campaign, NOW).status == "paused"
    assert delivery.counts()["waiting"] == 0


def test_the_month_is_tested_once_and_only_counts_are_kept(town: Area) -> None:
    """In twenty cells Vic leaves out whoever it is for: the test finds it, and tells of nobody."""
    campaign = programme(control_share=0.0, deferral_share=0.0)
    for n in range(24):
        cocoon.signed_off(cocoon.reported(town, f"STF/{n}", n, n % 12, now=NOW))
    slots = list(Slot.objects.filter(campaign__reference=campaign).select_related("cell"))
    targets = {cocoon.uprn_of(n, n % 12) for n in range(24)}
    for slot in slots:
        doors = slot.cell.homes.exclude(uprn__in=targets).values_list("position", flat=True)
        made = [entry(campaign, slot.cell.code, door, on(slot.day or FIRST_DAY)) for door in doors]
        actions.record_visits(entries=made, by=VIC, now=AFTER)
    run: dict[str, Any] = {"by": JOB, "now": on(date(2027, 2, 20)), "policy": POLICY}
    assert jobs.audit_last_month(**run) == 1
    assert jobs.audit_last_month(**run) == 0
    found = queries.self_audit(date(2027, 1, 1))
    assert found is not None
    assert found.operations == 24
    assert found.skips is not None
    assert found.skips < 0.001
    assert found.revisits == 1.0
    (made_of_it,) = entries(Sought(action="cocoon.self_audited"), most=9)
    assert made_of_it.details == '{"seals":24}'


def test_a_month_with_few_operations_is_counted_and_not_tested(town: Area) -> None:
    campaign = programme(control_share=0.0, deferral_share=0.0)
    for n in range(19):
        cocoon.signed_off(cocoon.reported(town, f"STF/{n}", n, 3, now=NOW))
    visited(campaign)
    actions.audit_month(month=date(2027, 1, 1), by=JOB, now=AFTER)
    found = queries.self_audit()
    assert found is not None
    assert (found.operations, found.skips, found.stays, found.revisits) == (19, None, None, None)


def test_a_withdrawn_operation_is_in_no_test(town: Area) -> None:
    campaign = programme(control_share=0.0, deferral_share=0.0)
    reference = cocoon.signed_off(cocoon.reported(town, "STF/1", 3, 3, now=NOW))
    visited(campaign)
    actions.withdraw_operation(reference=reference, why="", by=actor("desk"), now=NOW)
    actions.audit_month(month=date(2027, 1, 1), by=JOB, now=AFTER)
    found = queries.self_audit()
    assert found is not None
    assert found.operations == 0


def test_it_is_judged_once_when_the_registered_time_is_over(town: Area) -> None:
    """Five reports by neighbours in each cell's first weeks after its day: more, and by the plan too few to say so."""
    campaign = programme(control_share=0.5, last_day=FIRST_DAY + timedelta(days=26))
    for slot in Slot.objects.filter(campaign__reference=campaign).exclude(day=None).select_related("cell"):
        street = int(slot.cell.code[2:]) - 1
        home = slot.cell.homes.get(position=0).uprn
        assert slot.day
        for n in range(5):
            when = on(slot.day + timedelta(days=1 + 8 * n))
            where = (home - cocoon.uprn_of(0, 0)) // 1_000
            cocoon.reported(town, f"STF/{street}/{n}", where, 0, now=when, reported_by="third_party")
    due = queries.results(campaign).judged[0].due
    assert jobs.judge_campaigns(by=JOB, now=on(due - timedelta(days=1)), policy=POLICY) == 0
    assert queries.results(campaign).judged[0].finding is None
    assert entries(Sought(action="cocoon.campaign_judged"), most=9) == []
    assert jobs.judge_campaigns(by=JOB, now=on(due), policy=POLICY) == 1
    assert jobs.judge_campaigns(by=JOB, now=on(due), policy=POLICY) == 0
    (judged,) = queries.results(campaign).judged
    assert judged.finding is not None
    assert (judged.finding.events, judged.finding.areas) == (60, 24)
    assert judged.finding.p < 0.05
    assert judged.finding.leaning is Direction.UP
    assert judged.finding.direction is Direction.CANNOT_TELL, "100 events were planned for"
    assert "written down beforehand" in judged.finding.words()


def test_where_nothing_can_be_compared_it_says_that_it_cannot_tell(town: Area) -> None:
    campaign = programme(control_share=0.0, last_day=FIRST_DAY)
    assert jobs.judge_campaigns(by=JOB, now=AFTER, policy=POLICY) == 1
    (judged,) = queries.results(campaign).judged
    assert judged.finding is not None
    assert judged.finding.direction is Direction.CANNOT_TELL
    assert judged.finding.events == 0
