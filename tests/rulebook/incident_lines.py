"""Lines of the incident feed for tests: one that is fit, and ways to spoil it."""

import copy
import json
import re
from typing import Any

SAMPLE: dict[str, Any] = {
    "format": "firstbell.incident/1",
    "force": "staffordshire",
    "reference": "STF/2026/0012345",
    "version": 1,
    "recorded_at": "2026-11-20T23:40:00+00:00",
    "reported_at": "2026-11-20T22:05:00+00:00",
    "occurred_from": "2026-11-20T21:50:00+00:00",
    "occurred_to": None,
    "domestic_abuse": True,
    "crime": True,
    "offence_codes": ["8N"],
    "outcome_code": None,
    "local_authority": "E06000021",
    "location": {"kind": "home", "address": {"lines": ["12 Example Road"], "postcode": "ST4 1AA", "uprn": None}},
    "risk": {
        "tool": "DASH",
        "version": "2009",
        "officer_grade": "medium",
        "supervisor_grade": None,
        "answers": {"1": "yes", "2": 3},
    },
    "parties": [
        {
            "person_id": "P1",
            "role": "victim",
            "forenames": "Amy",
            "surname": "Okafor",
            "also_known_as": ["Mimi"],
            "date_of_birth": "1992-02-03",
            "sex": "F",
            "phones": ["07700 900123"],
            "emails": ["amy@example.org"],
            "employer": None,
            "occupation": None,
            "residence": {
                "address": {"lines": ["12 Example Road"], "postcode": "ST4 1AA", "uprn": None},
                "as_of": "2026-11-20",
                "source": "victim",
                "protected": False,
            },
            "characteristics": {"ethnicity": "mixed", "sexual_orientation": "bisexual"},
        }
    ],
    "children": [
        {
            "person_id": "C1",
            "forenames": "Oliver James",
            "known_as": "Ollie",
            "surname": "Okafor",
            "previous_surnames": [],
            "date_of_birth": "2015-06-01",
            "age": None,
            "sex": "M",
            "relationships": [{"to": "P1", "kind": "child"}],
            "present": "yes",
            "seen_by_officer": True,
            "spoken_to": True,
            "spoken_to_alone": False,
            "voice": None,
            "welfare_check": True,
            "residence": None,
            "stated_school": {"text": "St Peters primary", "stated_by": "victim"},
            "upn": None,
            "nhs_number": None,
        }
    ],
}

LEFT_OUT = object()


def sample(**changes: Any) -> dict[str, Any]:
    """The sample with some of its own fields changed."""
    return copy.deepcopy(SAMPLE) | changes


def spoiled(path: str, value: Any) -> dict[str, Any]:
    """The sample with the field at ``children[0].date_of_birth`` set to ``value``, or left out."""
    document = sample()
    *steps, last = [int(step) if step.isdecimal() else step for step in re.findall(r"[^.\[\]]+", path)]
    place: Any = document
    for step in steps:
        place = place[step]
    if value is LEFT_OUT:
        del place[last]
    elif isinstance(last, int) and last == len(place):
        place.append(value)
    else:
        place[last] = value
    return document


def line(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False)
