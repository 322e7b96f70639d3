"""Which columns are in use, how old they are, and whether new ones are due."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from django.conf import settings

from firstbell.pure.figures.counting import Columns, opened
from firstbell.pure.periods import london_date
from firstbell.pure.refusal import Refused
from firstbell.registers.incidents import queries as incidents
from firstbell.reporting.performance.models import Refresh
from firstbell.reporting.performance.rules.gazetteer import gazetteer
from firstbell.reporting.performance.rules.kinds import KINDS, SHAPE

GIVEN_UP_AFTER = timedelta(hours=2)
"""A making that has not finished by then never will: whoever made it is gone."""


@dataclass(frozen=True, slots=True)
class ColumnsInUse:
    """``loaded``: of each force the last London day of which everything is in them; ``rows`` by kind."""

    reference: str
    extracted: datetime
    loaded: dict[str, date]
    rows: dict[str, int]

    def loaded_until(self, force: str) -> date:
        """Of one force, or of the one that is furthest behind. The day before they were made where no feed says."""
        days = [day for name, day in self.loaded.items() if force in ("", name)]
        return min(days, default=london_date(self.extracted) - timedelta(1))


def columns_in_use() -> ColumnsInUse:
    """Refused before there are any, and where what they are made of has changed since."""
    row = Refresh.objects.exclude(finished_at=None).order_by("-pk").first()
    if row is None:
        raise Refused("No figures have been made yet.", "Run `firstbell run`, or wait for the night's work.")
    if row.shape != SHAPE:
        raise Refused(
            "Figures were last made by another release of Firstbell, and are being made anew.",
            "Come back in a few minutes, or run `firstbell run`.",
        )
    loaded = {force: date.fromisoformat(day) for force, day in row.loaded.items()}
    rows = {kind: told["rows"] for kind, told in row.files.items()}
    return ColumnsInUse(row.reference, row.claimed_at, loaded, rows)


def is_due(now: datetime) -> bool:
    """Whether none were made today of the shape that is asked of them, and none are being made; never before anything
    was taken in."""
    row = Refresh.objects.order_by("-pk").first()
    if row is None:
        return incidents.any_taken_in()
    if row.finished_at is None:
        return now - row.claimed_at > GIVEN_UP_AFTER
    return row.shape != SHAPE or london_date(row.claimed_at) < london_date(now)


def kept_folders() -> frozenset[str]:
    """The columns in use, those before them, which somebody may still be reading, and those being made."""
    return frozenset(Refresh.objects.order_by("-pk").values_list("reference", flat=True)[:3])


@contextmanager
def open_columns() -> Iterator[tuple[Columns, ColumnsInUse]]:
    known = columns_in_use()
    folder = Path(settings.FIRSTBELL_HOME) / "columns" / known.reference
    with opened({kind.name: folder / f"{kind.name}.parquet" for kind in KINDS}, gazetteer()) as columns:
        yield columns, known
