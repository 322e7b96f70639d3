"""The ring that a map draws round a cell."""

from collections.abc import Sequence

Point = tuple[float, float]
ROOM = 4.0
"""Metres of ground around a home's point."""


def outline(points: Sequence[Point]) -> list[Point]:
    """The smallest convex ring, in whole metres, round a square of ground at each point; anticlockwise, not closed."""
    corners = {(round(e + dx), round(n + dy)) for e, n in points for dx in (-ROOM, ROOM) for dy in (-ROOM, ROOM)}
    ground = sorted((float(e), float(n)) for e, n in corners)
    return _half(ground)[:-1] + _half(ground[::-1])[:-1]


def _half(points: Sequence[Point]) -> list[Point]:
    """One side of the ring: from each point on, only what turns left (Andrew's monotone chain)."""
    ring: list[Point] = []
    for point in points:
        while len(ring) >= 2 and _turn(ring[-2], ring[-1], point) <= 0:
            ring.pop()
        ring.append(point)
    return ring


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
