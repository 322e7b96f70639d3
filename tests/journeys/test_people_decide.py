"""What a person decides of a child and a pupil holds: on later versions, on later rolls, and for the same person."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from firstbell.foundations.audit.models import Entry
from firstbell.foundations.audit.queries import verify_chain
from firstbell.pure.actor import Actor
from firstbell.registers.incidents import queries as incidents
from firstbell.registers.linkage import actions as linkage_actions
from firstbell.registers.linkage import queries as linkage
from firstbell.registers.linkage.models import PupilJudgement
from firstbell.registers.linkage.rules import LinkAnswer
from firstbell.responses.encompass import actions
from world import Area
from world.area import DESK, STOKE, at
from world.feed import child, incident

NIGHT = at("2026-11-20 01:00")
ELSEWHERE = {"address_line_1": "9 Other Street", "postcode": "ST13 5BB"}
DECIDED = "A person decided that this is the child."
REFERENCE = "STF/2026/0000001"
UPN = "H801200001001"


def tell(area: Area, *, now: datetime = NIGHT, **facts: Any) -> int:
    document = incident(**facts)
    area.incidents(document, now=now)
    area.run(now)
    return incidents.find("staffordshire", document["reference"])


def answer(number: int, who: str = "C1") -> LinkAnswer:
    return linkage.answers_for(number)[who]


def decide(area: Area, urn: str | None, reason: str = "Telephoned the school", **more: Any) -> None:
    actions.decide_review(
        force=None, incident_reference=REFERENCE, child="C1", urn=urn, reason=reason, by=DESK, now=NIGHT,
        policy=area.policy, **more,
    )  # fmt: skip


def newer_roll(area: Area, day: int) -> None:
    area.take_in_registers(NIGHT, as_of=date(2026, 11, day))


@pytest.fixture
def doubtful(area: Area) -> Area:
    """Of Oliver Okafor there is on the rolls only Olivia's brother by a name that may be another child's."""
    area.pupil("100001", "Eric", "Okafor", "2016-06-01", sex="M", upn=UPN)
    area.take_in_registers(NIGHT)
    return area


def verdicts() -> list[tuple[str, str, str]]:
    rows = PupilJudgement.objects.order_by("pk")
    return [(row.person_id, row.verdict, row.occasion) for row in rows]


def test_the_place_of_one_pupil_means_that_pupil(doubtful: Area) -> None:
    number = tell(doubtful)
    assert (answer(number).outcome, doubtful.asked("C1")) == ("review", "which_pupil")
    decide(doubtful, "100001")
    assert verdicts() == [("C1", "same", "review")]
    tell(doubtful, version=2, now=NIGHT + timedelta(hours=1))
    assert (answer(number).outcome, answer(number).reason) == ("automatic", DECIDED)
    (entry,) = Entry.objects.filter(action="pupil.judged")
    assert (entry.subject, "Eric" in str(entry.details), UPN in str(entry.details)) == (
        f"staffordshire/{REFERENCE}",
        False,
        False,
    )
    assert verify_chain().whole


def test_it_holds_on_another_roll_and_under_another_name(doubtful: Area) -> None:
    """The pupil has moved school, home and name meanwhile; the UPN is the same."""
    number = tell(doubtful)
    decide(doubtful, "100001")
    doubtful.pupils[STOKE].clear()
    doubtful.pupil("100002", "Erik", "Brown", "2016-01-06", upn=UPN, **ELSEWHERE)
    newer_roll(doubtful, 18)
    tell(doubtful, version=2, now=NIGHT + timedelta(hours=1))
    chosen = answer(number).chosen
    assert chosen is not None
    assert [entry.urn for entry in chosen.registrations] == ["100002"]


def test_a_pupil_without_a_number_is_known_by_name_and_birth_also_once_it_has_one(doubtful: Area) -> None:
    doubtful.pupils[STOKE][0]["upn"] = ""
    newer_roll(doubtful, 17)
    number = tell(doubtful)
    decide(doubtful, "100001")
    doubtful.pupils[STOKE][0]["upn"] = UPN
    newer_roll(doubtful, 18)
    tell(doubtful, version=2, now=NIGHT + timedelta(hours=1))
    assert answer(number).reason == DECIDED


def test_nobody_means_none_of_them_and_they_are_not_put_forward_again(doubtful: Area) -> None:
    number = tell(doubtful)
    decide(doubtful, None)
    assert verdicts() == [("C1", "different", "review")]
    newer_roll(doubtful, 18)
    tell(doubtful, version=2, now=NIGHT + timedelta(hours=1))
    assert (answer(number).outcome, answer(number).candidates) == ("none", ())


def test_who_left_every_roll_is_replaced_by_nobody_unasked(area: Area) -> None:
    """The exactly named Oliver is another child: a person said so by choosing Eric."""
    area.pupil("100001", "Eric", "Okafor", "2016-06-01", sex="M", upn=UPN)
    area.take_in_registers(NIGHT)
    number = tell(area)
    decide(area, "100001")
    area.pupils[STOKE].clear()
    area.pupil("100002", "Oliver", "Okafor", "2016-06-01")
    newer_roll(area, 18)
    tell(area, version=2, now=NIGHT + timedelta(hours=1))
    assert (answer(number).outcome, answer(number).reason) == ("review", "The pupil decided for is on no roll now.")


def test_the_place_of_two_pupils_says_nothing(area: Area) -> None:
    for forenames in ("Eric", "Erica"):
        area.pupil("100001", forenames, "Okafor", "2016-06-01")
    area.take_in_registers(NIGHT)
    tell(area)
    decide(area, "100001")
    assert verdicts() == []


def test_another_place_says_nothing(doubtful: Area) -> None:
    tell(doubtful)
    decide(doubtful, "100002")
    assert verdicts() == []


def test_not_our_pupil_is_not_another_child(area: Area) -> None:
    """A school that has just lost a pupil says it too."""
    area.pupil("100001", "Oliver", "Okafor", "2016-06-01")
    area.take_in_registers(NIGHT)
    number = tell(area)
    (notice,) = area.notices("C1")
    school = Actor("dsl@100001.example", "establishment:100001")
    actions.not_our_pupil(reference=notice["reference"], reason="Left", by=school, now=NIGHT, policy=area.policy)
    decide(area, None)
    assert verdicts() == []
    tell(area, version=2, now=NIGHT + timedelta(hours=1))
    assert answer(number).outcome == "automatic"


def test_it_holds_for_the_same_person_in_another_incident(doubtful: Area) -> None:
    """Only the force's own number ties the two, never the name."""
    tell(doubtful, children=[child(nominal="N1")])
    decide(doubtful, "100001")
    tied = tell(doubtful, reference="STF/2", children=[child("C9", nominal="N1")], now=NIGHT + timedelta(hours=1))
    alone = tell(doubtful, reference="STF/3", children=[child("C9")], now=NIGHT + timedelta(hours=2))
    assert (answer(tied, "C9").reason, answer(alone, "C9").outcome) == (DECIDED, "review")


def test_a_person_may_think_again(doubtful: Area) -> None:
    number = tell(doubtful)
    decide(doubtful, "100001")
    linkage_actions.judge_pupils(
        force="staffordshire", incident_reference=REFERENCE, person_id="C1", verdicts={UPN: "different"},
        reason="It was the cousin", by=DESK, now=NIGHT + timedelta(hours=1),
    )  # fmt: skip
    tell(doubtful, version=2, now=NIGHT + timedelta(hours=2))
    assert answer(number).outcome == "none"


def test_a_brother_is_not_given_the_pupil_who_was_decided_for(area: Area) -> None:
    """Both come to Oliver, whose very name C2 has; a person says that he is C1, who keeps him from then on."""
    area.pupil("100001", "Oliver", "Okafor", "2016-06-01", upn=UPN)
    area.take_in_registers(NIGHT)
    both = [child("C1", "Ollie"), child("C2", "Oliver")]
    number = tell(area, children=both)
    assert [answer(number, who).outcome for who in ("C1", "C2")] == ["review", "automatic"]
    decide(area, "100001")
    tell(area, version=2, children=both, now=NIGHT + timedelta(hours=1))
    assert [answer(number, who).outcome for who in ("C1", "C2")] == ["automatic", "review"]
