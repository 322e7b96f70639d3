"""What may be asked of cases: who is to be told by when, how cases ended, and counts that keep their units."""

from pathlib import Path
from typing import Any

import pytest

from firstbell.pure.actor import Actor
from firstbell.pure.refusal import Refused
from firstbell.registers.incidents import actions as incidents
from firstbell.responses.case_progress import actions, queries
from firstbell.responses.case_progress.rules.funnel import Cases, Crimes, Incidents, Suspects
from world import case_progress as world
from world.area import at
from world.case_progress import ELSEWHERE, NOW, OFFICER, SUPERVISOR, day

pytestmark = pytest.mark.django_db


def event(case: str, kind: str, on: int) -> int:
    return actions.record_event(case=case, kind=kind, on=day(on), by=OFFICER, now=NOW)


def reach(case: str, number: int, *, reached: bool) -> None:
    actions.record_attempt(
        case=case, at=NOW, channel="telephone", reached=reached, events=[number], by=OFFICER, now=NOW
    )


def running(by: Actor = OFFICER, now: str = "2027-01-15 12:00") -> list[tuple[str, str]]:
    return [(one.kind, one.state) for one in queries.clocks_running(seen_by=by, now=at(now))]


def ends(now: str = "2027-01-29 12:00") -> dict[str, tuple[int, str]]:
    return {one.case: (one.days, one.end) for one in queries.ends(force="staffordshire", now=at(now))}


def test_the_desk_sees_what_is_due_and_overdue_first_due_first(tmp_path: Path) -> None:
    one, two = world.opened(tmp_path, "STF/1"), world.opened(tmp_path, "STF/2")
    event(one, "bail_changed", 15)
    event(two, "interviewed", 12)
    event(one, "released_on_bail", 14)
    assert running() == [("interviewed", "overdue"), ("released_on_bail", "due"), ("bail_changed", "due")]
    assert running(now="2027-01-16 00:00") == [
        ("interviewed", "overdue"), ("released_on_bail", "overdue"), ("bail_changed", "due"),
    ]  # fmt: skip
    assert running(now="2027-01-18 23:59")[-1] == ("bail_changed", "due")
    assert running(now="2027-01-19 00:00")[-1] == ("bail_changed", "overdue")


def test_whoever_was_reached_is_off_the_list_and_whoever_was_not_stays(tmp_path: Path) -> None:
    case = world.opened(tmp_path)
    told, tried, struck = (
        event(case, "interviewed", 12),
        event(case, "bail_changed", 12),
        event(case, "interviewed", 13),
    )
    reach(case, told, reached=True)
    reach(case, tried, reached=False)
    actions.strike_event(case=case, event=struck, why="That was another man's interview.", by=OFFICER, now=NOW)
    (left,) = queries.clocks_running(seen_by=OFFICER, now=NOW)
    assert (left.event, left.case, left.attempts, left.told_at) == (tried, case, 1, None)


def test_a_desk_sees_its_own_forces_cases_without_records_closed_to_it(tmp_path: Path) -> None:
    case = world.opened(tmp_path)
    event(case, "interviewed", 12)
    assert running(ELSEWHERE) == running(Actor("asha@school.example", "establishment:staffordshire")) == []
    world.join_police()
    number = world.shown(case).incident
    incidents.restrict_record(incident_id=number, to=OFFICER.name, reason="His sister", by=SUPERVISOR, now=NOW)
    assert (running(OFFICER), running(SUPERVISOR)) == ([], [("interviewed", "overdue")])


def test_how_every_case_ended_as_plain_facts(tmp_path: Path) -> None:
    still = world.opened(tmp_path, "STF/1")
    stopped = world.stopped(world.with_suspect(world.opened(tmp_path, "STF/2"), "21/2"))
    charged = world.with_suspect(world.opened(tmp_path, "STF/3"), "21/3")
    actions.record_stage(case=charged, stage="charge", on=day(14), by=OFFICER, now=NOW)
    actions.record_outcome(case=charged, code="1", on=day(14), by=OFFICER, now=NOW)
    closed = world.opened(tmp_path, "STF/4")
    actions.record_outcome(case=closed, code="18", on=day(21), by=OFFICER, now=NOW)
    world.proposed(stopped)
    assert ends() == {
        still: (18, "open"), stopped: (5, "stopped_supporting"), charged: (3, "charged"), closed: (10, "other_outcome"),
    }  # fmt: skip
    assert ends("2027-01-30 00:00")[still] == (19, "open")


def test_whoever_comes_back_has_not_stopped_and_a_proposal_is_no_end(tmp_path: Path) -> None:
    case = world.stopped(world.with_suspect(world.opened(tmp_path)))
    world.proposed(case)
    actions.record_stance(case=case, supports=True, asked_at=at("2027-01-25 09:00"), by=OFFICER, now=NOW)
    assert ends()[case] == (18, "open")


def test_an_outcome_that_says_charged_is_no_end_once_the_charge_was_taken_back(tmp_path: Path) -> None:
    case = world.with_suspect(world.opened(tmp_path))
    actions.record_stage(case=case, stage="charge", on=day(14), by=OFFICER, now=NOW)
    actions.record_outcome(case=case, code="1", on=day(14), by=OFFICER, now=NOW)
    actions.correct_stage(case=case, stage="charge", on=None, why="It was another case's.", by=OFFICER, now=NOW)
    assert ends()[case] == (18, "open")


def test_days_are_londons(tmp_path: Path) -> None:
    """Reported at half past midnight in London, still the day before in UTC."""
    case = world.opened(tmp_path, when=at("2026-06-12 00:30"))
    assert world.shown(case).stages[0].on == at("2026-06-12 12:00").date()
    assert [one.days for one in queries.ends(force="staffordshire", now=at("2026-06-13 00:10"))] == [1]


def test_the_funnel_counts_each_unit_by_itself(tmp_path: Path) -> None:
    one = world.with_suspect(world.opened(tmp_path, "STF/1"))
    actions.record_stage(case=one, stage="charge", on=day(14), by=OFFICER, now=NOW)
    number = world.shown(one).incident
    second = actions.open_case(incident=number, victim="C1", by=OFFICER, now=NOW)
    world.with_suspect(second, "21/2")
    world.opened(tmp_path, "STF/2")
    world.opened(tmp_path, "STF/3", when=at("2027-01-12 09:00"))
    found = queries.funnel(force="staffordshire", first_day=day(11), last_day=day(11))
    assert (found.incidents, found.crimes, found.suspects) == (Incidents(2), Crimes(2), Suspects(1))
    assert found.reached["reported"] == Cases(3)
    assert (found.reached["suspect_identified"], found.reached["charge"]) == (Cases(2), Cases(1))
    assert found.reached["conviction"] == Cases(0)
    assert found.reached["charge"].of(found.reached["suspect_identified"]).percent == 50
    unchecked: Any = found.crimes
    with pytest.raises(Refused, match="cases cannot be a share of crimes"):
        found.reached["charge"].of(unchecked)
    wider = queries.funnel(force="staffordshire", first_day=day(11), last_day=day(12))
    assert wider.incidents == Incidents(3)
    assert queries.funnel(force="west-mercia", first_day=day(11), last_day=day(12)).reached["reported"] == Cases(0)


def test_a_stage_that_was_taken_back_is_counted_no_more(tmp_path: Path) -> None:
    case = world.with_suspect(world.opened(tmp_path))
    actions.correct_stage(
        case=case, stage="suspect_identified", on=None, why="It was somebody else.", by=OFFICER, now=NOW
    )
    found = queries.funnel(force="staffordshire", first_day=day(11), last_day=day(11))
    assert (found.suspects, found.reached["suspect_identified"]) == (Suspects(0), Cases(0))


def test_shares_by_day_add_up_and_are_of_enough_cases(tmp_path: Path) -> None:
    """Of twelve cases three victims stop after five days and a suspect is charged after three; the others are open."""
    assert queries.attrition(force="staffordshire", now=NOW) == ()
    cases = [world.opened(tmp_path, f"STF/{number}") for number in range(12)]
    for case in cases[:3]:
        world.stopped(case)
    charged = world.with_suspect(cases[3], crime="21/3")
    actions.record_stage(case=charged, stage="charge", on=day(14), by=OFFICER, now=NOW)
    marks = {mark.day: mark for mark in queries.attrition(force="staffordshire", now=NOW)}
    assert marks[4].ended == pytest.approx({"stopped_supporting": 0, "charged": 1 / 12, "other_outcome": 0})
    assert marks[5].ended == pytest.approx({"stopped_supporting": 3 / 12, "charged": 1 / 12, "other_outcome": 0})
    assert (marks[5].at_risk, max(marks)) == (11, 5), "eight are in sight on the sixth day: too few to say"
    assert queries.attrition(force="west-mercia", now=NOW) == ()
