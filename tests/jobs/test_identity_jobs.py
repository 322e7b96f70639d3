"""People of incidents are recognised once a version: in chunks, by two workers, and by one that is killed."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from fakes.processes import die, in_child, own_database, started, waited_for
from firstbell.config.schedule import SCHEDULE
from firstbell.foundations.audit.models import Entry
from firstbell.foundations.audit.queries import verify_chain
from firstbell.pure.actor import Actor
from firstbell.pure.policy import ForcePolicy
from firstbell.registers.linkage import actions, jobs, queries
from firstbell.registers.linkage.actions import clusters, identities
from firstbell.registers.linkage.models import Identity, Record, RecordKey, Tie
from firstbell.registers.linkage.rules.one_person import VERSION
from world import Area
from world.feed import child, home, incident, party, suspect

WORKER = Actor("job:identify people", "force:staffordshire")
FAMILIES = 7
STEPS = ("_forget", "_store_keys", "_store_ties", "_store_doubts", "_store_people", "_store_versions")


@pytest.fixture
def shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, transactional_db: None) -> Iterator[None]:
    """A database that other processes can share."""
    with own_database(tmp_path, monkeypatch):
        yield


@pytest.fixture
def area(tmp_path: Path) -> Area:
    return Area(tmp_path)


def two_nights(area: Area, now: datetime) -> None:
    """Seven families, each reported twice: then the suspect is the victim, and a child is named in full."""
    surnames = ("Adeyemi", "Brindley", "Chowdhury", "Dyer", "Eccles", "Farrow", "Grzelak")
    for night, name, roles in ((1, "Oliver", ("victim", "suspect")), (2, "Oliver James", ("suspect", "victim"))):
        for number, surname in enumerate(surnames):
            theirs = {"surname": surname, "residence": home(line=f"{number + 1} Example Road")}
            amy = party(date_of_birth=f"1992-02-0{number + 1}", **theirs) | {"role": roles[0]}
            daniel = suspect(date_of_birth=f"1990-07-2{number}", **theirs) | {"role": roles[1]}
            oliver = child("C1", name, surname, born=f"2016-0{number + 1}-19")
            told = incident(f"STF/{night}{number}", location=None, parties=[amy, daniel], children=[oliver])
            area.incidents(told, now=now)


def identify(now: datetime) -> int:
    return jobs.identify_people(by=WORKER, now=now, policy=ForcePolicy())


def until_done(now: datetime) -> None:
    while identify(now):
        pass


def who() -> dict[tuple[str, str], str]:
    rows = Record.objects.values_list("incident__reference", "person_id", "identity__reference")
    return {(reference, person): identity for reference, person, identity in rows}


def assert_seven_families_of_three() -> None:
    found = who()
    assert len(found) == FAMILIES * 6
    for number in range(FAMILIES):
        for person in ("P1", "P2", "C1"):
            assert found[f"STF/1{number}", person] == found[f"STF/2{number}", person]
    assert Identity.objects.count() == len(set(found.values())) == FAMILIES * 3
    assert queries.unidentified(1) == []
    assert verify_chain().whole


def test_the_job_stands_after_the_children_are_linked() -> None:
    names = [job.name for job in SCHEDULE]
    assert names.index("identify people") == names.index("link children") + 1


@pytest.mark.django_db
def test_a_version_is_gone_through_once_and_in_chunks(
    area: Area, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "INCIDENTS", 4)
    two_nights(area, now)
    assert [identify(now) for _ in range(5)] == [4, 4, 4, 2, 0]
    assert_seven_families_of_three()
    area.incidents(incident("STF/10", version=2, children=[]), now=now)
    assert [identify(now), identify(now)] == [1, 0]


@pytest.mark.django_db
def test_the_size_of_a_chunk_changes_nothing(area: Area, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    two_nights(area, now)
    until_done(now)
    together = who()
    monkeypatch.setattr(jobs, "INCIDENTS", 1)
    monkeypatch.setattr("firstbell.registers.linkage.rules.one_person.VERSION", VERSION + 1)
    until_done(now)
    assert who() == together
    assert_seven_families_of_three()


@pytest.mark.django_db
def test_another_rule_has_everybody_gone_through_again(
    area: Area, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    two_nights(area, now)
    until_done(now)
    before, counts = who(), (RecordKey.objects.count(), Tie.objects.count())
    monkeypatch.setattr("firstbell.registers.linkage.rules.one_person.VERSION", VERSION + 1)
    assert [identify(now), identify(now)] == [2 * FAMILIES, 0]
    assert (who(), RecordKey.objects.count(), Tie.objects.count()) == (before, *counts)


@pytest.mark.django_db
def test_what_was_recognised_before_somebody_else_wrote_is_not_written(area: Area, now: datetime) -> None:
    two_nights(area, now)
    waiting = queries.unidentified(100)
    both = [queries.recognise(waiting), queries.recognise(waiting)]
    assert [actions.record_identities(recognised=found, by=WORKER, now=now) for found in both] == [True, False]
    assert_seven_families_of_three()
    assert Entry.objects.filter(action="incident.identified").count() == 2 * FAMILIES


@pytest.mark.django_db
def test_a_persons_word_between_reading_and_writing_is_not_overwritten(area: Area, now: datetime) -> None:
    two_nights(area, now)
    until_done(now)
    area.incidents(incident("STF/30", parties=[party(surname="Adeyemi")], children=[]), now=now)
    found = queries.recognise(queries.unidentified(100))
    said: dict[str, Any] = {"reason": "two cousins", "by": WORKER, "now": now}
    first = who()["STF/10", "P1"]
    actions.split_identity(reference=first, records=[("STF/20", "P1")], **said)
    assert not actions.record_identities(recognised=found, by=WORKER, now=now)
    until_done(now)
    assert who()["STF/10", "P1"] != who()["STF/20", "P1"]


@pytest.mark.django_db
def test_a_key_that_too_many_share_keeps_no_more(area: Area, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("firstbell.registers.linkage.queries.recognising.MOST_BEARERS", 3)
    for number in range(6):
        area.incidents(incident(f"STF/{number}", parties=[party(nominal="N1")], children=[]), now=now)
        until_done(now)
    assert len(set(who().values())) == 1
    keys = list(RecordKey.objects.values_list("blocking_key", flat=True))
    assert max(keys.count(key) for key in keys) == 3


def test_killed_at_every_step_and_begun_again(
    shared: None, area: Area, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "INCIDENTS", 3)
    two_nights(area, now)
    places: list[tuple[Any, str]] = [(clusters, step) for step in STEPS]
    for module, step in [*places, (identities.audit, "record_many"), (jobs.actions, "record_identities")]:
        assert in_child(lambda module=module, step=step: dying(module, step, now)) == -9
        assert Record.objects.filter(identity=None).count() == 0
        assert Identity.objects.filter(records=None).count() == 0
    until_done(now)
    assert_seven_families_of_three()


def dying(module: Any, step: str, now: datetime) -> None:
    original: Callable[..., Any] = getattr(module, step)

    def done_and_dead(*arguments: Any, **named: Any) -> None:
        original(*arguments, **named)
        die()

    setattr(module, step, done_and_dead)
    until_done(now)


def test_two_workers_at_once(shared: None, area: Area, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "INCIDENTS", 1)
    monkeypatch.setattr(jobs, "ATTEMPTS", 100)
    two_nights(area, now)
    workers = [started(lambda: until_done(now)) for _ in range(2)]
    assert [waited_for(worker) for worker in workers] == [0, 0]
    assert_seven_families_of_three()
    assert Entry.objects.filter(action="incident.identified").count() == 2 * FAMILIES
