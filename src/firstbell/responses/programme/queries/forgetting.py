"""Participants who may be forgotten, and what goes with one: their partner's answers are among it."""

from datetime import datetime

from django.db.models import Exists, OuterRef

from firstbell.foundations.retention.queries import Tables, rows_of
from firstbell.responses.programme.models import (
    Attendance,
    DrawnStart,
    Finding,
    Participant,
    ParticipantWay,
    PartnerAlert,
    PartnerAnswer,
    PartnerLink,
    PoliceReports,
    ProgressReview,
    ReportsAround,
)

OF_A_PARTICIPANT: Tables = (
    *(
        (table, "participant__reference")
        for table in (ParticipantWay, Finding, Attendance, ProgressReview, PartnerAlert, PartnerAnswer, PartnerLink)
    ),
    *((table, "participant__reference") for table in (PoliceReports, DrawnStart, ReportsAround)),
    (Participant, "reference"),
)
"""Those first that nothing points at. A new table of a participant's comes in here, and a test says so."""


def participants_ended(*, before: datetime) -> tuple[str, ...]:
    """Participants whose way ended before this moment, by reference, and of whose partner no alert is open."""
    open_alert = Exists(PartnerAlert.objects.filter(participant=OuterRef("pk"), answered_at=None))
    rows = Participant.objects.filter(~open_alert, ended_at__lt=before)
    return tuple(rows.order_by("pk").values_list("reference", flat=True))


def rows_of_participants(references: tuple[str, ...]) -> dict[str, int]:
    """How many rows of which table go with these participants."""
    return rows_of(OF_A_PARTICIPANT, references)


def clients_linked() -> frozenset[str]:
    """Clients of a support service who are the partner of a participant that is still on file."""
    return frozenset(PartnerLink.objects.exclude(client_reference="").values_list("client_reference", flat=True))


def participant_exists(reference: str) -> bool:
    return Participant.objects.filter(reference=reference).exists()
