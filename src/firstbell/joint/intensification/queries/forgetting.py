"""What goes of weeks with an incident: whom it put on a list, and all that was decided or done about them."""

from datetime import datetime

from firstbell.foundations.retention.queries import Tables, rows_of
from firstbell.joint.intensification import models

OF_AN_INCIDENT: Tables = (
    (models.Result, "listed__incident"),
    (models.Task, "listed__incident"),
    (models.Decision, "listed__incident"),
    (models.Listed, "incident"),
)
"""Those first that nothing points at. A new table that leads to a name comes in here, and a test says so."""


def rows_of_lists(incident_ids: tuple[int, ...]) -> dict[str, int]:
    """How many rows of which table go with these incidents."""
    return rows_of(OF_AN_INCIDENT, incident_ids)


def listed_since(moment: datetime) -> frozenset[int]:
    """Incidents that put somebody on a list about whom something was decided, set or recorded at that moment or
    later."""
    found: set[int] = set()
    for table, way in OF_AN_INCIDENT[:-1]:
        rows = table._default_manager.filter(recorded_at__gte=moment, **{f"{way}__isnull": False})
        found |= set(rows.values_list(way, flat=True))
    return frozenset(found)
