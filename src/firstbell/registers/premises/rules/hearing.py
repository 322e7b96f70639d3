"""Who hears whom: through a party wall, through floor or ceiling, or next door within four metres.

A register of addresses has a point for each home, about its middle, and no walls. So a gap between two houses is taken
to be the distance of their points less half of each one's usual width (``HALF_WIDTH``, metres):

- *Building.* Homes on exactly one point, and flats of one parent or of one number in one street, are one building.
- *Inside a building* homes stand in rows, one a floor, in the order of their flats. Those beside each other in a row
  share a **party wall**; the first of a row is below the first of the row above, the second below the second, and so
  on (**floor and ceiling**). Where no floor is known there is one row.
- *Nobody between.* Two buildings are beside each other if no third is nearer to both than they are to each other.
- *Party wall between buildings.* Two terraced houses of one street, beside each other, at most 9 m apart, with numbers
  at most two apart. Two semi-detached ones likewise, at most 14 m apart, if each is the other's nearest; where both of
  a house's neighbours are equally near, houses pair as they are numbered: 1 with 3, 5 with 7, 2 with 4.
- *Next door.* Any other two buildings beside each other with a gap of at most 4 m, whatever their streets. Of a block
  only homes on the floors that both have count, paired in order; a house is on the ground floor.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import scipy
from numpy.typing import NDArray

from firstbell.registers.premises.rules import FLOOR_CEILING, NEXT_DOOR, PARTY_WALL

HALF_WIDTH = {"detached": 5.0, "semi": 3.5, "terrace": 2.5, "flat": 3.5, "maisonette": 3.5, "caravan": 3.0}
USUAL_HALF_WIDTH = 4.0
WIDEST_BLOCK = 3
"""A block is as wide as the flats of its fullest floor stand two deep, and taken to be three such at most."""
GAP = 4.0
JOINED = {"terrace": 9.0, "semi": 14.0}
REACH = 2 * HALF_WIDTH["flat"] * WIDEST_BLOCK + GAP
"""No two homes farther apart than this hear each other, in metres."""
AROUND = 9
"""How many nearest buildings, itself among them, are asked whether they stand between."""

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class Placed(NamedTuple):
    """A home for this purpose. ``street`` tells one street from another; empty where none is known."""

    uprn: int
    parent: int | None
    street: str
    number: str
    building: str
    flat: str
    landing: int | None
    kind: str
    easting: float
    northing: float


class Heard(NamedTuple):
    """Two homes, the lower UPRN first, and by what they hear each other (``rules.HOWS``)."""

    first: int
    second: int
    how: int


@dataclass(frozen=True, slots=True)
class _Building:
    """``floors``: by floor (0 is the ground, and where none is known) its homes in order."""

    kind: str
    street: str
    number: int | None
    floors: dict[int, list[int]]
    at: tuple[float, float]

    @property
    def half_width(self) -> float:
        if self.kind != "block":
            return HALF_WIDTH.get(self.kind, USUAL_HALF_WIDTH)
        fullest = max(map(len, self.floors.values()))
        return HALF_WIDTH["flat"] * min(WIDEST_BLOCK, -(-fullest // 2))


def hearing(homes: Sequence[Placed]) -> set[Heard]:
    """Every two of these homes that hear each other. UPRNs are all different; points are metres on one grid."""
    buildings = [_building(group) for group in _grouped(homes)]
    found = {pair for building in buildings for pair in _inside(building)}
    for one, other, how in _beside(buildings):
        found.update(_across(buildings[one], buildings[other], how))
    return found


# --- buildings ---


def _grouped(homes: Sequence[Placed]) -> Iterator[list[Placed]]:
    groups: dict[tuple[object, ...], list[Placed]] = defaultdict(list)
    for home in homes:
        groups[_building_of(home)].append(home)
    return iter(groups.values())


def _building_of(home: Placed) -> tuple[object, ...]:
    if home.kind in ("flat", "maisonette") and home.parent:
        return home.parent, home.number, home.building
    if home.kind in ("flat", "maisonette") and home.flat:
        return home.street, home.number, home.building
    return home.easting, home.northing


def _building(homes: list[Placed]) -> _Building:
    floors: dict[int, list[int]] = defaultdict(list)
    for home in sorted(homes, key=_in_order):
        floors[home.landing or 0].append(home.uprn)
    first = homes[0]
    at = (first.easting, first.northing)
    if len(homes) > 1:
        at = (sum(one.easting for one in homes) / len(homes), sum(one.northing for one in homes) / len(homes))
    kind = first.kind if len(homes) == 1 else "block"
    return _Building(kind, first.street, _whole(first.number), floors, at)


def _in_order(home: Placed) -> tuple[int, str, int, str, int]:
    return _whole(home.number) or 0, home.number, _whole(home.flat) or 0, home.flat, home.uprn


def _whole(text: str) -> int | None:
    found = re.search(r"[0-9]+", text)
    return int(found[0]) if found else None


def _inside(building: _Building) -> Iterator[Heard]:
    for floor, row in building.floors.items():
        for one, other in pairwise(row):
            yield _pair(one, other, PARTY_WALL)
        for one, other in _in_step(row, building.floors.get(floor + 1, [])):
            yield _pair(one, other, FLOOR_CEILING)


def _across(one: _Building, other: _Building, how: int) -> Iterator[Heard]:
    for floor in one.floors.keys() & other.floors.keys():
        for here, there in _in_step(one.floors[floor], other.floors[floor]):
            yield _pair(here, there, how)


def _in_step(one: list[int], other: list[int]) -> Iterator[tuple[int, int]]:
    """The first with the first, the second with the second; where one row is shorter, its last with all the rest."""
    if one and other:
        for place in range(max(len(one), len(other))):
            yield one[min(place, len(one) - 1)], other[min(place, len(other) - 1)]


def _pair(one: int, other: int, how: int) -> Heard:
    return Heard(min(one, other), max(one, other), how)


# --- buildings beside each other ---


def _beside(buildings: list[_Building]) -> Iterator[tuple[int, int, int]]:
    """Two buildings (places in the list) that hear each other, and by what."""
    if len(buildings) < 2:
        return
    points = np.array([building.at for building in buildings])
    halves = np.array([building.half_width for building in buildings])
    tree = scipy.spatial.cKDTree(points)
    pairs = tree.query_pairs(max(JOINED["semi"], 2 * float(halves.max()) + GAP), output_type="ndarray").astype(np.int64)
    apart = np.hypot(*(points[pairs[:, 0]] - points[pairs[:, 1]]).T)
    near = apart <= np.maximum(halves[pairs].sum(axis=1) + GAP, JOINED["semi"])
    pairs, apart = _nobody_between(tree, points, pairs[near], apart[near])
    walls = _party_walls(buildings, pairs, apart)
    gaps = apart - halves[pairs].sum(axis=1)
    for place, (one, other) in enumerate(pairs.tolist()):
        if place in walls:
            yield one, other, PARTY_WALL
        elif gaps[place] <= GAP:
            yield one, other, NEXT_DOOR


def _nobody_between(tree: Any, points: Floats, pairs: Ints, apart: Floats) -> tuple[Ints, Floats]:
    far, which = tree.query(points, k=min(AROUND, len(points)))
    one, other = pairs[:, 0], pairs[:, 1]
    thirds = which[one]
    to_other = np.linalg.norm(points[thirds] - points[other][:, None, :], axis=2)
    limit = apart[:, None] - 0.01  # points are written to the centimetre
    between = (far[one] < limit) & (to_other < limit) & (thirds != one[:, None]) & (thirds != other[:, None])
    alone = ~between.any(axis=1)
    return pairs[alone], apart[alone]


def _party_walls(buildings: list[_Building], pairs: Ints, apart: Floats) -> set[int]:
    """The places of the pairs that share a wall."""
    walls: set[int] = set()
    nearest: dict[int, tuple[float, bool, int]] = {}
    semis: list[tuple[int, int, int]] = []
    for place, ((one, other), metres) in enumerate(zip(pairs.tolist(), apart.tolist(), strict=True)):
        here, there = buildings[one], buildings[other]
        if not _may_join(here, there, metres):
            continue
        if here.kind == "terrace":
            walls.add(place)
            continue
        rank = (round(metres, 1), _out_of_step(here, there), place)
        semis.append((place, one, other))
        for end in (one, other):
            nearest[end] = min(nearest.get(end, rank), rank)
    return walls | {place for place, one, other in semis if nearest[one][2] == place == nearest[other][2]}


def _may_join(one: _Building, other: _Building, metres: float) -> bool:
    if one.kind != other.kind or one.street != other.street or metres > JOINED.get(one.kind, -1.0):
        return False
    return one.number is None or other.number is None or abs(one.number - other.number) <= 2


def _out_of_step(one: _Building, other: _Building) -> bool:
    """Whether houses that pair as they are numbered, 1 with 3 and 2 with 4, would not pair here."""
    lower = min(one.number or 0, other.number or 0)
    return (lower - 1) // 2 % 2 == 1
