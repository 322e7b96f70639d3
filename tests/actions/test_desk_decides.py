"""What the desk decides from a page: once, by two where two are needed, and never on what is no longer so."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from firstbell.foundations.audit import queries as audit
from firstbell.pure.actor import Actor
from firstbell.pure.refusal import NotYours, Refused
from firstbell.registers.incidents import queries as incidents
from firstbell.responses.encompass import actions
from firstbell.responses.encompass.queries import for_police
from world.area import Area
from world.desk import ASKED, AWAY, HELD, NOBODY, POLICY, RUN, TOLD, night, notice, report, seat

pytestmark = pytest.mark.django_db
UNTIL = RUN + timedelta(hours=2)


@pytest.fixture
def area(tmp_path: Path) -> Area:
    return night(tmp_path)


def shown(area: Area, reference: str, name: str = "desk") -> for_police.NoticeForPolice:
    return for_police.notice(seat(name), notice(area, reference), RUN, POLICY)


def by(name: str = "desk") -> dict[str, Any]:
    return {"by": seat(name).actor, "now": RUN}


def test_a_review_decided_meanwhile_says_by_whom_and_when_and_changes_nothing(area: Area) -> None:
    (row,) = for_police.reviews(seat("desk"), RUN)
    answer = {"number": row.number, "seen": 1, "policy": POLICY}
    actions.answer_review(**answer, urn="100001", reason="The mother said so.", **by("supervisor"))
    with pytest.raises(
        Refused, match=r"super@force\.example decided this at 6:10am .*: tell St Peter's Primary School"
    ):
        actions.answer_review(**answer, urn="100002", reason="I think so.", **by())
    assert [found["establishment_urn"] for found in area.notices() if found["incident_reference"] == ASKED] == [
        "100001"
    ]


def test_a_review_of_an_older_version_is_refused(area: Area) -> None:
    (row,) = for_police.reviews(seat("desk"), RUN)
    area.incidents(report(ASKED, "Hussain", "Oliva", sex="U", present="no") | {"version": 2}, now=RUN)
    with pytest.raises(Refused, match="Version 2 of the incident arrived while you were reading"):
        actions.answer_review(number=row.number, seen=1, urn="100001", reason="So.", policy=POLICY, **by())
    assert for_police.reviews(seat("desk"), RUN)


def test_a_hold_needs_a_second_person_and_says_what_changed_meanwhile(area: Area) -> None:
    reference = notice(area, NOBODY)
    first = shown(area, NOBODY)
    assert "approve" not in first.may
    actions.hold_notice(reference=reference, reason="Danger: wait.", until=UNTIL, seen=first.seen, **by())
    with pytest.raises(Refused, match=r"no longer as you saw it: held by desk@force\.example at 6:10am"):
        actions.hold_notice(reference=reference, reason="Other.", until=UNTIL, seen=first.seen, **by("supervisor"))
    mine, theirs = shown(area, NOBODY), shown(area, NOBODY, "supervisor")
    assert ("approve" in mine.may, "approve" in theirs.may) == (False, True)
    with pytest.raises(Refused, match="second person"):
        actions.approve_hold(reference=reference, seen=mine.seen, **by())
    actions.approve_hold(reference=reference, seen=theirs.seen, **by("supervisor"))
    assert [hold.approved_by for hold in shown(area, NOBODY).holds if not hold.ended_at] == ["super@force.example"]


def test_there_is_no_hold_to_approve_where_a_rule_holds(area: Area) -> None:
    with pytest.raises(Refused, match="Nobody holds"):
        actions.approve_hold(reference=notice(area, HELD), **by("supervisor"))


def test_told_by_telephone_acknowledges_with_the_name_and_once(area: Area) -> None:
    told = {"reference": notice(area, TOLD), "to": "Ms Khan, head", "said": "She meets the child.", "policy": POLICY}
    for _ in range(2):
        actions.told_by_telephone(**told, **by())
    after = shown(area, TOLD)
    assert after.status == "acknowledged"
    steps = [step.why for step in after.steps if step.what == "acknowledged"]
    assert steps == ["Told by telephone: Ms Khan, head. She meets the child."]


def test_a_notice_that_nobody_can_be_told_of_by_email_is_told_by_telephone(area: Area) -> None:
    assert "telephone" in shown(area, NOBODY).may
    actions.told_by_telephone(reference=notice(area, NOBODY), to="Mr Low", said="", policy=POLICY, **by())
    after = shown(area, NOBODY)
    assert (after.status, after.hold) == ("acknowledged", None)
    assert after.said_at == RUN


def test_a_notice_that_is_held_for_a_conflict_is_not_told_by_telephone(area: Area) -> None:
    assert "telephone" not in shown(area, HELD).may
    with pytest.raises(Refused, match="held cannot be acknowledged"):
        actions.told_by_telephone(reference=notice(area, HELD), to="Mr Low", said="", policy=POLICY, **by())


def test_telephone_needs_a_name(area: Area) -> None:
    with pytest.raises(Refused, match="Who was told"):
        actions.told_by_telephone(reference=notice(area, TOLD), to=" ", said="Yes", policy=POLICY, **by())


def test_the_other_force_opens_and_accepts_once(area: Area) -> None:
    reference, elsewhere = notice(area, AWAY), seat("desk_elsewhere").actor
    actions.open_handover(reference=reference, by=elsewhere, now=RUN)
    for _ in range(2):
        actions.accept_handover(reference=reference, by=elsewhere, now=RUN)
    assert [e.action for e in audit.entries_about(reference)][-2:] == ["notice.opened", "notice.handed_over"]
    (row,) = for_police.handovers(seat("desk"), RUN)
    assert (row.status, row.late) == ("handed_over", False)


def test_an_opened_handover_still_waits_to_be_accepted(area: Area) -> None:
    actions.open_handover(reference=notice(area, AWAY), by=seat("desk_elsewhere").actor, now=RUN)
    counts = {need.code: need.count for group in for_police.morning(seat("desk"), RUN, POLICY).groups for need in group}
    assert counts["handover"] == 1


@pytest.mark.parametrize("organisation", ["force:staffordshire", "force:derbyshire", "establishment:100001"])
def test_nobody_else_accepts_a_handover(area: Area, organisation: str) -> None:
    who = Actor("somebody@else.example", organisation)
    for act in (actions.open_handover, actions.accept_handover):
        with pytest.raises(NotYours):
            act(reference=notice(area, AWAY), by=who, now=RUN)


def handover(**changes: Any) -> str:
    given = {
        "format": "firstbell.handover/1",
        "reference": "N-AAAABBBBCC",
        "from_force": "west-mercia",
        "to_force": "staffordshire",
        "incident_reference": "WM/77",
        "incident_version": 1,
        "reported_at": "2026-11-22T21:00:00+00:00",
        "child": {
            "forenames": "Noor",
            "surname": "Abara",
            "date_of_birth": "2016-06-01",
            "present": "yes",
            "welfare_check": None,
            "residence": {"lines": ["12 Example Road"], "postcode": "ST4 1AA", "protected": False},
            "stated_school": None,
        },
    }
    return json.dumps(given | changes)


def test_a_received_handover_asks_a_person_with_the_pupil_beside(area: Area) -> None:
    reference, new = actions.receive_handover(text=handover(), policy=POLICY, **by())
    assert (reference, new) == ("WM/77 N-AAAABBBBCC", True)
    assert actions.receive_handover(text=handover(), policy=POLICY, **by()) == (reference, False)
    area.run(RUN)
    row = next(one for one in for_police.reviews(seat("desk"), RUN) if one.incident_reference == reference)
    assert row.code == "relationship_unknown"
    assert "100001" in {choice.key[4:] for choice in for_police.review(seat("desk"), row.number).choices}
    actions.answer_review(number=row.number, seen=1, urn="100001", reason="They said.", policy=POLICY, **by())
    area.run(RUN)
    told = [found for found in area.notices() if found["incident_reference"] == reference]
    assert [(found["establishment_urn"], found["status"]) for found in told] == [("100001", "sent")]


def test_a_received_handover_makes_no_feed_that_could_fall_silent(area: Area) -> None:
    actions.receive_handover(text=handover(), policy=POLICY, **by())
    later = RUN + timedelta(days=30)
    assert [feed.force for feed in incidents.feed_health(later, POLICY)] == ["staffordshire"]


def test_siblings_come_in_handovers_of_their_own(area: Area) -> None:
    actions.receive_handover(text=handover(), policy=POLICY, **by())
    sibling = json.loads(handover())["child"] | {"forenames": "Adam", "date_of_birth": "2014-06-01"}
    _, new = actions.receive_handover(text=handover(reference="N-DDDDEEEEFF", child=sibling), policy=POLICY, **by())
    assert new


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("not json", "it is not JSON"),
        ("[]", "not one object"),
        ('{"format": "firstbell.incident/1"}', "not a hand-over in the format"),
        (handover(to_force="kent"), "to another force"),
        (handover(from_force="staffordshire"), "not another force"),
        (handover(from_force="atlantis"), "not another force"),
        (handover(child=None), "lacks child"),
        (handover(child="Noor"), "lacks the child"),
        (handover(reported_at="yesterday"), "cannot be read: recorded_at"),
        (handover(incident_version="one"), "cannot be read: version"),
    ],
)
def test_what_is_no_handover_to_us_is_refused_in_a_sentence(area: Area, text: str, says: str) -> None:
    with pytest.raises(Refused, match=says):
        actions.receive_handover(text=text, policy=POLICY, **by())


def test_a_search_without_a_purpose_is_refused(area: Area) -> None:
    for purpose, words in (("", "Why"), ("curiosity", "Why"), ("notice", " ")):
        with pytest.raises(Refused, match="needs a purpose"):
            actions.note_search(purpose=purpose, words=words, asked="Abara", found=1, **by())
    actions.note_search(purpose="notice", words="To call back", asked="Abara", found=1, **by())
    (entry,) = audit.entries_about("search")
    assert (entry.why, entry.details) == (
        "A notice, a review or a hold: To call back (Asked for: Abara)",
        '{"found":1}',
    )
