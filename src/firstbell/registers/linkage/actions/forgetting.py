"""Forgetting who somebody of an incident was, once its time has passed. Their identity stays, as an empty reference."""

from datetime import datetime

from django.db import transaction

from firstbell.foundations.audit import actions as audit
from firstbell.foundations.retention.rules import summed
from firstbell.pure.actor import Actor
from firstbell.registers.incidents import queries as incidents
from firstbell.registers.linkage.actions.clusters import next_turn
from firstbell.registers.linkage.models import PupilJudgement
from firstbell.registers.linkage.queries.forgetting import OF_AN_INCIDENT, judgements_on, rows_of_links


def forget_links(*, incident: int, by: Actor, now: datetime) -> dict[str, int]:
    """Links, records, rulings and judgements of an incident go; rows by table."""
    with transaction.atomic():
        next_turn()
        facts = incidents.facts(incident)
        judged = {PupilJudgement._meta.label: judgements_on(facts.force, facts.reference)}
        rows = summed([rows_of_links((incident,)), judged])
        PupilJudgement.objects.filter(force=facts.force, incident_reference=facts.reference).delete()
        for table, way in OF_AN_INCIDENT:
            table._default_manager.filter(**{way: incident}).delete()
        details = {"rows": sum(rows.values())}
        audit.record(by=by, now=now, action="link.forgotten", subject=f"incident:{incident}", details=details)
    return rows
