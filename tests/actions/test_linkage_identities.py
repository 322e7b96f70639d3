"""Who is one person across incidents: what people say of it, and what stays of it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from firstbell.foundations.audit.models import Entry
from firstbell.foundations.audit.queries import verify_chain
from firstbell.pure.actor import Actor
from firstbell.pure.policy import ForcePolicy
from firstbell.pure.refusal import Refused
from firstbell.registers.linkage import actions, jobs, queries
from world import Area
from world.feed import child, home, incident, party, suspect

pytestmark = pytest.mark.django_db

ELSEWHERE = home("ST13 5BB", "9 Other Street")
Tell = Callable[..., None]


@pytest.fixture
def tell(tmp_path: Path, now: Any, by: Actor) -> Tell:
    """Takes in an incident that names Amy Okafor and nobody else, and recognises her."""
    area = Area(tmp_path)

    def take(reference: str, *, version: int = 1, **facts: Any) -> None:
        told = {"parties": [party(**facts)], "children": []} if "parties" not in facts else facts
        area.incidents(incident(reference, version=version, **{"children": []} | told), now=now)
        while jobs.identify_people(by=by, now=now, policy=ForcePolicy()):
            pass

    return take


@pytest.fixture
def say(by: Actor, now: Any) -> dict[str, Any]:
    return {"reason": "seen at the station", "by": by, "now": now}


def who(incident_reference: str, person_id: str = "P1") -> str:
    found = queries.identity_of("staffordshire", incident_reference, person_id)
    assert found is not None
    return found.reference


def test_a_person_is_the_same_in_every_incident(tell: Tell) -> None:
    tell("STF/1")
    tell("STF/2", role="suspect", forenames="AMY")
    assert who("STF/1") == who("STF/2")
    assert who("STF/1").startswith("P-")
    assert len(who("STF/1")) == 12
    found = queries.same_person_everywhere("staffordshire", "STF/2", "P1")
    assert sorted(one.incident_reference for one in found) == ["STF/1", "STF/2"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"forenames": "Mohammed"}, {"forenames": "Muhammad"}),
        ({"forenames": "Katarzyna"}, {"forenames": "Kasia", "known_as": "Katarzyna"}),
        ({"date_of_birth": "1992-03-02"}, {"date_of_birth": "1992-02-03"}),
        ({"surname": "Smith"}, {"previous_surnames": ["Smith"]}),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_whoever_comes_first_is_found(tell: Tell, one: Any, other: Any, turned: bool) -> None:
    for reference, facts in zip(("STF/1", "STF/2"), (other, one) if turned else (one, other), strict=True):
        tell(reference, **facts)
    assert who("STF/1") == who("STF/2")


def test_the_newest_report_comes_first(tmp_path: Path, tell: Tell, by: Actor, now: Any) -> None:
    area = Area(tmp_path)
    for reference, day in (("STF/2", 18), ("STF/3", 19), ("STF/1", 17)):
        told = incident(reference, reported=f"2026-11-{day}T22:05:00+00:00", children=[])
        area.incidents(told, now=now)
    jobs.identify_people(by=by, now=now, policy=ForcePolicy())
    found = queries.same_person_everywhere("staffordshire", "STF/2", "P2")
    assert [one.incident_reference for one in found] == ["STF/3", "STF/2", "STF/1"]


def test_parted_and_joined_again_is_as_before(tell: Tell, say: dict[str, Any]) -> None:
    for reference in ("STF/1", "STF/2", "STF/3"):
        tell(reference)
    first = who("STF/1")
    parted = actions.split_identity(reference=first, records=[("STF/3", "P1")], **say)
    assert (who("STF/1"), who("STF/2"), who("STF/3")) == (first, first, parted)
    assert actions.join_identities(reference=parted, other=first, **say) == first
    assert {who(f"STF/{number}") for number in (1, 2, 3)} == {first}
    found = queries.identity(parted)
    assert (found.reference, found.also) == (first, (parted,))
    assert actions.split_identity(reference=first, records=[("STF/3", "P1")], **say) == parted
    assert queries.identity(parted).also == ()


def test_what_was_first_keeps_the_reference(tell: Tell, say: dict[str, Any]) -> None:
    tell("STF/1")
    tell("STF/2")
    first = who("STF/1")
    parted = actions.split_identity(reference=first, records=[("STF/1", "P1")], **say)
    assert (who("STF/1"), parted) == (first, first)
    assert who("STF/2") != first


def test_a_persons_word_outlives_versions_and_models(
    tell: Tell, say: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    tell("STF/1")
    tell("STF/2")
    tell("STF/3", forenames="Emily", residence=ELSEWHERE)
    first = who("STF/1")
    parted = actions.split_identity(reference=first, records=[("STF/2", "P1")], **say)
    actions.join_identities(reference=first, other=who("STF/3"), **say)
    monkeypatch.setattr("firstbell.registers.linkage.rules.one_person.VERSION", 2)
    tell("STF/2", version=2)
    assert (who("STF/1"), who("STF/2"), who("STF/3")) == (first, parted, first)


def test_who_is_no_longer_named_leaves_and_may_come_back(tell: Tell) -> None:
    tell("STF/1")
    tell("STF/2")
    first = who("STF/1")
    tell("STF/1", version=2, parties=[suspect()])
    assert queries.identity_of("staffordshire", "STF/1", "P1") is None
    assert who("STF/2") == first
    assert [one.incident_reference for one in queries.identity(first).appearances] == ["STF/2"]
    tell("STF/1", version=3)
    assert who("STF/1") == first


def test_whom_a_later_version_describes_otherwise_is_parted(tell: Tell) -> None:
    tell("STF/1")
    tell("STF/2")
    first = who("STF/1")
    tell("STF/2", version=2, forenames="Zofia", surname="Nowak", date_of_birth="1971-08-19")
    assert who("STF/1") == first
    assert who("STF/2") != first


def test_what_an_earlier_version_weighed_no_longer_counts(tell: Tell) -> None:
    """The later one contradicts nothing; it only says too little to be the same person."""
    tell("STF/1")
    tell("STF/2")
    first = who("STF/1")
    tell("STF/2", version=2, surname="Zielinska", date_of_birth=None, residence=ELSEWHERE)
    assert who("STF/2") != first


def test_a_bridge_that_goes_parts_what_it_held_together(tell: Tell) -> None:
    """Two homes, joined by one record that names both a previous and today's surname."""
    tell("STF/1", surname="Smith", residence=None)
    tell("STF/2", previous_surnames=["Smith"], residence=None)
    tell("STF/3", residence=None)
    assert who("STF/1") == who("STF/2") == who("STF/3")
    tell("STF/2", version=2, parties=[suspect()])
    assert who("STF/1") != who("STF/3")


def test_what_only_a_person_can_say(tell: Tell, say: dict[str, Any]) -> None:
    tell("STF/1")
    tell("STF/2", date_of_birth=None)
    (question,) = queries.needing_attention()
    assert question.references == (who("STF/1"), who("STF/2"))
    assert question.why == "the births leave it open"
    assert "same address" in question.words
    actions.join_identities(reference=who("STF/1"), other=who("STF/2"), **say)
    assert queries.needing_attention() == []
    assert who("STF/1") == who("STF/2")


def test_without_domestic_abuse_nobody_is_recognised(tell: Tell) -> None:
    tell("STF/1")
    tell("STF/2", parties=[party()], domestic_abuse=False)
    assert queries.identity_of("staffordshire", "STF/2", "P1") is None
    tell("STF/1", version=2, parties=[party()], domestic_abuse=False)
    assert queries.identity_of("staffordshire", "STF/1", "P1") is None


def test_children_are_recognised_and_twins_stay_two(tell: Tell) -> None:
    twins = [child("C1"), child("C2", "Emily", sex="F")]
    tell("STF/1", parties=[party()], children=twins)
    tell("STF/2", parties=[party()], children=[child("C1", "Emily", sex="F"), child("C2")])
    assert who("STF/1", "C1") == who("STF/2", "C2")
    assert who("STF/1", "C2") == who("STF/2", "C1")
    assert who("STF/1", "C1") != who("STF/1", "C2")


@pytest.mark.parametrize("sister", ["Ella", "Elsha"])
def test_twins_whose_names_are_alike_are_asked_about_even_after_a_correction(tell: Tell, sister: str) -> None:
    def twin(forename: str) -> list[Any]:
        return [child("C1", forename, sex="F", residence=home())]

    tell("STF/1", parties=[party()], children=twin("Elsa"))
    tell("STF/2", parties=[party()], children=twin("Elsa"))
    assert who("STF/1", "C1") == who("STF/2", "C1")
    tell("STF/2", version=2, parties=[party()], children=twin(sister))
    assert who("STF/1", "C1") != who("STF/2", "C1")
    assert [question.why for question in queries.needing_attention()] == ["perhaps twins, names alike"]


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"records": []}, "No record was named"),
        ({"records": [("STF/1", "P1"), ("STF/2", "P1")]}, "all the records"),
        ({"records": [("STF/9", "P1")]}, "no record of this identity"),
        ({"reason": " "}, "No reason"),
        ({"reference": "P-AAAAAAAAAA"}, "no identity"),
    ],
)
def test_a_split_that_says_nothing_is_refused(
    tell: Tell, say: dict[str, Any], wrong: dict[str, Any], reason: str
) -> None:
    tell("STF/1")
    tell("STF/2")
    entries = Entry.objects.count()
    asked = {"reference": who("STF/1"), "records": [("STF/2", "P1")]} | say | wrong
    with pytest.raises(Refused, match=reason):
        actions.split_identity(**asked)
    assert who("STF/1") == who("STF/2")
    assert Entry.objects.count() == entries


def test_joins_that_cannot_be_are_refused(tell: Tell, say: dict[str, Any]) -> None:
    tell("STF/1", parties=[party(), suspect()])
    tell("STF/2", parties=[suspect()])
    amy, daniel = who("STF/1", "P1"), who("STF/1", "P2")
    with pytest.raises(Refused, match="one identity already"):
        actions.join_identities(reference=amy, other=amy.lower(), **say)
    with pytest.raises(Refused, match="STF/1 names both"):
        actions.join_identities(reference=amy, other=daniel, **say)
    with pytest.raises(Refused, match="No reason"):
        actions.join_identities(reference=amy, other=daniel, **say | {"reason": ""})
    tell("STF/3", forenames="Emily")
    emily = who("STF/3")
    tell("STF/3", version=2, parties=[suspect()])
    with pytest.raises(Refused, match="names anybody"):
        actions.join_identities(reference=amy, other=emily, **say)


def test_the_trail_says_what_was_done_and_never_of_whom(tell: Tell, say: dict[str, Any]) -> None:
    tell("STF/1")
    tell("STF/2")
    first = who("STF/1")
    parted = actions.split_identity(reference=first, records=[("STF/2", "P1")], **say)
    actions.join_identities(reference=first, other=parted, **say)
    found = Entry.objects.filter(action__startswith="identity.").order_by("sequence")
    assert [(e.action, e.subject, e.why) for e in found] == [
        ("identity.split", first, "seen at the station"),
        ("identity.join", first, "seen at the station"),
    ]
    assert "Okafor" not in "".join(e.details + e.subject for e in Entry.objects.all())
    assert verify_chain().whole
