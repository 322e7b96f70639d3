"""Which establishment an officer's words mean."""

from collections import defaultdict
from collections.abc import Sequence

from firstbell.pure.areas import position_of
from firstbell.registers.schools.models import Establishment, EstablishmentLink
from firstbell.registers.schools.queries.establishments import register_stamp
from firstbell.registers.schools.rules import StatedCandidate
from firstbell.registers.schools.rules.places import Index, Place
from firstbell.registers.schools.rules.stated import stated
from firstbell.registers.schools.rules.successors import current_of, leads_back, leads_on

_built: list[tuple[str, Index]] = []  # at most one: all of England takes seconds, asking milliseconds


def stated_school(text: str, *, near: Sequence[str], age: int | None, authority: str | None) -> list[StatedCandidate]:
    """At most five open establishments that ``text`` may mean, best first, of those within 30 km of a postcode of
    ``near`` or in ``authority`` (a GSS code).

    One is ``unique`` only where nothing else within reach fits the words as well; former names lead to successors.
    """
    points = [point for postcode in near if (point := position_of(postcode))]
    return stated(_index(), text, points=points, age=age, authority=authority)


def _index() -> Index:
    """The register as it stands, ready to be searched; built again only after it changed."""
    stamp = register_stamp()
    if not _built or _built[0][0] != stamp:
        _built[:] = [(stamp, Index.of(_places()))]
    return _built[0][1]


def _places() -> list[Place]:
    former = _former_names()
    return [_place(row, former.get(row.urn, ())) for row in Establishment.objects.filter(is_open=True).order_by("urn")]


def _place(row: Establishment, former: Sequence[str]) -> Place:
    return Place.of(
        row.name,
        urn=row.urn,
        authority=row.authority or None,
        former=former,
        towns=(row.locality, row.town),
        street=row.street,
        ages=(row.low_age, row.high_age) if row.low_age is not None and row.high_age is not None else None,
        point=(row.easting, row.northing) if row.easting and row.northing else position_of(row.postcode),
    )


def _former_names() -> dict[str, list[str]]:
    """The names of closed establishments, by the open one that carries each of them on."""
    state = dict(Establishment.objects.values_list("urn", "is_open"))
    names = dict(Establishment.objects.filter(is_open=False).values_list("urn", "name"))
    onward: dict[str, set[str]] = defaultdict(set)
    for urn, link_urn, kind, link_name in EstablishmentLink.objects.values_list("urn", "link_urn", "kind", "link_name"):
        if leads_on(kind):
            onward[urn].add(link_urn)
        elif leads_back(kind):
            onward[link_urn].add(urn)
            names.setdefault(link_urn, link_name)
    found: dict[str, list[str]] = defaultdict(list)
    for urn, name in names.items():
        if name and not state.get(urn):
            carried_on = current_of(urn, state.get, lambda here: onward.get(here, ())).urn
            if carried_on:
                found[carried_on].append(name)
    return found
