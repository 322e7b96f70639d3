"""Whether it is up: for whoever watches the machine."""

from datetime import timedelta

from django.db import DatabaseError
from django.http import HttpRequest
from ninja import Router, Status

from firstbell.config import clock
from firstbell.foundations.jobs import queries as jobs
from firstbell.interfaces.api.v1.keys import open_to_anyone
from firstbell.interfaces.api.v1.shapes import HealthShape

router = Router()
LATELY = timedelta(minutes=15)


@router.get("/health", auth=None, response={200: HealthShape, 503: HealthShape})
@open_to_anyone("it says up or down, and nothing of anybody")
def health(request: HttpRequest) -> Status[HealthShape]:
    """200 where the database answers and jobs were run in the last quarter of an hour, else 503."""
    try:
        last = jobs.last_run_at()
    except DatabaseError:
        return Status(503, HealthShape(up=True, database=False, jobs=False))
    lately = last is not None and clock.now() - last < LATELY
    return Status(200 if lately else 503, HealthShape(up=True, database=True, jobs=lately))
