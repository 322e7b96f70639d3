"""What the public was told of weeks."""

from dataclasses import dataclass
from datetime import date, datetime

from firstbell.joint.intensification.models import Summary
from firstbell.joint.intensification.rules.summary import released_month
from firstbell.joint.intensification.rules.working import RESULTS
from firstbell.pure.disclosure import Figure, Release


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """A kind of result in words, and its published figure in words: ``fewer than 10``, or a number to the nearest 5."""

    kind: str
    words: str
    figure: str


@dataclass(frozen=True, slots=True)
class SummaryShown:
    """What anybody may read of a month's weeks of a force. Nobody is in it, and no list."""

    reference: str
    force: str
    month: date
    released_at: datetime
    lines: tuple[SummaryLine, ...]


def summaries(*, force: str = "") -> tuple[SummaryShown, ...]:
    """Every month that was released, by one force or ("") by all, the newest first."""
    rows = Summary.objects.filter(**({"force": force} if force else {})).order_by("-month", "force")
    return tuple(SummaryShown(row.reference, row.force, row.month, row.recorded_at, _lines(row)) for row in rows)


def released_by(force: str) -> tuple[Release, ...]:
    """All that was released, as the next release is tried beside it."""
    rows = Summary.objects.filter(force=force).order_by("pk")
    return tuple(released_month(row.reference, row.force, row.month, _figures(row)) for row in rows)


def _figures(row: Summary) -> dict[str, Figure]:
    return {kind: Figure(*row.figures[kind]) for kind in RESULTS}


def _lines(row: Summary) -> tuple[SummaryLine, ...]:
    return tuple(SummaryLine(kind, RESULTS[kind], one.words()) for kind, one in _figures(row).items())
