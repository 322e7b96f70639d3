"""People and incidents for the rulebook, said in few words; every one of them is invented."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from firstbell.pure.periods import london
from firstbell.registers.incidents.rules import ChildFacts, IncidentFacts, Location, PartyFacts, Relationship
from firstbell.registers.people.rules import UNKNOWN_BIRTH, Address, BirthDate, PersonFacts, Residence, birth_date_from

REPORTED = datetime(2026, 11, 19, 22, 5, tzinfo=UTC)
"""Thursday 19 November 2026, 22:05 in London."""

ROLES = {"victim": "P1", "suspect": "P2", "other": "P3"}


def born(words: str, on: date = date(2026, 11, 19)) -> BirthDate:
    """``born 2015-06-01``, ``born 2015``, ``aged 11`` or ``not known``."""
    if words == "not known":
        return UNKNOWN_BIRTH
    kind, _, value = words.partition(" ")
    return birth_date_from(value, None, on) if kind == "born" else birth_date_from(None, int(value), on)


def home(postcode: str = "ST4 1AA", *lines: str, protected: bool = False) -> Residence:
    return Residence(Address(lines or ("12 Example Road",), postcode), date(2026, 11, 19), "victim", protected)


def person(person_id: str, forenames: str, surname: str, birth: str = "not known", **facts: Any) -> PersonFacts:
    return PersonFacts(person_id, forenames, surname, born(birth), **facts)


def adults() -> tuple[PartyFacts, ...]:
    """A victim, a suspect, and a grandmother who called the police."""
    return (
        PartyFacts(person("P1", "Amy", "Okafor", "born 1992-02-03"), "victim"),
        PartyFacts(person("P2", "Daniel", "Reed", "born 1990-07-11"), "suspect"),
        PartyFacts(person("P3", "Ngozi", "Eze", "born 1961-01-30"), "other"),
    )


def related(words: str) -> tuple[Relationship, ...]:
    """``child of victim, none of suspect``; ``nothing said``."""
    if words == "nothing said":
        return ()
    found = [re.fullmatch(r"(\w+) of (.+)", part.strip()) for part in words.split(",")]
    return tuple(Relationship(ROLES.get(match[2], match[2]), match[1]) for match in found if match)


def child(birth: str = "born 2016-06-01", relationships: str = "child of victim", **facts: Any) -> ChildFacts:
    named: dict[str, Any] = {"person_id": "C1", "forenames": "Oliver", "surname": "Okafor"}
    about = {name: facts.pop(name) for name in list(facts) if name in PersonFacts.__slots__}
    return ChildFacts(PersonFacts(**(named | {"birth": born(birth)} | about)), related(relationships), **facts)


def incident(
    parties: Sequence[PartyFacts] | None = None, children: Sequence[ChildFacts] | None = None, **facts: Any
) -> IncidentFacts:
    known: dict[str, Any] = {
        "incident_id": 1,
        "force": "staffordshire",
        "reference": "STF/2026/0012345",
        "version": 1,
        "recorded_at": REPORTED,
        "reported_at": REPORTED,
        "occurred_from": REPORTED,
        "occurred_to": None,
        "domestic_abuse": True,
        "crime": True,
        "offence_codes": ("8N",),
        "outcome_code": None,
        "local_authority": "E06000021",
        "location": Location("home", Address(("12 Example Road",), "ST4 1AA")),
        "parties": tuple(adults() if parties is None else parties),
        "children": tuple((child(),) if children is None else children),
    }
    return IncidentFacts(**(known | facts))


def london_time(words: str) -> datetime:
    """``Thu 2026-11-19 22:05`` on a London clock, as an instant in UTC."""
    day, clock = words.split()[-2:]
    naive = datetime.fromisoformat(f"{day}T{clock}+00:00")
    return naive.astimezone(UTC) - (london(naive).utcoffset() or naive - naive)


def in_london(moment: datetime) -> str:
    return london(moment).strftime("%a %Y-%m-%d %H:%M")
