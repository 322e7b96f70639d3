"""Writing down who an incident names."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from firstbell.foundations.audit import actions as audit
from firstbell.pure.actor import Actor
from firstbell.registers.people import queries, rules
from firstbell.registers.people.models import Mention, Person, PersonName, Relationship, Residence
from firstbell.registers.people.rules import RecordedIncident, RecordedPerson

_Mentions = dict[tuple[str, str, str], Mention]
_CHANGING = ["person", "version", "reported_at", "birth_earliest", "birth_latest", "birth_precision", "sex"]


def record_people(*, recorded: Sequence[RecordedIncident], by: Actor, now: datetime) -> int:
    """Keep what the latest version of each incident says of its people, in place of what an earlier one said.

    An incident comes once in ``recorded``. The same again changes nothing. Returns how many people were mentioned.
    """
    with transaction.atomic():
        before = _mentioned_before(recorded)
        mentions = _write_mentions(recorded, _write_persons(recorded))
        _forget_what_was_said(before, mentions)
        _write_what_is_said(recorded, mentions)
        details = {"incidents": len(recorded), "people": len(mentions)}
        audit.record(by=by, now=now, action="people.record", subject=_subject(recorded), details=details)
    return len(mentions)


def forget_people(*, force: str, reference: str, by: Actor, now: datetime) -> dict[str, int]:
    """What an incident said of its people goes, and people whom nothing else mentions; rows by table."""
    with transaction.atomic():
        rows = queries.rows_of_people([(force, reference)])
        mentions = queries.mentioned_in(force, reference)
        alone = queries.only_mentioned_in(mentions)
        for table, way in queries.OF_A_MENTION:
            table._default_manager.filter(**{f"{way}__in": mentions}).delete()
        Person.objects.filter(pk__in=alone).delete()
        details = {"rows": sum(rows.values())}
        audit.record(
            by=by, now=now, action="people.forgotten", subject=f"incident:{force}:{reference}", details=details
        )
    return rows


def _subject(recorded: Sequence[RecordedIncident]) -> str:
    if len(recorded) == 1:
        return f"incident:{recorded[0].force}:{recorded[0].reference}"
    return f"incidents:{','.join(sorted({incident.force for incident in recorded}))}"[:500]


def _mentioned_before(recorded: Sequence[RecordedIncident]) -> list[Mention]:
    references: dict[str, list[str]] = {}
    for incident in recorded:
        references.setdefault(incident.force, []).append(incident.reference)
    of_these = Q(pk=None)
    for force, its in references.items():
        of_these |= Q(force=force, incident_reference__in=its)
    return list(Mention.objects.filter(of_these))


def _write_persons(recorded: Sequence[RecordedIncident]) -> dict[tuple[str, str], Person]:
    persons = {}
    for incident, person in _everybody(recorded):
        key = rules.key_of(person.facts.nominal, incident.reference, person.facts.person_id)
        persons[incident.force, key] = Person(force=incident.force, person_key=key, nominal=person.facts.nominal or "")
    Person.objects.bulk_create(
        [persons[name] for name in sorted(persons)],  # in one order, so that two take-ins cannot wait for each other
        update_conflicts=True,
        unique_fields=["force", "person_key"],
        update_fields=["nominal"],
    )
    return persons


def _write_mentions(recorded: Sequence[RecordedIncident], persons: dict[tuple[str, str], Person]) -> _Mentions:
    mentions = {
        (incident.force, incident.reference, person.facts.person_id): Mention(
            person=persons[
                incident.force, rules.key_of(person.facts.nominal, incident.reference, person.facts.person_id)
            ],
            force=incident.force,
            incident_reference=incident.reference,
            person_id_there=person.facts.person_id,
            version=incident.version,
            reported_at=incident.reported_at,
            birth_earliest=person.facts.birth.earliest,
            birth_latest=person.facts.birth.latest,
            birth_precision=person.facts.birth.precision,
            sex=person.facts.sex or "",
        )
        for incident, person in _everybody(recorded)
    }
    Mention.objects.bulk_create(
        mentions.values(),
        update_conflicts=True,
        unique_fields=["force", "incident_reference", "person_id_there"],
        update_fields=_CHANGING,
    )
    return mentions


def _forget_what_was_said(before: list[Mention], mentions: _Mentions) -> None:
    """Take away what earlier versions said, and the people whom the incident no longer names and nobody else does."""
    if not before:
        return
    ids = [mention.pk for mention in before]
    for kind in (PersonName, Residence, Relationship):
        kind.objects.filter(mention__in=ids).delete()
    kept = {mention.pk for mention in mentions.values()}
    Mention.objects.filter(pk__in=set(ids) - kept).delete()
    Person.objects.filter(pk__in={mention.person_id for mention in before}, nominal="", mentions=None).delete()


def _write_what_is_said(recorded: Sequence[RecordedIncident], mentions: _Mentions) -> None:
    everybody = [
        (mentions[incident.force, incident.reference, person.facts.person_id], person)
        for incident, person in _everybody(recorded)
    ]
    PersonName.objects.bulk_create(
        PersonName(mention=mention, kind=name.kind, forenames=name.forenames, surname=name.surname, whole=name.whole)
        for mention, person in everybody
        for name in rules.names_of(person.facts)
    )
    Residence.objects.bulk_create(_residences(everybody))
    Relationship.objects.bulk_create(
        Relationship(mention=mention, to=mentions[mention.force, mention.incident_reference, to], relation=kind)
        for mention, person in everybody
        for to, kind in person.relationships
    )


def _residences(everybody: Iterable[tuple[Mention, RecordedPerson]]) -> Iterator[Residence]:
    for mention, person in everybody:
        if residence := person.facts.residence:
            yield Residence(
                mention=mention,
                lines="\n".join(residence.address.lines),
                postcode=residence.address.postcode or "",
                uprn=residence.address.uprn or "",
                stated_on=residence.as_of,
                source=residence.source or "",
                protected=residence.protected,
            )


def _everybody(recorded: Sequence[RecordedIncident]) -> Iterator[tuple[RecordedIncident, RecordedPerson]]:
    return ((incident, person) for incident in recorded for person in incident.persons)
