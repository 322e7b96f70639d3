"""The cells in force, as a map shows them: rings and counts, and nobody in them."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Sum

from firstbell.pure.periods import london_date
from firstbell.responses.cocoon.models import Cell, Partition, Slot
from firstbell.responses.cocoon.rules import modes
from firstbell.responses.cocoon.rules.deferring import shown_arm


@dataclass(frozen=True, slots=True)
class CellOnMap:
    """A cell: a ring of (easting, northing) in metres round it, and how it stands in the campaign that goes on.

    ``arm`` is ``visited``, ``waiting``, ``deferred`` (once its day is over) or empty.
    """

    code: str
    outline: tuple[tuple[float, float], ...]
    doors: int
    halo: int
    campaign: str
    arm: str
    day: date | None


@dataclass(frozen=True, slots=True)
class Refusal:
    """Homes in no cell, why, and what can be done for them instead."""

    reason: str
    homes: int
    alternatives: str


@dataclass(frozen=True, slots=True)
class Partitioned:
    """The partition in force: what it was made with, and what came of it. Covers are shares; None with no cell."""

    number: int
    made_at: datetime
    k: int
    plausible: int
    mu: float
    longest_walk: float
    cells: int
    smallest: int
    homes: int
    halo: int
    cover: float | None
    cover_with_halo: float | None
    walls_covered: float | None
    refused: tuple[Refusal, ...]


@dataclass(frozen=True, slots=True)
class PartitionLine:
    """A version of the cells in a list, with how many cells and homes it has."""

    number: int
    made_at: datetime
    in_force: bool
    cells: int
    homes: int


def partitions() -> tuple[PartitionLine, ...]:
    """Every version there ever was, the newest first."""
    rows = Partition.objects.annotate(made=Count("cells"), homes=Sum("cells__doors")).order_by("-number")
    return tuple(PartitionLine(row.number, row.made_at, row.in_force, row.made, row.homes or 0) for row in rows)


def cell_map(now: datetime) -> tuple[CellOnMap, ...]:
    """Every cell in force, by code, with its place in the latest campaign that is drawn and not over."""
    slots = _current_slots()
    rows = Cell.objects.filter(partition__in_force=True).order_by("code")
    return tuple(_on_map(cell, slots.get(cell.pk), london_date(now)) for cell in rows)


def partition_now() -> Partitioned | None:
    row = Partition.objects.filter(in_force=True).order_by("-number").first()
    if row is None:
        return None
    sizes = list(row.cells.values_list("doors", "halo"))
    return Partitioned(
        row.number,
        row.made_at,
        row.k,
        row.plausible,
        row.mu,
        row.longest_walk,
        len(sizes),
        min((doors for doors, _ in sizes), default=0),
        sum(doors for doors, _ in sizes),
        sum(halo for _, halo in sizes),
        row.cover,
        row.cover_with_halo,
        row.walls_covered,
        tuple(Refusal(one.reason, one.homes, one.alternatives) for one in row.refused.order_by("-homes", "pk")),
    )


def _current_slots() -> dict[int, Slot]:
    going = (modes.DRAWN, modes.RUNNING, modes.PAUSED)
    rows = Slot.objects.filter(campaign__status__in=going).select_related("campaign").order_by("campaign__drawn_at")
    return {slot.cell_id: slot for slot in rows}


def _on_map(cell: Cell, slot: Slot | None, on: date) -> CellOnMap:
    outline = tuple((float(east), float(north)) for east, north in cell.outline)
    if slot is None:
        return CellOnMap(cell.code, outline, cell.doors, cell.halo, "", "", None)
    arm = shown_arm(slot.arm, slot.day, on)
    return CellOnMap(cell.code, outline, cell.doors, cell.halo, slot.campaign.reference, arm, slot.day)
