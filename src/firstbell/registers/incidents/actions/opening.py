"""Opening what lies sealed of a party, for nobody but whoever it is of."""

from datetime import datetime

from django.db import transaction

from firstbell.foundations.audit import actions as audit
from firstbell.pure.actor import Actor
from firstbell.pure.refusal import Refused
from firstbell.registers.incidents.models import IncidentVersion
from firstbell.registers.incidents.queries.characteristics import characteristics_in, role_of
from firstbell.registers.incidents.rules.characteristics import FIELD, in_words


def open_for_party(*, key: str, request: str, by: Actor, now: datetime) -> str:
    """What is behind an item's ``key``, which two people released to the party who asked."""
    _, number, field = key.split(":", 2)
    who, _, name = field.rpartition(".")
    with transaction.atomic():
        row = IncidentVersion.objects.filter(pk=int(number)).select_related("incident").first()
        if row is None or name != FIELD or who not in row.characteristics:
            raise Refused("Nothing lies sealed there.", "Look at the page again.")
        text = in_words(characteristics_in(row, who), role_of(row, who))
        subject = f"incident:{row.incident.force}:{row.incident.reference}"
        details = {"request": request, "field": name}
        audit.record(by=by, now=now, action="incidents.opened_for_party", subject=subject, details=details)
    return text
