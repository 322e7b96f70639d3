"""What somebody who watches every visit learns of whom they are for: nothing, or the planner is not blind.

    PYTHONPATH=src:. python -m benchmarks.planner

Cells of an invented area, a victim in any home of them, and an attacker who knows the rules and has seen every visit of
1, 2, 4 and 8 campaigns. Printed: how often each way of guessing finds the home, beside the exact level of chance.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray
from scipy.stats import binom

from firstbell.responses.cocoon.rules import planner
from firstbell.responses.cocoon.rules.planner import CellPlan, CellShape, Terms

Ints = NDArray[np.int64]
FIRST = date(2027, 1, 4)
KEY = b"a key of nobody's"
OPERATIONS = (1, 2, 4, 8)
VICTIMS = 30_000

Planner = Callable[[CellShape, Terms, bytes, int], Sequence[int]]
"""The order of doors that a planner makes; the last argument is the victim's door, which a blind one ignores."""


@dataclass(frozen=True, slots=True)
class Attack:
    """How often ``guess`` found the home after ``operations`` campaigns; chance, and the 99 % interval around it."""

    guess: str
    operations: int
    rate: float
    chance: float
    low: float
    high: float

    @property
    def beats_chance(self) -> bool:
        return not self.low <= self.rate <= self.high


def invented_cells(many: int, seed: int) -> tuple[CellShape, ...]:
    """Cells of 12 to 24 homes with halos of 0 to 3, as a suburb has them."""
    rng = np.random.default_rng(seed)
    doors, halo = rng.integers(12, 25, many), rng.integers(0, 4, many)
    return tuple(CellShape(f"C-{n:05}", int(doors[n]), int(halo[n])) for n in range(many))


def campaign(number: int, mode: str = "calendar") -> Terms:
    days = tuple(FIRST + timedelta(days=n) for n in range(20))
    return Terms(f"CA-{number:08}", mode, days, 2, 6, 7, "neighbours")


def blind(cell: CellShape, terms: Terms, key: bytes, _victim: int) -> Sequence[int]:
    """The planner as it is: it has no argument in which to tell it of a victim."""
    return planned(cell, terms, key).order


def planned(cell: CellShape, terms: Terms, key: bytes) -> CellPlan:
    return planner.plan(cell, terms, key, day=terms.days[0], shift=1)


def ranks(cells: Sequence[CellShape], plan: Planner, victims: Sequence[tuple[int, int]]) -> Iterator[Ints]:
    """For each victim (cell, door): in each of 8 campaigns, when each door of the cell was visited; (8, doors)."""
    seen: dict[tuple[int, int], Ints] = {}
    for place, door in victims:
        key = (place, -1 if plan is blind else door)
        if key not in seen:
            orders = [plan(cells[place], campaign(n), KEY, door) for n in range(max(OPERATIONS))]
            seen[key] = np.array([_when(order, cells[place].doors) for order in orders])
        yield seen[key]


def _when(order: Sequence[int], doors: int) -> Ints:
    when = np.full(doors, doors + 9)
    for moment, door in enumerate(order):
        if door < doors:
            when[door] = moment
    return when


GUESSES: dict[str, Callable[[Ints], int]] = {
    "the door visited first": lambda when: int(when[-1].argmin()),
    "the door visited last": lambda when: int(when[-1].argmax()),
    "the earliest on the whole": lambda when: int(when.sum(axis=0).argmin()),
    "the steadiest": lambda when: int(when.std(axis=0).argmin()),
    "the middle of the walk": lambda when: int(np.abs(when - when.mean()).sum(axis=0).argmin()),
}
"""Ways of guessing, each from when every door was visited in the campaigns so far; the first of equals."""


def attack(cells: Sequence[CellShape], plan: Planner, *, victims: int, seed: int) -> list[Attack]:
    """Every guess after 1, 2, 4 and 8 campaigns against this many victims, each home as likely as another."""
    rng = np.random.default_rng(seed)
    sizes = np.array([cell.doors for cell in cells])
    homes = rng.integers(0, sizes.sum(), victims)
    place = np.searchsorted(np.cumsum(sizes), homes, side="right")
    door = homes - (np.cumsum(sizes) - sizes)[place]
    chosen = list(zip(place.tolist(), door.tolist(), strict=True))
    hits = dict.fromkeys(((guess, many) for guess in GUESSES for many in OPERATIONS), 0)
    guessed: dict[tuple[int, str, int], int] = {}
    for (_, victim), when in zip(chosen, ranks(cells, plan, chosen), strict=True):
        for name, many in hits:
            known = (id(when), name, many)
            if known not in guessed:
                guessed[known] = GUESSES[name](when[:many])
            hits[name, many] += guessed[known] == victim
    chance = len(cells) / float(sizes.sum())
    low, high = (float(end) / victims for end in binom.interval(0.99, victims, chance))
    return [Attack(name, many, hit / victims, chance, low, high) for (name, many), hit in hits.items()]


def main() -> None:
    cells = invented_cells(1_000, seed=5)
    found = attack(cells, blind, victims=VICTIMS, seed=11)
    level = found[0]
    print(f"{VICTIMS:,} victims in {len(cells):,} cells: the share found after {OPERATIONS} campaigns.")
    print(f"{'chance':28} {level.chance:.4f}, 99 % interval {level.low:.4f} to {level.high:.4f}; ! is outside it")
    for name in GUESSES:
        rates = [one for one in found if one.guess == name]
        print(f"{name:28}", *(f"{one.rate:.4f}{'!' if one.beats_chance else ' '}" for one in rates))


if __name__ == "__main__":
    main()
