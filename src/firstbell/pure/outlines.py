"""The outline of a group of homes, drawn so wide that no corner of it is anybody's home."""

from collections.abc import Iterable

Point = tuple[float, float]
GROWN, GRID = 25, 10
"""Metres by which an outline stands off its homes, and to which its corners are rounded."""
_ROUND = ((1.0, 0.0), (0.7, 0.7), (0.0, 1.0), (-0.7, 0.7), (-1.0, 0.0), (-0.7, -0.7), (0.0, -1.0), (0.7, -0.7))


def outline(homes: Iterable[Point]) -> tuple[tuple[int, int], ...]:
    """The corners (easting, northing in metres), anticlockwise, of the convex ring round homes; empty for no homes.

    Each home is taken as an octagon of ``GROWN`` metres and each corner rounded to ``GRID``, so that the ring says in
    which streets the homes are and not which they are.
    """
    spread = {
        (GRID * round((east + GROWN * dx) / GRID), GRID * round((north + GROWN * dy) / GRID))
        for east, north in homes
        for dx, dy in _ROUND
    }
    corners = sorted(spread)
    below, above = _chain(corners), _chain(corners[::-1])
    return tuple(below[:-1] + above[:-1])


def middle(ring: Iterable[Point]) -> Point:
    """The mean of an outline's corners: where its name is written, and from where walks are measured."""
    corners = list(ring)
    return sum(east for east, _ in corners) / len(corners), sum(north for _, north in corners) / len(corners)


def _chain(corners: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The lower half of a convex hull (Andrew's monotone chain) of corners in order."""
    chain = list[tuple[int, int]]()
    for corner in corners:
        while len(chain) > 1 and _turn(chain[-2], chain[-1], corner) <= 0:
            chain.pop()
        chain.append(corner)
    return chain


def _turn(one: tuple[int, int], two: tuple[int, int], three: tuple[int, int]) -> int:
    return (two[0] - one[0]) * (three[1] - one[1]) - (two[1] - one[1]) * (three[0] - one[0])
