"""A second model from the labels of people to its first answer: sampled, labelled, learnt, in shadow, on."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from firstbell.foundations.audit.models import Entry
from firstbell.foundations.take_in.rules import Unusable
from firstbell.pure.actor import Actor
from firstbell.pure.matching.second import digest_of
from firstbell.pure.matching.training import learning
from firstbell.pure.policy import ForcePolicy
from firstbell.pure.refusal import Refused
from firstbell.registers.incidents import queries as incidents
from firstbell.registers.linkage import actions, intake, jobs, queries
from firstbell.registers.linkage.models import LearntModel, SampledAnswer
from firstbell.registers.linkage.rules.shadowing import ShadowCounts
from world import Area
from world.area import DESK
from world.feed import child, incident

pytestmark = pytest.mark.django_db

AMY, BEN, CEM, DEE = (Actor(f"{name}@force.example", "force:staffordshire") for name in ("amy", "ben", "cem", "dee"))
ELSEWHERE = {"address_line_1": "9 Other Street", "postcode": "ST13 5BB"}
FAMILIES = 12
NAMES = ("Oliver", "Harper", "Maya", "Tobias", "Zofia", "Rhys", "Amina", "Quentin", "Bilal", "Freya", "Ivo", "Wendy")
SURNAMES = "Okafor Price Kowalski Begum Thorne Udall Vickers Yates Marsh Lomas Finney Ede".split()


@pytest.fixture
def answered(tmp_path: Path, now: datetime) -> Area:
    """Families with a child each who is surely found, and one called otherwise at the same address, of whom a person
    is asked."""
    area = Area(tmp_path)
    urn = area.school("124001")
    for number, (name, surname) in enumerate(zip(NAMES, SURNAMES, strict=True)):
        home = {"address_line_1": f"{number + 1} Leek Road", "postcode": "ST4 2BB"}
        area.pupil(urn, name, surname, "2016-06-01", **home)
        area.pupil(urn, "Xanthe", surname, "2013-02-03", **home)
    area.take_in_registers(now)
    place: dict[str, Any] = {"kind": "home", "address": {"lines": ["1 Leek Road"], "postcode": "ST4 2BB", "uprn": None}}
    documents = []
    for number, (name, surname) in enumerate(zip(NAMES, SURNAMES, strict=True)):
        home = {**place, "address": {**place["address"], "lines": [f"{number + 1} Leek Road"]}}
        children = [child("C1", name, surname), child("C2", "Gordon", surname, born="2013-02-03", sex=None)]
        documents.append(incident(f"STF/{number}", location=home, parties=[], children=children))
        for one in children:
            one["relationships"] = []
    area.incidents(*documents, now=now)
    link(now)
    return area


def link(now: datetime) -> int:
    return jobs.link_children(by=DESK, now=now, policy=ForcePolicy())


def label(who: str, by: Actor, now: datetime, verdict: str = "same", reference: str = "STF/0") -> str | None:
    return actions.label_sampled(
        force=None, incident_reference=reference, person_id=who, verdict=verdict, reason="Looked", by=by, now=now
    )


def draw(now: datetime, size: int = 2 * FAMILIES) -> int:
    return actions.draw_sample(size=size, by=DESK, now=now)


def test_half_of_the_sample_is_automatic_and_nobody_is_drawn_twice(answered: Area, now: datetime) -> None:
    assert [draw(now, 8), draw(now, 100), draw(now, 100)] == [8, 16, 0]
    first = SampledAnswer.objects.order_by("pk")[:8]
    assert [row.outcome for row in first] == ["automatic"] * 4 + ["review"] * 4
    assert {row.stands_for for row in first} == {FAMILIES / 4}
    assert Entry.objects.filter(action="sample.drawn").order_by("sequence")[0].details == '{"answers":8}'


def test_the_same_answers_are_drawn_wherever_it_is_repeated(answered: Area, now: datetime) -> None:
    draw(now, 8)
    once = set(SampledAnswer.objects.values_list("incident__reference", "person_id"))
    SampledAnswer.objects.all().delete()
    draw(now, 8)
    assert set(SampledAnswer.objects.values_list("incident__reference", "person_id")) == once


def test_two_people_settle_it_and_a_third_where_they_differ(answered: Area, now: datetime) -> None:
    draw(now)
    assert label("C1", AMY, now) is None
    with pytest.raises(Refused, match="already labelled"):
        label("C1", AMY, now)
    assert label("C1", BEN, now, "different") is None
    assert label("C1", CEM, now) == "same"
    with pytest.raises(Refused, match="labelled this answer alike"):
        label("C1", DEE, now)
    assert len(queries.waiting_labels()) == 2 * FAMILIES - 1


def test_one_label_alone_binds_nobody(answered: Area, now: datetime) -> None:
    draw(now)
    number = incidents.find(None, "STF/0")
    label("C1", AMY, now, "different")
    facts = incidents.facts(number)
    assert queries.told_many([facts])[number] == {}
    label("C1", BEN, now, "different")
    assert set(queries.told_many([facts])[number]) == {"C1"}


def test_who_decided_the_review_does_not_label_it(answered: Area, now: datetime) -> None:
    draw(now)
    pupil = SampledAnswer.objects.get(incident__reference="STF/0", person_id="C2").pupil
    actions.judge_pupils(
        force="staffordshire", incident_reference="STF/0", person_id="C2", verdicts={pupil: "same"}, reason="Seen",
        by=AMY, now=now,
    )  # fmt: skip
    with pytest.raises(Refused, match="decided this child's review"):
        label("C2", AMY, now)


def test_only_what_is_in_the_sample_is_labelled_with_a_verdict_and_a_reason(answered: Area, now: datetime) -> None:
    with pytest.raises(Refused, match="in the sample"):
        label("C1", AMY, now)
    draw(now)
    with pytest.raises(Refused, match="no verdict"):
        label("C1", AMY, now, "perhaps")
    with pytest.raises(Refused, match="reason"):
        actions.label_sampled(
            force=None, incident_reference="STF/0", person_id="C1", verdict="same", reason=" ", by=AMY, now=now
        )


def decide_all(now: datetime) -> None:
    draw(now)
    for number in range(FAMILIES):
        for by in (AMY, BEN):
            label("C1", by, now, "same", f"STF/{number}")
            label("C2", by, now, "different" if number % 3 else "same", f"STF/{number}")


def learn(now: datetime, folder: Path) -> intake.KeptSecond:
    return intake.learn_second(on=date(2026, 11, 20), into=folder, precision=0.999, by=DESK, now=now)


@pytest.fixture
def learnt(answered: Area, now: datetime, monkeypatch: pytest.MonkeyPatch) -> intake.KeptSecond:
    monkeypatch.setattr(learning, "FEWEST", 20)
    decide_all(now)
    return learn(now, answered.folder / "models")


def test_nothing_is_learnt_from_few(answered: Area, now: datetime) -> None:
    decide_all(now)
    with pytest.raises(Refused, match="24 children have been decided by people, and 500 are needed"):
        learn(now, answered.folder)
    assert not LearntModel.objects.exists()


def test_what_people_decided_is_what_is_learnt_from(answered: Area, now: datetime) -> None:
    decide_all(now)
    found = queries.decided_children()
    assert len(found) == 2 * FAMILIES
    assert sum(each.on_roll for each in found) == FAMILIES + FAMILIES // 3
    surely = [each for each in found if each.sure is not None]
    assert len(surely) == FAMILIES
    assert all(each.sure == each.same for each in surely)
    unlike = [each for each in found if each.known is not None]
    assert len(unlike) == FAMILIES - FAMILIES // 3
    assert {(each.same, each.on_roll, len(each.known or ())) for each in unlike} == {(None, False, 1)}


def test_a_model_begins_in_shadow_and_changes_no_answer(
    answered: Area, learnt: intake.KeptSecond, now: datetime
) -> None:
    assert learnt.path.stat().st_mode & 0o777 == 0o600
    assert intake.digest_in(learnt.path) == LearntModel.objects.get().digest
    (model,) = queries.second_models()
    assert (model.state, model.counts, model.fits) == ("shadow", ShadowCounts(), True)
    answered.incidents(incident("STF/NEW", children=[child(), child("C2", "Gordon")]), now=now)
    link(now)
    (model,) = queries.second_models()
    assert model.counts.answers == 2
    assert queries.answers_for(incidents.find(None, "STF/NEW"))["C2"].outcome == "none"


def test_it_is_switched_on_by_a_named_person_who_has_seen_it_in_shadow(
    answered: Area, learnt: intake.KeptSecond, now: datetime
) -> None:
    digest = intake.digest_in(learnt.path)
    with pytest.raises(Refused, match="in shadow yet"):
        actions.switch_on(digest=digest, reason="Gains", by=AMY, now=now)
    LearntModel.objects.update(agreed=3)
    with pytest.raises(Refused, match="Nobody is named"):
        actions.switch_on(digest=digest, reason="Gains", by=Actor("administrator", "force:staffordshire"), now=now)
    with pytest.raises(Refused, match="reason"):
        actions.switch_on(digest=digest, reason="", by=AMY, now=now)
    with pytest.raises(Refused, match="never run in shadow"):
        actions.switch_on(digest="0" * 64, reason="Gains", by=AMY, now=now)
    actions.switch_on(digest=digest, reason="Gains", by=AMY, now=now)
    assert [model.state for model in queries.second_models()] == ["on"]
    entry = Entry.objects.get(action="model.switched_on")
    assert (entry.by, json.loads(entry.details)) == (AMY.name, {"digest": digest})
    actions.switch_off(reason="Wrong links", by=BEN, now=now)
    assert [model.state for model in queries.second_models()] == ["off"]
    with pytest.raises(Refused, match="No second model"):
        actions.switch_off(reason="Again", by=BEN, now=now)


def unsure(area: Area, now: datetime, reference: str) -> str:
    """A name misspelt, day and month swapped, and no address: too little for the rules alone."""
    sought = child("C1", "Olver", relationships=[], born="2016-01-06")
    area.incidents(incident(reference, children=[sought], location=None, parties=[]), now=now)
    link(now)
    return queries.answers_for(incidents.find(None, reference))["C1"].outcome


def rewritten(accept: float) -> dict[str, Any]:
    row = LearntModel.objects.get()
    row.learnt["accept"] = accept
    row.learnt["digest"] = row.digest = digest_of(row.learnt)
    row.save()
    return dict(row.learnt)


def test_only_what_is_switched_on_answers(answered: Area, learnt: intake.KeptSecond, now: datetime) -> None:
    """The threshold is set to nothing here: whoever no guard forbids is linked as soon as the model may answer."""
    rewritten(0.0)
    before = unsure(answered, now, "STF/A")
    digest = LearntModel.objects.get().digest
    assert LearntModel.objects.get().would_link >= 1
    actions.switch_on(digest=digest, reason="Gains", by=AMY, now=now)
    assert (before, unsure(answered, now, "STF/B")) == ("review", "automatic")
    actions.switch_off(reason="Enough", by=AMY, now=now)
    assert unsure(answered, now, "STF/C") == "review"


def test_a_model_of_another_release_is_not_asked(answered: Area, learnt: intake.KeptSecond, now: datetime) -> None:
    """Children are looked for all the same."""
    row = LearntModel.objects.get()
    row.learnt["traits"][0] = "shoe_size"
    row.learnt["digest"] = digest_of(row.learnt)
    row.state = "on"
    row.save()
    assert [model.fits for model in queries.second_models()] == [False]
    assert unsure(answered, now, "STF/D") == "review"


def test_a_changed_file_is_refused(learnt: intake.KeptSecond) -> None:
    document = json.loads(learnt.path.read_text(encoding="utf-8"))
    learnt.path.write_text(json.dumps(document | {"accept": 0.0}), encoding="utf-8")
    with pytest.raises(Unusable, match="not as it was written"):
        intake.digest_in(learnt.path)
    with pytest.raises(Unusable, match="cannot be read"):
        intake.digest_in(learnt.path.with_name("nothing.json"))
