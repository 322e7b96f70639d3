"""Looking for a person, for a purpose that is written down: the least first, and nobody's name (mistake 18)."""

from dataclasses import dataclass
from datetime import date, datetime

from firstbell.foundations.accounts.rules.seats import Seat
from firstbell.registers.incidents import queries as incidents
from firstbell.registers.incidents.rules import IncidentFacts
from firstbell.registers.people import queries as people
from firstbell.registers.people.rules import BirthDate
from firstbell.responses.encompass.models import Notice
from firstbell.responses.encompass.queries.for_police.seats import hidden_from

MOST = 50

PURPOSES = {
    "notice": "A notice, a review or a hold",
    "school": "A school or authority asked",
    "family": "A child or parent asked about themselves",
    "check": "A check that the right people were told",
    "other": "Something else",
}
"""Why somebody may search."""


@dataclass(frozen=True, slots=True)
class Found:
    """Somebody in an incident, without a name. ``role`` is a party's, or ``child``; ``year`` is of birth, 0 unknown."""

    incident_id: int
    incident_reference: str
    person_id: str
    role: str
    year: int
    reported_at: datetime


def search(seat: Seat, *, name: str = "", born: date | None = None, reference: str = "") -> list[Found]:
    """At most ``MOST`` + 1 people whom all that is given fits, the latest report first.

    ``reference`` is an incident's or a notice's. Nothing for a seat that may not search, and nothing of what is closed
    to it.
    """
    if not seat.may("desk.search") or not (name.strip() or born or reference.strip()):
        return []
    hidden = hidden_from(seat)
    wanted = _by_reference(reference) if reference.strip() else _by_person(name, born)
    wanted = [(number, who) for number, who in wanted if number not in hidden][: MOST + 1]
    facts = incidents.facts_many({number for number, _ in wanted})
    found = [_found(facts[number], who) for number, who in wanted if number in facts]
    return sorted((one for one in found if one), key=lambda one: one.reported_at, reverse=True)


def _by_reference(reference: str) -> list[tuple[int, str]]:
    wanted = reference.strip()
    told = list(Notice.objects.filter(reference=wanted.upper()).values_list("incident_id", "person_id"))
    return told or [(number, person_id) for number in incidents.numbers_of(wanted) for person_id in _everybody(number)]


def _everybody(number: int) -> list[str]:
    facts = incidents.facts(number)
    people_there = [*(party.person for party in facts.parties), *(child.person for child in facts.children)]
    return list(dict.fromkeys(one.person_id for one in people_there))


def _by_person(name: str, born: date | None) -> list[tuple[int, str]]:
    mentions = people.mentioned(name=name, born=born, limit=4 * MOST)
    numbers = incidents.numbers_by_name({(one.force, one.incident_reference) for one in mentions})
    return [
        (numbers[one.force, one.incident_reference], one.person_id)
        for one in mentions
        if (one.force, one.incident_reference) in numbers
    ]


def _found(facts: IncidentFacts, person_id: str) -> Found | None:
    for party in facts.parties:
        if party.person.person_id == person_id:
            return _as_found(facts, person_id, party.role, party.person.birth)
    for child in facts.children:
        if child.person.person_id == person_id:
            return _as_found(facts, person_id, "child", child.person.birth)
    return None


def _as_found(facts: IncidentFacts, person_id: str, role: str, birth: BirthDate) -> Found:
    year = birth.earliest.year if birth.earliest and birth.latest and birth.earliest.year == birth.latest.year else 0
    return Found(facts.incident_id, facts.reference, person_id, role, year, facts.reported_at)
