"""What the stop rule and the monthly self-audit found: counts, and never whose."""

from dataclasses import dataclass
from datetime import date, datetime

from firstbell.responses.cocoon.models import Safety, SelfAudit


@dataclass(frozen=True, slots=True)
class SafetyLine:
    """A report of retaliation or disengagement after visits; ``weighed_at`` is when the campaign was paused for it."""

    kind: str
    on: date
    weighed_at: datetime | None


@dataclass(frozen=True, slots=True)
class SelfAudited:
    """One month's test. ``skips``, ``stays`` and ``revisits`` are p-values of being independent of the target; None
    where fewer operations were visited than are looked at together."""

    month: date
    at: datetime
    operations: int
    skips: float | None
    stays: float | None
    revisits: float | None


def safety_of(campaign: str) -> tuple[SafetyLine, ...]:
    rows = Safety.objects.filter(campaign__reference=campaign).order_by("-on", "-pk")
    return tuple(SafetyLine(*row) for row in rows.values_list(*SafetyLine.__dataclass_fields__))


def self_audits() -> tuple[SelfAudited, ...]:
    """Every month's test, the newest first."""
    rows = SelfAudit.objects.order_by("-month")
    return tuple(SelfAudited(*row) for row in rows.values_list(*SelfAudited.__dataclass_fields__))


def self_audit(month: date | None = None) -> SelfAudited | None:
    """The test of the month that begins on this day; the latest if none is named; None where there was none."""
    return next((one for one in self_audits() if month in (None, one.month)), None)


def unweighed() -> tuple[str, ...]:
    """Campaigns with a report that the stop rule has not weighed."""
    rows = Safety.objects.filter(weighed_at=None).order_by("campaign__reference")
    return tuple(rows.values_list("campaign__reference", flat=True).distinct())
