"""Two take-ins at once, in processes of their own: on PostgreSQL they really run side by side."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from fakes.processes import own_database, started, waited_for
from firstbell.foundations.audit.queries import verify_chain
from firstbell.pure.actor import Actor
from firstbell.registers.incidents import queries
from firstbell.registers.incidents.actions import Received, record_versions
from firstbell.registers.incidents.models import Incident, IncidentVersion
from firstbell.registers.incidents.rules.reading import read_document
from firstbell.registers.people import queries as people
from firstbell.registers.people.models import Person
from rulebook.incident_lines import line, sample

HOW_MANY = 60
ROUNDS = 4


@pytest.fixture
def shared(monkeypatch: pytest.MonkeyPatch, transactional_db: None, tmp_path: Path) -> Iterator[None]:
    with own_database(tmp_path, monkeypatch):
        yield


def test_the_same_incidents_and_people_in_two_files_at_once(shared: None, by: Actor, now: datetime) -> None:
    """Odd and even versions of the same incidents, all naming the same person, in opposite orders."""
    children = [started(_worker(first, order, by, now)) for first, order in ((1, 1), (2, -1))]
    assert [waited_for(child) for child in children] == [0, 0]
    assert (Incident.objects.count(), IncidentVersion.objects.count()) == (HOW_MANY, 2 * ROUNDS * HOW_MANY)
    assert {facts.version for facts in queries.every_incident()} == {2 * ROUNDS}
    assert len(people.known_elsewhere("staffordshire", "N1")) == HOW_MANY
    assert {mention.version for mention in people.mentions_of("staffordshire", "N1")} == {2 * ROUNDS}
    assert Person.objects.filter(nominal="N1").count() == 1
    assert verify_chain().whole


def _worker(first: int, order: int, by: Actor, now: datetime) -> Callable[[], None]:
    def work() -> None:
        for number in range(first, first + 2 * ROUNDS, 2):
            result = record_versions(received=_received(number, order), by=by, now=now)
            assert (result.changed, result.unfit) == (HOW_MANY, [])

    return work


def _received(version: int, order: int) -> list[Received]:
    documents: list[dict[str, Any]] = [sample(reference=f"A{n}", version=version) for n in range(HOW_MANY)][::order]
    for document in documents:
        document["parties"][0]["nominal"] = "N1"
    return [Received(n, read_document(line(document))) for n, document in enumerate(documents)]
