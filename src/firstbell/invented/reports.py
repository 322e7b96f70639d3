"""One incident as the force's feed has it (`firstbell.incident/1`), and who its children really are."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from firstbell.invented import sayings, sources
from firstbell.invented.characteristics import recorded as recorded_of
from firstbell.invented.errors import Officer, Written
from firstbell.invented.moments import recorded
from firstbell.invented.people import Child, Family, Home, Person
from firstbell.invented.rates import Rates
from firstbell.invented.tellings import Telling, related
from firstbell.pure.periods import london_date, years_between

Document = dict[str, Any]
OFFENCES = ("105A", "8N", "8L", "149", "8R", "33A", "125", "5D")
VOICES = (
    "I stayed in my room.",
    "I want it to stop.",
    "I heard shouting and I hid.",
    "I am not sure what happened.",
    "I want to go to school tomorrow.",
)


@dataclass(frozen=True, slots=True)
class Version:
    """One line of the feed. ``recorded_at`` is when the force's system wrote it."""

    recorded_at: datetime
    document: Document


@dataclass(slots=True)
class Recorded:
    """A child of an incident under the ``person_id`` that the incident gives it, with what went wrong in writing it."""

    person_id: str
    child: Child
    place: int
    relationships: dict[str, str]
    garbled: list[str]
    as_party: str = ""


class Report:
    """Writes one incident of a family down: ``versions`` are the feed's lines, ``recorded`` its children."""

    def __init__(
        self, family: Family, telling: Telling, *, reference: str, reported_at: datetime, rng: Random, rates: Rates
    ) -> None:
        self.family, self.telling, self.reference = family, telling, reference
        self.reported_at, self.rng, self.rates = reported_at, rng, rates
        self.on = london_date(reported_at)
        self.ids = {part: f"P{number}" for number, part in enumerate(telling.parts, 1)}
        self.knows_nominals = telling.nominal or rng.random() < rates.nominal
        self.recorded: list[Recorded] = []
        self.true_children: list[Document] = []
        self.versions = tuple(self._versions())

    # --- the document ---

    def _versions(self) -> Iterator[Version]:
        recorded_at = recorded(self.reported_at + timedelta(minutes=self.telling.minutes or self.rng.randint(15, 150)))
        document = self._document(recorded_at)
        yield Version(recorded_at, document)
        if self.telling.later:
            later = recorded(recorded_at + timedelta(minutes=self.rng.randint(20, 90)))
            yield Version(later, self._second(document, later))

    def _document(self, recorded_at: datetime) -> Document:
        rng, telling = self.rng, self.telling
        began = self.reported_at - timedelta(minutes=rng.randint(5, 120))
        if telling.occurred:
            began = datetime.fromisoformat(telling.occurred + "T20:00:00+00:00")
        crime = telling.flagged and rng.random() < self.rates.crime
        parties = [self._party(part, role) for part, role in self._roles()]
        return {
            "format": "firstbell.incident/1",
            "force": sources.FORCE,
            "reference": self.reference,
            "version": 1,
            "recorded_at": _stamp(recorded_at),
            "reported_at": _stamp(self.reported_at),
            "occurred_from": _stamp(began),
            "occurred_to": _stamp(began + timedelta(minutes=rng.randint(2, 40))) if telling.occurred else None,
            "domestic_abuse": telling.flagged,
            "crime": crime,
            "offence_codes": [rng.choice(OFFENCES)] if crime else [],
            "outcome_code": None,
            "local_authority": self._scene().authority or None,
            "location": self._location(),
            "risk": self._risk(),
            "parties": parties,
            "children": self._children(),
        }

    def _second(self, first: Document, recorded_at: datetime) -> Document:
        second = deepcopy(first)
        second |= {"version": 2, "recorded_at": _stamp(recorded_at)}
        if self.telling.later == "counter":
            for party in second["parties"][:2]:
                party["role"] = "both"
        else:
            second["risk"]["supervisor_grade"] = "high"
            second["children"] = deepcopy(self.true_children)
        return second

    def _roles(self) -> list[tuple[str, str]]:
        telling = self.telling
        roles = [*telling.roles, *("other" for _ in telling.others)]
        return list(zip(telling.parts, roles, strict=True))

    def _scene(self) -> Home:
        part = "suspect" if self.telling.where == "suspect" else "victim"
        return self.family.person(getattr(self.telling, part)).home

    def _location(self) -> Document:
        where = self.telling.where
        if where in ("victim", "suspect"):
            return {"kind": "home", "address": _address(self._scene())}
        return {"kind": where, "address": None}

    def _risk(self) -> Document:
        grade = self.rng.choices(("standard", "medium", "high"), (5, 4, 1))[0]
        return {"tool": "DASH", "version": "2009", "officer_grade": grade, "supervisor_grade": None, "answers": {}}

    # --- people ---

    def _person(self, person: Person) -> Document:
        found: Document = {
            "person_id": "",
            "forenames": person.forenames,
            "surname": person.surname,
            "date_of_birth": person.born.isoformat(),
            "sex": person.sex,
        }
        if self.knows_nominals:
            everybody = [*self.family.adults, *(child.key for child in self.family.children)]
            found["nominal"] = f"N{self.family.index:06}{everybody.index(person.key):02}"
        return found

    def _party(self, part: str, role: str) -> Document:
        person = self.family.person(part)
        protected = self.telling.protected and part == self.telling.victim
        residence: Document | None = self._residence(person.home, "victim", protected)
        if not protected and self.rng.random() < 0.08:
            residence = None
        if isinstance(person, Child):
            self._child_as_party(part, role, person)
        return self._person(person) | {
            "person_id": self.ids[part],
            "role": role,
            "also_known_as": [person.known_as] if person.known_as else [],
            "phones": [person.phone] if person.phone else [],
            "emails": [person.email] if person.email else [],
            "employer": person.employer or None,
            "occupation": person.occupation or None,
            "residence": residence,
            "characteristics": self._characteristics(part, person),
        }

    def _characteristics(self, part: str, person: Person) -> Document | None:
        """Of the two between whom it happened, to each other; nobody asks the others."""
        sides = (self.telling.victim, self.telling.suspect)
        if part not in sides:
            return None
        other = self.family.person(sides[1 - sides.index(part)])
        return recorded_of(person, other, reference=self.reference, rates=self.rates)

    def _child_as_party(self, part: str, role: str, child: Child) -> None:
        relations = related(child, self.telling.parts, self.family)
        self.recorded.append(Recorded(self.ids[part], child, int(part[6:]), relations, [], role))

    def _residence(self, home: Home, source: str, protected: bool) -> Document:
        return {
            "address": _address(home),
            "as_of": self.on.isoformat(),
            "source": source,
            "protected": protected,
        }

    # --- children ---

    def _listed(self) -> list[tuple[int, Child]]:
        """Those whom the report lists: a child who is a party only where the telling says so."""
        listed, parts = self.telling.listed, self.telling.parts
        return [
            (place, child)
            for place, child in enumerate(self.family.children)
            if (place in listed if listed is not None else f"child:{place}" not in parts)
            and child.born <= self.on
            and (years_between(child.born, self.on) < 18 or child.key in parts)
        ]

    def _children(self) -> list[Document]:
        return [self._child(number, place, child) for number, (place, child) in enumerate(self._listed(), 1)]

    def _child(self, number: int, place: int, child: Child) -> Document:
        telling, rng = self.telling, self.rng
        siblings = [other for other in self.family.children if other is not child and other.born <= self.on]
        speaker = self.family.person(telling.victim).surname
        officer = Officer(rng, self.rates, self.on)
        written = officer.write(child, speakers_surname=speaker, siblings=siblings, forced=telling.forced(place))
        relations = {} if place in telling.empty else related(child, telling.parts, self.family)
        residence = self._childs_residence(place, child, written)
        spoken = rng.random() < 0.4
        document = self._person(child) | {
            "person_id": self.ids.get(child.key, f"C{number}"),
            "forenames": written.forenames,
            "known_as": written.known_as,
            "surname": written.surname,
            "previous_surnames": [],
            "date_of_birth": written.born,
            "age": written.age,
            "relationships": [{"to": self.ids[part], "kind": kind} for part, kind in relations.items()],
            "present": rng.choices(("yes", "no", "unknown"), (7, 2, 1))[0],
            "seen_by_officer": spoken or rng.random() < 0.5,
            "spoken_to": spoken,
            "spoken_to_alone": spoken and rng.random() < 0.3,
            "voice": rng.choice(VOICES) if spoken and rng.random() < 0.4 and child.year > 4 else None,
            "welfare_check": spoken or rng.random() < 0.6,
            "residence": residence,
            "stated_school": self._stated(place, child),
            "upn": None,
            "nhs_number": None,
        }
        if child.key not in telling.parts:
            self.recorded.append(Recorded(document["person_id"], child, place, relations, written.garbled))
        right = {"forenames": child.forenames, "surname": child.surname, "date_of_birth": child.born.isoformat()}
        self.true_children.append(document | right | {"age": None})
        return document

    def _childs_residence(self, place: int, child: Child, written: Written) -> Document | None:
        telling = self.telling
        how = telling.residence[place] if place < len(telling.residence) else "given"
        protected = telling.protected and child.home == self.family.person(telling.victim).home
        if how == "none":
            written.garbled.append("no_residence")
            return None
        home = child.home
        if how == "old" and self.family.old_home is not None:
            home = self.family.old_home
            written.garbled.append("old_address")
        if how == "other_party":
            others = [self.family.person(part).home for part in telling.parts]
            home = next((other for other in others if other != child.home and other.authority), home)
            if home != child.home:
                written.garbled.append("other_partys_address")
        return self._residence(home, telling.stated_by if telling.stated_by != "child" else "victim", protected)

    def _stated(self, place: int, child: Child) -> Document | None:
        telling = self.telling
        how = telling.stated[place] if place < len(telling.stated) else ""
        if not how:
            return None
        if how.startswith("="):
            return {"text": how[1:], "stated_by": telling.stated_by}
        if not child.told_at:
            return None
        school = sources.school_by_urn()[child.told_at[0]]
        text = sayings.said(self.rng, school, "" if how == "drawn" else how)
        return {"text": text, "stated_by": telling.stated_by}


def _address(home: Home) -> Document:
    return {"lines": [*home.lines, home.town], "postcode": home.postcode, "uprn": None}


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")
