"""A review page's worth of facts from one query: both records aligned, siblings beside, and nothing that leads."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from firstbell.pure.actor import Actor
from firstbell.pure.policy import ForcePolicy
from firstbell.pure.refusal import Refused
from firstbell.registers.incidents import queries as incidents
from firstbell.registers.linkage import actions, jobs
from firstbell.registers.linkage.queries import review_facts
from firstbell.registers.linkage.rules.reviewing import OnTheRoll
from world import Area
from world.area import DESK
from world.feed import child, incident

pytestmark = pytest.mark.django_db


def asked(folder: Path, now: datetime, **facts: Any) -> int:
    """Eric and his sister live where the incident is; the child is called Oliver. Rosa is surely found."""
    area = Area(folder)
    urn = area.school("124001")
    area.pupil(urn, "Eric James", "Okafor", "2016-06-01", sex="M")
    area.pupil(urn, "Rosa", "Okafor", "2013-02-03", sex="F")
    area.pupil(urn, "Ana", "Price", "2013-02-03", address_line_1="14 Example Road")
    area.take_in_registers(now)
    children = [child("C1", **facts), child("C2", "Rosa", born="2013-02-03", sex="F")]
    area.incidents(incident("STF/1", children=children), now=now)
    jobs.link_children(by=DESK, now=now, policy=ForcePolicy())
    return incidents.find(None, "STF/1")


def test_both_records_stand_side_by_side(tmp_path: Path, now: datetime) -> None:
    (eric,) = review_facts(asked(tmp_path, now, known_as="Ollie"), "C1").pupils
    assert [(field.label, field.child, field.pupil, field.agreement) for field in eric.fields] == [
        ("Forenames", "Oliver (known as Ollie)", "Eric James", "differs"),
        ("Surname", "Okafor", "Okafor", "agrees"),
        ("Born", "2016-06-01", "2016-06-01", "agrees"),
        ("Address", "12 Example Road, ST4 1AA", "12 Example Road, Stoke-on-Trent, ST4 1AA", "agrees"),
        ("Sex", "M", "M", "agrees"),
        ("UPN", "", "", "not known"),
    ]
    assert eric.speaks_against == ("forename Oliver is not Eric James",)
    assert eric.speaks_for == (
        "same surname",
        "born the same day",
        "same address",
        "lives with a pupil who is another child of the incident",
    )


def test_siblings_and_who_else_lives_there(tmp_path: Path, now: datetime) -> None:
    facts = review_facts(asked(tmp_path, now), "C1")
    (rosa,) = facts.siblings
    assert (rosa.person_id, rosa.name, rosa.born, rosa.outcome, rosa.pupil) == (
        "C2", "Rosa Okafor", "2013-02-03", "automatic", "Rosa Okafor",
    )  # fmt: skip
    assert facts.pupils[0].same_home == (OnTheRoll("Rosa", "Okafor", date(2013, 2, 3), "F"),)
    assert [entry.urn for entry in facts.pupils[0].registrations] == ["124001"]


def test_the_waterfall_adds_up_to_the_weight(tmp_path: Path, now: datetime) -> None:
    facts = review_facts(asked(tmp_path, now), "C1")
    (eric,) = facts.pupils
    assert facts.outcome == "review"
    assert sum(part.bits for part in eric.parts) == pytest.approx(eric.weight)


def test_blind_shows_neither_score_nor_answer_nor_what_others_said(tmp_path: Path, now: datetime) -> None:
    number = asked(tmp_path, now)
    pupil = review_facts(number, "C1").pupils[0].pupil
    actions.judge_pupils(
        force="staffordshire", incident_reference="STF/1", person_id="C1", verdicts={pupil: "same"}, reason="Seen",
        by=Actor("amy@force.example", "force:staffordshire"), now=now,
    )  # fmt: skip
    seen, blind = review_facts(number, "C1"), review_facts(number, "C1", blind=True)
    assert [each.judged_by for each in seen.pupils[0].judgements] == ["amy@force.example"]
    assert (blind.outcome, blind.reason, blind.blind) == ("", "", True)
    (eric,) = blind.pupils
    assert (eric.weight, eric.probability, eric.parts, eric.judgements) == (None, None, (), ())
    assert eric.fields == seen.pupils[0].fields


def test_what_is_known_only_nearly_is_said_so(tmp_path: Path, now: datetime) -> None:
    number = asked(tmp_path, now, forenames="Erik", born=None, age=10, sex=None)
    fields = {field.label: field for field in review_facts(number, "C1").pupils[0].fields}
    assert (fields["Born"].child, fields["Born"].agreement) == ("2015-11-20 to 2016-11-19", "nearly")
    assert (fields["Sex"].child, fields["Sex"].agreement) == ("", "not known")


def test_who_was_not_looked_for_is_refused(tmp_path: Path, now: datetime) -> None:
    with pytest.raises(Refused, match="has not been looked for"):
        review_facts(asked(tmp_path, now), "C9")
