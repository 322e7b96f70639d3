"""Incidents, parties and children as a force's feed writes them, with only what a test is about."""

from typing import Any

from world.area import HOME

Json = dict[str, Any]
MARKED: Json = {
    "ethnicity": "asian", "disability": "yes", "sexual_orientation": "gay_or_lesbian", "relationship": "former_partner",
}  # fmt: skip
"""What the law protects, of every party: a test looks for it on every page."""


def home(
    postcode: str = HOME, line: str = "12 Example Road", *, protected: bool = False, as_of: str = "2026-11-19"
) -> Json:
    address = {"lines": [line], "postcode": postcode, "uprn": None}
    return {"address": address, "as_of": as_of, "source": "victim", "protected": protected}


def party(person_id: str = "P1", role: str = "victim", **facts: Any) -> Json:
    known = {
        "person_id": person_id,
        "role": role,
        "forenames": "Amy",
        "surname": "Okafor",
        "also_known_as": [],
        "date_of_birth": "1992-02-03",
        "sex": "F",
        "phones": [],
        "emails": [],
        "employer": None,
        "occupation": None,
        "residence": home(),
        "characteristics": MARKED,
    }
    return known | facts


def suspect(person_id: str = "P2", **facts: Any) -> Json:
    return party(person_id, "suspect", forenames="Daniel", date_of_birth="1990-05-06", sex="M") | facts


def child(
    person_id: str = "C1",
    forenames: str = "Oliver",
    surname: str = "Okafor",
    born: str | None = "2016-06-01",
    **facts: Any,
) -> Json:
    known = {
        "person_id": person_id,
        "forenames": forenames,
        "known_as": None,
        "surname": surname,
        "previous_surnames": [],
        "date_of_birth": born,
        "age": None,
        "sex": "M",
        "relationships": [{"to": "P1", "kind": "child"}],
        "present": "yes",
        "seen_by_officer": True,
        "spoken_to": False,
        "spoken_to_alone": False,
        "voice": None,
        "welfare_check": True,
        "residence": None,
        "stated_school": None,
        "upn": None,
        "nhs_number": None,
    }
    return known | facts


def incident(reference: str = "STF/2026/0000001", *, reported: str = "2026-11-19T22:05:00+00:00", **facts: Any) -> Json:
    known = {
        "format": "firstbell.incident/1",
        "force": "staffordshire",
        "reference": reference,
        "version": 1,
        "recorded_at": reported,
        "reported_at": reported,
        "occurred_from": reported,
        "occurred_to": None,
        "domestic_abuse": True,
        "crime": True,
        "offence_codes": ["8N"],
        "outcome_code": None,
        "local_authority": "E06000021",
        "location": {"kind": "home", "address": {"lines": ["12 Example Road"], "postcode": HOME, "uprn": None}},
        "risk": {"tool": "DASH", "version": "2009", "officer_grade": "medium", "supervisor_grade": None, "answers": {}},
        "parties": [party(), suspect()],
        "children": [child()],
    }
    return known | facts
