"""What goes with the cases of an incident, and which incidents have cases that were worked on lately."""

from datetime import datetime

from firstbell.foundations.retention.queries import Tables, rows_of
from firstbell.responses.case_progress import models

OF_AN_INCIDENT: Tables = (
    (models.About, "event__case__incident"),
    (models.Attempt, "case__incident"),
    (models.KeyEvent, "case__incident"),
    (models.Review, "outcome__case__incident"),
    (models.Outcome, "case__incident"),
    (models.StageEntry, "case__incident"),
    (models.Rights, "case__incident"),
    (models.Stance, "case__incident"),
    (models.CourtDate, "case__incident"),
    (models.Fact, "case__incident"),
    (models.SecondGrade, "assessment__case__incident"),
    (models.Assessment, "case__incident"),
    (models.Breach, "order__case__incident"),
    (models.OrderEntry, "order__case__incident"),
    (models.Order, "case__incident"),
    (models.Research, "item__case__incident"),
    (models.Task, "item__case__incident"),
    (models.Item, "case__incident"),
    (models.Case, "incident"),
)
"""Those first that nothing points at. A new table of a case's comes in here, and a test says so."""


def worked_on_since(moment: datetime) -> frozenset[int]:
    """Incidents with a case in which something was recorded at that moment or later, or an order that still binds."""
    found: set[int] = set()
    for table, way in OF_AN_INCIDENT:
        if any(field.name == "recorded_at" for field in table._meta.fields):
            found |= set(table._default_manager.filter(recorded_at__gte=moment).values_list(way, flat=True))
    decided = models.Outcome.objects.filter(proposed_at__gte=moment).values_list("case__incident", flat=True)
    bound = models.OrderEntry.objects.filter(ends_at__gte=moment).values_list("order__case__incident", flat=True)
    hearings = models.CourtDate.objects.filter(on__gte=moment.date()).values_list("case__incident", flat=True)
    return frozenset({*found, *decided, *bound, *hearings})


def rows_of_cases(incident_ids: tuple[int, ...]) -> dict[str, int]:
    """How many rows of which table go with the cases of these incidents."""
    return rows_of(OF_AN_INCIDENT, incident_ids)
