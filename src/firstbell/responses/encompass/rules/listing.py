"""Who is who in one incident: a person listed as a party, as a child, or as both, is one person (FORMATS, readings)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, TypeVar

from firstbell.pure.names import compare_surnames, forenames_compatible
from firstbell.registers.incidents.rules import ChildFacts, IncidentFacts, PartyFacts, Relationship
from firstbell.registers.people.rules import BirthDate, PersonFacts

ADULT = 18

Facts = TypeVar("Facts", ChildFacts, PersonFacts)

_PRECISION = ("day", "month", "year", "age", "unknown")
_NOTHING: tuple[Any, ...] = (None, "", (), "unknown")


@dataclass(frozen=True, slots=True)
class Listed:
    """One person with every entry the incident has for them, each in order of person_id."""

    party_entries: tuple[PartyFacts, ...] = ()
    child_entries: tuple[ChildFacts, ...] = ()

    @property
    def people(self) -> tuple[PersonFacts, ...]:
        return (*(entry.person for entry in self.party_entries), *(entry.person for entry in self.child_entries))

    @property
    def ids(self) -> frozenset[str]:
        return frozenset(person.person_id for person in self.people)

    @property
    def person_id(self) -> str:
        """A party's own comes first."""
        return self.people[0].person_id

    @property
    def role(self) -> str:
        """``victim``, ``suspect``, ``both`` or ``other``; empty for somebody who is no party."""
        roles = {entry.role for entry in self.party_entries}
        if "both" in roles or {"victim", "suspect"} <= roles:
            return "both"
        return next((role for role in ("victim", "suspect", "other") if role in roles), "")

    @property
    def relationships(self) -> tuple[Relationship, ...]:
        return tuple(relationship for entry in self.child_entries for relationship in entry.relationships)

    def is_young_party(self, on: date) -> bool:
        """A party who may be under 18; one of whom neither birth nor age is said is taken for an adult."""
        known = any(person.birth.earliest or person.birth.latest for person in self.people)
        return bool(self.party_entries) and known and not self.surely_at_least(ADULT, on)

    def surely_at_least(self, years: int, on: date) -> bool:
        return all(person.birth.surely_at_least(years, on) for person in self.people)

    def surely_under(self, years: int, on: date) -> bool:
        return self._birth(on).surely_under(years, on)

    def surely_born_after(self, day: date) -> bool:
        earliest = [person.birth.earliest for person in self.people if person.birth.earliest]
        return bool(earliest) and min(earliest) > day

    def child(self, on: date) -> ChildFacts:
        """The person as a child: the party's own facts, with whatever else the child's entries know."""
        person = _together(self.people)
        person = replace(
            person,
            person_id=self.person_id,
            birth=self._birth(on),
            residence=next(
                (p.residence for p in self.people if p.residence and p.residence.protected), person.residence
            ),
            previous_surnames=_union(p.previous_surnames for p in self.people),
            also_known_as=_union(p.also_known_as for p in self.people),
        )
        if not self.child_entries:
            return ChildFacts(person)
        return replace(_together(self.child_entries), person=person, relationships=self.relationships)

    def _birth(self, on: date) -> BirthDate:
        """The most precise date of birth; of two that contradict, one that makes a child."""
        young = [p.birth for p in self.people if not p.birth.surely_at_least(ADULT, on)] or [self.people[0].birth]
        return min(young, key=lambda birth: _PRECISION.index(birth.precision))


def listed_people(incident: IncidentFacts) -> tuple[Listed, ...]:
    """Everybody in the incident once, in order of person_id, whatever the order of the lists."""
    found: list[Listed] = []
    for party in sorted(incident.parties, key=lambda entry: entry.person.person_id):
        _add(found, Listed(party_entries=(party,)))
    for child in sorted(incident.children, key=lambda entry: entry.person.person_id):
        _add(found, Listed(child_entries=(child,)))
    return tuple(sorted(found, key=lambda who: who.person_id))


def _add(found: list[Listed], new: Listed) -> None:
    for at, known in enumerate(found):
        if _same_person(known, new):
            found[at] = Listed(known.party_entries + new.party_entries, known.child_entries + new.child_entries)
            return
    found.append(new)


def _same_person(known: Listed, new: Listed) -> bool:
    """The same identifier, or the force's own number. A name with a date of birth only ties a child to a party.

    Two children are never taken for one by name and date of birth (mistake 4), nor two people with different numbers.
    """
    if known.ids & new.ids:
        return True
    numbers, others = ({p.nominal for p in who.people if p.nominal} for who in (known, new))
    if numbers and others:
        return bool(numbers & others)
    if known.child_entries or not new.child_entries:
        return False
    return any(_same_name_and_birth(party, child) for party in known.people for child in new.people)


def _same_name_and_birth(one: PersonFacts, other: PersonFacts) -> bool:
    """The same name as people write it, and births that can be one; with either unknown, a father may be his son."""
    return (
        _can_be_one(one.birth, other.birth)
        and compare_surnames(one.surname, other.surname) in ("equal", "form")
        and forenames_compatible(one.forenames, other.forenames) in ("equal", "nickname")
    )


def _can_be_one(one: BirthDate, other: BirthDate) -> bool:
    if one.earliest is None or one.latest is None or other.earliest is None or other.latest is None:
        return False
    return one.earliest <= other.latest and other.earliest <= one.latest


def _together(entries: Sequence[Facts]) -> Facts:
    """The first entry, with what it leaves out filled in from the others."""
    known = {name: _first_known([getattr(entry, name) for entry in entries]) for name in _names_of(entries[0])}
    return replace(entries[0], **known)


def _names_of(entry: ChildFacts | PersonFacts) -> list[str]:
    return [field.name for field in fields(entry)]


def _first_known(values: list[Any]) -> Any:
    return next((value for value in values if value not in _NOTHING), values[0])


def _union(lists: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for names in lists for name in names))
