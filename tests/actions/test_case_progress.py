"""A case from its report to its outcome: who may do what, in which order, and that nothing is ever overwritten."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from firstbell.foundations.audit.queries import entries
from firstbell.foundations.audit.rules import Sought
from firstbell.pure.refusal import NotYours, Refused
from firstbell.registers.incidents import actions as incidents
from firstbell.responses.case_progress import actions, queries
from firstbell.responses.case_progress.models import Outcome, StageEntry
from world import case_progress as world
from world.area import at
from world.case_progress import ELSEWHERE, NOW, OFFICER, REPORTED, SUPERVISOR, WHY, day, shown

pytestmark = pytest.mark.django_db
WRONG = "The day was misread in the log."


@pytest.fixture
def case(tmp_path: Path) -> str:
    return world.opened(tmp_path)


@pytest.fixture
def known(case: str) -> str:
    return world.with_suspect(case)


def stage(case: str, name: str, on: int, **more: Any) -> None:
    actions.record_stage(case=case, stage=name, on=day(on), **{"by": OFFICER, "now": NOW} | more)


def correct(case: str, name: str, on: int | None, **more: Any) -> None:
    asked: dict[str, Any] = {"why": WRONG, "by": SUPERVISOR, "now": NOW}
    actions.correct_stage(case=case, stage=name, on=day(on) if on else None, **asked | more)


def event(case: str, kind: str = "interviewed", on: int = 13, **more: Any) -> int:
    return actions.record_event(case=case, kind=kind, on=day(on), **{"by": OFFICER, "now": NOW} | more)


def attempt(case: str, events: list[int], when: str, **more: Any) -> None:
    asked: dict[str, Any] = {"channel": "telephone", "reached": True, "by": OFFICER, "now": NOW}
    actions.record_attempt(case=case, events=events, at=at(when), **asked | more)


def trail(case: str) -> list[str]:
    return [entry.action for entry in entries(Sought(subject=case), most=99)][::-1]


def test_a_case_goes_from_its_report_to_a_conviction_each_step_with_who_and_when(known: str) -> None:
    for name, on in (("arrest", 12), ("cps_referral", 13), ("charge", 13), ("prosecution", 14), ("conviction", 28)):
        stage(known, name, on)
    found = shown(known)
    assert [one.stage for one in found.stages] == [
        "reported", "crime_recorded", "suspect_identified", "arrest", "cps_referral", "charge", "prosecution",
        "conviction",
    ]  # fmt: skip
    assert (found.victim, found.suspect, found.crime) == ("P1", "P2", "21/1")
    assert found.stages[0].recorded_at == REPORTED + timedelta(hours=2)
    assert {(one.by, one.recorded_at) for one in found.stages[1:]} == {(OFFICER.name, NOW)}
    assert trail(known) == ["case.opened", *["case.stage_recorded"] * 7]


def test_nothing_comes_before_the_report_after_today_or_twice(known: str) -> None:
    for name, on, reason in (("arrest", 11, "before: suspect"), ("arrest", 30, "lies ahead"), ("charge", 10, "before")):
        with pytest.raises(Refused, match=reason):
            stage(known, name, on)
    with pytest.raises(Refused, match="is recorded already"):
        stage(known, "crime_recorded", 13, crime="21/2")
    assert len(shown(known).stages) == 3


def test_a_correction_is_a_further_entry_and_the_latest_counts(known: str) -> None:
    correct(known, "suspect_identified", 13, suspect="P2")
    correct(known, "crime_recorded", 11, crime="21/7")
    found = shown(known)
    assert found.crime == "21/7"
    assert [(one.stage, one.on) for one in found.stages] == [
        ("reported", day(11)), ("crime_recorded", day(11)), ("suspect_identified", day(13)),
    ]  # fmt: skip
    assert [(one.on, one.why) for one in found.entries if one.stage == "suspect_identified"] == [
        (day(12), ""), (day(13), WRONG),
    ]  # fmt: skip
    assert StageEntry.objects.count() == 5


def test_a_stage_that_never_was_goes_and_can_be_recorded_anew(known: str) -> None:
    correct(known, "suspect_identified", None)
    assert shown(known).suspect == ""
    stage(known, "suspect_identified", 14, suspect="P2")
    assert shown(known).suspect == "P2"


def test_the_report_itself_may_be_corrected_but_comes_before_everything(case: str) -> None:
    correct(case, "reported", 10)
    world.stopped(case)
    with pytest.raises(Refused, match="is of 16 January 2027, before that"):
        correct(case, "reported", 17)
    with pytest.raises(Refused, match="Every case was reported"):
        correct(case, "reported", None)
    assert shown(case).stages[0].on == day(10)


def test_a_suspect_is_one_of_the_incident_and_a_crime_is_of_one_case(case: str, tmp_path: Path) -> None:
    for stranger in ("P1", "P3", "Daniel"):
        with pytest.raises(Refused, match="no such suspect"):
            stage(case, "suspect_identified", 12, suspect=stranger)
    other = world.with_suspect(world.opened(tmp_path, "STF/2"), crime="21/2")
    with pytest.raises(Refused, match="Another case is of that crime"):
        stage(case, "crime_recorded", 12, crime="21/2")
    correct(other, "crime_recorded", 12, crime="21/3")
    stage(case, "crime_recorded", 12, crime="21/2")


def test_a_case_is_for_a_victim_or_child_of_an_incident_of_ones_own_force(tmp_path: Path) -> None:
    number = world.reported(tmp_path)
    assert shown(actions.open_case(incident=number, victim="C1", by=OFFICER, now=NOW)).victim == "C1"
    with pytest.raises(Refused, match="no such victim"):
        actions.open_case(incident=number, victim="P2", by=OFFICER, now=NOW)
    for by, incident in ((ELSEWHERE, number), (OFFICER, 9_999)):
        with pytest.raises(NotYours):
            actions.open_case(incident=incident, victim="P1", by=by, now=NOW)


def test_a_closed_record_is_nobodys_case(tmp_path: Path) -> None:
    case = world.opened(tmp_path)
    number = shown(case).incident
    world.join_police()
    incidents.restrict_record(incident_id=number, to=OFFICER.name, reason="His sister", by=SUPERVISOR, now=NOW)
    for act in (
        lambda: actions.open_case(incident=number, victim="P1", by=OFFICER, now=NOW),
        lambda: stage(case, "crime_recorded", 12, crime="21/1"),
        lambda: shown(case),
        lambda: queries.case(case, seen_by=ELSEWHERE, now=NOW),
    ):
        with pytest.raises(NotYours):
            act()
    assert list(queries.cases(seen_by=OFFICER, now=NOW)) == []
    assert [one.reference for one in queries.cases(seen_by=SUPERVISOR, now=NOW)] == [case]


def test_outcome_16_takes_reasons_a_review_and_another_supervisor(known: str) -> None:
    world.proposed(world.stopped(known))
    with pytest.raises(Refused, match="Nobody has reviewed"):
        actions.approve_outcome(case=known, by=SUPERVISOR, now=NOW)
    world.reviewed(known)
    with pytest.raises(Refused, match="Whoever proposed"):
        actions.approve_outcome(case=known, by=OFFICER, now=NOW)
    actions.approve_outcome(case=known, by=SUPERVISOR, now=NOW)
    (outcome,) = shown(known).outcomes
    assert (outcome.code, outcome.status, outcome.why) == ("16", "stands", WHY)
    assert (outcome.proposed_by, outcome.decided_by, outcome.decided_at) == (OFFICER.name, SUPERVISOR.name, NOW)
    (review,) = outcome.reviews
    assert review.found == ("call_999",)
    assert "body_worn_video" in review.not_found
    assert trail(known)[-3:] == ["case.outcome_proposed", "case.outcome_reviewed", "case.outcome_approved"]
    with pytest.raises(Refused, match="No outcome is proposed"):
        actions.approve_outcome(case=known, by=SUPERVISOR, now=NOW)


def test_outcome_16_is_refused_in_one_step_without_reasons_or_while_the_victim_supports(known: str) -> None:
    with pytest.raises(Refused, match="does not support the case"):
        world.proposed(known)
    world.stopped(known)
    with pytest.raises(Refused, match="not recorded in one step"):
        actions.record_outcome(case=known, code="16", on=day(20), by=SUPERVISOR, now=NOW)
    with pytest.raises(Refused, match="not written out"):
        actions.propose_outcome(case=known, code="16", on=day(20), why=" ", by=OFFICER, now=NOW)
    world.proposed(known)
    with pytest.raises(Refused, match="Another outcome is proposed"):
        world.proposed(known)
    assert [one.status for one in shown(known).outcomes] == ["proposed"]


def test_a_review_that_finds_a_way_keeps_the_outcome_from_standing(known: str) -> None:
    world.reviewed(world.proposed(world.stopped(known)), "can_proceed")
    with pytest.raises(Refused, match="can proceed"):
        actions.approve_outcome(case=known, by=SUPERVISOR, now=NOW)
    with pytest.raises(Refused, match="not written out"):
        actions.turn_down_outcome(case=known, why="no", by=SUPERVISOR, now=NOW)
    with pytest.raises(Refused, match="Whoever proposed"):
        actions.turn_down_outcome(case=known, why=WHY, by=OFFICER, now=NOW)
    actions.turn_down_outcome(case=known, why="The 999 call is enough to refer it.", by=SUPERVISOR, now=NOW)
    world.reviewed(world.proposed(known))
    assert [one.status for one in shown(known).outcomes] == ["turned_down", "proposed"]


def test_whoever_comes_back_before_it_stands_ends_outcome_16(known: str) -> None:
    world.reviewed(world.proposed(world.stopped(known)))
    later = at("2027-01-28 10:00")
    actions.record_stance(case=known, supports=True, asked_at=later, by=OFFICER, now=NOW)
    with pytest.raises(Refused, match="does not support the case"):
        actions.approve_outcome(case=known, by=SUPERVISOR, now=NOW)


def test_other_outcomes_are_recorded_at_once_and_a_later_one_counts(case: str) -> None:
    for code, on, reason in (
        ("23", 20, "no outcome '23'"), ("18", 10, "before: reported"), ("18", 30, "lies ahead"),
        ("16", 20, "The case does not"),
    ):  # fmt: skip
        with pytest.raises(Refused, match=reason):
            actions.record_outcome(case=case, code=code, on=day(on), by=OFFICER, now=NOW)
    for code in ("18", "20"):
        actions.record_outcome(case=case, code=code, on=day(20), by=OFFICER, now=NOW)
    assert [(one.code, one.status) for one in shown(case).outcomes] == [("18", "stands"), ("20", "stands")]


def test_the_database_itself_keeps_two_proposals_apart(known: str) -> None:
    world.proposed(world.stopped(known))
    row = Outcome.objects.get()
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_an_arrest_a_charge_a_court_date_and_an_outcome_start_their_clocks(known: str) -> None:
    stage(known, "arrest", 15)
    stage(known, "charge", 16)
    actions.set_court_date(case=known, hearing="trial", on=day(31), by=OFFICER, now=NOW)
    actions.record_outcome(case=known, code="1", on=day(20), by=OFFICER, now=NOW)
    assert [(one.kind, one.on, one.due_on) for one in shown(known).clocks] == [
        ("arrested", day(15), day(18)), ("charged", day(16), day(18)), ("outcome", day(20), day(21)),
        ("court_date", day(29), at("2027-02-01 00:00").date()),
    ]  # fmt: skip


def test_only_an_attempt_that_reached_the_victim_meets_the_clocks_that_it_names(case: str) -> None:
    first, second = event(case), event(case, "released_on_bail")
    attempt(case, [first, second], "2027-01-13 10:00", reached=False)
    assert [(one.state, one.attempts) for one in shown(case).clocks] == [("overdue", 1), ("overdue", 1)]
    attempt(case, [first], "2027-01-14 17:00", channel="advocate", made_by="idva@support.example")
    attempt(case, [second], "2027-01-15 09:00")
    attempt(case, [first], "2027-01-20 09:00")
    assert [(one.state, one.told_at) for one in shown(case).clocks] == [
        ("met", at("2027-01-14 17:00")), ("met_late", at("2027-01-15 09:00")),
    ]  # fmt: skip


def test_an_attempt_is_about_events_of_its_case_that_had_happened(case: str, tmp_path: Path) -> None:
    mine, theirs = event(case), event(world.opened(tmp_path, "STF/2"))
    refused: tuple[tuple[list[int], str, dict[str, str], str], ...] = (
        ([mine, theirs], "2027-01-14 09:00", {}, "no such event"),
        ([], "2027-01-14 09:00", {}, "none is named"),
        ([mine], "2027-01-12 23:59", {}, "came after"),
        ([mine], "2027-01-29 12:01", {}, "lies ahead"),
        ([mine], "2027-01-14 09:00", {"channel": "pigeon"}, "no channel"),
    )
    for events, when, more, reason in refused:
        with pytest.raises(Refused, match=reason):
            attempt(case, events, when, **more)
    for kind, on, reason in (("arrested", 13, "by itself"), ("interviewed", 30, "ahead"), ("interviewed", 10, "after")):
        with pytest.raises(Refused, match=reason):
            event(case, kind, on)


def test_an_event_that_never_was_is_struck_and_nobody_waits_for_it(case: str) -> None:
    number = event(case)
    with pytest.raises(Refused, match="not written out"):
        actions.strike_event(case=case, event=number, why="", by=OFFICER, now=NOW)
    actions.strike_event(case=case, event=number, why="That was another suspect's interview.", by=OFFICER, now=NOW)
    assert shown(case).clocks == ()
    with pytest.raises(Refused, match="was struck"):
        attempt(case, [number], "2027-01-14 09:00")


def test_every_victim_has_enhanced_rights_unless_it_is_recorded_otherwise(case: str) -> None:
    assert shown(case).enhanced_rights
    with pytest.raises(Refused, match="not written out"):
        actions.vary_rights(case=case, enhanced=False, why="", by=SUPERVISOR, now=NOW)
    event(case)
    actions.vary_rights(case=case, enhanced=False, why="Asked for less contact, in writing.", by=SUPERVISOR, now=NOW)
    event(case)
    assert [one.due_on for one in shown(case).clocks] == [day(14), day(20)]
    actions.vary_rights(case=case, enhanced=True, why="Asked to be told at once again.", by=SUPERVISOR, now=NOW)
    event(case)
    assert [one.due_on for one in shown(case).clocks] == [day(14), day(14), day(20)]


def test_why_somebody_stopped_is_kept_with_who_asked_and_when(case: str) -> None:
    asked = at("2027-01-16 10:00")
    actions.record_stance(
        case=case,
        supports=False,
        asked_at=asked,
        asked_by="idva@support.example",
        reasons=["children", "other", "children"],
        said="I can't do it to the boys.",
        by=OFFICER,
        now=NOW,
    )
    (stance,) = shown(case).stances
    assert (stance.supports, stance.reasons) == (False, ("children", "other"))
    assert (stance.asked_by, stance.asked_at) == ("idva@support.example", asked)
    (entry,) = entries(Sought(action="case.stance_recorded"), most=9)
    assert "children" not in str(entry), "why is the victim's, and not the trail's"
    for more in ({"reasons": []}, {"reasons": ["uncooperative"]}, {"asked_at": at("2027-01-30 10:00")}):
        with pytest.raises(Refused):
            actions.record_stance(
                **{"case": case, "supports": False, "asked_at": asked, "reasons": ["afraid"], "by": OFFICER, "now": NOW}
                | more
            )


def test_facts_have_days_and_court_dates_move(case: str) -> None:
    for topic, fact, on in (("screens", "wanted", 14), ("personal_statement", "offered", 12)):
        actions.record_fact(case=case, topic=topic, fact=fact, on=day(on), by=OFFICER, now=NOW)
    for on in (30, 31):
        actions.set_court_date(case=case, hearing="trial", on=day(on), by=OFFICER, now=NOW)
    found = shown(case)
    assert [(one.topic, one.fact, one.on) for one in found.facts] == [
        ("personal_statement", "offered", day(12)), ("screens", "wanted", day(14)),
    ]  # fmt: skip
    assert found.court_dates == {"trial": day(31)}
    assert len(found.clocks) == 2
    with pytest.raises(Refused, match="no fact about it"):
        actions.record_fact(case=case, topic="screens", fact="taken", on=day(12), by=OFFICER, now=NOW)
    with pytest.raises(Refused, match="after that"):
        actions.set_court_date(case=case, hearing="trial", on=day(10), by=OFFICER, now=NOW)
