"""That a month's pack was made, or one file of it: figures for a meeting have left this machine's pages."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from firstbell.foundations.audit import actions as audit
from firstbell.pure.actor import Actor
from firstbell.reporting.performance.queries import columns_in_use


def note_pack(*, month: date, files: Iterable[str], by: Actor, now: datetime) -> None:
    """Enter into the trail which files of which month were made, and of which columns. Refused before there are any."""
    known = columns_in_use()
    with transaction.atomic():
        details = {"month": f"{month:%Y-%m}", "files": sorted(files)}
        audit.record(by=by, now=now, action="figures.packed", subject=known.reference, details=details)
