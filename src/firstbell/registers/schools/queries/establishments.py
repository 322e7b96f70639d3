"""The register of establishments."""

from collections.abc import Collection, Iterator

from django.db.models import Count, Max, Q

from firstbell.registers.schools.models import Establishment, EstablishmentLink, RegisterRevision
from firstbell.registers.schools.rules import EstablishmentFacts, TrustFacts
from firstbell.registers.schools.rules.successors import CurrentUrn, current_of, leads_back, leads_on


def establishment(urn: str) -> EstablishmentFacts | None:
    """The establishment of this URN, open or closed; None if the register does not have it."""
    return establishments([urn]).get(urn)


def establishments(urns: Collection[str]) -> dict[str, EstablishmentFacts]:
    """``establishment`` of many at once; a URN that the register does not have is missing."""
    rows = Establishment.objects.filter(urn__in=set(urns))
    return {row.urn: _facts(row) for row in rows}


def open_establishments(authorities: Collection[str] | None = None) -> Iterator[EstablishmentFacts]:
    """Every open establishment in order of URN, of these authorities (GSS codes) or of all; streamed."""
    rows = Establishment.objects.filter(is_open=True).order_by("urn")
    if authorities is not None:
        rows = rows.filter(authority__in=authorities)
    return map(_facts, rows.iterator(chunk_size=2000))


def establishments_of_trust(code: str) -> list[EstablishmentFacts]:
    """The open establishments that the trust of this number runs, by name."""
    rows = Establishment.objects.filter(is_open=True, trust=code).exclude(trust="")
    return [_facts(row) for row in rows.order_by("name", "urn")]


def trusts() -> list[TrustFacts]:
    """Every trust that runs an open establishment, by name."""
    rows = Establishment.objects.filter(is_open=True).exclude(trust="").values("trust")
    counted = rows.annotate(name=Max("trust_name"), count=Count("id")).order_by("name", "trust")
    return [TrustFacts(row["trust"], row["name"], row["count"]) for row in counted]


def unknown_urns(urns: Collection[str]) -> set[str]:
    """Those that neither the register nor its links have."""
    known = set(Establishment.objects.filter(urn__in=urns).values_list("urn", flat=True))
    for side in ("urn", "link_urn"):
        rest = set(urns) - known
        known |= set(EstablishmentLink.objects.filter(**{f"{side}__in": rest}).values_list(side, flat=True))
    return set(urns) - known


def unopened_urns(owners: Collection[str]) -> set[str]:
    """The URNs among these that are of no open establishment."""
    urns = {owner for owner in owners if owner.isdigit()}
    opened = Establishment.objects.filter(is_open=True).values_list("urn", flat=True)
    return urns - set(opened.iterator(chunk_size=5000))


def current_urn(urn: str) -> CurrentUrn:
    """The open establishment meant by ``urn`` today: itself, or the one that its successors lead to."""
    return current_of(urn, _is_open, _successors)


def predecessors_alone(urn: str) -> list[str]:
    """The closed establishments that ``urn`` carries on by itself (an academy and the school it was), nearest first.

    Mergers and splits are left out: what was true of one of several is not known to be true of the whole.
    """
    found: list[str] = []
    here = urn
    while (earlier := _only_predecessor(here)) is not None and earlier not in (urn, *found):
        found.append(earlier)
        here = earlier
    return found


def predecessors_all(urn: str) -> set[str]:
    """Every establishment that led to ``urn``, mergers and splits included."""
    found: set[str] = set()
    waiting = {urn}
    while waiting:
        waiting = _predecessors(waiting) - found - {urn}
        found |= waiting
    return found


def register_stamp() -> str:
    """Another after every change of the register or its links: the key for anything computed from them."""
    return str(RegisterRevision.objects.values_list("stamp", flat=True).first())


def _is_open(urn: str) -> bool | None:
    return Establishment.objects.filter(urn=urn).values_list("is_open", flat=True).first()


def _successors(urn: str) -> set[str]:
    links = EstablishmentLink.objects.filter(Q(urn=urn) | Q(link_urn=urn)).values_list("urn", "link_urn", "kind")
    return {link for here, link, kind in links if here == urn and leads_on(kind)} | {
        here for here, link, kind in links if link == urn and leads_back(kind)
    }


def _predecessors(urns: Collection[str]) -> set[str]:
    near = Q(urn__in=urns) | Q(link_urn__in=urns)
    links = EstablishmentLink.objects.filter(near).values_list("urn", "link_urn", "kind")
    return {here for here, link, kind in links if link in urns and leads_on(kind)} | {
        link for here, link, kind in links if here in urns and leads_back(kind)
    }


def _only_predecessor(urn: str) -> str | None:
    earlier = _predecessors([urn])
    if len(earlier) != 1:
        return None
    (only,) = earlier
    return only if _successors(only) == {urn} and not _is_open(only) else None


def _facts(row: Establishment) -> EstablishmentFacts:
    return EstablishmentFacts(
        urn=row.urn,
        name=row.name,
        authority=row.authority or None,
        kind=row.kind,
        phase=row.phase,
        is_open=row.is_open,
        low_age=row.low_age,
        high_age=row.high_age,
        postcode=row.postcode or None,
        telephone=row.telephone or None,
        easting=row.easting,
        northing=row.northing,
        boarders=row.boarders,
        trust=row.trust or None,
        trust_name=row.trust_name,
        street=row.street,
        locality=row.locality,
        town=row.town,
        status=row.status,
        opened_on=row.opened_on,
        closed_on=row.closed_on,
    )
