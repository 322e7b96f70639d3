"""Everything that speaks for a place to tell, gathered for one child (the ladder of evidence)."""

from collections.abc import Iterable
from datetime import date, datetime, time

from firstbell.pure import areas
from firstbell.pure.periods import academic_year_start, london_date, london_moment, years_between
from firstbell.pure.policy import ForcePolicy
from firstbell.pure.refusal import Refused
from firstbell.registers.incidents import queries as incidents
from firstbell.registers.incidents.rules import ChildFacts, IncidentFacts
from firstbell.registers.linkage.rules import LinkAnswer
from firstbell.registers.people import queries as people
from firstbell.registers.people.rules import BirthDate, Residence
from firstbell.registers.schools import queries as schools
from firstbell.registers.schools.rules import EstablishmentFacts, StatedCandidate
from firstbell.registers.schools.rules.successors import CurrentUrn
from firstbell.responses.encompass.models import Notice, Review
from firstbell.responses.encompass.queries import places
from firstbell.responses.encompass.rules import residence, scope
from firstbell.responses.encompass.rules.places import Earlier, Evidence, Place


def for_child(
    exposure: scope.Exposure, facts: IncidentFacts, link: LinkAnswer | None, *, now: datetime, policy: ForcePolicy
) -> Evidence:
    """The evidence for one child of an incident, from every source that Firstbell has."""
    child = exposure.child
    own = _postcode(child.person.residence)
    area = areas.area_of(own) if own else None
    stated = _stated(child, facts, own)
    earlier = _earlier(child, facts)
    urns = _urns(link, stated, earlier)
    current = {urn: schools.current_urn(urn) for urn in urns}
    establishments = {urn: found for urn in _all_of(urns, current) if (found := schools.establishment(urn))}
    return Evidence(
        exposure=exposure,
        owner=residence.owner_of(exposure, policy, area),
        link=link,
        stated=stated,
        stated_by=child.stated_school.stated_by if child.stated_school else None,
        earlier=earlier,
        establishments=establishments,
        current=current,
        home_authority=area.authority if area else _authority(facts),
        distance_km={urn: _distance(own, found) for urn, found in establishments.items()},
        reported_on=london_date(facts.reported_at),
        today=london_date(now),
        protected=scope.protected(exposure, facts),
        not_pupil_at=_not_pupil_at(facts.incident_id, child.person.person_id),
        policy=policy,
    )


def places_chosen_by_people(incident_id: int, person_id: str) -> list[Place]:
    decided = Review.objects.filter(incident_id=incident_id, person_id=person_id, decided_at__isnull=False)
    closed = set(
        Notice.objects.filter(
            incident_id=incident_id,
            person_id=person_id,
            status__in=("withdrawn", "not_our_pupil"),
            sent_at__isnull=False,
        ).values_list("place", flat=True)
    )
    keys = decided.exclude(decision__in=("", "none", "rule")).order_by("decided_at").values_list("decision", flat=True)
    return [place for key in dict.fromkeys(keys) if key not in closed and (place := places.place_from_key(key))]


def _postcode(home: Residence | None) -> str | None:
    return home.address.postcode if home else None


def _authority(facts: IncidentFacts) -> str | None:
    if not facts.local_authority:
        return None
    try:
        return areas.gss(facts.local_authority)
    except ValueError:
        return None


def _stated(child: ChildFacts, facts: IncidentFacts, own: str | None) -> tuple[StatedCandidate, ...]:
    if child.stated_school is None:
        return ()
    near = [own] if own else _postcodes_around(child, facts)
    age = _age(child.person.birth, facts)
    found = schools.stated_school(child.stated_school.text, near=near, age=age, authority=_authority(facts))
    return tuple(found)


def _postcodes_around(child: ChildFacts, facts: IncidentFacts) -> list[str]:
    """Where to look for a school when the child's own home is not known: near a related party, or a home incident."""
    related = {relationship.to for relationship in child.relationships}
    homes = [_postcode(party.person.residence) for party in facts.parties if party.person.person_id in related]
    if facts.location and facts.location.kind == "home" and facts.location.address:
        homes.append(facts.location.address.postcode)
    return [postcode for postcode in dict.fromkeys(homes) if postcode]


def _age(birth: BirthDate, facts: IncidentFacts) -> int | None:
    """Completed years, where every date of birth that it could be gives the same or, for an age, the stated one."""
    if birth.latest is None or birth.earliest is None:
        return None
    on = london_date(facts.reported_at)
    youngest, oldest = years_between(birth.latest, on), years_between(birth.earliest, on)
    return youngest if youngest == oldest else None


def _earlier(child: ChildFacts, facts: IncidentFacts) -> tuple[Earlier, ...]:
    """Establishments that acknowledged a notice of the same person (by the force's number) this academic year."""
    nominal = child.person.nominal
    if not nominal:
        return ()
    year = academic_year_start(london_date(facts.reported_at))
    found: dict[str, bool] = {}
    for reference, person_id in people.known_elsewhere(facts.force, nominal):
        if reference == facts.reference:
            continue
        for urn, changed in _acknowledged(child, facts, reference, person_id, year):
            found[urn] = changed
    return tuple(Earlier(urn, changed) for urn, changed in sorted(found.items()))


def _acknowledged(
    child: ChildFacts, facts: IncidentFacts, reference: str, person_id: str, year: date
) -> Iterable[tuple[str, bool]]:
    try:
        earlier = incidents.facts(incidents.find(facts.force, reference))
    except Refused:
        return []
    then = next((_postcode(c.person.residence) for c in earlier.children if c.person.person_id == person_id), None)
    changed = then != _postcode(child.person.residence)
    told = Notice.objects.filter(
        incident_id=earlier.incident_id,
        person_id=person_id,
        kind="establishment",
        acknowledged_at__gte=london_moment(year, time(0)),
        closed_at__isnull=True,
    )
    return [(urn, changed) for urn in told.values_list("urn", flat=True)]


def _urns(link: LinkAnswer | None, stated: tuple[StatedCandidate, ...], earlier: tuple[Earlier, ...]) -> list[str]:
    on_rolls = [r.urn for c in (link.candidates if link else ()) for r in c.registrations if r.urn]
    return list(dict.fromkeys(on_rolls + [s.urn for s in stated] + [e.urn for e in earlier]))


def _all_of(urns: list[str], current: dict[str, CurrentUrn]) -> list[str]:
    return list(dict.fromkeys(urns + [now.urn for now in current.values() if now.urn]))


def _distance(postcode: str | None, establishment: EstablishmentFacts) -> float | None:
    if postcode is None or establishment.easting is None or establishment.northing is None:
        return None
    return areas.km_between(postcode, (establishment.easting, establishment.northing))


def _not_pupil_at(incident_id: int, person_id: str) -> frozenset[str]:
    closed = Notice.objects.filter(incident_id=incident_id, person_id=person_id, status="not_our_pupil")
    return frozenset(closed.values_list("urn", flat=True))
