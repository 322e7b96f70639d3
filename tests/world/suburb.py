"""A suburb that does not exist, of any size and the same every time: terraces, semis and blocks of flats, as arrays in
walking order with who hears whom. UPRNs begin with 9, as no real one does."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from firstbell.pure.partition import (
    FLOOR_CEILING,
    NEXT_DOOR,
    PARTY_WALL,
    Hearing,
    Homes,
    hilbert_order,
    walk_order,
)

FIRST_UPRN = 900_000_000_000
EAST, NORTH = 392_500.0, 323_500.0
FLATS_ON_A_FLOOR = 10
STREETS_IN_A_ROW = 8
Pair = tuple[int, int, int]


@dataclass(slots=True)
class Ground:
    """Homes as they are built, one row each: street, metres east and north, number of the house and flat; and pairs."""

    rows: list[tuple[int, float, float, int, int]] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)


def suburb(
    homes: int, *, seed: int = 1, streets: bool = True, blocks: bool = True, plausible: float = 1.0
) -> tuple[Homes, Hearing]:
    """So many homes in walking order. Without ``streets``, along a Hilbert curve: as from coordinates alone."""
    ground = _built(homes, np.random.default_rng(seed), blocks=blocks)
    return walked(ground, streets=streets, plausible=plausible, seed=seed)


def tower(flats: int) -> tuple[Homes, Hearing]:
    """A block by itself."""
    ground = Ground()
    _block(ground, 0, 0.0, 0.0, flats)
    return walked(ground)


def street(houses: int, *, apart: float = 6.0) -> tuple[Homes, Hearing]:
    """One terrace, numbered as it stands."""
    ground = Ground()
    _side(ground, 0, 0.0, 0.0, range(1, houses + 1), apart, 0)
    return walked(ground)


def walked(ground: Ground, *, streets: bool = True, plausible: float = 1.0, seed: int = 1) -> tuple[Homes, Hearing]:
    """What was built, in walking order."""
    street, easting, northing, number, landing = (np.array(column) for column in zip(*ground.rows, strict=True))
    street, uprn = street.astype(np.int32), FIRST_UPRN + np.arange(len(street))
    order = (
        walk_order(uprn=uprn, street=street, easting=easting, northing=northing, number=number, landing=landing)
        if streets
        else hilbert_order(easting, northing)
    )
    likely = np.random.default_rng(seed).random(len(uprn)) < plausible
    place = np.empty(len(order), dtype=np.int32)
    place[order] = np.arange(len(order))
    first, second, how = np.array(ground.pairs, dtype=np.int64).reshape(-1, 3).T
    return (
        Homes(uprn[order], street[order], easting[order], northing[order], likely[order]),
        Hearing(place[first], place[second], how.astype(np.uint8)),
    )


def without(homes: Homes, hearing: Hearing, gone: Sequence[int]) -> tuple[Homes, Hearing]:
    """The same homes but those at some places."""
    stays = ~np.isin(np.arange(len(homes)), gone)
    place = np.cumsum(stays) - 1
    both = stays[hearing.first] & stays[hearing.second]
    return (
        Homes(*(column[stays] for column in _columns(homes))),
        Hearing(
            place[hearing.first[both]].astype(np.int32), place[hearing.second[both]].astype(np.int32), hearing.how[both]
        ),
    )


def _columns(homes: Homes) -> tuple[np.ndarray, ...]:
    return homes.uprn, homes.street, homes.easting, homes.northing, homes.plausible


def _built(homes: int, chance: np.random.Generator, *, blocks: bool) -> Ground:
    """Streets side by side, a block of 200 flats in place of every thirtieth."""
    ground, road = Ground(), 0
    while (left := homes - len(ground.rows)) > 0:
        east, north = EAST + road % STREETS_IN_A_ROW * 260.0, NORTH + road // STREETS_IN_A_ROW * 70.0
        if blocks and road % 30 == 20 and left > 200:
            _block(ground, road, east, north, 200)
        else:
            _street(ground, road, east, north, min(left, int(chance.integers(24, 64))), chance)
        road += 1
    return ground


def _street(ground: Ground, road: int, east: float, north: float, houses: int, chance: np.random.Generator) -> None:
    """Odd numbers on one side, even ones on the other; terraced, in blocks of four, or in pairs."""
    attached = int(chance.choice((0, 2, 4, 8)))
    apart = 5.0 if attached in (0, 8) else 8.0
    odd = range(1, houses + 1, 2)
    _side(ground, road, east, north, odd, apart, attached)
    _side(ground, road, east, north + 20.0, range(2, houses + 1, 2), apart, attached)


def _side(ground: Ground, road: int, east: float, north: float, numbers: range, apart: float, attached: int) -> None:
    """Houses in a row; every so many are attached (0: all), and next door to the next so many."""
    before = len(ground.rows)
    for at, number in enumerate(numbers):
        ground.rows.append((road, east + at * apart, north, number, 0))
        if at:
            parted = attached and at % attached == 0
            ground.pairs.append((before + at - 1, before + at, NEXT_DOOR if parted else PARTY_WALL))


def _block(ground: Ground, road: int, east: float, north: float, flats: int) -> None:
    """Flats on one point, ten on a floor, by landing."""
    before = len(ground.rows)
    for flat in range(flats):
        ground.rows.append((road, east, north, 1, flat + 1))
        if flat % FLATS_ON_A_FLOOR:
            ground.pairs.append((before + flat - 1, before + flat, PARTY_WALL))
        if flat >= FLATS_ON_A_FLOOR:
            ground.pairs.append((before + flat - FLATS_ON_A_FLOOR, before + flat, FLOOR_CEILING))
