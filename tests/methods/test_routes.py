"""Which pair walks which cells: every cell once, nobody too long, the same each time, and short."""

from itertools import pairwise, permutations
from random import Random

import pytest

from firstbell.pure.refusal import Refused
from firstbell.pure.routes import Route, Stop, minutes_between, routes

SHIFT = 360


def town(cells: int, *, seed: int = 1, minutes: int = 90) -> list[Stop]:
    somewhere = Random(seed)
    return [
        Stop(f"C-{n:05}", somewhere.uniform(0, 2000), somewhere.uniform(0, 2000), minutes) for n in range(1, cells + 1)
    ]


def walked(route: Route, stops: list[Stop]) -> float:
    by_code = {stop.cell: stop for stop in stops}
    return sum(minutes_between(by_code[one], by_code[other]) for one, other in pairwise(route.cells))


def test_every_cell_is_walked_once_and_nobody_walks_longer_than_a_shift() -> None:
    stops = town(14)
    made = routes(stops, 5, longest=SHIFT)
    assert sorted(cell for route in made for cell in route.cells) == [stop.cell for stop in stops]
    assert all(route.minutes <= SHIFT for route in made)
    assert all(route.walking == pytest.approx(walked(route, stops), abs=0.06) for route in made)


def test_the_same_town_has_the_same_walks_whatever_order_it_comes_in_the_first_being_the_longest() -> None:
    stops = town(9)
    made = routes(stops, 3, longest=SHIFT)
    assert made == routes(stops, 3, longest=SHIFT)
    assert [route.minutes for route in made] == sorted((route.minutes for route in made), reverse=True)


def test_one_pair_walks_the_shortest_way_there_is() -> None:
    stops = town(6, minutes=20)
    shortest = min(sum(minutes_between(a, b) for a, b in pairwise(way)) for way in permutations(stops))
    (only,) = routes(stops, 1, longest=SHIFT)
    assert only.walking == pytest.approx(shortest, abs=0.3)


def test_cells_that_lie_together_fall_to_one_pair() -> None:
    near = [Stop(f"C-{n}", n * 50, 0, 90) for n in range(3)]
    far = [Stop(f"D-{n}", 9_000 + n * 50, 0, 90) for n in range(3)]
    assert {frozenset(route.cells) for route in routes([*near, *far], 2, longest=SHIFT)} == {
        frozenset(stop.cell for stop in near),
        frozenset(stop.cell for stop in far),
    }


@pytest.mark.parametrize(
    ("stops", "pairs", "remedy"),
    [
        (town(9), 2, "Name 3 pairs or more."),
        (town(1, minutes=SHIFT + 1), 9, "Make the shift longer."),
        ([Stop("C-1", 0, 0, 170), Stop("C-2", 1_000, 0, 180)], 1, "Take one pair more."),
    ],
)
def test_what_does_not_fit_is_refused_with_what_would(stops: list[Stop], pairs: int, remedy: str) -> None:
    with pytest.raises(Refused) as refusal:
        routes(stops, pairs, longest=SHIFT)
    assert refusal.value.remedy == remedy


def test_nothing_to_walk_is_no_walk() -> None:
    assert routes([], 0, longest=SHIFT) == ()
