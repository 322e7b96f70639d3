"""What one version of an incident says of one person in it, for somebody who asks what is held about them."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from firstbell.foundations.subject_access.rules.items import (
    ADDRESS,
    ANYBODY,
    BIRTH,
    CONTACT,
    FREE,
    HAPPENED,
    NAME,
    PARTY,
    SCHOOL,
    VICTIM,
    Telling,
    Told,
)

Stored = dict[str, Any]

PERSON: Telling = {
    "person_id": None,
    "role": HAPPENED,
    "nominal": Told(NAME),
    "forenames": Told(NAME),
    "surname": Told(NAME),
    "known_as": Told(NAME),
    "previous_surnames": Told(NAME),
    "also_known_as": Told(NAME),
    "date_of_birth": Told(BIRTH),
    "age": Told(BIRTH),
    "sex": Told(BIRTH),
    "phones": Told(CONTACT),
    "emails": Told(CONTACT),
    "employer": Told(CONTACT),
    "occupation": Told(CONTACT),
    "residence": Told(ADDRESS),
    "upn": Told(NAME),
    "nhs_number": Told(NAME),
    "present": HAPPENED,
    "seen_by_officer": HAPPENED,
    "spoken_to": HAPPENED,
    "spoken_to_alone": HAPPENED,
    "welfare_check": HAPPENED,
    "stated_school": Told(SCHOOL),
    "relationships": Told(NAME, (PARTY,)),
    "voice": FREE,
}
INCIDENT: Telling = {
    "reported_at": HAPPENED,
    "occurred_from": HAPPENED,
    "occurred_to": HAPPENED,
    "crime": HAPPENED,
    "offence_codes": Told(others=(PARTY,)),
    "outcome_code": Told(others=(PARTY,)),
    "risk": Told(others=(ANYBODY, PARTY)),
    "location": Told(ADDRESS, (ANYBODY,), own=False),
}
"""Of the incident itself. Who reported it is told to nobody: it would show an informant."""
OF_THE_VICTIM = frozenset({"risk", "location"})
"""For anybody else this is not even looked at: what a victim answered, and where they may live."""

BESIDES = {"victim": (), "suspect": (VICTIM,), "both": (VICTIM,), "other": (PARTY,)}
"""Who else is in everything that is said of a party, by their role: that there is a record says that they are."""


def told_of(document: Stored, person_id: str) -> Iterator[tuple[str, Any, Told]]:
    """Where it stands in the document, what is said, and how it is told; nothing for somebody who is not in it."""
    listed = [
        (f"{where}.{number}", one)
        for where in ("parties", "children")
        for number, one in enumerate(document[where])
        if one["person_id"] == person_id
    ]
    besides = tuple(dict.fromkeys(who for _, one in listed for who in BESIDES.get(one.get("role", "victim"), ())))
    for where, one in listed:
        yield from ((f"{where}.{name}", said, told) for name, said, told in _told(one, PERSON, besides))
    said = {name: document.get(name) for name in INCIDENT if not (besides and name in OF_THE_VICTIM)}
    yield from _told(said if listed else {}, INCIDENT, besides)


def _told(said: Stored, telling: Telling, besides: tuple[str, ...]) -> Iterator[tuple[str, Any, Told]]:
    for name, value in said.items():
        told = telling.get(name, FREE)
        if told is not None:
            protected = isinstance(value, dict) and bool(value.get("protected"))
            yield name, value, replace(told, others=(*told.others, *besides), protected=protected)
