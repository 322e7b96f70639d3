"""The ring round a cell on the map: wide enough for every home, and no corner of it anybody's."""

from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firstbell.pure.outlines import GRID, GROWN, middle, outline

NEAREST = GROWN * 0.98 - GRID
"""How near a home may be to a corner: the octagon is a little smaller than its circle, and corners are rounded."""
PLACES = st.lists(
    st.tuples(st.floats(392_000, 393_000), st.floats(323_000, 324_000)), min_size=1, max_size=30, unique=True
)


def is_within(point: tuple[float, float], ring: tuple[tuple[int, int], ...]) -> bool:
    """Left of every edge of an anticlockwise ring."""
    east, north = point
    edges = zip(ring, (*ring[1:], ring[0]), strict=True)
    return all((b[0] - a[0]) * (north - a[1]) - (b[1] - a[1]) * (east - a[0]) >= 0 for a, b in edges)


@given(PLACES)
def test_every_home_is_inside_and_no_corner_is_one(homes: list[tuple[float, float]]) -> None:
    ring = outline(homes)
    assert all(is_within(home, ring) for home in homes)
    assert min(hypot(e - x, n - y) for e, n in homes for x, y in ring) >= NEAREST
    assert all(e % GRID == 0 == n % GRID for e, n in ring)


@given(PLACES)
def test_the_order_of_the_homes_does_not_show(homes: list[tuple[float, float]]) -> None:
    assert outline(homes) == outline(homes[::-1])


def test_a_home_alone_has_a_ring_and_nobody_has_none() -> None:
    assert len(outline([(392_501.0, 323_507.0)])) >= 4
    assert outline([]) == ()


def test_the_middle_lies_between_the_corners() -> None:
    assert middle([(0, 0), (10, 0), (10, 20), (0, 20)]) == pytest.approx((5, 10))
