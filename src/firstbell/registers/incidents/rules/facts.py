"""The facts that the rest of the house decides by, from a document as it is stored.

The document was checked when it came in, so this only reads; it runs for every question about an incident.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from firstbell.pure.periods import london_date
from firstbell.registers.incidents.rules import (
    ChildFacts,
    IncidentFacts,
    Location,
    PartyFacts,
    Relationship,
    StatedSchool,
)
from firstbell.registers.people.rules import (
    Address,
    PersonFacts,
    RecordedIncident,
    RecordedPerson,
    Residence,
    birth_date_from,
)

Stored = dict[str, Any]


def facts_from(incident_id: int, stored: Stored) -> IncidentFacts:
    reported_at = datetime.fromisoformat(stored["reported_at"])
    reported_on = london_date(reported_at)
    return IncidentFacts(
        incident_id=incident_id,
        force=stored["force"],
        reference=stored["reference"],
        version=stored["version"],
        recorded_at=datetime.fromisoformat(stored["recorded_at"]),
        reported_at=reported_at,
        occurred_from=_moment(stored.get("occurred_from")),
        occurred_to=_moment(stored.get("occurred_to")),
        domestic_abuse=stored["domestic_abuse"],
        crime=stored.get("crime"),
        offence_codes=tuple(stored.get("offence_codes", ())),
        outcome_code=stored.get("outcome_code"),
        local_authority=stored.get("local_authority"),
        location=_location(stored.get("location")),
        parties=tuple(_party(party, reported_on) for party in stored["parties"]),
        children=tuple(_child(child, reported_on) for child in stored["children"]),
        reported_by=stored.get("reported_by"),
    )


def people_in(facts: IncidentFacts) -> RecordedIncident:
    """Everybody in an incident, each once: who stands among parties and children comes as the child, with all names."""
    people = {party.person.person_id: RecordedPerson(party.person) for party in facts.parties}
    for child in facts.children:
        listed = people.get(child.person.person_id)
        both = _both(child.person, listed.facts) if listed else child.person
        people[both.person_id] = RecordedPerson(both, tuple((r.to, r.kind) for r in child.relationships))
    return RecordedIncident(facts.force, facts.reference, facts.version, facts.reported_at, tuple(people.values()))


def _both(child: PersonFacts, party: PersonFacts) -> PersonFacts:
    """One person listed twice: what the child's record leaves open, the party's fills; protection given once holds."""
    other = " ".join(part for part in (party.forenames, party.surname) if part)
    same = other == " ".join(part for part in (child.forenames, child.surname) if part)
    aliases = (*child.also_known_as, *party.also_known_as, *(() if same or not other else (other,)))
    return PersonFacts(
        person_id=child.person_id,
        forenames=child.forenames or party.forenames,
        surname=child.surname or party.surname,
        birth=child.birth if child.birth.earliest else party.birth,
        nominal=child.nominal or party.nominal,
        known_as=child.known_as or party.known_as,
        previous_surnames=tuple(dict.fromkeys((*child.previous_surnames, *party.previous_surnames))),
        also_known_as=tuple(dict.fromkeys(aliases)),
        sex=child.sex or party.sex,
        residence=_kept_residence(child.residence, party.residence),
        phones=tuple(dict.fromkeys((*child.phones, *party.phones))),
        emails=tuple(dict.fromkeys((*child.emails, *party.emails))),
    )


def _kept_residence(child: Residence | None, party: Residence | None) -> Residence | None:
    kept = child or party
    if kept is None or party is None:
        return kept
    return Residence(kept.address, kept.as_of, kept.source, kept.protected or party.protected)


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _location(stored: Stored | None) -> Location | None:
    if stored is None:
        return None
    address = stored.get("address")
    return Location(stored["kind"], None if address is None else _address(address))


def _address(stored: Stored) -> Address:
    lines = tuple(line for line in stored.get("lines", ()) if line)
    return Address(lines, stored.get("postcode") or None, stored.get("uprn") or None)


def _party(stored: Stored, reported_on: date) -> PartyFacts:
    return PartyFacts(
        _person(stored, reported_on), stored["role"], stored.get("employer") or None, stored.get("occupation") or None
    )


def _child(stored: Stored, reported_on: date) -> ChildFacts:
    return ChildFacts(
        person=_person(stored, reported_on),
        relationships=tuple(Relationship(r["to"], r["kind"]) for r in stored.get("relationships", ())),
        present=stored.get("present", "unknown"),
        seen_by_officer=stored.get("seen_by_officer"),
        spoken_to=stored.get("spoken_to"),
        spoken_to_alone=stored.get("spoken_to_alone"),
        voice=stored.get("voice") or None,
        welfare_check=stored.get("welfare_check"),
        stated_school=_stated_school(stored.get("stated_school")),
        upn=stored.get("upn") or None,
        nhs_number=stored.get("nhs_number") or None,
    )


def _stated_school(stored: Stored | None) -> StatedSchool | None:
    if stored is None or not stored["text"]:
        return None
    return StatedSchool(stored["text"], stored["stated_by"])


def _person(stored: Stored, reported_on: date) -> PersonFacts:
    return PersonFacts(
        person_id=stored["person_id"],
        forenames=stored["forenames"] or "",
        surname=stored["surname"] or "",
        birth=birth_date_from(stored.get("date_of_birth"), stored.get("age"), reported_on),
        nominal=stored.get("nominal"),
        known_as=stored.get("known_as") or None,
        previous_surnames=_filled(stored.get("previous_surnames", ())),
        also_known_as=_filled(_alias(alias) for alias in stored.get("also_known_as", ())),
        sex=stored.get("sex"),
        residence=_residence(stored.get("residence")),
        phones=_filled(stored.get("phones", ())),
        emails=_filled(stored.get("emails", ())),
    )


def _filled(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(text for text in texts if text)


def _alias(stored: str | Stored) -> str:
    if isinstance(stored, str):
        return stored
    return " ".join(part for part in (stored.get("forenames"), stored.get("surname")) if part)


def _residence(stored: Stored | None) -> Residence | None:
    if stored is None:
        return None
    as_of = stored.get("as_of")
    return Residence(
        _address(stored["address"]),
        date.fromisoformat(as_of) if as_of else None,
        stored.get("source") or None,
        stored["protected"],
    )
