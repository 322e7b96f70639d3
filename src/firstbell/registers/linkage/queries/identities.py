"""Who is one person across incidents, and what of it only a person can say."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from firstbell.pure.refusal import Refused
from firstbell.registers.incidents import queries as incidents
from firstbell.registers.incidents.rules import IncidentFacts
from firstbell.registers.linkage.models import Doubt, Identity, Record
from firstbell.registers.linkage.rules import one_person
from firstbell.registers.linkage.rules.one_person import Known
from firstbell.registers.linkage.rules.rulings import Member


@dataclass(frozen=True, slots=True)
class Appearance:
    """A person as one incident names them."""

    force: str
    incident_reference: str
    person_id: str
    reported_at: datetime


@dataclass(frozen=True, slots=True)
class IdentityAnswer:
    """One person: the ``reference`` of today, others that lead to it, and every appearance, newest first."""

    reference: str
    also: tuple[str, ...]
    appearances: tuple[Appearance, ...]


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """Two records of two identities that may be one person. ``weight`` is in bits; ``words`` speak for and against, and
    name people."""

    references: tuple[str, str]
    appearances: tuple[Appearance, Appearance]
    weight: float
    why: str
    words: tuple[str, ...]


def identity_of(force: str, incident_reference: str, person_id: str) -> IdentityAnswer | None:
    """Who a person of an incident is; None before they have been recognised. Refused for an unknown incident."""
    number = incidents.find(force, incident_reference)
    record = Record.objects.filter(incident=number, person_id=person_id).exclude(identity=None)
    identity = record.values_list("identity_id", flat=True).first()
    return None if identity is None else _answer(identity)


def same_person_everywhere(force: str, incident_reference: str, person_id: str) -> list[Appearance]:
    """Everywhere that the person is named, there included, newest report first; nothing before they are recognised."""
    found = identity_of(force, incident_reference, person_id)
    return list(found.appearances) if found else []


def identities_since(moment: datetime) -> dict[tuple[int, str], str]:
    """Who everybody is whom an incident reported at that moment or later names, by (incident, person_id): the reference
    of today. Whoever is not yet recognised is missing."""
    rows = Record.objects.filter(incident__reported_at__gte=moment).exclude(identity=None)
    found = rows.values_list("incident_id", "person_id", "identity__reference")
    return {(incident, person): reference for incident, person, reference in found.iterator()}


def identity(reference: str) -> IdentityAnswer:
    """The identity of a reference, or the one it was joined into. Raises Refused for one that was never given."""
    return _answer(find_identity(reference))


def needing_attention() -> list[OpenQuestion]:
    """What only a person can say, the strongest first."""
    doubts = list(Doubt.objects.select_related("one__identity", "other__identity").order_by("-weight", "pk"))
    known = _read({record.incident_id for doubt in doubts for record in (doubt.one, doubt.other)})
    return [_question(doubt, known) for doubt in doubts if _name(doubt.one) in known and _name(doubt.other) in known]


def find_identity(reference: str) -> int:
    """The number of the identity, or of the one it was joined into. Raises Refused."""
    found = Identity.objects.filter(reference=reference.strip().upper()).first()
    if found is None:
        raise Refused(f"There is no identity {reference}.", "Look at the reference.")
    while found.joined_into is not None:
        found = found.joined_into
    return found.pk


def find_records(identity_id: int, wanted: Sequence[tuple[str, str]]) -> tuple[list[Member], list[Member]]:
    """Those of the identity's records that are wanted, as (incident reference, person_id), and the others, the earliest
    first. Raises Refused for one that is not the identity's."""
    rows = list(Record.objects.filter(identity=identity_id).order_by("pk"))
    facts = incidents.facts_many({row.incident_id for row in rows})
    members = [_member(row, facts[row.incident_id]) for row in rows]
    names = {(member.incident_reference, member.person_id) for member in members}
    for name in wanted:
        if name not in names:
            raise Refused(f"{'/'.join(name)} is no record of this identity.", "Look with `firstbell person show`.")
    chosen = [member for member in members if (member.incident_reference, member.person_id) in wanted]
    return chosen, [member for member in members if member not in chosen]


def _member(row: Record, facts: IncidentFacts) -> Member:
    return Member(row.pk, facts.force, facts.reference, row.person_id)


def _answer(identity_id: int) -> IdentityAnswer:
    reference = Identity.objects.values_list("reference", flat=True).get(pk=identity_id)
    names = Record.objects.filter(identity=identity_id).order_by("pk").values_list("incident_id", "person_id")
    facts = incidents.facts_many({incident for incident, _ in names})
    found = [_appearance(facts[incident], person) for incident, person in names]
    newest = sorted(found, key=lambda one: (one.reported_at, one.incident_reference), reverse=True)
    return IdentityAnswer(reference, tuple(_joined_into(identity_id)), tuple(newest))


def _joined_into(identity_id: int) -> Iterable[str]:
    """References that lead here, however long the way."""
    for number, reference in Identity.objects.filter(joined_into=identity_id).values_list("pk", "reference"):
        yield reference
        yield from _joined_into(number)


def _appearance(facts: IncidentFacts, person_id: str) -> Appearance:
    return Appearance(facts.force, facts.reference, person_id, facts.reported_at)


def _question(doubt: Doubt, known: dict[tuple[int, str], tuple[IncidentFacts, Known]]) -> OpenQuestion:
    (one_facts, one), (other_facts, other) = known[_name(doubt.one)], known[_name(doubt.other)]
    return OpenQuestion(
        references=(_reference(doubt.one), _reference(doubt.other)),
        appearances=(_appearance(one_facts, one.said.key), _appearance(other_facts, other.said.key)),
        weight=doubt.weight,
        why=doubt.why,
        words=one_person.words(one, other),
    )


def _name(record: Record) -> tuple[int, str]:
    return record.incident_id, record.person_id


def _reference(record: Record) -> str:
    return record.identity.reference if record.identity else ""


def _read(incident_ids: set[int]) -> dict[tuple[int, str], tuple[IncidentFacts, Known]]:
    return {
        (facts.incident_id, known.said.key): (facts, known)
        for facts in incidents.facts_many(incident_ids).values()
        for known in one_person.known_in(facts)
    }
