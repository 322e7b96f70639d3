"""Versions of a partition: what two of them together would tell, and that following one tells nothing."""

import numpy as np
import pytest

from firstbell.pure.partition import (
    Following,
    Hearing,
    Homes,
    Rule,
    follow,
    partition,
    refuse_crossing,
    smallest_crossing,
)
from firstbell.pure.refusal import Refused
from world import suburb

RULE = Rule()
OLD = tuple(frozenset(range(start, start + 12)) for start in (100, 112, 124))


def uprns(homes: Homes, cells: tuple[np.ndarray, ...]) -> tuple[frozenset[int], ...]:
    return tuple(frozenset(homes.uprn[cell].tolist()) for cell in cells)


def road(houses: int, *, first: int = 1, south: float = 0.0) -> Homes:
    """A terrace along a road, numbered from ``first``."""
    return Homes(
        900 + first + np.arange(houses),
        np.zeros(houses, dtype=np.int32),
        5.0 * np.arange(houses),
        np.full(houses, -south),
        np.ones(houses, dtype=bool),
    )


def joined(*some: Homes) -> Homes:
    return Homes(
        *(
            np.concatenate([getattr(one, name) for one in some])
            for name in ("uprn", "street", "easting", "northing", "plausible")
        )
    )


def silence() -> Hearing:
    return Hearing(np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.uint8))


def standing(*cells: frozenset[int]) -> np.ndarray:
    return np.array(sorted(frozenset().union(*cells)), dtype=np.int64)


def kept(old: tuple[frozenset[int], ...], homes: Homes, found: Following, rule: Rule = RULE) -> None:
    """What every next version keeps."""
    new = uprns(homes, found.partition.cells)
    assert smallest_crossing(old, new, homes.uprn) == 0
    refuse_crossing(old, new, homes.uprn, rule.k)
    assert all(len(cell) >= rule.k for cell in new)
    assert all(homes.plausible[cell].sum() >= rule.plausible for cell in found.partition.cells)
    places = np.concatenate([*found.partition.cells, *(one.homes for one in found.partition.refused)])
    assert sorted(places.tolist()) == list(range(len(homes)))
    for cell, merged in zip(new, found.merged, strict=True):
        assert {at for at, was in enumerate(old) if was & cell} == set(merged)


# --- crossing ---------------------------------------------------------------------------------------------------------


def test_shifting_the_start_crosses_and_is_refused() -> None:
    homes, hearing = suburb.suburb(700)
    old = partition(homes, hearing, RULE).cells
    everybody = np.concatenate(old)
    shifted = tuple(np.split(everybody, np.cumsum([6, *(len(cell) for cell in old)])[:-1]))
    assert 0 < smallest_crossing(uprns(homes, old), uprns(homes, shifted), homes.uprn) < 12
    with pytest.raises(Refused, match="fewer than 12"):
        refuse_crossing(uprns(homes, old), uprns(homes, shifted), homes.uprn, 12)


def test_another_k_crosses_and_is_refused() -> None:
    homes, hearing = suburb.suburb(700)
    old, new = (uprns(homes, partition(homes, hearing, Rule(k=k)).cells) for k in (12, 18))
    with pytest.raises(Refused, match="in common"):
        refuse_crossing(old, new, homes.uprn, 12)


def test_merging_whole_cells_crosses_nowhere() -> None:
    new = (OLD[0] | OLD[1], OLD[2] | {200})
    assert smallest_crossing(OLD, new, standing(*new)) == 0
    refuse_crossing(OLD, new, standing(*new), 12)


def test_what_is_left_of_a_cell_may_stay_together() -> None:
    left = ((OLD[0] | OLD[1]) - {100, 101}, OLD[2])
    assert smallest_crossing(OLD, left, standing(*left)) == 0


def test_a_home_that_stands_and_is_in_no_cell_is_told_apart_by_that() -> None:
    left = ((OLD[0] | OLD[1]) - {100, 101}, OLD[2])
    assert smallest_crossing(OLD, left, standing(*OLD)) == 2
    with pytest.raises(Refused, match="2 homes in common"):
        refuse_crossing(OLD, left, standing(*OLD), 12)


def test_the_smallest_of_several_crossings_counts() -> None:
    moved = OLD[0] - {100}, OLD[1] | {100} - {112, 113}, OLD[2]
    assert smallest_crossing(OLD, moved, standing(*OLD)) == 1


def test_a_cell_may_be_split_where_both_parts_hide() -> None:
    large = (frozenset(range(40)),)
    refuse_crossing(large, (frozenset(range(20)), frozenset(range(20, 40))), standing(*large), 12)
    new = (frozenset(range(9)) | {50, 51, 52}, frozenset(range(9, 40)))
    with pytest.raises(Refused, match="9 homes in common"):
        refuse_crossing(large, new, standing(*new), 12)


def test_a_home_in_two_cells_is_refused() -> None:
    with pytest.raises(Refused, match="two cells of one version"):
        smallest_crossing((OLD[0], OLD[0]), OLD, standing(*OLD))


# --- following --------------------------------------------------------------------------------------------------------


def test_where_nothing_changed_nothing_changes() -> None:
    homes, hearing = suburb.suburb(700)
    first = partition(homes, hearing, RULE)
    found = follow(uprns(homes, first.cells), homes, hearing, RULE)
    assert [cell.tolist() for cell in found.partition.cells] == [cell.tolist() for cell in first.cells]
    assert [cell.tolist() for cell in found.partition.halo] == [cell.tolist() for cell in first.halo]
    assert found.merged == tuple((at,) for at in range(len(first.cells)))


def test_what_follows_nothing_is_a_first_version() -> None:
    homes, hearing = suburb.suburb(700)
    first, found = partition(homes, hearing, RULE), follow((), homes, hearing, RULE)
    assert [cell.tolist() for cell in found.partition.cells] == [cell.tolist() for cell in first.cells]
    assert set(found.merged) == {()}


@pytest.mark.parametrize("seed", range(4))
def test_a_suburb_may_lose_and_gain_homes_year_after_year(seed: int) -> None:
    everything, heard = suburb.suburb(1500, plausible=0.8)
    chance = np.random.default_rng(seed)
    stands = chance.random(1500) < 0.9
    old: tuple[frozenset[int], ...] = ()
    for _ in range(4):
        homes, hearing = suburb.without(everything, heard, np.flatnonzero(~stands).tolist())
        found = follow(old, homes, hearing, RULE)
        if old:
            kept(old, homes, found)
        old = uprns(homes, found.partition.cells)
        stands ^= chance.random(1500) < 0.08


def test_a_cell_that_lost_too_many_goes_up_in_the_nearest() -> None:
    homes = joined(road(11), road(12, first=101, south=500.0), road(12, first=201, south=40.0))
    old = (frozenset(range(901, 913)), frozenset(range(1001, 1013)), frozenset(range(1101, 1113)))
    found = follow(old, homes, silence(), RULE)
    kept(old, homes, found)
    assert found.merged == ((0, 2), (1,))


def test_a_cell_with_too_few_plausible_homes_is_merged() -> None:
    homes = joined(road(12), road(12, first=101, south=40.0))
    homes.plausible[:5] = False
    old = (frozenset(range(901, 913)), frozenset(range(1001, 1013)))
    assert follow(old, homes, silence(), RULE).merged == ((0, 1),)


def test_few_new_homes_join_the_cell_of_the_nearest() -> None:
    homes = joined(road(12), road(3, first=101, south=20.0), road(12, first=201, south=100.0))
    old = (frozenset(range(901, 913)), frozenset(range(1101, 1113)))
    found = follow(old, homes, silence(), RULE)
    kept(old, homes, found)
    assert uprns(homes, found.partition.cells)[0] == old[0] | {1001, 1002, 1003}


def test_a_new_street_is_a_new_cell() -> None:
    homes = joined(road(12), road(14, first=101, south=20.0))
    old = (frozenset(range(901, 913)),)
    found = follow(old, homes, silence(), RULE)
    kept(old, homes, found)
    assert (found.merged, [len(cell) for cell in found.partition.cells]) == (((0,), ()), [12, 14])


def test_new_homes_with_old_ones_between_are_no_cell() -> None:
    homes = joined(road(7, first=101), road(12), road(7, first=201))
    found = follow((frozenset(range(901, 913)),), homes, silence(), RULE)
    assert [len(cell) for cell in found.partition.cells] == [26]


def test_what_is_left_alone_is_refused() -> None:
    """Merged with nothing, since nothing is near; and a new farm joins no cell far away."""
    homes = joined(road(5), road(12, first=101, south=9000.0), road(1, first=201, south=30_000.0))
    old = (frozenset(range(901, 913)), frozenset(range(1001, 1013)))
    found = follow(old, homes, silence(), RULE)
    kept(old, homes, found)
    assert [one.homes.tolist() for one in found.partition.refused] == [[0, 1, 2, 3, 4], [17]]
    assert {one.reason for one in found.partition.refused} == {"too far apart"}
