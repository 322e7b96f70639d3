"""Whether whoever asks for somebody else's record may be the one they must be kept from (section 8, mistake 17)."""

from collections.abc import Collection, Iterable
from datetime import date

from firstbell.foundations.subject_access.rules.items import Candidate
from firstbell.pure.periods import day_in_words, london_date
from firstbell.registers.incidents.rules import IncidentFacts, PartyFacts
from firstbell.registers.incidents.rules.facts import people_in
from firstbell.registers.incidents.rules.ties import is_namesake
from firstbell.registers.people.rules import BirthDate, PersonFacts

ACCUSED = frozenset({"suspect", "both"})
IS_SUSPECT = "Whoever asks is a suspect in an incident with the person."
LOOKS_LIKE_SUSPECT = "Whoever asks bears the name or the date of birth of a suspect in an incident with the person."


def dangers(
    incidents: Iterable[IncidentFacts], *, asker: Collection[tuple[int, str]], name: str, born: date | None
) -> tuple[str, ...]:
    """Sentences that flag a request for somebody of these incidents; none where nothing speaks against it.

    ``asker`` are records, as (incident, person_id), of which somebody said that they are whoever asks. Somebody who was
    not recognised among the suspects is compared with each: a surname with a forename that fits, or the day of birth.
    """
    suspects = [(one.incident_id, party) for one in incidents for party in one.parties if party.role in ACCUSED]
    if any((number, party.person.person_id) in asker for number, party in suspects):
        return (IS_SUSPECT,)
    return (LOOKS_LIKE_SUSPECT,) if any(_alike(party, name, born) for _, party in suspects) else ()


def _alike(party: PartyFacts, name: str, born: date | None) -> bool:
    same_day = born is not None and party.person.birth.day == born
    return same_day or is_namesake(name, party.person)


def candidate(facts: IncidentFacts, person_id: str) -> Candidate:
    """Somebody of an incident, for a person to say whose record it is."""
    person = next(one.facts for one in people_in(facts).persons if one.facts.person_id == person_id)
    role = next((one.role for one in facts.parties if one.person.person_id == person_id), "child")
    reported = day_in_words(london_date(facts.reported_at))
    return Candidate(
        kind="record",
        key=f"{facts.incident_id}:{person_id}",
        of=facts.reference,
        name=" ".join(part for part in (person.forenames, person.surname) if part),
        born=_born(person),
        what=f"{role} in an incident reported on {reported}",
    )


def _born(person: PersonFacts) -> str:
    birth: BirthDate = person.birth
    if birth.day:
        return day_in_words(birth.day)
    return f"between {birth.earliest} and {birth.latest}" if birth.earliest else ""
