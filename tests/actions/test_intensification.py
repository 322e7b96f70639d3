"""A week from its plan to its results: who may do what, and that a list which is frozen stays as it is."""

import inspect
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from firstbell.foundations.audit.queries import entries
from firstbell.foundations.audit.rules import Sought
from firstbell.joint.intensification import actions, queries
from firstbell.joint.intensification.models import Decision, JoinedCampaign, Listed, Result, Task, Week
from firstbell.joint.intensification.rules import listing
from firstbell.pure.actor import Actor
from firstbell.pure.ordering import EQUAL, Facts, Weights
from firstbell.pure.refusal import NotYours, Refused
from world import intensification as world
from world.intensification import ELSEWHERE, FIRST, JOB, LAST, MIDWEEK, NOW, PLANNER, START, SUPERVISOR, TEAM, WHY
from world.invented_harm import INVENTED

pytestmark = pytest.mark.django_db


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    world.reported(tmp_path)
    return tmp_path


def trail(subject: str) -> list[str]:
    return [entry.action for entry in entries(Sought(subject=subject), most=99)][::-1]


def shown(week: str, by: Actor = SUPERVISOR) -> queries.ListShown:
    return queries.week_list(week, seen_by=by)


def task(week: str, kind: str = "venue", **more: Any) -> int:
    asked = {"team": world.team_of(week), "text": "Ask who looks after the bar.", "due_on": FIRST} | more
    return actions.set_task(week=week, kind=kind, **({"by": PLANNER, "now": START} | asked))


def test_a_list_says_of_each_name_what_its_place_rests_on(reports: Path) -> None:
    found = shown(world.drawn())
    assert [one.name for one in found.names] == ["Daniel Reed"]
    reed = found.names[0]
    assert (reed.rank, reed.reports, reed.victims, reed.harm) == (1, 4, 2, 1_060.0)
    assert (reed.days, reed.unweighted, reed.without_offence) == (8, 1, 1)
    assert reed.incidents == ("STF/4", "STF/3", "STF/2", "STF/1")
    assert reed.score == sum(reed.contributions.values())
    assert found.weights == {"recency": 25, "frequency": 25, "gravity": 25, "victims": 25}
    assert found.harm is not None
    assert "invented" in found.harm.title
    assert "cannot see them" in found.note


def test_who_accuses_and_is_accused_stands_apart_and_is_seen_by_whoever_decides(reports: Path) -> None:
    found = shown(world.drawn())
    assert {one.name: one.as_victim for one in found.apart} == {"Robin Lowe": 1, "Carl Shaw": 1}
    assert found.considered == 3
    assert found.unidentified == 0


def test_without_harm_weights_no_list_is_drawn_and_none_are_made_up(reports: Path) -> None:
    with pytest.raises(Refused, match="No harm weights are loaded"):
        actions.draw_list(week=world.planned(), most=10, by=PLANNER, now=NOW)
    assert not Listed.objects.exists()


def test_whoever_is_not_yet_recognised_is_on_no_list_and_counted(tmp_path: Path) -> None:
    world.report(tmp_path, "STF/1", "2026-11-10 22:00", world.party(), world.suspect())
    found = shown(world.drawn())
    assert (found.names, found.considered, found.unidentified) == ((), 0, 1)


def test_reports_of_another_area_or_no_domestic_abuse_or_older_than_two_years_do_not_count(tmp_path: Path) -> None:
    reed = world.suspect(**world.REED)
    for reference, when, more in (
        ("STF/1", "2026-11-10 22:00", {"domestic_abuse": False}),
        ("STF/2", "2026-11-10 22:00", {"local_authority": "E10000028"}),
        ("STF/3", "2024-11-01 22:00", {}),
    ):
        world.report(tmp_path, reference, when, world.party(), reed, **more)
    world.recognised()
    assert shown(world.drawn(area="E06000021")).considered == 0


def test_a_list_ends_after_a_place_and_never_within_one() -> None:
    """Everybody who shares the last place is on it; whoever stands apart takes nobody's place."""
    facts = Facts(days=1, reports=1, harm=1.0, victims=1)
    everybody = [
        listing.Suspect(name, replace(facts, reports=reports), ((1, name),), as_victim, 0, 0)
        for name, reports, as_victim in (("a", 9, 0), ("b", 6, 1), ("c", 3, 0), ("d", 3, 0), ("e", 3, 1), ("f", 1, 0))
    ]
    pool = listing.Pool(tuple(everybody), 0)
    for most, names in ((1, "a"), (2, "abcde"), (3, "abcde"), (4, "abcdef"), (9, "abcdef")):
        assert "".join(one.identity for one, _ in listing.drawn(pool, INVENTED, EQUAL, most)) == names


def test_a_list_is_drawn_anew_until_somebody_decides(reports: Path) -> None:
    week = world.drawn()
    actions.draw_list(week=week, most=1, weights=Weights(70, 10, 10, 10), by=PLANNER, now=NOW)
    assert shown(week).weights["recency"] == 70
    actions.decide_name(week=week, number=1, accepted=True, why=WHY, by=SUPERVISOR, now=NOW)
    with pytest.raises(Refused, match="Somebody has decided"):
        actions.draw_list(week=week, most=1, by=PLANNER, now=NOW)


def test_a_name_is_decided_on_by_another_than_who_drew_it_and_with_a_reason(reports: Path) -> None:
    week = world.drawn()
    with pytest.raises(Refused, match="Whoever drew the list"):
        actions.decide_name(week=week, number=1, accepted=True, why=WHY, by=PLANNER, now=NOW)
    with pytest.raises(Refused, match="not written out"):
        actions.decide_name(week=week, number=1, accepted=True, why="High score", by=SUPERVISOR, now=NOW)
    with pytest.raises(NotYours):
        actions.decide_name(week=week, number=99, accepted=True, why=WHY, by=SUPERVISOR, now=NOW)
    assert not Decision.objects.exists()
    for accepted in (True, False):
        actions.decide_name(week=week, number=1, accepted=accepted, why=WHY, by=SUPERVISOR, now=NOW)
    (reed,) = shown(week).names
    assert reed.accepted is False
    assert [(one.accepted, one.by) for one in reed.decisions] == [(True, SUPERVISOR.name), (False, SUPERVISOR.name)]


def test_a_list_freezes_when_every_name_is_decided_on_and_by_another(reports: Path) -> None:
    week = world.drawn()
    with pytest.raises(Refused, match="wait for a decision"):
        actions.freeze_list(week=week, by=SUPERVISOR, now=START)
    world.decided(week)
    with pytest.raises(Refused, match="Whoever drew the list"):
        actions.freeze_list(week=week, by=PLANNER, now=START)
    actions.freeze_list(week=week, by=SUPERVISOR, now=START)
    assert trail(week) == ["week.planned", "week.list_drawn", *["week.name_accepted"] * 3, "week.list_frozen"]


def test_what_is_frozen_stays_to_the_byte_whatever_is_reported_or_recognised_later(reports: Path) -> None:
    from firstbell.joint.intensification.queries.standing import document

    week = world.frozen("Shaw")
    rows = Listed.objects.filter(week__reference=week).select_related("incident").prefetch_related("decisions")
    before, seen = document(rows), shown(week)
    world.report(
        reports, "STF/8", "2026-11-23 22:00", world.party(**world.AMY), world.suspect(**world.SHAW), codes=("X3",)
    )
    world.report(reports, "STF/4", "2026-11-10 22:00", world.party(**world.AMY), world.suspect(**world.LOWE), version=2)
    world.recognised(MIDWEEK)
    world.loaded()
    assert document(rows.all()) == before
    assert shown(week).whole is True
    assert [one.rank for one in shown(week).names] == [one.rank for one in seen.names]
    for refused in (
        lambda: actions.draw_list(week=week, most=10, by=PLANNER, now=MIDWEEK),
        lambda: actions.decide_name(week=week, number=1, accepted=False, why=WHY, by=SUPERVISOR, now=MIDWEEK),
        lambda: actions.freeze_list(week=week, by=SUPERVISOR, now=MIDWEEK),
    ):
        with pytest.raises(Refused, match="is frozen"):
            refused()
    Listed.objects.filter(number=1).update(standing=9)
    assert shown(week).whole is False


def test_nothing_is_set_before_the_list_is_frozen_and_nothing_about_a_refused_name(reports: Path) -> None:
    week = world.decided(world.drawn(), "Shaw")
    actions.add_team(week=week, called="North", members=[TEAM.name], by=PLANNER, now=NOW)
    with pytest.raises(Refused, match="not frozen"):
        task(week)
    actions.freeze_list(week=week, by=SUPERVISOR, now=START)
    with pytest.raises(Refused, match="was refused"):
        task(week, "listed", listed=world.number_of(week, "Shaw"))
    with pytest.raises(Refused, match="names it, and no other does"):
        task(week, "venue", listed=world.number_of(week, "Reed"))
    with pytest.raises(Refused, match="names it, and no other does"):
        task(week, "listed")
    with pytest.raises(Refused, match="The week is from"):
        task(week, due_on=date(2026, 11, 28))
    assert not Task.objects.exists()
    task(week, "listed", listed=world.number_of(week, "Reed"))


def test_a_team_sees_its_tasks_and_nothing_of_the_list(reports: Path) -> None:
    week = world.frozen()
    number = task(week, "listed", listed=world.number_of(week, "Reed"))
    (mine,) = queries.tasks_of_my_teams(seen_by=TEAM)
    assert (mine.name, mine.incident, mine.number) == ("Daniel Reed", "STF/4", number)
    assert not {"rank", "score", "points"} & set(queries.TaskForTeam.__dataclass_fields__)
    assert queries.tasks_of_my_teams(seen_by=SUPERVISOR) == ()
    with pytest.raises(NotYours):
        actions.finish_task(week=week, task=number, how="Found and arrested.", by=SUPERVISOR, now=MIDWEEK)
    actions.finish_task(week=week, task=number, how="Found and arrested.", by=TEAM, now=MIDWEEK)
    with pytest.raises(Refused, match="is done"):
        actions.finish_task(week=week, task=number, how="Again.", by=TEAM, now=MIDWEEK)
    (done,) = queries.tasks_of_week(week, seen_by=PLANNER)
    assert (done.done_by, done.by) == (TEAM.name, PLANNER.name)


def test_results_are_kept_day_by_day_and_an_arrest_is_no_charge(reports: Path) -> None:
    week = world.frozen()
    number = task(week, "listed", listed=world.number_of(week, "Reed"))
    record = partial(actions.record_result, week=week, by=TEAM, now=MIDWEEK)
    record(kind="arrest", on=FIRST, task=number)
    record(kind="arrest", on=date(2026, 11, 24), many=2)
    struck = record(kind="charge", on=date(2026, 11, 24))
    actions.strike_result(week=week, result=struck, why="It was an arrest, entered twice.", by=TEAM, now=MIDWEEK)
    found = queries.results(week, seen_by=PLANNER)
    assert found.total == {"arrest": 3}
    assert found.days == {FIRST: {"arrest": 1}, date(2026, 11, 24): {"arrest": 2}}
    assert len(found.entries) == 3
    for kind, on, more, said in (
        ("arrests and charges", FIRST, {}, "is no result"),
        ("arrest", date(2026, 11, 26), {}, "not ahead"),
        ("arrest", date(2026, 11, 22), {}, "not ahead"),
        ("arrest", FIRST, {"many": 0}, "1 or more"),
        ("arrest", FIRST, {"many": 2, "task": number}, "not a result of one person"),
        ("school_visited", FIRST, {"task": number}, "not a result of one person"),
    ):
        with pytest.raises(Refused, match=said):
            record(kind=kind, on=on, **more)
    with pytest.raises(NotYours):
        actions.record_result(week=week, kind="arrest", on=FIRST, by=SUPERVISOR, now=MIDWEEK)
    assert Result.objects.count() == 3


def test_another_force_learns_nothing_of_a_week(reports: Path) -> None:
    week = world.frozen()
    for ask in (
        queries.week,
        queries.week_list,
        queries.results,
        queries.tasks_of_week,
        queries.judgement,
        queries.joined,
    ):
        with pytest.raises(NotYours):
            ask(week, seen_by=ELSEWHERE)
    with pytest.raises(NotYours):
        queries.openings(week, seen_by=ELSEWHERE, now=NOW)
    assert queries.weeks(seen_by=ELSEWHERE).count() == 0
    with pytest.raises(NotYours):
        task(week, by=ELSEWHERE)


def test_a_week_that_cannot_be_is_not_planned() -> None:
    for more, said in (
        ({"objectives": []}, "at least one objective"),
        ({"first_day": NOW.date()}, "begins after today"),
        ({"last_day": date(2027, 1, 1)}, "1 to 14 days"),
        ({"last_day": date(2026, 11, 22)}, "1 to 14 days"),
        ({"area": "Stoke"}, "is no authority"),
    ):
        with pytest.raises(Refused, match=said):
            world.planned(**more)
    assert not Week.objects.exists()


def test_only_a_campaign_in_calendar_mode_with_a_day_in_common_is_joined(monkeypatch: pytest.MonkeyPatch) -> None:
    from types import SimpleNamespace

    from firstbell.responses.cocoon import queries as cocoon

    week, days = world.planned(), {"first_day": FIRST, "last_day": LAST}
    for mode, more, said in (
        ("triggered", days, "Only a campaign in calendar mode"),
        ("programme", days, "Only a campaign in calendar mode"),
        ("calendar", {"first_day": date(2027, 1, 1), "last_day": date(2027, 1, 2)}, "no day in common"),
    ):
        monkeypatch.setattr(cocoon, "campaign", lambda *_, mode=mode, more=more: SimpleNamespace(mode=mode, **more))
        with pytest.raises(Refused, match=said):
            actions.join_campaign(week=week, campaign="CC-1", by=PLANNER, now=NOW)
    monkeypatch.setattr(cocoon, "campaign", lambda *_: SimpleNamespace(mode="calendar", **days))
    actions.join_campaign(week=week, campaign="CC-1", by=PLANNER, now=NOW)
    with pytest.raises(Refused, match="joined to"):
        actions.join_campaign(week=week, campaign="CC-1", by=PLANNER, now=NOW)
    assert queries.week(week, seen_by=PLANNER).campaigns == ("CC-1",)
    assert JoinedCampaign.objects.count() == 1


def test_nothing_but_counting_and_forgetting_is_done_by_a_job_or_a_system(reports: Path) -> None:
    """Every action of the part is called as a job calls it, and as a system: it is refused for having no name."""
    week = world.frozen()
    filled: dict[str, Any] = {
        "week": week, "title": "x", "objectives": ["x"], "first_day": FIRST, "last_day": LAST, "text": "x",
        "called": "x", "members": ["a@b.example"], "campaign": "CC-1", "most": 1, "number": 1, "accepted": True,
        "why": WHY, "how": "x", "team": 1, "kind": "arrest", "due_on": FIRST, "task": 1, "on": FIRST,
        "result": 1, "month": date(2026, 10, 1),
    }  # fmt: skip
    by_machines = {"judge_week", "forget_listed"}
    for name in set(actions.__all__) - by_machines:
        action = getattr(actions, name)
        takes = inspect.signature(action).parameters.values()
        asked = {one.name: filled[one.name] for one in takes if one.default is one.empty and one.name in filled}
        for machine in (JOB, Actor("client:C-7K3QX2MB", "force:staffordshire")):
            with pytest.raises(Refused, match="Only somebody with a name"):
                action(**asked, by=machine, now=MIDWEEK)
