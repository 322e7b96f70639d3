"""A hand-over from another force, ``firstbell.handover/1``, as an incident of that force (R4).

It names no party, so nobody can be taken for related to one, and no conflict can be looked for (R8): it always asks a
person, who telephones the other force before anybody is told.
"""

import json
from collections.abc import Mapping
from typing import Any

from firstbell.foundations.take_in.rules import Unfit
from firstbell.pure import areas
from firstbell.pure.refusal import Refused
from firstbell.registers.incidents.rules.document import IncidentDocument
from firstbell.registers.incidents.rules.reading import read_document

FORMAT = "firstbell.handover/1"
NEEDED = ("reference", "from_force", "to_force", "incident_reference", "incident_version", "reported_at", "child")
ADVICE = "Ask the force that sent it for the file as it was made."


def incident_from(text: str, home_force: str) -> IncidentDocument:
    """The hand-over as one version of an incident that names one child. Refused, in a sentence, for what is none."""
    stated = _object(text)
    if stated.get("format") != FORMAT:
        raise Refused(f"This is not a hand-over in the format {FORMAT}.", ADVICE)
    if missing := [name for name in NEEDED if not stated.get(name)]:
        raise Refused(f"The hand-over lacks {missing[0]}.", ADVICE)
    if stated["to_force"] != home_force:
        raise Refused("This hand-over is to another force.", "Tell the force that sent it.")
    if stated["from_force"] == home_force or not areas.is_force(str(stated["from_force"])):
        raise Refused("The force that it comes from is not another force of England or Wales.", ADVICE)
    try:
        return read_document(json.dumps(_incident(stated)))
    except Unfit as unfit:
        raise Refused(f"The hand-over cannot be read: {unfit.field} {unfit.reason}.", ADVICE) from None


def _object(text: str) -> dict[str, Any]:
    try:
        stated = json.loads(text)
    except ValueError:
        raise Refused("This is not a hand-over: it is not JSON.", ADVICE) from None
    if not isinstance(stated, dict):
        raise Refused("This is not a hand-over: it is not one object.", ADVICE)
    return stated


def _incident(stated: Mapping[str, Any]) -> dict[str, object]:
    """Every hand-over is about one child, so its own reference is part of the incident's: siblings come in several."""
    return {
        "format": "firstbell.incident/1",
        "force": stated["from_force"],
        "reference": f"{stated['incident_reference']} {stated['reference']}",
        "version": stated["incident_version"],
        "recorded_at": stated["reported_at"],
        "reported_at": stated["reported_at"],
        "domestic_abuse": True,
        "parties": [],
        "children": [_child(stated["child"])],
    }


def _child(stated: Any) -> dict[str, object]:
    if not isinstance(stated, dict):
        raise Refused("The hand-over lacks the child.", ADVICE)
    child: dict[str, object] = {name: stated.get(name) for name in ("forenames", "surname", "date_of_birth")}
    child |= {"person_id": "C1", "present": stated.get("present"), "welfare_check": stated.get("welfare_check")}
    if school := stated.get("stated_school"):
        child["stated_school"] = {"text": school, "stated_by": "other"}
    home = stated.get("residence")
    if isinstance(home, dict):
        address = {"lines": home.get("lines") or [], "postcode": home.get("postcode")}
        child["residence"] = {"address": address, "source": "another force", "protected": home.get("protected")}
    return child
