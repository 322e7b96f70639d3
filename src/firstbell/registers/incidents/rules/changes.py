"""What a later version of an incident says otherwise, in sentences. They name nobody and give no address."""

from collections.abc import Iterator, Mapping

from firstbell.registers.incidents.rules import ChildFacts, IncidentFacts, PartyFacts
from firstbell.registers.people.rules import PersonFacts

_OF_THE_INCIDENT = {
    "domestic_abuse": "Whether it is domestic abuse",
    "crime": "Whether it is a crime",
    "offence_codes": "The offence codes",
    "outcome_code": "The outcome code",
    "reported_at": "When it was reported",
    "occurred_from": "When it began",
    "occurred_to": "When it ended",
    "local_authority": "The local authority",
    "location": "Where it happened",
    "reported_by": "Who reported it",
}
_OF_A_PERSON = {
    "forenames": "forenames",
    "surname": "surname",
    "known_as": "known-as name",
    "previous_surnames": "previous surnames",
    "also_known_as": "other names",
    "birth": "date of birth",
    "sex": "sex",
    "nominal": "number at the force",
    "residence": "address",
    "phones": "telephone numbers",
    "emails": "e-mail addresses",
}
_OF_A_PARTY = {"role": "role", "employer": "employer", "occupation": "occupation"}
_OF_A_CHILD = {
    "relationships": "relationships",
    "present": "presence",
    "seen_by_officer": "whether an officer saw the child",
    "spoken_to": "whether an officer spoke to the child",
    "voice": "what the child said",
    "welfare_check": "welfare check",
    "stated_school": "school as stated",
    "upn": "pupil number",
}


def changes(before: IncidentFacts, after: IncidentFacts) -> tuple[str, ...]:
    """Every difference that a person at the desk may care about, the incident's own first."""
    own = [f"{words} changed." for field, words in _OF_THE_INCIDENT.items() if _differs(before, after, field)]
    parties = _people(
        {one.person.person_id: one for one in before.parties}, {one.person.person_id: one for one in after.parties}
    )
    children = _people(
        {one.person.person_id: one for one in before.children}, {one.person.person_id: one for one in after.children}
    )
    return (*own, *parties, *children)


def _people(
    before: Mapping[str, PartyFacts | ChildFacts], after: Mapping[str, PartyFacts | ChildFacts]
) -> Iterator[str]:
    for person_id in after.keys() - before.keys():
        yield f"{_kind(after[person_id])} {person_id} was added."
    for person_id in before.keys() - after.keys():
        yield f"{_kind(before[person_id])} {person_id} is no longer named."
    for person_id, one in after.items():
        if person_id in before and (fields := _fields(before[person_id], one)):
            yield f"{_kind(one)} {person_id}: {', '.join(fields)} changed."


def _kind(one: PartyFacts | ChildFacts) -> str:
    return "Party" if isinstance(one, PartyFacts) else "Child"


def _fields(before: PartyFacts | ChildFacts, after: PartyFacts | ChildFacts) -> list[str]:
    further = _OF_A_PARTY if isinstance(after, PartyFacts) else _OF_A_CHILD
    people: tuple[PersonFacts, PersonFacts] = (before.person, after.person)
    return [words for field, words in _OF_A_PERSON.items() if _differs(*people, field)] + [
        words for field, words in further.items() if _differs(before, after, field)
    ]


def _differs(before: object, after: object, field: str) -> bool:
    return bool(getattr(before, field) != getattr(after, field))
