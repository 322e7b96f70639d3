"""What is known of a person across incidents. Every answer stays within one force's records."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from firstbell.foundations.retention.queries import Tables, rows_of
from firstbell.registers.people import models
from firstbell.registers.people.models import Mention, Person, PersonName
from firstbell.registers.people.rules import Address, BirthDate, Name, Residence, key_of

OF_A_MENTION: Tables = (
    (models.Relationship, "mention"),
    (models.Relationship, "to"),
    (models.Residence, "mention"),
    (PersonName, "mention"),
    (Mention, "pk"),
)
"""What goes with somebody whom an incident mentions, those first that nothing points at."""


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """A residence as one incident recorded it. ``reported_at`` is that incident's."""

    incident_reference: str
    person_id: str
    reported_at: datetime
    residence: Residence


@dataclass(frozen=True, slots=True)
class WhereMentioned:
    """A record of somebody: which incident, and who there."""

    force: str
    incident_reference: str
    person_id: str


@dataclass(frozen=True, slots=True)
class MentionFacts:
    """What one incident says of a person: when they were born and every name it gives them."""

    incident_reference: str
    person_id: str
    version: int
    birth: BirthDate
    names: tuple[Name, ...]


def known_elsewhere(force: str, nominal: str) -> list[tuple[str, str]]:
    """Where the force's records name the person with this number: (incident reference, person_id), newest report first.

    The incident that asks is among them. Empty for a number nobody has.
    """
    if not nominal:
        return []
    mentions = Mention.objects.filter(person__force=force, person__person_key=_key(nominal))
    return list(mentions.order_by("-reported_at", "-pk").values_list("incident_reference", "person_id_there"))


def same_person(force: str, incident_reference: str, person_id: str) -> list[tuple[str, str]]:
    """Other records of the person whom an incident names: (incident reference, person_id), newest report first.

    Only the force's own number for a person ties records together, never a name or a date of birth.
    """
    here = {"incident_reference": incident_reference, "person_id_there": person_id}
    person = Mention.objects.filter(force=force, **here).values("person_id")
    others = Mention.objects.filter(person_id__in=person).exclude(**here)
    return list(others.order_by("-reported_at", "-pk").values_list("incident_reference", "person_id_there"))


def residences_of(force: str, nominal: str) -> list[Whereabouts]:
    """Every residence that the force's records give for a person, the latest dated first, undated ones last.

    None of them is the answer: a later report may still carry the address that somebody fled.
    """
    rows = models.Residence.objects.filter(mention__person__force=force, mention__person__person_key=_key(nominal))
    found = [_whereabouts(row) for row in rows.select_related("mention")]
    return sorted(found, key=_latest_first)


def protected_among(force: str, nominals: Collection[str]) -> set[str]:
    """Those of the numbers whose address any current record protects.

    One record suffices: an officer who writes down an old address without the flag does not lift the protection (R15).
    """
    keys = [_key(nominal) for nominal in nominals if nominal]
    rows = models.Residence.objects.filter(
        mention__person__force=force, mention__person__person_key__in=keys, protected=True
    )
    return set(rows.values_list("mention__person__nominal", flat=True))


def mentions_of(force: str, nominal: str) -> list[MentionFacts]:
    """What each incident says of a person, newest report first."""
    mentions = Mention.objects.filter(person__force=force, person__person_key=_key(nominal))
    return [_facts(mention) for mention in mentions.order_by("-reported_at", "-pk").prefetch_related("names")]


def mentioned(*, name: str = "", born: date | None = None, limit: int = 200) -> list[WhereMentioned]:
    """Where a person is mentioned whom both fit, newest report first: ``born`` to the day, and every word of ``name``
    in one of the names that an incident gives them, in whatever case. Nothing where neither is given."""
    words = name.split()
    if not words and born is None:
        return []
    found = Mention.objects.all()
    if born is not None:
        found = found.filter(birth_earliest=born, birth_latest=born)
    for word in words:
        part = Q(names__forenames__icontains=word) | Q(names__surname__icontains=word) | Q(names__whole__icontains=word)
        found = found.filter(pk__in=Mention.objects.filter(part).values("pk"))
    rows = found.order_by("-reported_at", "-pk").values_list("force", "incident_reference", "person_id_there")
    return [WhereMentioned(*row) for row in rows[:limit]]


def relatives_in(force: str, incident_reference: str) -> list[tuple[str, str, str]]:
    """Who is what to whom in one incident: (person_id, kind, person_id of the other), in order of writing."""
    rows = models.Relationship.objects.filter(mention__force=force, mention__incident_reference=incident_reference)
    return list(rows.order_by("pk").values_list("mention__person_id_there", "relation", "to__person_id_there"))


def young_in(born_after: date, *, unknown_since: datetime) -> frozenset[tuple[str, str]]:
    """Incidents, as (force, reference), with somebody in them who may have been born after this day: of whom nothing
    is known of their birth, those reported since that moment."""
    unknown = Q(birth_latest=None, reported_at__gte=unknown_since)
    rows = Mention.objects.filter(Q(birth_latest__gt=born_after) | unknown)
    return frozenset(rows.values_list("force", "incident_reference"))


def rows_of_people(incidents: Collection[tuple[str, str]]) -> dict[str, int]:
    """How many rows of which table go with these incidents, as (force, reference); people known elsewhere stay."""
    mentions = [number for one in incidents for number in mentioned_in(*one)]
    return rows_of(OF_A_MENTION, mentions) | {Person._meta.label: len(only_mentioned_in(mentions))}


def mentioned_in(force: str, reference: str) -> list[int]:
    """The rows that mention somebody of an incident. For this part's own use."""
    return list(Mention.objects.filter(force=force, incident_reference=reference).values_list("pk", flat=True))


def only_mentioned_in(mentions: Collection[int]) -> list[int]:
    """People whom nothing but these rows mentions. For this part's own use."""
    gone, found = set(mentions), list[int]()
    for person in Person.objects.filter(mentions__in=mentions).distinct().prefetch_related("mentions"):
        if {one.pk for one in person.mentions.all()} <= gone:
            found.append(person.pk)
    return found


def _key(nominal: str) -> str:
    return key_of(nominal, "", "")


def _whereabouts(row: models.Residence) -> Whereabouts:
    address = Address(tuple(row.lines.split("\n")) if row.lines else (), row.postcode or None, row.uprn or None)
    residence = Residence(address, row.stated_on, row.source or None, row.protected)
    mention = row.mention
    return Whereabouts(mention.incident_reference, mention.person_id_there, mention.reported_at, residence)


def _latest_first(found: Whereabouts) -> tuple[bool, int, float]:
    dated = found.residence.as_of
    return dated is None, -dated.toordinal() if dated else 0, -found.reported_at.timestamp()


def _facts(mention: Mention) -> MentionFacts:
    birth = BirthDate(mention.birth_earliest, mention.birth_latest, mention.birth_precision)
    return MentionFacts(
        mention.incident_reference,
        mention.person_id_there,
        mention.version,
        birth,
        tuple(_name(name) for name in mention.names.all()),
    )


def _name(name: PersonName) -> Name:
    return Name(name.kind, name.forenames, name.surname, name.whole)
