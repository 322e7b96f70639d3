"""Which open referrals of one service are of people on different sides of one incident."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from django.db.models import Exists, OuterRef, Q, QuerySet

from firstbell.pure.actor import Actor
from firstbell.responses.support.models import ChildLink, Referral
from firstbell.responses.support.queries.people import said_of
from firstbell.responses.support.queries.whose import of_service
from firstbell.responses.support.rules.people import of_one_person, standing
from firstbell.responses.support.rules.referrals import STEPS
from firstbell.responses.support.rules.sides import Side, are_opposed


@dataclass(frozen=True, slots=True)
class Opposed:
    """Two referrals on different sides of one incident, with the worker of each; ``shared`` where they have one."""

    one: str
    other: str
    worker: str
    other_worker: str

    @property
    def shared(self) -> bool:
        return bool(self.worker) and self.worker.casefold() == self.other_worker.casefold()


def opposed(*, seen_by: Actor) -> tuple[Opposed, ...]:
    """Every such pair that is open at their service, those with one worker for both first: for whoever gives cases out.

    Whoever works on one side is not told of the other.
    """
    mine = Referral.objects.filter(of_service(seen_by), status__in=STEPS).exclude(incident_reference="")
    accused = mine.filter(also_suspect=True, force=OuterRef("force"), incident_reference=OuterRef("incident_reference"))
    return tuple(sorted(_opposed(mine.filter(Exists(accused))), key=lambda one: not one.shared))


def opposed_to(row: Referral) -> tuple[Opposed, ...]:
    """The pairs that this open referral is one of."""
    if not row.incident_reference:
        return ()
    same = {"force": row.force, "incident_reference": row.incident_reference, "service": row.service}
    pairs = _opposed(Referral.objects.filter(status__in=STEPS, **same))
    return tuple(pair for pair in pairs if row.reference in (pair.one, pair.other))


def _opposed(rows: QuerySet[Referral]) -> list[Opposed]:
    together = standing(said_of(rows.values("client")))
    links = _links(rows)
    found: defaultdict[tuple[str, str], list[tuple[Referral, Side]]] = defaultdict(list)
    for row in rows.order_by("pk"):
        side = Side(row.pk, of_one_person({row.client_id}, together), row.also_suspect, frozenset(links[row.pk]))
        found[row.force, row.incident_reference].append((row, side))
    return [
        Opposed(one.reference, other.reference, one.worker, other.worker)
        for sides in found.values()
        for (one, side), (other, side_of_other) in combinations(sides, 2)
        if are_opposed(side, side_of_other)
    ]


def _links(rows: QuerySet[Referral]) -> defaultdict[int, set[int]]:
    found: defaultdict[int, set[int]] = defaultdict(set)
    held = ChildLink.objects.filter(Q(child__in=rows.values("pk")) | Q(adult__in=rows.values("pk")), struck_at=None)
    for child, adult in held.values_list("child_id", "adult_id"):
        found[child].add(adult)
        found[adult].add(child)
    return found


def workers_of(pairs: Iterable[Opposed], reference: str) -> frozenset[str]:
    """Those who answer for the other side of a referral."""
    return frozenset(pair.other_worker if pair.one == reference else pair.worker for pair in pairs)
