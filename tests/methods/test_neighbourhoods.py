"""Neighbourhoods and wards: which a postcode is in, and how they lie."""

from collections import Counter
from itertools import pairwise

import pytest

from firstbell.pure import areas
from firstbell.pure.areas import packed
from firstbell.pure.areas.neighbourhoods import (
    Neighbourhood,
    Ring,
    neighbourhood_of,
    neighbourhoods,
    outlines,
    ward_names,
    ward_of,
)

STOKE = "E06000021"
NEXT_DOOR = {"ST145DJ", "ST46DB", "ST51JT", "TF94GA"}
"""Postcodes that the directory puts into another district than their neighbourhood's outline does."""
NEXT_DOOR_BY_WARD = {"ST145DJ", "ST51DN", "ST51DW", "ST54HL", "ST64PY", "ST64QY", "WS152TT"}


@pytest.mark.parametrize("written", ["ST4 1AA", "st41aa", "  sT4  1aA"])
def test_a_postcode_has_a_neighbourhood_and_a_ward_however_it_is_spaced(written: str) -> None:
    code, ward = neighbourhood_of(written), ward_of(written)
    assert code is not None
    assert ward is not None
    assert neighbourhoods()[code].district == STOKE
    assert ward_names()[ward][1] == STOKE


@pytest.mark.parametrize("text", ["", "ST4", "ST4 1ZZ", "SW1A 1AA", "12 Example Road", "E02002951", "ST4-1AA"])
def test_what_no_table_says_is_not_guessed(text: str) -> None:
    assert neighbourhood_of(text) is None
    assert ward_of(text) is None


def test_a_neighbourhood_says_its_name_its_district_and_its_homes() -> None:
    assert neighbourhoods()["E02002951"] == Neighbourhood("E02002951", "Stoke-on-Trent 001", STOKE, 3204)


def test_every_postcode_of_the_table_has_a_neighbourhood_and_a_ward_that_are_known() -> None:
    assert len(packed.units()) > 39_000
    assert {code for code, _ in packed.units().values()} == set(neighbourhoods())
    assert {ward for _, ward in packed.units().values()} == set(ward_names())


def test_every_neighbourhood_has_enough_homes_that_a_difference_of_two_hides_people() -> None:
    assert min(one.homes for one in neighbourhoods().values()) >= 400


def test_every_neighbourhood_and_every_ward_lies_in_one_district_of_the_force() -> None:
    districts = {code for code, _, force, _ in packed.districts().values() if force == "staffordshire"}
    assert {one.district for one in neighbourhoods().values()} == districts
    assert {district for _, district in ward_names().values()} == districts


def test_the_postcodes_that_lie_in_the_district_next_door_are_these_and_no_others() -> None:
    found, by_ward = set(), set()
    for postcode, (code, ward) in packed.units().items():
        area = areas.area_of(postcode)
        assert area is not None
        assert area.force == "staffordshire"
        if neighbourhoods()[code].district != area.district:
            found.add(postcode)
        if ward_names()[ward][1] != area.district:
            by_ward.add(postcode)
    assert found == NEXT_DOOR
    assert by_ward == NEXT_DOOR_BY_WARD


def test_every_neighbourhood_has_an_outline_that_is_a_ring_of_some_size() -> None:
    assert set(outlines()) == set(neighbourhoods())
    for rings in outlines().values():
        for ring in rings:
            assert len(ring) > 3
            assert ring[0] != ring[-1]
            assert abs(_doubled(ring)) > 2 * 200_000  # square metres: the smallest are town centres


def test_postcodes_lie_within_the_outline_of_their_neighbourhood_but_for_what_generalising_moves() -> None:
    """The points that are outside are nearer to its border than an outline is exact."""
    outside = Counter[str]()
    for postcode, (code, _) in packed.units().items():
        position = areas.position_of(postcode)
        assert position is not None
        rings = outlines()[code]
        if not any(_holds(ring, position) for ring in rings):
            outside[code] += 1
            assert min(_away(position, ring) for ring in rings) < 70, postcode
    assert outside.total() < len(packed.units()) / 50


def test_neighbours_share_their_border_so_that_the_outlines_leave_no_gap() -> None:
    """An edge is in one ring, at the outside of the whole, or in two, walked in opposite directions."""
    edges = Counter(edge for rings in outlines().values() for ring in rings for edge in pairwise([*ring, ring[0]]))
    assert max(edges.values()) == 1
    outer = [edge for edge in edges if edge[::-1] not in edges]
    assert len(outer) < len(edges) / 4
    ends = Counter(start for start, _ in outer)
    ends.subtract(end for _, end in outer)
    assert set(ends.values()) == {0}, "the outside is a ring or several"


def _doubled(ring: Ring) -> int:
    return sum(one[0] * two[1] - two[0] * one[1] for one, two in pairwise([*ring, ring[0]]))


def _holds(ring: Ring, point: tuple[int, int]) -> bool:
    east, north = point
    inside = False
    for (x1, y1), (x2, y2) in pairwise([*ring, ring[0]]):
        if (y1 > north) != (y2 > north) and east < x1 + (north - y1) * (x2 - x1) / (y2 - y1):
            inside = not inside
    return inside


def _away(point: tuple[int, int], ring: Ring) -> float:
    return min(_from_edge(point, *edge) for edge in pairwise([*ring, ring[0]]))


def _from_edge(point: tuple[int, int], start: tuple[int, int], end: tuple[int, int]) -> float:
    along = (end[0] - start[0], end[1] - start[1])
    length = along[0] ** 2 + along[1] ** 2
    share = ((point[0] - start[0]) * along[0] + (point[1] - start[1]) * along[1]) / length if length else 0.0
    share = min(1.0, max(0.0, share))
    return float(((point[0] - start[0] - share * along[0]) ** 2 + (point[1] - start[1] - share * along[1]) ** 2) ** 0.5)
