"""Versions of incidents in any order, any number of times: the highest seen is the truth."""

from datetime import datetime, timedelta
from itertools import count, permutations
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from firstbell.foundations.audit.models import Entry
from firstbell.foundations.take_in.rules import Unfit
from firstbell.pure.actor import Actor
from firstbell.registers.incidents import queries
from firstbell.registers.incidents.actions import Received, record_version, record_versions
from firstbell.registers.incidents.models import Incident, IncidentVersion
from firstbell.registers.incidents.rules.reading import read_document
from firstbell.registers.people import queries as people
from rulebook.incident_lines import line, sample

pytestmark = pytest.mark.django_db

REFERENCE = "STF/2026/0012345"
NAMES = (f"A{number}" for number in count())
"""A reference for every example: Hypothesis does not empty the database between two of them."""


class Desk:
    """Takes documents in one by one."""

    def __init__(self, by: Actor, now: datetime) -> None:
        self.by, self.now = by, now

    def take(self, document: dict[str, Any]) -> bool:
        self.now += timedelta(minutes=1)
        return record_version(document=read_document(line(document)), by=self.by, now=self.now)


@pytest.fixture
def desk(by: Actor, now: datetime) -> Desk:
    return Desk(by, now)


def version(number: int, **changes: Any) -> dict[str, Any]:
    return sample(version=number, outcome_code=str(number)) | changes


def test_a_version_is_kept_and_told(desk: Desk) -> None:
    assert desk.take(sample())
    facts = queries.facts(queries.find("staffordshire", REFERENCE))
    assert (facts.force, facts.reference, facts.version) == ("staffordshire", REFERENCE, 1)
    assert facts.reported_at.isoformat() == "2026-11-20T22:05:00+00:00"
    (party,), (child,) = facts.parties, facts.children
    assert (party.role, party.person.surname, party.person.phones) == ("victim", "Okafor", ("07700 900123",))
    assert party.person.residence
    assert (party.person.residence.protected, party.person.residence.address.postcode) == (False, "ST4 1AA")
    assert (child.person.known_as, child.present, child.person.residence) == ("Ollie", "yes", None)
    assert [(r.to, r.kind) for r in child.relationships] == [("P1", "child")]
    assert child.stated_school
    assert (child.stated_school.text, child.stated_school.stated_by) == ("St Peters primary", "victim")


@pytest.mark.parametrize("order", list(permutations((1, 2, 5))))
def test_the_highest_version_is_the_truth_in_any_order(desk: Desk, order: tuple[int, ...]) -> None:
    for number in order:
        assert desk.take(version(number))
    facts = queries.facts(queries.find(None, REFERENCE))
    assert (facts.version, facts.outcome_code) == (5, "5")
    assert [times.version for times in queries.version_times(facts.incident_id)] == [1, 2, 5]
    assert queries.facts_at(facts.incident_id, 2).outcome_code == "2"
    with pytest.raises(KeyError):
        queries.facts_at(facts.incident_id, 3)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(1, 5), st.booleans()), min_size=1, max_size=12))
def test_order_repetition_and_splitting_change_nothing(by: Actor, now: datetime, sent: list[tuple[int, bool]]) -> None:
    """Versions in any order, any number of times, cut into batches anywhere: what is known in the end is the same."""
    name = next(NAMES)
    batches: list[list[Received]] = [[]]
    for number, (which, ends_batch) in enumerate(sent):
        document = version(which, reference=name)
        batches[-1].append(Received(number, read_document(line(document))))
        if ends_batch:
            batches.append([])
    results = [record_versions(received=batch, by=by, now=now) for batch in batches]
    versions = {which for which, _ in sent}
    assert sum(result.changed for result in results) == len(versions)
    assert sum(result.unchanged for result in results) == len(sent) - len(versions)
    incident = queries.find("staffordshire", name)
    assert queries.facts(incident).outcome_code == str(max(versions))
    assert [times.version for times in queries.version_times(incident)] == sorted(versions)


def test_the_same_version_again_changes_nothing(desk: Desk) -> None:
    assert desk.take(sample())
    before = Entry.objects.count(), Incident.objects.get().received_at
    assert not desk.take(sample())
    assert not desk.take(dict(reversed(sample().items())))
    assert (Entry.objects.count(), Incident.objects.get().received_at) == before
    assert IncidentVersion.objects.count() == 1


def test_the_same_version_with_other_content_is_refused_and_nothing_goes_back(desk: Desk) -> None:
    desk.take(version(1))
    desk.take(version(2))
    for number in (1, 2):
        with pytest.raises(Unfit, match=f"version {number} of {REFERENCE} was already taken in with other content"):
            desk.take(version(number, crime=False))
    assert queries.facts(queries.find(None, REFERENCE)).crime is True


def test_a_reference_of_another_force_is_another_incident(desk: Desk) -> None:
    desk.take(sample())
    desk.take(sample(force="west-mercia", domestic_abuse=False))
    ours, theirs = queries.find("staffordshire", REFERENCE), queries.find("west-mercia", REFERENCE)
    assert ours != theirs
    assert queries.facts(ours).domestic_abuse
    assert not queries.facts(theirs).domestic_abuse


def test_an_earlier_version_that_comes_late_does_not_bring_back_its_people(desk: Desk) -> None:
    gone = {"person_id": "C2", "forenames": "Ada", "surname": "Okafor", "nominal": "N 77"}
    desk.take(sample(version=2))
    late = sample(version=1)
    late["children"].append(gone)
    assert desk.take(late)
    assert people.known_elsewhere("staffordshire", "N 77") == []
    assert len(queries.facts(queries.find(None, REFERENCE)).children) == 1


def test_what_is_done_is_in_the_audit_trail_without_names(desk: Desk) -> None:
    desk.take(sample())
    trail = list(Entry.objects.order_by("sequence").values_list("action", "subject", "details"))
    assert [(action, subject) for action, subject, _ in trail] == [
        ("people.record", f"incident:staffordshire:{REFERENCE}"),
        ("incidents.record", f"incident:staffordshire:{REFERENCE}"),
    ]
    assert not any(word in str(trail) for word in ("Okafor", "Example", "2015", "ST4"))
