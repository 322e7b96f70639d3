"""Who is exposed: the children of an incident, in scope or not, at its latest version (R1 to R3)."""

from datetime import datetime

from django.db import transaction

from firstbell.foundations.audit import actions as audit
from firstbell.pure.actor import Actor
from firstbell.registers.incidents import queries as incidents
from firstbell.responses.encompass.models import Assessment
from firstbell.responses.encompass.models import Exposure as StoredExposure
from firstbell.responses.encompass.rules import scope


def assess_incident(*, incident_id: int, by: Actor, now: datetime) -> bool:
    """Keep the exposures of the incident's latest version. False if that version was assessed already."""
    with transaction.atomic():
        facts = incidents.facts(incident_id)
        done = Assessment.objects.select_for_update().filter(incident_id=incident_id).first()
        if done and done.version >= facts.version:
            return False
        exposures = scope.assess(facts)
        _keep(incident_id, facts.version, exposures)
        Assessment.objects.update_or_create(
            incident_id=incident_id, defaults={"version": facts.version, "assessed_at": now}
        )
        audit.record(
            by=by,
            now=now,
            action="incident.assessed",
            subject=f"{facts.force}/{facts.reference}",
            details={
                "version": facts.version,
                "in_scope": sum(e.in_scope for e in exposures),
                "children": len(exposures),
            },
        )
        return True


def _keep(incident_id: int, version: int, exposures: tuple[scope.Exposure, ...]) -> None:
    stored = {row.person_id: row for row in StoredExposure.objects.filter(incident_id=incident_id)}
    for exposure in exposures:
        person_id = exposure.child.person.person_id
        row = stored.pop(person_id, None) or StoredExposure(incident_id=incident_id, person_id=person_id)
        row.version, row.in_latest, row.present = version, True, exposure.child.present
        row.related_to = list(exposure.related_to)
        if not row.decided_by_person:
            row.in_scope, row.question, row.why = exposure.in_scope, exposure.question or "", exposure.why
        row.save()
    for dropped in stored.values():
        dropped.in_latest, dropped.version = False, version
        dropped.save()
