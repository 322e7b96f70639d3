"""Children of incidents are looked for on the rolls of the day: once a version, and again when the rolls change."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from firstbell.foundations.audit.models import Entry
from firstbell.foundations.audit.queries import verify_chain
from firstbell.pure.actor import Actor
from firstbell.pure.matching.model import PEOPLE, shipped_model
from firstbell.pure.policy import ForcePolicy
from firstbell.registers.incidents import queries as incidents
from firstbell.registers.linkage import actions, jobs, queries
from firstbell.registers.linkage.models import Link, LinkedVersion
from firstbell.registers.linkage.rules import LinkAnswer
from firstbell.registers.linkage.rules.method import method_of
from firstbell.registers.schools import queries as schools
from firstbell.registers.schools.jobs import renew_keys
from firstbell.registers.schools.models import RollExtract, RollKey
from world import Area
from world.area import COUNTY, STOKE
from world.feed import child, home, incident, party, suspect

pytestmark = pytest.mark.django_db

WORKER = Actor("job:link children", "force:staffordshire")
ELSEWHERE = {"address_line_1": "9 Other Street", "postcode": "ST13 5BB"}
Tell = Callable[..., int]


@pytest.fixture
def area(tmp_path: Path) -> Area:
    return Area(tmp_path)


@pytest.fixture
def tell(area: Area, now: datetime) -> Tell:
    """Takes in an incident and gives its number."""

    def take(reference: str = "STF/1", **facts: Any) -> int:
        area.incidents(incident(reference=reference, **facts), now=now)
        return incidents.find("staffordshire", reference)

    return take


def link(now: datetime) -> int:
    return jobs.link_children(by=WORKER, now=now, policy=ForcePolicy())


def urns(answer: LinkAnswer) -> list[str | None]:
    return [entry.urn for pupil in answer.candidates for entry in pupil.registrations]


def linked(number: int) -> LinkedVersion:
    return LinkedVersion.objects.filter(incident_id=number).latest("version")


def test_a_child_is_looked_for_once_a_version(area: Area, tell: Tell, now: datetime) -> None:
    area.pupil(area.school("124001"), "Oliver", "Okafor", "2016-06-01")
    area.take_in_registers(now)
    number = tell()
    assert queries.unlinked_count() == 1
    assert queries.answers_for(number) == {}
    assert (link(now), link(now), queries.unlinked_count()) == (1, 0, 0)
    answer = queries.answers_for(number)["C1"]
    assert (answer.outcome, urns(answer)) == ("automatic", ["124001"])
    assert answer.chosen is not None
    assert answer.chosen.address_agrees is True
    tell(version=2)
    assert (link(now), link(now)) == (1, 0)
    assert [(row.version, row.round) for row in queries.linked_versions().order_by("version")] == [(1, 1), (2, 1)]


def test_an_answer_says_by_what_it_was_found(area: Area, tell: Tell, now: datetime) -> None:
    """The model, the rules and the thresholds; another threshold is another method."""
    area.pupil(area.school("124001"), "Oliver", "Okafor", "2016-06-01")
    area.take_in_registers(now)
    number = tell()
    link(now)
    (kept,) = Link.objects.filter(incident_id=number).values_list("method", flat=True)
    assert kept == method_of(shipped_model())
    assert kept not in (method_of(shipped_model(PEOPLE)), method_of(shipped_model(), "a second model's digest"))


def test_what_was_answered_stays_whatever_the_roll_says_later(area: Area, tell: Tell, now: datetime) -> None:
    area.pupil(area.school("124001"), "Oliver", "Okafor", "2016-06-01")
    area.take_in_registers(now)
    number = tell()
    link(now)
    before = queries.answers_for(number)
    area.pupils[STOKE].clear()
    area.pupil(area.school("124002"), "Oliver", "Okafor", "2016-06-01")
    area.take_in_registers(now, as_of=date(2026, 11, 18))
    assert link(now) == 0
    assert queries.answers_for(number) == before
    tell(version=2)
    link(now)
    assert urns(queries.answers_for(number)["C1"]) == ["124002"]


def test_twins_have_a_pupil_each(area: Area, tell: Tell, now: datetime) -> None:
    area.pupil(area.school("124001"), "Oliver", "Okafor", "2016-06-01")
    area.pupil(area.school("124002"), "Emily", "Okafor", "2016-06-01")
    area.take_in_registers(now)
    number = tell(children=[child("C1"), child("C2", "Emily", sex="F")])
    link(now)
    answers = queries.answers_for(number)
    assert {who: answer.outcome for who, answer in answers.items()} == {"C1": "automatic", "C2": "automatic"}
    chosen = {who: answer.chosen.pupil.forenames for who, answer in answers.items() if answer.chosen}
    assert chosen == {"C1": "Oliver", "C2": "Emily"}


def test_two_children_do_not_share_a_pupil(area: Area, tell: Tell, now: datetime) -> None:
    area.pupil(area.school("124001"), "Oliver", "Okafor", "2016-06-01")
    area.take_in_registers(now)
    number = tell(children=[child("C1"), child("C2", "Ollie", known_as="Ol")])
    link(now)
    answers = queries.answers_for(number)
    assert {who: answer.outcome for who, answer in answers.items()} == {"C1": "automatic", "C2": "review"}
    assert answers["C2"].reason == "Another child of the incident is this pupil by name and day of birth."


def test_every_registration_of_a_pupil(area: Area, tell: Tell, now: datetime) -> None:
    """Dual registration, and a second authority's roll."""
    area.pupil(area.school("124001"), "Oliver", "Okafor", "2016-06-01", enrolment="M")
    area.pupil(area.school("124002"), "Oliver", "Okafor", "2016-06-01", enrolment="S")
    area.pupil(area.school("124003"), "Ollie", "Okafor", "2014-06-01")
    area.pupil("124002", "Oliver", "Okafor", "2016-06-01", on=COUNTY)
    area.take_in_registers(now)
    number = tell()
    link(now)
    chosen = queries.answers_for(number)["C1"].chosen
    assert chosen is not None
    assert sorted((entry.urn, entry.authority) for entry in chosen.registrations) == [
        ("124001", STOKE),
        ("124002", STOKE),
        ("124002", COUNTY),
    ]


def test_where_the_child_may_live_is_evidence(area: Area, tell: Tell, now: datetime) -> None:
    """The home of the parent it is related to, or of the incident, settles which of two namesakes it is."""
    area.pupil(area.school("124001"), "Oliver", "Okafor", "2016-06-01")
    area.pupil(area.school("124002"), "Oliver", "Okafor", "2016-06-01", **ELSEWHERE)
    area.take_in_registers(now)
    nowhere = {"location": None, "parties": [party(residence=None), suspect(residence=None)]}
    unsure = tell("STF/1", **nowhere)
    mother = tell("STF/2", **nowhere | {"parties": [party(residence=home("ST13 5BB", "9 Other Street"))]})
    place = {"kind": "home", "address": {"lines": ["9 Other Street"], "postcode": "ST13 5BB", "uprn": None}}
    at_home = tell("STF/3", **nowhere | {"location": place})
    elsewhere = tell("STF/4", **nowhere | {"location": place | {"kind": "relative"}})
    link(now)
    outcomes = {n: queries.answers_for(n)["C1"] for n in (unsure, mother, at_home, elsewhere)}
    assert [outcomes[n].outcome for n in (unsure, mother, at_home, elsewhere)] == [
        "many",
        "automatic",
        "automatic",
        "many",
    ]
    assert urns(outcomes[mother])[0] == urns(outcomes[at_home])[0] == "124002"


def test_young_parties_are_looked_for(area: Area, tell: Tell, now: datetime) -> None:
    area.pupil(area.school("124001"), "Ellie", "Marsh", "2009-11-21")
    area.pupil("124001", "Amy", "Okafor", "2008-11-19")
    area.take_in_registers(now)
    young = party("P9", "victim", forenames="Ellie", surname="Marsh", date_of_birth="2009-11-21")
    of_age = party("P8", "other", date_of_birth="2008-11-19")
    unknown = party("P7", "other", date_of_birth=None)
    number = tell(parties=[party(), young, of_age, unknown], children=[])
    link(now)
    assert {who: answer.outcome for who, answer in queries.answers_for(number).items()} == {"P9": "automatic"}


def test_nobody_is_looked_for_without_domestic_abuse(area: Area, tell: Tell, now: datetime) -> None:
    area.pupil(area.school("124001"), "Oliver", "Okafor", "2016-06-01")
    area.take_in_registers(now)
    number = tell(domestic_abuse=False)
    assert (link(now), link(now)) == (1, 0)
    assert queries.answers_for(number) == {}
    tell(version=2)
    link(now)
    assert queries.answers_for(number)["C1"].outcome == "automatic"


def test_without_a_roll_a_person_is_needed_until_one_comes(area: Area, tell: Tell, now: datetime) -> None:
    number = tell()
    assert (link(now), link(now)) == (1, 0)
    answer = queries.answers_for(number)["C1"]
    assert (answer.outcome, answer.candidates, answer.reason) == ("none", (), "No roll is loaded.")
    area.pupil(area.school("124001"), "Oliver", "Okafor", "2016-06-01")
    area.take_in_registers(now)
    assert (link(now), link(now)) == (1, 0)
    assert queries.answers_for(number)["C1"].outcome == "automatic"
    assert linked(number).round == 2


def test_a_newer_roll_is_searched_for_28_days(area: Area, tell: Tell, now: datetime) -> None:
    number = tell()
    link(now)
    area.pupil(area.school("124001"), "Oliver", "Okafor", "2016-06-01")
    area.take_in_registers(now)
    assert link(now + timedelta(days=27)) == 0
    assert queries.answers_for(number)["C1"].outcome == "none"
    assert link(now + timedelta(days=26)) == 1


def test_only_the_latest_version_is_searched_again(area: Area, tell: Tell, now: datetime) -> None:
    tell()
    link(now)
    tell(version=2)
    link(now)
    area.pupil(area.school("124001"), "Oliver", "Okafor", "2016-06-01")
    area.take_in_registers(now)
    assert (link(now), link(now)) == (1, 0)
    assert [(row.version, row.outcome) for row in Link.objects.order_by("version")] == [(1, "none"), (2, "automatic")]


def test_who_was_found_stays_found_while_others_are_searched_again(area: Area, tell: Tell, now: datetime) -> None:
    area.pupil(area.school("124001"), "Oliver", "Okafor", "2016-06-01")
    area.take_in_registers(now)
    number = tell(children=[child("C1"), child("C2", "Emily", born="2014-03-09", sex="F")])
    link(now)
    before = queries.answers_for(number)
    assert [before[who].outcome for who in ("C1", "C2")] == ["automatic", "none"]
    area.pupils[STOKE][0]["urn"] = area.school("124002")
    area.pupil("124002", "Emily", "Okafor", "2014-03-09")
    area.take_in_registers(now, as_of=date(2026, 11, 18))
    link(now)
    after = queries.answers_for(number)
    assert after["C1"] == before["C1"]
    assert after["C2"].outcome == "automatic"


def test_the_same_answer_from_a_newer_roll_is_no_new_round(area: Area, tell: Tell, now: datetime) -> None:
    area.pupil(area.school("124001"), "O", "Okafor", "2016-06-01", **ELSEWHERE)
    area.take_in_registers(now)
    number = tell()
    link(now)
    stamp = linked(number).roll_stamp
    area.take_in_registers(now, as_of=date(2026, 11, 18))
    assert (link(now), link(now)) == (1, 0)
    assert (linked(number).round, queries.answers_for(number)["C1"].outcome) == (1, "review")
    assert linked(number).roll_stamp != stamp


def test_work_is_done_in_chunks(area: Area, tell: Tell, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "CHUNK", 3)
    area.pupil(area.school("124001"), "Oliver", "Okafor", "2016-06-01")
    area.take_in_registers(now)
    numbers = [tell(f"STF/{number}") for number in range(7)]
    assert [link(now) for _ in range(4)] == [3, 3, 1, 0]
    answers = queries.answers_many(numbers)
    assert {answers[number]["C1"].outcome for number in numbers} == {"automatic"}


def test_two_workers_at_one_incident_write_the_same(area: Area, tell: Tell, now: datetime) -> None:
    area.pupil(area.school("124001"), "Oliver", "Okafor", "2016-06-01")
    area.take_in_registers(now)
    number = tell()
    stamp = schools.roll_stamp()
    facts = [incidents.facts(number)]
    both = [queries.look_up(facts, roll_stamp=stamp) for _ in range(2)]
    for found in both:
        assert found is not None
        assert actions.record_links(linked=found, roll_stamp=stamp, by=WORKER, now=now)
        assert queries.answers_for(number) == found[0].answers
    assert (Link.objects.count(), linked(number).round) == (1, 1)


def test_what_was_found_on_a_replaced_roll_is_not_written(area: Area, tell: Tell, now: datetime) -> None:
    area.pupil(area.school("124001"), "Oliver", "Okafor", "2016-06-01")
    area.take_in_registers(now)
    number = tell()
    stamp = schools.roll_stamp()
    found = queries.look_up([incidents.facts(number)], roll_stamp=stamp)
    area.take_in_registers(now, as_of=date(2026, 11, 18))
    assert found is not None
    assert not actions.record_links(linked=found, roll_stamp=stamp, by=WORKER, now=now)
    assert queries.look_up([incidents.facts(number)], roll_stamp="an old stamp") is None
    assert (Link.objects.count(), queries.unlinked_count()) == (0, 1)
    assert link(now) == 1


def test_the_trail_says_how_many_and_never_who(area: Area, tell: Tell, now: datetime) -> None:
    area.pupil(area.school("124001"), "Oliver", "Okafor", "2016-06-01")
    area.take_in_registers(now)
    tell(children=[child("C1"), child("C2", "Emily", born="2019-03-09", sex="F")])
    link(now)
    (entry,) = Entry.objects.filter(action="incident.linked")
    assert entry.subject == "staffordshire/STF/1"
    assert entry.details == '{"automatic":1,"none":1,"version":1}'
    assert verify_chain().whole


def test_nobody_is_looked_for_by_keys_of_other_rules(area: Area, tell: Tell, now: datetime) -> None:
    """After an upgrade the keys of every roll are made anew before anybody is looked for on any of them."""
    area.pupil(area.school("124001"), "Oliver", "Okafor", "2016-06-01", on=COUNTY)
    area.pupil(area.school("124002"), "Emily", "Example", "2015-06-01", on=STOKE)
    area.take_in_registers(now)
    stamp = schools.roll_stamp()
    RollExtract.objects.update(keys_version=0)
    RollKey.objects.all().delete()
    number = tell()
    assert schools.roll_stamp() != stamp
    assert (link(now), queries.answers_for(number)) == (0, {})
    assert [renew_keys(by=WORKER, now=now, policy=ForcePolicy()) for _ in range(3)] == [1, 1, 0]
    assert schools.roll_stamp() == stamp
    assert (link(now), urns(queries.answers_for(number)["C1"])) == (1, ["124001"])
