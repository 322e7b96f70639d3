"""The next version of a partition. Whoever sees visits by two versions knows more than either tells: a home is in the
overlap of a cell of one and a cell of the other. So cells change only by merging whole, and by homes newly built.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import scipy

from firstbell.pure.partition.cells import Partition, cells_along, gathered, refusals, walk_of
from firstbell.pure.partition.homes import Flags, Floats, Hearing, Homes, Ints, check_within
from firstbell.pure.partition.rule import Rule
from firstbell.pure.refusal import Refused

Cells = Sequence[Collection[int] | Ints]
"""The UPRNs of every cell."""


@dataclass(frozen=True, slots=True, eq=False)
class Following:
    """The next version, and for each of its cells the places in the old version of the cells that went up in it."""

    partition: Partition
    merged: tuple[tuple[int, ...], ...]


def follow(old: Cells, homes: Homes, hearing: Hearing, rule: Rule) -> Following:
    """The version after ``old`` for the homes that stand now, in walking order.

    Homes that are gone leave their cell. New ones form cells where enough stand together, or join the cell of the
    nearest home. A cell that no longer keeps the rule's numbers is merged with that whose middle is nearest; walks may
    then be longer, and cells larger, than in a first version. Homes with no cell within ``longest_walk`` are refused.
    Raises Refused for an old version in which a home is in two cells.
    """
    check_within(homes, hearing)
    known = _cells_now(old, homes)
    cell = _joined(_with_new_cells(known, len(old), homes, hearing, rule), homes, rule)
    cell = _in_walking_order(_merged(cell, homes, rule))
    refused = refusals(cell, walk_of(np.arange(len(homes)), homes, hearing, rule), rule)
    return Following(gathered(cell, hearing, refused), _ancestors(known, cell))


def smallest_crossing(old: Cells, new: Cells, standing: Ints) -> int:
    """Homes in the smallest part into which the new version splits an old cell; 0 if it splits none.

    ``standing``: the UPRNs of all homes that stand now. A home that stands and is in no new cell is as much set apart
    by that as by another cell; one that is gone is in no part.
    """
    (uprn, was), (other, now) = _flat(old), _flat(new)
    here = np.isin(uprn, standing) | np.isin(uprn, other)
    uprn, was = uprn[here], was[here]
    after = np.full(len(uprn), -1, dtype=np.int64)
    _, at_old, at_new = np.intersect1d(uprn, other, assume_unique=True, return_indices=True)
    after[at_old] = now[at_new]
    pairs, parts = np.unique(np.column_stack((was, after)), axis=0, return_counts=True)
    split = parts[parts < np.bincount(was, minlength=len(old))[pairs[:, 0]]]
    return int(split.min()) if split.size else 0


def refuse_crossing(old: Cells, new: Cells, standing: Ints, k: int) -> None:
    """Raises Refused where two versions together would single out fewer than ``k`` homes that stand."""
    if 0 < (smallest := smallest_crossing(old, new, standing)) < k:
        raise Refused(
            f"A cell of the old version and the new one have {smallest} homes in common, fewer than {k}: whoever"
            " sees visits by both could tell them from their neighbours.",
            "Make the new version by merging whole cells of the old one.",
        )


def _flat(cells: Cells) -> tuple[Ints, Ints]:
    """All UPRNs, and the number of the cell of each."""
    arrays = [np.fromiter(cell, dtype=np.int64, count=len(cell)) for cell in cells]
    uprn = np.concatenate((np.zeros(0, dtype=np.int64), *arrays))
    if np.unique(uprn).size < uprn.size:
        raise Refused("A home is in two cells of one version.", "Give a version in which each home is in one cell.")
    return uprn, np.repeat(np.arange(len(cells)), [len(cell) for cell in cells])


def _cells_now(old: Cells, homes: Homes) -> Ints:
    """For each home that stands now the number of its old cell, -1 for none."""
    uprn, was = _flat(old)
    cell = np.full(len(homes), -1, dtype=np.int64)
    _, at_old, at_now = np.intersect1d(uprn, homes.uprn, assume_unique=True, return_indices=True)
    cell[at_now] = was[at_old]
    return cell


def _with_new_cells(cell: Ints, next_number: int, homes: Homes, hearing: Hearing, rule: Rule) -> Ints:
    """Cells of new homes alone, where homes that follow each other on the walk suffice for one."""
    new = np.flatnonzero(cell < 0)
    among = cells_along(walk_of(new, homes, hearing, rule), rule)
    cell = cell.copy()
    cell[new] = np.where(among >= 0, among + next_number, -1)
    return cell


def _joined(cell: Ints, homes: Homes, rule: Rule) -> Ints:
    """Every home without a cell in that of the nearest home that has one, if it is near enough to walk."""
    without, housed = np.flatnonzero(cell < 0), np.flatnonzero(cell >= 0)
    if not (without.size and housed.size):
        return cell
    points = np.column_stack((homes.easting, homes.northing))
    metres, nearest = scipy.spatial.cKDTree(points[housed]).query(points[without])
    joined = cell.copy()
    joined[without] = np.where(metres <= rule.longest_walk, cell[housed[nearest]], -1)
    return joined


def _merged(cell: Ints, homes: Homes, rule: Rule) -> Ints:
    """Every cell that is too small in the cell nearest to it, the smallest first; in none where none is near."""
    count = cell.max(initial=-1) + 1
    inside = cell >= 0
    sums = np.array(
        [
            np.bincount(cell[inside], values[inside], minlength=count)
            for values in (np.ones(len(cell)), homes.plausible.astype(float), homes.easting, homes.northing)
        ]
    )
    becomes = np.arange(count)
    while (weak := np.flatnonzero(_weak(sums, rule))).size:
        smallest = weak[sums[0, weak].argmin()]
        nearest = _nearest(sums, smallest, rule)
        if nearest >= 0:
            sums[:, nearest] += sums[:, smallest]
        sums[:, smallest] = 0
        becomes[becomes == smallest] = nearest
    return np.where(inside, becomes[cell], -1) if count else cell


def _weak(sums: Floats, rule: Rule) -> Flags:
    weak: Flags = (sums[0] > 0) & ((sums[0] < rule.k) | (sums[1] < rule.plausible))
    return weak


def _nearest(sums: Floats, to: int, rule: Rule) -> int:
    """The cell whose middle is nearest, the lower number of equal ones; -1 if none is near enough to walk."""
    others = np.flatnonzero(sums[0] > 0)
    others = others[others != to]
    if not others.size:
        return -1
    middles = sums[2:] / np.maximum(sums[0], 1)
    metres = np.hypot(*(middles[:, others] - middles[:, [to]]))
    return int(others[metres.argmin()]) if metres.min() <= rule.longest_walk else -1


def _in_walking_order(cell: Ints) -> Ints:
    """The same cells, numbered 0, 1, ... as their first homes come."""
    numbers, first = np.unique(cell[cell >= 0], return_index=True)
    rank = np.full(cell.max(initial=-1) + 2, -1, dtype=np.int64)
    rank[numbers[np.argsort(first)]] = np.arange(len(numbers))
    return rank[cell]


def _ancestors(known: Ints, cell: Ints) -> tuple[tuple[int, ...], ...]:
    found: list[list[int]] = [[] for _ in range(cell.max(initial=-1) + 1)]
    both = (known >= 0) & (cell >= 0)
    for now, was in np.unique(np.column_stack((cell[both], known[both])), axis=0).tolist():
        found[now].append(was)
    return tuple(tuple(one) for one in found)
