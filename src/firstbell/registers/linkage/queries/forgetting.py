"""What goes with an incident of who is who, and which incidents name somebody who was heard of again."""

from datetime import datetime

from django.db.models import Exists, OuterRef

from firstbell.foundations.retention.queries import Tables, rows_of
from firstbell.registers.linkage import models
from firstbell.registers.linkage.models import PupilJudgement, Record

OF_AN_INCIDENT: Tables = (
    (models.SampledAnswer, "incident"),
    *((table, f"{side}__incident") for table in (models.Ruling, models.Doubt, models.Tie) for side in ("one", "other")),
    (models.RecordKey, "record__incident"),
    (models.Record, "incident"),
    (models.IdentifiedVersion, "incident"),
    (models.Link, "incident"),
    (models.LinkedVersion, "incident"),
)
"""Those first that nothing points at. A new table of a record's comes in here, and a test says so."""


def heard_of_since(moment: datetime) -> frozenset[int]:
    """Incidents with somebody in them whom an incident reported at that moment or later names too, as linking has it.

    What is known of somebody is kept for as long as they come to notice: the clear period begins anew each time.
    """
    later = Record.objects.filter(identity=OuterRef("identity"), incident__reported_at__gte=moment)
    rows = Record.objects.exclude(identity=None).filter(Exists(later))
    return frozenset(rows.values_list("incident", flat=True))


def rows_of_links(incident_ids: tuple[int, ...]) -> dict[str, int]:
    """How many rows of which table go with these incidents, but for what people judged of pupils."""
    return rows_of(OF_AN_INCIDENT, incident_ids)


def judgements_on(force: str, reference: str) -> int:
    """How often somebody judged a pupil of this incident."""
    return PupilJudgement.objects.filter(force=force, incident_reference=reference).count()
