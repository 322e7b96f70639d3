"""What goes with an incident of which schools were told."""

from firstbell.foundations.retention.queries import Tables, rows_of
from firstbell.responses.encompass import models
from firstbell.responses.encompass.models import Telling

OF_AN_INCIDENT: Tables = (
    (models.AuthorityAnswer, "review__incident"),
    (models.Review, "incident"),
    *(
        (table, "notice__incident")
        for table in (models.HistoryPassed, models.Hold, models.Telling, models.Step, models.Disclosure)
    ),
    (models.Notice, "incident"),
    (models.Exposure, "incident"),
    (models.Routing, "incident"),
    (models.Assessment, "incident"),
)
"""Those first that nothing points at. A new table of a notice's comes in here, and a test says so."""


def rows_of_notices(incident_ids: tuple[int, ...]) -> dict[str, int]:
    """How many rows of which table go with these incidents."""
    return rows_of(OF_AN_INCIDENT, incident_ids)


def messages_of(incident_ids: tuple[int, ...]) -> tuple[str, ...]:
    """The keys of the messages by which places were told of these incidents."""
    found: list[str] = []
    for start in range(0, len(incident_ids), 500):
        some = incident_ids[start : start + 500]
        found += Telling.objects.filter(notice__incident__in=some).order_by("pk").values_list("key", flat=True)
    return tuple(found)
