"""Who hears whom, as streets that somebody can draw."""

import random

import pytest

from firstbell.registers.premises.rules import FLOOR_CEILING, NEXT_DOOR, PARTY_WALL
from firstbell.registers.premises.rules.hearing import Placed, hearing

Pairs = set[tuple[int, int]]


def house(number: int, kind: str, east: float, north: float = 0.0, street: str = "Example Street") -> Placed:
    """A house whose UPRN is its number."""
    return Placed(number, None, street, str(number), "", "", None, kind, east, north)


def flat(uprn: int, floor: int | None, name: str, *, parent: int = 900, at: tuple[float, float] = (0, 0)) -> Placed:
    return Placed(uprn, parent, "Example Street", "50", "", name, floor, "flat", *at)


def by(how: int, homes: list[Placed]) -> Pairs:
    return {(first, second) for first, second, its in hearing(homes) if its == how}


def test_a_terrace_shares_every_wall_and_no_wall_across_a_gap() -> None:
    homes = [house(number, "terrace", 2.5 * number) for number in (1, 3, 5)]
    homes += [house(number, "terrace", 2.5 * number + 5.0) for number in (7, 9)]
    assert by(PARTY_WALL, homes) == {(1, 3), (3, 5), (7, 9)}
    assert by(NEXT_DOOR, homes) == set()


@pytest.mark.parametrize("apart", [4.0, 4.5, 5.0, 6.0])
def test_nobody_hears_past_the_house_between(apart: float) -> None:
    homes = [house(number, "terrace", apart * number / 2) for number in range(1, 12, 2)]
    assert {(one, other) for one, other, _ in hearing(homes)} == {(n, n + 2) for n in range(1, 11, 2)}


def test_semis_pair_with_the_nearer_and_hear_the_other_over_the_drive() -> None:
    at = {1: 0.0, 3: 7.0, 5: 16.5, 7: 23.5, 9: 33.0, 11: 40.0}
    homes = [house(number, "semi", east) for number, east in at.items()]
    assert by(PARTY_WALL, homes) == {(1, 3), (5, 7), (9, 11)}
    assert by(NEXT_DOOR, homes) == {(3, 5), (7, 9)}


def test_semis_equally_far_apart_pair_as_they_are_numbered() -> None:
    odd = [house(number, "semi", 4.0 * number) for number in range(1, 16, 2)]
    even = [house(number, "semi", 4.0 * number, north=20.0) for number in range(2, 17, 2)]
    assert by(PARTY_WALL, odd) == {(1, 3), (5, 7), (9, 11), (13, 15)}
    assert by(PARTY_WALL, even) == {(2, 4), (6, 8), (10, 12), (14, 16)}


@pytest.mark.parametrize(("apart", "heard"), [(13.9, True), (14.1, False)])
def test_detached_houses_are_next_door_within_four_metres(apart: float, heard: bool) -> None:
    """Two of them, each 10 m wide: 14 m from middle to middle is a gap of 4 m."""
    assert bool(by(NEXT_DOOR, [house(1, "detached", 0), house(3, "detached", apart)])) == heard


def test_the_other_side_of_the_road_is_not_next_door() -> None:
    assert hearing([house(1, "terrace", 0), house(2, "terrace", 0, north=18.0)]) == set()


def test_a_corner_house_hears_its_neighbour_in_the_other_street_but_shares_no_wall() -> None:
    homes = [house(1, "terrace", 0), house(3, "terrace", 5, street="Other Road")]
    assert (by(PARTY_WALL, homes), by(NEXT_DOOR, homes)) == (set(), {(1, 3)})


def test_two_terraces_of_one_street_whose_numbers_are_far_apart_share_no_wall() -> None:
    homes = [house(1, "terrace", 0), house(99, "terrace", 5)]
    assert (by(PARTY_WALL, homes), by(NEXT_DOOR, homes)) == (set(), {(1, 99)})


def test_a_street_numbered_in_one_row_and_a_house_with_a_letter() -> None:
    homes = [house(number, "terrace", 5.0 * number) for number in (1, 2, 4)]
    homes.append(house(3, "terrace", 15.0)._replace(number="2A"))
    assert by(PARTY_WALL, homes) == {(1, 2), (2, 3), (3, 4)}


def test_flats_hear_beside_above_and_below() -> None:
    """Two on each of three floors: 1 and 2, over them 3 and 4, over them 5 and 6."""
    homes = [flat(number, (number - 1) // 2, f"Flat {number}") for number in range(1, 7)]
    assert by(PARTY_WALL, homes) == {(1, 2), (3, 4), (5, 6)}
    assert by(FLOOR_CEILING, homes) == {(1, 3), (2, 4), (3, 5), (4, 6)}


def test_flat_10_comes_after_flat_9() -> None:
    homes = [flat(number, None, f"Flat {number}") for number in (1, 2, 9, 10)]
    assert by(PARTY_WALL, homes) == {(1, 2), (2, 9), (9, 10)}


def test_a_large_flat_over_two_small_ones_hears_both() -> None:
    homes = [flat(1, 0, "Flat 1"), flat(2, 0, "Flat 2"), flat(3, 1, "Flat 3")]
    assert by(FLOOR_CEILING, homes) == {(1, 3), (2, 3)}


def test_a_floor_that_nobody_lives_on_parts_those_above_and_below() -> None:
    assert hearing([flat(1, 0, "Flat 1"), flat(2, 2, "Flat 2")]) == set()


def test_flats_of_one_parent_are_one_building_wherever_their_points_are() -> None:
    homes = [flat(1, 0, "Flat 1", at=(0, 0)), flat(2, 1, "Flat 2", at=(12, 9))]
    assert by(FLOOR_CEILING, homes) == {(1, 2)}


def test_a_house_beside_a_block_hears_its_ground_floor() -> None:
    homes = [flat(number, (number - 1) // 2, f"Flat {number}") for number in range(1, 5)]
    homes.append(house(52, "detached", 10.0))
    assert by(NEXT_DOOR, homes) == {(1, 52), (2, 52)}


def test_a_tower_of_200_flats_has_no_more_pairs_than_walls_and_floors() -> None:
    homes = [flat(number, (number - 1) // 10, f"Flat {number}") for number in range(1, 201)]
    assert (len(by(PARTY_WALL, homes)), len(by(FLOOR_CEILING, homes))) == (20 * 9, 19 * 10)
    no_floors = [one._replace(landing=None) for one in homes]
    assert hearing(no_floors) == {(number, number + 1, PARTY_WALL) for number in range(1, 200)}


def test_300_caravans_written_on_one_point_are_a_row_and_not_45_000_pairs() -> None:
    homes = [house(number, "caravan", 0) for number in range(1, 301)]
    assert len(hearing(homes)) == 299


def test_the_order_of_the_homes_does_not_matter() -> None:
    rng = random.Random(7)
    homes = [house(number, rng.choice(("semi", "terrace", "detached")), 4.1 * number) for number in range(1, 60)]
    found = hearing(homes)
    for _ in range(5):
        rng.shuffle(homes)
        assert hearing(homes) == found


def test_nobody_alone_hears_anybody() -> None:
    assert hearing([]) == hearing([house(1, "semi", 0)]) == set()
