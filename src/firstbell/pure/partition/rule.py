"""What a cell must be."""

from dataclasses import dataclass

from firstbell.pure.refusal import Refused


@dataclass(frozen=True, slots=True)
class Rule:
    """What every cell keeps: at least ``k`` homes and at most ``largest_factor`` times as many, at least ``plausible``
    plausible ones, and no further than ``longest_walk`` metres from its first door to its last, door by door.

    ``mu`` is what a door costs against hearing: a cell costs ``mu`` times the square of its size. Raises Refused for a
    rule that no cell could keep, or that would keep nobody hidden.
    """

    k: int = 12
    plausible: int = 8
    mu: float = 0.005
    longest_walk: float = 1000.0
    largest_factor: int = 4

    def __post_init__(self) -> None:
        wrong = {
            "k is below 2": self.k < 2,
            "largest_factor is below 2": self.largest_factor < 2,
            "plausible is not between 0 and k": not 0 <= self.plausible <= self.k,
            "mu is not between 0 and 1": not 0 <= self.mu <= 1,
            "longest_walk is not above 0": not self.longest_walk > 0,
        }
        if said := [what for what, holds in wrong.items() if holds]:
            raise Refused(f"No cell can keep this rule: {', '.join(said)}.", "Correct the rule for cells.")

    @property
    def largest(self) -> int:
        return self.k * self.largest_factor
