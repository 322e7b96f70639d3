"""Storing records that have been settled. For the actions on identities, in their transactions."""

import base64
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from django.db.models import Q
from django.utils.crypto import salted_hmac

from firstbell.registers.linkage.models import Doubt, IdentifiedVersion, Identity, Record, RecordKey, Tie, Turn
from firstbell.registers.linkage.queries.recognising import Recognised, method
from firstbell.registers.linkage.rules.clustering import Named

BATCH = 200


def next_turn() -> int:
    """Lock all identities until the transaction ends; how often they had been changed before."""
    turn, _ = Turn.objects.select_for_update().get_or_create(pk=1)
    Turn.objects.filter(pk=1).update(number=turn.number + 1)
    return turn.number


def write(recognised: Recognised, now: datetime) -> None:
    """Everything as it was settled; what is stored already is left alone."""
    records = _records(recognised)
    _forget({records[place] for place in recognised.fresh} | recognised.gone)
    Record.objects.filter(pk__in=recognised.gone).update(identity=None)
    _store_keys(recognised, records)
    _store_ties(recognised, records)
    _store_doubts(recognised, records, now)
    _store_people(recognised, records, now)
    _store_versions(recognised, now)


def _records(recognised: Recognised) -> dict[int, int]:
    """The row of every record, by its place; made where there is none."""
    wanted = Record.objects.filter(incident__in={incident for incident, _ in recognised.names})
    rows = {(incident, person): row for row, incident, person in wanted.values_list("pk", "incident_id", "person_id")}
    new = [name for name in recognised.names if name not in rows]
    Record.objects.bulk_create([Record(incident_id=incident, person_id=person) for incident, person in new], BATCH)
    if new:
        return _records(recognised)
    return {place: rows[name] for place, name in enumerate(recognised.names)}


def _forget(records: set[int]) -> None:
    """What was kept of records that were read anew, or that nobody names any more."""
    RecordKey.objects.filter(record__in=records).delete()
    for kind in (Tie, Doubt):
        kind.objects.filter(Q(one__in=records) | Q(other__in=records)).delete()


def _store_keys(recognised: Recognised, records: Mapping[int, int]) -> None:
    RecordKey.objects.bulk_create(
        (
            RecordKey(record_id=records[place], blocking_key=key)
            for place, keys in recognised.fresh.items()
            for key in sorted(keys)
        ),
        batch_size=BATCH,
    )


def _store_ties(recognised: Recognised, records: Mapping[int, int]) -> None:
    Tie.objects.bulk_create(
        (
            Tie(one_id=records[tie.one], other_id=records[tie.other], weight=tie.weight, doubt=tie.doubt)
            for tie in recognised.ties
        ),
        batch_size=BATCH,
    )


def _store_doubts(recognised: Recognised, records: Mapping[int, int], now: datetime) -> None:
    """What a person must rule on: new questions are added, those that settled themselves go."""
    here = records.values()
    stored = {(doubt.one_id, doubt.other_id): doubt for doubt in Doubt.objects.filter(one__in=here, other__in=here)}
    asked = {(records[q.one], records[q.other]): q for q in recognised.questions}
    Doubt.objects.filter(pk__in=[doubt.pk for pair, doubt in stored.items() if pair not in asked]).delete()
    Doubt.objects.bulk_create(
        Doubt(one_id=one, other_id=other, weight=question.weight, why=question.why, asked_at=now)
        for (one, other), question in asked.items()
        if (one, other) not in stored
    )


def _store_people(recognised: Recognised, records: Mapping[int, int], now: datetime) -> None:
    opened = _opened(recognised, [person for person in recognised.people if person.keeps is None], now)
    stand = {person.records[0]: person.keeps or opened[person.records[0]] for person in recognised.people}
    wanted = {records[place]: stand[person.records[0]] for person in recognised.people for place in person.records}
    moving = [row for row in Record.objects.filter(pk__in=wanted) if row.identity_id != wanted[row.pk]]
    for row in moving:
        row.identity_id = wanted[row.pk]
    Record.objects.bulk_update(moving, ["identity"], batch_size=BATCH)
    for person in recognised.people:
        if person.joined:
            Identity.objects.filter(pk__in=person.joined).update(joined_into=stand[person.records[0]])


def _opened(recognised: Recognised, people: Iterable[Named], now: datetime) -> dict[int, int]:
    """An identity for every cluster that has none, by its earliest record: one that stands empty under a reference
    drawn for that record, or a new one."""
    waiting = {person.records[0]: _references(recognised, person.records[0]) for person in people}
    found: dict[int, int] = {}
    while waiting:
        drawn = {place: next(references) for place, references in waiting.items()}
        _open(drawn, recognised, now)
        empty = Identity.objects.filter(reference__in=drawn.values(), records=None).values_list("reference", "pk")
        free = dict(empty)
        found |= {place: free[reference] for place, reference in drawn.items() if reference in free}
        waiting = {place: references for place, references in waiting.items() if place not in found}
    Identity.objects.filter(pk__in=found.values()).exclude(joined_into=None).update(joined_into=None)
    return found


def _open(drawn: Mapping[int, str], recognised: Recognised, now: datetime) -> None:
    Identity.objects.bulk_create(
        (
            Identity(reference=reference, force=recognised.force_of(place), opened_at=now)
            for place, reference in sorted(drawn.items())
        ),
        batch_size=BATCH,
        ignore_conflicts=True,
    )


def _references(recognised: Recognised, place: int) -> Iterator[str]:
    incident, person_id = recognised.names[place]
    force, reference = recognised.incidents[incident]
    return references(force, reference, person_id)


def references(force: str, incident_reference: str, person_id: str) -> Iterator[str]:
    """``P-`` and ten letters or digits that say nothing of the person, the same however often the work is repeated."""
    number = 0
    while True:
        key = f"{force}|{incident_reference}|{person_id}|{number}"
        digest = salted_hmac("firstbell.identity", key, algorithm="sha256").digest()
        yield "P-" + base64.b32encode(digest)[:10].decode()
        number += 1


def _store_versions(recognised: Recognised, now: datetime) -> None:
    IdentifiedVersion.objects.bulk_create(
        [
            IdentifiedVersion(incident_id=incident, version=version, method=method(), identified_at=now)
            for incident, version in recognised.versions.items()
        ],
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["incident", "version"],
        update_fields=["method", "identified_at"],
    )
