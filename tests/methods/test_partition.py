"""Cells: exact against trying every way, and kept to their rule on streets, towers and farms."""

import inspect
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import firstbell.pure.partition as package
from firstbell.pure.partition import NEXT_DOOR, PARTY_WALL, Hearing, Homes, Partition, Rule, cover, partition
from firstbell.pure.partition.cutting import Walk, cell_sizes
from firstbell.pure.refusal import Refused
from world import suburb

RULE = Rule()
OF_SOMEBODY = ("victim", "incident", "target", "case", "person", "address", "offence")


def homes_at(*metres: float, plausible: bool = True) -> Homes:
    """Homes so far along one road."""
    some = len(metres)
    return Homes(
        9_000 + np.arange(some),
        np.zeros(some, dtype=np.int32),
        np.array(metres, dtype=float),
        np.zeros(some),
        np.full(some, plausible),
    )


def pairs(*those: tuple[int, int], how: int = PARTY_WALL) -> Hearing:
    first, second = np.array(those, dtype=np.int32).reshape(-1, 2).T
    return Hearing(first, second, np.full(len(those), how, dtype=np.uint8))


def together(found: Partition) -> list[int]:
    """The places of all homes, as they stand in cells and refusals."""
    return np.concatenate([*found.cells, *(one.homes for one in found.refused)]).tolist()


# --- the best way of cutting ------------------------------------------------------------------------------------------


Drawn = tuple[list[float], list[bool], list[tuple[int, int]], list[float], Rule]
"""Steps, plausible homes, pairs who hear, their weights, and the rule."""


@st.composite
def small_walks(draw: st.DrawFn) -> Drawn:
    some = draw(st.integers(1, 11))
    steps = draw(st.lists(st.sampled_from([5.0, 40.0, 300.0]), min_size=some - 1, max_size=some - 1))
    plausible = draw(st.lists(st.booleans(), min_size=some, max_size=some))
    every = [(one, other) for one in range(some) for other in range(one + 1, min(one + 5, some))]
    heard = draw(st.lists(st.sampled_from(every), unique=True)) if every else []
    weights = draw(st.lists(st.sampled_from([0.4, 1.0]), min_size=len(heard), max_size=len(heard)))
    rule = Rule(k=draw(st.integers(2, 3)), plausible=draw(st.integers(0, 2)), mu=0.05, longest_walk=400.0)
    return steps, plausible, heard, weights, rule


def best_by_trying(
    steps: list[float], plausible: list[bool], heard: list[tuple[int, int]], weights: list[float], rule: Rule
) -> tuple[int, float]:
    """Homes left out and cost of the best of all ways of cutting."""
    some = len(plausible)

    def inside(start: int, end: int) -> float:
        return sum(w for (one, other), w in zip(heard, weights, strict=True) if start <= one and other < end)

    def may_be(start: int, end: int) -> bool:
        short = sum(steps[start : end - 1]) <= rule.longest_walk
        return short and sum(plausible[start:end]) >= rule.plausible

    def best(start: int) -> tuple[int, float]:
        if start == some:
            return 0, 0.0
        left, cost = best(start + 1)
        ways = [(left + 1, cost)]
        for end in range(start + rule.k, min(start + rule.largest, some) + 1):
            if may_be(start, end):
                left, cost = best(end)
                ways.append((left, cost + rule.mu * (end - start) ** 2 - inside(start, end)))
        return min(ways, key=lambda way: (way[0], round(way[1], 6)))

    return best(0)


@settings(max_examples=150, deadline=None)
@given(small_walks())
def test_no_other_way_of_cutting_is_better(drawn: Drawn) -> None:
    steps, plausible, heard, weights, rule = drawn
    first, second = (np.array([pair[at] for pair in heard], dtype=np.int64) for at in (0, 1))
    walk = Walk.of(np.array(steps), np.array(plausible), first, second, np.array(weights))
    left, cost, start = 0, 0.0, 0
    for size in cell_sizes(walk, rule).tolist():
        end = start + max(size, 1)
        within = sum(w for (a, b), w in zip(heard, weights, strict=True) if start <= a and b < end)
        left, cost, start = left + (size == 0), cost + (rule.mu * size**2 - within if size else 0), end
    assert start == len(plausible)
    assert (left, pytest.approx(cost, abs=1e-4)) == best_by_trying(*drawn)


# --- what every partition keeps ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("plausible", [1.0, 0.5])
def test_every_home_stands_once_and_every_cell_keeps_the_rule(seed: int, plausible: float) -> None:
    homes, hearing = suburb.suburb(2000, seed=seed, plausible=plausible)
    found = partition(homes, hearing, RULE)
    assert sorted(together(found)) == list(range(2000))
    for cell in found.cells:
        assert RULE.k <= len(cell) <= RULE.largest
        assert homes.plausible[cell].sum() >= RULE.plausible
        assert np.hypot(np.diff(homes.easting[cell]), np.diff(homes.northing[cell])).sum() <= RULE.longest_walk
        assert np.all(np.diff(cell) == 1)


def test_a_halo_is_who_hears_into_the_cell_from_outside() -> None:
    homes, hearing = suburb.suburb(700, seed=3)
    found = partition(homes, hearing, RULE)
    both = [*zip(hearing.first.tolist(), hearing.second.tolist(), strict=True)]
    both += [(second, first) for first, second in both]
    for cell, halo in zip(found.cells, found.halo, strict=True):
        inside = set(cell.tolist())
        assert halo.tolist() == sorted({one for one, other in both if other in inside and one not in inside})


def test_the_order_in_which_homes_and_pairs_come_changes_nothing() -> None:
    homes, hearing = suburb.suburb(700)
    turned = Hearing(hearing.second[::-1], hearing.first[::-1], hearing.how[::-1])
    one, other = partition(homes, hearing, RULE), partition(homes, turned, RULE)
    assert [cell.tolist() for cell in one.cells] == [cell.tolist() for cell in other.cells]
    assert [cell.tolist() for cell in one.halo] == [cell.tolist() for cell in other.halo]


def test_what_a_suburb_of_houses_reaches() -> None:
    homes, hearing = suburb.suburb(3000, blocks=False)
    reached = cover(homes, hearing, partition(homes, hearing, RULE))
    assert reached.smallest == 12
    assert reached.audible >= 0.96
    assert reached.audible_with_halo == 1.0
    assert reached.party_walls >= 0.99
    assert reached.best_guess <= 1 / 12


def test_what_a_suburb_with_blocks_reaches() -> None:
    """Of the ceilings of a block, one in three or four lies between two cells: only halos reach across."""
    homes, hearing = suburb.suburb(3000)
    reached = cover(homes, hearing, partition(homes, hearing, RULE))
    assert reached.audible >= 0.94
    assert reached.audible_with_halo == 1.0
    assert reached.party_walls >= 0.99


def test_without_streets_fewer_neighbours_are_reached() -> None:
    along, across = suburb.suburb(3000), suburb.suburb(3000, streets=False)
    walked, scattered = (cover(*made, partition(*made, RULE)) for made in (along, across))
    assert walked.audible > scattered.audible + 0.02
    assert walked.party_walls > scattered.party_walls + 0.02
    assert scattered.audible_with_halo == 1.0
    assert scattered.smallest >= 12


def test_a_tower_is_cut_by_floors() -> None:
    homes, hearing = suburb.tower(200)
    found = partition(homes, hearing, RULE)
    assert sorted(together(found)) == list(range(200))
    assert not found.refused
    assert cover(homes, hearing, found).party_walls == 1.0


def test_cover_by_hand() -> None:
    """Four homes in two cells of a terrace: two of three walls are inside, the third is in halos."""
    homes, hearing = homes_at(0, 5, 10, 15), pairs((0, 1), (1, 2), (2, 3))
    cells = (np.array([0, 1]), np.array([2, 3]))
    reached = cover(homes, hearing, Partition(cells, (np.array([2]), np.array([1])), ()))
    assert (reached.audible, reached.audible_with_halo, reached.party_walls) == (2 / 3, 1.0, 2 / 3)
    assert (reached.smallest, reached.mean, reached.largest) == (2, 2.0, 2)
    assert (reached.expected_doors, reached.best_guess) == (2.0, 0.5)
    one_halo = cover(homes, hearing, Partition(cells, (np.array([2]), np.array([], dtype=int)), ()))
    assert one_halo.audible_with_halo == 5 / 6


# --- homes that no cell can hold --------------------------------------------------------------------------------------


def test_a_street_of_three_houses_is_too_few() -> None:
    found = partition(*suburb.street(3), RULE)
    assert not found.cells
    assert [(one.homes.tolist(), one.reason) for one in found.refused] == [([0, 1, 2], "too few homes")]


def test_a_lone_farm_is_refused_and_what_can_be_done_is_named() -> None:
    homes = homes_at(*(5.0 * at for at in range(20)), 5000.0)
    (farm,) = partition(homes, pairs((0, 1)), RULE).refused
    assert (farm.homes.tolist(), farm.reason) == ([20], "too far apart")
    assert farm.alternatives == (
        "a letter to every home of the postcode sector",
        "a stall or an event for the whole village",
        "posters and leaflets where everybody goes",
    )


def test_farms_on_a_road_are_refused_together() -> None:
    found = partition(homes_at(*(400.0 * at for at in range(15))), pairs(), RULE)
    assert not found.cells
    assert [(len(one.homes), one.reason) for one in found.refused] == [(15, "too far apart")]


def test_homes_of_which_few_are_plausible_are_refused() -> None:
    found = partition(homes_at(*(5.0 * at for at in range(15)), plausible=False), pairs(), RULE)
    assert [(len(one.homes), one.reason) for one in found.refused] == [(15, "too few plausible homes")]


def test_nobody_makes_no_cells() -> None:
    homes, hearing = homes_at(), pairs()
    found = partition(homes, hearing, RULE)
    assert (found.cells, found.halo, found.refused) == ((), (), ())
    assert cover(homes, hearing, found).best_guess == 0


# --- what is refused before ---------------------------------------------------------------------------------------


def test_a_uprn_that_stands_twice_is_refused() -> None:
    with pytest.raises(Refused, match="UPRN 7 stands 2 times"):
        Homes(np.array([7, 7]), np.zeros(2, dtype=np.int32), np.zeros(2), np.zeros(2), np.ones(2, dtype=bool))


@pytest.mark.parametrize("metres", [float("nan"), float("inf")])
def test_a_coordinate_that_is_no_number_is_refused(metres: float) -> None:
    with pytest.raises(Refused, match="UPRN 9001 has no coordinates"):
        homes_at(0.0, metres)


def test_pairs_that_cannot_be_are_refused() -> None:
    with pytest.raises(Refused, match="more than once"):
        pairs((0, 1), (1, 0))
    with pytest.raises(Refused, match="with itself"):
        pairs((1, 1))
    with pytest.raises(Refused, match="is of kind 9"):
        pairs((0, 1), how=9)
    with pytest.raises(Refused, match="outside the 2 given"):
        partition(homes_at(0, 5), pairs((1, 2), how=NEXT_DOOR), RULE)


@pytest.mark.parametrize("wrong", [{"k": 1}, {"plausible": 13}, {"mu": 2}, {"longest_walk": 0}, {"largest_factor": 1}])
def test_a_rule_that_no_cell_can_keep_is_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(Refused, match="No cell can keep this rule"):
        Rule(**wrong)


# --- nothing about anybody goes in ------------------------------------------------------------------------------------


def test_no_argument_can_carry_a_victim() -> None:
    callables = [getattr(package, name) for name in package.__all__ if callable(getattr(package, name))]
    assert package.partition in callables
    for one in callables:
        for name in inspect.signature(one).parameters:
            assert not any(word in name for word in OF_SOMEBODY), f"{one.__name__}({name})"


def test_cells_follow_each_other_on_the_walk() -> None:
    found = partition(*suburb.suburb(700), RULE)
    assert all(one[-1] < other[0] for one, other in pairwise(found.cells))
