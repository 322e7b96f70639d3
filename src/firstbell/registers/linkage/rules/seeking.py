"""Whom to look for, and with what: every child of an incident, and every party who may be one."""

from collections.abc import Iterable

from firstbell.pure.matching.records import Home, Sought
from firstbell.pure.periods import london_date
from firstbell.registers.incidents.rules import ChildFacts, IncidentFacts
from firstbell.registers.people.rules import Address, PersonFacts

OF_AGE = 18


def sought_in(facts: IncidentFacts) -> list[Sought]:
    """Everybody to look for, ``key`` being the person's own ``person_id``: the children, and parties who are not surely
    18 on the London day of the report. Somebody listed among both is looked for once, as the child."""
    children = {child.person.person_id: _child(child, facts) for child in facts.children}
    parties = (party.person for party in facts.parties if _may_be_a_child(party.person, facts))
    young = {person.person_id: _person(person, _home_of_incident(facts)) for person in parties}
    return list((young | children).values())


def everybody_in(facts: IncidentFacts) -> list[Sought]:
    """Every party and child, ``key`` being the ``person_id``, with where they live on somebody's word and with the
    surnames of their relatives. A party is not taken to live where the incident was."""
    children = {child.person.person_id: _child(child, facts) for child in facts.children}
    parties = (party.person for party in facts.parties)
    adults = {person.person_id: _person(person, (), _childrens_surnames(person, facts)) for person in parties}
    return list((adults | children).values())


def _childrens_surnames(person: PersonFacts, facts: IncidentFacts) -> list[str]:
    related = (child for child in facts.children if person.person_id in _related_to(child))
    return [child.person.surname for child in related]


def _may_be_a_child(person: PersonFacts, facts: IncidentFacts) -> bool:
    known = person.birth.latest is not None
    return known and not person.birth.surely_at_least(OF_AGE, london_date(facts.reported_at))


def _child(child: ChildFacts, facts: IncidentFacts) -> Sought:
    family = list(_family(child, facts))
    homes = [home for relative in family for home in _homes(relative)]
    surnames = [name for relative in family for name in (relative.surname, *relative.previous_surnames)]
    return _person(child.person, [*homes, *_home_of_incident(facts)], surnames, child.upn or "")


def _family(child: ChildFacts, facts: IncidentFacts) -> Iterable[PersonFacts]:
    related = _related_to(child)
    return (party.person for party in facts.parties if party.person.person_id in related)


def _related_to(child: ChildFacts) -> set[str]:
    return {relationship.to for relationship in child.relationships if relationship.kind != "none"}


def _homes(person: PersonFacts) -> list[Home]:
    return [_home(person.residence.address)] if person.residence else []


def _home_of_incident(facts: IncidentFacts) -> list[Home]:
    """Evidence of where a child may be known to live, and never its residence (R4)."""
    place = facts.location
    return [_home(place.address)] if place and place.kind == "home" and place.address else []


def _home(address: Address) -> Home:
    return address.lines, address.postcode, address.uprn


def _person(
    person: PersonFacts, other_homes: Iterable[Home], family_surnames: Iterable[str] = (), upn: str = ""
) -> Sought:
    homes = dict.fromkeys([*_homes(person), *other_homes])
    return Sought(
        key=person.person_id,
        forenames=person.forenames or "",
        surname=person.surname or "",
        known_as=person.known_as or "",
        aliases=person.also_known_as,
        previous_surnames=person.previous_surnames,
        family_surnames=tuple(dict.fromkeys(name for name in family_surnames if name)),
        born_from=person.birth.earliest,
        born_to=person.birth.latest,
        sex=person.sex or "",
        upn=upn,
        homes=tuple(homes),
    )
