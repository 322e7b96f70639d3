"""Raising an alert for a partner's support worker. Whoever raises one learns nothing by it."""

from datetime import datetime

from firstbell.responses.programme.models import Participant, PartnerAlert


def raise_alert(row: Participant, event: str, now: datetime) -> None:
    """Once for each event, however often it is asked for. Before anybody was accepted no partner knows of it."""
    if row.support_service:
        PartnerAlert.objects.get_or_create(participant=row, event=event, defaults={"made_at": now})
