"""What another force needs to take over the duty for a child who lives in its area (R4)."""

from firstbell.registers.incidents import queries as incidents
from firstbell.registers.people.rules import Residence
from firstbell.responses.encompass.models import Notice
from firstbell.responses.encompass.queries.disclosures import exposure_of


def document(reference: str) -> dict[str, object]:
    """The hand-over as ``firstbell.handover/1``: the child, the report, and where the child lives.

    A protected address is not written down: the other force asks for it by telephone (R15).
    """
    notice = Notice.objects.get(reference=reference)
    facts = incidents.facts(notice.incident_id)
    exposure = exposure_of(facts, notice.person_id)
    assert exposure is not None
    person = exposure.child.person
    return {
        "format": "firstbell.handover/1",
        "reference": reference,
        "from_force": facts.force,
        "to_force": notice.force,
        "incident_reference": facts.reference,
        "incident_version": facts.version,
        "reported_at": facts.reported_at.isoformat(),
        "child": {
            "forenames": person.forenames,
            "surname": person.surname,
            "date_of_birth": person.birth.day.isoformat() if person.birth.day else None,
            "present": exposure.child.present,
            "welfare_check": exposure.child.welfare_check,
            "residence": _residence(person.residence),
            "stated_school": exposure.child.stated_school.text if exposure.child.stated_school else None,
        },
    }


def _residence(home: Residence | None) -> dict[str, object] | None:
    if home is None or home.protected:
        return {"protected": True} if home else None
    return {"lines": list(home.address.lines), "postcode": home.address.postcode, "protected": False}
