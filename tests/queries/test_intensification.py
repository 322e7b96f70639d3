"""What a week is judged against, what the public is told, and whom its queries show to whom."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from firstbell.config.schedule import SCHEDULE
from firstbell.joint.intensification import actions, queries
from firstbell.joint.intensification.models import Judgement, Summary
from firstbell.joint.intensification.rules.judging import Days, beside, chosen_band
from firstbell.joint.intensification.rules.working import RESULTS
from firstbell.pure.actor import Actor
from firstbell.pure.policy import ForcePolicy
from firstbell.pure.refusal import NotYours, Refused
from firstbell.registers.incidents import queries as incidents
from firstbell.responses.case_progress import actions as cases
from world import intensification as world
from world.area import at
from world.cast import join
from world.intensification import ELSEWHERE, FIRST, JOB, LAST, MIDWEEK, NOW, PLANNER, START, SUPERVISOR, TEAM

pytestmark = pytest.mark.django_db

AFTER = at("2026-11-28 08:00")


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    world.reported(tmp_path)
    return tmp_path


def case_of(reference: str, *stages: tuple[str, date]) -> str:
    """A case of a report's victim P1 against P2, with these stages."""
    number = incidents.find("staffordshire", reference)
    case = cases.open_case(incident=number, victim="P1", by=PLANNER, now=NOW)
    for stage, on in (("crime_recorded", date(2026, 11, 12)), ("suspect_identified", date(2026, 11, 12)), *stages):
        named: dict[str, Any] = {"crime_recorded": {"crime": f"C/{reference}"}, "suspect_identified": {"suspect": "P2"}}
        more = named.get(stage, {})
        cases.record_stage(case=case, stage=stage, on=on, **more, by=PLANNER, now=at("2027-03-10 10:00"))
    return case


def test_the_same_days_of_the_eight_weeks_before() -> None:
    days = Days(FIRST, LAST)
    assert [block[0] for block in days.before] == [FIRST - timedelta(weeks=n) for n in range(8, 0, -1)]
    assert all([day.weekday() for day in block] == [0, 1, 2, 3, 4] for block in days.before)
    long = Days(FIRST, FIRST + timedelta(days=9))
    every = [day for block in (*long.before, long.week) for day in block]
    assert len(set(every)) == len(every)


def test_a_measure_stands_beside_what_is_usual_and_its_words_give_no_verdict() -> None:
    found = beside("arrests", 10, [5, 5, 5, 5, 5, 5, 5, 5], Days(FIRST, LAST))
    assert (found.usual, found.compared.ratio) == (5.0, 2.0)
    assert found.compared.low < 2 < found.compared.high
    assert "5.0 on average, from 5 to 5" in found.words


def test_where_nothing_was_usual_no_rate_is_ruled_out() -> None:
    found = beside("charges", 2, [0] * 8, Days(FIRST, LAST))
    assert "to any number of times the usual" in found.words


def test_whoever_was_chosen_at_their_worst_is_expected_to_fall() -> None:
    everybody = {f"P{n}": 0 for n in range(180)} | {f"Q{n}": 1 for n in range(15)} | {f"R{n}": 4 for n in range(5)}
    found = chosen_band(everybody, {f"R{n}": 4 for n in range(5)}, exposure=56, ahead=28)
    assert found is not None
    assert found.before == 10
    assert found.expected < found.before
    assert chosen_band(everybody, {}, exposure=56, ahead=28) is None
    assert chosen_band({"P": 1}, {"P": 1}, exposure=56, ahead=28) is None


def test_a_week_is_judged_by_a_job_when_it_is_over_and_again_after_28_and_90_days_each_once(reports: Path) -> None:
    week = world.frozen()
    case_of("STF/4", ("arrest", date(2026, 11, 24)), ("charge", date(2026, 12, 20)))
    case_of("STF/3", ("arrest", date(2026, 11, 17)))
    world.report(reports, "STF/8", "2026-11-24 22:00", world.party(**world.AMY), world.suspect(**world.REED))
    world.recognised(MIDWEEK)
    (job,) = [one for one in SCHEDULE if one.name == "judge weeks"]
    assert job.work(by=JOB, now=MIDWEEK, policy=ForcePolicy()) == 0
    assert job.work(by=JOB, now=AFTER, policy=ForcePolicy()) == 1
    assert job.work(by=JOB, now=AFTER, policy=ForcePolicy()) == 0
    assert job.work(by=JOB, now=at("2027-03-01 08:00"), policy=ForcePolicy()) == 2
    itself, after28, after90 = queries.judgement(week, seen_by=PLANNER)
    counted = {one.measure: (one.count, one.before) for one in itself.beside}
    assert counted["reports"] == (1, (0, 0, 0, 1, 0, 1, 1, 0))
    assert counted["arrests"] == (1, (0, 0, 0, 0, 0, 0, 0, 1))
    assert counted["charges"] == (0, (0,) * 8)
    assert itself.chosen is not None
    assert (itself.chosen.names, itself.chosen.count, itself.chosen.exposure, itself.chosen.ahead) == (3, 1, 56, 5)
    assert itself.stages == {"arrest": 1, "charge": 0}
    assert (after28.stages, after90.stages) == ({"arrest": 1, "charge": 1},) * 2
    assert after28.beside == ()
    assert after28.chosen is not None
    assert (after28.chosen.count, after28.chosen.ahead) == (0, 28)


def test_what_is_not_yet_over_is_not_judged_and_says_when(reports: Path) -> None:
    found = queries.judgement(world.frozen(), seen_by=PLANNER)
    assert [(one.after, one.due) for one in found] == [
        (0, date(2026, 11, 28)),
        (28, date(2026, 12, 26)),
        (90, date(2027, 2, 26)),
    ]
    assert not any(one.counted_at or one.chosen or one.stages for one in found)
    assert not Judgement.objects.exists()


def test_what_a_week_might_do_something_about_names_no_address(reports: Path) -> None:
    week = world.frozen("Shaw")
    case = case_of("STF/4")
    case_of("STF/3", ("arrest", date(2026, 11, 17)))
    found = queries.openings(week, seen_by=PLANNER, now=MIDWEEK)
    assert [one.case for one in found.outstanding] == [case]
    assert {(one.incident, one.name, one.also_accused) for one in found.victims} == {
        ("STF/4", "Amy Okafor", False),
        ("STF/3", "Bea Holt", False),
        ("STF/7", "Amy Okafor", False),
        ("STF/6", "Carl Shaw", True),
    }
    assert not {"address", "postcode", "phone"} & set(queries.VictimToVisit.__dataclass_fields__)


def test_a_name_in_a_report_that_is_closed_to_the_reader_is_not_there(reports: Path) -> None:
    """The planner's own namesake stands in one of Reed's reports: to them, Reed is on no list."""
    week = world.frozen()
    join("week_planner", now=NOW)
    join("week_supervisor", now=NOW)
    world.report(
        reports, "STF/1", "2026-08-03 22:00", world.party(), world.suspect(**world.REED), PLANNERS_SELF, version=2
    )
    assert [one.name for one in queries.week_list(week, seen_by=SUPERVISOR).names] == ["Daniel Reed"]
    assert queries.week_list(week, seen_by=PLANNER).names == ()
    asked: dict[str, Any] = {"team": world.team_of(week), "kind": "listed", "text": "Look.", "due_on": FIRST}
    with pytest.raises(NotYours):
        actions.set_task(week=week, listed=world.number_of(week, "Reed", SUPERVISOR), **asked, by=PLANNER, now=START)


PLANNERS_SELF = world.party("P9", "other", forenames="Wyn", surname="Calder", emails=[PLANNER.name])


def results(week: str, **many: int) -> None:
    for kind, count in many.items():
        actions.record_result(week=week, kind=kind, on=FIRST, many=count, by=TEAM, now=MIDWEEK)


def test_the_public_is_told_of_a_month_by_rounded_figures_and_of_no_list(reports: Path) -> None:
    results(world.frozen(), arrest=61, charge=9, victim_contacted=46)
    november = date(2026, 11, 1)
    with pytest.raises(Refused, match="when it is over"):
        actions.release_summary(month=november, by=SUPERVISOR, now=AFTER)
    actions.release_summary(month=november, by=SUPERVISOR, now=at("2026-12-01 09:00"))
    with pytest.raises(Refused, match="has been released"):
        actions.release_summary(month=november, by=SUPERVISOR, now=at("2026-12-02 09:00"))
    (found,) = queries.summaries(force="staffordshire")
    told = {one.kind: one.figure for one in found.lines}
    assert (told["arrest"], told["charge"], told["victim_contacted"]) == ("60", "fewer than 10", "45")
    assert set(told) == set(RESULTS)
    assert Summary.objects.count() == 1
    with pytest.raises(NotYours):
        actions.release_summary(month=november, by=Actor("a@b.example", "trust:1"), now=at("2026-12-02 09:00"))


def test_what_is_released_passes_the_auditor_beside_what_was(reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The auditor is asked of each release, with all that was released before."""
    from firstbell.joint.intensification.rules import summary

    asked: list[int] = []
    monkeypatch.setattr(summary, "refuse_disclosure", lambda _made, released: asked.append(len(released)))
    world.frozen()
    for month, now in ((date(2026, 10, 1), "2026-12-01 09:00"), (date(2026, 11, 1), "2026-12-02 09:00")):
        actions.release_summary(month=month, by=SUPERVISOR, now=at(now))
    assert asked == [0, 1]
    assert queries.summaries(force=ELSEWHERE.code) == ()


def test_groups_count_victims_of_reports_and_a_referral_whose_victim_is_not_known_as_unknown(
    reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from firstbell.joint.intensification.queries import everybody as module
    from firstbell.joint.intensification.rules.groups import Victim
    from world.support import engaged, referred

    case_of("STF/4", ("arrest", date(2026, 11, 24)), ("charge", date(2026, 12, 20)))
    engaged(force="staffordshire", incident_reference="STF/4")
    referred(force="staffordshire", incident_reference="STF/6")
    referred()
    seen: list[Victim] = []
    monkeypatch.setattr(module, "by_group", lambda victims: seen.extend(victims) or ())
    queries.groups(force="staffordshire", first_day=date(2026, 11, 1), last_day=date(2026, 11, 30))
    told = sorted((one.groups["sex"], str(one.referred), str(one.supported), one.seen_through) for one in seen)
    assert told == [
        ("F", "False", "False", False),
        ("F", "None", "None", False),
        ("F", "True", "True", True),
        ("M", "None", "None", False),
    ]


def test_whom_a_list_missed_is_asked_later_and_under_thirty_events_say_nothing(reports: Path) -> None:
    week = world.frozen()
    world.report(reports, "STF/8", "2026-12-01 22:00", world.party(), world.suspect(**world.SHAW), codes=("X3",))
    world.recognised(AFTER)
    found = queries.fairness(week, seen_by=PLANNER, now=at("2027-11-18 10:00"))
    assert (found.since, found.until) == (date(2026, 11, 18), date(2027, 11, 18))
    assert {one.dimension for one in found.groups} == {"sex", "age", "ethnicity", "disability", "orientation"}
    assert {one.suspects.words() for one in found.groups} == {"fewer than 10"}
    assert {(one.missed, one.needless, one.of_list, one.of_harm) for one in found.groups} == {(None, None, None, None)}
    with pytest.raises(NotYours):
        queries.fairness(week, seen_by=ELSEWHERE, now=NOW)


def test_what_later_reports_say_is_counted_once_there_is_enough(reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from firstbell.joint.intensification.queries import fairness as query
    from firstbell.joint.intensification.rules.serving import Suspected

    seen: list[Suspected] = []
    monkeypatch.setitem(query.__globals__, "served", lambda suspected: seen.extend(suspected) or ())
    week = world.frozen()
    world.report(reports, "STF/8", "2026-12-01 22:00", world.party(), world.suspect(**world.SHAW), codes=("X3",))
    world.recognised(AFTER)
    query(week, seen_by=PLANNER, now=at("2027-11-18 10:00"))
    assert sorted((one.listed, one.harm, one.weight) for one in seen) == [
        (True, False, 0.0),
        (True, False, 0.0),
        (True, True, 1000.0),
    ]
    assert {one.groups["ethnicity"] for one in seen} == {"asian"}, "as the feed marks every party"
