"""An attacker who knows the rules and sees every visit: no better than chance against ours, certain against others."""

from collections.abc import Sequence

import pytest

from benchmarks.planner import GUESSES, OPERATIONS, Planner, attack, blind, invented_cells, planned
from firstbell.responses.cocoon.rules.planner import CellShape, Terms

CELLS = invented_cells(120, seed=5)


def starts_at_the_victim(cell: CellShape, terms: Terms, key: bytes, victim: int) -> Sequence[int]:
    order = planned(cell, terms, key).order
    place = order.index(victim)
    return (*order[place:], *order[:place])


def comes_back_to_the_victim(cell: CellShape, terms: Terms, key: bytes, victim: int) -> Sequence[int]:
    """The door is passed on the way, and called at last."""
    return (*(door for door in planned(cell, terms, key).order if door != victim), victim)


def walks_evenly_around_the_victim(cell: CellShape, terms: Terms, key: bytes, victim: int) -> Sequence[int]:
    """Always at the same moment of the walk, in the middle of it: nothing shows until it is seen again and again."""
    others = [door for door in planned(cell, terms, key).order if door != victim]
    middle = len(others) // 2
    return (*others[:middle], victim, *others[middle:])


def test_the_attacker_does_no_better_than_chance_however_often_they_watch() -> None:
    found = attack(CELLS, blind, victims=4_000, seed=11)
    assert len(found) == len(GUESSES) * len(OPERATIONS)
    assert [one for one in found if one.beats_chance] == []


@pytest.mark.parametrize(
    ("plan", "guess", "operations"),
    [
        (starts_at_the_victim, "the door visited first", 1),
        (comes_back_to_the_victim, "the door visited last", 1),
        (walks_evenly_around_the_victim, "the steadiest", 8),
    ],
)
def test_the_attacker_finds_whoever_a_planner_walks_around(plan: Planner, guess: str, operations: int) -> None:
    found = attack(CELLS, plan, victims=300, seed=11)
    rates = {(one.guess, one.operations): one.rate for one in found if one.beats_chance}
    assert rates[guess, operations] > 0.8
