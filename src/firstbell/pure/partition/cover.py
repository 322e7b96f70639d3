"""What a partition is worth: who is reached, how many doors it takes, and how well anybody can guess."""

from dataclasses import dataclass

import numpy as np

from firstbell.pure.partition.cells import Partition
from firstbell.pure.partition.homes import PARTY_WALL, Flags, Hearing, Homes, Ints


@dataclass(frozen=True, slots=True)
class Cover:
    """Shares from 0 to 1 and homes of a cell.

    Of all cases of a home and a neighbour who hears it, ``audible`` is the share in which the neighbour is visited with
    the home, ``audible_with_halo`` the same if halos are visited too, and ``party_walls`` is ``audible`` of party walls
    alone; each is 1 where nobody hears anybody. A refused home is not visited, and counts against all three.
    ``expected_doors`` is the size of the cell of a home drawn by chance, ``best_guess`` the chance to guess the home
    that a visit is about when all are as likely; both are 0 where there is no cell.
    """

    audible: float
    audible_with_halo: float
    party_walls: float
    smallest: int
    mean: float
    largest: int
    expected_doors: float
    best_guess: float


def cover(homes: Homes, hearing: Hearing, partition: Partition) -> Cover:
    """What this partition of these homes is worth, the homes in the order in which it was made."""
    cell = cell_of_each(len(homes), partition)
    together = (cell[hearing.first] == cell[hearing.second]) & (cell[hearing.first] >= 0)
    sizes = np.array([len(places) for places in partition.cells], dtype=np.int64)
    visited = max(int(sizes.sum()), 1)
    return Cover(
        audible=_share(together),
        audible_with_halo=_share(_with_halo(cell, hearing, partition)),
        party_walls=_share(together[hearing.how == PARTY_WALL]),
        smallest=int(sizes.min(initial=visited)) if sizes.size else 0,
        mean=float(sizes.mean()) if sizes.size else 0.0,
        largest=int(sizes.max(initial=0)),
        expected_doors=float((sizes**2).sum()) / visited,
        best_guess=len(sizes) / visited,
    )


def cell_of_each(homes: int, partition: Partition) -> Ints:
    """For each home the number of its cell, -1 for none."""
    cell = np.full(homes, -1, dtype=np.int64)
    for number, places in enumerate(partition.cells):
        cell[places] = number
    return cell


def _with_halo(cell: Ints, hearing: Hearing, partition: Partition) -> Flags:
    """For each pair, both ways, whether the listener is visited with the home or stands in the halo of its cell."""
    heard = cell[np.concatenate((hearing.first, hearing.second))]
    listener = np.concatenate((hearing.second, hearing.first)).astype(np.int64)
    halo = [number * len(cell) + places for number, places in enumerate(partition.halo)]
    in_halo = np.isin(heard * len(cell) + listener, np.concatenate((np.zeros(0, dtype=np.int64), *halo)))
    reached: Flags = (heard >= 0) & ((cell[listener] == heard) | in_halo)
    return reached


def _share(holds: Flags) -> float:
    return float(holds.mean()) if holds.size else 1.0
