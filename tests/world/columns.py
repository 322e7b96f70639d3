"""Columns of rows that somebody drew, in use as if they had been made of reports."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from firstbell.foundations.seals.rules import drawn_reference
from firstbell.pure.figures.kinds import Kind
from firstbell.reporting.performance.gateways import columns
from firstbell.reporting.performance.models import Refresh
from firstbell.reporting.performance.rules.kinds import KINDS, SHAPE


def put_in_use(rows: Iterable[tuple[Kind, dict[str, Any]]], *, force: str, until: date, now: datetime) -> str:
    """Their reference. Everything of the force is in them up to ``until``."""
    reference = drawn_reference("FC")
    with columns.writing(reference, KINDS) as files:
        for kind, row in rows:
            files.add(kind, row)
    Refresh.objects.create(
        reference=reference,
        claimed_at=now,
        finished_at=now,
        files=files.written(),
        loaded={force: until.isoformat()},
        shape=SHAPE,
    )
    return reference
