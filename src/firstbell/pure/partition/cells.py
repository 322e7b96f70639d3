"""The cells of an area: homes that are always visited together, those that hear into them, and homes no cell can hold.

Cells are made from homes alone, before anybody knows of an incident. So all homes of a cell look alike to whoever
watches the visits, however often they come.
"""

from dataclasses import dataclass

import numpy as np

from firstbell.pure.partition.cutting import Walk, cell_sizes, holdable
from firstbell.pure.partition.homes import Flags, Hearing, Homes, Ints, check_within
from firstbell.pure.partition.rule import Rule
from firstbell.pure.partition.walking import steps

TOO_FEW_HOMES = "too few homes"
TOO_FAR_APART = "too far apart"
TOO_FEW_PLAUSIBLE = "too few plausible homes"

LETTER = "a letter to every home of the postcode sector"
EVENT = "a stall or an event for the whole village"
POSTERS = "posters and leaflets where everybody goes"

ALTERNATIVES = {
    TOO_FEW_HOMES: (LETTER, POSTERS),
    TOO_FAR_APART: (LETTER, EVENT, POSTERS),
    TOO_FEW_PLAUSIBLE: (LETTER, POSTERS),
}
"""What can be done instead of visits, and points at nobody, by the reason why there is no cell."""


@dataclass(frozen=True, slots=True, eq=False)
class Refusal:
    """Homes that are in no cell, as places next to each other on the walk: why not, and what can be done instead."""

    homes: Ints
    reason: str
    alternatives: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Partition:
    """All cells of an area as places in its ``Homes``: each home is in one cell or in one refusal.

    ``cells`` are in walking order, and so are the homes in each. ``halo`` has an entry for each cell: the homes outside
    it that hear into it, ascending.
    """

    cells: tuple[Ints, ...]
    halo: tuple[Ints, ...]
    refused: tuple[Refusal, ...]


def partition(homes: Homes, hearing: Hearing, rule: Rule) -> Partition:
    """The cells of homes that stand in walking order: the best way of cutting, and the same on every machine.

    As few homes as possible are refused. Raises Refused where a pair names a home that is not there, and for millions
    of homes (see ``cutting.cell_sizes``).
    """
    check_within(homes, hearing)
    walk = walk_of(np.arange(len(homes)), homes, hearing, rule)
    cell = cells_along(walk, rule)
    return gathered(cell, hearing, refusals(cell, walk, rule))


def walk_of(places: Ints, homes: Homes, hearing: Hearing, rule: Rule) -> Walk:
    """The walk past some of the homes, given by ascending places. No cell reaches over homes left out between."""
    position = np.full(len(homes), -1, dtype=np.int64)
    position[places] = np.arange(len(places))
    first, second = position[hearing.first], position[hearing.second]
    among = (first >= 0) & (second >= 0)
    metres = steps(homes.easting[places], homes.northing[places])
    metres[np.diff(places) > 1] = 2 * rule.longest_walk
    return Walk.of(metres, homes.plausible[places], first[among], second[among], hearing.weight[among])


def cells_along(walk: Walk, rule: Rule) -> Ints:
    """For each home of a walk the number of its cell, from 0 in walking order; -1 for a home that is in none."""
    sizes = cell_sizes(walk, rule)
    numbers = np.where(sizes > 0, np.cumsum(sizes > 0) - 1, -1)
    return np.repeat(numbers, np.maximum(sizes, 1))


def gathered(cell: Ints, hearing: Hearing, refused: tuple[Refusal, ...]) -> Partition:
    """The partition in which every home has this number of a cell: 0, 1, ... without a gap, or -1 for none."""
    cells = _grouped(cell[cell >= 0], np.flatnonzero(cell >= 0), cell.max(initial=-1) + 1)
    return Partition(cells, _halo(cell, hearing, len(cells)), refused)


def refusals(cell: Ints, walk: Walk, rule: Rule) -> tuple[Refusal, ...]:
    """Why homes are in no cell, by the walk past all homes and the number of the cell of each, -1 for none.

    A home that some cell could hold is refused only where its neighbours' cells leave too few homes between.
    """
    near, kept = holdable(walk, rule)
    reasons = (TOO_FEW_HOMES, TOO_FAR_APART, TOO_FEW_PLAUSIBLE)
    why = np.where(kept | (len(walk) < rule.k), 0, np.where(near, 2, 1))
    grouped = [(places, reasons[why[places[0]]]) for places in _runs(cell < 0, why)]
    return tuple(Refusal(places, reason, ALTERNATIVES[reason]) for places, reason in grouped)


def _runs(chosen: Flags, key: Ints) -> tuple[Ints, ...]:
    """The chosen places, those together that follow each other and have the same key."""
    places = np.flatnonzero(chosen)
    if not places.size:
        return ()
    breaks = (np.diff(places) > 1) | (np.diff(key[places]) != 0)
    return tuple(np.split(places, np.flatnonzero(breaks) + 1))


def _halo(cell: Ints, hearing: Hearing, count: int) -> tuple[Ints, ...]:
    listener = np.concatenate((hearing.first, hearing.second)).astype(np.int64)
    heard = cell[np.concatenate((hearing.second, hearing.first))]
    into = (heard >= 0) & (heard != cell[listener])
    once = np.unique(heard[into] * len(cell) + listener[into])
    return _grouped(once // max(len(cell), 1), once % max(len(cell), 1), count)


def _grouped(group: Ints, values: Ints, count: int) -> tuple[Ints, ...]:
    """The values of group 0, of group 1, and so on, each in the order in which they came."""
    if not count:
        return ()
    order = np.argsort(group, kind="stable")
    return tuple(np.split(values[order], np.searchsorted(group[order], np.arange(1, count))))
