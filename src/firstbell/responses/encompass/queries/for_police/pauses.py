"""Pauses of the scheme: the one that stands, and those that were (R16)."""

from dataclasses import dataclass
from datetime import datetime

from firstbell.foundations.accounts.rules.seats import Seat
from firstbell.responses.encompass.models import Pause
from firstbell.responses.encompass.queries.for_police.seats import is_at_the_desk


@dataclass(frozen=True, slots=True)
class PauseSeen:
    """``ended_at`` is None while it stands."""

    owner: str
    reason: str
    started_at: datetime
    until: datetime
    ended_at: datetime | None
    ended_by: str


def paused() -> PauseSeen | None:
    """The pause that stands, for everybody who depends on notices; None while they are released."""
    row = Pause.objects.filter(ended_at__isnull=True).order_by("-id").first()
    return _seen(row) if row else None


def pauses(seat: Seat) -> list[PauseSeen]:
    """Every pause there ever was, newest first; nothing for somebody who is not at the desk."""
    return [_seen(row) for row in Pause.objects.order_by("-id")] if is_at_the_desk(seat) else []


def _seen(row: Pause) -> PauseSeen:
    return PauseSeen(row.owner, row.reason, row.started_at, row.until, row.ended_at, row.ended_by)
