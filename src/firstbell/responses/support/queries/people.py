"""Which records of a service are one person, by people's word, and which may be."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import combinations

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from firstbell.pure.actor import Actor
from firstbell.responses.support.models import Client, Referral, Ruling
from firstbell.responses.support.queries.whose import client_number
from firstbell.responses.support.rules.people import Said, of_one_person, said_apart, standing
from firstbell.responses.support.rules.referrals import STEPS


@dataclass(frozen=True, slots=True)
class RecordShown:
    """One of the records of a person, as it was made."""

    client: str
    forenames: str
    surname: str
    date_of_birth: date | None
    died_on: date | None
    made_at: datetime


@dataclass(frozen=True, slots=True)
class RulingShown:
    """Somebody's word that two records are one person, or two, the latest last."""

    one: str
    other: str
    together: bool
    why: str
    ruled_by: str
    ruled_at: datetime


@dataclass(frozen=True, slots=True)
class PersonForService:
    """Everything that is said of one person: their records, all referrals, and what was ruled about them."""

    records: tuple[RecordShown, ...]
    referrals: tuple[str, ...]
    rulings: tuple[RulingShown, ...]


@dataclass(frozen=True, slots=True)
class PossiblySame:
    """Two records with one name, and one date of birth or one incident, of which nobody has said anything."""

    one: str
    other: str


def person(client: str, *, seen_by: Actor) -> PersonForService:
    """All records that are one person with a client of their service. NotYours for any other."""
    records = records_of(client_number(client, seen_by))
    shown = Client.objects.filter(pk__in=records).order_by("made_at", "pk")
    columns = ("reference", "forenames", "surname", "date_of_birth", "died_on", "made_at")
    referrals = Referral.objects.filter(client__in=records).order_by("made_at", "pk")
    rulings = Ruling.objects.filter(Q(one__in=records) | Q(other__in=records)).order_by("pk")
    ruled = ("one__reference", "other__reference", "together", "why", "ruled_by", "ruled_at")
    return PersonForService(
        tuple(RecordShown(*row) for row in shown.values_list(*columns)),
        tuple(referrals.values_list("reference", flat=True)),
        tuple(RulingShown(*row) for row in rulings.values_list(*ruled)),
    )


def possibly_same(*, seen_by: Actor) -> tuple[PossiblySame, ...]:
    """Pairs of records of their service that may be one person, for somebody to merge or to say that they are two.

    One of them at least has a referral that is open: what has ended nobody is asked about.
    """
    is_open = Referral.objects.filter(service=seen_by.organisation, status__in=STEPS)
    doubled = _doubled(seen_by.organisation)
    names = set(is_open.filter(client__likeness__in=doubled).values_list("client__likeness", flat=True))
    still_open = set(is_open.filter(client__likeness__in=names).values_list("client", flat=True))
    pairs = _pairs(Client.objects.filter(service=seen_by.organisation, likeness__in=names))
    return tuple(
        PossiblySame(one.reference, other.reference) for one, other in pairs if {one.pk, other.pk} & still_open
    )


def like(client: int) -> tuple[str, ...]:
    """The references of the records that may be one person with this one."""
    row = Client.objects.get(pk=client)
    pairs = _pairs(Client.objects.filter(service=row.service, likeness=row.likeness).exclude(likeness=""))
    return tuple((other if one == row else one).reference for one, other in pairs if row in (one, other))


def records_of(*clients: int) -> frozenset[int]:
    """The rows of these clients, and of all that are one person with any of them."""
    found, before = frozenset(clients), frozenset[int]()
    while found != before:
        before, found = found, of_one_person(found, standing(said_of(found)))
    return found


def said_of(records: Iterable[object]) -> list[Said]:
    """All that was said of these records and others, in the order in which it was."""
    rows = Ruling.objects.filter(Q(one__in=records) | Q(other__in=records)).order_by("pk")
    return [Said(*row) for row in rows.values_list("one_id", "other_id", "together")]


def _doubled(service: str) -> set[str]:
    """The names that two records of a service have together with a date of birth, or with an incident."""
    named = Client.objects.filter(service=service).exclude(likeness="")
    born = named.exclude(date_of_birth=None).values_list("likeness", "date_of_birth").annotate(many=Count("pk"))
    same = {one: OuterRef(one) for one in ("service", "force", "incident_reference")}
    another = Referral.objects.filter(**same).exclude(client=OuterRef("client"))
    shared = Referral.objects.filter(Exists(another), service=service).exclude(incident_reference="")
    counted = shared.values_list("client__likeness", "force", "incident_reference").annotate(
        many=Count("client", distinct=True)
    )
    return {name for name, *_ in (*born.filter(many__gt=1), *counted.filter(many__gt=1))} - {""}


def _pairs(rows: QuerySet[Client]) -> list[tuple[Client, Client]]:
    """Of these records, those of one name that may be one person, and of which nobody has said anything yet."""
    said = said_of(rows.values("pk"))
    pairs, apart = standing(said), said_apart(said)
    incidents = _incidents_of(rows)
    return [
        (one, other)
        for namesakes in _by_name(rows)
        for one, other in combinations(namesakes, 2)
        if _may_be_one(one, other, incidents)
        and (one.pk, other.pk) not in apart
        and other.pk not in of_one_person({one.pk}, pairs)
    ]


def _by_name(rows: QuerySet[Client]) -> Iterable[list[Client]]:
    found: defaultdict[str, list[Client]] = defaultdict(list)
    for row in rows.order_by("pk"):
        found[row.likeness].append(row)
    return found.values()


def _incidents_of(rows: QuerySet[Client]) -> dict[int, set[tuple[str, str]]]:
    found: defaultdict[int, set[tuple[str, str]]] = defaultdict(set)
    named = Referral.objects.filter(client__in=rows.values("pk")).exclude(incident_reference="")
    for client, force, reference in named.values_list("client_id", "force", "incident_reference"):
        found[client].add((force, reference))
    return found


def _may_be_one(one: Client, other: Client, incidents: dict[int, set[tuple[str, str]]]) -> bool:
    born = one.date_of_birth is not None and one.date_of_birth == other.date_of_birth
    return born or bool(incidents.get(one.pk, set()) & incidents.get(other.pk, set()))
