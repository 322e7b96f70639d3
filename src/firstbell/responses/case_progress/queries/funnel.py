"""How many incidents, crimes, suspects and cases, each by itself."""

from collections import Counter
from datetime import date

from firstbell.responses.case_progress.models import Case
from firstbell.responses.case_progress.queries.standing import stages_of
from firstbell.responses.case_progress.rules.funnel import Cases, Crimes, Funnel, Incidents, Suspects
from firstbell.responses.case_progress.rules.stages import CRIME, STAGES, SUSPECT

CHUNK = 500


def funnel(*, force: str, first_day: date, last_day: date) -> Funnel:
    """Of the cases of a force reported from ``first_day`` to ``last_day``, both included, as they stand now."""
    incidents, crimes, suspects = set(), set(), set()
    reached: Counter[str] = Counter()
    rows = Case.objects.filter(force=force, reported_on__range=(first_day, last_day)).order_by("pk")
    for row in rows.prefetch_related("stages").iterator(chunk_size=CHUNK):
        stages = stages_of(row)
        incidents.add(row.incident_id)
        crimes |= {stages[CRIME].crime} if CRIME in stages else set()
        suspects |= {(row.incident_id, stages[SUSPECT].suspect)} if SUSPECT in stages else set()
        reached.update(stages.keys())
    by_stage = {stage: Cases(reached[stage]) for stage in STAGES}
    return Funnel(Incidents(len(incidents)), Crimes(len(crimes)), Suspects(len(suspects)), by_stage)
