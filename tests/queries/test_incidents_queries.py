"""What may be asked of incidents."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from firstbell.pure.actor import Actor
from firstbell.pure.refusal import Refused
from firstbell.registers.incidents import queries
from firstbell.registers.incidents.actions import Received, record_versions
from firstbell.registers.incidents.models import IncidentVersion
from firstbell.registers.incidents.queries import register
from firstbell.registers.incidents.rules.reading import read_document
from rulebook.incident_lines import line, sample

pytestmark = pytest.mark.django_db


@pytest.fixture
def feed(by: Actor, now: datetime) -> Any:
    def take(*documents: dict[str, Any], later: timedelta = timedelta(0)) -> list[int]:
        received = [Received(n, read_document(line(document))) for n, document in enumerate(documents, start=1)]
        record_versions(received=received, by=by, now=now + later)
        return [queries.find(document["force"], document["reference"]) for document in documents]

    return take


def one(reference: str, **changes: Any) -> dict[str, Any]:
    return sample(reference=reference, **changes)


def test_many_facts_are_one_query(feed: Any) -> None:
    numbers = feed(*(one(f"A{n}") for n in range(20)))
    with CaptureQueriesContext(
        connection,
    ) as asked:
        found = queries.facts_many([*numbers, 999_999])
    assert len(asked) == 1
    assert [found[number].reference for number in numbers] == [f"A{n}" for n in range(20)]
    assert set(found) == set(numbers)
    with pytest.raises(KeyError):
        queries.facts(999_999)


def test_an_incident_is_found_by_its_reference_where_that_is_enough(feed: Any) -> None:
    ours, theirs, only = feed(one("A"), one("A", force="west-mercia"), one("B"))
    assert queries.find(None, " B ") == only
    assert (queries.find("staffordshire", "A"), queries.find("west-mercia", "A")) == (ours, theirs)
    with pytest.raises(Refused, match="several forces: staffordshire, west-mercia"):
        queries.find(None, "A")
    for force, reference in ((None, "C"), ("west-mercia", "B")):
        with pytest.raises(Refused, match="There is no incident"):
            queries.find(force, reference)


def test_what_is_not_done_comes_earliest_reported_first(feed: Any) -> None:
    late, early, middle = feed(
        one("A", reported_at="2026-11-20T22:05:00Z"),
        one("B", reported_at="2026-11-20T20:00:00Z"),
        one("C", reported_at="2026-11-20T21:00:00Z"),
    )
    done = IncidentVersion.objects.none()
    assert queries.unfinished(done, 10) == [(early, 1), (middle, 1), (late, 1)]
    assert queries.unfinished(done, 2) == [(early, 1), (middle, 1)]
    assert queries.unfinished_count(done) == 3


def test_a_new_version_is_not_done_and_an_old_one_is_not_asked_for(feed: Any) -> None:
    (first, second) = feed(one("A"), one("B"))
    feed(one("A", version=3, crime=False))
    feed(one("B", version=0 + 1))
    done = IncidentVersion.objects.filter(version=1)
    assert queries.unfinished(done, 10) == [(first, 3)]
    assert queries.current_versions([first, second, 999_999]) == {first: 3, second: 1}
    assert queries.unfinished(IncidentVersion.objects.all(), 10) == []


def test_every_incident_comes_once_and_a_few_at_a_time(feed: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(register, "CHUNK", 3)
    assert not queries.any_taken_in()
    feed(*(one(f"A{n}") for n in range(8)))
    assert [facts.reference for facts in queries.every_incident()] == [f"A{n}" for n in range(8)]
    assert queries.any_taken_in()


def test_what_arrived_since(feed: Any, now: datetime) -> None:
    (first,) = feed(one("A"))
    second, _ = feed(one("B"), one("C"), later=timedelta(hours=1))
    feed(one("A", version=2), later=timedelta(hours=2))
    assert queries.received_since(now + timedelta(hours=2)) == [(first, 2)]
    assert queries.received_since(now + timedelta(minutes=1))[0] == (second, 1)
    (times, again) = queries.version_times(first)
    assert (times.version, again.version, again.received_at - times.received_at) == (1, 2, timedelta(hours=2))
