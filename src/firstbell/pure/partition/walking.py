"""The order in which an officer walks past homes: street by street, up one side and down the other."""

import numpy as np
import scipy

from firstbell.pure.partition.homes import Flags, Floats, Ints, Places

SAME_STREET = 50.0
"""Metres: a home without a street this near to one that has a street is walked with that street."""
BITS = 16


def walk_order(*, uprn: Ints, street: Places, easting: Floats, northing: Floats, number: Ints, landing: Ints) -> Ints:
    """The places of the homes in walking order: a permutation of 0..n-1, the same whatever order they came in.

    ``number`` is the building's (0 unknown) and ``landing`` the flat's within its building (0 none). Streets follow
    each other along a Hilbert curve through their middles. Within a street there are three ways to walk: odd numbers
    up and even ones down, numbers as they follow (a close that is numbered round), and one side up and the other down
    by where the doors are; each street is walked the shortest of the three. A home without a street is walked with
    the nearest street, or by itself if none is near. Ties fall to the lower UPRN.
    """
    if not len(uprn):
        return np.zeros(0, dtype=np.int64)
    by_uprn = np.argsort(uprn, kind="stable")
    uprn, easting, northing = uprn[by_uprn], easting[by_uprn], northing[by_uprn]
    number, landing = number[by_uprn], landing[by_uprn]
    on = _streets(street[by_uprn], easting, northing)
    rank = _rank_of_streets(on, easting, northing)
    ways = [
        np.lexsort((landing, number * np.where(number % 2, 1, -1), number % 2 == 0, rank)),
        np.lexsort((landing, number, rank)),
        np.lexsort((landing, number, *_sides(on, easting, northing), rank)),
    ]
    order: Ints = by_uprn[_shortest(ways, rank, easting, northing)]
    return order


def hilbert_order(easting: Floats, northing: Floats) -> Ints:
    """The places of points along a Hilbert curve through the square around them, where no street tells the way.

    Points on one spot of the curve keep the order in which they came.
    """
    return np.argsort(_along_hilbert(easting, northing), kind="stable")


def steps(easting: Floats, northing: Floats) -> Floats:
    """Metres from each home to the next, as the crow flies: one fewer than there are homes."""
    return np.hypot(np.diff(easting), np.diff(northing))


def _along_hilbert(easting: Floats, northing: Floats) -> Ints:
    """How far along the curve each point lies: the square is turned and mirrored quarter by quarter."""
    if not len(easting):
        return np.zeros(0, dtype=np.int64)
    width = max(np.ptp(easting), np.ptp(northing), 1.0)
    top = (1 << BITS) - 1
    x = ((easting - easting.min()) / width * top).astype(np.int64)
    y = ((northing - northing.min()) / width * top).astype(np.int64)
    along = np.zeros(len(x), dtype=np.int64)
    for bit in reversed(range(BITS)):
        right, upper = x >> bit & 1, y >> bit & 1
        along += (3 * right ^ upper) << (2 * bit)
        mirrored = (upper == 0) & (right == 1)
        x, y = np.where(mirrored, top - x, x), np.where(mirrored, top - y, y)
        x, y = np.where(upper == 0, y, x), np.where(upper == 0, x, y)
    return along


def _streets(street: Places, easting: Floats, northing: Floats) -> Ints:
    """The street of each home, numbered from 0: its own, the nearest, or one that it has for itself."""
    on = street.astype(np.int64)
    without = np.flatnonzero(on < 0)
    on[without] = on.max() + 1 + np.arange(without.size)
    known = np.flatnonzero(street >= 0)
    if without.size and known.size:
        tree = scipy.spatial.cKDTree(np.column_stack((easting[known], northing[known])))
        metres, nearest = tree.query(np.column_stack((easting[without], northing[without])))
        near = metres <= SAME_STREET
        on[without[near]] = on[known[nearest[near]]]
    return np.unique(on, return_inverse=True)[1].astype(np.int64)


def _rank_of_streets(on: Ints, easting: Floats, northing: Floats) -> Ints:
    """For each home, how far along the curve its street comes."""
    rank = np.empty(on.max() + 1, dtype=np.int64)
    rank[hilbert_order(_mean(easting, on), _mean(northing, on))] = np.arange(len(rank))
    return rank[on]


def _sides(on: Ints, easting: Floats, northing: Floats) -> tuple[Floats, Flags]:
    """How far along its street each home stands, counted back on the far side, and whether that is its side.

    The street runs along the direction in which its homes spread most; its sides are left and right of its middle.
    """
    x, y = easting - _mean(easting, on)[on], northing - _mean(northing, on)[on]
    angle = 0.5 * np.arctan2(2 * _mean(x * y, on), _mean(x * x, on) - _mean(y * y, on))[on]
    along, across = x * np.cos(angle) + y * np.sin(angle), y * np.cos(angle) - x * np.sin(angle)
    far = across > 0
    return np.where(far, -along, along).round(2), far


def _shortest(ways: list[Ints], rank: Ints, easting: Floats, northing: Floats) -> Ints:
    """One order made of several: every street in that way in which it is shortest, the first of equal ones."""
    streets = rank[ways[0]]
    inside = streets[1:] == streets[:-1]
    lengths = [
        np.bincount(streets[1:][inside], steps(easting[way], northing[way])[inside], minlength=rank.max() + 1)
        for way in ways
    ]
    taken = np.argmin(np.round(lengths, 1), axis=0)[streets]
    order: Ints = np.choose(taken, ways)
    return order


def _mean(values: Floats, on: Ints) -> Floats:
    mean: Floats = np.bincount(on, values) / np.bincount(on)
    return mean
